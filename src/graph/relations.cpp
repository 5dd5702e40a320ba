#include "graph/relations.h"

namespace costcurve {

void Relations::ask(NodeId expression, const std::string& text) {
  if (graph.quantities_below(expression).size() < 2 || asked.contains(expression)) return;
  Quantity whole;
  whole.name = text;
  whole.dimension = graph[expression].dimension;
  whole.inner = true;
  whole.symbol = graph.symbol(quantities.size(), whole.dimension);
  Equation equation;
  equation.left = whole.symbol;
  equation.right = expression;
  equation.sentence = text;
  equation.only_forward = true;
  asked[expression] = quantities.size();
  quantities.push_back(std::move(whole));
  equations.push_back(std::move(equation));
}

bool says(const Relations& relations, const Equation& equation, std::size_t quantity) {
  const Node& left = relations.graph[equation.left];
  return left.operation == Operation::symbol && left.quantity() == quantity;
}

bool may_say(const Relations& relations, const Equation& equation, std::size_t quantity) {
  return says(relations, equation, quantity) || !(equation.only_forward || relations.quantities[quantity].only_said);
}

}  // namespace costcurve
