#pragma once
// A text as its lines, and a line without the blanks around it.

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace costcurve {

/// What stands between the blanks at both ends, tabs and returns among them; points into the text.
inline std::string_view trimmed(std::string_view text) {
  constexpr std::string_view blanks = " \t\r";
  const std::size_t from = text.find_first_not_of(blanks);
  return from == std::string_view::npos ? std::string_view()
                                        : text.substr(from, text.find_last_not_of(blanks) + 1 - from);
}

/// The lines without their newlines, which point into the text. A newline ends a line: behind the last there is none.
inline std::vector<std::string_view> text_lines(std::string_view text) {
  std::vector<std::string_view> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

}  // namespace costcurve
