#include "audit/checks.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "audit/beliefs.h"
#include "audit/one_sided.h"
#include "numeric/demand.h"

namespace costcurve {

bool knows_all(const Solution& solution, const Equation& equation) {
  const std::vector<std::size_t> all = quantities_of(solution.formulas, equation);
  return std::all_of(all.begin(), all.end(), [&](std::size_t q) { return solution.knows(q); });
}

bool holds_as_stated(const Solution& solution, const Equation& equation) {
  if (!knows_all(solution, equation)) return false;
  const double left = value_of(solution, equation.left), right = value_of(solution, equation.right);
  switch (equation.statement) {
    case Statement::at_most: return meets(Demand::at_most, left, right);
    case Statement::at_least: return meets(Demand::at_least, left, right);
    default: return meets(Demand::equal, left, right);
  }
}

bool is_broken(const Relations& relations, const Solution& solution, const Equation& equation) {
  if (holds_as_stated(solution, equation)) return false;  // what lies within ranges need not be asked
  const Verdict verdict = judge_equation(relations, solution, equation).verdict;
  return verdict == Verdict::contradicted || verdict == Verdict::off;
}

Outside outside_of(Domain domain, double value) {
  if (domain == Domain::any) return Outside::no;
  if (value < 0 || (domain == Domain::positive && value == 0)) return Outside::below;
  return domain == Domain::fraction && value > 1 + 1e-12 ? Outside::above : Outside::no;
}

namespace {

// A check that is flat in every given says nothing where it holds: x = x, but not 1 = 2.
bool can_fail(const Relations& relations, const Solution& solution, const Equation& equation) {
  const std::optional<Program> program = compile_difference(relations, solution, equation.left, equation.right);
  if (!program) return false;
  const std::vector<double> inputs = stated_values(*program, solution);
  const std::vector<double> slope = gradient(*program, inputs);
  double size = std::abs(value_of(solution, equation.left));
  for (std::size_t i = 0; i < slope.size(); ++i)
    if (std::abs(slope[i] * inputs[i]) > 1e-9 * size || (inputs[i] == 0 && slope[i] != 0)) return true;
  return false;
}

// An estimate leaves out some per cent, or half at worst: six FLOP per parameter and token are off by some 30 %, and by
// more only where attention over a long context outweighs the rest. Beyond what it may be off somebody mistyped a
// number.
bool may_be_the_estimate(const Judgement& judgement, double most) {
  const double ratio = std::abs(judgement.ratio);
  return judgement.computed == 0 || judgement.stated == 0 || (ratio <= most && ratio >= 1 / most);
}

struct Estimated {
  std::size_t quantity;
  std::size_t estimate;  // the equation
};

// The quantities behind the equation's sides that are estimated.
std::vector<Estimated> estimated_behind(const AuditedVariant& audited, const Equation& equation) {
  const Relations& relations = *audited.scenario.relations;
  std::vector<Estimated> estimated;
  std::vector<std::size_t> open = quantities_of(audited.solution.formulas, equation);
  std::set<std::size_t> seen;
  while (!open.empty()) {
    const std::size_t q = open.back();
    open.pop_back();
    const Finding& finding = audited.solution.found[q];
    if (!seen.insert(q).second || finding.status != Status::derived) continue;
    for (const std::size_t e : equations_behind(audited.solution, finding))
      if (relations.equations[e].statement == Statement::estimate) estimated.push_back({q, e});
    for (const std::size_t below : audited.solution.formulas.quantities_below(finding.formula)) open.push_back(below);
  }
  return estimated;
}

// By how much the limit is broken.
double excess(const Solution& solution, const Equation& limit) {
  const double over = value_of(solution, limit.left) - value_of(solution, limit.right);
  return limit.statement == Statement::at_most ? over : -over;
}

// The same where one of the quantities is given as this.
double excess_with(const AuditedVariant& audited, const Equation& limit, std::size_t quantity, double value) {
  return excess(solve(*audited.scenario.relations, audited.givens.with(quantity, exact(value))), limit);
}

// An estimate excuses a broken limit only if what it leaves out would bring it nearer: full uptime can only be too
// high, and with less of it an MFU of 200 % would be more still.
bool an_estimate_excuses(const AuditedVariant& audited, const Equation& limit) {
  constexpr double step = 0.01;
  const double now = excess(audited.solution, limit);
  const auto excuses = [&](const Estimated& estimated) {
    const LeftOut& left_out = audited.scenario.relations->equations[estimated.estimate].left_out;
    const std::size_t q = estimated.quantity;
    const double value = audited.solution.found[q].value;
    const bool more = !left_out.more.empty() || left_out.empty(), less = !left_out.less.empty() || left_out.empty();
    return (more && excess_with(audited, limit, q, value * (1 + step)) < now) ||
           (less && excess_with(audited, limit, q, value * (1 - step)) < now);
  };
  const std::vector<Estimated> behind = estimated_behind(audited, limit);
  return std::any_of(behind.begin(), behind.end(), excuses);
}

// True of what the person replaced on purpose: a plain number by another, anything by a formula.
bool is_replaced(const AuditedVariant& audited, const Equation& estimate) {
  const Relations& relations = *audited.scenario.relations;
  const Node& subject = relations.graph[estimate.left];
  if (subject.operation != Operation::symbol) return false;
  const Finding& finding = audited.solution.found[subject.quantity()];
  if (finding.status == Status::derived) return !relations.equations[finding.equation].where.empty();
  return finding.status == Status::given && relations.graph.quantities_below(estimate.right).empty();
}

}  // namespace

void check_equations(AuditedVariant& audited) {
  const Relations& relations = *audited.scenario.relations;
  std::vector<std::size_t> failed;
  for (const std::size_t e : audited.solution.checks) {
    const Equation& equation = relations.equations[e];
    const bool tests_givens = determines(equation);
    if (tests_givens && !can_fail(relations, audited.solution, equation) &&
        !(equation.statement == Statement::equal && is_broken(relations, audited.solution, equation)))
      continue;
    CheckResult result;
    result.equation = equation;
    result.judgement = judge_equation(relations, audited.solution, equation);
    const Verdict verdict = result.judgement.verdict;
    if (equation.statement == Statement::estimate && (holds(verdict) || is_replaced(audited, equation)))
      continue;  // an estimate that is right goes without saying
    result.failed = fails(verdict);
    const bool is_estimate = equation.statement == Statement::estimate;
    if (is_estimate || (is_limit(equation) && result.failed && an_estimate_excuses(audited, equation))) {
      result.failed = result.failed && !may_be_the_estimate(result.judgement, equation.left_out.most);
      if (!result.failed) result.excuse = is_estimate ? Excuse::is_estimate : Excuse::rests_on_estimate;
    }
    if (!tests_givens && verdict == Verdict::is_true && equation.where.empty())
      continue;  // a sheet's limit that is kept goes without saying
    if (equation.seldom_broken) {
      if (verdict != Verdict::is_false) continue;
      result.failed = false;
      result.excuse = Excuse::unusual;
    }
    if (result.failed && equation.statement == Statement::equal) failed.push_back(e);
    audited.checks.push_back(std::move(result));
  }
  audited.conflicts = conflicts(relations, audited.givens, audited.solution, failed, is_broken);
}

void check_bounds(AuditedVariant& audited) {
  const Relations& relations = *audited.scenario.relations;
  for (const OneSided& bound : one_sided(audited)) {
    const Interval possible = possible_values(relations, bound.quantity);
    if (possible.low <= possible.high) continue;
    CheckResult result;
    result.equation = relations.equations[bound.equation];
    result.judgement.verdict = Verdict::is_false;
    result.judgement.computed = bound.side == Statement::at_least ? possible.high : possible.low;
    result.judgement.stated = bound.value;
    result.judgement.ratio = bound.value == 0 ? 0 : result.judgement.computed / bound.value;
    result.failed = true;
    audited.checks.push_back(std::move(result));
  }
}

void check_domains(AuditedVariant& audited) {
  const Relations& relations = *audited.scenario.relations;
  for (std::size_t q = 0; q < audited.solution.found.size(); ++q) {
    const Finding finding = audited.solution.found[q];
    const Domain domain = relations.quantities[q].domain;
    const Outside outside = outside_of(domain, finding.value);
    if (finding.status != Status::derived || outside == Outside::no) continue;
    const bool low = outside == Outside::below;
    Equation limit;
    limit.statement = low ? Statement::at_least : Statement::at_most;
    limit.left = relations.quantities[q].symbol;
    limit.right = audited.solution.formulas.constant(low ? 0 : 1, relations.quantities[q].dimension);
    limit.sentence = fmt::format("{} is {}", relations.quantities[q].name,
                                 low ? (domain == Domain::positive ? "above zero" : "not negative") : "at most 1");
    limit.part = relations.quantities[q].part;
    const bool said = std::any_of(audited.checks.begin(), audited.checks.end(), [&](const CheckResult& check) {
      const Equation& other = check.equation;
      return is_limit(other) && other.statement == limit.statement &&
             audited.solution.formulas[other.left].operation == Operation::symbol &&
             audited.solution.formulas[other.left].quantity() == q;
    });
    if (said) continue;
    CheckResult result;
    result.equation = limit;
    result.judgement = judge_equation(relations, audited.solution, limit);
    if (domain == Domain::positive && finding.value == 0) result.judgement.verdict = Verdict::is_false;
    if (result.judgement.verdict == Verdict::is_true) continue;
    result.failed = result.judgement.verdict == Verdict::is_false;
    audited.checks.push_back(std::move(result));
  }
}

}  // namespace costcurve
