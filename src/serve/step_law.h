#pragma once
// The step law of a part of a scenario, in tables: its equations worked out for every number of sequences.

#include <memory>
#include <optional>
#include <string>

#include "audit/swept.h"
#include "serve/simulation.h"

namespace costcurve {

/// How large tables must be.
struct LawLimits {
  double mean_context = 1024;  // of the requests, in tokens
  double longest_input = 8192;
};

/// The law of a part of the sheet `serving`, with its plan as it stands. Nothing, and a mistake
/// reported, where its steps are not determined.
std::optional<StepLaw> step_law(const std::shared_ptr<const Scenario>& scenario, const std::string& part,
                                const LawLimits& limits, Diagnostics& diagnostics);

}  // namespace costcurve
