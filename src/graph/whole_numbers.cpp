// What comes to whole numbers: rows of the table of operations.

#include "graph/operation_parts.h"
#include "graph/strips.h"

namespace costcurve {

namespace {

// Days since 1970-01-01 (a Thursday) to the ISO weekday, Monday = 1.
double weekday_of(double seconds) {
  const double days = std::floor(seconds / 86400.0);
  return 1.0 + std::fmod(std::fmod(days + 3.0, 7.0) + 7.0, 7.0);
}

Interval weekday_range(Interval a, Interval, Interval) {
  return a.is_point() ? Interval::point(weekday_of(a.low)) : Interval{1, 7};
}

void weekday_strip(std::span<const Cells> of, double* out, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) out[i] = weekday_of(of[0].column[i]);
}

// What misses a whole number by rounding only is that number: ceil(0.6 / 0.2) is 3 and not 4. At most a millionth, so
// that large numbers keep their fractions.
[[gnu::always_inline]] inline bool is_but_for_rounding(double distance, double whole) {
  const double most = 1e-12 * std::abs(whole);
  return distance < (most < 1e-6 ? most : 1e-6);
}
[[gnu::always_inline]] inline double floor_of(double x) {
  const double above = std::ceil(x);
  return is_but_for_rounding(above - x, above) ? above : std::floor(x);
}
[[gnu::always_inline]] inline double ceil_of(double x) {
  const double below = std::floor(x);
  return is_but_for_rounding(x - below, below) ? below : std::ceil(x);
}

COSTCURVE_UNARY_STRIP(floor, floor_of(x))
COSTCURVE_UNARY_STRIP(ceil, ceil_of(x))

Interval floor_range(Interval a, Interval, Interval) { return {floor_of(a.low), floor_of(a.high)}; }
Interval ceil_range(Interval a, Interval, Interval) { return {ceil_of(a.low), ceil_of(a.high)}; }

// Steps upwards: difference quotients have one sign, and no end.
OperandSlopeRanges step_slope_ranges(Interval slope, const Over& over) {
  if (over.value.is_point()) return {};
  return {slope * Interval{0, std::numeric_limits<double>::infinity()}};
}

}  // namespace

extern constinit const OperationRow floor_row{
    .operation = Operation::floor,
    .name = "floor",
    .operands = 1,
    .written = function("floor"),
    .example = "floor(2.5)",
    .list = no_list,
    .dimension = DimensionRule::counted,
    .apply = [](double a, double, double) { return floor_of(a); },
    .enclose = floor_range,
    .enclose_outwards = floor_range,
    .slopes = no_slopes,
    .slope_ranges = step_slope_ranges,
    .never_negative = if_first,
    .compares = false,
    .inverses = no_inverses,
    .shape = tangled_if_varied,
    .strip = floor_strip,
    .most_in_strip = 1,
};

extern constinit const OperationRow ceil_row{
    .operation = Operation::ceil,
    .name = "ceil",
    .operands = 1,
    .written = function("ceil"),
    .example = "ceil(2.5)",
    .list = no_list,
    .dimension = DimensionRule::counted,
    .apply = [](double a, double, double) { return ceil_of(a); },
    .enclose = ceil_range,
    .enclose_outwards = ceil_range,
    .slopes = no_slopes,
    .slope_ranges = step_slope_ranges,
    .never_negative = if_first,
    .compares = false,
    .inverses = no_inverses,
    .shape = tangled_if_varied,
    .strip = ceil_strip,
    .most_in_strip = 1,
};

extern constinit const OperationRow weekday_row{
    .operation = Operation::weekday,
    .name = "weekday",
    .operands = 1,
    .written = function("weekday"),
    .example = "weekday(2025-01-27)",
    .list = no_list,
    .dimension = DimensionRule::date,
    .apply = [](double a, double, double) { return weekday_of(a); },
    .enclose = weekday_range,
    .enclose_outwards = weekday_range,
    .slopes = no_slopes,
    .slope_ranges = [](Interval, const Over&) { return OperandSlopeRanges{Interval::everything()}; },
    .never_negative = always,
    .compares = false,
    .inverses = no_inverses,
    .shape = tangled_if_varied,
    .strip = weekday_strip,
    .most_in_strip = 1,
};

}  // namespace costcurve
