#include "watch/screen.h"

#include <algorithm>

namespace costcurve {

namespace {

constexpr const char *dim = "\033[2m", *bold = "\033[1m", *plain = "\033[0m";

std::multiset<std::string> lines_of(const std::string& text) {
  std::multiset<std::string> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    lines.insert(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

std::string painted(const std::string& text, const char* ink, bool colour) {
  return colour && !text.empty() ? ink + text + plain : text;
}

std::string each_line_painted(const std::string& text, const char* ink, bool colour) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    out += painted(text.substr(at, end - at), ink, colour) + "\n";
    at = end + 1;
  }
  return out;
}

}  // namespace

std::string marked(const std::string& answer, const std::string& before, bool colour) {
  std::multiset<std::string> known = lines_of(before);
  std::string out;
  for (std::size_t at = 0; at < answer.size();) {
    const std::size_t end = std::min(answer.find('\n', at), answer.size());
    const std::string line = answer.substr(at, end - at);
    const auto found = known.find(line);
    const bool is_new = !before.empty() && found == known.end() && !line.empty();
    if (found != known.end()) known.erase(found);
    out += (is_new ? painted("▌", bold, colour) : " ") + line + "\n";
    at = end + 1;
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
  return drawn.keys.empty() ? text : text + "\n" + painted(drawn.keys, dim, colour) + "\n";
}

}  // namespace costcurve
