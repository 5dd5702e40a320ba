#include "graph/unit_within.h"

#include <algorithm>
#include <set>
#include <vector>

namespace costcurve {

std::optional<ShownUnit> unit_within(const Relations& relations, const Graph& formulas, NodeId root) {
  const Dimension& dimension = formulas[root].dimension;
  std::set<NodeId> seen;
  std::vector<NodeId> waiting = {root};  // not by recursion: a sum may be thousands of nodes deep
  while (!waiting.empty()) {
    const NodeId id = waiting.back();
    waiting.pop_back();
    if (!seen.insert(id).second) continue;
    const Node& node = formulas[id];
    if (node.operation == Operation::symbol && node.dimension == dimension)
      return relations.quantities[node.quantity()].shown;
    const Operands<NodeId> operands = node.operands();
    std::reverse_copy(operands.begin(), operands.end(), std::back_inserter(waiting));
  }
  return std::nullopt;
}

std::optional<ShownUnit> unit_within(const Relations& relations, const Graph& formulas, const Equation& equation) {
  if (std::optional<ShownUnit> left = unit_within(relations, formulas, equation.left)) return left;
  return unit_within(relations, formulas, equation.right);
}

}  // namespace costcurve
