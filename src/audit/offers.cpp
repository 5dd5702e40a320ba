#include "audit/offers.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "audit/checks.h"

namespace costcurve {

namespace {

// The facts of the catalog and the defaults that an equation rests on.
std::vector<std::size_t> offers_behind(const AuditedVariant& audited, const Equation& equation) {
  std::vector<std::size_t> offers;
  for (const std::size_t q : quantities_of(audited.solution.formulas, equation))
    for (const std::size_t given : givens_behind(*audited.scenario.relations, audited.solution, q))
      if (audited.solution.found[given].given->rank != Rank::scenario) offers.push_back(given);
  return offers;
}

bool is_contradiction(const Relations& relations, const Solution& solution, std::size_t check) {
  const Equation& equation = relations.equations[check];
  return equation.statement == Statement::equal && is_broken(relations, solution, equation);
}

// The equation may be needed to solve where it was left over before.
bool contradicts_still(const Relations& relations, const Solution& solution, std::size_t equation) {
  return std::find(solution.checks.begin(), solution.checks.end(), equation) != solution.checks.end() &&
         is_contradiction(relations, solution, equation);
}

// A fact of the catalog or a default behind an equation that is broken, and would not be without them.
std::optional<std::size_t> contradicting_offer(const AuditedVariant& audited) {
  const Relations& relations = *audited.scenario.relations;
  for (const std::size_t e : audited.solution.checks) {
    if (!is_contradiction(relations, audited.solution, e)) continue;
    const std::vector<std::size_t> offers = offers_behind(audited, relations.equations[e]);
    if (offers.empty()) continue;
    Givens without = audited.givens;
    for (const std::size_t q : offers) without = without.without_offer(q, audited.solution.found[q].given);
    if (!contradicts_still(relations, solve(relations, without), e)) return offers.back();
  }
  return std::nullopt;
}

// The limits that a solution breaks and the quantities that it puts outside of their domains, in numbers that say
// which.
std::set<std::size_t> broken_limits(const Relations& relations, const Solution& solution) {
  std::set<std::size_t> broken;
  for (const std::size_t e : solution.checks)
    if (is_limit(relations.equations[e]) && !holds_as_stated(solution, relations.equations[e]) &&
        judge_equation(relations, solution, relations.equations[e]).verdict == Verdict::is_false)
      broken.insert(e);
  for (std::size_t q = 0; q < solution.found.size(); ++q)
    if (solution.found[q].status == Status::derived &&
        outside_of(relations.quantities[q].domain, solution.found[q].value) != Outside::no)
      broken.insert(relations.equations.size() + q);
  return broken;
}

bool has_contradictions(const Relations& relations, const Solution& solution) {
  return std::any_of(solution.checks.begin(), solution.checks.end(),
                     [&](std::size_t check) { return is_contradiction(relations, solution, check); });
}

// By how much a limit is broken.
double excess_of(const Solution& solution, const Equation& limit) {
  const double over = value_of(solution, limit.left) - value_of(solution, limit.right);
  return limit.statement == Statement::at_most ? over : -over;
}

// False of a default at the edge of what the quantity may be, if all that it may be besides breaks the limits by more:
// without hidden reasoning a request is as short as it can be.
bool another_would_be_nearer(const AuditedVariant& audited, std::size_t q, const std::set<std::size_t>& broken) {
  constexpr double step = 0.01;
  const Relations& relations = *audited.scenario.relations;
  const double value = audited.solution.found[q].value, apart = value == 0 ? step : step * std::abs(value);
  bool is_at_edge = false;
  for (const double other : {value - apart, value + apart}) {
    if (outside_of(relations.quantities[q].domain, other) != Outside::no) {
      is_at_edge = true;
      continue;
    }
    const Solution with = solve(relations, audited.givens.with(q, exact(other)));
    for (const std::size_t e : broken)
      if (e >= relations.equations.size() || !knows_all(with, relations.equations[e]) ||
          excess_of(with, relations.equations[e]) < excess_of(audited.solution, relations.equations[e]))
        return true;
  }
  return !is_at_edge;
}

// The defaults that what is broken rests on: without another nothing of it would change.
std::map<std::string, std::size_t> defaults_behind(const AuditedVariant& audited, const std::set<std::size_t>& broken) {
  const Relations& relations = *audited.scenario.relations;
  std::set<std::size_t> resting;
  for (const std::size_t e : broken)
    if (e >= relations.equations.size())
      resting.insert(e - relations.equations.size());
    else
      for (const std::size_t q : quantities_of(audited.solution.formulas, relations.equations[e])) resting.insert(q);
  std::map<std::string, std::size_t> defaults;
  for (const std::size_t q : resting)
    for (const std::size_t given : givens_behind(relations, audited.solution, q))
      if (audited.solution.found[given].given->rank == Rank::fallback)
        defaults[relations.quantities[given].name] = given;
  return defaults;
}

// A default without which fewer limits are broken, and none that was not: the givens fit together, it does not fit
// them. Where they break a limit by themselves, it stays; and where the limit is only not looked at without the one
// default or the other, none of them is to blame: a model that does not fit into memory has dozens.
std::optional<std::size_t> default_beyond_a_limit(const AuditedVariant& audited) {
  const Relations& relations = *audited.scenario.relations;
  const std::set<std::size_t> broken = broken_limits(relations, audited.solution);
  if (broken.empty()) return std::nullopt;
  std::vector<std::size_t> without_which_nothing_is_known;
  for (const auto& [name, q] : defaults_behind(audited, broken)) {
    const Solution without = solve(relations, audited.givens.without_offer(q, audited.solution.found[q].given));
    const std::set<std::size_t> still_broken = broken_limits(relations, without);
    if (still_broken.size() < broken.size() && !has_contradictions(relations, without) &&
        std::includes(broken.begin(), broken.end(), still_broken.begin(), still_broken.end())) {
      if (without.knows(q)) return q;
      if (another_would_be_nearer(audited, q, broken)) without_which_nothing_is_known.push_back(q);
    }
  }
  if (without_which_nothing_is_known.size() != 1) return std::nullopt;
  return without_which_nothing_is_known.front();
}

}  // namespace

void solve_without_contradicting_offers(AuditedVariant& audited) {
  for (;;) {
    audited.solution = solve(*audited.scenario.relations, audited.givens);
    std::optional<std::size_t> offending = contradicting_offer(audited);
    if (!offending) offending = default_beyond_a_limit(audited);
    if (!offending) return;
    audited.withdrawn.push_back({*offending, audited.solution.found[*offending].given});
    audited.givens = audited.givens.without_offer(*offending, audited.withdrawn.back().offer);
  }
}

}  // namespace costcurve
