#pragma once
// Equations that determine their unknowns only together, or hold one in a way that no rearranging frees.

#include <optional>
#include <vector>

#include "solve/entangled.h"
#include "solve/tear.h"

namespace costcurve {

/// Quantities that became known together, and the equations that are used up by them.
struct SolvedBlock {
  std::vector<std::size_t> quantities;
  std::vector<Finding> findings;
  std::vector<std::size_t> used;
};

/// The smallest set of open equations that leads to values; nothing if none does. Sets that lead to no single value are
/// given up, and the reason goes to `refused`. Records formulas in the solution, but settles nothing.
std::optional<SolvedBlock> solve_smallest_block(const Relations& relations, Solution& solution, OpenEquations& open,
                                                Entangled& entangled, std::vector<Refused>& refused);

}  // namespace costcurve
