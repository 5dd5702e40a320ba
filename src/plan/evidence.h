#pragma once
// Which plans somebody has measured: published runs with their degrees, and how many rows of tables each stands for.
// Beside every best plan stands how many rows are near it, and which of its choices nobody has measured.

#include <optional>
#include <string>
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
/// The highest MFU of any of them in that precision, of the peak in bf16, attention's whole square counted.
double highest_measured_mfu(std::string_view precision);

/// A plan as it is held against them.
struct JudgedPlan {
  long long chips = 1;
  PlanShape shape;
  PlanSwitches switches;
  double microbatch_tokens = 0;
  long long domain = 8;  // chips that a link joins
  std::string precision = "bf16";
  bool is_frozen = false;
  bool shares_whole_experts = false;  // of one replica: experts have replicas, for fewer chips share them than matrices
  bool has_linear_attention = false, has_indexer = false;
  std::optional<double> mfu;
};

/// What nobody has measured, and what was.
struct Evidence {
  std::size_t near = 0, known = 0;  // rows within a factor of two in chips, tokens and every degree, and all of them
  std::vector<std::string> unseen;  // choices that no published run has: "offloaded activations"
  std::vector<std::string> thin;    // choices of few: "a sequence shared by 4 chips: 14 measured runs, 22 % off"
  std::optional<double> beaten;     // the highest MFU of a published run, where this one is above it
  std::string precision;            // in which that ran
};
Evidence evidence_of(const JudgedPlan& plan);

}  // namespace costcurve
