#pragma once
// Words in one text, parted by blanks: how tables of constants hold short lists.

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace costcurve {

/// Calls `look` with one word after the other, and stops at the first of which it returns true; true if there was one.
template <class Look>
bool any_word(std::string_view list, const Look& look) {
  for (std::size_t at = 0; at < list.size();) {
    const std::size_t end = std::min(list.find(' ', at), list.size());
    if (end > at && look(list.substr(at, end - at))) return true;
    at = end + 1;
  }
  return false;
}

inline bool has_word(std::string_view list, std::string_view word) {
  return any_word(list, [&](std::string_view other) { return other == word; });
}

inline std::vector<std::string> words_parted(std::string_view list) {
  std::vector<std::string> words;
  any_word(list, [&](std::string_view word) { return words.emplace_back(word), false; });
  return words;
}

}  // namespace costcurve
