#include "audit/one_sided.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "program/bounds.h"
#include "program/program.h"

namespace costcurve {

namespace {

// How far to the open side it is looked: whoever says "over $51 million" does not mean a thousand times as much. What
// stays where it is looked farther still is an end: min(x, 8) is 8 for any x above it.
constexpr double far = 1000, farther = 1e15;
// Each costs a solution of its own.
constexpr std::size_t most_followed = 12;

std::optional<OneSided> one_sided_by(const AuditedVariant& audited, std::size_t e) {
  const Relations& relations = *audited.scenario.relations;
  const Equation& equation = relations.equations[e];
  if (!is_limit(equation) || equation.where.empty()) return std::nullopt;
  // "51 <= w.x" holds w.x above what stands first.
  const bool is_turned = relations.graph[equation.left].operation != Operation::symbol;
  const Node& held = relations.graph[is_turned ? equation.right : equation.left];
  const double value = relations.graph.constant_value(is_turned ? equation.left : equation.right);
  if (held.operation != Operation::symbol || !std::isfinite(value)) return std::nullopt;
  const bool is_least = (equation.statement == Statement::at_least) != is_turned;
  // That what cannot be negative is above zero says nothing.
  if (value == 0 && relations.quantities[held.quantity()].domain != Domain::any) return std::nullopt;
  if (audited.solution.knows(held.quantity())) return std::nullopt;
  return OneSided{held.quantity(), is_least ? Statement::at_least : Statement::at_most, value, e};
}

// What the given may be, as far as it is looked.
Interval open_range(const Relations& relations, const OneSided& given, double reach) {
  const double beyond = reach * (given.value == 0 ? 1 : std::abs(given.value));
  if (given.side == Statement::at_least) return {given.value, given.value + beyond};
  const bool may_be_negative = relations.quantities[given.quantity].domain == Domain::any;
  return {may_be_negative ? given.value - beyond : given.value / reach, given.value};
}

// The range of the program where each of the given lies in its range and everything else in what is believed of it.
template <class Range>
Bounds bounds_for(const Program& program, const Solution& solution, const std::vector<OneSided>& given, Range range) {
  std::vector<Interval> box = belief_box(program, solution);
  for (std::size_t i = 0; i < box.size(); ++i) {
    bool is_bound = false;
    for (const OneSided& bound : given) {
      if (program.inputs[i] != bound.quantity) continue;
      const Interval side = range(bound);  // of two bounds of one quantity what both allow
      box[i] = is_bound ? Interval{std::max(box[i].low, side.low), std::min(box[i].high, side.high)} : side;
      is_bound = true;
    }
  }
  return bounds(program, box);
}

// What a node can come to, an end that moves as far as is looked being open.
struct Reached {
  Interval range = Interval::everything();
  bool is_fixed = false;        // whatever the given is: both ends are of other ranges
  std::vector<std::size_t> by;  // places of those of the given that the node rests on

  bool is_bounded() const { return range.low > -infinity || range.high < infinity; }
  static constexpr double infinity = std::numeric_limits<double>::infinity();
};

// Nothing where of several that are given the node rests on one alone: that says as much by itself.
std::optional<Reached> reached(const Relations& relations, const Solution& solution, NodeId node,
                               const std::vector<OneSided>& given) {
  const std::optional<Program> program = compile(relations, solution, {node});
  if (!program) return std::nullopt;
  Reached found;
  for (std::size_t i = 0; i < given.size(); ++i)
    if (program->input_of(given[i].quantity)) found.by.push_back(i);
  if (found.by.size() < std::min<std::size_t>(2, given.size())) return std::nullopt;
  const auto at = [&](auto range) { return bounds_for(*program, solution, given, range); };
  const auto looked = [&](double reach) {
    return [&relations, reach](const OneSided& bound) { return open_range(relations, bound, reach); };
  };
  const Bounds here = at([](const OneSided&bound) { return Interval::point(bound.value); }), whole = at(looked(far)),
               beyond = at(looked(farther));
  if (!here.exact || !whole.exact || !whole.range.is_finite()) return std::nullopt;
  if (whole.range.low == here.range.low || whole.range.low == beyond.range.low) found.range.low = whole.range.low;
  if (whole.range.high == here.range.high || whole.range.high == beyond.range.high) found.range.high = whole.range.high;
  found.is_fixed = whole.range == here.range && whole.range == beyond.range;
  return found.is_bounded() ? std::optional(found) : std::nullopt;
}

// What the claim allows: values that would be printed so, its limits, or one side of its bound.
Interval claimed(const Stated& stated) {
  if (stated.form == Stated::Form::limits) return stated.limits;
  if (stated.form != Stated::Form::bound) return stated.about ? about(stated.value, stated.shown) : stated.belief;
  Interval side = Interval::everything();
  (stated.relation[0] == '>' ? side.low : side.high) = limit_of(stated);
  return side;
}

Verdict verdict_between(const Interval& can, const Stated& stated) {
  const Interval may = claimed(stated);
  const bool is_value = stated.form != Stated::Form::bound && stated.form != Stated::Form::limits;
  const bool is_strict = stated.form == Stated::Form::bound && stated.relation.size() == 1;
  const bool apart = can.low > may.high || can.high < may.low, touch = can.low == may.high || can.high == may.low;
  if (apart || (touch && (is_value || is_strict))) return is_value ? Verdict::contradicted : Verdict::is_false;
  // Whether the end itself can be is not known, so that "more than" it may be.
  const bool at_its_end = is_strict && ((can.low == may.low && std::isfinite(may.low)) ||
                                        (can.high == may.high && std::isfinite(may.high)));
  const bool within = may.low <= can.low && can.high <= may.high;
  return !is_value && within && !at_its_end ? Verdict::is_true : Verdict::possible;
}

// The end that lies nearer to what is claimed stands for the range.
Judgement judged_by(const Interval& can, const Stated& stated) {
  Judgement judgement;
  judgement.verdict = verdict_between(can, stated);
  const bool is_least = can.high == Reached::infinity || (can.low > -Reached::infinity && stated.value < can.high);
  judgement.side = is_least ? Statement::at_least : Statement::at_most;
  judgement.computed = is_least ? can.low : can.high;
  judgement.stated = stated.value;
  judgement.ratio = stated.value == 0 ? 0 : judgement.computed / stated.value;
  return judgement;
}

}  // namespace

std::vector<OneSided> one_sided(const AuditedVariant& audited) {
  std::vector<OneSided> found;
  for (std::size_t e = 0; e < audited.scenario.relations->equations.size(); ++e)
    if (const std::optional<OneSided> bound = one_sided_by(audited, e)) found.push_back(*bound);
  return found;
}

// Each by itself, and what only all of them together say.
std::vector<Followed> followed(const AuditedVariant& audited) {
  std::vector<OneSided> given = one_sided(audited);
  given.resize(std::min(given.size(), most_followed));
  std::vector<Followed> all;
  Givens with_all = audited.givens;
  for (const OneSided& bound : given) {
    all.push_back(
        {{bound}, solve(*audited.scenario.relations, audited.givens.with(bound.quantity, exact(bound.value)))});
    with_all = with_all.with(bound.quantity, exact(bound.value));
  }
  if (given.size() > 1) all.push_back({given, solve(*audited.scenario.relations, with_all)});
  return all;
}

std::optional<Judgement> judge_by_bounds(const AuditedVariant& audited, const Claim& claim) {
  const Relations& relations = *audited.scenario.relations;
  std::optional<Judgement> open;
  for (const auto& [given, with] : audited.followed) {
    const std::optional<Reached> found = reached(relations, with, claim.node, given);
    if (!found) continue;
    if (found->is_fixed) return judge(relations, with, claim.node, claim.stated);
    const Judgement judgement = judged_by(found->range, claim.stated);
    if (judgement.verdict != Verdict::possible) return judgement;  // another bound may decide what this leaves open
    open = judgement;
  }
  return open;
}

std::vector<Follows> what_follows(const AuditedVariant& audited, const Followed& bound) {
  const Relations& relations = *audited.scenario.relations;
  const auto& [given, with] = bound;
  std::vector<Follows> follows;
  for (std::size_t q = 0; q < relations.quantities.size(); ++q) {
    if (relations.quantities[q].inner || audited.solution.knows(q) || with.found[q].status != Status::derived) continue;
    const std::optional<Reached> found = reached(relations, with, relations.quantities[q].symbol, given);
    if (!found) continue;
    follows.push_back({q, found->is_fixed ? Interval::point(with.found[q].value) : found->range, found->by});
  }
  return follows;
}

}  // namespace costcurve
