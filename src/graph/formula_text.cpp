#include "graph/formula_text.h"

namespace costcurve {

namespace {

constexpr int strongest = 5;  // leaves and functions

const Notation* writing_of(Operation operation) {
  if (is_leaf(operation)) return nullptr;
  const Notation& writing = row_of(operation).written;
  return &writing;
}

std::string operand_text(const Graph& graph, NodeId id, const Notation& outer, bool may_be_equal,
                         const LeafText& leaf) {
  const Notation* inner = writing_of(graph[id].operation);
  const int strength = inner ? inner->strength : strongest;
  const std::string text = written_formula(graph, id, leaf);
  // -3 and 80 h are words of their own, but not under a power.
  const bool is_loose =
      outer.from_right && !inner && text.front() != '(' && text.find_first_of("- /") != std::string::npos;
  const bool needs_brackets = strength < outer.strength || (strength == outer.strength && !may_be_equal) || is_loose;
  return needs_brackets ? "(" + text + ")" : text;
}

std::string root_text(const Graph& graph, const Root& root, const LeafText& leaf) {
  std::string text = "solved from ";
  for (std::size_t e = 0; e < root.left.size(); ++e)
    text += (e == 0 ? "" : " and ") + written_formula(graph, root.left[e], leaf) + " = " +
            written_formula(graph, root.right[e], leaf);
  return text;
}

std::string infix_text(const Graph& graph, const Node& node, const Notation& writing, const LeafText& leaf) {
  const bool right_is_same = writing.is_associative && graph[node.b].operation == node.operation;
  return operand_text(graph, node.a, writing, !writing.from_right, leaf) + std::string(writing.symbol) +
         operand_text(graph, node.b, writing, right_is_same, leaf);
}

std::string function_text(const Graph& graph, const Node& node, const Notation& writing, const LeafText& leaf) {
  std::string text = std::string(writing.symbol) + "(", between;
  for (const NodeId operand : node.operands()) {
    text += between + written_formula(graph, operand, leaf);
    between = ", ";
  }
  return text + ")";
}

}  // namespace

std::string written_formula(const Graph& graph, NodeId id, const LeafText& leaf) {
  const Node& node = graph[id];
  if (node.operation == Operation::root) return root_text(graph, graph.root_of(node), leaf);
  if (is_leaf(node.operation)) return leaf(node);
  const Notation& writing = *writing_of(node.operation);
  switch (writing.kind) {
    case Notation::Kind::infix: return infix_text(graph, node, writing, leaf);
    case Notation::Kind::prefix: return std::string(writing.symbol) + operand_text(graph, node.a, writing, true, leaf);
    case Notation::Kind::function: break;
  }
  return function_text(graph, node, writing, leaf);
}

}  // namespace costcurve
