#include "document/data.h"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <limits>
#include <string_view>

namespace costcurve {

bool Data::empty() const {
  if (const auto* list = std::get_if<List>(&value_)) return list->empty();
  if (const auto* members = std::get_if<Members>(&value_)) return members->empty();
  return is_null();
}

const Data* Data::find(std::string_view name) const {
  if (const auto* members = std::get_if<Members>(&value_))
    for (const auto& [key, value] : *members)
      if (key == name) return &value;
  return nullptr;
}

namespace {

// A number as twelve digits and the power of ten of the first; the digits without zeros at their end.
struct Decimal {
  bool negative = false;
  std::string_view digits;  // "12345": the first stands before the point
  int exponent = 0;
};

using DigitsOfNumber = std::array<char, 40>;

// "-1.23456789012e+05", rounded to even, with so many digits behind the point.
std::string_view in_digits(double value, int behind, DigitsOfNumber& room) {
#ifdef __cpp_lib_to_chars
  const auto written =
      std::to_chars(room.data(), room.data() + room.size(), value, std::chars_format::scientific, behind);
  return {room.data(), written.ptr};
#else  // the browser's library has none yet for numbers with a fraction
  return {room.data(), static_cast<std::size_t>(std::snprintf(room.data(), room.size(), "%.*e", behind, value))};
#endif
}

double read_back(std::string_view text) { return std::strtod(std::string(text).c_str(), nullptr); }

// The least numbers have fewer than twelve digits.
int digits_behind_point(double value, DigitsOfNumber& room) {
  int behind = std::abs(value) < std::numeric_limits<double>::min() ? 0 : 11;
  while (behind < 11 && read_back(in_digits(value, behind, room)) != value) ++behind;
  return behind;
}

Decimal decimal_of(double value, DigitsOfNumber& room) {
  const int behind = digits_behind_point(value, room);
  const auto count = static_cast<std::size_t>(behind) + 1;
  const std::string_view text = in_digits(value, behind, room);
  Decimal decimal;
  decimal.negative = text.front() == '-';
  std::size_t first = decimal.negative ? 1 : 0;
  if (behind > 0) {
    room[first + 1] = room[first];  // over the point
    ++first;
  }
  decimal.digits = {room.data() + first, count};
  decimal.digits.remove_suffix(count - 1 - decimal.digits.find_last_not_of('0'));
  const std::size_t e = first + count;
  std::from_chars(room.data() + e + (room[e + 1] == '+' ? 2 : 1), text.data() + text.size(), decimal.exponent);
  return decimal;
}

void append_with_point(std::string& out, const Decimal& decimal) {
  const auto& [negative, digits, exponent] = decimal;
  if (exponent < 0) {
    out.append("0.").append(static_cast<std::size_t>(-exponent - 1), '0').append(digits);
    return;
  }
  const auto whole = static_cast<std::size_t>(exponent) + 1;
  out.append(digits.substr(0, whole));
  if (digits.size() <= whole)
    out.append(whole - digits.size(), '0');
  else
    out.append(".").append(digits.substr(whole));
}

void append_with_power(std::string& out, const Decimal& decimal) {
  out += decimal.digits.front();
  if (decimal.digits.size() > 1) out.append(".").append(decimal.digits.substr(1));
  const int power = std::abs(decimal.exponent);
  out.append(decimal.exponent < 0 ? "e-" : "e+").append(power < 10 ? "0" : "").append(std::to_string(power));
}

}  // namespace

double twelve_digits(double value) {
  DigitsOfNumber room;
  return std::isfinite(value) ? read_back(in_digits(value, 11, room)) : value;
}

void append_number(std::string& out, double value) {
  if (!std::isfinite(value)) {
    out += "null";
    return;
  }
  if (value == std::floor(value) && std::abs(value) < 1e12) {
    out += std::to_string(static_cast<std::int64_t>(value));
    return;
  }
  DigitsOfNumber room;
  const Decimal decimal = decimal_of(value, room);
  if (decimal.negative) out += '-';
  // With a point as long as each whole number below is a double, and where few zeros stand behind it.
  const bool large = decimal.exponent > 15 || (decimal.exponent == 15 && decimal.digits.front() == '9');
  if (large || decimal.exponent < -4)
    append_with_power(out, decimal);
  else
    append_with_point(out, decimal);
}

}  // namespace costcurve
