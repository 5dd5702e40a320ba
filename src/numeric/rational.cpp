#include "numeric/rational.h"

#include <cmath>
#include <limits>
#include <utility>

namespace costcurve {

Rational Rational::lowest(Wide top, Wide bottom) {
  constexpr Wide most = std::numeric_limits<std::int64_t>::max();
  Rational none;
  none.bottom_ = 0;
  if (bottom == 0) return none;
  if (bottom < 0) top = -top, bottom = -bottom;
  Wide a = top < 0 ? -top : top, b = bottom;
  while (b != 0) a = std::exchange(b, a % b);
  top /= a;
  bottom /= a;
  if (top > most || top < -most || bottom > most) return none;
  Rational result(static_cast<std::int64_t>(top));
  result.bottom_ = static_cast<std::int64_t>(bottom);
  return result;
}

std::optional<Rational> Rational::of(double value) {
  constexpr std::int64_t largest_denominator = 64;
  if (!(std::abs(value) < 1e9)) return std::nullopt;
  for (std::int64_t bottom = 1; bottom <= largest_denominator; ++bottom) {
    const double top = std::round(value * static_cast<double>(bottom));
    if (std::abs(top / static_cast<double>(bottom) - value) <= 4e-16 * std::abs(value))
      return Rational(static_cast<std::int64_t>(top)) / Rational(bottom);
  }
  return std::nullopt;
}

Rational operator+(Rational a, Rational b) {
  if (a.is_small() && b.is_small()) return Rational(a.top_ + b.top_);
  return Rational::lowest(Rational::Wide{a.top_} * b.bottom_ + Rational::Wide{b.top_} * a.bottom_,
                          Rational::Wide{a.bottom_} * b.bottom_);
}

Rational operator*(Rational a, Rational b) {
  if (a.is_small() && b.is_small()) return Rational(a.top_ * b.top_);
  return Rational::lowest(Rational::Wide{a.top_} * b.top_, Rational::Wide{a.bottom_} * b.bottom_);
}

Rational operator/(Rational a, Rational b) {
  return Rational::lowest(Rational::Wide{a.top_} * b.bottom_, Rational::Wide{a.bottom_} * b.top_);
}

}  // namespace costcurve
