#include "serve/evidence.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "quantity/print.h"
#include "text/listing.h"

namespace costcurve {

namespace {

constexpr std::array<double, 8> requests_at_once = {4, 8, 16, 32, 64, 128, 256, 512};

/// Measured times per token of one model, chip and plan: how many with each number of requests at once.
struct MeasuredRows {
  std::string_view llm, chip;
  int tensor, replicas, expert_parallel;
  std::array<int, requests_at_once.size()> rows;
};

// NVIDIA, AIConfigurator: silicon_sample.csv (its own lab, and InferenceX), 2025 to 2026, without rows that are faster
// than data sheets allow, queued at the engine, or drafted without saying so. The constants of the sheets were fitted
// on these; others, on H200 and B300 above all, were kept to try them on.
constexpr std::array<MeasuredRows, 32> measured = {{
    {"DeepSeek-V3", "B200", 4, 1, 1, {4, 4, 4, 4, 3, 3, 0, 0}},
    {"DeepSeek-V3", "B200", 4, 1, 4, {3, 3, 3, 3, 3, 3, 0, 0}},
    {"DeepSeek-V3", "B200", 8, 1, 1, {5, 4, 5, 4, 6, 3, 0, 0}},
    {"DeepSeek-V3", "B200", 8, 1, 8, {6, 6, 6, 5, 5, 2, 0, 0}},
    {"GLM-5", "B200", 8, 1, 1, {5, 5, 5, 5, 5, 3, 0, 0}},
    {"Kimi-K2", "B200", 8, 1, 1, {3, 3, 3, 3, 3, 0, 0, 0}},
    {"Llama-3.1-70B", "B200", 1, 1, 1, {6, 6, 6, 6, 6, 4, 0, 0}},
    {"Llama-3.1-70B", "B200", 2, 1, 1, {6, 6, 6, 6, 6, 6, 0, 0}},
    {"Llama-3.1-70B", "B200", 4, 1, 1, {6, 6, 6, 6, 6, 6, 0, 0}},
    {"Llama-3.1-70B", "B200", 8, 1, 1, {6, 6, 6, 6, 6, 6, 0, 0}},
    {"Llama-3.1-8B", "H100", 1, 1, 1, {0, 9, 9, 9, 9, 6, 0, 0}},
    {"Llama-3.1-8B", "H100", 2, 1, 1, {0, 9, 9, 9, 9, 9, 0, 0}},
    {"Llama-3.1-8B", "H100", 4, 1, 1, {0, 9, 9, 9, 8, 7, 0, 0}},
    {"Llama-3.1-8B", "H100", 8, 1, 1, {0, 9, 9, 9, 7, 8, 0, 0}},
    {"MiniMax-M2.5", "B200", 2, 1, 1, {8, 9, 10, 9, 9, 5, 3, 2}},
    {"MiniMax-M2.5", "B200", 2, 1, 2, {2, 2, 2, 2, 2, 2, 2, 1}},
    {"MiniMax-M2.5", "B200", 4, 1, 1, {9, 8, 7, 8, 8, 6, 6, 2}},
    {"MiniMax-M2.5", "B200", 4, 1, 4, {0, 0, 2, 2, 2, 0, 1, 1}},
    {"Qwen3-32B", "H100", 1, 1, 1, {0, 9, 9, 9, 9, 6, 0, 0}},
    {"Qwen3-32B", "H100", 2, 1, 1, {0, 15, 15, 14, 15, 12, 0, 0}},
    {"Qwen3-32B", "H100", 4, 1, 1, {0, 15, 15, 15, 15, 15, 0, 0}},
    {"Qwen3-32B", "H100", 8, 1, 1, {0, 15, 15, 15, 15, 15, 0, 0}},
    {"Qwen3.5-397B-A17B", "B200", 4, 1, 1, {2, 2, 2, 2, 2, 2, 0, 0}},
    {"Qwen3.5-397B-A17B", "B200", 4, 1, 4, {1, 3, 3, 3, 3, 3, 0, 0}},
    {"Qwen3.5-397B-A17B", "B200", 8, 1, 1, {6, 6, 6, 3, 4, 0, 0, 0}},
    {"gpt-oss-120b", "B200", 1, 1, 1, {6, 6, 6, 6, 6, 6, 3, 0}},
    {"gpt-oss-120b", "B200", 1, 2, 2, {0, 0, 0, 0, 3, 3, 1, 0}},
    {"gpt-oss-120b", "B200", 1, 4, 1, {0, 0, 0, 1, 1, 0, 0, 0}},
    {"gpt-oss-120b", "B200", 1, 4, 4, {0, 0, 0, 0, 1, 0, 0, 0}},
    {"gpt-oss-120b", "B200", 2, 1, 1, {6, 6, 6, 6, 6, 6, 3, 0}},
    {"gpt-oss-120b", "B200", 4, 1, 1, {6, 6, 6, 5, 5, 3, 1, 0}},
    {"gpt-oss-120b", "B200", 8, 1, 1, {6, 6, 6, 6, 6, 0, 0, 0}},
}};

bool is_near(double a, double b) { return a <= 2 * b && b <= 2 * a; }

// Llama 3.3 70B has the shape of 3.1, DeepSeek-R1 that of V3; Kimi-K2 was measured as K2.5, which has its shape.
std::string shape_of(const std::string& llm) {
  if (llm == "DeepSeek-R1") return "DeepSeek-V3";
  if (llm == "Llama-3.3-70B") return "Llama-3.1-70B";
  return llm;
}

// How many rows of those groups, and with so many requests at once.
template <class Group, class Requests>
int rows_of(Group group, Requests requests) {
  int rows = 0;
  for (const MeasuredRows& each : measured)
    for (std::size_t i = 0; group(each) && i < each.rows.size(); ++i)
      if (requests(requests_at_once[i])) rows += each.rows[i];
  return rows;
}
template <class Group>
int rows_of(Group group) {
  return rows_of(group, [](double) { return true; });
}

}  // namespace

std::vector<std::string> evidence_near(const std::string& llm, const std::string& chip, const Deployment& deployment) {
  const PlanChoice& plan = deployment.plan;
  const std::string shape = shape_of(llm);
  const auto any = [](const MeasuredRows&) { return true; };
  const auto is_of_model = [&](const MeasuredRows& each) { return each.llm == shape; };
  const auto is_of_chip = [&](const MeasuredRows& each) { return each.chip == chip; };
  const auto is_of_both = [&](const MeasuredRows& each) { return is_of_model(each) && is_of_chip(each); };
  const auto is_of_plan = [&](const MeasuredRows& each) {
    return plan.pipeline == 1 && is_near(each.tensor, plan.tensor) && is_near(each.replicas, plan.replicas) &&
           is_near(each.expert_parallel, plan.expert_parallel);
  };
  const auto is_all_but_batch = [&](const MeasuredRows& each) { return is_of_both(each) && is_of_plan(each); };
  const auto is_of_batch = [&](double requests) { return is_near(requests, deployment.sequences); };
  const std::string all_text = count_text(rows_of(any));
  if (const int here = rows_of(is_all_but_batch, is_of_batch); here > 0 && !deployment.is_apart())
    return {
        fmt::format("{} of {} measured times per token {} of this model on this chip, with plans and requests at "
                    "once within a factor of two",
                    here, all_text, here == 1 ? "is" : "are")};
  const int of_model = rows_of(is_of_model), of_chip = rows_of(is_of_chip), of_both = rows_of(is_of_both);
  const std::string at_once = count_text(std::round(std::max(1.0, deployment.sequences))) + " requests at once";
  std::vector<std::string> lacking;
  if (of_chip == 0) lacking.emplace_back("this chip");
  if (of_model == 0) lacking.emplace_back("this model");
  if (of_chip > 0 && of_model > 0 && of_both == 0) lacking.emplace_back("this model on this chip");
  if (rows_of(is_of_plan) == 0) lacking.push_back("a plan like " + plan.text());
  if (rows_of(any, is_of_batch) == 0) lacking.push_back(at_once);
  if (plan.pipeline > 1) lacking.emplace_back("pipeline stages");
  if (deployment.is_apart()) lacking.emplace_back("chips that only decode");
  if (plan.two_batches) lacking.emplace_back("two batches in turn");
  if (lacking.empty())
    lacking.push_back(rows_of(is_all_but_batch) > 0 ? "this model on this chip with " + at_once
                                                    : "this model on this chip with a plan like " + plan.text());
  std::string line = fmt::format("none of {} measured times per token is of {}", all_text, listed(lacking, "or of"));
  std::vector<std::string> nearest;
  if (of_both > 0)
    nearest.push_back(fmt::format("{} of this model on this chip", of_both));
  else if (of_model > 0)
    nearest.push_back(fmt::format("{} of this model on other chips", of_model));
  if (of_both == 0 && of_chip > 0) nearest.push_back(fmt::format("{} of other models on this chip", of_chip));
  if (!nearest.empty()) line += fmt::format("; there are {}", listed(nearest));
  return {line};
}

}  // namespace costcurve
