#include "graph/formula_text.h"

namespace costcurve {

namespace {

constexpr int strongest = 5;  // leaves and functions

// What is not written itself is written as its first operand.
NodeId written_node(const Graph& graph, NodeId id) {
  while (!is_leaf(graph[id].operation) && row_of(graph[id].operation).written->kind == Notation::Kind::none)
    id = graph[id].a;
  return id;
}

const Notation* writing_of(Operation operation) {
  if (is_leaf(operation)) return nullptr;
  const Notation& writing = row_of(operation).written;
  return &writing;
}

std::string inner_text(const Graph& graph, NodeId id, const LeafText& leaf);

std::string operand_text(const Graph& graph, NodeId id, const Notation& outer, bool may_be_equal,
                         const LeafText& leaf) {
  const Notation* inner = writing_of(graph[written_node(graph, id)].operation);
  const int strength = inner ? inner->strength : strongest;
  const std::string text = inner_text(graph, id, leaf);
  // -3 and 80 h are words of their own, but not under a power.
  const bool is_loose = outer.row == Notation::Row::from_right && !inner && text.front() != '(' &&
                        text.find_first_of("- /") != std::string::npos;
  const bool needs_brackets = strength < outer.strength || (strength == outer.strength && !may_be_equal) || is_loose;
  return needs_brackets ? "(" + text + ")" : text;
}

std::string root_text(const Graph& graph, const Root& root, const LeafText& leaf) {
  std::string text = "solved from ";
  for (std::size_t e = 0; e < root.left.size(); ++e)
    text += (e == 0 ? "" : " and ") + inner_text(graph, root.left[e], leaf) + " = " +
            inner_text(graph, root.right[e], leaf);
  return text;
}

std::string infix_text(const Graph& graph, const Node& node, const Notation& writing, const LeafText& leaf) {
  const bool left_may = writing.row == Notation::Row::any || writing.row == Notation::Row::from_left;
  const bool right_is_same = writing.row == Notation::Row::any && graph[node.b].operation == node.operation;
  const std::string left = operand_text(graph, node.a, writing, left_may, leaf);
  std::string right = operand_text(graph, node.b, writing, right_is_same, leaf);
  // A number over an amount, 2 / (3 h), is no fraction in front of a unit: 2/3 h.
  const bool is_number = left.find_first_not_of("0123456789.,-e") == std::string::npos;
  if (node.operation == Operation::divide && is_number && is_leaf(graph[written_node(graph, node.b)].operation) &&
      right.front() != '(' && right.find(' ') != std::string::npos)
    right = "(" + right + ")";
  return left + std::string(writing.symbol) + right;
}

std::string function_text(const Graph& graph, const Node& node, const Notation& writing, const LeafText& leaf) {
  std::string text = std::string(writing.symbol) + "(", between;
  for (const NodeId operand : node.operands()) {
    text += between + inner_text(graph, operand, leaf);
    between = ", ";
  }
  return text + ")";
}

std::string inner_text(const Graph& graph, NodeId id, const LeafText& leaf) {
  const Node& node = graph[written_node(graph, id)];
  if (node.operation == Operation::root) return root_text(graph, graph.root_of(node), leaf);
  if (is_leaf(node.operation)) return leaf(node);
  const Notation& writing = *writing_of(node.operation);
  switch (writing.kind) {
    case Notation::Kind::infix: return infix_text(graph, node, writing, leaf);
    case Notation::Kind::prefix: return std::string(writing.symbol) + operand_text(graph, node.a, writing, true, leaf);
    case Notation::Kind::none:
    case Notation::Kind::function: break;
  }
  return function_text(graph, node, writing, leaf);
}

}  // namespace

// A comparison stands in brackets, as it is typed: alone its sign would state a relation or a bound.
std::string written_formula(const Graph& graph, NodeId id, const LeafText& leaf) {
  const std::string text = inner_text(graph, id, leaf);
  const Notation* outermost = writing_of(graph[written_node(graph, id)].operation);
  return outermost && outermost->strength == 0 ? "(" + text + ")" : text;
}

}  // namespace costcurve
