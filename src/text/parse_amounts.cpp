#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "text/parser.h"

namespace costcurve {

namespace {

constexpr std::array<std::string_view, 13> keywords = {"per",   "to",      "in",       "for",     "grown", "and", "of",
                                                       "about", "halving", "doubling", "between", "a",     "x"};

std::string currency_code(std::string_view sign) {
  return sign == "$" ? "USD" : sign == "€" ? "EUR" : sign == "£" ? "GBP" : "";
}

}  // namespace

bool is_keyword(std::string_view word) { return std::find(keywords.begin(), keywords.end(), word) != keywords.end(); }

// $294.000 and 64.000 chip: three noughts behind a point are no precision but a thousand, where commas are decimal.
// Other digits may be a fraction of an amount: 47.419 chips are so printed.
void Parser::refuse_thousands_point(const Expression& made) {
  const Literal& literal = made.literal;
  const bool counts = literal.dimension.is_count() && !literal.dimension.is_plain();
  if (literal.scaled || literal.kind != Literal::Kind::amount || !(counts || literal.currency)) return;
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

// halving in 8 months, doubling in 9.5 months
Expression Parser::period_pace() {
  Expression made;
  made.begin = current().begin;
  const std::string which = advance().text;
  if (!accept_word("in")) {
    fail(current(), fmt::format("`{}` needs a time: `in` is missing", which),
         {fmt::format("for example \"{} in 8 months\"", which)});
    return {};
  }
  if (current().kind != TokenKind::number) {
    fail(current(), fmt::format("`{} in` needs a time", which), {fmt::format("for example \"{} in 8 months\"", which)});
    return {};
  }
  const Expression time = amount();
  if (failed_) return {};
  if (time.literal.dimension != Dimension(Base::time)) {
    fail(time.begin, time.end,
         fmt::format("`{} in` needs a time; this is {}", which, units_.spoken(time.literal.dimension)),
         {fmt::format("for example \"{} in 8 months\"", which)});
    return {};
  }
  if (!(time.literal.value() > 0)) {
    fail(time.begin, time.end, fmt::format("`{} in` needs a time above zero", which),
         {fmt::format("for example \"{} in 8 months\"", which)});
    return {};
  }
  made.literal = time.literal;
  made.literal.kind = Literal::Kind::pace_period;
  made.literal.dimension = Dimension(Base::time, -1);
  made.literal.shown = {which, 1, made.literal.dimension};
  made.end = time.end;
  return made;
}

Expression Parser::currency_amount() {
  const Token sign = advance();
  if (current().kind != TokenKind::number) {
    fail(sign, fmt::format("`{}` must stand before a number", sign.text), {"for example $294,000 or $5.6 M"});
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

Expression Parser::amount_of_money(const Token& sign, const std::string& code) {
  Expression made;
  made.begin = sign.begin;
  number_into(made.literal);
  Literal& literal = made.literal;
  if (is_word(current(), "m") || is_word(current(), "mn"))
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
  const std::size_t divisors = current().begin;
  while (!failed_ && divisor_follows()) {
    advance();
    divisor(literal);
  }
  const bool per = tokens_[at_ - 1].end > divisors && excerpt_.text[divisors] == 'p';
  literal.shown.text =
      code + (per ? " " : "") + (tokens_[at_ - 1].end > divisors ? spelled(divisors, tokens_[at_ - 1].end) : "");
  literal.shown.text = plain_units(literal.shown.text);
  finish_literal(made);
  return made;
}

void Parser::number_into(Literal& literal) {
  const Token& token = advance();
  literal.number = token.number;
  literal.step = token.step;
  literal.round_step = token.round_step;
  literal.whole = token.whole;
}

Expression Parser::amount() {
  Expression made;
  made.begin = current().begin;
  Literal& literal = made.literal;
  number_into(literal);
  if (current().kind == TokenKind::times) return factor_amount(made);
  const std::size_t scale_at = at_;
  scale(literal);
  if (!failed_ && (unit_follows() || reciprocal_follows()))
    units_after(literal);
  else if (!failed_ && literal.scaled)
    lone_scale(made, tokens_[scale_at]);
  finish_literal(made);
  return made;
}

// 27x is a plain factor; 4x/year and 44x in 7 years are paces.
Expression Parser::factor_amount(Expression& made) {
  Literal& literal = made.literal;
  advance();
  literal.has_unit = true;
  literal.shown = {"x", 1, Dimension()};
  literal.whole = false;
  const bool per =
      is_symbol(current(), "/") && ahead().kind == TokenKind::word && units_.find(ahead().text).has_value();
  const bool in = is_word(current(), "in") && ahead().kind == TokenKind::number && !counts_points();
  if (per || in) {
    advance();
    Literal period;
    period.number = 1;
    if (in) {
      const Expression time = amount();
      if (failed_) return {};
      period = time.literal;
    } else {
      units_after(period);
    }
    if (failed_) return {};
    if (period.dimension != Dimension(Base::time)) {
      fail(made.begin, tokens_[at_ - 1].end, "a pace is a factor per time",
           {"for example 4x/year, 44x in 7 years, halving in 8 months"});
      return {};
    }
    if (!(period.value() > 0)) {
      fail(made.begin, tokens_[at_ - 1].end, "a pace needs a time above zero",
           {"for example 4x/year, 44x in 7 years, halving in 8 months"});
      return {};
    }
    literal.kind = Literal::Kind::pace_factor;
    literal.unit = period.value();
    literal.dimension = Dimension(Base::time, -1);
    literal.shown = {"x/year", 1, literal.dimension};
    if (!(literal.number > 1) && !is_step_) {
      fail(made.begin, tokens_[at_ - 1].end, "a pace is given as a factor above 1",
           {"the quantity's name says whether it grows or falls: 4x/year"});
      return {};
    }
  }
  finish_literal(made);
  return made;
}

void Parser::scale(Literal& literal) {
  const Token& token = current();
  if (token.kind != TokenKind::word) return;
  const std::optional<double> factor = scale_factor(token.text);
  if (!factor) return;
  // "3 B/s": bytes or billions? "5 GB" is one word and no scale. A letter behind a number is a scale only before a
  // unit.
  literal.scale = *factor;
  literal.scaled = true;
  literal.whole = false;
  advance();
  accept_word("of");
}

void Parser::lone_scale(const Expression& made, const Token& token) {
  const std::string& word = token.text;
  std::vector<std::string> asks;
  if (word == "B")
    asks = {"bytes, or a billion of something?", "write 80 GB for memory, 671 B parameter or $65 B for a billion"};
  else if (word == "T")
    asks = {"a trillion, or terabytes?", "write 14.8 T token, or 14.8 TB"};
  else if (word == "K")
    asks = {"a thousand of something?", "write 5 k chip h; a small k is a thousand"};
  else
    return;
  fail(made.begin, token.end, fmt::format("`{}` alone can be read in two ways", word), asks);
}

bool Parser::unit_follows() const {
  const Token& token = current();
  return token.kind == TokenKind::word && !is_keyword(token.text) && !is_symbol(ahead(), "(") && !begins_step();
}

bool Parser::divisor_follows() const {
  const Token& next = ahead();
  if (is_word(current(), "per")) return next.kind == TokenKind::word;
  if (!is_symbol(current(), "/")) return false;
  if (next.kind == TokenKind::word)
    return !is_symbol(ahead(2), "(") && next.text != "halving" && next.text != "doubling";
  return is_symbol(next, "(") && ahead(2).kind == TokenKind::word && !is_symbol(ahead(3), "(") &&
         !scale_factor(ahead(2).text);
}

// "USD per chip per hour" and "GPU-hours" as they are shown: USD/chip/hour, GPU hours.
std::string Parser::plain_units(std::string text) {
  for (std::size_t at = text.find(" per "); at != std::string::npos; at = text.find(" per ")) text.replace(at, 5, "/");
  std::replace(text.begin(), text.end(), '-', ' ');
  return text;
}

// 0.6 1/kgCO2e: nothing but a one above the line.
bool Parser::reciprocal_follows() const {
  return current().kind == TokenKind::number && current().text == "1" && is_symbol(ahead(), "/") &&
         (ahead(2).kind == TokenKind::word || is_symbol(ahead(2), "("));
}

void Parser::units_after(Literal& literal) {
  const std::size_t begin = current().begin;
  literal.has_unit = true;
  if (reciprocal_follows()) advance();
  while (!failed_ && unit_follows()) {
    unit(literal, false);
    skip_hyphen();
  }
  while (!failed_ && divisor_follows()) {
    advance();
    divisor(literal);
    if (!failed_ && unit_follows() && !is_keyword(current().text)) {
      const std::string second = current().text;
      fail(begin, current().end, fmt::format("is `{}` above or below the line?", second),
           {fmt::format("write .../{}/{} or .../({} {}) if both divide", tokens_[at_ - 1].text, second,
                        tokens_[at_ - 1].text, second),
            "and put the unit in front of the first / if it multiplies"});
    }
  }
  const bool any = at_ > 0 && tokens_[at_ - 1].end > begin;  // none follow where the text begins with something else
  if (!failed_ && any) literal.shown.text = plain_units(spelled(begin, tokens_[at_ - 1].end));
}

bool Parser::joins_units() const {
  return is_symbol(current(), "-") && !current().spaced && ahead().kind == TokenKind::word && !ahead().spaced &&
         units_.find(ahead().text);
}

void Parser::skip_hyphen() {
  if (joins_units()) advance();
}

void Parser::joined_below(Literal& literal, bool per) {
  const auto is = [&](const Token& token, Base base) {
    const std::optional<Unit> found = token.kind == TokenKind::word ? units_.find(token.text) : std::nullopt;
    return found && found->dimension == Dimension(base);
  };
  while (!failed_) {
    const bool hyphen = joins_units();
    const bool blank = per && is(tokens_[at_ - 1], Base::chip) && is(current(), Base::time);
    if (!hyphen && !blank) return;
    if (hyphen && is(tokens_[at_ - 1], Base::time) && is(ahead(), Base::time)) return work_in_days();
    joints_.push_back(hyphen ? current().begin : current().begin - 1);
    if (hyphen) advance();
    unit(literal, true);
  }
}

// PFLOP/s-day is a speed for a day; what divides by a second and a day is never meant so.
void Parser::work_in_days() {
  const std::string &time = tokens_[at_ - 1].text, &second = ahead().text;
  fail(tokens_[at_ - 1].begin, ahead().end, fmt::format("is `{}` above or below the line?", second),
       {fmt::format("for a speed that lasts, write 3,640 PFLOP/{} * 1 {}", time, second),
        fmt::format("if both divide: .../{}/{}", time, second)});
}

void Parser::divisor(Literal& literal) {
  const bool per = is_word(tokens_[at_ - 1], "per");
  if (!accept("(")) {
    if (current().kind == TokenKind::word && scale_factor(current().text) && ahead().kind == TokenKind::word) {
      literal.unit /= *scale_factor(advance().text);
    }
    unit(literal, true);
    return joined_below(literal, per);
  }
  while (!failed_ && current().kind == TokenKind::word) {
    unit(literal, true);
    skip_hyphen();
  }
  if (!failed_ && !accept(")")) fail(current(), "a bracket of units holds units only", {"for example tokens/(chip s)"});
}

// chip^0.5: an exponent that touches a unit is the unit's own, in twelfths as dimensions have it. Behind a blank it is
// the whole amount's: 2 h ^ 2 is 4 h h.
double Parser::unit_power(const Unit& unit) {
  const bool touches = is_symbol(current(), "^") && !current().spaced && !ahead().spaced;
  if (!touches || ahead().kind != TokenKind::number || unit.dimension.is_plain()) return 1;
  const double power = std::round(ahead().number * 12) / 12;
  if (std::abs(ahead().number - power) > 1e-5 || !unit.dimension.can_raise(power)) return 1;
  advance();
  advance();
  return power;
}

// "B/s": a letter with nothing to count behind it is asked about where a unit stands alone, as it is behind a number.
void Parser::scale_of_unit(Literal& literal) {
  const Token letter = current();
  scale(literal);
  Expression lone;
  lone.begin = letter.begin;
  if (literal.scaled && !unit_follows()) lone_scale(lone, letter);
}

void Parser::unit(Literal& literal, bool below) {
  const Token& token = current();
  const std::optional<Unit> found = units_.find(token.text);
  if (!found) return no_unit(token);
  if (found->mistaken) {
    failed_ = true;  // its definition is reported
    return;
  }
  if (!found->question.empty())
    return fail(token, fmt::format("`{}` can be read in two ways", token.text), {found->question});
  advance();
  const double power = unit_power(*found) * (below ? -1 : 1);
  literal.unit *= power == -1 ? 1 / found->factor : power == 1 ? found->factor : std::pow(found->factor, power);
  literal.dimension = literal.dimension * found->dimension.raised(power);
  if (!literal.dimension.can_raise(1))
    fail(token, "these units multiply up to too high a power", {"units go up to the tenth power"});
}

void Parser::finish_literal(Expression& made) {
  made.end = tokens_[at_ > 0 ? at_ - 1 : 0].end;
  Literal& literal = made.literal;
  literal.shown.factor = literal.unit;
  literal.shown.dimension = literal.dimension;
  if (!failed_) refuse_thousands_point(made);
}

}  // namespace costcurve
