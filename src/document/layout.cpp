#include "document/layout.h"

#include <algorithm>

#include "text/diagnostic.h"

namespace costcurve {

namespace {

std::vector<std::string> words_of(const std::string& text) {
  std::vector<std::string> all;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    if (end > at) all.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return all;
}

class WrappedLines {
 public:
  WrappedLines(const std::string& first, const std::string& rest, std::size_t width)
      : rest_(rest), indent_(display_width(rest)), width_(width), line_(first), used_(display_width(first)) {}

  void add(const std::string& word) {
    const std::size_t wide = display_width(word);
    if (!fresh_ && used_ + 1 + wide > width_) next_line();
    if (!fresh_) put(" ", 1);
    if (used_ + wide <= width_)
      put(word, wide);
    else
      cut(word);
    fresh_ = false;
  }
  std::vector<std::string> lines() {
    end_line();
    return std::move(lines_);
  }

 private:
  void put(const std::string& text, std::size_t wide) {
    line_ += text;
    used_ += wide;
  }
  void end_line() {
    while (!line_.empty() && line_.back() == ' ') line_.pop_back();
    lines_.push_back(line_);
  }
  void next_line() {
    end_line();
    line_ = rest_;
    used_ = indent_;
    fresh_ = true;
  }
  // A word longer than the line is cut at the edge.
  void cut(const std::string& word) {
    for (std::size_t at = 0; at < word.size();) {
      std::size_t next = at + 1;
      while (next < word.size() && (static_cast<unsigned char>(word[next]) & 0xC0U) == 0x80U) ++next;
      const std::string character = word.substr(at, next - at);
      const std::size_t wide = display_width(character);
      if (used_ + wide > width_ && used_ > indent_) next_line();
      put(character, wide);
      at = next;
    }
  }

  std::string rest_;
  std::size_t indent_, width_;
  std::string line_;
  std::size_t used_;
  bool fresh_ = true;
  std::vector<std::string> lines_;
};

}  // namespace

std::vector<std::string> wrapped_lines(const std::string& text, const std::string& first, const std::string& rest,
                                       std::size_t width) {
  WrappedLines paragraph(first, rest, width);
  for (const std::string& word : words_of(made_visible(text))) paragraph.add(word);
  return paragraph.lines();
}

std::string wrapped(const std::string& text, const std::string& first, std::size_t rest, std::size_t width) {
  std::string out;
  for (const std::string& line : wrapped_lines(text, first, std::string(rest, ' '), width)) out += line + "\n";
  return out;
}

std::string padded(const std::string& text, std::size_t width) {
  const std::size_t used = display_width(text);
  return text + std::string(width > used ? width - used : 0, ' ');
}

std::string repeated(std::string_view text, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

}  // namespace costcurve
