#pragma once
// Solving one equation for one of its quantities, in closed form.

#include "solve/solve.h"

namespace costcurve {

/// True if the quantity occurs once in the equation, under operations that all have an inverse (not inside min, max or
/// weekday), and not in a power that a negative number may have as well (x^2 = 4), so that `rearrange` succeeds and
/// gives the only solution.
bool can_rearrange(const Relations& relations, const Equation& equation, std::size_t quantity);

/// True if the rearranged equation may miss solutions: x * y = 0 is x = 0 / y, but where y is nought any x does it. The
/// other unknowns are `open`, and may have any value in their domains; the rest is as in the solution.
bool may_miss_solutions(const Relations& relations, const Solution& solution, const Equation& equation,
                        std::size_t quantity, const std::vector<std::size_t>& open);

/// The expression that a quantity equals by an equation, and where that is so: sqrt(x) = y is x = y^2 where y is not
/// negative, and nowhere else.
struct Rearranged {
  NodeId formula = no_node;
  std::vector<NodeId> not_negative;  // without those that cannot fail, as far as their operations tell
};

/// Records the expression as new nodes of `formulas`, which lie over those of the relations. `can_rearrange` must hold.
Rearranged rearrange(const Relations& relations, Graph& formulas, const Equation& equation, std::size_t quantity);

/// The formula as a node that has no value where a condition fails.
NodeId restricted(Graph& graph, const Rearranged& rearranged);

}  // namespace costcurve
