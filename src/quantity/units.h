#pragma once
// Units: the words that turn a number into an amount. Their definitions are facts and live in configs/units.toml; a
// scenario may add its own.

#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "quantity/dimension.h"

namespace costcurve {

/// The year of a pace: 365.25 days.
inline constexpr double seconds_per_year = 365.25 * 86400;

/// What a unit of a currency was worth on a day, in a month or a year, in dollars.
struct DatedRate {
  std::string date;
  double factor = 1;
};

struct Unit {
  std::string symbol;  // the preferred spelling
  double factor = 1;   // base units in one of it
  Dimension dimension;
  std::string prefixes;   // the scale letters that may stand before it, separated by spaces: "k M G T"
  std::string plural;     // "chips" for the noun; empty for a symbol that does not change
  std::string question;   // not a unit but two: what to ask the person who wrote it
  std::string prefix;     // that stands before it: T of TFLOP
  std::string chip;       // the chip that it names: H100 is one chip, and which
  std::string rate_date;  // of a currency: what day or year its rate is of
  std::shared_ptr<const std::vector<DatedRate>> rates = nullptr;  // of a currency, ascending by date; null if but one
  bool yields = false;    // to a definition of one's own: a plural, a word that others count with otherwise
  bool mistaken = false;  // its definition is wrong, and that is reported
};

/// A compound unit to show amounts in: "USD/chip/h", "k chip h/T token", "x/year".
struct ShownUnit {
  std::string text;  // as written in tables and scenarios
  double factor = 1;
  Dimension dimension;
  std::shared_ptr<const std::vector<std::string>> words = nullptr;  // of a closed list: the value is a place in it
};

/// How words of a closed list are shown; lists of the same words are one.
ShownUnit shown_words(std::vector<std::string> words);

class Units {
 public:
  Units() = default;
  /// Units that a scenario adds to those of the catalog.
  explicit Units(std::shared_ptr<const Units> shared) : shared_(std::move(shared)), counted_(shared_->counted_) {}

  /// Defines a unit under a name; its other names are told the same one. False if the name is taken here.
  bool define(const std::string& name, std::shared_ptr<const Unit> unit);
  /// A new counting dimension, or the catalog's of that name; false if there are too many.
  bool define_count(const std::string& name, const std::string& plural = {});
  /// Defines another name for a unit: its plural, which gives way to a definition of that name.
  void define_plural(const std::string& name, Unit unit);

  /// The unit of that name, a prefix before it allowed ("kUSD", "TFLOP", "GiB"); nothing if there is none.
  std::optional<Unit> find(std::string_view name) const;
  /// The unit that a word of another case can only be: Hours, USD for usd, Megawatts, GWh for Gwh. Nothing where there
  /// are two (GBPS may be bits or bytes), where the case tells units of a letter or two apart (mW, MW; Gb, GB), and
  /// where a small m would be mega.
  std::optional<Unit> find_in_any_case(std::string_view word) const;
  /// Takes the rates that the shared currencies had on a day: the last known by then, or else the first known.
  void take_rates_of(std::string_view date);
  /// Behind it: currencies whose nearest rate is of another time than that day are asked about where they are used.
  void ask_about_rates_far_from(std::string_view date);
  /// True for a word that units of several words begin with.
  bool leads(std::string_view word) const;
  /// Every name, with and without prefixes, for suggestions.
  std::vector<std::string> names() const;
  /// The names that are defined here and their units, in alphabetical order.
  std::vector<std::pair<std::string, std::shared_ptr<const Unit>>> own() const;
  /// Names of the counting dimensions: those of the catalog, then those that the scenario made.
  const std::vector<std::string>& counted() const { return counted_; }

  /// What to show a quantity in when nobody has said: the preferred unit of its dimension, else one made of base units.
  ShownUnit usual(const Dimension& dimension) const;
  void prefer(ShownUnit unit) { preferred_.push_back(std::move(unit)); }

  /// The currencies that a text names behind numbers, by their symbols, each with its rate: "3.859 M CNY".
  std::vector<Unit> currencies_in(std::string_view text) const;

  std::string words(const Dimension& dimension) const { return in_words(dimension, counted_); }
  std::string spoken(const Dimension& dimension) const { return costcurve::spoken(dimension, counted_); }

 private:
  struct Hash : std::hash<std::string_view> {
    using is_transparent = void;
  };

  const Unit* exact(std::string_view name) const;
  std::optional<Unit> prefixed(std::string_view name, std::string_view prefix) const;

  std::vector<Unit> in_any_case(std::string_view word) const;

  std::shared_ptr<const Units> shared_;
  std::unordered_map<std::string, std::shared_ptr<const Unit>, Hash, std::equal_to<>> units_;
  std::set<std::string, std::less<>> leading_;  // first words of units of several words
  std::vector<std::string> counted_;
  std::vector<ShownUnit> preferred_;
};

/// The English plural of a noun: node, nodes; batch, batches; battery, batteries; person, people.
std::string plural_of(std::string_view noun);

/// The factor that a scale word stands for ("k", "M", "billion", "Ki"), or nothing.
std::optional<double> scale_factor(std::string_view word);

}  // namespace costcurve
