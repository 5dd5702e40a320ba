#include "document/text.h"

namespace costcurve {

void Text::add(std::string text, Stretch::Kind kind) {
  if (text.empty()) return;
  if (!stretches_.empty() && kind == Stretch::Kind::plain && stretches_.back().kind == kind)
    stretches_.back().text += text;
  else
    stretches_.push_back({std::move(text), kind});
}

Text& Text::operator+=(const Text& other) {
  for (const Stretch& stretch : other.stretches_) add(stretch.text, stretch.kind);
  return *this;
}

std::string Text::plain() const {
  std::string text;
  for (const Stretch& stretch : stretches_) text += stretch.text;
  return text;
}

Text Text::filled(std::string_view pattern, std::initializer_list<Text> texts) {
  Text filled;
  std::size_t from = 0;
  for (const Text& text : texts) {
    const std::size_t hole = pattern.find("{}", from);
    filled += Text(pattern.substr(from, hole - from)) + text;
    from = hole + 2;
  }
  return filled + Text(pattern.substr(from));
}

Text Text::joined(const std::vector<Text>& texts, std::string_view between) {
  Text joined;
  for (const Text& text : texts) {
    if (text.empty()) continue;
    if (!joined.empty()) joined += Text(between);
    joined += text;
  }
  return joined;
}

}  // namespace costcurve
