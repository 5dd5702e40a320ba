#pragma once
// What a question varies: its `--over`, held against the scenario that it is asked of.

#include <vector>

#include "answer/cases.h"
#include "scenario/axis.h"

namespace costcurve {

/// The axes of `--over`, all of the scenario's own quantities and attributes, each once and none that is set as well.
/// Mistakes are added to `diagnostics`; a key that the scenario does not have is reported as `--set` reports it.
std::vector<SweptAxis> asked_axes(const Question& question, const Case& which, const Scenario& scenario,
                                  Library& library, Diagnostics& diagnostics);

}  // namespace costcurve
