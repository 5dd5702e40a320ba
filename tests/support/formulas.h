#pragma once
// Random formulas over a few given numbers, for properties of the readers of the graph.

#include "audit/reasons.h"
#include "audit/worked_line.h"
#include "program/program.h"
#include "quantity/print.h"
#include "support/problems.h"
#include "support/property.h"

namespace costcurve::testing {

struct Formula {
  Problem problem;
  Solution solution;
  NodeId root = no_node;

  double value() const { return value_of(solution, root); }
  Program program() const { return compile(problem, solution, {root}).value(); }
};

enum class Numbers { positive, any };

/// Every operation that a person writes between plain numbers; sums and products more often, as in real formulas.
inline std::vector<const OperationRow*> operations_on_plain_numbers() {
  std::vector<const OperationRow*> rows;
  for (const OperationRow* row : operation_rows) {
    if (row->dimension == DimensionRule::date || row->written->kind == Notation::Kind::none) continue;
    rows.insert(rows.end(), row->list->kind == Listing::Kind::none ? 1 : 3, row);
  }
  return rows;
}

/// Some operations on up to four givens named p.a, p.b, ..., which may occur again and again, and constants.
inline Formula a_formula(Numbers numbers, int operations = 8) {
  Formula made;
  Graph& graph = made.problem.graph;
  std::vector<NodeId> nodes;
  const std::size_t inputs = 1 + below(4);
  for (std::size_t i = 0; i < inputs; ++i) {
    Quantity quantity;
    quantity.name = std::string("p.") + static_cast<char>('a' + i);
    quantity.part = "p";
    quantity.symbol = graph.symbol(i, Dimension());
    made.problem.givens.state(
        i, a_given(std::stod(number_text(a_size(0.1, 10), 4)) * (numbers == Numbers::any && flip() ? -1 : 1)));
    nodes.push_back(quantity.symbol);
    made.problem.quantities.push_back(std::move(quantity));
  }
  const auto any = [&] { return nodes[below(nodes.size())]; };
  for (int step = 1 + a_whole(0, operations - 1); step > 0; --step) {
    if (below(13) == 0) {
      nodes.push_back(graph.constant(one_of<double>({-3, -1, 0.25, 1, 2, 7}), Dimension()));
      continue;
    }
    const OperationRow& row = *one_of(operations_on_plain_numbers());
    const NodeId exponent = graph.constant(one_of<double>({-2, -1, 0.5, 2, 3}), Dimension());
    const std::array<NodeId, most_operands> operands = {any(), row.dimension == DimensionRule::power ? exponent : any(),
                                                        any()};
    const auto operand = [&](std::size_t i) { return i < row.operands ? operands[i] : no_node; };
    nodes.push_back(graph.record(row.operation, operand(0), operand(1), operand(2)));
  }
  made.root = nodes.back();
  made.solution = solve(made.problem);
  RC_LOG() << formula_text(made.problem, graph, made.root, "p") << " = "
           << numbers_text(made.problem, made.solution, made.root) << "\n";
  return made;
}

/// The same, and it has a value of a common size.
inline Formula a_formula_with_a_value(Numbers numbers, int operations = 8) {
  Formula made = a_formula(numbers, operations);
  const double value = made.value();
  RC_PRE(std::isfinite(value) && std::abs(value) < 1e9);
  return made;
}

}  // namespace costcurve::testing
