#pragma once
// Several inputs at once, so that as many pairs of outputs are equal.

#include "program/program.h"

namespace costcurve {

struct Simultaneous {
  std::vector<std::vector<double>> values;   // each solution: the inputs in the order asked for; ascending
  std::vector<std::vector<double>> outside;  // solutions outside of the ranges
  std::vector<std::size_t> traded;  // numbers of unknowns that can be traded against each other, no pair being moved
  std::size_t starts = 0;           // how many were tried
};

/// The pairs are the outputs 0 and 1, 2 and 3, ...; there are as many as unknowns. Newton's method with damping, on
/// logarithms where a value is positive: from the stated values, then from 64 starts spread evenly (Roberts's sequence)
/// over three powers of ten to both sides of them, or over a range that is bounded. All solutions that are met are
/// kept; there may be others. Where a solution, or the stated values if there is none, leaves the unknowns loose,
/// `traded` says which.
Simultaneous solve_simultaneously(const Program& pairs, const std::vector<double>& inputs,
                                  const std::vector<std::size_t>& unknowns, const std::vector<Interval>& within);

}  // namespace costcurve
