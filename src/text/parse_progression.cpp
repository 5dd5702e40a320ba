// What a sweep runs over: low .. high with a step or a number of points, or a list.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "text/parser.h"

namespace costcurve {

namespace {

constexpr const char* how_far =
    "behind the ends stands a step or a number of points: 20 % .. 60 % step 5 %, or 20 % .. 60 % in 9";

}  // namespace

bool Parser::begins_step() const {
  if (!progresses_ || !is_word(current(), "step")) return false;
  const TokenKind next = ahead().kind;
  return next == TokenKind::number || next == TokenKind::currency || !units_.find("step");
}

bool Parser::counts_points() const {
  return progresses_ && is_word(current(), "in") && (ahead(2).kind == TokenKind::end || is_word(ahead(2), "log"));
}

Progression Parser::progression() {
  may_leave_open_ = true;  // 7B, 70B: the swept quantity says of what
  Progression made;
  progresses_ = true;
  if (at_end())
    fail(current(), "there are no values to sweep over", {"for example 20 % .. 60 % step 5 %, or 20 %, 40 %, 60 %"});
  else
    made.values.push_back(signed_expression());
  if (is_word(current(), "to"))
    fail(current(), "`to` makes a range, which is one value that is not known; a sweep has many that are",
         {"write `..` for it: 20 % .. 60 % step 5 %"});
  if (!failed_ && accept(".."))
    run_to_end(made);
  else if (!failed_)
    list_on(made);
  finish();
  if (!failed_) rule_all(made);
  made.understood = !failed_;
  return made;
}

// -5 % is an amount here, not the negative of one, so that a trailing unit rules it too.
Expression Parser::signed_expression() {
  const std::size_t before = at_;
  if (!accept("-")) return expression();
  Expression made = expression();
  if (failed_) return made;
  if (made.is_literal()) {
    made.literal.number = -made.literal.number;
    made.begin = tokens_[before].begin;
    return made;
  }
  at_ = before;
  return expression();
}

void Parser::run_to_end(Progression& made) {
  if (at_end()) return fail(current(), "this sweep has no end", {how_far});
  made.values.push_back(signed_expression());
  if (failed_) return;
  made.begin = current().begin;
  if (begins_step()) {
    advance();
    made.form = Progression::Form::steps;
    if (at_end()) return fail(tokens_[at_ - 1], "`step` needs an amount", {how_far});
    is_step_ = true;
    made.step = signed_expression();
    is_step_ = false;
  } else if (is_word(current(), "in")) {
    count(made);
  } else if (at_end()) {
    fail(0, excerpt_.text.size(), "how many values lie between these ends?", {how_far});
  } else {
    fail(current(), fmt::format("`{}` is not understood here", current().text), {how_far});
  }
  made.end = tokens_[at_ > 0 ? at_ - 1 : 0].end;
}

void Parser::count(Progression& made) {
  advance();
  made.form = Progression::Form::points;
  const Token& number = current();
  if (number.kind != TokenKind::number)
    return fail(number, "`in` needs a number of points", {"for example 20 % .. 60 % in 9"});
  made.points = number.number;
  if (!(made.points >= 2) || made.points != std::floor(made.points))
    return fail(number, fmt::format("`in {}` makes no sweep", number.text),
                {"it is a whole number of points, both ends among them: 2 or more"});
  advance();
  if (accept_word("log")) made.form = Progression::Form::ratios;
  if (!at_end())
    fail(current(), fmt::format("`{}` is not understood here", current().text),
         {"behind the number of points only `log` may stand: equal ratios instead of equal steps"});
}

void Parser::list_on(Progression& made) {
  while (!failed_ && accept(",")) made.values.push_back(signed_expression());
  if (!failed_ && at_end() && made.values.size() == 1)
    fail(0, excerpt_.text.size(), "one value is no sweep",
         {how_far, "of a list, blanks stand behind the commas: 100, 200, 300", "--set replaces a value by one other"});
}

void Parser::rule_all(Progression& made) {
  std::vector<Expression*> all;
  for (Expression& value : made.values) all.push_back(&value);
  const bool has_step = made.form == Progression::Form::steps;
  const Expression& last = made.values.back();
  const bool bare_step = has_step && made.step.is_literal() && !made.step.literal.has_unit && !made.step.literal.scaled;
  if (bare_step && last.is_literal() && last.literal.has_unit)
    return fail(made.step.begin, made.step.end, "this step has no unit",
                {fmt::format("for example step {:g} {}", made.step.literal.number,
                             last.literal.shown.text == "date" ? "day" : last.literal.shown.text)});
  const bool has_unit = std::any_of(
      all.begin(), all.end(), [](const Expression* value) { return value->is_literal() && value->literal.has_unit; });
  if (made.form == Progression::Form::list && has_unit && last.is_literal() && !last.literal.has_unit)
    return fail(last.begin, last.end, "the last of these values has no unit",
                {"a unit behind the last rules all that have none: 80, 90, 120 h"});
  if (has_step) all.push_back(&made.step);
  for (std::size_t i = all.size() - 1; i-- > 0 && !failed_;) rule_both_ends(*all[i], *all[i + 1]);
  if (last.is_literal() && last.literal.has_unit)
    made.shown = last.literal.shown;
  else if (made.values.front().is_literal() && made.values.front().literal.has_unit)
    made.shown = made.values.front().literal.shown;
}

}  // namespace costcurve
