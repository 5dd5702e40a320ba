#pragma once
// Units: the words that turn a number into an amount. Their definitions are facts and live in configs/units.toml; a
// scenario may add its own.

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "quantity/dimension.h"

namespace costcurve {

/// The year of a pace: 365.25 days.
inline constexpr double seconds_per_year = 365.25 * 86400;

struct Unit {
  std::string symbol;  // the preferred spelling
  double factor = 1;   // base units in one of it
  Dimension dimension;
  std::string prefixes;   // the scale letters that may stand before it, separated by spaces: "k M G T"
  std::string plural;     // "chips" for the noun; empty for a symbol that does not change
  std::string question;   // not a unit but two: what to ask the person who wrote it
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
  explicit Units(std::shared_ptr<const Units> shared) : shared_(std::move(shared)) {}

  /// Defines a unit under a name. False if the name is taken here.
  bool define(const std::string& name, Unit unit);
  /// A new counting dimension; false if there are too many.
  bool define_count(const std::string& name);

  /// The unit of that name, a prefix before it allowed ("kUSD", "TFLOP", "GiB"); nothing if there is none.
  std::optional<Unit> find(std::string_view name) const;
  /// Every name, with and without prefixes, for suggestions.
  std::vector<std::string> names() const;
  const std::map<std::string, Unit, std::less<>>& own() const { return units_; }
  /// Names of the counting dimensions that the scenario made.
  const std::vector<std::string>& counted() const { return counted_; }

  /// What to show a quantity in when nobody has said: the preferred unit of its dimension, else one made of base units.
  ShownUnit usual(const Dimension& dimension) const;
  void prefer(ShownUnit unit) { preferred_.push_back(std::move(unit)); }

  std::string words(const Dimension& dimension) const { return in_words(dimension, counted_); }
  std::string spoken(const Dimension& dimension) const { return costcurve::spoken(dimension, counted_); }

 private:
  const Unit* exact(std::string_view name) const;

  std::shared_ptr<const Units> shared_;
  std::map<std::string, Unit, std::less<>> units_;
  std::vector<std::string> counted_;
  std::vector<ShownUnit> preferred_;
};

/// The factor that a scale word stands for ("k", "M", "billion", "Ki"), or nothing.
std::optional<double> scale_factor(std::string_view word);

}  // namespace costcurve
