#include "solve/no_value.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace costcurve {

namespace {

double size_of(Interval range) { return std::max(std::abs(range.low), std::abs(range.high)); }

// What is left of numbers of some size may be rounding.
constexpr double noise = 1e-12;
Interval with_rounding(Interval range, double size) { return {range.low - noise * size, range.high + noise * size}; }

// What rounding may have made of a node: of 1 - 0.99 / 0.99 a share of one, though next to nothing is left of it.
double rounding_in(const Solution& solution, NodeId id, int depth = 4) {
  const Node& node = solution.formulas[id];
  const double value = value_of(solution, id);
  if (node.operation == Operation::symbol && depth > 0)
    if (const Finding& finding = solution.found[node.quantity()]; finding.status == Status::derived)
      return rounding_in(solution, finding.formula, depth - 1);
  if (is_leaf(node.operation)) return noise * std::abs(value);
  const Operands<NodeId> operands = node.operands();
  std::array<double, most_operands> values{};
  for (std::size_t i = 0; i < operands.size(); ++i) values[i] = value_of(solution, operands[i]);
  const OperandSlopes slopes = row_of(node.operation).slopes(1, {values[0], values[1], values[2], value});
  double sum = 0;
  for (std::size_t i = 0; i < operands.size(); ++i)
    sum += slopes[i] == 0 ? 0 : std::abs(slopes[i]) * rounding_in(solution, operands[i], depth);
  return sum;
}

// The ends of a range, and nought where it lies inside: where an operation has no inverse, it has none for one sign,
// for nought, or for all but nought.
std::vector<double> told_by(Interval range) {
  std::vector<double> all = {range.low, range.high};
  if (range.encloses(0)) all.push_back(0);
  return all;
}

// What an operand can be if an operation comes to some number in a range.
struct Operand {
  bool is_none = false;
  std::optional<Interval> range;
};

Operand undone(const Inverse& inverse, Interval result, Interval other) {
  Operand operand{true, std::nullopt};
  bool is_told = true;
  std::vector<double> values;
  for (const double r : told_by(result))
    for (const double o : told_by(other)) {
      const Undone one = inverse.numbers(r, o);
      operand.is_none = operand.is_none && one.known && one.count == 0;
      is_told = is_told && one.known && one.count == 1;
      if (one.known && one.count == 1) values.push_back(one.values[0]);
    }
  if (!is_told) return operand;
  const auto [low, high] = std::minmax_element(values.begin(), values.end());
  operand.range = Interval{*low, *high};
  return operand;
}

std::string reason_of(const OperationRow& row) {
  switch (row.dimension) {
    case DimensionRule::product: return "nought times anything is nought";
    case DimensionRule::quotient: return "nothing that is not nought becomes nought by being divided";
    case DimensionRule::root: return "a square root is never negative";
    case DimensionRule::power: return "such a power is never negative";
    case DimensionRule::plain: return "an exponential is always above nought";
    default: return fmt::format("\"{}\" never comes to that", std::string(row.name));
  }
}

}  // namespace

std::optional<std::string> why_no_value(const Relations& relations, const Solution& solution, const Equation& equation,
                                        std::size_t quantity) {
  const Graph& graph = relations.graph;
  const int left = graph.occurrences(equation.left, quantity), right = graph.occurrences(equation.right, quantity);
  if (left + right != 1) return std::nullopt;
  NodeId at = left == 1 ? equation.left : equation.right;
  const NodeId other_side = left == 1 ? equation.right : equation.left;
  Interval result = natural_interval(solution, other_side);
  result = with_rounding(result, std::max(size_of(result), rounding_in(solution, other_side) / noise));
  while (graph[at].operation != Operation::symbol) {
    const Node& node = graph[at];
    const OperationRow& row = row_of(node.operation);
    if (node.operands().size() > 2) return std::nullopt;
    const bool in_a = node.operands().size() == 1 || graph.mentions(node.a, quantity);
    const NodeId beside = in_a ? node.b : node.a;
    const Interval other = beside == no_node ? Interval{} : natural_interval(solution, beside);
    if (!result.is_finite() || !other.is_finite()) return std::nullopt;
    const Operand operand = undone(in_a ? row.inverses.of_a : row.inverses.of_b, result, other);
    if (operand.is_none) return reason_of(row);
    if (!operand.range) return std::nullopt;
    const double size = is_sum(node.operation) ? std::max(size_of(result), size_of(other)) : size_of(*operand.range);
    result = with_rounding(*operand.range, size);
    at = in_a ? node.a : node.b;
  }
  return std::nullopt;
}

std::optional<std::string> why_no_value(const Relations& relations, const Solution& solution,
                                        const Equation& equation) {
  std::optional<std::size_t> unknown;
  for (const std::size_t q : quantities_of(relations.graph, equation)) {
    if (solution.knows(q)) continue;
    if (unknown) return std::nullopt;
    unknown = q;
  }
  if (!unknown) return std::nullopt;
  const auto why = why_no_value(relations, solution, equation, *unknown);
  if (!why) return std::nullopt;
  return fmt::format("whatever {} is: {}", relations.quantities[*unknown].name, *why);
}

}  // namespace costcurve
