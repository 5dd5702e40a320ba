#include "plan/evidence.h"

#include <algorithm>
#include <cmath>

namespace costcurve {

const std::vector<MeasuredRun>& measured_runs() {
  constexpr std::string_view narayanan = "Narayanan et al. 2021, table 1",
                             korthikanti = "Korthikanti et al. 2022, table 3", smith = "Smith et al. 2022, section 4",
                             megascale = "Jiang et al. 2024, table 2", llama = "Grattafiori et al. 2024, table 4",
                             bloom = "Le Scao et al. 2022, section 3.4",
                             foundry = "MosaicML, LLM Foundry, training benchmarks",
                             deepseek = "DeepSeek-AI 2024, section 3.2", nemotron = "Parmar et al. 2024, table 3",
                             bridge = "NVIDIA, Megatron Bridge, performance summary";
  static const std::vector<MeasuredRun> runs = {
      {narayanan, 32, 1, 1, 1, 1, 32768},    {narayanan, 64, 2, 1, 1, 1, 16384},
      {narayanan, 128, 4, 1, 1, 1, 8192},    {narayanan, 256, 8, 1, 1, 1, 8192},
      {narayanan, 512, 8, 2, 1, 1, 8192},    {narayanan, 1024, 8, 4, 1, 1, 4096},
      {narayanan, 1536, 8, 8, 1, 1, 4096},   {narayanan, 1920, 8, 16, 1, 1, 2048},
      {narayanan, 2520, 8, 35, 1, 1, 2048},  {narayanan, 3072, 8, 64, 1, 1, 2048},
      {korthikanti, 8, 8, 1, 1, 1, 8192},    {korthikanti, 64, 8, 8, 1, 1, 2048},
      {korthikanti, 280, 8, 35, 1, 1, 2048}, {korthikanti, 512, 8, 64, 1, 1, 2048},
      {smith, 2240, 8, 35, 1, 1, 2048},      {smith, 2800, 8, 35, 1, 1, 2048},
      {smith, 3360, 8, 35, 1, 1, 2048},      {bloom, 384, 4, 12, 1, 1, 4096},
      {megascale, 256, 8, 8, 1, 1, 2048},    {megascale, 512, 8, 8, 1, 1, 2048},
      {megascale, 768, 8, 8, 1, 1, 2048},    {megascale, 1024, 8, 8, 1, 1, 2048},
      {megascale, 3072, 8, 8, 1, 1, 2048},   {megascale, 6144, 8, 8, 1, 1, 2048},
      {megascale, 8192, 8, 8, 1, 1, 2048},   {megascale, 12288, 8, 8, 1, 1, 2048},
      {llama, 8192, 8, 16, 1, 1, 8192},      {llama, 16384, 8, 16, 1, 1, 8192},
      {llama, 16384, 8, 16, 16, 1, 8192},    {foundry, 8, 1, 1, 1, 1, 16384},
      {foundry, 16, 1, 1, 1, 1, 16384},      {foundry, 32, 1, 1, 1, 1, 16384},
      {foundry, 64, 1, 1, 1, 1, 16384},      {foundry, 128, 1, 1, 1, 1, 16384},
      {foundry, 256, 1, 1, 1, 1, 8192},      {foundry, 512, 1, 1, 1, 1, 8192},
      {nemotron, 768, 8, 1, 1, 1, 4096},     {nemotron, 1536, 8, 1, 1, 1, 4096},
      {nemotron, 3072, 8, 1, 1, 1, 4096},    {deepseek, 2048, 1, 16, 1, 64, 4096},
      {bridge, 8, 1, 1, 1, 1, 8192},         {bridge, 64, 4, 8, 1, 1, 8192},
      {bridge, 1024, 8, 8, 2, 1, 4096},      {bridge, 8, 1, 1, 1, 8, 16384},
      {bridge, 256, 1, 8, 1, 8, 4096},       {bridge, 1024, 1, 8, 1, 64, 4096},
  };
  return runs;
}

namespace {

bool within_two(double a, double b) { return a <= 2 * b && b <= 2 * a; }

}  // namespace

std::size_t measured_near(long long chips, const PlanShape& shape, double tokens) {
  const std::vector<MeasuredRun>& runs = measured_runs();
  const auto near = [](long long a, long long b) { return within_two(static_cast<double>(a), static_cast<double>(b)); };
  return static_cast<std::size_t>(std::count_if(runs.begin(), runs.end(), [&](const MeasuredRun& run) {
    return near(run.chips, chips) && near(run.tensor, shape[Degree::tensor]) &&
           near(run.pipeline, shape[Degree::pipeline]) && near(run.context, shape[Degree::context]) &&
           near(run.expert_parallel, shape[Degree::expert_parallel]) &&
           within_two(static_cast<double>(run.tokens), tokens);
  }));
}

std::vector<std::string_view> not_measured(const FoundPlan& plan) {
  const std::vector<MeasuredRun>& runs = measured_runs();
  const auto beyond = [&](Degree degree, long long MeasuredRun::*member) {
    return std::none_of(runs.begin(), runs.end(),
                        [&](const MeasuredRun& run) { return run.*member >= plan.shape[degree]; });
  };
  std::vector<std::string_view> unseen;
  const std::uint8_t offload = plan.switches.words[static_cast<std::size_t>(PlanSwitch::offload)],
                     zero = plan.switches.words[static_cast<std::size_t>(PlanSwitch::zero)];
  if (offload == 1 || offload == 3) unseen.emplace_back("an offloaded optimizer");
  if (offload >= 2) unseen.emplace_back("offloaded activations");
  if (zero == 2) unseen.emplace_back("ZeRO-2");
  if (beyond(Degree::tensor, &MeasuredRun::tensor)) unseen.emplace_back("matrices shared by so many chips");
  if (beyond(Degree::pipeline, &MeasuredRun::pipeline)) unseen.emplace_back("so many stages");
  if (beyond(Degree::context, &MeasuredRun::context)) unseen.emplace_back("sequences shared by so many chips");
  if (beyond(Degree::expert_parallel, &MeasuredRun::expert_parallel)) unseen.emplace_back("experts over so many chips");
  return unseen;
}

}  // namespace costcurve
