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
  const double apart = left - right;
  const bool equal = left == right ||
                     (std::isfinite(apart) && std::abs(apart) <= rounding * std::max(std::abs(left), std::abs(right)));
  switch (demand) {
    case Demand::equal: return equal;
    case Demand::at_most: return equal || left < right;
    case Demand::at_least: return equal || left > right;
    case Demand::below: return !equal && left < right;
    case Demand::above: return !equal && left > right;
  }
  return false;
}

}  // namespace costcurve
