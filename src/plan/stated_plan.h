#pragma once
// The plan that a part of the sheet `parallel_training` states, as the numbers of its quantities.

#include <array>
#include <string>
#include <vector>

#include "plan/legality.h"

namespace costcurve {

/// The quantities that say a plan and what it must divide, in the order in which their numbers are read: degrees first.
inline constexpr std::array<std::string_view, 16> plan_quantities = {
    "tensor", "pipeline", "context", "expert_parallel", "microbatch", "interleave", "data",   "chips",
    "batch",  "sequence", "layers",  "heads",           "kv_heads",   "experts",    "domain", "balanced"};

struct PlanNumbers {
  std::array<double, plan_quantities.size()> values{};  // no number: not known
  bool states_chips = true, states_data = false;
};

/// What is wrong with a quantity of a plan, and what would do.
struct StatedMistake {
  std::string quantity, problem, remedy;
};

/// What is wrong with a plan; nothing where it is not known whole. `with_remedies` says what would do as well, which
/// takes a while.
std::vector<StatedMistake> mistakes_of(const PlanNumbers& numbers, bool with_remedies);

}  // namespace costcurve
