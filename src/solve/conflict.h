#pragma once
// Which givens cannot all be true.

#include "solve/solve.h"

namespace costcurve {

struct Conflict {
  std::vector<std::size_t> givens;      // a smallest set: leave any one out and the contradiction is gone
  std::vector<std::size_t> dependents;  // derived quantities that rest on one of them
  std::size_t equation = 0;             // the one that does not hold
};

/// Decides whether an equation is broken by a solution.
using Broken = bool (*)(const Relations& relations, const Solution& solution, const Equation& equation);

/// For each failed check the smallest sets of givens behind it, found by leaving out one given after another; sets that
/// contain another are dropped, and so are checks that fail whatever is given. By size, then in the order of the
/// scenario; which ones are told does not depend on that order.
std::vector<Conflict> conflicts(const Relations& relations, const Givens& givens, const Solution& solution,
                                const std::vector<std::size_t>& failed, Broken broken);

}  // namespace costcurve
