#include "solve/rearrange.h"

#include <cmath>

namespace costcurve {

namespace {

// True if the node cannot come to less than zero, as far as its operations tell.
bool never_negative(const Relations& relations, NodeId id) {
  const Node& node = relations.graph[id];
  const auto both = [&] { return never_negative(relations, node.a) && never_negative(relations, node.b); };
  switch (node.operation) {
    case Operation::constant: return node.value >= 0;
    case Operation::symbol: return relations.quantities[node.quantity()].domain != Domain::any;
    case Operation::add:
    case Operation::multiply:
    case Operation::divide:
    case Operation::min: return both();
    case Operation::max: return never_negative(relations, node.a) || never_negative(relations, node.b);
    case Operation::power: return never_negative(relations, node.a);
    case Operation::exp:
    case Operation::sqrt:
    case Operation::weekday: return true;
    default: return false;
  }
}

// A whole exponent has a meaning for negative bases too: an even one then two inverses, an odd one a root that pow
// refuses.
bool power_inverts(const Relations& relations, const Node& power) {
  const double value = relations.graph.constant_value(power.b);
  if (std::isnan(value)) return true;
  if (value == 0) return false;
  return value != std::floor(value) || std::abs(value) == 1 || never_negative(relations, power.a);
}

// True if every operation on the way from `root` down to the quantity has an inverse.
bool invertible_path(const Relations& relations, NodeId root, std::size_t quantity) {
  const Graph& graph = relations.graph;
  NodeId at = root;
  while (graph[at].operation != Operation::symbol) {
    const Node& node = graph[at];
    switch (node.operation) {
      case Operation::min:
      case Operation::max:
      case Operation::weekday: return false;
      case Operation::power:
        if (graph.mentions(node.a, quantity) && !power_inverts(relations, node)) return false;
        break;
      default: break;
    }
    at = is_binary(node.operation) && !graph.mentions(node.a, quantity) ? node.b : node.a;
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

NodeId rearrange(Graph& graph, const Equation& equation, std::size_t quantity) {
  const bool on_left = graph.mentions(equation.left, quantity);
  NodeId at = on_left ? equation.left : equation.right;
  NodeId target = on_left ? equation.right : equation.left;
  while (graph[at].operation != Operation::symbol) {
    const Node node = graph[at];
    const bool in_a = !is_binary(node.operation) || graph.mentions(node.a, quantity);
    switch (node.operation) {
      case Operation::add: target = graph.binary(Operation::subtract, target, in_a ? node.b : node.a); break;
      case Operation::subtract:
        target =
            in_a ? graph.binary(Operation::add, target, node.b) : graph.binary(Operation::subtract, node.a, target);
        break;
      case Operation::multiply: target = graph.binary(Operation::divide, target, in_a ? node.b : node.a); break;
      case Operation::divide:
        target =
            in_a ? graph.binary(Operation::multiply, target, node.b) : graph.binary(Operation::divide, node.a, target);
        break;
      case Operation::power:
        if (in_a) {
          // A fixed exponent becomes a fixed root, so that dimensions stay known; any other is divided into one.
          const NodeId exponent = graph[node.b].operation == Operation::constant
                                      ? graph.constant(1.0 / graph[node.b].value, Dimension())
                                      : graph.binary(Operation::divide, graph.constant(1, Dimension()), node.b);
          target = graph.binary(Operation::power, target, exponent);
        } else {
          target =
              graph.binary(Operation::divide, graph.unary(Operation::log, target), graph.unary(Operation::log, node.a));
        }
        break;
      case Operation::negate: target = graph.unary(Operation::negate, target); break;
      case Operation::exp: target = graph.unary(Operation::log, target); break;
      case Operation::log: target = graph.unary(Operation::exp, target); break;
      case Operation::sqrt: target = graph.binary(Operation::power, target, graph.constant(2, Dimension())); break;
      default: return no_node;
    }
    at = in_a ? node.a : node.b;
  }
  return target;
}

}  // namespace costcurve
