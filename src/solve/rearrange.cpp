#include "solve/rearrange.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "graph/term.h"

namespace costcurve {

namespace {

// True if the node cannot come to less than zero, as far as its operations tell.
bool never_negative(const Relations& relations, const Graph& formulas, NodeId id) {
  const Node& node = formulas[id];
  if (node.operation == Operation::constant) return node.value >= 0;
  if (node.operation == Operation::symbol) return relations.quantities[node.quantity()].domain != Domain::any;
  if (node.operation == Operation::root) return false;
  std::array<bool, most_operands> operands{};
  for (std::size_t i = 0; i < node.operands().size(); ++i)
    operands[i] = never_negative(relations, formulas, node.operands()[i]);
  return row_of(node.operation).never_negative(operands[0], operands[1], operands[2]);
}

// One operation on the way from a side of the equation down to the quantity.
struct Layer {
  NodeId below;  // the operand that the quantity occurs in
  NodeId other;  // the other one, or none
  const Inverse* inverse;
};

Layer layer_of(const Graph& graph, const Node& node, std::size_t quantity) {
  const Inverses& inverses = row_of(node.operation).inverses;
  const bool in_a = node.b == no_node || graph.mentions(node.a, quantity);
  return in_a ? Layer{node.a, node.b, &inverses.of_a} : Layer{node.b, node.a, &inverses.of_b};
}

// True if every operation on the way from `root` down to the quantity has one inverse.
bool invertible_path(const Relations& relations, NodeId root, std::size_t quantity) {
  const Graph& graph = relations.graph;
  for (NodeId at = root; graph[at].operation != Operation::symbol;) {
    if (graph[at].operands().size() > 2) return false;
    const Layer layer = layer_of(graph, graph[at], quantity);
    const double other = layer.other == no_node ? std::nan("") : graph.constant_value(layer.other);
    if (!layer.inverse->is_unique(other, never_negative(relations, graph, layer.below))) return false;
    at = layer.below;
  }
  return true;
}

// What a node can come to where the open unknowns lie anywhere in their domains.
Interval over_domains(const Relations& relations, const Solution& solution, NodeId id,
                      const std::vector<std::size_t>& open) {
  const Node& node = solution.formulas[id];
  if (node.operation == Operation::symbol && std::find(open.begin(), open.end(), node.quantity()) != open.end())
    return search_range(relations.quantities[node.quantity()].domain);
  if (is_leaf(node.operation)) return Interval::point(value_of(solution, id));
  std::array<Interval, most_operands> operands{};
  for (std::size_t i = 0; i < node.operands().size(); ++i)
    operands[i] = over_domains(relations, solution, node.operands()[i], open);
  return enclose(node.operation, operands[0], operands[1], operands[2]);
}

// Where the other operand is nought, an operation may come to this whatever the operand is: 0 * x = 0.
std::optional<double> regardless(const OperationRow& row, bool of_a) {
  const double two = of_a ? row.apply(2, 0, 0) : row.apply(0, 2, 0);
  const double three = of_a ? row.apply(3, 0, 0) : row.apply(0, 3, 0);
  return two == three && std::isfinite(two) ? std::optional(two) : std::nullopt;
}

}  // namespace

bool may_miss_solutions(const Relations& relations, const Solution& solution, const Equation& equation,
                        std::size_t quantity, const std::vector<std::size_t>& open) {
  const Graph& graph = relations.graph;
  const bool on_left = graph.mentions(equation.left, quantity);
  NodeId at = on_left ? equation.left : equation.right;
  Interval result = over_domains(relations, solution, on_left ? equation.right : equation.left, open);
  while (graph[at].operation != Operation::symbol) {
    const Layer layer = layer_of(graph, graph[at], quantity);
    if (layer.other == no_node) {
      result = Interval::everything();  // of what is undone further down nothing is told
    } else {
      const bool of_a = layer.below == graph[at].a;
      const Interval other = over_domains(relations, solution, layer.other, open);
      const std::optional<double> free = regardless(row_of(graph[at].operation), of_a);
      if (free && !other.is_point() && other.holds(0) && result.holds(*free)) return true;
      const Undone undone =
          other.is_point() && result.is_point() ? layer.inverse->numbers(result.low, other.low) : Undone::unknown();
      result = undone.known && undone.count == 1 ? Interval::point(undone.values[0]) : Interval::everything();
    }
    at = layer.below;
  }
  return false;
}

bool can_rearrange(const Relations& relations, const Equation& equation, std::size_t quantity) {
  const Graph& graph = relations.graph;
  const int left = graph.occurrences(equation.left, quantity);
  const int right = graph.occurrences(equation.right, quantity);
  if (left + right != 1) return false;
  return invertible_path(relations, left == 1 ? equation.left : equation.right, quantity);
}

Rearranged rearrange(const Relations& relations, Graph& formulas, const Equation& equation, std::size_t quantity) {
  Rearranged made;
  const bool on_left = formulas.mentions(equation.left, quantity);
  NodeId at = on_left ? equation.left : equation.right;
  Term target{&formulas, on_left ? equation.right : equation.left};
  while (formulas[at].operation != Operation::symbol) {
    const Layer layer = layer_of(formulas, formulas[at], quantity);
    const Undoing undoing = layer.inverse->formula(target, {&formulas, layer.other});
    if (undoing.not_negative && !never_negative(relations, formulas, undoing.not_negative->node))
      made.not_negative.push_back(undoing.not_negative->node);
    target = undoing.operand;
    at = layer.below;
  }
  made.formula = target.node;
  return made;
}

NodeId restricted(Graph& graph, const Rearranged& rearranged) {
  NodeId formula = rearranged.formula;
  for (const NodeId condition : rearranged.not_negative) formula = graph.record(Operation::where, formula, condition);
  return formula;
}

}  // namespace costcurve
