#include "quantity/digits.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace costcurve {

std::string with_commas(const std::string& digits) {
  const std::size_t point = std::min(digits.find('.'), digits.size());
  const std::size_t sign = !digits.empty() && digits[0] == '-' ? 1 : 0;
  std::string out = digits.substr(0, point);
  for (std::size_t at = point; at > sign + 3;) {
    at -= 3;
    out.insert(at, ",");
  }
  return out + digits.substr(point);
}

std::string plain(double value, int digits) {
  if (value == 0) return "0";
  const int magnitude = static_cast<int>(std::floor(std::log10(std::abs(value))));
  const int decimals = std::clamp(digits - 1 - magnitude, 0, 15);
  std::string text = fmt::format("{:.{}f}", value, decimals);
  if (text.find('.') != std::string::npos) {
    while (text.back() == '0') text.pop_back();
    if (text.back() == '.') text.pop_back();
  }
  return text == "-0" ? "0" : text;
}

double rounded_to(double value, int digits) {
  if (value == 0 || !std::isfinite(value)) return value;
  const double unit = std::pow(10.0, std::floor(std::log10(std::abs(value))) - digits + 1);
  return unit > 0 ? std::round(value / unit) * unit : value;
}

namespace {

// A whole number of at most nine digits that six digits would round: 1,038,336 is shown whole.
bool is_short_whole(double value, int digits) {
  return digits >= 6 && std::abs(value) < 1e9 && value == std::round(value) && rounded_to(value, digits) != value;
}

}  // namespace

std::string scaled(double value, int digits, double from) {
  if (!std::isfinite(value)) return std::isnan(value) ? "no number" : value > 0 ? "infinity" : "-infinity";
  if (is_short_whole(value, digits)) return with_commas(fmt::format("{:.0f}", value));
  constexpr std::array<ScaleWord, 4> scales = {{{1e12, "T"}, {1e9, "B"}, {1e6, "M"}, {1e3, "k"}}};
  const double size = std::abs(rounded_to(value, digits));
  if (size < 1e15)
    for (const ScaleWord& scale : scales)
      if (size >= scale.factor && size >= from)
        return with_commas(plain(value / scale.factor, digits)) + " " + std::string(scale.word);
  if ((size >= 1e15 || size < 1e-4) && value != 0) {
    std::string text = fmt::format("{:.{}e}", value, digits - 1);
    const std::size_t e = text.find('e');
    std::string front = text.substr(0, e);
    while (front.find('.') != std::string::npos && (front.back() == '0' || front.back() == '.')) {
      const bool point = front.back() == '.';
      front.pop_back();
      if (point) break;
    }
    const int exponent = std::stoi(text.substr(e + 1));
    return fmt::format("{}e{}", front, exponent);
  }
  return with_commas(plain(value, digits));
}

}  // namespace costcurve
