#include "audit/one_sided.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "program/bounds.h"
#include "program/program.h"

namespace costcurve {

namespace {

// How far to the open side it is looked: whoever says "over $51 million" does not mean a thousand times as much.
constexpr double far = 1000;
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

struct Bound {
  Statement side;
  double value;
};

// What the given may be, as far as it is looked.
Interval open_range(const Relations& relations, const OneSided& given) {
  const double reach = far * (given.value == 0 ? 1 : std::abs(given.value));
  if (given.side == Statement::at_least) return {given.value, given.value + reach};
  const bool may_be_negative = relations.quantities[given.quantity].domain == Domain::any;
  return {may_be_negative ? given.value - reach : given.value / far, given.value};
}

// The range of the program where the given lies within `range` and everything else in what is believed of it.
Bounds bounds_for(const Program& program, const Solution& solution, const OneSided& given, Interval range) {
  std::vector<Interval> box = belief_box(program, solution);
  for (std::size_t i = 0; i < box.size(); ++i)
    if (program.inputs[i] == given.quantity) box[i] = range;
  return bounds(program, box);
}

// The end of a node's range that the given's own value leads to, as far beyond it as is looked.
std::optional<Bound> bound_of(const Relations& relations, const Solution& solution, NodeId node,
                              const OneSided& given) {
  const std::optional<Program> program = compile(relations, solution, {node});
  if (!program || std::find(program->inputs.begin(), program->inputs.end(), given.quantity) == program->inputs.end())
    return std::nullopt;
  const Bounds whole = bounds_for(*program, solution, given, open_range(relations, given)),
               at_value = bounds_for(*program, solution, given, Interval::point(given.value));
  if (!whole.exact || !at_value.exact || !whole.range.is_finite()) return std::nullopt;
  const bool is_least = whole.range.low == at_value.range.low, is_most = whole.range.high == at_value.range.high;
  if (is_least == is_most) return std::nullopt;
  return is_least ? Bound{Statement::at_least, whole.range.low} : Bound{Statement::at_most, whole.range.high};
}

Interval reached(const Bound& bound) {
  Interval all = Interval::everything();
  (bound.side == Statement::at_least ? all.low : all.high) = bound.value;
  return all;
}

// What the claim allows: values that would be printed so, its limits, or one side of its bound.
Interval claimed(const Stated& stated) {
  if (stated.form == Stated::Form::limits) return stated.limits;
  if (stated.form != Stated::Form::bound) return stated.about ? about(stated.value, stated.shown) : stated.belief;
  Interval side = Interval::everything();
  (stated.relation[0] == '>' ? side.low : side.high) = limit_of(stated);
  return side;
}

Verdict verdict_between(const Bound& bound, const Stated& stated) {
  const Interval can = reached(bound), may = claimed(stated);
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

}  // namespace

std::vector<OneSided> one_sided(const AuditedVariant& audited) {
  std::vector<OneSided> found;
  for (std::size_t e = 0; e < audited.scenario.relations->equations.size(); ++e)
    if (const std::optional<OneSided> bound = one_sided_by(audited, e)) found.push_back(*bound);
  return found;
}

std::vector<Followed> followed(const AuditedVariant& audited) {
  std::vector<Followed> all;
  for (const OneSided& given : one_sided(audited)) {
    if (all.size() == most_followed) break;
    const Givens with = audited.givens.with(given.quantity, exact(given.value));
    all.push_back({given, solve(*audited.scenario.relations, with)});
  }
  return all;
}

std::optional<Judgement> judge_by_bounds(const AuditedVariant& audited, const Claim& claim) {
  const Relations& relations = *audited.scenario.relations;
  std::optional<Judgement> open;
  for (const auto& [given, with] : audited.followed) {
    const std::optional<Bound> bound = bound_of(relations, with, claim.node, given);
    if (!bound) continue;
    Judgement judgement;
    judgement.verdict = verdict_between(*bound, claim.stated);
    judgement.computed = bound->value;
    judgement.stated = claim.stated.value;
    judgement.ratio = claim.stated.value == 0 ? 0 : bound->value / claim.stated.value;
    judgement.side = bound->side;
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
    if (const std::optional<Bound> end = bound_of(relations, with, relations.quantities[q].symbol, given))
      follows.push_back({q, end->side, end->value});
  }
  return follows;
}

}  // namespace costcurve
