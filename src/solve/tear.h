#pragma once
// Equations that determine their unknowns only together, made small: a few unknowns are torn out to be looked for
// numerically, the others follow from them in closed form (tearing, after Steward 1965).

#include <vector>

#include "solve/solve.h"

namespace costcurve {

struct Torn {
  struct Step {
    std::size_t quantity = 0;
    std::size_t equation = 0;  // that it follows from
    NodeId formula = no_node;  // over the torn unknowns and what was known before
  };
  std::vector<std::size_t> unknowns;   // the torn ones
  std::vector<Step> steps;             // the others, in the order they follow
  std::vector<std::size_t> equations;  // what is left over: one for each torn unknown
  std::vector<NodeId> left, right;     // their sides, over the torn unknowns and what was known before
};

/// Tears the block of equations apart at as few unknowns as possible, at most three, or at all of them where the
/// equations are linear; of several ways the first `alternatives` in the order of the unknowns' names. Ways that lose
/// no solution go before those that divide by what may be nought. Records new nodes in the solution's formulas.
std::vector<Torn> tear(const Relations& relations, Solution& solution, const std::vector<std::size_t>& equations,
                       std::vector<std::size_t> unknowns, std::size_t alternatives);

}  // namespace costcurve
