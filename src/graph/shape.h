#pragma once
// How what an instruction comes to depends on one input x: a power of it, a line, or something that takes a search.

#include <cstdint>

namespace costcurve {

struct Shape {
  enum class Kind : std::uint8_t { fixed, power, line, tangled };
  Kind kind = Kind::fixed;
  double exponent = 0;  // of a power: c * x^exponent
  bool rooted = false;  // a root was taken on the way: true for positive x only

  /// c * x^exponent; fixed where the exponent is nought.
  static constexpr Shape power_of(double exponent, bool rooted) {
    return exponent == 0 ? Shape{} : Shape{Kind::power, exponent, rooted};
  }
  static constexpr Shape line() { return {Kind::line, 0, false}; }
  static constexpr Shape tangled() { return {Kind::tangled, 0, false}; }

  bool varies() const { return kind != Kind::fixed; }
  bool is_power() const { return kind == Kind::power; }
  bool is_line() const { return kind == Kind::line || (is_power() && exponent == 1 && !rooted); }
};

}  // namespace costcurve
