#include "solve/blocks.h"

#include <string>
#include <unordered_map>
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
  bool may_be_any = false;
  for (const Torn& torn : tear(relations, solution, equations, unknowns, most_ways)) {
    const Together found = solve_together(relations, solution, torn);
    if (found.refusal.empty()) return block_of(relations, solution, open, equations, torn, found);
    if (refusal.empty() || found.several)
      refusal = relations.quantities[torn.unknowns.front()].name + " " + found.refusal;
    may_be_any = found.any;
    if (found.several) break;  // torn elsewhere it may look as if there were one
  }
  if (!refusal.empty()) refused.push_back({unknowns.front(), equations, refusal, may_be_any});
  return std::nullopt;
}

// Numbers the unknowns anew, from nought; returns what they were.
std::vector<std::size_t> number_unknowns(std::vector<OpenEquation>& open) {
  std::vector<std::size_t> unknowns;
  std::unordered_map<std::size_t, std::size_t> number_of;
  for (OpenEquation& one : open)
    for (std::size_t& q : one.unknowns) {
      const auto [known, is_new] = number_of.try_emplace(q, unknowns.size());
      if (is_new) unknowns.push_back(q);
      q = known->second;
    }
  return unknowns;
}

}  // namespace

std::optional<SolvedBlock> solve_smallest_block(const Relations& relations, Solution& solution, OpenEquations& open,
                                                Entangled& entangled, std::vector<Refused>& refused) {
  for (;;) {
    std::vector<OpenEquation> changed = entangled.next_changed(solution);
    if (changed.empty()) return std::nullopt;
    const std::vector<std::size_t> quantities = number_unknowns(changed);
    const Structure structure(std::move(changed), quantities.size());
    const std::vector<std::size_t> block = structure.smallest_block();
    if (block.empty()) continue;
    entangled.mark_changed(structure.open());
    std::vector<std::size_t> equations, unknowns;
    for (const std::size_t place : block) {
      equations.push_back(structure.open()[place].equation);
      unknowns.push_back(quantities[structure.unknown_of(place)]);
    }
    if (auto solved = solve_block(relations, solution, open, equations, unknowns, refused)) return solved;
    for (const std::size_t e : equations) open.give_up(e);
  }
}

}  // namespace costcurve
