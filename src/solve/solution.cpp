// What a solution says of nodes and quantities.

#include <algorithm>
#include <array>

#include "solve/solve.h"

namespace costcurve {

double value_of(const Solution& solution, NodeId id) {
  const Graph& graph = solution.formulas;
  const Node& node = graph[id];
  if (node.operation == Operation::constant) return node.value;
  if (node.operation == Operation::symbol) return solution.found[node.quantity()].value;
  if (node.operation == Operation::root) return graph.root_of(node).values[id - graph.root_of(node).first];
  std::array<double, most_operands> values{};
  const Operands<NodeId> operands = node.operands();
  for (std::size_t i = 0; i < operands.size(); ++i) values[i] = value_of(solution, operands[i]);
  return apply(node.operation, values[0], values[1], values[2]);
}

std::vector<std::size_t> quantities_in(const Relations& relations, const Solution& solution, NodeId node) {
  std::vector<std::size_t> all = solution.formulas.quantities_below(node);
  std::vector<NodeId> open = {node};
  while (!open.empty() && !relations.asked.empty()) {
    const NodeId next = open.back();
    open.pop_back();
    const auto asked = relations.asked.find(next);
    if (asked != relations.asked.end() && solution.knows(asked->second)) all.push_back(asked->second);
    for (const NodeId operand : solution.formulas[next].operands()) open.push_back(operand);
  }
  return all;
}

bool is_input(const Relations& relations, const Solution& solution, const Finding& finding) {
  if (finding.status != Status::derived) return finding.status == Status::given;
  const bool rests_on_none = finding.rests_on.empty() && finding.givens == 0;
  return rests_on_none && relations.equations[finding.equation].statement == Statement::estimate &&
         solution.formulas[finding.formula].operation != Operation::root &&
         solution.formulas.quantities_below(finding.formula).empty();
}

std::vector<std::size_t> equations_behind(const Solution& solution, const Finding& finding) {
  if (finding.status != Status::derived) return {};
  const Node& formula = solution.formulas[finding.formula];
  if (formula.operation == Operation::root) return solution.formulas.root_of(formula).equations;
  if (finding.combined) return finding.combined->equations;
  return {finding.equation};
}

std::vector<std::size_t> givens_behind(const Relations& relations, const Solution& solution, std::size_t quantity) {
  const Finding& finding = solution.found[quantity];
  if (finding.status == Status::unknown || finding.givens <= most_counted) return finding.rests_on;
  std::vector<std::size_t> open = {quantity}, givens;
  std::vector<bool> seen(relations.quantities.size(), false);
  while (!open.empty()) {
    const std::size_t q = open.back();
    open.pop_back();
    if (seen[q]) continue;
    seen[q] = true;
    if (solution.found[q].status == Status::given)
      givens.push_back(q);
    else if (solution.found[q].status == Status::derived)
      for (const std::size_t below : solution.formulas.quantities_below(solution.found[q].formula))
        open.push_back(below);
  }
  std::sort(givens.begin(), givens.end());
  return givens;
}

std::vector<std::size_t> in_order_of_derivation(const Solution& solution) {
  std::vector<std::size_t> order;
  std::vector<bool> opened(solution.found.size(), false);
  std::vector<std::pair<std::size_t, bool>> open;  // true: all below it has its place
  for (std::size_t first = 0; first < solution.found.size(); ++first) {
    open.emplace_back(first, false);
    while (!open.empty()) {
      const auto [q, is_closed] = open.back();
      open.pop_back();
      if (is_closed) order.push_back(q);
      if (is_closed || opened[q] || !solution.knows(q)) continue;
      opened[q] = true;
      open.emplace_back(q, true);
      if (solution.found[q].status != Status::derived) continue;
      for (const std::size_t below : solution.formulas.quantities_below(solution.found[q].formula))
        open.emplace_back(below, false);
    }
  }
  return order;
}

Interval natural_interval(const Solution& solution, NodeId id) {
  const Graph& graph = solution.formulas;
  const Node& node = graph[id];
  if (node.operation == Operation::constant) return Interval::point(node.value);
  if (node.operation == Operation::symbol) return solution.found[node.quantity()].natural;
  if (node.operation == Operation::root)
    return solution.found[graph.root_of(node).unknowns[id - graph.root_of(node).first]].natural;
  std::array<Interval, most_operands> ranges{};
  const Operands<NodeId> operands = node.operands();
  for (std::size_t i = 0; i < operands.size(); ++i) ranges[i] = natural_interval(solution, operands[i]);
  return enclose(node.operation, ranges[0], ranges[1], ranges[2]);
}

}  // namespace costcurve
