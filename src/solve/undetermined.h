#pragma once
// What an unknown quantity is waiting for.

#include "solve/solve.h"

namespace costcurve {

struct Missing {
  std::vector<std::vector<std::size_t>> sets;   // giving all quantities of one set would determine it; smallest first
  std::vector<std::size_t> together;            // equations that determine it only when they are solved together
};

/// The sets of at most two further givens that would determine the quantity, or the equations that hold its unknowns fast
/// without any one of them having a single unknown.
Missing what_is_missing(const Problem& problem, const Solution& solution, std::size_t quantity);

}  // namespace costcurve
