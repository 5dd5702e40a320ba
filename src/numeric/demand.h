#pragma once
// How two numbers shall compare, where the last bits of doubles decide nothing.

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace costcurve {

enum class Demand : std::uint8_t { equal, at_most, at_least, below, above };

/// True if the two compare so: what differs by less than the share `rounding` of the larger counts as equal. False
/// where one is no number; the infinite is equal to itself alone.
inline bool meets(Demand demand, double left, double right, double rounding = 1e-12) {
  const auto equal = [&] {
    const double apart = left - right;
    return left == right ||
           (std::isfinite(apart) && std::abs(apart) <= rounding * std::max(std::abs(left), std::abs(right)));
  };
  switch (demand) {
    case Demand::equal: return equal();
    case Demand::at_most: return left < right || equal();
    case Demand::at_least: return left > right || equal();
    case Demand::below: return left < right && !equal();
    case Demand::above: return left > right && !equal();
  }
  return false;
}

}  // namespace costcurve
