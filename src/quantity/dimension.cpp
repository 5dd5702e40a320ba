#include "quantity/dimension.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "quantity/units.h"

namespace costcurve {

namespace {

constexpr std::array<const char*, named_bases> base_words = {
    "time", "money", "chip", "token", "parameter", "operation", "information", "energy", "emission", "volume"};

std::string base_word(int base, const std::vector<std::string>& own) {
  if (base < named_bases) return base_words[static_cast<std::size_t>(base)];
  const auto index = static_cast<std::size_t>(base - named_bases);
  return index < own.size() ? own[index] : "own unit";
}

std::string power_word(const std::string& word, int twelfths) {
  if (twelfths == 12) return word;
  if (twelfths % 12 == 0) return fmt::format("{}^{}", word, twelfths / 12);
  return fmt::format("{}^{:g}", word, twelfths / 12.0);
}

std::int8_t clamp_exponent(int twelfths) { return static_cast<std::int8_t>(std::clamp(twelfths, -127, 127)); }

}  // namespace

bool Dimension::is_count() const {
  if (point_ || is_word()) return false;
  int counted = 0;
  for (int base = 0; base < most_bases; ++base) {
    const int power = twelfths(base);
    if (power == 0) continue;
    const bool countable = base == static_cast<int>(Base::chip) || base == static_cast<int>(Base::token) ||
                           base == static_cast<int>(Base::parameter) || base >= named_bases;
    if (!countable || power != 12) return false;
    ++counted;
  }
  return counted <= 1;
}

Dimension operator*(const Dimension& a, const Dimension& b) {
  Dimension product;
  for (std::size_t base = 0; base < most_bases; ++base)
    product.twelfths_[base] = clamp_exponent(a.twelfths_[base] + b.twelfths_[base]);
  return product;
}

Dimension operator/(const Dimension& a, const Dimension& b) {
  Dimension quotient;
  for (std::size_t base = 0; base < most_bases; ++base)
    quotient.twelfths_[base] = clamp_exponent(a.twelfths_[base] - b.twelfths_[base]);
  return quotient;
}

bool Dimension::can_raise(double exponent) const {
  if (point_ || is_word()) return false;
  return std::all_of(twelfths_.begin(), twelfths_.end(), [&](std::int8_t power) {
    if (power == 0) return true;
    const double raised = power * exponent;
    return std::abs(raised) <= 120 && std::abs(raised - std::round(raised)) < 1e-9;
  });
}

Dimension Dimension::raised(double exponent) const {
  if (exponent == 1 && !point_ && !is_word()) return *this;
  if (exponent == -1) return Dimension() / *this;
  Dimension made;
  for (std::size_t base = 0; base < most_bases; ++base)
    made.twelfths_[base] = clamp_exponent(static_cast<int>(std::lround(twelfths_[base] * exponent)));
  return made;
}

namespace {

// Money first, then what is counted, then time: "money / chip / time" is the order people say it in.
constexpr std::array<int, most_bases> speaking_order = [] {
  std::array<int, most_bases> order = {1, 5, 6, 7, 8, 9, 2, 3, 4};
  for (std::size_t i = named_bases - 1; i + 1 < most_bases; ++i) order[i] = static_cast<int>(i) + 1;
  order[most_bases - 1] = 0;
  return order;
}();

// What can be counted is spoken of in the plural: chips, tokens, operations.
std::string plural_word(int base, const std::vector<std::string>& own) {
  const std::string word = base_word(base, own);
  const bool counted =
      base >= named_bases || (base >= static_cast<int>(Base::chip) && base <= static_cast<int>(Base::operation));
  return counted ? plural_of(word) : word;
}

}  // namespace

std::string in_words(const Dimension& dimension, const std::vector<std::string>& own) {
  if (dimension.is_point()) return "a date";
  if (dimension.is_word()) return "a word";
  std::string numerator;
  std::string divisors;
  for (const int base : speaking_order) {
    const int power = dimension.twelfths(base);
    if (power > 0) numerator += (numerator.empty() ? "" : " * ") + power_word(base_word(base, own), power);
    if (power < 0) divisors += " / " + power_word(base_word(base, own), -power);
  }
  if (numerator.empty() && divisors.empty()) return "a plain number";
  return (numerator.empty() ? "1" : numerator) + divisors;
}

std::string spoken(const Dimension& dimension, const std::vector<std::string>& own) {
  if (dimension.is_pace()) return "a pace";
  if (dimension.is_point() || dimension.is_word() || dimension.is_plain()) return in_words(dimension, own);
  std::string above, below;
  for (const int base : speaking_order) {
    const int power = dimension.twelfths(base);
    if (power > 0) above += (above.empty() ? "" : " times ") + power_word(plural_word(base, own), power);
    if (power < 0) below += (below.empty() ? " per " : " and ") + power_word(base_word(base, own), -power);
  }
  if (below.empty() && dimension.is_count()) return "a number of " + above;
  return (above.empty() ? "1" : above) + below;
}

}  // namespace costcurve
