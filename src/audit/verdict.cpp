#include "audit/verdict.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "audit/checks.h"
#include "numeric/demand.h"
#include "quantity/pace.h"
#include "quantity/print.h"
#include "solve/no_value.h"
#include "text/listing.h"

namespace costcurve {

namespace {

constexpr double same = 1e-11;            // two ways to the same twelve digits
constexpr double harmless = 0.10 + same;  // 110 for 100 is within, whatever the last bit of 1.1 says

bool equal(double a, double b) { return meets(Demand::equal, a, b, same); }

// What the last bits of doubles may have made of a value: a difference is as uncertain as the terms it is taken of, not
// as what is left of them. 1,000,000,000.3 - 1,000,000,000 is 0.3 to seven digits.
double noise(const Program& program, const Solution& solution) {
  constexpr double bits = 64 * std::numeric_limits<double>::epsilon();
  const std::vector<double> values = stated_values(program, solution), slopes = gradient(program, values);
  double terms = 0;
  for (std::size_t i = 0; i < slopes.size(); ++i) terms += std::abs(slopes[i] * values[i]);
  return std::isfinite(terms) ? bits * terms : 0;
}

// Ends that only touch do not count, whatever the last bit of 0.55 says.
bool overlaps(Interval a, Interval b) {
  return a.low < b.high && b.low < a.high && !equal(a.low, b.high) && !equal(b.low, a.high);
}

// A cell of a date holds its first day, not the first of the next.
// A number that lies half-way is rounded either way: 56.25 % is printed as 56.3 %, and as 56.2 %.
bool in_cell(double value, Interval cell, bool date) {
  if (date) return cell.low <= value && value < cell.high;
  return cell.encloses(value) || (!cell.is_point() && (equal(value, cell.low) || equal(value, cell.high)));
}

bool inside(Interval inner, Interval outer) { return outer.low <= inner.low && inner.high <= outer.high; }

// The rounded givens that a value rests on, as they were written: "198 h, 80 h".
std::string rounded_inputs(const Program& program, const Solution& solution) {
  const std::vector<double> slope = gradient(program, stated_values(program, solution));
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < program.inputs.size(); ++i) {
    const GivenPointer& given = solution.found[program.inputs[i]].given;
    if (given && !given->rounding.is_point() && slope[i] != 0) texts.push_back(given->text);
  }
  if (texts.size() > 4) return fmt::format("{} quoted numbers", texts.size());
  return listed(texts);
}

// True, false, or possible where the range lies on both sides.
Verdict bound_verdict(const std::string& relation, double value, Interval range, double limit, double noise) {
  const auto satisfied = [&](double x) {
    const bool reached = equal(x, limit) || std::abs(x - limit) <= noise;
    if (relation == "<") return x < limit && !reached;
    if (relation == "<=") return x < limit || reached;
    if (relation == ">") return x > limit && !reached;
    return x > limit || reached;
  };
  const bool low = satisfied(range.low), high = satisfied(range.high), middle = satisfied(value);
  if (low && high && middle) return Verdict::is_true;
  if (!low && !high && !middle) return Verdict::is_false;
  return Verdict::possible;
}

Verdict limits_verdict(Interval limits, double value, Interval range) {
  const auto within = [&](double x) { return limits.holds(x) || equal(x, limits.low) || equal(x, limits.high); };
  if (within(value) && within(range.low) && within(range.high)) return Verdict::is_true;
  if (within(value) || overlaps(range, limits)) return Verdict::possible;
  return Verdict::is_false;
}

void judge_value(Judgement& made, const Stated& stated, const std::string& inputs) {
  const double computed = made.computed;
  const Interval hard = made.rounding.range;
  const bool date = stated.dimension.is_point();
  const auto verdict = [&](Verdict which, std::string why) {
    made.verdict = which;
    made.why = std::move(why);
  };
  if (stated.about) {
    const Interval cell = about(stated.value, stated.shown);
    if (equal(computed, stated.value)) return verdict(Verdict::exact, "");
    if (cell.holds(computed)) return verdict(Verdict::agrees, "within the 10 % of about");
    if (overlaps(made.belief.range, cell))
      return verdict(Verdict::possible, made.has_belief ? "the 90 % ranges reach it" : "the rounded numbers reach it");
    return verdict(Verdict::contradicted, "");
  }
  if (stated.is_belief) {
    if (stated.belief.holds(computed)) return verdict(Verdict::agrees, "within the stated range");
    if (overlaps(made.belief.range, stated.belief)) return verdict(Verdict::possible, "the ranges overlap");
    made.ratio = computed / (computed < stated.belief.low ? stated.belief.low : stated.belief.high);
  } else {
    if (equal(computed, stated.value)) return verdict(Verdict::exact, "");
    if (in_cell(computed, stated.rounding, date)) return verdict(Verdict::agrees, date ? "on that date" : "rounded");
    const bool close = std::abs(made.ratio - 1) <= harmless;
    if ((close || date) && inside(hard, stated.truncation) && computed != stated.truncation.high)
      return verdict(Verdict::agrees, "truncated");
    // A bound that is not the range itself proves nothing by reaching it.
    if (overlaps(hard, stated.rounding) && !made.rounding.exact)
      return verdict(Verdict::possible, "a bound of its range reaches it");
    if (overlaps(hard, stated.rounding))
      return verdict(Verdict::agrees, inputs.empty() ? "within precision" : "within precision of " + inputs);
    if (close && in_cell(computed, stated.round_number, date)) return verdict(Verdict::agrees, "as a round number");
    if (overlaps(made.belief.range, stated.rounding)) return verdict(Verdict::possible, "the 90 % ranges reach it");
  }
  if (!date && std::abs(made.ratio - 1) <= harmless)
    return verdict(Verdict::off, fmt::format("by {:.2g} %", 100 * std::abs(made.ratio - 1)));
  verdict(Verdict::contradicted, "");
}

// From the least to the most that the corners of a box come to: what lies between is reached within.
Interval between_corners(const Program& program, const std::vector<Interval>& box) {
  constexpr std::size_t most_inputs = 8;
  std::vector<std::size_t> wide;
  std::vector<double> inputs;
  for (std::size_t i = 0; i < box.size(); ++i) {
    inputs.push_back(box[i].low);
    if (!box[i].is_point()) wide.push_back(i);
  }
  Interval reached = Interval::nothing();
  if (wide.size() > most_inputs) return reached;
  for (std::size_t corner = 0; corner < std::size_t{1} << wide.size(); ++corner) {
    for (std::size_t i = 0; i < wide.size(); ++i)
      inputs[wide[i]] = (corner >> i & 1) != 0 ? box[wide[i]].high : box[wide[i]].low;
    const double value = evaluate_first(program, inputs);
    if (std::isfinite(value)) reached = hull(reached, Interval::point(value));
  }
  return reached;
}

Judgement ranged(const Program& program, const Solution& solution) {
  Judgement made;
  made.computed = evaluate_first(program, stated_values(program, solution));
  const std::vector<Interval> hard = rounding_box(program, solution), soft = belief_box(program, solution);
  const Bounds point{Interval::point(made.computed), true};
  const auto any_width = [](const std::vector<Interval>& box) {
    return std::any_of(box.begin(), box.end(), [](Interval side) { return !side.is_point(); });
  };
  made.rounding = any_width(hard) ? bounds(program, hard) : point;
  made.belief = soft == hard ? made.rounding : bounds(program, soft);
  made.has_rounding = !equal(made.rounding.range.low, made.rounding.range.high);
  made.has_belief = !(soft == hard) && !equal(made.belief.range.low, made.belief.range.high);
  return made;
}

}  // namespace

std::string_view verdict_word(Verdict verdict) {
  switch (verdict) {
    case Verdict::exact: return "exact";
    case Verdict::agrees: return "agrees";
    case Verdict::possible: return "possible";
    case Verdict::off: return "off";
    case Verdict::contradicted: return "contradicted";
    case Verdict::cited: return "cited";
    case Verdict::not_determined: return "not determined";
    case Verdict::is_true: return "true";
    case Verdict::is_false: return "false";
  }
  return "";
}

bool holds(Verdict verdict) {
  return verdict == Verdict::exact || verdict == Verdict::agrees || verdict == Verdict::is_true;
}

bool fails(Verdict verdict) {
  return verdict == Verdict::contradicted || verdict == Verdict::is_false || verdict == Verdict::off;
}

namespace {

// "Under $1 T" is as true as "under $1 B": a word where nobody would have put the bound so far off.
std::string far_from_bound(const Judgement& judgement, const Stated& stated) {
  constexpr double far = 200;
  const double times = std::max(judgement.ratio, 1 / judgement.ratio);
  if (stated.comparison != Comparison::none || is_pace(stated.shown) || !(judgement.ratio > 0) ||
      !std::isfinite(times) || times < far)
    return {};
  return fmt::format("by a factor of {}: is that the scale that is meant?", number_text(times, 2));
}

}  // namespace

Judgement judge(const Relations& relations, const Solution& solution, NodeId node, const Stated& stated) {
  const std::optional<Program> program = compile(relations, solution, {node});
  if (!program) return {};
  Judgement made = ranged(*program, solution);
  made.stated = stated.value;
  // Paces are the rates that they are inside, so that it makes no difference whether they are said per year or per
  // month.
  made.ratio = made.computed / stated.value;
  if (!std::isfinite(made.computed)) {
    made.verdict = Verdict::not_determined;
    made.why = "it has no finite value";
    return made;
  }
  if (stated.form == Stated::Form::bound) {
    made.verdict =
        bound_verdict(stated.relation, made.computed, made.belief.range, limit_of(stated), noise(*program, solution));
    if (made.verdict == Verdict::is_true) made.why = far_from_bound(made, stated);
  } else if (stated.form == Stated::Form::limits)
    made.verdict = limits_verdict(stated.limits, made.computed, made.belief.range);
  else {
    // A bound that is not the range itself proves nothing by reaching the claim; a corner that does is a witness.
    const std::string inputs = made.has_rounding ? rounded_inputs(*program, solution) : "";
    const Bounds own = made.rounding;
    if (!own.exact)
      made.rounding = {
          hull(between_corners(*program, rounding_box(*program, solution)), Interval::point(made.computed)), true};
    judge_value(made, stated, inputs);
    made.rounding = own;
    if (!own.exact && !holds(made.verdict)) judge_value(made, stated, inputs);
  }
  return made;
}

namespace {

// An equation with an unknown is contradicted where no value of that satisfies it; else nothing is known of it.
Judgement judge_impossible(const Relations& relations, const Solution& solution, const Equation& equation) {
  const std::optional<std::string> why =
      equation.statement == Statement::equal ? why_no_value(relations, solution, equation) : std::nullopt;
  if (!why) return {};
  Judgement made;
  made.verdict = Verdict::contradicted;
  made.why = *why;
  made.computed = value_of(solution, equation.left);
  made.stated = value_of(solution, equation.right);
  made.ratio = made.stated == 0 ? 0 : made.computed / made.stated;
  return made;
}

}  // namespace

namespace {

bool is_known_to_be_kept(const Relations& relations, const Solution& solution, const Equation& limit) {
  const bool is_most = limit.statement == Statement::at_most;
  const NodeId less = is_most ? limit.left : limit.right, more = is_most ? limit.right : limit.left;
  // Plain arithmetic with intervals is too wide, and shows it of most limits.
  if (natural_interval(solution, less).high < natural_interval(solution, more).low) return true;
  // What both sides share cancels, part by part of the box. Of a limit that somebody wrote the range itself is told.
  if (!limit.where.empty()) return false;
  const std::optional<Program> difference = compile_difference(relations, solution, less, more);
  return difference && is_negative_throughout(*difference, belief_box(*difference, solution));
}

// Most limits are far away, and shown to be kept throughout for less than their range costs.
std::optional<Judgement> kept_throughout(const Relations& relations, const Solution& solution,
                                         const Equation& equation) {
  if (determines(equation) || !is_known_to_be_kept(relations, solution, equation)) return std::nullopt;
  Judgement made;
  made.verdict = Verdict::is_true;
  made.computed = value_of(solution, equation.left);
  made.stated = value_of(solution, equation.right);
  made.ratio = made.computed / made.stated;
  made.rounding =
      made.belief = {natural_interval(solution, equation.left) - natural_interval(solution, equation.right), false};
  return made;
}

}  // namespace

Judgement judge_equation(const Relations& relations, const Solution& solution, const Equation& equation) {
  if (knows_all(solution, equation))
    if (const std::optional<Judgement> kept = kept_throughout(relations, solution, equation)) return *kept;
  // One expression, so that what both sides share cancels: left - right.
  const std::optional<Program> program = compile_difference(relations, solution, equation.left, equation.right);
  const std::optional<Program> sides = compile(relations, solution, {equation.left, equation.right});
  if (!program || !sides) return judge_impossible(relations, solution, equation);
  const std::vector<double> values = evaluate(*sides, stated_values(*sides, solution));
  const double last_bits = noise(*program, solution);
  const bool identical = equal(values[0], values[1]) || std::abs(values[0] - values[1]) <= last_bits;
  // What is so to the last digit needs no range to be so.
  Judgement made = identical && determines(equation) ? Judgement{} : ranged(*program, solution);
  const Interval hard = made.rounding.range, soft = made.belief.range;
  made.computed = values[0];
  made.stated = values[1];
  made.ratio = values[0] / values[1];
  const bool date = solution.formulas[equation.left].dimension.is_point();
  const bool at_limit = identical && !made.has_belief;  // with a belief the limit is kept in a part of it
  switch (equation.statement) {
    case Statement::at_most:
      made.verdict = at_limit ? Verdict::is_true : bound_verdict("<=", values[0] - values[1], soft, 0, last_bits);
      break;
    case Statement::at_least:
      made.verdict = at_limit ? Verdict::is_true : bound_verdict(">=", values[0] - values[1], soft, 0, last_bits);
      break;
    default:
      if (identical)
        made.verdict = Verdict::exact;
      else if (hard.encloses(0)) {
        made.verdict = Verdict::agrees;
        made.why = "within precision of " + rounded_inputs(*program, solution);
      } else if (soft.encloses(0))
        made.verdict = Verdict::possible;
      else if (!date && std::abs(made.ratio - 1) <= harmless) {
        made.verdict = Verdict::off;
        made.why = fmt::format("by {:.2g} %", 100 * std::abs(made.ratio - 1));
      } else
        made.verdict = Verdict::contradicted;
  }
  return made;
}

}  // namespace costcurve
