#include "graph/graph.h"

#include <algorithm>
#include <array>
#include <cassert>

namespace costcurve {

Graph Graph::laid_over(const Graph& below) {
  Graph graph;
  graph.below_ = &below;
  graph.first_ = {static_cast<NodeId>(below.size()), below.first_.root + below.roots_.size(),
                  below.first_.spelling + static_cast<std::uint32_t>(below.spellings_.size())};
  return graph;
}

NodeId Graph::put(const Node& node) {
  assert(!below_ || below_->size() == first_.node);
  nodes_.push_back(node);
  return static_cast<NodeId>(size() - 1);
}

NodeId Graph::constant(double value, Dimension dimension, std::string spelling) {
  Node node;
  node.value = value;
  node.dimension = dimension;
  if (!spelling.empty()) {
    node.spelling = first_.spelling + static_cast<std::uint32_t>(spellings_.size());
    spellings_.push_back(std::move(spelling));
  }
  return put(node);
}

NodeId Graph::symbol(std::size_t quantity, Dimension dimension) {
  Node node;
  node.operation = Operation::symbol;
  node.value = static_cast<double>(quantity);
  node.dimension = dimension;
  return put(node);
}

NodeId Graph::root(Root root, const std::vector<Dimension>& dimensions) {
  root.first = static_cast<NodeId>(size());
  for (const Dimension& dimension : dimensions) {
    Node node;
    node.operation = Operation::root;
    node.value = static_cast<double>(first_.root + roots_.size());
    node.dimension = dimension;
    put(node);
  }
  roots_.push_back(std::move(root));
  return roots_.back().first;
}

namespace {

Dimension result_dimension(const Graph& graph, const Node& node) {
  const Dimension& left = graph[node.a].dimension;
  switch (row_of(node.operation).dimension) {
    case DimensionRule::sum: return left.is_point() ? left : graph[node.b].dimension;
    case DimensionRule::difference:
      return left.is_point() && graph[node.b].dimension.is_point() ? Dimension(Base::time) : left;
    case DimensionRule::product: return left * graph[node.b].dimension;
    case DimensionRule::quotient: return left / graph[node.b].dimension;
    case DimensionRule::power: return left.raised(graph[node.b].value);
    case DimensionRule::alike:
    case DimensionRule::negated:
    case DimensionRule::counted:
    case DimensionRule::restricted: return left;
    case DimensionRule::choice: return graph[node.b].dimension;
    case DimensionRule::root: return left.raised(0.5);
    case DimensionRule::plain:
    case DimensionRule::date:
    case DimensionRule::comparison: break;
  }
  return {};
}

}  // namespace

NodeId Graph::record(Operation operation, NodeId a, NodeId b, NodeId c) {
  Node node;
  node.operation = operation;
  node.a = a;
  node.b = b;
  node.c = c;
  node.dimension = result_dimension(*this, node);
  return put(node);
}

const NamedExpression* Graph::named(NodeId id) const {
  if (const auto found = named_.find(id); found != named_.end()) return &found->second;
  return id < first_.node ? below_->named(id) : nullptr;
}

double Graph::constant_value(NodeId root) const {
  const Node& node = (*this)[root];
  if (node.operation == Operation::constant) return node.value;
  std::array<double, most_operands> values{};
  const Operands<NodeId> operands = node.operands();
  for (std::size_t i = 0; i < operands.size(); ++i) values[i] = constant_value(operands[i]);
  return apply(node.operation, values[0], values[1], values[2]);
}

std::vector<std::size_t> Graph::quantities_below(NodeId root) const {
  constexpr std::size_t usual = 8;
  std::vector<std::size_t> found;
  if ((*this)[root].operation == Operation::constant) return found;
  found.reserve(usual);
  std::vector<NodeId> open;
  open.reserve(usual);
  open.push_back(root);
  while (!open.empty()) {
    const Node& node = (*this)[open.back()];
    open.pop_back();
    if (node.operation == Operation::symbol) found.push_back(node.quantity());
    if (node.operation == Operation::root) {
      const std::vector<std::size_t> operands = operands_of(root_of(node));
      found.insert(found.end(), operands.begin(), operands.end());
    }
    for (const NodeId operand : node.operands()) open.push_back(operand);
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
  const Node& node = (*this)[root];
  if (node.operation == Operation::symbol) return node.quantity() == quantity ? 1 : 0;
  int count = 0;
  for (const NodeId operand : node.operands()) count += occurrences(operand, quantity);
  return count;
}

}  // namespace costcurve
