#pragma once
// The unit that a formula is read in where nobody has said one.

#include <optional>

#include "graph/relations.h"

namespace costcurve {

/// The unit of the first quantity in the formula that measures what the formula does: `a.energy * 2` is read in the kWh
/// of `a.energy`. Nothing where there is none.
std::optional<ShownUnit> unit_within(const Relations& relations, const Graph& formulas, NodeId root);

/// The same of the two sides of an equation, the left before the right.
std::optional<ShownUnit> unit_within(const Relations& relations, const Graph& formulas, const Equation& equation);

}  // namespace costcurve
