#include "program/shape.h"

#include <algorithm>
#include <cmath>

namespace costcurve {

namespace {

constexpr Shape line{Shape::Kind::line};
constexpr Shape tangled{Shape::Kind::tangled};

// c * x^exponent; fixed where the exponent is nought.
Shape power_of(double exponent, bool rooted) {
  if (exponent == 0) return {};
  return {Shape::Kind::power, exponent, rooted};
}

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

// The shape of an instruction from those of its operands; `right` is what the second one comes to where it is fixed.
Shape shape_of(const Instruction& step, const Shape& a, const Shape& b, double right) {
  if (!a.varies() && !b.varies()) return {};
  const bool itself =
      (step.operation == Operation::divide || step.operation == Operation::subtract) && step.a == step.b;
  if (itself) return {};  // (x + y) / (x + y)
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

}  // namespace

std::vector<Shape> shapes_of(const Program& program, std::size_t input, const std::vector<double>& values) {
  std::vector<Shape> shapes(program.code.size());
  for (std::size_t i = 0; i < shapes.size(); ++i) {
    const Instruction& step = program.code[i];
    if (step.operation == Operation::symbol)
      shapes[i] = step.input == input ? power_of(1, false) : Shape{};
    else if (step.operation == Operation::root) {
      const std::vector<std::uint32_t> operands = program.operands(step);
      if (std::any_of(operands.begin(), operands.end(),
                      [&](std::uint32_t operand) { return shapes[operand].varies(); }))
        shapes[i] = tangled;
    } else if (step.operation != Operation::constant)
      shapes[i] = shape_of(step, shapes[step.a], is_binary(step.operation) ? shapes[step.b] : Shape{}, values[step.b]);
  }
  return shapes;
}

}  // namespace costcurve
