#include "scenario/stated.h"

#include <cmath>
#include <utility>

#include "quantity/pace.h"

namespace costcurve {

namespace {

Interval between(double a, double b) { return {std::min(a, b), std::max(a, b)}; }

// All numbers within half of `step` of the printed one, in base units. A pace runs through a logarithm, so its ends are
// taken of the printed number.
Interval cell(const Literal& literal, double step) {
  const double low = literal.number - step / 2, high = literal.number + step / 2;
  if (literal.kind == Literal::Kind::pace_factor && low <= 1)
    return between(literal.base(1 + 1e-9), literal.base(high));
  if (literal.kind == Literal::Kind::pace_period && low <= 0)
    return between(literal.base(literal.number / 2), literal.base(high));
  return between(literal.base(low), literal.base(high));
}

}  // namespace

double limit_of(const Stated& stated) {
  constexpr double day = 86400;
  if (!stated.dimension.is_point() || stated.rounding.is_point()) return stated.value;
  return stated.relation == "<" || stated.relation == ">=" ? stated.rounding.low : stated.rounding.high - day;
}

Interval about(double value, const ShownUnit& unit) {
  if (is_pace(unit)) return {value + std::log(0.9) / seconds_per_year, value + std::log(1.1) / seconds_per_year};
  return between(0.9 * value, 1.1 * value);
}

Stated stated_literal(const Literal& literal) {
  Stated made;
  made.value = literal.value();
  made.shown = literal.shown;
  made.dimension = literal.dimension;
  if (literal.kind == Literal::Kind::date) {
    const double begin = literal.period > 86400 ? literal.number - literal.period / 2 : literal.number;
    made.rounding = literal.period > 86400 ? Interval{begin, begin + literal.period} : Interval::point(begin);
    made.truncation = made.round_number = made.rounding;
  } else {
    made.rounding = cell(literal, literal.step);
    made.round_number = cell(literal, literal.round_step);
    const double away = literal.number < 0 ? literal.number - literal.step : literal.number + literal.step;
    made.truncation = between(made.value, literal.base(away));
  }
  made.belief = made.rounding;
  return made;
}

}  // namespace costcurve
