#pragma once
// What takes one value after another: a quantity its amounts, or an attribute the names of catalog entries; and what
// `sweep --over` says of it, bound to a scenario.

#include <optional>
#include <string>
#include <vector>

#include "scenario/scenario.h"

namespace costcurve {

/// Amounts are worked out when they are asked for, so an axis of ten million takes no more memory than one of two.
struct Axis {
  enum class Spacing : std::uint8_t { listed, equal, geometric };

  std::string key;                 // "run.mfu", "run.chip"
  std::vector<std::string> words;  // of an attribute, instead of amounts
  ShownUnit unit;
  Spacing spacing = Spacing::listed;
  std::vector<double> listed;  // in the unit
  double first = 0;            // in the unit: a pace runs in factors per year, a date in seconds
  double last = 0;
  double step = 0;
  double digits = 0;  // first and step are whole multiples of 1/digits; 0 where they are of none
  double points = 0;  // how many; more than can be counted out, perhaps

  bool is_words() const { return !words.empty(); }
  std::size_t size() const { return static_cast<std::size_t>(points); }
  /// Amount `i` as it is printed before the unit, and in base units.
  double coordinate(std::size_t i) const;
  double value(std::size_t i) const;
  /// "20 %", "H800".
  std::string text(std::size_t i) const;
};

/// A key and the values behind its =, as they are typed.
struct KeyAndValues {
  Excerpt key;
  Excerpt values;
};
/// `bill.api = o1, DeepSeek-R1` in its two halves; nothing, and reported with the example, where one is missing.
std::optional<KeyAndValues> key_and_values(const std::string& over, const std::string& example,
                                           Diagnostics& diagnostics);
/// What stands between the commas, without the blanks around it; an empty place is an empty excerpt.
std::vector<Excerpt> between_commas(const Excerpt& list);

/// An axis as it is typed.
struct SweptAxis : Axis {
  Excerpt key_text;
  Excerpt values_text;         // behind the =
  std::vector<Excerpt> names;  // its words
  std::size_t quantity = 0;    // of amounts: its number in the scenario as it stands
};

/// Reads `KEY = 20 % .. 60 % step 5 %` and its like. Mistakes are added to `diagnostics`, and nothing is returned then.
/// A key that the scenario does not have is left to whoever asks (answer/asked_axes.h): its axis has neither words nor
/// amounts.
std::optional<SweptAxis> read_axis(const std::string& over, const Scenario& scenario, Diagnostics& diagnostics);

}  // namespace costcurve
