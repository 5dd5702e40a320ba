#pragma once
// Why a claim fails: what would make it true, and which slips of the pen would print it.

#include <string>
#include <vector>

#include "audit/verdict.h"
#include "scenario/scenario.h"

namespace costcurve {

/// A single given, and the value it would have to have.
struct WouldBe {
  std::size_t quantity = 0;
  double value = 0;
  double apart = 0;      // |ln(value / given)|: how far from what is given
};

/// Every single given that would make the claim true, the least far first.
std::vector<WouldBe> single_changes(const Problem& problem, const Solution& solution, NodeId node, double target);

/// Sentences on how the stated value may have come about: a term left out or taken alone, another quantity's value or
/// digits, a familiar factor.
std::vector<std::string> likely_causes(const Scenario& scenario, const Solution& solution, const Claim& claim, const Judgement& judgement);

}  // namespace costcurve
