#include "serve/evidence.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "quantity/print.h"
#include "text/listing.h"

namespace costcurve {

namespace {

/// Measured times per token of one model, chip and plan, and between how many requests at once.
struct MeasuredRows {
  std::string_view llm, chip;
  int tensor, replicas, expert_parallel;
  int rows, least, most;
};

// NVIDIA, AIConfigurator: silicon_sample.csv (its own lab, and InferenceX), 2025 to 2026, without rows that are faster
// than data sheets allow, queued at the engine, or drafted without saying so. The constants of the sheets were fitted
// on these; others, on H200 and B300 above all, were kept to try them on.
constexpr std::array<MeasuredRows, 32> measured = {{
    {"DeepSeek-V3", "B200", 4, 1, 1, 22, 4, 128},   {"DeepSeek-V3", "B200", 4, 1, 4, 18, 4, 128},
    {"DeepSeek-V3", "B200", 8, 1, 1, 27, 4, 128},   {"DeepSeek-V3", "B200", 8, 1, 8, 30, 4, 128},
    {"GLM-5", "B200", 8, 1, 1, 28, 4, 128},         {"Kimi-K2.5", "B200", 8, 1, 1, 15, 4, 64},
    {"Llama-3.1-70B", "B200", 1, 1, 1, 34, 4, 128}, {"Llama-3.1-70B", "B200", 2, 1, 1, 36, 4, 128},
    {"Llama-3.1-70B", "B200", 4, 1, 1, 36, 4, 128}, {"Llama-3.1-70B", "B200", 8, 1, 1, 36, 4, 128},
    {"Llama-3.1-8B", "H100", 1, 1, 1, 42, 8, 128},  {"Llama-3.1-8B", "H100", 2, 1, 1, 45, 8, 128},
    {"Llama-3.1-8B", "H100", 4, 1, 1, 42, 8, 128},  {"Llama-3.1-8B", "H100", 8, 1, 1, 42, 8, 128},
    {"MiniMax-M2.5", "B200", 2, 1, 1, 55, 4, 512},  {"MiniMax-M2.5", "B200", 2, 1, 2, 15, 4, 512},
    {"MiniMax-M2.5", "B200", 4, 1, 1, 54, 4, 512},  {"MiniMax-M2.5", "B200", 4, 1, 4, 8, 16, 512},
    {"Qwen3-32B", "H100", 1, 1, 1, 42, 8, 128},     {"Qwen3-32B", "H100", 2, 1, 1, 71, 8, 128},
    {"Qwen3-32B", "H100", 4, 1, 1, 75, 8, 128},     {"Qwen3-32B", "H100", 8, 1, 1, 75, 8, 128},
    {"Qwen3.5-397B", "B200", 4, 1, 1, 12, 4, 128},  {"Qwen3.5-397B", "B200", 4, 1, 4, 16, 4, 128},
    {"Qwen3.5-397B", "B200", 8, 1, 1, 25, 4, 64},   {"gpt-oss-120b", "B200", 1, 1, 1, 39, 4, 256},
    {"gpt-oss-120b", "B200", 1, 2, 2, 7, 64, 256},  {"gpt-oss-120b", "B200", 1, 4, 1, 2, 32, 64},
    {"gpt-oss-120b", "B200", 1, 4, 4, 1, 64, 64},   {"gpt-oss-120b", "B200", 2, 1, 1, 39, 4, 256},
    {"gpt-oss-120b", "B200", 4, 1, 1, 32, 4, 256},  {"gpt-oss-120b", "B200", 8, 1, 1, 30, 4, 64},
}};

bool is_near(double a, double b) { return a <= 2 * b && b <= 2 * a; }

// Llama 3.3 70B has the shape of 3.1, DeepSeek-R1 that of V3.
std::string shape_of(const std::string& llm) {
  if (llm == "DeepSeek-R1") return "DeepSeek-V3";
  if (llm == "Llama-3.3-70B") return "Llama-3.1-70B";
  if (llm == "Kimi-K2") return "Kimi-K2.5";
  return llm;
}

template <class Those>
int rows_of(Those those) {
  int rows = 0;
  for (const MeasuredRows& each : measured)
    if (those(each)) rows += each.rows;
  return rows;
}

}  // namespace

std::vector<std::string> evidence_near(const std::string& llm, const std::string& chip, const Deployment& deployment) {
  const PlanChoice& plan = deployment.plan;
  const std::string shape = shape_of(llm);
  const auto is_of_plan = [&](const MeasuredRows& each) {
    return plan.pipeline == 1 && is_near(each.tensor, plan.tensor) && is_near(each.replicas, plan.replicas) &&
           is_near(each.expert_parallel, plan.expert_parallel);
  };
  const auto is_of_batch = [&](const MeasuredRows& each) {
    return deployment.sequences >= 0.5 * each.least && deployment.sequences <= 2 * each.most;
  };
  const std::string all_text = count_text(rows_of([](const MeasuredRows&) { return true; }));
  const int here = rows_of([&](const MeasuredRows& each) {
    return each.llm == shape && each.chip == chip && is_of_plan(each) && is_of_batch(each);
  });
  std::vector<std::string> lines;
  if (here > 0) {
    lines.push_back(
        fmt::format("{} of {} measured times per token are of this model on this chip, with plans and "
                    "requests at once within a factor of two",
                    here, all_text));
    return lines;
  }
  std::vector<std::string> lacking;
  if (rows_of([&](const MeasuredRows& each) { return each.chip == chip; }) == 0) lacking.push_back("this chip");
  if (rows_of([&](const MeasuredRows& each) { return each.llm == shape; }) == 0) lacking.push_back("this model");
  if (rows_of(is_of_plan) == 0) lacking.push_back("a plan like " + plan.text());
  if (rows_of(is_of_batch) == 0) lacking.push_back(fmt::format("{:.0f} requests at once", deployment.sequences));
  if (plan.pipeline > 1) lacking.push_back("pipeline stages");
  if (plan.two_batches) lacking.push_back("two batches in turn");
  if (lacking.empty()) lacking.push_back("this model, chip and plan together");
  lines.push_back(fmt::format("none of {} measured times per token is of {}", all_text, listed(lacking, "or of")));
  return lines;
}

}  // namespace costcurve
