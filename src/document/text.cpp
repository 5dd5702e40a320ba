#include "document/text.h"

namespace costcurve {

void Text::add(std::string text, Stretch::Kind kind) {
  if (text.empty()) return;
  if (!stretches_.empty() && kind == Stretch::Kind::plain && stretches_.back().kind == kind)
    stretches_.back().text += text;
  else
    stretches_.push_back({std::move(text), kind});
}

Text Text::formula(std::string text, FormulaTree tree) {
  Text set = formula(std::move(text));
  set.stretches_.back().formula = std::make_shared<const FormulaTree>(std::move(tree));
  return set;
}

Text Text::link(std::string text, std::string address) {
  Text link(std::move(text), Stretch::Kind::link);
  if (!link.empty()) link.stretches_.back().address = std::move(address);
  return link;
}

void Text::end_with_stop() {
  if (!stretches_.empty() && stretches_.back().text.ends_with(':')) stretches_.back().text.back() = '.';
}

Text& Text::operator+=(const Text& other) {
  for (const Stretch& stretch : other.stretches_) {
    add(stretch.text, stretch.kind);
    if (stretch.formula) stretches_.back().formula = stretch.formula;
    if (!stretch.address.empty()) stretches_.back().address = stretch.address;
  }
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

namespace {

void add_plain(const std::string& text, std::vector<Span>& spans) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t open = text.find('`', at), close = open == std::string::npos ? open : text.find('`', open + 1);
    if (close == std::string::npos || close == open + 1) {
      spans.push_back({text.substr(at), Span::Kind::plain});
      return;
    }
    if (open > at) spans.push_back({text.substr(at, open - at), Span::Kind::plain});
    spans.push_back({text.substr(open + 1, close - open - 1), Span::Kind::code});
    at = close + 1;
  }
}

Span::Kind kind_of(Stretch::Kind kind) {
  switch (kind) {
    case Stretch::Kind::name: return Span::Kind::name;
    case Stretch::Kind::amount: return Span::Kind::amount;
    case Stretch::Kind::source: return Span::Kind::source;
    case Stretch::Kind::formula: return Span::Kind::formula;
    case Stretch::Kind::link: return Span::Kind::link;
    case Stretch::Kind::plain: break;
  }
  return Span::Kind::plain;
}

}  // namespace

std::vector<Span> spans_of(const Text& text) {
  std::vector<Span> spans;
  for (const Stretch& stretch : text.stretches()) {
    if (stretch.kind == Stretch::Kind::plain)
      add_plain(stretch.text, spans);
    else
      spans.push_back({stretch.text, kind_of(stretch.kind), stretch.formula, stretch.address});
  }
  return spans;
}

}  // namespace costcurve
