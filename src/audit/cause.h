#pragma once
// Why a claim fails: which slips of the pen would print it.

#include <string>
#include <vector>

#include "audit/verdict.h"
#include "scenario/scenario.h"

namespace costcurve {

/// Sentences on how the stated value may have come about: a term left out or taken alone, another quantity's value or
/// digits, a familiar factor.
std::vector<std::string> likely_causes(const Scenario& scenario, const Solution& solution, const Claim& claim,
                                       const Judgement& judgement);

}  // namespace costcurve
