#include "text/diagnostic.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "numeric/stable_order.h"
#include "text/ascii.h"

namespace costcurve {

namespace {

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
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xAD || c == 0x61C || c == 0x180E ||
         (c >= 0x200B && c <= 0x200F) || (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF ||
         (c >= 0xFFF9 && c <= 0xFFFB) || (c >= 0xE0000 && c <= 0xE007F);
}

bool is_combining(char32_t c) { return (c >= 0x300 && c <= 0x36F) || (c >= 0xFE00 && c <= 0xFE0F); }

bool is_wide(char32_t c) {
  return (c >= 0x1100 && c <= 0x115F) || (c >= 0x2E80 && c <= 0xA4CF) || (c >= 0xAC00 && c <= 0xD7A3) ||
         (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFE30 && c <= 0xFE6F) || (c >= 0xFF00 && c <= 0xFF60) ||
         (c >= 0x1F300 && c <= 0x1FAFF) || (c >= 0x20000 && c <= 0x3FFFD);
}

std::string visible_form(char32_t c) {
  if (c == '\t') return " ";
  const auto code = static_cast<unsigned>(c);
  if (code < 0x10000U) return fmt::format("\\u{:04x}", code);
  return fmt::format("\\u{:04x}\\u{:04x}", 0xD800U + ((code - 0x10000U) >> 10U),
                     0xDC00U + ((code - 0x10000U) & 0x3FFU));  // as JSON does
}

// The first characters of a text, as many as fit in so many columns.
std::string fitting(std::string_view text, std::size_t columns) {
  std::string kept;
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = std::max<std::size_t>(1, character_length(text, at));
    const std::string_view character = text.substr(at, length);
    width += display_width(character);
    if (width > columns) break;
    kept += character;
    at += length;
  }
  return kept;
}

// The last ones.
std::string_view fitting_end(std::string_view text, std::size_t columns) {
  while (display_width(text) > columns) text.remove_prefix(std::max<std::size_t>(1, character_length(text, 0)));
  return text;
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
  const std::size_t half = width / 2,
                    enough = 4 * width;  // a character takes four bytes at most; a line may have millions
  std::string_view front = line.substr(0, from);
  if (front.size() > enough) front.remove_prefix(front.size() - enough);
  while (front.size() < from && !front.empty() && (static_cast<unsigned char>(front[0]) & 0xC0U) == 0x80U)
    front.remove_prefix(1);
  std::string before = made_visible(front);
  if (display_width(before) > half || front.size() < from) before = "..." + std::string(fitting_end(before, half - 3));
  std::string marked = made_visible(line.substr(from, std::min(to - from, enough)));
  const std::size_t room = width - std::min(width, display_width(before));
  if (display_width(marked) > room) marked = fitting(marked, room);
  const std::size_t rest = room - std::min(room, display_width(marked));
  std::string after = made_visible(line.substr(to, enough));
  if (display_width(after) > rest) after = fitting(after, rest > 3 ? rest - 3 : 0) + (rest > 3 ? "..." : "");
  return {before + marked + after, display_width(before), std::max<std::size_t>(1, display_width(marked))};
}

// A name of the input may be a page long; in a message its beginning will do.
std::string with_short_names(const std::string& text) {
  constexpr std::size_t longest = 60;
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t open = text.find('`', at);
    const std::size_t close = open == std::string::npos ? open : text.find('`', open + 1);
    if (close == std::string::npos) return out + text.substr(at);
    const std::string name = text.substr(open + 1, close - open - 1);
    out += text.substr(at, open + 1 - at);
    out += display_width(name) > longest ? fitting(name, longest - 3) + "..." : name;
    out += '`';
    at = close + 1;
  }
  return out;
}

// Broken at blanks, the first line behind `head`, the others behind as many blanks.
std::string paragraph(const std::string& text, const std::string& head, std::size_t width) {
  constexpr std::size_t longest = 2000;
  std::string shown = with_short_names(made_visible(text));
  if (shown.size() > longest) shown = fitting(shown, longest) + "...";
  const std::size_t indent = display_width(head);
  std::string out = head;
  std::size_t used = indent;
  for (std::size_t at = 0; at < shown.size();) {
    const std::size_t end = std::min(shown.find(' ', at), shown.size());
    const std::string word = shown.substr(at, end - at);
    const std::size_t wide = display_width(word);
    const bool fresh = used == indent;
    if (!fresh && used + 1 + wide > width) {
      while (out.back() == ' ') out.pop_back();
      out += "\n" + std::string(indent, ' ') + word;
      used = indent + wide;
    } else {
      out += (fresh ? "" : " ") + word;
      used += wide + (fresh ? 0 : 1);
    }
    at = end + 1;
  }
  return out + "\n";
}

// The place and the line of the file, with carets under it.
std::string place_text(const Place& place, const std::string& label, std::size_t width) {
  const Source& source = *place.source;
  const std::string name = with_short_names(made_visible(source.name));
  if (source.text.empty()) return name.empty() ? "" : fmt::format("  --> {}\n", name);
  const std::size_t line = source.line_of(place.begin);
  const std::size_t start = source.offset_of(line, 1);
  const std::string number = std::to_string(line);
  const std::string margin(number.size() + 1, ' ');
  const std::size_t from = place.begin - std::min(place.begin, start);
  const ShownLine shown =
      shown_line(source.line_text(line), from, std::max(place.end, place.begin) - std::min(place.begin, start),
                 std::max<std::size_t>(30, width - std::min(width, margin.size() + 4)));
  std::string out = name.empty() ? "" : fmt::format("  --> {}:{}:{}\n", name, line, source.column_of(place.begin));
  out += fmt::format("{}|\n{} | {}\n", margin, number, shown.text);
  const std::string carets =
      fmt::format("{}| {}{}", margin, std::string(shown.caret_at, ' '), std::string(shown.caret_length, '^'));
  const std::size_t used = display_width(carets);
  if (label.empty()) return out + carets + "\n";
  if (used + 1 + display_width(label) <= width) return out + carets + " " + made_visible(label) + "\n";
  return out + carets + "\n" + paragraph(label, margin + "| ", width);
}

}  // namespace

std::size_t character_length(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(at);
  const std::size_t length = lead < 0x80   ? 1
                             : lead < 0xC2 ? 0
                             : lead < 0xE0 ? 2
                             : lead < 0xF0 ? 3
                             : lead < 0xF5 ? 4
                                           : 0;
  if (length == 0 || at + length > text.size()) return 0;
  for (std::size_t i = at + 1; i < at + length; ++i)
    if ((byte(i) & 0xC0U) != 0x80U) return 0;
  // Spelled longer than needed, halves of a pair, and beyond the last character.
  if ((lead == 0xE0 && byte(at + 1) < 0xA0) || (lead == 0xED && byte(at + 1) > 0x9F) ||
      (lead == 0xF0 && byte(at + 1) < 0x90) || (lead == 0xF4 && byte(at + 1) > 0x8F))
    return 0;
  return length;
}

std::string made_visible(std::string_view text) {
  if (is_printable_ascii(text)) return std::string(text);
  std::string visible;
  visible.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = character_length(text, at);
    if (length == 0) {
      visible += fmt::format("\\x{:02x}", static_cast<unsigned char>(text[at++]));
      continue;
    }
    const std::string_view sequence = text.substr(at, length);
    const char32_t c = decode(sequence);
    if (is_control(c))
      visible += visible_form(c);
    else
      visible += sequence;
    at += length;
  }
  return visible;
}

std::size_t display_width(std::string_view text) {
  if (is_printable_ascii(text)) return text.size();
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = std::max<std::size_t>(1, character_length(text, at));
    const char32_t c = decode(text.substr(at, length));
    width += is_combining(c) ? 0 : is_wide(c) ? 2 : 1;
    at += length;
  }
  return width;
}

Diagnostic mistake_at(const Place& place, std::string problem, std::string remedy) {
  Diagnostic made = without_place(std::move(problem), {std::move(remedy)});
  made.place = place;
  return made;
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
  if (std::any_of(all_.begin(), all_.end(), same)) return;
  if (full())
    ++left_out_;
  else
    all_.push_back(std::move(diagnostic));
}

void Diagnostics::add_all(const Diagnostics& others) {
  for (const Diagnostic& diagnostic : others.all_) add(diagnostic);
  left_out_ += others.left_out_;
}

std::vector<Diagnostic> Diagnostics::sorted() const {
  std::vector<const Source*> sources;  // one after the other, in the order in which they were read
  for (const Diagnostic& diagnostic : all_)
    if (std::find(sources.begin(), sources.end(), diagnostic.place.source.get()) == sources.end())
      sources.push_back(diagnostic.place.source.get());
  const auto rank = [&](const Diagnostic& diagnostic) {
    return std::pair(std::find(sources.begin(), sources.end(), diagnostic.place.source.get()), diagnostic.place.begin);
  };
  std::vector<Diagnostic> all = all_;
  sort_stably(all, [&](const Diagnostic& a, const Diagnostic& b) { return rank(a) < rank(b); });
  if (left_out_ > 0 && most_ > 0)
    all.push_back(without_place(
        left_out_ == 1 ? "one more mistake is not listed" : fmt::format("{} more mistakes are not listed", left_out_),
        {}));
  return all;
}

std::string render(const Diagnostic& diagnostic, std::size_t width) {
  std::string out = paragraph(diagnostic.problem, "error: ", width);
  if (diagnostic.place.source) out += place_text(diagnostic.place, diagnostic.label, width);
  for (const std::string& note : diagnostic.notes) out += paragraph(note, "   = ", width);
  return out;
}

std::string render(const std::vector<Diagnostic>& diagnostics, std::size_t width) {
  std::string text;
  std::set<std::string> told;  // long notes: a list of everything there is stands once
  for (Diagnostic diagnostic : diagnostics) {
    const std::size_t said = diagnostic.notes.size();
    std::erase_if(diagnostic.notes,
                  [&](const std::string& note) { return display_width(note) > width && !told.insert(note).second; });
    if (diagnostic.notes.size() < said) diagnostic.notes.emplace_back("and as above");
    text += (text.empty() ? "" : "\n") + render(diagnostic, width);
  }
  return text;
}

}  // namespace costcurve
