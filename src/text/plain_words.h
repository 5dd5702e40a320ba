#pragma once
// The words of plain TOML: names, texts of one line, numbers, true and false. Internal to text/.

#include <string>

#include "text/toml.h"

namespace costcurve {

inline bool is_name_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

/// A place in a text. What reads something returns false where that is not plain; the place means nothing then.
class PlainWords {
 protected:
  explicit PlainWords(const SourcePointer& source) : source_(source), text_(source->text) {}

  char current() const { return at_ < text_.size() ? text_[at_] : '\0'; }

  bool take(char c) {
    if (current() != c || at_ >= text_.size()) return false;
    ++at_;
    return true;
  }

  void skip_blanks() {
    while (current() == ' ' || current() == '\t') ++at_;
  }

  /// The rest of a line: blanks, a comment.
  bool line_end();
  bool name(std::string& text, Place& place);
  bool text(Value& value);
  bool number(Value& value);
  bool boolean(Value& value);

  /// The value stands from there to here.
  bool placed(Value& value, std::size_t begin) const {
    value.place = {source_, begin, at_};
    return true;
  }

  SourcePointer source_;
  const std::string& text_;
  std::size_t at_ = 0;

 private:
  bool quoted(std::string& text);
};

}  // namespace costcurve
