#pragma once
// What C++17 has in <charconv> for floating point, for a library that lacks it: emscripten's reads and writes whole
// numbers alone.

#include <charconv>

#ifdef _LIBCPP_VERSION
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <string>

namespace std {

inline from_chars_result from_chars(const char* first, const char* last, double& value) {
  const string text(first, last);
  char* end = nullptr;
  const double read = strtod(text.c_str(), &end);
  if (end == text.c_str()) return {first, errc::invalid_argument};
  const bool is_nought = text.find_first_of("123456789") >= min(text.find_first_of("eE"), text.size());
  if (read - read != 0 || (read == 0 && !is_nought)) return {first, errc::result_out_of_range};
  value = read;
  return {first + (end - text.c_str()), errc()};
}

template <typename... Form>
to_chars_result to_chars(char* first, char* last, double value, Form...) {
  const string text = fmt::format("{:.17g}", value);
  if (text.size() > static_cast<size_t>(last - first)) return {last, errc::value_too_large};
  return {copy(text.begin(), text.end(), first), errc()};
}

}  // namespace std
#endif
