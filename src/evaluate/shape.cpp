#include "evaluate/shape.h"

#include <cmath>

namespace costcurve {

Shape power_of(double exponent, bool rooted) {
  if (exponent == 0) return {};
  return {Shape::Kind::power, exponent, rooted};
}

namespace {

constexpr Shape line{Shape::Kind::line};

Shape product_of(const Shape& a, const Shape& b, double sign) {
  if (a.is_power() && b.is_power()) return power_of(a.exponent + sign * b.exponent, a.rooted || b.rooted);
  if (!b.varies()) return a;
  if (!a.varies() && sign > 0) return b;
  if (!a.varies() && b.is_power()) return power_of(-b.exponent, b.rooted);
  return tangled;
}

Shape sum_of(const Shape& a, const Shape& b) {
  if (a.is_power() && b.is_power() && a.exponent == b.exponent) return power_of(a.exponent, a.rooted || b.rooted);
  if ((a.is_line() || !a.varies()) && (b.is_line() || !b.varies())) return line;
  return tangled;
}

Shape raised(const Shape& a, double exponent) {
  const bool whole = exponent == std::round(exponent);
  return a.is_power() && std::isfinite(exponent) ? power_of(a.exponent * exponent, a.rooted || !whole) : tangled;
}

}  // namespace

Shape shape_of(const Instruction& step, const Shape& a, const Shape& b, double right) {
  if (!a.varies() && !b.varies()) return {};
  switch (step.operation) {
    case Operation::add:
    case Operation::subtract: return sum_of(a, b);
    case Operation::multiply: return product_of(a, b, 1);
    case Operation::divide: return product_of(a, b, -1);
    case Operation::negate: return a;
    case Operation::sqrt: return raised(a, 0.5);
    case Operation::power: return b.varies() ? tangled : raised(a, right);
    default: return tangled;
  }
}

}  // namespace costcurve
