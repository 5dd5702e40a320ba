#pragma once
// Random formulas over a few given numbers, for properties of the readers of the graph.

#include "audit/reasons.h"
#include "program/program.h"
#include "quantity/print.h"
#include "support/problems.h"
#include "support/property.h"

namespace costcurve::testing {

struct Formula {
  Problem problem;
  Solution solution;
  NodeId root = no_node;

  double value() const { return value_of(problem.graph, root, solution); }
  Program program() const { return compile(problem, solution, {root}).value(); }
};

enum class Numbers { positive, any };

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
    quantity.given = a_given(std::stod(number_text(a_size(0.1, 10), 4)) * (numbers == Numbers::any && flip() ? -1 : 1));
    nodes.push_back(quantity.symbol);
    made.problem.quantities.push_back(std::move(quantity));
  }
  const auto any = [&] { return nodes[below(nodes.size())]; };
  for (int step = 1 + a_whole(0, operations - 1); step > 0; --step) {
    switch (below(13)) {
      case 0:
      case 1: nodes.push_back(graph.binary(Operation::add, any(), any())); break;
      case 2: nodes.push_back(graph.binary(Operation::subtract, any(), any())); break;
      case 3:
      case 4: nodes.push_back(graph.binary(Operation::multiply, any(), any())); break;
      case 5: nodes.push_back(graph.binary(Operation::divide, any(), any())); break;
      case 6:
        nodes.push_back(
            graph.binary(Operation::power, any(), graph.constant(one_of<double>({-2, -1, 0.5, 2, 3}), Dimension())));
        break;
      case 7: nodes.push_back(graph.binary(flip() ? Operation::min : Operation::max, any(), any())); break;
      case 8: nodes.push_back(graph.unary(Operation::negate, any())); break;
      case 9: nodes.push_back(graph.unary(Operation::exp, any())); break;
      case 10: nodes.push_back(graph.unary(Operation::log, any())); break;
      case 11: nodes.push_back(graph.unary(Operation::sqrt, any())); break;
      default: nodes.push_back(graph.constant(one_of<double>({-3, -1, 0.25, 1, 2, 7}), Dimension())); break;
    }
  }
  made.root = nodes.back();
  made.solution = solve(made.problem);
  RC_LOG() << formula_text(made.problem, made.root, "p") << " = "
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
