#include "audit/swept.h"

#include <fmt/format.h>

#include <algorithm>

#include "audit/beliefs.h"
#include "audit/checks.h"
#include "audit/offers.h"

namespace costcurve {

std::shared_ptr<const Scenario> freed(const std::shared_ptr<const Scenario>& scenario, const Values& values) {
  const Relations& relations = *scenario->relations;
  const auto gives_way = [&](const Equation& equation) {
    return std::any_of(values.begin(), values.end(),
                       [&](const auto& swept) { return stands_at_key(equation, relations.quantities[swept.first]); });
  };
  if (std::none_of(relations.equations.begin(), relations.equations.end(), gives_way)) return scenario;
  const auto fewer = std::make_shared<Relations>(relations);
  std::erase_if(fewer->equations, gives_way);
  const auto other = std::make_shared<Scenario>(*scenario);
  other->relations = fewer;
  return other;
}

namespace {

Givens with_values(Givens givens, const Values& values) {
  for (const auto& [quantity, value] : values) {
    Given one = exact(value);
    one.varies = true;
    givens.state(quantity, std::move(one));
  }
  return givens;
}

}  // namespace

std::unique_ptr<AuditedVariant> audited_with(const std::shared_ptr<const Scenario>& scenario, const Values& values) {
  return audit(freed(scenario, values), with_values(scenario->givens, values), Judged::no_claims);
}

std::unique_ptr<AuditedVariant> solved_with(const std::shared_ptr<const Scenario>& scenario, const Values& values) {
  const std::shared_ptr<const Scenario> other = freed(scenario, values);
  auto solved = std::make_unique<AuditedVariant>(
      other, within_what_can_be(*other->relations, with_values(other->givens, values)));
  solve_without_contradicting_offers(*solved);
  return solved;
}

namespace {

// What is offered as if it were stated: of each quantity what is asked first.
Givens taking_offers(const Relations& relations, Givens givens) {
  for (std::size_t q = 0; q < relations.quantities.size(); ++q) {
    const std::vector<GivenPointer>& offers = givens.offers(q);
    if (givens.stated(q) || offers.empty()) continue;
    const auto first = std::find_if(offers.begin(), offers.end(),
                                    [](const GivenPointer& offer) { return offer->rank == Rank::catalog; });
    givens.state(q, first == offers.end() ? offers.front() : *first);
  }
  return givens;
}

}  // namespace

std::unique_ptr<AuditedVariant> solved_at_once(const std::shared_ptr<const Scenario>& scenario, const Values& values) {
  const std::shared_ptr<const Scenario> other = freed(scenario, values);
  const Relations& relations = *other->relations;
  auto solved =
      std::make_unique<AuditedVariant>(other, within_what_can_be(relations, with_values(other->givens, values)));
  solved->solution = solve(relations, taking_offers(relations, solved->givens));
  const bool holds = std::all_of(solved->solution.checks.begin(), solved->solution.checks.end(), [&](std::size_t e) {
    return !determines(relations.equations[e]) || holds_as_stated(solved->solution, relations.equations[e]);
  });
  return holds && solved->solution.refused.empty() ? std::move(solved) : solved_with(scenario, values);
}

namespace {

bool stands_behind(const AuditedVariant& audited, const Equation& equation, std::size_t given) {
  const Relations& relations = *audited.scenario.relations;
  const std::vector<std::size_t> all = quantities_of(audited.solution.formulas, equation);
  return std::any_of(all.begin(), all.end(), [&](std::size_t q) {
    const std::vector<std::size_t> behind = givens_behind(relations, audited.solution, q);
    return std::binary_search(behind.begin(), behind.end(), given);
  });
}

}  // namespace

std::optional<Contradicted> contradicted(const AuditedVariant& audited, const Values& values) {
  std::optional<Contradicted> by_equations_alone;
  for (const auto& [quantity, value] : values) {
    // What no value of an unknown satisfies is so at this value, and need not be so at the next.
    if (std::none_of(audited.checks.begin(), audited.checks.end(), [&, q = quantity](const CheckResult& check) {
          return check.failed && check.equation.statement == Statement::equal &&
                 knows_all(audited.solution, check.equation) && stands_behind(audited, check.equation, q);
        }))
      continue;
    for (const Conflict& conflict : audited.conflicts) {
      if (std::find(conflict.givens.begin(), conflict.givens.end(), quantity) == conflict.givens.end()) continue;
      Contradicted made{quantity, conflict.givens, ""};
      std::erase(made.others, quantity);
      if (!made.others.empty()) return made;
      by_equations_alone = std::move(made);
    }
    for (const CheckResult& check : audited.checks) {
      const Equation& equation = check.equation;
      if (check.failed && equation.statement == Statement::equal && stands_behind(audited, equation, quantity))
        return Contradicted{quantity, {}, equation.sentence};
    }
  }
  return by_equations_alone;
}

std::vector<Limit> limits_of(AuditedVariant& audited, const std::vector<std::size_t>& shown) {
  const Relations& relations = *audited.scenario.relations;
  std::vector<Limit> all;
  const auto add = [&](std::size_t q, double bound, Demand broken, const char* words) {
    const NodeId symbol = relations.quantities[q].symbol;
    const bool said = std::any_of(all.begin(), all.end(),
                                  [&](const Limit& other) { return other.left == symbol && other.broken == broken; });
    if (!said)
      all.push_back({symbol, audited.solution.formulas.constant(bound, relations.quantities[q].dimension), broken,
                     fmt::format("{} {}", relations.quantities[q].name, words)});
  };
  for (const Equation& equation : relations.equations)
    if (is_limit(equation) && knows_all(audited.solution, equation))
      all.push_back({equation.left, equation.right,
                     equation.statement == Statement::at_most ? Demand::above : Demand::below,
                     sentence_with_part(equation)});
  for (std::size_t q = 0; q < relations.quantities.size(); ++q)
    if (audited.solution.found[q].status == Status::derived && relations.quantities[q].domain == Domain::fraction)
      add(q, 1, Demand::above, "is at most 1");
  for (const std::size_t q : shown)
    if (audited.solution.knows(q) && relations.quantities[q].domain != Domain::any)
      add(q, 0, Demand::below, "is not negative");
  return all;
}

std::vector<bool> inputs_behind(const Program& program, std::size_t output) {
  std::vector<bool> reached(program.code.size(), false), inputs(program.inputs.size(), false);
  reached[program.outputs[output]] = true;
  for (std::size_t i = program.code.size(); i-- > 0;) {
    if (!reached[i]) continue;
    const Instruction& step = program.code[i];
    if (step.operation == Operation::symbol) inputs[step.input] = true;
    for (const std::uint32_t operand : program.operands(step)) reached[operand] = true;
  }
  return inputs;
}

}  // namespace costcurve
