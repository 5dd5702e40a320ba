#pragma once
// Solving one equation for one of its quantities, in closed form.

#include "graph/equation.h"

namespace costcurve {

/// True if the quantity occurs once in the equation and not inside min, max or weekday, so that `rearrange` succeeds.
bool can_rearrange(const Graph& graph, const Equation& equation, std::size_t quantity);

/// The expression that the quantity equals by the equation, recorded as new nodes. `can_rearrange` must hold.
NodeId rearrange(Graph& graph, const Equation& equation, std::size_t quantity);

}  // namespace costcurve
