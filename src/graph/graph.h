#pragma once
// The graph: every formula of a scenario, recorded once as operations on numbered nodes.
//
// A sheet's equations and a scenario's expressions are run or parsed a single time; what remains is this flat list.
// Operands always stand before the node that uses them, so that a reader is a loop: forwards for a value, an
// interval or a column of samples, backwards for a gradient. The graph knows nothing of its readers, and a formula
// knows nothing of them either: a new reader touches no formula, a new formula touches no reader.
//
// A node keeps its dimension. Sheets are checked by the compiler already; the runtime dimension serves expressions that
// are typed in a scenario, and `System` compares the two wherever they meet.

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "graph/operation.h"
#include "numeric/interval.h"
#include "quantity/dimension.h"

namespace costcurve {

using NodeId = std::uint32_t;
inline constexpr NodeId no_node = 0xffffffff;

struct Node {
  Operation operation = Operation::constant;
  NodeId a = no_node;
  NodeId b = no_node;
  NodeId c = no_node;
  double value = 0;            // of a constant; of a symbol, the number of its quantity; of a root, its number
  std::uint32_t spelling = 0;  // how the constant was written, if it was (index into the graph's spellings)
  Dimension dimension;

  std::size_t quantity() const { return static_cast<std::size_t>(value); }
  std::size_t root() const { return static_cast<std::size_t>(value); }
  Operands<NodeId> operands() const { return {operation, a, b, c}; }
};

/// Quantities that equations determine only together, or one that no rearranging frees: what they are such that every
/// left side equals its right one. Each unknown has a node of the operation `root`, in a row from `first`; what else
/// occurs in the sides are its operands.
struct Root {
  std::vector<std::size_t> unknowns;
  std::vector<NodeId> left, right;
  std::vector<double> values;          // the solution at the stated values: elsewhere the nearest to it is meant
  std::vector<Interval> within;        // where solutions are looked for
  std::vector<std::size_t> equations;  // numbers of the equations behind it
  NodeId first = no_node;
};

/// An expression that several formulas have in common and that has a name of its own, such as matmul(weights, columns).
/// Name and sentence are literals.
struct NamedExpression {
  std::string_view name, sentence;
  std::vector<NodeId> operands;  // that are written behind the name
};

class Graph {
 public:
  /// A graph of its own, whose nodes go on numbering behind those of `below` and may use them. What lies below must
  /// stay where it is, and must not grow.
  static Graph laid_over(const Graph& below);

  NodeId constant(double value, Dimension dimension, std::string spelling = {});
  /// The value of quantity number `quantity`, whatever will determine it.
  NodeId symbol(std::size_t quantity, Dimension dimension);
  /// Records an operation. Dimensions must already be known to fit: the parser and the compiler check them.
  NodeId record(Operation operation, NodeId a, NodeId b = no_node, NodeId c = no_node);
  NodeId binary(Operation operation, NodeId a, NodeId b) { return record(operation, a, b); }
  NodeId unary(Operation operation, NodeId a) { return record(operation, a); }

  /// Records the nodes of a root's unknowns, which have symbols of these dimensions; the first of them.
  NodeId root(Root root, const std::vector<Dimension>& dimensions);

  /// Names an expression, also one of the graph below: explanations may write its name for it.
  void name(NodeId id, NamedExpression named) { named_[id] = std::move(named); }
  /// The name of an expression, or null.
  const NamedExpression* named(NodeId id) const;

  const Node& operator[](NodeId id) const { return id < first_.node ? (*below_)[id] : nodes_[id - first_.node]; }
  std::size_t size() const { return first_.node + nodes_.size(); }
  const Root& root_of(const Node& node) const {
    return node.root() < first_.root ? below_->root_of(node) : roots_[node.root() - first_.root];
  }
  const std::string& spelling(const Node& node) const {
    return node.spelling < first_.spelling ? below_->spelling(node) : spellings_[node.spelling - first_.spelling];
  }

  /// The numbers of the quantities that occur below `root`, ascending, each once.
  std::vector<std::size_t> quantities_below(NodeId root) const;
  /// The quantities that a root's unknowns rest on, ascending.
  std::vector<std::size_t> operands_of(const Root& root) const;
  /// How often the quantity occurs below `root`, counted as in the written formula.
  int occurrences(NodeId root, std::size_t quantity) const;
  /// The value of an expression without quantities; no number if there is one in it.
  double constant_value(NodeId root) const;
  /// True if the quantity occurs below `root`.
  bool mentions(NodeId root, std::size_t quantity) const { return occurrences(root, quantity) > 0; }

 private:
  NodeId put(const Node& node);

  // The numbers that this graph's own nodes, roots and spellings begin with.
  struct First {
    NodeId node = 0;
    std::size_t root = 0;
    std::uint32_t spelling = 0;
  };

  const Graph* below_ = nullptr;
  First first_;
  std::vector<Node> nodes_;
  std::vector<Root> roots_;
  std::vector<std::string> spellings_ = {""};
  std::map<NodeId, NamedExpression> named_;
};

}  // namespace costcurve
