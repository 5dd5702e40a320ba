#include "audit/one_sided.h"

#include <cmath>
#include <optional>

#include "program/bounds.h"
#include "program/program.h"

namespace costcurve {

namespace {

// How far to the open side it is looked: whoever says "over $51 million" does not mean a thousand times as much.
constexpr double far = 1000;

std::optional<OneSided> one_sided_by(const AuditedVariant& audited, std::size_t e) {
  const Relations& relations = *audited.scenario.relations;
  const Equation& equation = relations.equations[e];
  if (!is_limit(equation) || equation.where.empty()) return std::nullopt;
  const Node& left = relations.graph[equation.left];
  const double value = relations.graph.constant_value(equation.right);
  if (left.operation != Operation::symbol || std::isnan(value) || !(value > 0)) return std::nullopt;
  if (audited.solution.knows(left.quantity())) return std::nullopt;
  return OneSided{left.quantity(), equation.statement, value, e};
}

struct Bound {
  Statement side;
  double value;
};

// Whether a node grows with the given from its value on, or shrinks, or neither.
std::optional<Bound> bound_of(const Relations& relations, const Solution& solution, NodeId node,
                              const OneSided& given) {
  const std::optional<Program> program = compile(relations, solution, {node});
  if (!program) return std::nullopt;
  const bool is_least = given.side == Statement::at_least;
  std::vector<Interval> box;
  bool rests_on_it = false;
  for (const std::size_t input : program->inputs) {
    const bool is_it = input == given.quantity;
    rests_on_it = rests_on_it || is_it;
    box.push_back(!is_it     ? Interval::point(solution.found[input].value)
                  : is_least ? Interval{given.value, given.value * far}
                             : Interval{given.value / far, given.value});
  }
  if (!rests_on_it) return std::nullopt;
  const Bounds found = bounds(*program, box);
  const double value = evaluate_first(*program, stated_values(*program, solution));
  if (!found.exact || !found.range.is_finite()) return std::nullopt;
  if (value == found.range.low) return Bound{Statement::at_least, value};
  if (value == found.range.high) return Bound{Statement::at_most, value};
  return std::nullopt;
}

Interval reached(const Bound& bound) {
  Interval all = Interval::everything();
  (bound.side == Statement::at_least ? all.low : all.high) = bound.value;
  return all;
}

// What the claim allows: values that would be printed so, its limits, or one side of its bound.
Interval claimed(const Stated& stated) {
  if (stated.form == Stated::Form::limits) return stated.limits;
  if (stated.form != Stated::Form::bound) return stated.belief;
  Interval side = Interval::everything();
  (stated.relation[0] == '>' ? side.low : side.high) = stated.value;
  return side;
}

Verdict verdict_between(const Bound& bound, const Stated& stated) {
  const Interval can = reached(bound), may = claimed(stated);
  const bool is_value = stated.form != Stated::Form::bound && stated.form != Stated::Form::limits;
  const bool apart = can.low > may.high || can.high < may.low, touch = can.low == may.high || can.high == may.low;
  if (apart || (touch && is_value)) return is_value ? Verdict::contradicted : Verdict::is_false;
  return !is_value && may.low <= can.low && can.high <= may.high ? Verdict::is_true : Verdict::possible;
}

}  // namespace

std::vector<OneSided> one_sided(const AuditedVariant& audited) {
  std::vector<OneSided> found;
  for (std::size_t e = 0; e < audited.scenario.relations->equations.size(); ++e)
    if (const std::optional<OneSided> bound = one_sided_by(audited, e)) found.push_back(*bound);
  return found;
}

std::optional<Judgement> judge_by_bounds(const AuditedVariant& audited, const Claim& claim) {
  const Relations& relations = *audited.scenario.relations;
  for (const OneSided& given : one_sided(audited)) {
    const Solution with = solve(relations, audited.givens.with(given.quantity, exact(given.value)));
    const std::optional<Bound> bound = bound_of(relations, with, claim.node, given);
    if (!bound) continue;
    Judgement judgement;
    judgement.verdict = verdict_between(*bound, claim.stated);
    judgement.computed = bound->value;
    judgement.stated = claim.stated.value;
    judgement.ratio = claim.stated.value == 0 ? 0 : bound->value / claim.stated.value;
    judgement.side = bound->side;
    return judgement;
  }
  return std::nullopt;
}

std::vector<Follows> what_follows(const AuditedVariant& audited, const OneSided& given) {
  const Relations& relations = *audited.scenario.relations;
  const Solution with = solve(relations, audited.givens.with(given.quantity, exact(given.value)));
  std::vector<Follows> follows;
  for (std::size_t q = 0; q < relations.quantities.size(); ++q) {
    if (relations.quantities[q].inner || audited.solution.knows(q) || with.found[q].status != Status::derived) continue;
    if (const std::optional<Bound> bound = bound_of(relations, with, relations.quantities[q].symbol, given))
      follows.push_back({q, bound->side, bound->value});
  }
  return follows;
}

}  // namespace costcurve
