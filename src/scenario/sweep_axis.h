#pragma once
// What `sweep --over` says, bound to a scenario: the quantity and the values that it takes one after the other.

#include <optional>
#include <string>
#include <vector>

#include "scenario/scenario.h"

namespace costcurve {

/// A quantity that takes one value after another, or an attribute that names one entry of the catalog after another.
struct SweepAxis {
  enum class Spacing : std::uint8_t { listed, equal, geometric };

  std::string key;  // "run.mfu", "run.chip"
  Excerpt text;     // behind the =
  Excerpt key_text;
  std::vector<Excerpt> words;  // of an attribute
  std::size_t quantity = 0;    // of amounts: its number in the scenario as it stands
  ShownUnit unit;
  Spacing spacing = Spacing::listed;
  std::vector<double> listed;  // in the unit
  double first = 0;            // in the unit: a pace runs in factors per year, a date in seconds
  double last = 0;
  double step = 0;
  double digits = 0;  // first and step are whole multiples of 1/digits; 0 where they are of none
  double points = 0;  // how many; more than can be allocated, perhaps

  bool is_words() const { return !words.empty(); }
  /// Value number `i` as it is printed before the unit, and in base units.
  double coordinate(std::size_t i) const;
  double value(std::size_t i) const;
};

/// Reads `KEY = 20 % .. 60 % step 5 %` and its like. Mistakes are added to `diagnostics`, and nothing is returned then.
/// A key that the scenario does not have is left to the binding: its axis has no quantity that `scenario` knows.
std::optional<SweepAxis> read_axis(const std::string& over, const Scenario& scenario, Diagnostics& diagnostics);

}  // namespace costcurve
