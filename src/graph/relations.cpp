#include "graph/relations.h"

#include <array>
#include <utility>

namespace costcurve {

namespace {

// A quantity that nobody sees, and the equation that says it.
std::size_t add_whole(Relations& relations, NodeId expression, NodeId written, const std::string& text) {
  const std::size_t number = relations.quantities.size();
  Quantity whole;
  whole.name = text;
  whole.dimension = relations.graph[expression].dimension;
  whole.inner = true;
  whole.symbol = relations.graph.symbol(number, whole.dimension);
  Equation equation;
  equation.left = whole.symbol;
  equation.right = written;
  equation.sentence = text;
  equation.only_forward = true;
  relations.asked[expression] = number;
  relations.quantities.push_back(std::move(whole));
  relations.equations.push_back(std::move(equation));
  return number;
}

bool holds_quantities(const Graph& graph, NodeId id) { return id != no_node && !graph.quantities_below(id).empty(); }

// The expression with sums that are factors as quantities of their own: c / (a + b) is c over one that may be known.
NodeId with_sums_apart(Relations& relations, NodeId id, bool is_factor, const std::string& text) {
  const Node node = relations.graph[id];
  if (is_leaf(node.operation)) return id;
  std::array<NodeId, most_operands> operands = {node.a, node.b, node.c};
  const bool holds_factors =
      !is_sum(node.operation) && holds_quantities(relations.graph, node.a) && holds_quantities(relations.graph, node.b);
  for (std::size_t i = 0; i < operand_count(node.operation); ++i)
    operands[i] = with_sums_apart(relations, operands[i], holds_factors, text);
  NodeId written = id;
  if (operands != std::array{node.a, node.b, node.c})
    written = relations.graph.record(node.operation, operands[0], operands[1], operands[2]);
  if (!is_factor || !is_sum(node.operation) || relations.graph.quantities_below(id).size() < 2) return written;
  const auto known = relations.asked.find(id);
  const std::size_t whole =
      known != relations.asked.end() ? known->second : add_whole(relations, id, written, "a sum in " + text);
  return relations.quantities[whole].symbol;
}

}  // namespace

void Relations::ask(NodeId expression, const std::string& text) {
  if (graph.quantities_below(expression).size() < 2 || asked.contains(expression)) return;
  add_whole(*this, expression, with_sums_apart(*this, expression, false, text), text);
}

bool says(const Relations& relations, const Equation& equation, std::size_t quantity) {
  const Node& left = relations.graph[equation.left];
  return left.operation == Operation::symbol && left.quantity() == quantity;
}

bool may_say(const Relations& relations, const Equation& equation, std::size_t quantity) {
  if (says(relations, equation, quantity)) return true;
  const Quantity& of = relations.quantities[quantity];
  return !of.only_said && (of.asked || !equation.only_forward);
}

}  // namespace costcurve
