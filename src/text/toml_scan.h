#pragma once
// A walk through a text as TOML sees it: which bytes are keys, brackets and values, and which stand in quotes or
// comments. Internal to text/.

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace costcurve {

class TomlScan {
 public:
  explicit TomlScan(std::string_view text) : text_(text) {}

  std::size_t at = 0;
  std::size_t stranger = std::string_view::npos;  // what is not ASCII behind a backslash in three quotes
  std::vector<std::size_t> continued;             // what is not ASCII and begins a line that a backslash continues
  bool at_end() const { return at >= text_.size(); }
  char current() const { return text_[at]; }

  /// Steps over one character, or over a whole comment or quoted text. True if it was a character outside of both. A
  /// quote in the middle of a word opens nothing: TOML has stopped there.
  bool step() {
    const char c = text_[at];
    if (c == '#') {
      at = std::min(text_.find('\n', at), text_.size());
      return false;
    }
    if ((c == '"' || c == '\'') && may_open_) {
      quoted(c);
      may_open_ = false;
      return false;
    }
    if (c != ' ' && c != '\t' && c != '\r') may_open_ = std::string_view("=[{,.\n").find(c) != std::string_view::npos;
    ++at;
    return true;
  }

 private:
  void quoted(char quote) {
    const std::string three(3, quote);
    const bool lines = text_.substr(at, 3) == three;
    at += lines ? 3 : 1;
    while (at < text_.size()) {
      if (quote == '"' && text_[at] == '\\') {
        if (lines) note_stranger();
        at += 2;
      } else if (!lines && (text_[at] == quote || text_[at] == '\n')) {
        at += text_[at] == quote ? 1 : 0;
        return;
      } else if (lines && text_.substr(at, 3) == three) {
        at += 3;
        return;
      } else {
        ++at;
      }
    }
    at = text_.size();
  }

  void note_stranger() {
    const std::size_t next = text_.find_first_not_of(" \t\r\n", at + 1);
    if (next >= text_.size() || static_cast<unsigned char>(text_[next]) < 0x80) return;
    if (text_.substr(at, next - at).find('\n') != std::string_view::npos)
      continued.push_back(next);
    else
      stranger = std::min(stranger, next);
  }

  std::string_view text_;
  bool may_open_ = true;
};

}  // namespace costcurve
