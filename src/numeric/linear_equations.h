#pragma once
// A few linear equations in as many unknowns.

#include <vector>

namespace costcurve {

using Matrix = std::vector<std::vector<double>>;  // a row for each equation

struct LinearSolution {
  std::vector<double> values;
  std::vector<double>
      free;  // where the equations do not fix the unknowns: a direction in which these may move; else empty

  bool is_unique() const { return free.empty(); }
};

/// Gauss's elimination with full pivoting. Equations count as the same when they differ by less than `noise` of their
/// largest coefficient, rows and columns scaled. What is infinite or no number among the coefficients comes out in the
/// values.
LinearSolution solve_linear_equations(Matrix equations, std::vector<double> right, double noise = 1e-9);

}  // namespace costcurve
