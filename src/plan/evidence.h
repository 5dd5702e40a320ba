#pragma once
// Which plans somebody has measured: published runs with their degrees, and how many rows of tables each stands for.
// Beside every best plan stands how many rows are near it, and which of its choices nobody has measured.

#include <string_view>
#include <vector>

#include "plan/search.h"

namespace costcurve {

/// Published rows of one split: of several models, lengths or settings. Tokens are those of a microbatch on one chip.
struct MeasuredRun {
  std::string_view source;
  long long chips, tensor, pipeline, context, expert_parallel, tokens;
  std::size_t rows;
};

const std::vector<MeasuredRun>& measured_runs();
/// How many rows there are.
std::size_t all_measured();
/// Of training in bf16, attention's whole square counted: a model of 7 B on eight A100s (MosaicML, LLM Foundry,
/// training benchmarks).
inline constexpr double highest_measured_mfu = 0.6423;

/// How many rows are within a factor of two of the plan in each of these.
std::size_t measured_near(long long chips, const PlanShape& shape, double tokens);
/// Choices of the plan that no published run has, in words: "offloaded activations".
std::vector<std::string_view> not_measured(const FoundPlan& plan);

}  // namespace costcurve
