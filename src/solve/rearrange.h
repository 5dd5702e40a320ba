#pragma once
// Solving one equation for one of its quantities, in closed form.

#include "graph/relations.h"

namespace costcurve {

/// True if the quantity occurs once in the equation, under operations that all have an inverse (not inside min, max or
/// weekday), and not in a power that a negative number may have as well (x^2 = 4), so that `rearrange` succeeds and
/// gives the only solution.
bool can_rearrange(const Relations& relations, const Equation& equation, std::size_t quantity);

/// The expression that the quantity equals by the equation, recorded as new nodes. `can_rearrange` must hold.
NodeId rearrange(Graph& graph, const Equation& equation, std::size_t quantity);

}  // namespace costcurve
