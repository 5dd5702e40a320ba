#pragma once
// Fractions of whole numbers, exactly: exponents such as 1, -2 or 1/2.

#include <cstdint>
#include <optional>

namespace costcurve {

/// A fraction in lowest terms. Beyond 64 bits it is no number, and nor is what is reckoned with that.
class Rational {
 public:
  constexpr Rational(std::int64_t whole = 0) : top_(whole) {}

  /// The fraction with a denominator of at most 64 that a floating-point number stands for, or nothing.
  static std::optional<Rational> of(double value);

  bool is_number() const { return bottom_ != 0; }
  bool is_whole() const { return bottom_ == 1; }
  double value() const { return static_cast<double>(top_) / static_cast<double>(bottom_); }

  friend Rational operator+(Rational a, Rational b);
  friend Rational operator-(Rational a) { return a * Rational(-1); }
  friend Rational operator-(Rational a, Rational b) { return a + -b; }
  friend Rational operator*(Rational a, Rational b);
  friend Rational operator/(Rational a, Rational b);
  friend bool operator==(const Rational&, const Rational&) = default;

 private:
  __extension__ using Wide = __int128;
  static Rational lowest(Wide top, Wide bottom);
  // A whole number of which neither sums nor products need more than 64 bits: nearly every exponent.
  bool is_small() const { return bottom_ == 1 && top_ > -(1LL << 30) && top_ < (1LL << 30); }

  std::int64_t top_ = 0;
  std::int64_t bottom_ = 1;  // positive; nought where it is no number
};

}  // namespace costcurve
