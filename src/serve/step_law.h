#pragma once
// The step law of a part of a scenario, in tables: its equations worked out for every number of sequences.

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "audit/swept.h"
#include "serve/simulation.h"

namespace costcurve {

/// The law of a part of the sheet `serving`, with its plan as it stands, for requests such as these: tables reach as
/// far as those that can be answered. Nothing, and a mistake reported, where its steps are not determined.
std::optional<StepLaw> step_law(const std::shared_ptr<const Scenario>& scenario, const std::string& part,
                                const std::vector<TracedRequest>& requests, Diagnostics& diagnostics);

}  // namespace costcurve
