#pragma once
// Plain numbers as digits, before any unit.

#include <limits>
#include <string>
#include <string_view>

namespace costcurve {

/// True of 0 to 9, whatever the locale.
inline bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Digits in groups of three: "1,038,336.5".
std::string with_commas(const std::string& digits);

/// Fixed notation with `digits` significant digits, without trailing zeros.
std::string plain(double value, int digits);

double rounded_to(double value, int digits);

struct ScaleWord {
  double factor;
  std::string_view word;
};

inline constexpr double never = std::numeric_limits<double>::infinity();

/// `digits` significant digits with commas; from `from` on with a scale word, beyond all of them as "1.5e20".
std::string scaled(double value, int digits, double from);

}  // namespace costcurve
