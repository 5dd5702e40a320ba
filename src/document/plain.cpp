#include "document/plain.h"

#include <algorithm>
#include <array>
#include <bit>
#include <string_view>
#include <utility>

#include "text/diagnostic.h"

namespace costcurve {

namespace {

struct Spelled {
  std::string_view sign, ascii;
};

constexpr std::array<Spelled, 49> signs = {{
    {"✓", "+"},  {"✗", "x"},  {"·", " "}, {"±", "+/-"}, {"×", "x"},  {"−", "-"},  {"≈", "~"}, {"≠", "!"},
    {"≤", "<="}, {"≥", ">="}, {"←", "<"}, {"→", ">"},   {"–", "-"},  {"—", "-"},  {"…", "~"}, {"“", "\""},
    {"”", "\""}, {"„", "\""}, {"‘", "'"}, {"’", "'"},   {"«", "\""}, {"»", "\""}, {"│", "|"}, {"├", "|"},
    {"└", "`"},  {"─", "-"},  {"┤", "|"}, {"┬", "+"},   {"█", "#"},  {"▇", "#"},  {"▆", "O"}, {"▅", "o"},
    {"▄", "="},  {"▃", "-"},  {"▂", "."}, {"▁", "_"},   {"▌", "#"},  {"▐", "#"},  {"░", "."}, {"µ", "u"},
    {"²", "2"},  {"³", "3"},  {"¹", "1"}, {"⁻", "-"},   {"⁶", "6"},  {"⁹", "9"},  {"€", "E"}, {"£", "L"},
    {"¥", "Y"},
}};

// Dots of a plot: U+2800 and what follows, a bit for each of eight.
constexpr std::string_view dots = " ..::*###";

bool is_dots(std::string_view character) {
  return character.size() == 3 && character[0] == '\xE2' && static_cast<unsigned char>(character[1]) >= 0xA0 &&
         static_cast<unsigned char>(character[1]) <= 0xA3;
}

char dots_of(std::string_view character) {
  const auto second = static_cast<unsigned char>(character[1]), third = static_cast<unsigned char>(character[2]);
  const unsigned bits = ((second & 0x03U) << 6U) | (third & 0x3FU);
  return dots[static_cast<std::size_t>(std::popcount(bits))];
}

// Latin letters with marks, U+00C0 to U+00FF, without them.
constexpr std::string_view unmarked = "AAAAAAACEEEEIIIIDNOOOOOxOUUUUYTsaaaaaaaceeeeiiiidnooooo/ouuuuyty";

// A letter without its mark; of what ASCII has nothing like, a question mark for each column that it takes.
std::string nearest_to(std::string_view character) {
  if (character.size() == 2 && character[0] == '\xC3') return {unmarked[static_cast<unsigned char>(character[1]) & 0x3FU]};
  return std::string(display_width(character), '?');
}

// Of a character's bytes all but the first begin with 10.
std::size_t length_at(const std::string& text, std::size_t at) {
  std::size_t end = at + 1;
  while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) ++end;
  return end - at;
}

}  // namespace

std::string in_ascii(const std::string& lines) {
  std::string out;
  for (std::size_t at = 0; at < lines.size();) {
    const std::size_t length = length_at(lines, at);
    const std::string_view character = std::string_view(lines).substr(at, length);
    at += length;
    const auto sign = std::find_if(signs.begin(), signs.end(), [&](const Spelled& s) { return s.sign == character; });
    if (character == "·" && out.ends_with(' ') && lines.substr(at, 1) == " ")
      out += '|';  // between items; within a unit a blank joins as well
    else if (length > 1 && is_dots(character))
      out += dots_of(character);
    else if (length == 1)
      out += character;
    else
      out += sign != signs.end() ? std::string(sign->ascii) : nearest_to(character);
  }
  return out;
}

}  // namespace costcurve
