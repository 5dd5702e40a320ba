#include "text/diagnostic.h"

#include <fmt/format.h>

#include <algorithm>

namespace costcurve {

namespace {

// Length of a well-formed UTF-8 sequence at `at`, or 0.
std::size_t sequence_length(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(at);
  const std::size_t length = lead < 0x80 ? 1 : lead >= 0xF0 && lead < 0xF5 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC2 ? 2 : 0;
  if (length == 0 || lead >= 0xF5 || at + length > text.size()) return 0;
  for (std::size_t i = at + 1; i < at + length; ++i)
    if ((byte(i) & 0xC0U) != 0x80U) return 0;
  return length;
}

char32_t decode(std::string_view sequence) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(sequence[i]); };
  switch (sequence.size()) {
    case 2: return static_cast<char32_t>((byte(0) & 0x1FU) << 6U | (byte(1) & 0x3FU));
    case 3: return static_cast<char32_t>((byte(0) & 0x0FU) << 12U | (byte(1) & 0x3FU) << 6U | (byte(2) & 0x3FU));
    case 4:
      return static_cast<char32_t>((byte(0) & 0x07U) << 18U | (byte(1) & 0x3FU) << 12U | (byte(2) & 0x3FU) << 6U |
                                   (byte(3) & 0x3FU));
    default: return byte(0);
  }
}

// C0 and C1 controls, and the characters that reorder or hide text.
bool is_control(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}

bool is_combining(char32_t c) { return (c >= 0x300 && c <= 0x36F) || (c >= 0xFE00 && c <= 0xFE0F); }

bool is_wide(char32_t c) {
  return (c >= 0x1100 && c <= 0x115F) || (c >= 0x2E80 && c <= 0xA4CF) || (c >= 0xAC00 && c <= 0xD7A3) ||
         (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFE30 && c <= 0xFE6F) || (c >= 0xFF00 && c <= 0xFF60) ||
         (c >= 0x1F300 && c <= 0x1FAFF) || (c >= 0x20000 && c <= 0x3FFFD);
}

std::string visible_form(char32_t c) {
  if (c == '\t') return " ";
  return c < 0x100 ? fmt::format("\\x{:02x}", static_cast<unsigned>(c)) : fmt::format("\\u{:04x}", static_cast<unsigned>(c));
}

// Cuts the line around the marked stretch when it is too long to show.
struct ShownLine {
  std::string text;
  std::size_t caret_at;
  std::size_t caret_length;
};

ShownLine shown_line(std::string_view line, std::size_t from, std::size_t to, std::size_t width) {
  from = std::min(from, line.size());
  to = std::clamp(to, from, line.size());
  std::string before = made_visible(line.substr(0, from));
  std::string marked = made_visible(line.substr(from, to - from));
  std::string after = made_visible(line.substr(to));
  const auto cut_front = [](std::string& text, std::size_t keep) {
    while (display_width(text) > keep) text.erase(0, std::max<std::size_t>(1, sequence_length(text, 0)));
  };
  const auto cut_back = [](std::string& text, std::size_t keep) {
    if (text.size() > 4 * keep + 8) text.resize(4 * keep + 8);
    while (display_width(text) > keep) {
      do text.pop_back();
      while (!text.empty() && (static_cast<unsigned char>(text.back()) & 0xC0U) == 0x80U);
    }
  };
  const std::size_t half = width / 2;
  if (before.size() > 8 * half) before.erase(0, before.size() - 8 * half);
  if (display_width(before) > half) {
    while (!before.empty() && sequence_length(before, 0) == 0) before.erase(0, 1);
    cut_front(before, half - 3);
    before = "..." + before;
  }
  const std::size_t room = width - std::min(width, display_width(before));
  if (display_width(marked) > room) cut_back(marked, room);
  const std::size_t rest = room - std::min(room, display_width(marked));
  if (display_width(after) > rest) {
    cut_back(after, rest > 3 ? rest - 3 : 0);
    after += "...";
  }
  return {before + marked + after, display_width(before), std::max<std::size_t>(1, display_width(marked))};
}

}  // namespace

std::string made_visible(std::string_view text) {
  if (std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c < 0x7F; })) return std::string(text);
  std::string visible;
  visible.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = sequence_length(text, at);
    if (length == 0) {
      visible += fmt::format("\\x{:02x}", static_cast<unsigned char>(text[at++]));
      continue;
    }
    const std::string_view sequence = text.substr(at, length);
    const char32_t c = decode(sequence);
    if (is_control(c)) visible += visible_form(c);
    else visible += sequence;
    at += length;
  }
  return visible;
}

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = std::max<std::size_t>(1, sequence_length(text, at));
    const char32_t c = decode(text.substr(at, length));
    width += is_combining(c) ? 0 : is_wide(c) ? 2 : 1;
    at += length;
  }
  return width;
}

Diagnostic without_place(std::string problem, std::vector<std::string> notes) {
  Diagnostic made;
  made.problem = std::move(problem);
  for (std::string& note : notes)
    if (!note.empty()) made.notes.push_back(std::move(note));
  return made;
}

void Diagnostics::add(Diagnostic diagnostic) {
  const auto same = [&](const Diagnostic& other) {
    return other.place.source == diagnostic.place.source && other.place.begin == diagnostic.place.begin &&
           other.problem == diagnostic.problem;
  };
  if (std::none_of(all_.begin(), all_.end(), same)) all_.push_back(std::move(diagnostic));
}

std::vector<Diagnostic> Diagnostics::sorted() const {
  std::vector<Diagnostic> all = all_;
  std::stable_sort(all.begin(), all.end(), [](const Diagnostic& a, const Diagnostic& b) { return a.place.begin < b.place.begin; });
  return all;
}

std::string render(const Diagnostic& diagnostic, std::size_t width) {
  std::string out = "error: " + made_visible(diagnostic.problem) + "\n";
  const Place& place = diagnostic.place;
  if (place.source && place.source->text.empty()) {
    if (!place.source->name.empty()) out += fmt::format("  --> {}\n", made_visible(place.source->name));
  } else if (place.source) {
    const std::size_t line = place.source->line_of(place.begin);
    const std::size_t start = place.source->offset_of(line, 1);
    out += fmt::format("  --> {}:{}:{}\n", made_visible(place.source->name), line, place.source->column_of(place.begin));
    const std::string number = std::to_string(line);
    const std::string margin(number.size() + 1, ' ');
    const ShownLine shown = shown_line(place.source->line_text(line), place.begin - start, place.end - start,
                                       std::max<std::size_t>(30, width - margin.size() - 4));
    out += fmt::format("{}|\n{} | {}\n", margin, number, shown.text);
    out += fmt::format("{}| {}{}{}{}\n", margin, std::string(shown.caret_at, ' '), std::string(shown.caret_length, '^'),
                       diagnostic.label.empty() ? "" : " ", made_visible(diagnostic.label));
  }
  for (const std::string& note : diagnostic.notes) out += "   = " + made_visible(note) + "\n";
  return out;
}

}  // namespace costcurve
