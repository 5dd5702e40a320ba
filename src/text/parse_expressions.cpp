#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "text/parser.h"

namespace costcurve {

namespace {

constexpr std::array<std::string_view, 5> comparisons = {"<", "<=", ">", ">=", "="};

}  // namespace

Expression Parser::joined(Expression::Form form, Expression a, Expression b) {
  Expression made;
  made.form = form;
  made.begin = a.begin;
  made.end = b.end;
  made.operands.push_back(std::move(a));
  made.operands.push_back(std::move(b));
  return made;
}

Expression Parser::expression() {
  if (!descend()) return {};
  Expression made = sum();
  while (!failed_ && is_word(current(), "grown")) made = grown(std::move(made));
  --depth_;
  return made;
}

// In brackets and in functions only: elsewhere the signs state relations and bounds.
Expression Parser::comparison() {
  Expression made = expression();
  const bool compares = std::any_of(comparisons.begin(), comparisons.end(),
                                    [&](std::string_view sign) { return is_symbol(current(), sign); });
  if (failed_ || !compares) return made;
  count_operator();
  std::string sign = advance().text;
  made = joined(Expression::Form::compare, std::move(made), expression());
  made.name = std::move(sign);
  return made;
}

// cost grown pace for time
Expression Parser::grown(Expression start) {
  count_operator();
  advance();
  Expression pace = sum();
  if (!failed_ && !accept_word("for"))
    fail(current(), "`grown` needs a pace and a time: `for` is missing",
         {"for example v3.cost grown 4x/year for 2 years"});
  if (failed_) return start;
  Expression time = sum();
  Expression made = joined(Expression::Form::grown, std::move(start), std::move(pace));
  made.end = time.end;
  made.operands.push_back(std::move(time));
  return made;
}

bool Parser::reads(const std::string& text) const {
  Diagnostics unheard = Diagnostics::unheard();
  return Parser(built_in(text), units_, unheard).slot().understood;
}

// "2-3 USD/chip/h", "$200,000-$300,000": a range in a newspaper, a difference here. Neither is meant often enough.
void Parser::refuse_hyphen(const Expression& left) {
  const Token& next = ahead();
  const bool tight = is_symbol(current(), "-") && !current().spaced && !next.spaced &&
                     (next.kind == TokenKind::number || next.kind == TokenKind::currency);
  if (!tight || !left.is_literal() || left.literal.kind == Literal::Kind::date) return;
  const std::string before = excerpt_.text.substr(0, current().begin), behind = excerpt_.text.substr(current().end);
  const std::string sign =
      left.literal.currency && next.kind == TokenKind::number ? excerpt_.text.substr(left.begin, 1) : "";
  std::vector<std::string> notes;
  for (const std::string& range : {before + " to " + behind, before + " to " + sign + behind})
    if (notes.empty() && depth_ <= 1 && reads(range)) notes.push_back("a range is written with `to`: " + range);
  if (notes.empty())
    notes.push_back(left.literal.currency
                        ? "a range is written with `to`, its scale and unit behind both: 3 to 4 billion USD"
                        : "a range is written with `to`: 2 to 3 USD/chip/h");
  notes.push_back("a difference has blanks around its minus: 5 - 3");
  fail(current(), "is this a range or a difference?", notes);
}

// "$1 million - $2 million": of two amounts that are written out nobody takes the larger from the smaller.
void Parser::refuse_descent(const Expression& value) {
  if (value.form != Expression::Form::subtract) return;
  const Expression &left = value.operands[0], &right = value.operands[1];
  const auto is_amount = [](const Expression& side) {
    return side.is_literal() && side.literal.kind == Literal::Kind::amount && side.literal.has_unit;
  };
  if (!is_amount(left) || !is_amount(right) || left.literal.dimension != right.literal.dimension) return;
  if (!(left.literal.value() > 0) || left.literal.value() >= right.literal.value()) return;
  const auto text = [&](const Expression& side) { return excerpt_.text.substr(side.begin, side.end - side.begin); };
  fail(value.begin, value.end, "is this a range or a difference?",
       {fmt::format("a range: {} to {}", text(left), text(right)),
        fmt::format("a difference that is negative: -({} - {})", text(right), text(left))});
}

Expression Parser::sum() {
  Expression made = term();
  while (!failed_ && (is_symbol(current(), "+") || is_symbol(current(), "-"))) {
    count_operator();
    refuse_hyphen(made);
    const bool plus = advance().text == "+";
    made = joined(plus ? Expression::Form::add : Expression::Form::subtract, std::move(made), term());
  }
  return made;
}

Expression Parser::term() {
  Expression made = factor();
  while (!failed_ && (is_symbol(current(), "*") || is_symbol(current(), "/"))) {
    count_operator();
    const bool times = advance().text == "*";
    Expression next = factor();
    if (!times) refuse_spaced_fraction(made, next);
    made = joined(times ? Expression::Form::multiply : Expression::Form::divide, std::move(made), std::move(next));
  }
  return made;
}

Expression Parser::factor() {
  if (!is_symbol(current(), "-") && !is_symbol(current(), "+")) return power();
  if (!descend()) return {};
  const Token sign = advance();
  Expression inner = factor();
  --depth_;
  if (sign.text == "+") return inner;
  if (inner.is_literal() && inner.literal.kind == Literal::Kind::amount) {
    inner.literal.number = -inner.literal.number;
    inner.begin = sign.begin;
    return inner;
  }
  Expression made;
  made.form = Expression::Form::negate;
  made.begin = sign.begin;
  made.end = inner.end;
  made.operands.push_back(std::move(inner));
  return made;
}

Expression Parser::power() {
  Expression made = primary();
  if (failed_ || !is_symbol(current(), "^") || !descend()) return made;
  advance();
  made = joined(Expression::Form::power, std::move(made), factor());
  --depth_;
  return made;
}

Expression Parser::primary() {
  if (failed_) return {};
  const Token& token = current();
  switch (token.kind) {
    case TokenKind::number: return amount();
    case TokenKind::currency: return currency_amount();
    case TokenKind::date: return date();
    case TokenKind::reference: return reference();
    case TokenKind::word: return word();
    case TokenKind::quoted: return quoted_word();
    case TokenKind::symbol:
      if (token.text == "(") return bracket();
      break;
    default: break;
  }
  if (token.kind == TokenKind::end)
    fail(token, "the expression stops here, but something must follow", {"a number, a reference or a bracket"});
  else
    fail(token, fmt::format("`{}` is not expected here", token.text),
         {"a number, a reference or a bracket was expected"});
  return {};
}

Expression Parser::bracket() {
  const Token open = advance();
  Expression inner = comparison();
  if (!failed_ && !is_symbol(current(), ")")) unclosed(open, "");
  if (failed_) return {};
  inner.begin = open.begin;
  inner.end = advance().end;
  // A bracketed amount is a term of its own: the units behind it do not reach in.
  return inner;
}

Expression Parser::reference() {
  Expression made;
  made.form = Expression::Form::reference;
  made.begin = current().begin;
  made.end = current().end;
  made.name = advance().text;
  return made;
}

Expression Parser::quoted_word() {
  Expression made;
  made.begin = current().begin;
  made.end = current().end;
  made.literal.kind = Literal::Kind::word;
  made.literal.word = advance().text;
  return made;
}

Expression Parser::word() {
  const Token& token = current();
  const bool repeats = is_word(ahead(), "in") || is_word(ahead(), "every");
  if (const std::optional<double> times = repeats ? std::nullopt : factor_word(token.text)) {
    Expression made;  // double, thrice: so many times
    made.begin = token.begin;
    made.end = advance().end;
    made.literal.number = *times;
    made.literal.step = made.literal.round_step = 0;
    made.literal.has_unit = true;
    made.literal.shown = {"x", 1, Dimension()};
    return made;
  }
  if (pace_word(token.text) && !is_symbol(ahead(), "(")) return period_pace();
  if (is_symbol(ahead(), "(")) return call();
  if (const std::optional<double> day = weekday_word(token.text)) {
    Expression made;
    made.begin = token.begin;
    made.end = advance().end;
    made.literal.number = *day;
    made.literal.whole = true;
    return made;
  }
  if (begins_amount_in_words()) return amount_in_words();
  const FoundUnit found = unit_at(at_);
  if (!found.unit) {
    unknown_word(token);
    return {};
  }
  if (ahead().kind == TokenKind::number && found.unit->dimension == Dimension(Base::money))
    return money_amount(token.text);  // USD 5.6 million
  Expression made;                    // units alone are one of them
  made.begin = token.begin;
  made.literal.number = 1;
  units_after(made.literal);
  made.literal.whole = true;
  finish_literal(made);
  return made;
}

Expression Parser::call() {
  Expression made;
  made.form = Expression::Form::call;
  made.begin = current().begin;
  made.name = advance().text;
  const Token open = advance();
  const bool list = accept("[");  // draws([1, 2, 3])
  if (!is_symbol(current(), ")") && !is_symbol(current(), "]")) {
    do made.operands.push_back(comparison());
    while (!failed_ && accept(","));
  }
  if (!failed_ && list && !accept("]"))
    fail(current(), "this list is never closed", {"a list stands in square brackets: draws([1.2 USD, 1.4 USD])"});
  if (!failed_ && !is_symbol(current(), ")")) unclosed(open, made.name);
  if (failed_) return {};
  made.end = advance().end;
  if (is_distribution(made.name)) rule_all_values(made);
  return made;
}

// uniform(7, 10 months): as in a range, the last unit rules those before it.
void Parser::rule_all_values(Expression& call) {
  std::vector<Expression>& values = call.operands;
  const auto has_unit = [](const Expression& value) { return value.is_literal() && value.literal.has_unit; };
  if (values.size() > 1 && has_unit(values.front()) && values.back().is_literal() && !has_unit(values.back())) {
    std::vector<std::string> notes = {"a unit behind the last rules all that have none: uniform(80, 90 h)"};
    if (call.name == "choose") notes = {"how likely each is stands in weights: choose(80 h, 90 h, weights(0.3, 0.7))"};
    return fail(values.back().begin, values.back().end, fmt::format("the last value of {}() has no unit", call.name),
                notes);
  }
  for (std::size_t i = 0; i + 1 < values.size() && !failed_; ++i) rule_both_ends(values[i], values.back());
}

// What stands where a bracket should close: nothing, or what does not belong inside of it.
void Parser::unclosed(const Token& open, const std::string& name) {
  const Token& token = current();
  if (token.kind == TokenKind::end) return fail(open, "this bracket is never closed", {"every ( needs its )"});
  std::vector<std::string> notes = {name.empty() ? "an operator or the ) was expected"
                                                 : "a comma or the ) was expected"};
  const bool behind_list = is_symbol(tokens_[at_ - 1], "]");
  if (is_word(token, "to")) notes = {"a range stands alone, without brackets: 80 to 100 h"};
  if (is_word(token, "to") && is_distribution(name))
    notes = {
        fmt::format("commas stand between the values: {}", name == "uniform" ? "uniform(80 h, 100 h)" : name + "(...)"),
        "`80 to 100 h` alone is a log-normal 90 % range"};
  if (behind_list) notes = {"a unit stands behind the last value, inside of the list: draws([80, 90 h])"};
  fail(token,
       fmt::format("`{}` is not expected {}", token.text,
                   behind_list    ? "behind this list"
                   : name.empty() ? "inside of these brackets"
                                  : fmt::format("inside of {}()", name)),
       notes);
}

}  // namespace costcurve
