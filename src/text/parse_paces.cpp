// 4x/year, 4x a year, fourfold per year, 44x in 7 years, halving in 8 months.

#include <fmt/format.h>

#include <cmath>

#include "text/parser.h"

namespace costcurve {

namespace {

constexpr const char* how_paces_are_written = "for example 4x/year, 44x in 7 years, halving in 8 months";

}  // namespace

std::optional<double> pace_word(std::string_view word) {
  for (const auto& [known, factor] : {std::pair<std::string_view, double>{"halving", 2},
                                      {"halves", 2},
                                      {"halve", 2},
                                      {"double", 2},
                                      {"triple", 3},
                                      {"quadruple", 4},
                                      {"doubling", 2},
                                      {"doubles", 2},
                                      {"tripling", 3},
                                      {"triples", 3},
                                      {"quadrupling", 4},
                                      {"quadruples", 4}})
    if (word == known) return factor;
  return std::nullopt;
}

std::optional<double> factor_word(std::string_view word) {
  for (const auto& [known, factor] :
       {std::pair<std::string_view, double>{"twice", 2}, {"double", 2}, {"thrice", 3}, {"triple", 3}, {"quadruple", 4}})
    if (word == known) return factor;
  return std::nullopt;
}

// halving in 8 months, doubling in 9.5 months, triples every 2 years
Expression Parser::period_pace() {
  Expression made;
  made.begin = current().begin;
  const std::string which = advance().text;
  const bool every = accept_word("every");
  if (!every && !accept_word("in")) {
    fail(current(), fmt::format("`{}` needs a time: `in` is missing", which),
         {fmt::format("for example \"{} in 8 months\"", which)});
    return {};
  }
  const bool one = begins_amount_in_words() || (every && is_unit(at_, Dimension(Base::time)));  // every year
  if (current().kind != TokenKind::number && !one) {
    fail(current(), fmt::format("`{} in` needs a time", which), {fmt::format("for example \"{} in 8 months\"", which)});
    return {};
  }
  const Expression time = current().kind == TokenKind::number ? amount() : amount_in_words();
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
  made.literal.shown = {which.starts_with("halv") ? "halving" : "doubling", 1, made.literal.dimension};
  if (const double factor = *pace_word(which); factor != 2) {
    made.literal.kind = Literal::Kind::pace_factor;
    made.literal.unit = time.literal.value();
    made.literal.number = factor;
    made.literal.scale = 1;
    made.literal.step = made.literal.round_step = 0;
    made.literal.shown.text = "x/year";
  }
  made.end = time.end;
  return made;
}

bool Parser::is_factor_sign() const { return current().kind == TokenKind::times || is_word(current(), "fold"); }

// What makes a pace of a factor: /year, per year, a year, in 7 years.
bool Parser::time_follows() const {
  if (is_symbol(current(), "/") || per_follows()) return ahead().kind == TokenKind::word && unit_at(at_ + 1).unit;
  const bool repeats = is_word(current(), "in") || is_word(current(), "every") || is_word(current(), "over");
  const bool begins = is_word(ahead(), "a") || is_word(ahead(), "an") || is_word(ahead(), "half");
  return repeats && (ahead().kind == TokenKind::number || begins) && !counts_points();
}

// 27x is a plain factor; 4x/year and 44x in 7 years are paces; 8x H100 are eight chips.
Expression Parser::factor_amount(Expression made) {
  Literal& literal = made.literal;
  const std::size_t sign = at_;
  advance();
  if (tokens_[sign].kind == TokenKind::times && is_unit(at_, Dimension(Base::chip))) {
    units_after(literal);
    finish_literal(made);
    return made;
  }
  literal.has_unit = true;
  literal.shown = {"x", 1, Dimension()};
  literal.whole = false;
  if (time_follows()) pace_into(made);
  if (failed_) return {};
  finish_literal(made);
  return made;
}

void Parser::pace_into(Expression& made) {
  Literal& literal = made.literal;
  Literal period;
  if (!read_period(made, period)) return;
  literal.kind = Literal::Kind::pace_factor;
  literal.unit = period.value();
  literal.dimension = Dimension(Base::time, -1);
  literal.shown = {"x/year", 1, literal.dimension};
  if (!(literal.number > 1) && !is_step_)
    fail(made.begin, tokens_[at_ - 1].end, "a pace is given as a factor above 1",
         {"the quantity's name says whether it grows or falls: 4x/year"});
}

// 2 OOM in 5 years are 0.4 OOM/year.
void Parser::orders_over_time(Expression& made) {
  Literal& literal = made.literal;
  Literal period;
  if (!read_period(made, period)) return;
  const double years = period.value() / seconds_per_year;
  literal.number /= years;
  literal.step /= years;
  literal.round_step /= years;
  literal.whole = false;
  literal.unit /= seconds_per_year;
  literal.dimension = Dimension(Base::time, -1);
  literal.shown.text = "OOM/year";
}

bool Parser::read_period(const Expression& factor, Literal& period) {
  const bool in = is_word(current(), "in") || is_word(current(), "every") || is_word(current(), "over");
  advance();
  period.number = 1;
  if (in)
    period = (current().kind == TokenKind::number ? amount() : amount_in_words()).literal;
  else
    units_after(period);
  if (failed_) return false;
  if (period.dimension != Dimension(Base::time))
    fail(factor.begin, tokens_[at_ - 1].end, "a pace is a factor per time", {how_paces_are_written});
  else if (!(period.value() > 0))
    fail(factor.begin, tokens_[at_ - 1].end, "a pace needs a time above zero", {how_paces_are_written});
  return !failed_;
}

}  // namespace costcurve
