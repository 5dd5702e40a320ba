#include "document/data.h"

#include <fmt/format.h>

#include <charconv>
#include <cmath>

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

double twelve_digits(double value) {
  char text[40];
  const auto written = std::to_chars(text, text + sizeof text, value, std::chars_format::scientific, 11);
  double twelve = 0;
  std::from_chars(text, written.ptr, twelve);
  return twelve;
}

void append_number(std::string& out, double value) {
  constexpr double largest_whole = 9e15;  // each whole number below it is a double
  if (!std::isfinite(value)) {
    out += "null";
    return;
  }
  if (value == 0) value = 0;  // and not minus zero
  char text[40];
  char* end = nullptr;
  const bool whole = value == std::floor(value) && std::abs(value) < 1e12;
  const double twelve = whole ? value : twelve_digits(value);
  if (twelve == std::floor(twelve) && std::abs(twelve) < largest_whole)
    end = std::to_chars(text, text + sizeof text, static_cast<std::int64_t>(twelve)).ptr;
  else if (std::abs(twelve) < largest_whole && std::abs(twelve) >= 1e-4)
    end = std::to_chars(text, text + sizeof text, twelve, std::chars_format::fixed).ptr;
  else
    end = std::to_chars(text, text + sizeof text, twelve, std::chars_format::scientific).ptr;
  out.append(text, end);
}

}  // namespace costcurve
