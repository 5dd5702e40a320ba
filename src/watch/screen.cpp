#include "watch/screen.h"

#include <fmt/format.h>

#include <algorithm>

#include "text/lines.h"

namespace costcurve {

namespace {

constexpr const char *dim = "\033[2m", *bold = "\033[1m", *plain = "\033[0m";

std::multiset<std::string> lines_of(const std::string& text) {
  std::multiset<std::string> lines;
  for (const std::string_view line : text_lines(text)) lines.emplace(line);
  return lines;
}

std::string painted(const std::string& text, const char* ink, bool colour) {
  return colour && !text.empty() ? ink + text + plain : text;
}

std::string each_line_painted(const std::string& text, const char* ink, bool colour) {
  std::string out;
  for (const std::string_view line : text_lines(text)) out += painted(std::string(line), ink, colour) + "\n";
  return out;
}

}  // namespace

std::string marked(const std::string& answer, const std::string& before, bool colour) {
  std::multiset<std::string> known = lines_of(before);
  std::string out;
  for (const std::string_view text : text_lines(answer)) {
    const std::string line(text);
    const auto found = known.find(line);
    const bool is_new = !before.empty() && found == known.end() && !line.empty();
    if (found != known.end()) known.erase(found);
    out += (is_new ? painted("▌", bold, colour) : " ") + line + "\n";
  }
  return out;
}

std::string screen_of(const Drawn& drawn, const std::string& before, bool colour) {
  std::string text = painted(drawn.time + (drawn.change.empty() ? "" : "  " + drawn.change), bold, colour) + "\n\n";
  if (!drawn.mistakes.empty()) {
    text += drawn.mistakes;
    if (!drawn.answer.empty())
      text += painted("\nthe last answer, of " + drawn.good_time + ":\n\n", bold, colour) +
              each_line_painted(marked(drawn.answer, "", false), dim, colour);
  } else {
    text += marked(drawn.answer, before, colour);
  }
  if (!drawn.remarks.empty()) text += "\n" + painted(drawn.remarks, bold, colour);
  return drawn.keys.empty() ? text : text + "\n" + painted(drawn.keys, dim, colour) + "\n";
}

std::string within_height(const std::string& screen, long height) {
  const std::vector<std::string_view> lines = text_lines(screen);
  if (height <= 1 || lines.size() < static_cast<std::size_t>(height)) return screen;
  const auto shown = static_cast<std::size_t>(height) - 2;  // the last line of a screen stays free
  std::string out;
  for (std::size_t i = 0; i < shown; ++i) out += std::string(lines[i]) + "\n";
  return out + fmt::format("... and {} more lines", lines.size() - shown);
}

std::string without_escapes(const std::string& text) {
  std::string plain_text;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '\033') {
      plain_text += text[at];
      continue;
    }
    while (at < text.size() && !(text[at] >= 'a' && text[at] <= 'z') && !(text[at] >= 'A' && text[at] <= 'Z')) ++at;
  }
  return plain_text;
}

std::string page_with_mistakes(const std::string& page, const std::string& mistakes) {
  std::string escaped;
  for (const char c : mistakes)
    escaped += c == '<' ? "&lt;" : c == '>' ? "&gt;" : c == '&' ? "&amp;" : std::string(1, c);
  const std::string note =
      "\n<section><p><strong>The scenario cannot be answered as it is now. Below is its last answer."
      "</strong></p><pre>" +
      escaped + "</pre></section>\n";
  const std::string main = "<main>";
  const std::size_t at = page.find(main);
  return at == std::string::npos ? page : page.substr(0, at + main.size()) + note + page.substr(at + main.size());
}

}  // namespace costcurve
