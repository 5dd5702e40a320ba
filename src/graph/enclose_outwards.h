#pragma once
// The interval counterpart of `apply` with its ends rounded outwards: what real arithmetic comes to lies inside, and so
// does what `apply` comes to.
//
// Sums, products, quotients and roots are rounded correctly by the machine: one step to the next number covers that.
// exp, log and pow of the C library are right to one unit in the last place: two steps. Where the signs of the operands
// leave no doubt about the sign of the result, an end stays at zero, so that what cannot be negative does not become
// so.

#include "graph/enclose.h"

namespace costcurve {

inline Interval outwards(Interval exact, int steps) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  for (int i = 0; i < steps; ++i) exact = {std::nextafter(exact.low, -infinity), std::nextafter(exact.high, infinity)};
  return exact;
}

/// -1, 1, or 0 where the interval has both signs.
inline int sign_throughout(Interval a) { return a.low >= 0 ? 1 : a.high <= 0 ? -1 : 0; }

inline Interval kept_to_sign(Interval rounded, int sign) {
  if (sign > 0) rounded.low = std::max(rounded.low, 0.0);
  if (sign < 0) rounded.high = std::min(rounded.high, 0.0);
  return rounded;
}

/// a to the power b, a not negative: monotone in each, so that the corners hold the extremes. (exp(b log(a)) would
/// multiply the rounding of the logarithm by the exponent.)
inline Interval power_at_corners(Interval a, Interval b) {
  const double low = a.low + 0.0;  // minus zero would have the wrong infinity
  const double p = std::pow(low, b.low), q = std::pow(low, b.high), r = std::pow(a.high, b.low),
               s = std::pow(a.high, b.high);
  return {std::min({p, q, r, s}), std::max({p, q, r, s})};
}

inline Interval enclose_outwards(Operation operation, Interval a, Interval b) {
  const auto rounded = [&](int steps, int sign) {
    return kept_to_sign(outwards(enclose(operation, a, b), steps), sign);
  };
  switch (operation) {
    case Operation::add: return rounded(1, sign_throughout(a) == sign_throughout(b) ? sign_throughout(a) : 0);
    case Operation::subtract: return rounded(1, a.low >= b.high ? 1 : a.high <= b.low ? -1 : 0);
    case Operation::multiply: return rounded(1, sign_throughout(a) * sign_throughout(b));
    case Operation::divide: return rounded(2, sign_throughout(a) * sign_throughout(b));  // an inverse and a product
    case Operation::sqrt: return rounded(1, 1);
    case Operation::exp: return rounded(2, 1);
    case Operation::log: return rounded(2, 0);
    case Operation::power:
      if (a.low >= 0) return kept_to_sign(outwards(power_at_corners(a, b), 2), 1);
      return rounded(2, 0);                    // of a negative base only whole exponents have a meaning
    default: return enclose(operation, a, b);  // exact
  }
}

}  // namespace costcurve
