#pragma once
// What an unknown quantity is waiting for.

#include <string>
#include <vector>

#include "solve/solve.h"

namespace costcurve {

struct Missing {
  std::vector<std::vector<std::size_t>> sets;  // giving all quantities of one set would determine it; smallest first
  std::vector<std::size_t> together;  // equations that hold it fast, alone or together, and led to no single value
};

/// The sets of at most two further givens that would determine the quantity, as far as can be told without numbers, or
/// the equations that hold it fast.
Missing what_is_missing(const Relations& relations, const Solution& solution, std::size_t quantity);

/// Why these equations led to no single value: what the solver said of them, or else the equations themselves.
std::string why_refused(const Solution& solution, const Relations& relations,
                        const std::vector<std::size_t>& equations);

}  // namespace costcurve
