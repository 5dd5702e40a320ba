#pragma once
// A closed interval of numbers, with the operations that readers of the graph need.
// Ends are not rounded outwards: these intervals come from printed digits and 90 % ranges, many orders of magnitude
// wider than an ulp. Where a bound is to be guaranteed, operations have an enclosure of their own (graph/operation.h).

#include <algorithm>
#include <cmath>
#include <limits>

namespace costcurve {

struct Interval {
  double low = 0;
  double high = 0;

  static Interval point(double value) { return {value, value}; }
  static Interval everything() {
    return {-std::numeric_limits<double>::infinity(), std::numeric_limits<double>::infinity()};
  }

  /// No number at all: its hull with another is the other.
  static Interval nothing() { return {everything().high, everything().low}; }
  bool is_empty() const { return low > high; }

  double width() const { return high - low; }
  bool is_point() const { return low == high; }
  bool holds(double value) const { return low <= value && value <= high; }
  /// Strictly inside: touching an end does not count.
  bool encloses(double value) const { return low < value && value < high; }
  bool is_finite() const { return std::isfinite(low) && std::isfinite(high); }

  friend bool operator==(const Interval&, const Interval&) = default;
};

inline Interval hull(Interval a, Interval b) { return {std::min(a.low, b.low), std::max(a.high, b.high)}; }

inline Interval operator+(Interval a, Interval b) { return {a.low + b.low, a.high + b.high}; }
inline Interval operator-(Interval a, Interval b) { return {a.low - b.high, a.high - b.low}; }
inline Interval operator-(Interval a) { return {-a.high, -a.low}; }

inline Interval operator*(Interval a, Interval b) {
  const auto product = [](double x, double y) { return x == 0 || y == 0 ? 0.0 : x * y; };  // 0 times infinity is 0 here
  const double p = product(a.low, b.low), q = product(a.low, b.high), r = product(a.high, b.low),
               s = product(a.high, b.high);
  return {std::min({p, q, r, s}), std::max({p, q, r, s})};
}

inline Interval inverse(Interval a) {
  if (a.low <= 0 && a.high >= 0) {
    if (a.low == 0 && a.high > 0) return {1 / a.high, std::numeric_limits<double>::infinity()};
    if (a.high == 0 && a.low < 0) return {-std::numeric_limits<double>::infinity(), 1 / a.low};
    return Interval::everything();
  }
  return {1 / a.high, 1 / a.low};
}

inline Interval operator/(Interval a, Interval b) { return a * inverse(b); }

inline Interval log(Interval a) {
  if (a.high <= 0) return Interval::everything();
  return {a.low <= 0 ? -std::numeric_limits<double>::infinity() : std::log(a.low), std::log(a.high)};
}
inline Interval exp(Interval a) { return {std::exp(a.low), std::exp(a.high)}; }
inline Interval sqrt(Interval a) { return {std::sqrt(std::max(0.0, a.low)), std::sqrt(std::max(0.0, a.high))}; }

/// a to the power b. Where the base may be negative, only whole exponents have a meaning.
inline Interval pow(Interval a, Interval b) {
  if (a.low > 0) return exp(b * log(a));
  if (!b.is_point()) return a.low < 0 ? Interval::everything() : hull(Interval::point(0), exp(b * log(a)));
  const double top =
      a.low < 0 && a.high == 0 ? -0.0 : a.high;  // zero from below: -1 to 0 to the power -1 is all below -1
  const double p = std::pow(a.low, b.low), q = std::pow(top, b.low);
  if (std::isnan(p) || std::isnan(q)) return Interval::everything();
  const bool even = std::fmod(b.low, 2.0) == 0;
  if (a.low < 0 && a.high > 0) {
    if (b.low < 0) return Interval::everything();
    return even ? Interval{0, std::max(p, q)} : Interval{p, q};
  }
  return {std::min(p, q), std::max(p, q)};
}

}  // namespace costcurve
