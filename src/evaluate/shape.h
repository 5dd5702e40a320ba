#pragma once
// The shape of a formula in one of its inputs: a power of it, a line, or something that takes a search.

#include "evaluate/program.h"

namespace costcurve {

/// How what an instruction comes to depends on one input x.
struct Shape {
  enum class Kind : std::uint8_t { fixed, power, line, tangled };
  Kind kind = Kind::fixed;
  double exponent = 0;      // of a power: c * x^exponent
  bool rooted = false;      // a root was taken on the way: true for positive x only

  bool varies() const { return kind != Kind::fixed; }
  bool is_power() const { return kind == Kind::power; }
  bool is_line() const { return kind == Kind::line || (is_power() && exponent == 1 && !rooted); }
};

/// The shape of an instruction from those of its operands; `right` is what the second one comes to where it is fixed.
Shape shape_of(const Instruction& step, const Shape& a, const Shape& b, double right);

/// c * x^exponent; fixed where the exponent is nought.
Shape power_of(double exponent, bool rooted);
inline constexpr Shape tangled{Shape::Kind::tangled};

}  // namespace costcurve
