#pragma once
// What is kept of a quantity that became known.

#include <optional>
#include <vector>

#include "solve/solve.h"

namespace costcurve {

/// A quantity that follows from several equations at once, and the equation that is used up by it.
struct Spanned {
  std::size_t quantity = 0;
  std::size_t used = 0;
  Finding finding;
};

Finding finding_of(std::size_t quantity, const GivenPointer& given);

/// What the quantity comes to by an equation that has no other unknown and can be rearranged for it; nothing where that
/// is no number, or none that satisfies the equation. Records the formula in the solution.
std::optional<Finding> finding_by(const Relations& relations, Solution& solution, std::size_t equation,
                                  std::size_t quantity);

/// Adds the givens that these quantities rest on to those of the finding.
void rest_on(const std::vector<std::size_t>& quantities, const Solution& solution, Finding& finding);

/// The quantity that makes a product nought, and is nought only because nobody says otherwise: "nothing is saved" does
/// not say whether nothing is cheaper or nothing waits for it. None where what is given makes it so.
std::optional<std::size_t> nought_by_default(const Solution& solution, NodeId formula);

/// True of what is nought beyond doubt, and not only one of many values that are looked at.
bool is_nought(const Solution& solution, const Finding& finding);

/// The width of what the inputs' ranges allow, as a share of the value.
double relative_width(const Finding& finding);

}  // namespace costcurve
