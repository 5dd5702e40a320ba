#include "text/soundness.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "text/ascii.h"
#include "text/syntax.h"
#include "text/toml_scan.h"

namespace costcurve {

namespace {

// A dotted key of a hundred thousand parts, or as many brackets, overflows the stack of toml++ 3.3.0.
bool is_shallow(const SourcePointer& source, Diagnostics& diagnostics) {
  constexpr int most_dots = 32;
  constexpr int most_brackets = 64;
  int dots = 0, brackets = 0, braces = 0;
  std::size_t start = 0;  // of the key or line
  for (TomlScan scan(source->text); !scan.at_end();) {
    const char c = scan.current();
    const std::size_t here = scan.at;
    if (!scan.step()) continue;
    if (c == '\n' || c == '=' || c == ',') dots = 0;
    if (c == '\n') start = scan.at;
    if (c == '=' && braces == 0) brackets = 0;  // a new key: what was left open above is another mistake
    if (c == '.') ++dots;
    if (c == '{' || c == '}') braces = std::max(0, braces + (c == '{' ? 1 : -1));
    if (c == '[' || c == ']') brackets = std::max(0, brackets + (c == '[' ? 1 : -1));
    if (dots <= most_dots && brackets + braces <= most_brackets) continue;
    diagnostics.add({{source, start, here + 1},
                     dots > most_dots ? "this key has too many dots" : "these brackets are nested too deeply",
                     "",
                     {dots > most_dots ? "a key is part.quantity, for example r1.chips"
                                       : "lists in lists have no meaning in a scenario"}});
    return false;
  }
  return true;
}

bool is_foreign_blank(std::string_view character) {
  constexpr std::array<std::string_view, 7> blanks = {"\u00A0", "\u2003", "\u2009", "\u200B",
                                                      "\u202F", "\u3000", "\uFEFF"};
  return std::find(blanks.begin(), blanks.end(), character) != blanks.end();
}

bool is_beyond_ascii(char c) { return static_cast<unsigned char>(c) >= 0x80; }

// Outside of quotes and comments TOML is ASCII. On letters such as ü toml++ 3.3.0 runs into undefined behaviour there,
// and behind a backslash.
bool is_ascii_where_it_must(const SourcePointer& source, Diagnostics& diagnostics) {
  const std::string_view text = source->text;
  if (ascii_prefix(text) == text.size()) return true;
  TomlScan scan(text);
  scan.at = source->offset_of(1, 1);
  while (!scan.at_end()) {
    const std::size_t here = scan.at;
    if (!scan.step() || !is_beyond_ascii(text[here])) continue;
    const std::string_view character = text.substr(here, character_length(text, here));
    if (is_foreign_blank(character))
      diagnostics.add({{source, here, here + character.size()},
                       "this is not an ordinary space",
                       "",
                       {"it was copied from a page or a word processor; type a space in its place"}});
    else
      diagnostics.add(syntax_error(source, here, "a character that is not ASCII"));
    return false;
  }
  if (scan.stranger == std::string_view::npos) return true;
  diagnostics.add({{source, scan.stranger, scan.stranger + character_length(text, scan.stranger)},
                   "a backslash cannot stand in front of this letter",
                   "",
                   {"in three quotes lines may break as they are; leave the backslash out"}});
  return false;
}

// A character of UTF-8 as the escape of TOML.
std::string escape_of(std::string_view character) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned>(static_cast<unsigned char>(character[i])); };
  const unsigned leading = character.size() == 2 ? 0x1FU : character.size() == 3 ? 0x0FU : 0x07U;
  unsigned code = byte(0) & leading;
  for (std::size_t i = 1; i < character.size(); ++i) code = code << 6U | (byte(i) & 0x3FU);
  return fmt::format("\\U{:08x}", code);
}

}  // namespace

bool is_text(const SourcePointer& source, Diagnostics& diagnostics) {
  constexpr const char* how_to_save = "save it as UTF-8: editors ask for the encoding under Save As";
  const std::string& text = source->text;
  const std::string_view start = std::string_view(text).substr(0, 2);
  if (start == "\xFF\xFE" || start == "\xFE\xFF") {
    diagnostics.add(mistake_at({source, 0, 2}, "this file is UTF-16 text", how_to_save));
    return false;
  }
  if (const std::size_t nul = text.find('\0'); nul != std::string::npos) {
    diagnostics.add(
        mistake_at({source, nul, nul + 1}, "this is not a text file: it holds a NUL byte",
                   "scenarios and tables are plain text, not documents of a word processor or a spreadsheet"));
    return false;
  }
  for (std::size_t at = ascii_prefix(text); at < text.size();) {
    const std::size_t length = is_beyond_ascii(text[at]) ? character_length(text, at) : 1;
    if (length == 0) {
      Diagnostic mistake = mistake_at({source, at, at + 1}, "this file is not UTF-8 text", how_to_save);
      mistake.label = fmt::format("byte {:#04x}", static_cast<unsigned char>(text[at]));
      diagnostics.add(std::move(mistake));
      return false;
    }
    at += length;
  }
  return true;
}

bool is_sound(const SourcePointer& source, Diagnostics& diagnostics) {
  return is_text(source, diagnostics) && is_shallow(source, diagnostics) && is_ascii_where_it_must(source, diagnostics);
}

std::string spelled_for_toml(const std::string& text) {
  if (ascii_prefix(text) == text.size()) return text;
  TomlScan scan(text);
  while (!scan.at_end()) scan.step();
  std::string spelled;
  std::size_t from = 0;
  for (const std::size_t at : scan.continued) {
    const std::size_t length = character_length(text, at);
    spelled.append(text, from, at - from);
    spelled += escape_of(std::string_view(text).substr(at, length));
    from = at + length;
  }
  return spelled.append(text, from);
}

}  // namespace costcurve
