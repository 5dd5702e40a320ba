#pragma once
// Quantities that are words of a closed list: there is nothing between two of them, so nothing is looked for, drawn or
// measured there.

#include <string>

#include "graph/relations.h"

namespace costcurve {

/// "none, selective, full": the words that the quantity may be.
std::string words_of(const ShownUnit& unit);

/// A command that tries each word: "costcurve sweep mine.toml --over 'plan.recompute = none, full'".
std::string sweep_over_words(const std::string& file, const Quantity& quantity);

}  // namespace costcurve
