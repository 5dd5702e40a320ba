#pragma once
// What linear equations say of one of their unknowns, as a formula over what is known.

#include <optional>
#include <set>
#include <vector>

#include "solve/solve.h"

namespace costcurve {

/// The formula of a quantity by equations that are linear in their unknowns and determine it, those in `nought` being
/// nought: as many of the others as there are equations. Nothing where it is too long to be of use to anybody. Records
/// nodes in the solution.
std::optional<NodeId> linear_formula(const Relations& relations, Solution& solution,
                                     const std::vector<std::size_t>& equations, const std::set<std::size_t>& nought,
                                     std::size_t quantity);

}  // namespace costcurve
