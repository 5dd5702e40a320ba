#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "text/parser.h"

namespace costcurve {

Slot Parser::slot() {
  Slot made;
  if (at_end())
    fail(current(), "nothing is written here", {"write an amount, an expression, or `?` to ask for it"});
  else if (accept("?"))
    ask(made);
  else
    value(made);
  finish();
  made.understood = !failed_;
  return made;
}

Slot Parser::lone_expression() {
  Slot made;
  if (at_end())
    fail(current(), "nothing is written here", {"write an expression, such as r1.cost or sum(*.cost)"});
  else
    made.first = expression();
  finish();
  made.understood = !failed_;
  return made;
}

Relation Parser::relation() {
  Relation made;
  made.left = expression();
  if (accept("="))
    made.relation = "=";
  else if (accept("<="))
    made.relation = "<=";
  else if (accept(">="))
    made.relation = ">=";
  else
    fail(current(), "an equation needs `=`, `<=` or `>=` here",
         {"for example \"cluster.power = cluster.chips * 700 W/chip\""});
  if (!failed_) made.right = expression();
  finish();
  made.understood = !failed_;
  return made;
}

// A target knows the words for a bound that a claim knows: below, at most, more than.
Relation Parser::target() {
  Relation made;
  if (at_end()) fail(current(), "nothing is written here", {"write what shall be true, such as total.cost = 294 kUSD"});
  if (!failed_) made.left = expression();
  if (failed_) return made.understood = false, made;
  Slot bound;
  if (accept("=")) {
    made.relation = "=";
    made.right = expression();
  } else if (bounding_words(bound) && bound.form == Slot::Form::bound) {
    made.relation = bound.relation;
    made.right = std::move(bound.first);
  } else {
    fail(current(), "a target needs `=`, `<=`, `>=`, `<` or `>` here", {"for example total.cost = 294 kUSD"});
  }
  finish();
  made.understood = !failed_;
  return made;
}

std::optional<ShownUnit> Parser::lone_units() {
  Literal read;
  if (at_end()) return std::nullopt;
  scale_of_unit(read);
  if (current().kind == TokenKind::word && current().text == "x") {
    advance();
    read.has_unit = true;
    if (accept("/")) divisor(read);
    read.dimension = read.dimension * Dimension();
  } else {
    units_after(read);
  }
  if (!failed_ && !at_end()) fail(current(), fmt::format("`{}` is no unit", current().text), {});
  if (failed_) return std::nullopt;
  ShownUnit shown = read.shown;
  shown.text = excerpt_.text;
  shown.factor = read.scale * read.unit;
  shown.dimension = read.dimension;
  return shown;
}

bool Parser::accept(std::string_view symbol) {
  if (!is_symbol(current(), symbol)) return false;
  advance();
  return true;
}

bool Parser::accept_word(std::string_view word) {
  if (!is_word(current(), word)) return false;
  advance();
  return true;
}

void Parser::fail(std::size_t begin, std::size_t end, std::string problem, std::vector<std::string> notes,
                  std::string label) {
  if (failed_) return;
  failed_ = true;
  diagnostics_.add(
      {excerpt_.place(begin, std::max(end, begin)), std::move(problem), std::move(label), std::move(notes)});
}

void Parser::fail(const Token& token, std::string problem, std::vector<std::string> notes) {
  if (token.kind == TokenKind::end && token.begin == 0)
    fail(0, excerpt_.text.size(), std::move(problem), std::move(notes));
  else
    fail(token.begin, token.end, std::move(problem), std::move(notes));
}

// A stretch of the text on one line, as units are shown.
std::string Parser::spelled(std::size_t begin, std::size_t end) const {
  std::string text;
  for (std::size_t at = begin; at < end; ++at) {
    const char c = excerpt_.text[at];
    const bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (std::find(joints_.begin(), joints_.end(), at) != joints_.end())
      text += '/';
    else if (!blank)
      text += c;
    else if (text.back() != ' ')
      text += ' ';
  }
  return text;
}

// One level of brackets, signs or exponents further down. False, and reported, when there are too many.
bool Parser::descend() {
  if (++depth_ <= deepest) return true;
  --depth_;
  fail(current(), "this expression is nested too deeply",
       {fmt::format("at most {} levels of brackets, signs and exponents are read", deepest)});
  return false;
}

void Parser::count_operator() {
  if (++operators_ > most_operators)
    fail(current(), "this expression is too long",
         {fmt::format("at most {} operators are read; long lists are rows of a part: sum(part.quantity) adds them up",
                      most_operators)});
}

void Parser::ask(Slot& made) {
  made.form = Slot::Form::asked;
  if (at_end()) return;
  if (current().kind != TokenKind::word && !is_symbol(current(), "/"))
    return fail(current(), "`?` asks for a value; only a unit may follow it", {"for example \"? USD\""});
  Literal read;
  scale_of_unit(read);
  if (is_word(current(), "x")) {
    advance();
    read.shown.text = "x";
    if (accept("/")) divisor(read);
  } else {
    units_after(read);
  }
  ShownUnit shown = read.shown;
  shown.text = spelled(tokens_[1].begin, tokens_[at_ - 1].end);
  shown.factor = read.scale * read.unit;
  shown.dimension = read.dimension;
  made.shown = shown;
}

void Parser::value(Slot& made) {
  if (bounding_words(made) || limiting_words(made)) return;
  made.about = accept_word("about") || accept_word("roughly") || accept_word("around");
  made.first = expression();
  if (failed_) return;
  if (is_word(current(), "to")) {
    advance();
    made.form = Slot::Form::range;
    made.second = expression();
    if (!failed_) rule_both_ends(made.first, made.second);
  } else if (is_symbol(current(), "±")) {
    advance();
    made.form = Slot::Form::deviation;
    made.second = expression();
    if (!failed_) rule_both_ends(made.first, made.second);
  }
  show_as_written(made);
}

void Parser::show_as_written(Slot& made) {
  const Expression& last = made.form == Slot::Form::value || made.form == Slot::Form::bound ? made.first : made.second;
  // uniform(3 years, 6 years): the unit of the first amount, as a lone amount has its own.
  const bool believed = last.form == Expression::Form::call && is_distribution(last.name) && !last.operands.empty();
  const Expression& written = believed ? last.operands.front() : last;
  if (written.is_literal() && written.literal.has_unit) made.shown = written.literal.shown;
}

bool Parser::bounding_words(Slot& made) {
  struct Words {
    std::string_view first, second, relation;
  };
  constexpr std::array<Words, 14> known = {{{"more", "than", ">"},
                                            {"less", "than", "<"},
                                            {"at", "least", ">="},
                                            {"at", "most", "<="},
                                            {"up", "to", "<="},
                                            {"over", "", ">"},
                                            {"above", "", ">"},
                                            {"under", "", "<"},
                                            {"below", "", "<"},
                                            {"fewer", "than", "<"},
                                            {"before", "", "<"},
                                            {"after", "", ">"},
                                            {"nearly", "", "~"},
                                            {"almost", "", "~"}}};
  std::string relation;
  if (current().kind == TokenKind::symbol && (current().text[0] == '<' || current().text[0] == '>')) {
    relation = advance().text;
  } else {
    for (const Words& words : known) {
      if (!is_word(current(), words.first)) continue;
      if (!words.second.empty() && !is_word(ahead(), words.second)) continue;
      relation = words.relation;
      advance();
      if (!words.second.empty()) advance();
      break;
    }
  }
  if (relation.empty()) return false;
  if (relation == "~") {
    made.form = Slot::Form::limits;
    made.words = "just under";
  } else {
    made.form = Slot::Form::bound;
    made.relation = relation;
  }
  made.first = expression();
  if (made.form == Slot::Form::limits && !failed_)
    limits_of(made, 0.9, 1.0);
  else
    show_as_written(made);
  return true;
}

// The words with a width that people print: each stands for limits on both sides.
bool Parser::limiting_words(Slot& made) {
  if (is_word(current(), "between")) return between(made);
  struct Words {
    std::vector<std::string_view> words;
    double low, high;
  };
  static const std::vector<Words> known = {{{"a", "few"}, 2, 5},
                                           {{"few"}, 2, 5},
                                           {{"several"}, 3, 9},
                                           {{"tens", "of"}, 10, 100},
                                           {{"dozens", "of"}, 24, 100},
                                           {{"hundreds", "of"}, 100, 1000},
                                           {{"thousands", "of"}, 1000, 10000},
                                           {{"on", "the", "order", "of"}, 1.0 / 3, 3},
                                           {{"just", "under"}, 0.9, 1},
                                           {{"just", "over"}, 1, 1.1}};
  for (const Words& phrase : known) {
    bool matches = true;
    for (std::size_t i = 0; i < phrase.words.size(); ++i) matches = matches && is_word(ahead(i), phrase.words[i]);
    if (!matches) continue;
    for (std::size_t i = 0; i < phrase.words.size(); ++i) {
      made.words += (i ? " " : "") + std::string(phrase.words[i]);
      advance();
    }
    made.form = Slot::Form::limits;
    // "tens of billions of USD", "hundreds of M USD": a scale may stand where a number would.
    made.first = scale_factor(current().text) && current().kind == TokenKind::word ? bare_scale() : expression();
    if (!failed_) limits_of(made, phrase.low, phrase.high);
    return true;
  }
  return false;
}

Expression Parser::bare_scale() {
  Expression made;
  made.begin = current().begin;
  Literal& literal = made.literal;
  literal.number = literal.step = literal.round_step = 1;
  scale(literal);
  accept_word("of");
  if (current().kind == TokenKind::word) units_after(literal);
  finish_literal(made);
  return made;
}

bool Parser::between(Slot& made) {
  advance();
  made.form = Slot::Form::limits;
  made.words = "between";
  made.first = expression();
  if (!failed_ && !accept_word("and"))
    fail(current(), "`between` needs an `and`", {"for example \"between 60 and 65 B USD\""});
  if (!failed_) made.second = expression();
  if (!failed_) rule_both_ends(made.first, made.second);
  show_as_written(made);
  return true;
}

void Parser::limits_of(Slot& made, double low, double high) {
  show_as_written(made);
  if (made.first.is_literal() && made.first.literal.has_unit) made.shown = made.first.literal.shown;
  const auto times = [&](double factor) {
    Expression product;
    product.form = Expression::Form::multiply;
    product.begin = made.first.begin;
    product.end = made.first.end;
    Expression number;
    number.literal.number = factor;
    number.begin = product.begin;
    number.end = product.end;
    product.operands = {number, made.first};
    return product;
  };
  const Expression lower = times(low);
  made.second = times(high);
  made.first = lower;
}

// 33.800 to 44,750 USD: a comma separates thousands at one end; at the other a point stands before three digits.
void Parser::refuse_mixed_separators(const Expression& first, const Expression& second) {
  const auto has_comma = [&](const Expression& end) {
    return excerpt_.text.substr(end.begin, end.end - end.begin).find(',') != std::string::npos;
  };
  for (const auto& [point, comma] : {std::pair(&first, &second), std::pair(&second, &first)})
    if (const std::string remedy = point->literal.instead_of_thousands_point(); !remedy.empty() && has_comma(*comma))
      return fail(point->begin, point->end, "is this point a thousands separator?", {remedy});
}

// 20 to 50 M USD: the trailing scale and unit rule both ends. A currency or a scale on the first end alone is refused,
// because "$20 to 50 M" reads both ways. So is a currency on both and a scale on the second alone: "$400 to $600
// million" is 400 million in a newspaper and 400 dollars to the letter.
void Parser::rule_both_ends(Expression& first, const Expression& second) {
  if (!first.is_literal() || !second.is_literal()) return;
  refuse_mixed_separators(first, second);
  Literal& low = first.literal;
  const Literal& high = second.literal;
  if (low.currency && (high.scaled || high.has_unit) != low.scaled && !high.currency)
    return fail(first.begin, second.end, "the two ends of this range are written differently",
                {"put scale and unit behind both at once (20 to 50 M USD), or in full on each ($20 M to $50 M)"});
  if (low.currency && high.currency && !low.scaled && !high.scaled && low.dimension == Dimension(Base::money) &&
      high.dimension != low.dimension)
    return fail(
        first.begin, second.end,
        fmt::format("the first end of this range is {}, the second {}", units_.spoken(low.dimension),
                    units_.spoken(high.dimension)),
        {fmt::format("put the unit behind both at once: {:g} to {:g} {}", low.number, high.number, high.shown.text)});
  if (low.dimension == Dimension(Base::money) && low.has_unit && high.has_unit && high.scaled && !low.scaled)
    return fail(first.begin, second.end, "the two ends of this range are written differently",
                {"put scale and unit behind both at once (20 to 50 M USD), or in full on each ($20 M to $50 M)",
                 "if the first has no scale, write the second without one: $500 to $2,000"});
  if (low.kind == Literal::Kind::date || high.kind == Literal::Kind::date) return;
  if (low.has_unit && low.dimension.is_plain() && high.kind == Literal::Kind::pace_factor && low.shown.text == "x")
    low.has_unit = false;
  if (low.has_unit || low.scaled) {
    if (!high.has_unit && low.has_unit)
      fail(second.begin, second.end, "the second end of this range has no unit",
           {"put the unit behind the second end, where it rules both: 20 to 50 M USD"});
    return;
  }
  low.kind = high.kind;
  low.scale = high.scale;
  low.scaled = high.scaled;
  low.unit = high.unit;
  low.has_unit = high.has_unit;
  low.dimension = high.dimension;
  low.shown = high.shown;
  low.whole = low.whole && !high.scaled;
}

}  // namespace costcurve
