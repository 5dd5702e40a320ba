#pragma once
// What is kept of a quantity that became known.

#include <optional>
#include <vector>

#include "solve/solve.h"

namespace costcurve {

Finding finding_of(std::size_t quantity, const GivenPointer& given);

/// What the quantity comes to by an equation that has no other unknown and can be rearranged for it; nothing where that
/// is no number, or none that satisfies the equation. Records the formula in the solution.
std::optional<Finding> finding_by(const Relations& relations, Solution& solution, std::size_t equation,
                                  std::size_t quantity);

/// Adds the givens that these quantities rest on to those of the finding.
void rest_on(const std::vector<std::size_t>& quantities, const Solution& solution, Finding& finding);

/// The width of what the inputs' ranges allow, as a share of the value.
double relative_width(const Finding& finding);

}  // namespace costcurve
