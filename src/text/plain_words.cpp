#include "text/plain_words.h"

#include <cmath>
#include <cstdlib>

#include "quantity/digits.h"

namespace costcurve {

namespace {

bool is_control(char c) { return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7F; }

// A number of TOML in decimals, without underscores: 8, -1.5, 6e23.
bool is_plain_number(std::string_view text) {
  std::size_t at = !text.empty() && (text[0] == '-' || text[0] == '+') ? 1 : 0;
  const auto digits = [&] {
    const std::size_t from = at;
    while (at < text.size() && is_digit(text[at])) ++at;
    return at - from;
  };
  const std::size_t first = at, whole = digits();
  if (whole == 0 || (whole > 1 && text[first] == '0')) return false;
  if (at < text.size() && text[at] == '.') {
    ++at;
    if (digits() == 0) return false;
  }
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    ++at;
    if (at < text.size() && (text[at] == '-' || text[at] == '+')) ++at;
    if (digits() == 0) return false;
  }
  return at == text.size();
}

}  // namespace

bool PlainWords::name(std::string& text, Place& place) {
  const std::size_t begin = at_;
  if (current() == '"') {
    if (!quoted(text)) return false;
  } else {
    while (at_ < text_.size() && is_name_character(text_[at_])) ++at_;
    text.assign(text_, begin, at_ - begin);
  }
  place = {source_, begin, at_};
  return !text.empty();
}

// The rest of a line: blanks, a comment.
bool PlainWords::line_end() {
  skip_blanks();
  if (take('#'))
    while (at_ < text_.size() && text_[at_] != '\n' && text_[at_] != '\r')
      if (is_control(text_[at_++])) return false;
  if (at_ >= text_.size()) return true;
  take('\r');
  return take('\n');
}

// What stands between the quotes of one line; of escapes only \" and \\.
bool PlainWords::quoted(std::string& text) {
  const char quote = text_[at_++];
  const std::size_t begin = at_;
  for (std::size_t from = begin; at_ < text_.size(); ++at_) {
    const char c = text_[at_];
    if (c == quote) {
      text.append(text_, from, at_++ - from);
      return !(text.empty() && current() == quote);  // three quotes
    }
    if (is_control(c)) return false;
    if (c != '\\' || quote == '\'') continue;
    text.append(text_, from, at_ - from);
    from = ++at_;
    if (current() != '"' && current() != '\\') return false;
  }
  return false;
}

bool PlainWords::text(Value& value) {
  const std::size_t begin = at_;
  value.kind = Value::Kind::text;
  if (!quoted(value.text.text)) return false;
  const bool verbatim = at_ - begin == value.text.text.size() + 2;
  const std::size_t quote = verbatim ? 1 : 0;  // the quotes belong to a text that is spelled otherwise
  value.place = {source_, begin + quote, at_ - quote};
  value.text.source = source_;
  value.text.begin = value.place.begin;
  value.text.end = value.place.end;
  value.text.verbatim = verbatim;
  return true;
}

bool PlainWords::number(Value& value) {
  constexpr std::size_t most_digits = 18;  // digits of any whole number of 64 bits
  const std::size_t begin = at_;
  while (at_ < text_.size() && (is_digit(text_[at_]) || std::string_view("+-.eE").find(text_[at_]) < 5)) ++at_;
  const std::string_view spelled(text_.data() + begin, at_ - begin);
  if (spelled.size() > most_digits || !is_plain_number(spelled)) return false;
  value.text = {source_, begin, at_, std::string(spelled), true};
  value.number = std::strtod(value.text.text.c_str(), nullptr);
  if (!std::isfinite(value.number)) return false;
  value.kind = Value::Kind::number;
  return placed(value, begin);
}

bool PlainWords::boolean(Value& value) {
  value.kind = Value::Kind::boolean;
  value.boolean = current() == 't';
  const std::string_view word = value.boolean ? "true" : "false";
  if (text_.compare(at_, word.size(), word) != 0) return false;
  at_ += word.size();
  return !is_name_character(current());
}

}  // namespace costcurve
