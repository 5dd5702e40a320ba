#include "solve/rearrange.h"

#include <array>
#include <cmath>

#include "graph/term.h"

namespace costcurve {

namespace {

// True if the node cannot come to less than zero, as far as its operations tell.
bool never_negative(const Relations& relations, const Graph& formulas, NodeId id) {
  const Node& node = formulas[id];
  if (node.operation == Operation::constant) return node.value >= 0;
  if (node.operation == Operation::symbol) return relations.quantities[node.quantity()].domain != Domain::any;
  if (node.operation == Operation::root) return false;
  std::array<bool, most_operands> operands{};
  for (std::size_t i = 0; i < node.operands().size(); ++i)
    operands[i] = never_negative(relations, formulas, node.operands()[i]);
  return row_of(node.operation).never_negative(operands[0], operands[1], operands[2]);
}

// One operation on the way from a side of the equation down to the quantity.
struct Layer {
  NodeId below;  // the operand that the quantity occurs in
  NodeId other;  // the other one, or none
  const Inverse* inverse;
};

Layer layer_of(const Graph& graph, const Node& node, std::size_t quantity) {
  const Inverses& inverses = row_of(node.operation).inverses;
  const bool in_a = node.b == no_node || graph.mentions(node.a, quantity);
  return in_a ? Layer{node.a, node.b, &inverses.of_a} : Layer{node.b, node.a, &inverses.of_b};
}

// True if every operation on the way from `root` down to the quantity has one inverse.
bool invertible_path(const Relations& relations, NodeId root, std::size_t quantity) {
  const Graph& graph = relations.graph;
  for (NodeId at = root; graph[at].operation != Operation::symbol;) {
    if (graph[at].operands().size() > 2) return false;
    const Layer layer = layer_of(graph, graph[at], quantity);
    const double other = layer.other == no_node ? std::nan("") : graph.constant_value(layer.other);
    if (!layer.inverse->is_unique(other, never_negative(relations, graph, layer.below))) return false;
    at = layer.below;
  }
  return true;
}

}  // namespace

bool can_rearrange(const Relations& relations, const Equation& equation, std::size_t quantity) {
  const Graph& graph = relations.graph;
  const int left = graph.occurrences(equation.left, quantity);
  const int right = graph.occurrences(equation.right, quantity);
  if (left + right != 1) return false;
  return invertible_path(relations, left == 1 ? equation.left : equation.right, quantity);
}

Rearranged rearrange(const Relations& relations, Graph& formulas, const Equation& equation, std::size_t quantity) {
  Rearranged made;
  const bool on_left = formulas.mentions(equation.left, quantity);
  NodeId at = on_left ? equation.left : equation.right;
  Term target{&formulas, on_left ? equation.right : equation.left};
  while (formulas[at].operation != Operation::symbol) {
    const Layer layer = layer_of(formulas, formulas[at], quantity);
    const Undoing undoing = layer.inverse->formula(target, {&formulas, layer.other});
    if (undoing.not_negative && !never_negative(relations, formulas, undoing.not_negative->node))
      made.not_negative.push_back(undoing.not_negative->node);
    target = undoing.operand;
    at = layer.below;
  }
  made.formula = target.node;
  return made;
}

NodeId restricted(Graph& graph, const Rearranged& rearranged) {
  NodeId formula = rearranged.formula;
  for (const NodeId condition : rearranged.not_negative) formula = graph.record(Operation::where, formula, condition);
  return formula;
}

}  // namespace costcurve
