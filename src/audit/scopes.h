#pragma once
// What costs cover and how they were reckoned: the words "layer" and "basis" of parts, carried through sums. A
// company's budget that a final run is part of is both, and says so.

#include <string>
#include <vector>

#include "scenario/scenario.h"
#include "solve/solve.h"

namespace costcurve {

/// For each quantity the words of its own part, then those of the costs that flow into it, each once.
struct Scopes {
  std::vector<std::vector<std::string>> layers, bases;
};

/// One pass over all that is known: what a quantity is worked out from has its words first.
Scopes scopes_of(const Scenario& scenario, const Solution& solution);

}  // namespace costcurve
