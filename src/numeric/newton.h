#pragma once
// Newton's method for several unknowns at once.

#include <functional>
#include <optional>
#include <vector>

#include "numeric/interval.h"

namespace costcurve {

/// By how much each equation is missed at a point; all nought at a solution.
using Mismatch = std::function<std::vector<double>(const std::vector<double>&)>;
/// The slope of each mismatch by each unknown.
using Slopes = std::function<std::vector<std::vector<double>>(const std::vector<double>&)>;

/// The solution that Newton's method reaches from `start`, steps halved while they do not help; nothing if it gets
/// stuck. Unknowns that start above zero stay above it: their logarithms are what is looked for.
std::optional<std::vector<double>> newton_solution(const Mismatch& mismatch, std::vector<double> start,
                                                   const Slopes& slopes = {});

/// The distinct solutions reached from a spread of starts in the box: where a side of it is above zero by powers, else
/// evenly (Halton's sequence). There may be others.
std::vector<std::vector<double>> newton_solutions(const Mismatch& mismatch, const std::vector<Interval>& box);

}  // namespace costcurve
