#pragma once
// Which plans somebody has measured: published runs with their degrees. Beside every best plan stands how many of them
// are near it, and which of its choices nobody has measured.

#include <string_view>
#include <vector>

#include "plan/search.h"

namespace costcurve {

/// A published run. Tokens are those of a microbatch on one chip.
struct MeasuredRun {
  std::string_view source;
  long long chips, tensor, pipeline, context, expert_parallel, tokens;
};

const std::vector<MeasuredRun>& measured_runs();
/// Of training in bf16, attention's whole square counted: a model of 7 B on eight A100s (MosaicML, LLM Foundry,
/// training benchmarks).
inline constexpr double highest_measured_mfu = 0.6423;

/// How many of them are within a factor of two of the plan in each of these.
std::size_t measured_near(long long chips, const PlanShape& shape, double tokens);
/// Choices of the plan that no published run has, in words: "offloaded activations".
std::vector<std::string_view> not_measured(const FoundPlan& plan);

}  // namespace costcurve
