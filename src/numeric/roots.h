#pragma once
// All solutions of one equation in one unknown that no rearranging gives: an unknown that stands twice, or inside of
// min and max, or in a power that two values have.

#include <functional>
#include <optional>
#include <utility>
#include <vector>

#include "numeric/interval.h"

namespace costcurve {

/// The two sides of an equation at a value of its unknown, in base units.
using Sides = std::function<std::pair<double, double>(double)>;

/// What was found. Solutions nearer to each other than one step of the search may be missed: it takes some 16 steps to
/// each power of ten, and as many to an even division of a bounded range.
struct Roots {
  std::vector<double> values;      // ascending
  std::vector<Interval> plateaus;  // every value in between does it
  Interval searched;

  bool none() const { return values.empty() && plateaus.empty(); }
  bool one() const { return values.size() == 1 && plateaus.empty(); }
};

/// The sizes between which a number of unknown size is looked for, on either side of zero, in base units: a price for
/// one FLOP is near 1e-19 USD.
inline constexpr double smallest_searched = 1e-40, largest_searched = 1e40;

/// The places between two ends at which an equation is looked at, ascending and with the ends: by powers of ten on both
/// sides of zero, and evenly where the range is bounded.
std::vector<double> search_points(Interval within);

/// Looks between the ends for all values at which the sides are equal: where their difference changes its sign
/// (Alefeld, Potra and Shi 1995, TOMS algorithm 748), where it touches zero, and where it is zero throughout. A jump
/// over zero, as at a pole, is no solution.
Roots find_roots(const Sides& sides, Interval within);

/// The solution nearest to `near`, looked for outwards from it in growing steps; nothing if there is no change of sign.
std::optional<double> root_near(const Sides& sides, double near, Interval within);

/// A range that holds the solution near `near` for all operands in their ranges, given an enclosure of the difference
/// of the sides for a range of the unknown: outside of it the difference keeps one sign below and the other above.
/// Everything where that cannot be shown.
Interval enclose_root(const std::function<Interval(Interval)>& difference, double near, Interval within);

}  // namespace costcurve
