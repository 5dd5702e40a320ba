#include "graph/graph.h"

#include <algorithm>
#include <cmath>

namespace costcurve {

namespace {

// Days since 1970-01-01 (a Thursday) to the ISO weekday, Monday = 1.
double weekday_of(double seconds) {
  const double days = std::floor(seconds / 86400.0);
  return 1.0 + std::fmod(std::fmod(days + 3.0, 7.0) + 7.0, 7.0);
}

}  // namespace

double apply(Operation operation, double a, double b) {
  switch (operation) {
    case Operation::add: return a + b;
    case Operation::subtract: return a - b;
    case Operation::multiply: return a * b;
    case Operation::divide: return a / b;
    case Operation::power: return std::pow(a, b);
    // An operand without a value leaves none: max(5, log(-1)) is not 5.
    case Operation::min: return b < a || std::isnan(b) ? b : a;
    case Operation::max: return a < b || std::isnan(b) ? b : a;
    case Operation::negate: return -a;
    case Operation::exp: return std::exp(a);
    case Operation::log: return std::log(a);
    case Operation::sqrt: return std::sqrt(a);
    case Operation::weekday: return weekday_of(a);
    case Operation::constant:
    case Operation::symbol:
    case Operation::root: break;
  }
  return std::nan("");
}

NodeId Graph::constant(double value, Dimension dimension, std::string spelling) {
  Node node;
  node.value = value;
  node.dimension = dimension;
  if (!spelling.empty()) {
    node.spelling = static_cast<std::uint32_t>(spellings_.size());
    spellings_.push_back(std::move(spelling));
  }
  nodes_.push_back(node);
  return static_cast<NodeId>(nodes_.size() - 1);
}

NodeId Graph::symbol(std::size_t quantity, Dimension dimension) {
  Node node;
  node.operation = Operation::symbol;
  node.value = static_cast<double>(quantity);
  node.dimension = dimension;
  nodes_.push_back(node);
  return static_cast<NodeId>(nodes_.size() - 1);
}

NodeId Graph::root(Root root, const std::vector<Dimension>& dimensions) {
  root.first = static_cast<NodeId>(nodes_.size());
  for (const Dimension& dimension : dimensions) {
    Node node;
    node.operation = Operation::root;
    node.value = static_cast<double>(roots_.size());
    node.dimension = dimension;
    nodes_.push_back(node);
  }
  roots_.push_back(std::move(root));
  return roots_.back().first;
}

namespace {

Dimension result_dimension(const Graph& graph, Operation operation, NodeId a, NodeId b) {
  const Dimension& left = graph[a].dimension;
  const Dimension& right = graph[b].dimension;
  switch (operation) {
    case Operation::multiply: return left * right;
    case Operation::divide: return left / right;
    case Operation::power: return left.raised(graph[b].value);
    case Operation::subtract:
      if (left.is_point() && right.is_point()) return Dimension(Base::time);
      return left;
    case Operation::add: return left.is_point() ? left : right;
    default: return left;
  }
}

}  // namespace

NodeId Graph::binary(Operation operation, NodeId a, NodeId b) {
  Node node;
  node.operation = operation;
  node.a = a;
  node.b = b;
  node.dimension = result_dimension(*this, operation, a, b);
  nodes_.push_back(node);
  return static_cast<NodeId>(nodes_.size() - 1);
}

NodeId Graph::unary(Operation operation, NodeId a) {
  Node node;
  node.operation = operation;
  node.a = a;
  switch (operation) {
    case Operation::negate: node.dimension = nodes_[a].dimension; break;
    case Operation::sqrt: node.dimension = nodes_[a].dimension.raised(0.5); break;
    default: break;  // exp, log and weekday give plain numbers
  }
  nodes_.push_back(node);
  return static_cast<NodeId>(nodes_.size() - 1);
}

double Graph::constant_value(NodeId root) const {
  const Node& node = nodes_[root];
  if (node.operation == Operation::constant) return node.value;
  if (is_leaf(node.operation)) return std::nan("");
  return apply(node.operation, constant_value(node.a), is_binary(node.operation) ? constant_value(node.b) : 0);
}

std::vector<std::size_t> Graph::quantities_below(NodeId root) const {
  std::vector<std::size_t> found;
  std::vector<NodeId> open = {root};
  while (!open.empty()) {
    const Node& node = nodes_[open.back()];
    open.pop_back();
    if (node.operation == Operation::symbol) found.push_back(node.quantity());
    if (node.operation == Operation::root) {
      const std::vector<std::size_t> operands = operands_of(roots_[node.root()]);
      found.insert(found.end(), operands.begin(), operands.end());
    }
    if (is_leaf(node.operation)) continue;
    open.push_back(node.a);
    if (is_binary(node.operation)) open.push_back(node.b);
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

std::vector<std::size_t> Graph::operands_of(const Root& root) const {
  std::vector<std::size_t> operands;
  for (const std::vector<NodeId>* side : {&root.left, &root.right})
    for (const NodeId id : *side)
      for (const std::size_t quantity : quantities_below(id))
        if (std::find(root.unknowns.begin(), root.unknowns.end(), quantity) == root.unknowns.end())
          operands.push_back(quantity);
  std::sort(operands.begin(), operands.end());
  operands.erase(std::unique(operands.begin(), operands.end()), operands.end());
  return operands;
}

int Graph::occurrences(NodeId root, std::size_t quantity) const {
  const Node& node = nodes_[root];
  if (node.operation == Operation::symbol) return node.quantity() == quantity ? 1 : 0;
  if (is_leaf(node.operation)) return 0;
  return occurrences(node.a, quantity) + (is_binary(node.operation) ? occurrences(node.b, quantity) : 0);
}

}  // namespace costcurve
