#pragma once
// Which part of a text is plain ASCII, eight bytes at a time: most of every file and answer is, and nothing else needs
// to look at it byte by byte.

#include <cstdint>
#include <cstring>
#include <string_view>

namespace costcurve {

namespace ascii_words {

inline constexpr std::uint64_t ones = 0x0101010101010101U, tops = 0x8080808080808080U;

inline std::uint64_t word_at(const char* text) {
  std::uint64_t word = 0;
  std::memcpy(&word, text, sizeof word);
  return word;
}

// A top bit for some byte that is below `least`, at most 128; of bytes above it there may be false ones.
inline std::uint64_t below(std::uint64_t word, std::uint64_t least) { return (word - ones * least) & ~word & tops; }

}  // namespace ascii_words

/// How many bytes from the beginning on are ASCII, counted in eights but for the last.
inline std::size_t ascii_prefix(std::string_view text) {
  std::size_t at = 0;
  while (at + 8 <= text.size() && (ascii_words::word_at(text.data() + at) & ascii_words::tops) == 0) at += 8;
  if (at + 8 > text.size())
    while (at < text.size() && static_cast<unsigned char>(text[at]) < 0x80) ++at;
  return at;
}

/// True if each byte is a printable character of ASCII.
inline bool is_printable_ascii(std::string_view text) {
  std::size_t at = 0;
  for (; at + 8 <= text.size(); at += 8) {
    const std::uint64_t word = ascii_words::word_at(text.data() + at);
    const std::uint64_t is_delete = ascii_words::below(word ^ (ascii_words::ones * 0x7F), 1);
    if ((word & ascii_words::tops) != 0 || ascii_words::below(word, 0x20) != 0 || is_delete != 0) return false;
  }
  for (; at < text.size(); ++at)
    if (text[at] < 0x20 || text[at] >= 0x7F) return false;
  return true;
}

}  // namespace costcurve
