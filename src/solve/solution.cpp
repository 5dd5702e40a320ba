// What a solution says of nodes and quantities.

#include <algorithm>

#include "graph/enclose.h"
#include "solve/solve.h"

namespace costcurve {

double value_of(const Graph& graph, NodeId id, const Solution& solution) {
  const Node& node = graph[id];
  if (node.operation == Operation::constant) return node.value;
  if (node.operation == Operation::symbol) return solution.found[node.quantity()].value;
  if (node.operation == Operation::root) return graph.root_of(node).values[id - graph.root_of(node).first];
  const double a = value_of(graph, node.a, solution);
  return apply(node.operation, a, is_binary(node.operation) ? value_of(graph, node.b, solution) : 0);
}

bool is_input(const Relations& relations, const Finding& finding) {
  if (finding.status != Status::derived) return finding.status == Status::given;
  const bool rests_on_none = finding.rests_on.empty() && finding.givens == 0;
  return rests_on_none && relations.equations[finding.equation].statement == Statement::estimate &&
         relations.graph[finding.formula].operation != Operation::root &&
         relations.graph.quantities_below(finding.formula).empty();
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
      for (const std::size_t below : relations.graph.quantities_below(solution.found[q].formula)) open.push_back(below);
  }
  std::sort(givens.begin(), givens.end());
  return givens;
}

Interval natural_interval(const Graph& graph, NodeId id, const Solution& solution) {
  const Node& node = graph[id];
  if (node.operation == Operation::constant) return Interval::point(node.value);
  if (node.operation == Operation::symbol) return solution.found[node.quantity()].natural;
  if (node.operation == Operation::root)
    return solution.found[graph.root_of(node).unknowns[id - graph.root_of(node).first]].natural;
  const Interval a = natural_interval(graph, node.a, solution);
  const Interval b = is_binary(node.operation) ? natural_interval(graph, node.b, solution) : Interval{};
  return enclose(node.operation, a, b);
}

}  // namespace costcurve
