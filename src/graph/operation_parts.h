#pragma once
// What rows of the table of operations are made of. Internal to graph/.

#include <cmath>

#include "graph/operation.h"
#include "graph/term.h"

namespace costcurve {

// --- how it is written

constexpr Notation infix(int strength, std::string_view symbol) {
  return {Notation::Kind::infix, strength, symbol, Notation::Row::from_left};
}
constexpr Notation associative(int strength, std::string_view symbol) {
  return {Notation::Kind::infix, strength, symbol, Notation::Row::any};
}
constexpr Notation function(std::string_view name) {
  return {Notation::Kind::function, 5, name, Notation::Row::from_left};
}

inline constexpr Listing no_list{};

// --- rounding outwards
//
// Sums, products, quotients and roots are rounded correctly by the machine: one step to the next number covers that.
// exp, log and pow of the C library are right to one unit in the last place: two steps. Where the signs of the operands
// leave no doubt about the sign of the result, an end stays at zero, so that what cannot be negative does not become
// so.

inline Interval outwards(Interval exact, int steps, int sign) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  for (int i = 0; i < steps; ++i) exact = {std::nextafter(exact.low, -infinity), std::nextafter(exact.high, infinity)};
  if (sign > 0) exact.low = std::max(exact.low, 0.0);
  if (sign < 0) exact.high = std::min(exact.high, 0.0);
  return exact;
}

/// -1, 1, or 0 where the interval has both signs.
inline int sign_throughout(Interval a) { return a.low >= 0 ? 1 : a.high <= 0 ? -1 : 0; }

// --- signs

constexpr bool never(bool, bool, bool) { return false; }
constexpr bool always(bool, bool, bool) { return true; }
constexpr bool if_first(bool a, bool, bool) { return a; }
constexpr bool if_both(bool a, bool b, bool) { return a && b; }
constexpr bool if_either(bool a, bool b, bool) { return a || b; }

// --- inverses

constexpr bool always_unique(double, bool) { return true; }
constexpr bool never_unique(double, bool) { return false; }
inline Undoing no_formula(Term, Term) { return {Term{}}; }
inline Undone no_numbers(double, double) { return Undone::unknown(); }
inline Undone unknown_of_itself(double) { return Undone::unknown(); }

inline constexpr Inverse no_inverse{never_unique, no_formula, no_numbers};
inline constexpr Inverses no_inverses{no_inverse, no_inverse, unknown_of_itself};

// --- slopes

inline OperandSlopes no_slopes(double, const At&) { return {}; }

// --- shapes

inline Shape tangled_if_varied(const OperandShapes& of) { return of.vary() ? Shape::tangled() : Shape{}; }

inline Shape raised(const Shape& a, double exponent) {
  const bool is_whole = exponent == std::round(exponent);
  return a.is_power() && std::isfinite(exponent) ? Shape::power_of(a.exponent * exponent, a.rooted || !is_whole)
                                                 : Shape::tangled();
}

}  // namespace costcurve
