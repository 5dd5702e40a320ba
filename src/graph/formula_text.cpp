#include "graph/formula_text.h"

#include <utility>

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

// A formula on one line.
struct AsLine {
  using Written = std::string;
  static std::string leaf(std::string text) { return text; }
  static std::string brackets(const std::string& inner) { return "(" + inner + ")"; }
  static std::string infix(Operation, std::string_view symbol, const std::string& left, const std::string& right) {
    return left + std::string(symbol) + right;
  }
  static std::string prefix(std::string_view symbol, const std::string& operand) {
    return std::string(symbol) + operand;
  }
  static std::string function(std::string_view name, const std::vector<std::string>& operands) {
    std::string text = std::string(name) + "(", between;
    for (const std::string& operand : operands) {
      text += between + operand;
      between = ", ";
    }
    return text + ")";
  }
  static const std::string& text_of(const std::string& written) { return written; }
};

// A formula taken apart.
struct AsTree {
  using Written = FormulaTree;
  using Kind = FormulaTree::Kind;
  static FormulaTree leaf(std::string text) { return {Kind::leaf, std::move(text), {}}; }
  static FormulaTree brackets(FormulaTree inner) { return {Kind::brackets, "", {std::move(inner)}}; }
  static FormulaTree infix(Operation operation, std::string_view symbol, FormulaTree left, FormulaTree right) {
    const Kind kind = operation == Operation::divide  ? Kind::fraction
                      : operation == Operation::power ? Kind::power
                                                      : Kind::row;
    return {kind, std::string(symbol), {std::move(left), std::move(right)}};
  }
  static FormulaTree prefix(std::string_view symbol, FormulaTree operand) {
    return {Kind::row, std::string(symbol), {std::move(operand)}};
  }
  static FormulaTree function(std::string_view name, std::vector<FormulaTree> operands) {
    return {Kind::function, std::string(name), std::move(operands)};
  }
  // Of a leaf; of all else what reads like no leaf.
  static std::string text_of(const FormulaTree& written) { return written.kind == Kind::leaf ? written.text : "()"; }
};

template <class As>
class FormulaWriter {
 public:
  using Written = typename As::Written;

  FormulaWriter(const Graph& graph, const LeafText& leaf, Named named) : graph_(graph), leaf_(leaf), named_(named) {}

  Written written(NodeId id) const {
    if (const NamedExpression* named = name_of(id)) return function(named->name, named->operands);
    const Node& node = graph_[written_node(graph_, id)];
    if (node.operation == Operation::root) return As::leaf(root_text(graph_.root_of(node)));
    if (is_leaf(node.operation)) return As::leaf(leaf_(node));
    const Notation& writing = *writing_of(node.operation);
    switch (writing.kind) {
      case Notation::Kind::infix: return infix(node, writing);
      case Notation::Kind::prefix: return As::prefix(writing.symbol, operand(node.a, writing, true));
      case Notation::Kind::none:
      case Notation::Kind::function: break;
    }
    return function(writing.symbol, node.operands());
  }

 private:
  const NamedExpression* name_of(NodeId id) const { return named_ == Named::by_name ? graph_.named(id) : nullptr; }

  template <class Operands>
  Written function(std::string_view name, const Operands& operands) const {
    std::vector<Written> texts;
    for (const NodeId each : operands) texts.push_back(written(each));
    return As::function(name, std::move(texts));
  }

  Written operand(NodeId id, const Notation& outer, bool may_be_equal) const {
    const Notation* inner = name_of(id) ? nullptr : writing_of(graph_[written_node(graph_, id)].operation);
    const int strength = inner ? inner->strength : strongest;
    Written made = written(id);
    // -3 and 80 h are words of their own, but not under a power.
    const bool is_loose = outer.row == Notation::Row::from_right && !inner && !name_of(id) &&
                          As::text_of(made).front() != '(' &&
                          As::text_of(made).find_first_of("- /") != std::string::npos;
    const bool needs_brackets = strength < outer.strength || (strength == outer.strength && !may_be_equal) || is_loose;
    return needs_brackets ? As::brackets(std::move(made)) : made;
  }

  std::string root_text(const Root& root) const {
    const FormulaWriter<AsLine> line(graph_, leaf_, named_);
    std::string text = "solved from ";
    for (std::size_t e = 0; e < root.left.size(); ++e)
      text += (e == 0 ? "" : " and ") + line.written(root.left[e]) + " = " + line.written(root.right[e]);
    return text;
  }

  Written infix(const Node& node, const Notation& writing) const {
    const bool left_may = writing.row == Notation::Row::any || writing.row == Notation::Row::from_left;
    const bool right_is_same = writing.row == Notation::Row::any && graph_[node.b].operation == node.operation;
    Written left = operand(node.a, writing, left_may), right = operand(node.b, writing, right_is_same);
    if (node.operation == Operation::divide && would_read_as_unit(node, left, right))
      right = As::brackets(std::move(right));
    return As::infix(node.operation, writing.symbol, std::move(left), std::move(right));
  }
  // A number over an amount, 2 / (3 h) or 2 / (3/s), is no fraction in front of a unit: 2/3 h.
  bool would_read_as_unit(const Node& quotient, const Written& left, const Written& right) const {
    return As::text_of(left).find_first_not_of("0123456789.,-e") == std::string::npos &&
           is_leaf(graph_[written_node(graph_, quotient.b)].operation) && As::text_of(right).front() != '(' &&
           As::text_of(right).find_first_of(" /") != std::string::npos;
  }

  const Graph& graph_;
  const LeafText& leaf_;
  Named named_;
};

// A comparison stands in brackets, as it is typed: alone its sign would state a relation or a bound.
template <class As>
typename As::Written whole(const Graph& graph, NodeId id, const LeafText& leaf, Named named) {
  typename As::Written written = FormulaWriter<As>(graph, leaf, named).written(id);
  const Notation* outermost = writing_of(graph[written_node(graph, id)].operation);
  return outermost && outermost->strength == 0 ? As::brackets(std::move(written)) : written;
}

}  // namespace

std::string written_formula(const Graph& graph, NodeId id, const LeafText& leaf, Named named) {
  return whole<AsLine>(graph, id, leaf, named);
}

FormulaTree formula_tree(const Graph& graph, NodeId id, const LeafText& leaf, Named named) {
  return whole<AsTree>(graph, id, leaf, named);
}

}  // namespace costcurve
