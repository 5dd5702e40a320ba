// What comes to whole numbers: rows of the table of operations.

#include "graph/operation_parts.h"

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

}  // namespace

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
    .slopes = [](double, const At&) { return OperandSlopes{}; },
    .slope_ranges = [](Interval, const Over&) { return OperandSlopeRanges{Interval::everything()}; },
    .never_negative = always,
    .compares = false,
    .inverses = no_inverses,
    .shape = tangled_if_varied,
    .strip = weekday_strip,
    .most_in_strip = 1,
};

}  // namespace costcurve
