#include "solve/rearrange.h"

namespace costcurve {

namespace {

// True if every operation on the way from `root` down to the quantity has an inverse.
bool invertible_path(const Graph& graph, NodeId root, std::size_t quantity) {
  NodeId at = root;
  while (graph[at].operation != Operation::symbol) {
    const Node& node = graph[at];
    switch (node.operation) {
      case Operation::min:
      case Operation::max:
      case Operation::weekday: return false;
      case Operation::power:
        if (graph[node.b].operation == Operation::constant && graph[node.b].value == 0) return false;
        break;
      default: break;
    }
    at = is_binary(node.operation) && !graph.mentions(node.a, quantity) ? node.b : node.a;
  }
  return true;
}

}  // namespace

bool can_rearrange(const Graph& graph, const Equation& equation, std::size_t quantity) {
  const int left = graph.occurrences(equation.left, quantity);
  const int right = graph.occurrences(equation.right, quantity);
  if (left + right != 1) return false;
  return invertible_path(graph, left == 1 ? equation.left : equation.right, quantity);
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
        target = in_a ? graph.binary(Operation::add, target, node.b) : graph.binary(Operation::subtract, node.a, target);
        break;
      case Operation::multiply: target = graph.binary(Operation::divide, target, in_a ? node.b : node.a); break;
      case Operation::divide:
        target = in_a ? graph.binary(Operation::multiply, target, node.b) : graph.binary(Operation::divide, node.a, target);
        break;
      case Operation::power:
        if (in_a) {
          // A fixed exponent becomes a fixed root, so that dimensions stay known; any other is divided into one.
          const NodeId exponent = graph[node.b].operation == Operation::constant
                                      ? graph.constant(1.0 / graph[node.b].value, Dimension())
                                      : graph.binary(Operation::divide, graph.constant(1, Dimension()), node.b);
          target = graph.binary(Operation::power, target, exponent);
        } else {
          target = graph.binary(Operation::divide, graph.unary(Operation::log, target), graph.unary(Operation::log, node.a));
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
