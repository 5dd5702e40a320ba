#pragma once
// Whole numbers modulo the prime 2^61 - 1: a field in which nothing is rounded and nothing overflows.

#include <cstdint>

namespace costcurve {

class Modular {
 public:
  constexpr explicit Modular(std::uint64_t value = 0) : value_(value % prime) {}

  friend constexpr Modular operator+(Modular a, Modular b) { return Modular(a.value_ + b.value_); }
  friend constexpr Modular operator-(Modular a) { return Modular(prime - a.value_); }
  friend constexpr Modular operator*(Modular a, Modular b) {
    const Wide product = static_cast<Wide>(a.value_) * b.value_;
    return Modular(static_cast<std::uint64_t>(product & prime) + static_cast<std::uint64_t>(product >> 61U));
  }
  /// Nought divided by nought is nought.
  friend constexpr Modular operator/(Modular a, Modular b) { return a * b.to_the(prime - 2); }
  friend constexpr bool operator==(Modular, Modular) = default;

 private:
  __extension__ using Wide = unsigned __int128;
  static constexpr std::uint64_t prime = (1ULL << 61U) - 1;

  constexpr Modular to_the(std::uint64_t exponent) const {
    Modular power(1), square = *this;
    for (; exponent > 0; exponent >>= 1U, square = square * square)
      if ((exponent & 1U) != 0) power = power * square;
    return power;
  }

  std::uint64_t value_;
};

}  // namespace costcurve
