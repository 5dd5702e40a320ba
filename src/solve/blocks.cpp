#include "solve/blocks.h"

#include <string>
#include <utility>

#include "solve/findings.h"
#include "solve/together.h"

namespace costcurve {

namespace {

SolvedBlock block_of(const Relations& relations, Solution& solution, const OpenEquations& open,
                     const std::vector<std::size_t>& equations, const Torn& torn, const Together& found) {
  SolvedBlock made{torn.unknowns, {}, torn.equations};
  std::vector<Dimension> dimensions;
  for (const std::size_t q : torn.unknowns) dimensions.push_back(relations.quantities[q].dimension);
  const NodeId first = solution.formulas.root(
      {torn.unknowns, torn.left, torn.right, found.values, found.within, equations, no_node}, dimensions);
  Finding finding;
  finding.status = Status::derived;
  for (const std::size_t e : equations) rest_on(open.quantities_of(e), solution, finding);
  for (std::size_t i = 0; i < torn.unknowns.size(); ++i) {
    finding.value = found.values[i];
    finding.natural = natural_root(solution, torn, found.values[i], found.within[i]);
    finding.equation = torn.equations[i];
    finding.formula = first + static_cast<NodeId>(i);
    made.findings.push_back(finding);
  }
  return made;
}

std::optional<SolvedBlock> solve_block(const Relations& relations, Solution& solution, const OpenEquations& open,
                                       const std::vector<std::size_t>& equations,
                                       const std::vector<std::size_t>& unknowns, std::vector<Refused>& refused) {
  constexpr std::size_t most_ways = 4;
  std::string refusal;
  for (const Torn& torn : tear(relations, solution, equations, unknowns, most_ways)) {
    const Together found = solve_together(relations, solution, torn);
    if (found.refusal.empty()) return block_of(relations, solution, open, equations, torn, found);
    if (refusal.empty() || found.several)
      refusal = relations.quantities[torn.unknowns.front()].name + " " + found.refusal;
    if (found.several) break;  // torn elsewhere it may look as if there were one
  }
  if (!refusal.empty()) refused.push_back({unknowns.front(), equations, refusal});
  return std::nullopt;
}

}  // namespace

std::optional<SolvedBlock> solve_smallest_block(const Relations& relations, Solution& solution, OpenEquations& open,
                                                Use use, std::vector<Refused>& refused) {
  for (;;) {
    const Structure structure(open.entangled(solution, use), relations.quantities.size());
    const std::vector<std::size_t> block = structure.smallest_block();
    if (block.empty()) return std::nullopt;
    std::vector<std::size_t> equations, unknowns;
    for (const std::size_t place : block) {
      equations.push_back(structure.open()[place].equation);
      unknowns.push_back(structure.unknown_of(place));
    }
    if (auto solved = solve_block(relations, solution, open, equations, unknowns, refused)) return solved;
    for (const std::size_t e : equations) open.give_up(e);
  }
}

}  // namespace costcurve
