#pragma once
// What some editors write in front of a text; it is no part of the first line.

#include <string_view>

namespace costcurve {

inline constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// How many bytes of the text are that: where its first line begins.
inline std::size_t begin_of_text(std::string_view text) {
  return text.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
}

}  // namespace costcurve
