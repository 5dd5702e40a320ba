#include "document/plain.h"

#include <algorithm>
#include <array>
#include <bit>
#include <string_view>
#include <utility>

namespace costcurve {

namespace {

struct Spelled {
  std::string_view sign, ascii;
};

constexpr std::array<Spelled, 46> signs = {{
    {"✓", "+"},  {"✗", "x"},  {"·", " "}, {"±", "+/-"}, {"×", "x"},  {"−", "-"},  {"≈", "~"}, {"≠", "!"},
    {"≤", "<="}, {"≥", ">="}, {"←", "<"}, {"→", ">"},   {"–", "-"},  {"—", "-"},  {"…", "~"}, {"“", "\""},
    {"”", "\""}, {"„", "\""}, {"‘", "'"}, {"’", "'"},   {"«", "\""}, {"»", "\""}, {"│", "|"}, {"├", "|"},
    {"└", "`"},  {"─", "-"},  {"┤", "|"}, {"┬", "+"},   {"█", "#"},  {"▇", "#"},  {"▆", "O"}, {"▅", "o"},
    {"▄", "="},  {"▃", "-"},  {"▂", "."}, {"▁", "_"},   {"▌", "#"},  {"▐", "#"},  {"░", "."}, {"µ", "u"},
    {"²", "2"},  {"³", "3"},  {"¹", "1"}, {"⁻", "-"},   {"⁶", "6"},  {"⁹", "9"},
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
    else
      out += length > 1 && sign != signs.end() ? sign->ascii : character;
  }
  return out;
}

}  // namespace costcurve
