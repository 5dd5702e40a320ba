#pragma once
// Equations that no value of their unknown satisfies: dollars for electricity that costs nothing.

#include <optional>
#include <string>

#include "solve/solve.h"

namespace costcurve {

/// Why no value of the quantity satisfies the equation, wherever all else that is in it lies in its ranges: "nought
/// times anything is nought". Nothing where some value may do it or nothing is told: the quantity must stand there
/// once, and all else must be known.
std::optional<std::string> why_no_value(const Relations& relations, const Solution& solution, const Equation& equation,
                                        std::size_t quantity);

/// The same of the equation's only unknown.
std::optional<std::string> why_no_value(const Relations& relations, const Solution& solution, const Equation& equation);

}  // namespace costcurve
