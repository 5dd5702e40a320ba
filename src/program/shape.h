#pragma once
// The shape of a formula in one of its inputs: a power of it, a line, or something that takes a search.

#include <vector>

#include "program/program.h"

namespace costcurve {

/// How what an instruction comes to depends on one input x.
struct Shape {
  enum class Kind : std::uint8_t { fixed, power, line, tangled };
  Kind kind = Kind::fixed;
  double exponent = 0;  // of a power: c * x^exponent
  bool rooted = false;  // a root was taken on the way: true for positive x only

  bool varies() const { return kind != Kind::fixed; }
  bool is_power() const { return kind == Kind::power; }
  bool is_line() const { return kind == Kind::line || (is_power() && exponent == 1 && !rooted); }
};

/// The shape of every instruction in one input, given what each instruction comes to where it is fixed: no number where
/// that is not one number, as over a range of the other inputs. What is worked out numerically is tangled.
std::vector<Shape> shapes_of(const Program& program, std::size_t input, const std::vector<double>& values);

}  // namespace costcurve
