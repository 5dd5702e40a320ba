// What decides between operands: rows of the table of operations.

#include "graph/operation_parts.h"
#include "graph/strips.h"

namespace costcurve {

namespace {

// An operand without a value leaves none: max(5, log(-1)) is not 5.
COSTCURVE_BINARY_STRIP(least, y < x || y != y ? y : x)
COSTCURVE_BINARY_STRIP(most, x < y || y != y ? y : x)

// Which operand rules may change inside the box: each may then get all of the slope or none of it.
OperandSlopeRanges slope_of_ruling(Interval slope, bool a_rules, bool b_rules) {
  if (a_rules) return {slope};
  if (b_rules) return {Interval{}, slope};
  const Interval some = hull(slope, Interval{});
  return {some, some};
}

// max(x, c) is t where x is, if t is above c; never below it; and at c itself for every smaller x.
Undone undo_extreme(double result, double other, double sign) {
  if (std::abs(result - other) <= 1e-12 * std::max(std::abs(result), std::abs(other))) return Undone::unknown();
  return sign * (result - other) < 0 ? Undone::none() : Undone::only(result);
}
Undone undo_min(double result, double other) { return undo_extreme(result, other, -1); }
Undone undo_max(double result, double other) { return undo_extreme(result, other, 1); }

constexpr Inverse inverse_of_min{never_unique, no_formula, undo_min};
constexpr Inverse inverse_of_max{never_unique, no_formula, undo_max};

Interval min_range(Interval a, Interval b, Interval) { return {std::min(a.low, b.low), std::min(a.high, b.high)}; }
Interval max_range(Interval a, Interval b, Interval) { return {std::max(a.low, b.low), std::max(a.high, b.high)}; }

}  // namespace

extern constinit const OperationRow min_row{
    .operation = Operation::min,
    .name = "min",
    .operands = 2,
    .written = function("min"),
    .example = "min(2, 3)",
    .list = no_list,
    .dimension = DimensionRule::alike,
    .apply = [](double a, double b, double) { return b < a || std::isnan(b) ? b : a; },
    .enclose = min_range,
    .enclose_outwards = min_range,
    .slopes =
        [](double slope, const At& at) {
          return at.a <= at.b ? OperandSlopes{slope} : OperandSlopes{0, slope};
        },
    .slope_ranges =
        [](Interval slope, const Over& over) {
          return slope_of_ruling(slope, over.a.high < over.b.low, over.b.high < over.a.low);
        },
    .never_negative = if_both,
    .compares = true,
    .inverses = {.of_a = inverse_of_min, .of_b = inverse_of_min, .of_both = unknown_of_itself},
    .shape = tangled_if_varied,
    .strip = least_strip,
    .most_in_strip = 2,
};

extern constinit const OperationRow max_row{
    .operation = Operation::max,
    .name = "max",
    .operands = 2,
    .written = function("max"),
    .example = "max(2, 3)",
    .list = no_list,
    .dimension = DimensionRule::alike,
    .apply = [](double a, double b, double) { return a < b || std::isnan(b) ? b : a; },
    .enclose = max_range,
    .enclose_outwards = max_range,
    .slopes =
        [](double slope, const At& at) {
          return at.a >= at.b ? OperandSlopes{slope} : OperandSlopes{0, slope};
        },
    .slope_ranges =
        [](Interval slope, const Over& over) {
          return slope_of_ruling(slope, over.a.low > over.b.high, over.b.low > over.a.high);
        },
    .never_negative = if_either,
    .compares = true,
    .inverses = {.of_a = inverse_of_max, .of_b = inverse_of_max, .of_both = unknown_of_itself},
    .shape = tangled_if_varied,
    .strip = most_strip,
    .most_in_strip = 2,
};

}  // namespace costcurve
