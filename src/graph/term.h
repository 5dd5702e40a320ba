#pragma once
// The number inside a sheet's quantity: not a double but a handle. Arithmetic on handles records the formula.

#include <optional>

#include "graph/graph.h"

namespace costcurve {

/// A node of a graph, as a value that arithmetic works on. There is deliberately no comparison: a data-dependent `if`
/// in a sheet must not compile; write `min`, `max` or `select`.
struct Term {
  Graph* graph = nullptr;
  NodeId node = no_node;

  friend Term operator+(Term a, Term b) { return record(Operation::add, a, b); }
  friend Term operator-(Term a, Term b) { return record(Operation::subtract, a, b); }
  friend Term operator*(Term a, Term b) { return record(Operation::multiply, a, b); }
  friend Term operator/(Term a, Term b) { return record(Operation::divide, a, b); }
  friend Term operator-(Term a) { return record(Operation::negate, a); }
  friend Term min(Term a, Term b) { return record(Operation::min, a, b); }
  friend Term max(Term a, Term b) { return record(Operation::max, a, b); }
  /// 1 where it is true and 0 where not.
  friend Term less(Term a, Term b) { return record(Operation::less, a, b); }
  friend Term at_most(Term a, Term b) { return record(Operation::at_most, a, b); }
  friend Term equal(Term a, Term b) { return record(Operation::equal, a, b); }
  /// The first where the condition holds, otherwise the second.
  friend Term select(Term condition, Term a, Term b) {
    return {a.graph, a.graph->record(Operation::select, condition.node, a.node, b.node)};
  }
  friend Term floor(Term a) { return record(Operation::floor, a); }
  friend Term ceil(Term a) { return record(Operation::ceil, a); }
  friend Term exp(Term a) { return record(Operation::exp, a); }
  friend Term log(Term a) { return record(Operation::log, a); }
  friend Term pow(Term a, Term b) { return record(Operation::power, a, b); }
  friend Term sqrt(Term a) { return record(Operation::sqrt, a); }

 private:
  static Term record(Operation operation, Term a, Term b) {
    return {a.graph, a.graph->binary(operation, a.node, b.node)};
  }
  static Term record(Operation operation, Term a) { return {a.graph, a.graph->unary(operation, a.node)}; }
};

/// What an operand is, as a formula over the result and the other operand.
struct Undoing {
  Term operand;
  std::optional<Term> not_negative = std::nullopt;  // elsewhere the formula is no solution: sqrt(x) = -2 is not x = 4
};

}  // namespace costcurve
