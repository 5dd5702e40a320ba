#include "graph/relations.h"

namespace costcurve {

bool says(const Relations& relations, const Equation& equation, std::size_t quantity) {
  const Node& left = relations.graph[equation.left];
  return left.operation == Operation::symbol && left.quantity() == quantity;
}

bool may_say(const Relations& relations, const Equation& equation, std::size_t quantity) {
  return says(relations, equation, quantity) || !(equation.only_forward || relations.quantities[quantity].only_said);
}

}  // namespace costcurve
