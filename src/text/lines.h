#pragma once
// A text as its lines.

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace costcurve {

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
