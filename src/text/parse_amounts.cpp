#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "text/parser.h"

namespace costcurve {

namespace {

std::string currency_code(std::string_view sign) {
  return sign == "$" ? "USD" : sign == "€" ? "EUR" : sign == "£" ? "GBP" : "";
}

}  // namespace

// $294.000 and 64.000 chip: three noughts behind a point are no precision but a thousand, where commas are decimal.
// Other digits may be a fraction of an amount: 47.419 chips are so printed.
void Parser::refuse_thousands_point(const Expression& made) {
  const Literal& literal = made.literal;
  const bool counts = literal.dimension.is_count() && !literal.dimension.is_plain();
  const bool is_money = literal.currency || literal.dimension == Dimension(Base::money);
  if (literal.scaled || literal.kind != Literal::Kind::amount || !(counts || is_money)) return;
  const std::string text = excerpt_.text.substr(made.begin, made.end - made.begin);
  if (text.find(".000") == std::string::npos) return;
  if (const std::string remedy = literal.instead_of_thousands_point(); !remedy.empty())
    fail(made.begin, made.end, "is this point a thousands separator?", {remedy});
}

Expression Parser::date() {
  const Token& token = advance();
  Expression made;
  made.begin = token.begin;
  made.end = token.end;
  made.literal.kind = Literal::Kind::date;
  made.literal.number = token.period > 86400 ? token.seconds + token.period / 2 : token.seconds;
  made.literal.period = token.period;
  made.literal.dimension = Dimension::point_in_time();
  made.literal.has_unit = true;
  made.literal.shown = {"date", 1, made.literal.dimension};
  return made;
}

Expression Parser::currency_amount() {
  const Token sign = advance();
  if (current().kind != TokenKind::number) {
    const bool is_negative = is_symbol(current(), "-") && ahead().kind == TokenKind::number;
    fail(sign, fmt::format("`{}` must stand before a number", sign.text),
         {is_negative ? fmt::format("the minus stands in front: -{}{}", sign.text, ahead().text)
                      : "for example $294,000 or $5.6 M"});
    return {};
  }
  const std::string code = currency_code(sign.text);
  if (code.empty()) {
    fail(sign, "`¥` may be yuan or yen", {"write CNY or JPY behind the number: 2.08 M CNY"});
    return {};
  }
  return amount_of_money(sign, code);
}

Expression Parser::money_amount(const std::string& code) {
  const Token word = advance();
  return amount_of_money(word, code);
}

// $1/3 M and $98/8/h; but $60/1M tokens, $8/24 h and $30/2 M tokens are prices of so many.
bool Parser::is_fraction_of_money() const {
  if (divisor_follows() || !is_symbol(current(), "/") || ahead().kind != TokenKind::number) return false;
  const bool is_scaled = ahead(2).kind == TokenKind::word && scale_factor(ahead(2).text);
  return is_symbol(ahead(2), "/") || (is_scaled && ahead(3).kind != TokenKind::word);
}

Expression Parser::amount_of_money(const Token& sign, const std::string& code) {
  Expression made;
  made.begin = sign.begin;
  number_into(made.literal);
  if (is_fraction_of_money()) fraction_into(made.literal);
  Literal& literal = made.literal;
  if (is_word(current(), "m"))
    fail(current(), fmt::format("`{}` behind money: million?", current().text),
         {"a million is M, a billion B: $5.6 M, $65 B"});
  scale(literal);
  const std::optional<Unit> unit = units_.find(code);
  if (!unit) {
    fail(sign, fmt::format("the currency {} is not defined", code),
         {"define it under [units], for example EUR = \"1.08 USD\""});
    return {};
  }
  literal.unit = unit->factor;
  literal.dimension = unit->dimension;
  literal.has_unit = literal.currency = true;
  at_least_behind();
  const std::size_t divisors = tokens_[at_ - 1].end;
  divisors_after(literal);
  at_least_behind();
  literal.shown.text = code + spelled(divisors, tokens_[at_ - 1].end);
  if (const FoundUnit again = unit_at(at_);
      current().kind == TokenKind::word && again.unit && again.unit->symbol == code)
    advance();  // $10 M USD says it twice
  if (literal.shown.text.ends_with('+')) literal.shown.text.pop_back();
  finish_literal(made);
  literal.open = open_;
  open_.clear();
  return made;
}

void Parser::number_into(Literal& literal) {
  const Token& token = advance();
  literal.number = token.number;
  literal.step = token.step;
  literal.round_step = token.round_step;
  literal.whole = token.whole;
  number_ = token.text;
  number_at_ = token.begin;
}

// 1/2 year is half a year: a fraction that touches its line stands before its unit as a number does.
void Parser::fraction_into(Literal& literal) {
  const bool touches =
      is_symbol(current(), "/") && !current().spaced && ahead().kind == TokenKind::number && !ahead().spaced;
  const Token& behind = ahead(2);
  const bool divides = is_symbol(behind, "/") && !behind.spaced && ahead(3).kind == TokenKind::word;  // $98/8/h
  const bool counts = divides || (behind.kind == TokenKind::word && !is_keyword(behind.text) && !begins_step());
  if (!touches || !counts || !(ahead().number > 0)) return;
  advance();
  const Token below = advance();
  literal.number /= below.number;
  literal.step = literal.round_step = 0;
  literal.whole = false;
  number_ += "/" + below.text;
}

// 1 / 7.07 USD is one above 7.07 USD to the letter, and 0.14 USD to most people.
void Parser::refuse_spaced_fraction(const Expression& above, const Expression& below) {
  const auto is_open = [&](const Expression& e) {
    return e.is_literal() && e.literal.kind == Literal::Kind::amount && excerpt_.text[e.begin] != '(';
  };
  if (failed_ || !is_open(above) || above.literal.has_unit || !is_open(below)) return;
  if (excerpt_.text[below.begin] < '0' || excerpt_.text[below.begin] > '9' || below.literal.dimension.is_plain())
    return;
  const auto text = [&](const Expression& e) { return excerpt_.text.substr(e.begin, e.end - e.begin); };
  const std::string number = text(below).substr(0, text(below).find_first_not_of("0123456789.,"));
  const std::string unit = text(below).substr(number.size());
  fail(above.begin, below.end, "does the unit belong to the whole fraction, or stand below the line?",
       {fmt::format("{}/{}{} is the fraction of the unit", text(above), number, unit),
        fmt::format("{} / ({}) divides by the amount", text(above), text(below))});
}

// 2^30 byte
void Parser::power_into(Literal& literal) {
  const bool touches =
      is_symbol(current(), "^") && !current().spaced && ahead().kind == TokenKind::number && !ahead().spaced;
  const bool counts = ahead(2).kind == TokenKind::word && !is_keyword(ahead(2).text);
  if (!touches || !counts || is_symbol(ahead(3), "(")) return;
  advance();
  const Token exponent = advance();
  literal.number = std::pow(literal.number, exponent.number);
  literal.step = literal.round_step = 0;
  number_ += "^" + exponent.text;
}

Expression Parser::amount() {
  Expression made;
  made.begin = current().begin;
  number_into(made.literal);
  fraction_into(made.literal);
  power_into(made.literal);
  return amount_behind(std::move(made));
}

bool Parser::begins_amount_in_words() const {
  const auto counts = [&](const Token& token) {
    return token.kind == TokenKind::word &&
           (scale_factor(token.text) || unit_at(static_cast<std::size_t>(&token - tokens_.data())).unit.has_value());
  };
  const bool article = is_word(current(), "a") || is_word(current(), "an");
  if (article) return counts(ahead()) || is_word(ahead(), "half");
  const bool half = is_word(current(), "half");
  return half && (is_word(ahead(), "a") || is_word(ahead(), "an") || counts(ahead()));
}

Expression Parser::amount_in_words() {
  Expression made;
  made.begin = current().begin;
  Literal& literal = made.literal;
  literal.number = 1;
  literal.step = literal.round_step = 1;
  literal.whole = true;
  while (is_word(current(), "a") || is_word(current(), "an") || is_word(current(), "half")) {
    if (is_word(current(), "half")) {
      literal.number = 0.5;
      literal.step = literal.round_step = 0.1;
      literal.whole = false;
    }
    advance();
  }
  number_ = fmt::format("{:g}", literal.number);
  return amount_behind(std::move(made));
}

Expression Parser::amount_behind(Expression made) {
  Literal& literal = made.literal;
  skip_hyphen_behind_number();
  if (is_factor_sign()) return factor_amount(std::move(made));
  at_least_behind();
  const std::size_t scale_at = at_;
  scale(literal);
  skip_hyphen_behind_number();
  at_least_behind();
  const bool lone_letter = literal.scaled && !unit_follows() && is_symbol(current(), "/");  // 2 B/token
  if (!failed_ && !lone_letter && (unit_follows() || reciprocal_follows() || divisor_follows()))
    units_after(literal);
  else if (!failed_ && literal.scaled)
    lone_scale(made, tokens_[scale_at]);
  if (literal.counts_orders() && literal.dimension.is_plain() && is_word(current(), "in") && time_follows())
    orders_over_time(made);
  smaller_times(literal);
  at_least_behind();
  finish_literal(made);
  made.literal.open = open_;
  open_.clear();
  return made;
}

// 3 h 51 min, 3h51m, 2 days 4 hours: each time smaller than the one before it.
void Parser::smaller_times(Literal& literal) {
  const Dimension time(Base::time);
  double before = literal.unit;
  while (!failed_ && literal.dimension == time && literal.unit > 0) {
    const std::size_t number_at = is_word(current(), "and") && !is_between_ ? 1 : 0;  // 3 hours and 51 minutes
    if (ahead(number_at).kind != TokenKind::number) return;
    const Token& word = ahead(number_at + 1);
    const bool minutes = is_word(word, "m") && before >= 3600;
    const std::optional<Unit> unit = minutes                              ? units_.find("min")
                                     : is_unit(at_ + number_at + 1, time) ? units_.find(word.text)
                                                                          : std::nullopt;
    if (!unit || unit->factor >= before) return;
    before = unit->factor;
    const Token number = ahead(number_at);
    at_ += number_at + 2;
    literal.number += number.number * before / literal.unit;
    literal.step = literal.round_step = number.step * before / literal.unit;
    literal.whole = false;
  }
}

// 100k+ GPUs, $500M+
void Parser::at_least_behind() {
  const bool touches = is_symbol(current(), "+") && !current().spaced;
  const bool ends = ahead().kind == TokenKind::end ||
                    (ahead().spaced && ahead().kind == TokenKind::word && !is_symbol(ahead(2), "("));
  if (!touches || !ends || !may_leave_open_) return;
  advance();
  at_least_ = true;
}

void Parser::scale(Literal& literal) {
  const Token& token = current();
  if (token.kind != TokenKind::word) return;
  const std::optional<double> factor = scale_factor(token.text);
  if (!factor) return scale_in_letters(literal);
  // "3 B/s": bytes or billions? "5 GB" is one word and no scale. A letter behind a number is a scale only before a
  // unit.
  literal.scale *= *factor;
  literal.scaled = true;
  literal.whole = false;
  advance();
  if ((*factor == 100 || *factor == 12) && scale_factor(current().text) && current().kind == TokenKind::word)
    return scale(literal);  // three hundred thousand
  accept_word("of");
}

// 30 G parameter: of what is counted a G is a billion; of money nobody says so.
void Parser::scale_in_letters(Literal& literal) {
  if (!is_word(current(), "G") || ahead().kind != TokenKind::word) return;
  const FoundUnit counted = unit_at(at_ + 1);
  if (!counted.unit || !counted.unit->question.empty()) return;
  if (!counted.unit->dimension.is_count() && counted.unit->dimension != Dimension(Base::operation))
    return fail(current(), "`G` stands in front of symbols only",
                {fmt::format("a billion is B: {} B {}", number_, ahead().text)});
  literal.scale *= 1e9;
  literal.scaled = true;
  literal.whole = false;
  advance();
}

// A letter alone is read by the quantity that it is given to, if that can be only one thing; otherwise it is asked
// about.
void Parser::lone_scale(const Expression& made, const Token& token) {
  const std::string& word = token.text;
  if (word != "B" && word != "T" && word != "K") return;
  const bool divided = is_symbol(current(), "/") && ahead().kind == TokenKind::word;
  if (may_leave_open_ && !divided) return void(open_ = word);
  Literal literal = made.literal;
  literal.open = word;
  const std::string behind = divided ? "/" + ahead().text : "";
  fail(made.begin, token.end, fmt::format("`{}` alone can be read in two ways", word),
       readings_of_letter(literal, number_, behind));
}

void Parser::finish_literal(Expression& made) {
  made.end = tokens_[at_ > 0 ? at_ - 1 : 0].end;
  Literal& literal = made.literal;
  literal.shown.factor = literal.unit;
  literal.shown.dimension = literal.dimension;
  // Work that is written as a speed that lasts, 3,640 PFLOP/s-days, is shown as work.
  const bool lasts =
      literal.dimension == Dimension(Base::operation) && literal.shown.text.find_first_of("/ -") != std::string::npos;
  if (lasts) literal.shown = {"FLOP", 1, literal.dimension};
  if (literal.counts_orders() && !literal.dimension.is_plain() && !literal.dimension.is_pace() && !failed_)
    fail(made.begin, made.end, "orders of magnitude are a factor, and no part of a unit",
         {fmt::format("multiply by them: 10 USD * {} OOM", number_)});
  // Cents are a hundredth of a dollar: of another currency they would be money squared.
  constexpr int once = 12;  // twelfths of a power
  if (!failed_ && std::abs(literal.dimension.twelfths(static_cast<int>(Base::money))) > once &&
      literal.shown.text.find("cent") != std::string::npos)
    fail(made.begin, made.end, "two currencies stand in this unit, which is money squared",
         {"a hundredth is written as a fraction: 25 EUR cents are 0.25 EUR"});
  if (!failed_) refuse_thousands_point(made);
}

}  // namespace costcurve
