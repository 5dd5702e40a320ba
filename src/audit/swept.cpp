#include "audit/swept.h"

#include <fmt/format.h>

#include <algorithm>

namespace costcurve {

namespace {

// True of what the scenario states where the quantity's value stands: a relation, a bound, a second value. The list
// `equations` belongs to no part.
bool stands_at_key(const Equation& equation, const Quantity& quantity) {
  return !equation.where.empty() && !equation.part.empty() && equation.left == quantity.symbol;
}

}  // namespace

std::unique_ptr<AuditedVariant> audited_with(Scenario scenario, const std::vector<SweptValue>& values) {
  scenario.claims.clear();
  for (const SweptValue& one : values) {
    Quantity& quantity = scenario.relations.quantities[one.quantity];
    std::erase_if(scenario.relations.equations,
                  [&](const Equation& equation) { return stands_at_key(equation, quantity); });
    Given given;
    given.value = one.value;
    given.rounding = given.belief = Interval::point(one.value);
    quantity.given = std::move(given);
    quantity.asked = false;
  }
  return audit(std::move(scenario));
}

namespace {

bool stands_behind(const AuditedVariant& audited, const Equation& equation, std::size_t given) {
  const Relations& relations = audited.scenario.relations;
  const std::vector<std::size_t> all = quantities_of(relations.graph, equation);
  return std::any_of(all.begin(), all.end(), [&](std::size_t q) {
    const std::vector<std::size_t> behind = givens_behind(relations, audited.solution, q);
    return std::binary_search(behind.begin(), behind.end(), given);
  });
}

bool knows_all(const AuditedVariant& audited, const Equation& equation) {
  const std::vector<std::size_t> all = quantities_of(audited.scenario.relations.graph, equation);
  return std::all_of(all.begin(), all.end(), [&](std::size_t q) { return audited.solution.knows(q); });
}

}  // namespace

std::optional<Contradicted> contradicted(const AuditedVariant& audited, const std::vector<SweptValue>& values) {
  std::optional<Contradicted> by_equations_alone;
  for (const SweptValue& one : values) {
    for (const Conflict& conflict : audited.conflicts) {
      if (std::find(conflict.givens.begin(), conflict.givens.end(), one.quantity) == conflict.givens.end()) continue;
      Contradicted made{one.quantity, conflict.givens, ""};
      std::erase(made.others, one.quantity);
      if (!made.others.empty()) return made;
      by_equations_alone = std::move(made);
    }
    for (const CheckResult& check : audited.checks) {
      const Equation& equation = audited.scenario.relations.equations[check.equation];
      if (check.failed && equation.statement == Statement::equal && stands_behind(audited, equation, one.quantity))
        return Contradicted{one.quantity, {}, equation.sentence};
    }
  }
  return by_equations_alone;
}

std::vector<Limit> limits_of(AuditedVariant& audited, const std::vector<std::size_t>& shown) {
  Relations& relations = audited.scenario.relations;
  std::vector<Limit> all;
  const auto add = [&](std::size_t q, double bound, bool at_most, const char* words) {
    const NodeId symbol = relations.quantities[q].symbol;
    const bool said = std::any_of(all.begin(), all.end(),
                                  [&](const Limit& other) { return other.left == symbol && other.at_most == at_most; });
    if (!said)
      all.push_back({symbol, relations.graph.constant(bound, relations.quantities[q].dimension), at_most,
                     fmt::format("{} {}", relations.quantities[q].name, words)});
  };
  for (const Equation& equation : relations.equations)
    if (is_limit(equation) && knows_all(audited, equation))
      all.push_back(
          {equation.left, equation.right, equation.statement == Statement::at_most, sentence_with_part(equation)});
  for (std::size_t q = 0; q < relations.quantities.size(); ++q)
    if (audited.solution.found[q].status == Status::derived && relations.quantities[q].domain == Domain::fraction)
      add(q, 1, true, "is at most 1");
  for (const std::size_t q : shown)
    if (audited.solution.knows(q) && relations.quantities[q].domain != Domain::any) add(q, 0, false, "is not negative");
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
