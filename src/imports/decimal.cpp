#include "imports/decimal.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace costcurve::imports {

std::string plain_decimal(std::string_view spelled, int shift) {
  const bool negative = spelled.starts_with('-');
  const std::size_t e = std::min(spelled.find_first_of("eE"), spelled.size());
  std::string digits;
  int point = 0;  // how many digits stand before it
  bool is_behind = false;
  for (const char c : spelled.substr(0, e)) {
    if (c == '.') is_behind = true;
    if (c < '0' || c > '9') continue;
    digits += c;
    point += is_behind ? 0 : 1;
  }
  int exponent = 0;
  if (e < spelled.size()) {
    const std::size_t from = e + (spelled[e + 1] == '+' ? 2 : 1);
    std::from_chars(spelled.data() + from, spelled.data() + spelled.size(), exponent);
  }
  point += exponent + shift;
  const std::size_t first = std::min(digits.find_first_not_of('0'), digits.size());
  digits.erase(0, first);
  point -= static_cast<int>(first);
  while (!digits.empty() && digits.back() == '0') digits.pop_back();
  if (digits.empty()) return "0";
  for (; point <= 0; ++point) digits.insert(digits.begin(), '0');
  const auto whole = static_cast<std::size_t>(point);
  while (digits.size() < whole) digits += '0';
  return (negative ? "-" : "") + digits.substr(0, whole) + (digits.size() > whole ? "." + digits.substr(whole) : "");
}

std::string twelve_digit_decimal(double number) { return plain_decimal(fmt::format("{:.11e}", number)); }

std::string with_thousands(long long number) {
  std::string text = std::to_string(number);
  for (auto at = static_cast<std::ptrdiff_t>(text.size()) - 3; at > (number < 0 ? 1 : 0); at -= 3)
    text.insert(static_cast<std::size_t>(at), ",");
  return text;
}

}  // namespace costcurve::imports
