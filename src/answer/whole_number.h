#pragma once
// Whole numbers as options have them: "16384", "100k", "1.5M".

#include <cctype>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>

namespace costcurve {

/// A whole number from `least` to `most`, or nothing.
inline std::optional<std::uint64_t> whole_number(const std::string& text, double least, double most) {
  if (text.empty() || std::isdigit(static_cast<unsigned char>(text[0])) == 0 ||
      text.find_first_of("xX") != std::string::npos)
    return std::nullopt;
  char* end = nullptr;
  const double number = std::strtod(text.c_str(), &end);
  const std::string scale = end;
  const double factor = scale.empty() ? 1 : scale == "k" ? 1e3 : scale == "M" ? 1e6 : scale == "B" ? 1e9 : 0;
  const double value = number * factor;
  if (factor == 0 || !(value >= least && value <= most) || value != std::floor(value)) return std::nullopt;
  // Digits alone are read as such: beyond 2^53 a double skips numbers.
  return text.find_first_not_of("0123456789") == std::string::npos ? std::strtoull(text.c_str(), nullptr, 10)
                                                                   : static_cast<std::uint64_t>(value);
}

}  // namespace costcurve
