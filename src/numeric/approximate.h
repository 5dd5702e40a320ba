#pragma once
// Floating-point numbers that know how far off they may be: what is left of larger ones may be nought.

#include <cmath>
#include <limits>

namespace costcurve {

/// A number with a bound of what rounding has made of it (a running error analysis, after Wilkinson 1963).
class Approximate {
 public:
  /// `roundings`: by how many last bits it may be off already.
  Approximate(double value = 0, double roundings = 16)
      : value_(value), error_(roundings * std::numeric_limits<double>::epsilon() * std::abs(value)) {}

  double value() const { return value_; }
  bool is_nought() const { return std::abs(value_) <= error_; }

  friend Approximate operator+(Approximate a, Approximate b) {
    return with_error(a.value_ + b.value_, a.error_ + b.error_);
  }
  friend Approximate operator-(Approximate a) { return with_error(-a.value_, a.error_); }
  friend Approximate operator*(Approximate a, Approximate b) {
    return with_error(a.value_ * b.value_,
                      std::abs(a.value_) * b.error_ + std::abs(b.value_) * a.error_ + a.error_ * b.error_);
  }
  friend Approximate operator/(Approximate a, Approximate b) {
    const double value = a.value_ / b.value_;
    return with_error(value, (a.error_ + std::abs(value) * b.error_) / std::abs(b.value_));
  }
  friend bool operator==(Approximate a, Approximate b) { return (a + -b).is_nought(); }

 private:
  static Approximate with_error(double value, double error) {
    Approximate made(value, 1);
    made.error_ += error;
    return made;
  }

  double value_, error_;
};

}  // namespace costcurve
