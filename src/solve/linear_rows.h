#pragma once
// Equations whose unknowns are only added and multiplied by what is known, as rows of coefficients.

#include <optional>
#include <vector>

#include "numeric/linear_equations.h"
#include "solve/solve.h"

namespace costcurve {

/// The coefficients of the unknowns in equations, and what stands on the other side.
struct LinearRows {
  Matrix coefficients;
  std::vector<double> right;
};

/// The equations left[i] = right[i] as rows; nothing where one is not linear in the unknowns, as far as its operations
/// tell. Whatever else stands in them has its value in the solution.
std::optional<LinearRows> linear_rows(const Solution& solution, const std::vector<std::size_t>& unknowns,
                                      const std::vector<NodeId>& left, const std::vector<NodeId>& right);

}  // namespace costcurve
