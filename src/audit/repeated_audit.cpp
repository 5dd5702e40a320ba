#include "audit/repeated_audit.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "audit/checks.h"
#include "program/block.h"

namespace costcurve {

namespace {

constexpr std::size_t stated = std::numeric_limits<std::size_t>::max();

bool went_smoothly(const AuditedVariant& audited) {
  return audited.withdrawn.empty() && audited.conflicts.empty() &&
         std::none_of(audited.checks.begin(), audited.checks.end(),
                      [](const CheckResult& check) { return check.failed; });
}

// The two sides of an equation that determined nothing, since all in it was known already, come to the same.
bool says_the_same(const Solution& solution, const Equation& equation) {
  return meets(Demand::equal, value_of(solution, equation.left), value_of(solution, equation.right));
}

// The givens on which depends what else is known: those behind an equation that says something else than what is
// known, or led to no value, and those of whose being nought something follows.
std::vector<bool> deciding(const AuditedVariant& audited) {
  const Relations& relations = *audited.scenario.relations;
  const Solution& solution = audited.solution;
  std::vector<bool> decides(relations.quantities.size(), false);
  const auto add = [&](std::size_t e) {
    for (const std::size_t q : quantities_of(solution.formulas, relations.equations[e]))
      if (solution.knows(q))
        for (const std::size_t given : givens_behind(relations, solution, q)) decides[given] = true;
  };
  for (const std::size_t e : solution.checks)
    if (determines(relations.equations[e]) && !says_the_same(solution, relations.equations[e])) add(e);
  for (const Refused& refused : solution.refused)
    for (const std::size_t e : refused.equations) add(e);
  for (const Finding& finding : solution.found)
    for (std::size_t i = 0; finding.combined && i < finding.combined->noughts.size(); ++i)
      for (const std::size_t given : givens_behind(relations, solution, finding.combined->noughts[i]))
        decides[given] = true;
  return decides;
}

// What must hold of an equation for the audit to be repeated, if anything.
std::optional<Demand> demand_of(const AuditedVariant& audited, std::size_t e) {
  const Equation& equation = audited.scenario.relations->equations[e];
  const std::vector<std::size_t>& checks = audited.solution.checks;
  if (is_limit(equation)) return equation.statement == Statement::at_most ? Demand::at_most : Demand::at_least;
  const bool is_check = determines(equation) && std::find(checks.begin(), checks.end(), e) != checks.end();
  return is_check && says_the_same(audited.solution, equation) ? std::optional(Demand::equal) : std::nullopt;
}

// True where one of the first outputs rests on equations that are solved together.
bool solves_together(const Program& program, std::size_t outputs) {
  std::vector<bool> reached(program.code.size(), false);
  for (std::size_t o = 0; o < outputs; ++o) reached[program.outputs[o]] = true;
  for (std::size_t i = program.code.size(); i-- > 0;) {
    if (!reached[i]) continue;
    if (program.code[i].operation == Operation::root) return true;
    for (const std::uint32_t operand : program.operands(program.code[i])) reached[operand] = true;
  }
  return false;
}

std::vector<std::size_t> offers_taken(const AuditedVariant& audited) {
  const std::vector<Finding>& found = audited.solution.found;
  std::vector<std::size_t> taken(found.size(), stated);
  for (std::size_t q = 0; q < found.size(); ++q) {
    if (!found[q].given || found[q].given == audited.givens.stated(q)) continue;
    const std::vector<GivenPointer>& offers = audited.givens.offers(q);
    taken[q] = static_cast<std::size_t>(std::find(offers.begin(), offers.end(), found[q].given) - offers.begin());
  }
  return taken;
}

}  // namespace

std::string ranks_beside(const Givens& givens, const Givens& others) {
  std::string ranks;
  for (const std::size_t q : givens.differing_from(others)) {
    ranks += std::to_string(q) + (givens.stated(q) ? "s" : "");
    for (const GivenPointer& offer : givens.offers(q)) ranks += offer->rank == Rank::catalog ? "c" : "d";
  }
  return ranks;
}

std::optional<RepeatedAudit> RepeatedAudit::of(const AuditedVariant& audited, const std::vector<std::size_t>& wanted) {
  const Relations& relations = *audited.scenario.relations;
  const Solution& solution = audited.solution;
  if (!went_smoothly(audited)) return std::nullopt;
  RepeatedAudit repeated;
  std::vector<NodeId> nodes;
  for (const std::size_t q : wanted) nodes.push_back(relations.quantities[q].symbol);
  repeated.wanted_ = nodes.size();
  for (std::size_t q = 0; q < relations.quantities.size(); ++q) {
    if (solution.found[q].status != Status::derived || relations.quantities[q].domain == Domain::any) continue;
    repeated.confined_.push_back({nodes.size(), relations.quantities[q].domain});
    nodes.push_back(relations.quantities[q].symbol);
  }
  for (std::size_t e = 0; e < relations.equations.size(); ++e) {
    const Equation& equation = relations.equations[e];
    const std::optional<Demand> demand = knows_all(solution, equation) ? demand_of(audited, e) : std::nullopt;
    if (!demand) continue;
    repeated.kept_.push_back({nodes.size(), nodes.size() + 1, *demand});
    nodes.insert(nodes.end(), {equation.left, equation.right});
  }
  std::optional<Program> program = compile(relations, solution, nodes);
  if (!program || solves_together(*program, wanted.size())) return std::nullopt;
  repeated.program_ = std::move(*program);
  repeated.inputs_ = stated_values(repeated.program_, solution);
  repeated.givens_ = audited.givens;
  repeated.offer_taken_ = offers_taken(audited);
  repeated.decides_ = deciding(audited);
  return repeated;
}

const GivenPointer& RepeatedAudit::taken(const Givens& givens, std::size_t quantity) const {
  const std::size_t offer = offer_taken_[quantity];
  return offer == stated ? givens.stated(quantity) : givens.offers(quantity)[offer];
}

bool RepeatedAudit::same_but_for_numbers(const Givens& givens, std::size_t quantity) const {
  const std::vector<GivenPointer>&offers = givens.offers(quantity), &before = givens_.offers(quantity);
  return !givens.stated(quantity) == !givens_.stated(quantity) && offers.size() == before.size() &&
         std::equal(offers.begin(), offers.end(), before.begin(),
                    [](const GivenPointer& a, const GivenPointer& b) { return a->rank == b->rank; });
}

// Of what is said by others, the discount of another vendor, but comes to as much.
bool RepeatedAudit::is_same_number(const Givens& givens, std::size_t quantity) const {
  const GivenPointer &now = taken(givens, quantity), &before = taken(givens_, quantity);
  return now && before && now->value == before->value && now->belief == before->belief &&
         now->rounding == before->rounding;
}

std::optional<std::vector<double>> RepeatedAudit::values(const Givens& givens) const {
  std::vector<double> inputs = inputs_;
  for (const std::size_t q : givens.differing_from(givens_)) {
    if (!same_but_for_numbers(givens, q) || (decides_[q] && !is_same_number(givens, q))) return std::nullopt;
    if (const std::optional<std::size_t> input = program_.input_of(q)) inputs[*input] = taken(givens, q)->value;
  }
  std::vector<double> outputs = evaluate(program_, inputs);
  const auto holds = [&](const Kept& kept) { return meets(kept.demand, outputs[kept.left], outputs[kept.right]); };
  if (!std::all_of(outputs.begin(), outputs.end(), [](double value) { return std::isfinite(value); }) ||
      !std::all_of(kept_.begin(), kept_.end(), holds) ||
      !std::all_of(confined_.begin(), confined_.end(), [&](const Confined& confined) {
        return outside_of(confined.domain, outputs[confined.output]) == Outside::no;
      }))
    return std::nullopt;
  outputs.resize(wanted_);
  return outputs;
}

}  // namespace costcurve
