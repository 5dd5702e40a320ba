#include <fmt/format.h>

#include <algorithm>

#include "text/parser.h"

namespace costcurve {

Slot Parser::slot() {
  Slot made;
  may_leave_open_ = true;
  refuse_accountants_brackets();
  if (at_end())
    fail(current(), "nothing is written here", {"write an amount, an expression, or `?` to ask for it"});
  else if (accept("?"))
    ask(made);
  else
    value(made);
  finish();
  if (!failed_ && made.form == Slot::Form::value) refuse_lone_unit(made.first);
  if (!failed_ && made.form == Slot::Form::value) refuse_descent(made.first);
  if (!failed_ && at_least_ && made.form != Slot::Form::bound)
    fail(0, excerpt_.text.size(), "`+` behind an amount says that it is at least that much, and nothing else",
         {"write \"at least 100 k chip\", or a range: 100 to 150 k chip"});
  made.understood = !failed_;
  return made;
}

// (300), ($300), $(300), (300) USD: accounts write so what is below nought. (300 USD) is an expression.
void Parser::refuse_accountants_brackets() {
  const std::size_t signs = current().kind == TokenKind::currency ? 1 : 0;
  if (!is_symbol(ahead(signs), "(")) return;
  const std::size_t inside = signs + (ahead(signs + 1).kind == TokenKind::currency ? 2 : 1);
  if (ahead(inside).kind != TokenKind::number) return;
  const std::size_t end = inside + (ahead(inside + 1).kind == TokenKind::word && inside > 1 ? 2 : 1);
  if (!is_symbol(ahead(end), ")")) return;
  std::size_t last = end + 1;
  while (ahead(last).kind == TokenKind::word || is_symbol(ahead(last), "/")) ++last;
  if (ahead(last).kind != TokenKind::end) return;
  std::string amount = excerpt_.text;
  std::erase_if(amount, [](char c) { return c == '(' || c == ')'; });
  fail(0, excerpt_.text.size(), "is this below nought, as accounts write it?",
       {fmt::format("write -{}, or {} if it is not", amount, amount)});
}

// "USD/chip/h": one of it would be written with its 1. A shell that takes $2 for a variable leaves this.
void Parser::refuse_lone_unit(const Expression& value) {
  const Token& first = tokens_.front();
  const bool is_unit_alone = value.is_literal() && value.literal.kind == Literal::Kind::amount &&
                             value.literal.has_unit && first.kind == TokenKind::word && unit_at(0).unit &&
                             tokens_[1].kind != TokenKind::number;
  if (!is_unit_alone) return;
  const std::string unit = excerpt_.text.substr(value.begin, value.end - value.begin);
  fail(value.begin, value.end, "a number is missing in front of this unit", {"for one of it: 1 " + unit});
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
  may_leave_open_ = true;
  Relation made;
  if (at_end()) fail(current(), "nothing is written here", {"write what shall be true, such as total.cost = 294 kUSD"});
  if (!failed_) made.left = expression();
  if (failed_) return made.understood = false, made;
  Slot bound;
  if (accept("=")) {
    made.relation = "=";
    made.right = expression();
  } else if (begins_bound()) {
    value(bound);
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
    const auto other = std::find_if(respelled_.begin(), respelled_.end(),
                                    [&](const Respelled& r) { return r.begin <= at && at < r.end; });
    const char c = excerpt_.text[at];
    const bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (other != respelled_.end()) {
      text += other->text;
      at = other->end - 1;
    } else if (!blank) {
      text += c == '-' ? ' ' : c;
    } else if (!text.empty() && text.back() != ' ') {
      text += ' ';
    }
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
  may_leave_open_ = false;
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

}  // namespace costcurve
