#include "plan/evidence.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace costcurve {

namespace {

// Bang et al. 2024, vTrain, runs on one server: of a split how many rows have microbatches of 1,024, 2,048, 4,096 and
// 8,192 tokens.
struct RowsOfServer {
  long long chips, tensor, pipeline;
  std::array<std::size_t, 4> rows;
};
constexpr RowsOfServer rows_of_server[] = {
    {2, 1, 1, {14, 13, 7, 6}},  {2, 1, 2, {18, 17, 6, 3}},  {2, 2, 1, {16, 13, 5, 5}},  {4, 1, 1, {15, 13, 7, 3}},
    {4, 1, 2, {15, 11, 10, 3}}, {4, 1, 4, {16, 13, 10, 3}}, {4, 2, 1, {20, 12, 10, 4}}, {4, 2, 2, {18, 11, 10, 2}},
    {4, 4, 1, {16, 13, 10, 2}}, {8, 1, 1, {15, 14, 10, 4}}, {8, 1, 2, {19, 12, 10, 3}}, {8, 1, 4, {14, 17, 9, 5}},
    {8, 2, 1, {16, 10, 8, 6}},  {8, 2, 2, {15, 12, 7, 4}},  {8, 2, 4, {15, 14, 8, 4}},  {8, 4, 1, {11, 13, 7, 5}},
    {8, 4, 2, {11, 15, 8, 3}},  {8, 8, 1, {19, 15, 9, 3}},
};

std::vector<MeasuredRun> all_runs() {
  constexpr std::string_view narayanan = "Narayanan et al. 2021, table 1",
                             korthikanti = "Korthikanti et al. 2022, tables 3 and 5",
                             smith = "Smith et al. 2022, section 4", megascale = "Jiang et al. 2024, table 2",
                             llama = "Grattafiori et al. 2024, table 4", bloom = "Le Scao et al. 2022, section 3.4",
                             foundry = "MosaicML, LLM Foundry, training benchmarks",
                             deepseek = "DeepSeek-AI 2024, section 3.2", nemotron = "Parmar et al. 2024, table 3",
                             bridge = "NVIDIA, Megatron Bridge, performance summary";
  std::vector<MeasuredRun> runs = {
      {narayanan, 32, 1, 1, 1, 1, 32768, 1},     {narayanan, 64, 2, 1, 1, 1, 16384, 1},
      {narayanan, 128, 4, 1, 1, 1, 8192, 1},     {narayanan, 256, 8, 1, 1, 1, 8192, 1},
      {narayanan, 512, 8, 2, 1, 1, 8192, 1},     {narayanan, 1024, 8, 4, 1, 1, 4096, 1},
      {narayanan, 1536, 8, 8, 1, 1, 4096, 1},    {narayanan, 1920, 8, 16, 1, 1, 2048, 1},
      {narayanan, 2520, 8, 35, 1, 1, 2048, 1},   {narayanan, 3072, 8, 64, 1, 1, 2048, 1},
      {korthikanti, 8, 8, 1, 1, 1, 8192, 2},     {korthikanti, 64, 8, 8, 1, 1, 2048, 2},
      {korthikanti, 280, 8, 35, 1, 1, 2048, 2},  {korthikanti, 512, 8, 64, 1, 1, 2048, 2},
      {korthikanti, 2240, 8, 35, 1, 1, 2048, 1}, {smith, 2240, 8, 35, 1, 1, 2048, 1},
      {smith, 2800, 8, 35, 1, 1, 2048, 1},       {smith, 3360, 8, 35, 1, 1, 2048, 1},
      {bloom, 384, 4, 12, 1, 1, 4096, 1},        {megascale, 256, 8, 8, 1, 1, 2048, 1},
      {megascale, 512, 8, 8, 1, 1, 2048, 1},     {megascale, 768, 8, 8, 1, 1, 2048, 1},
      {megascale, 1024, 8, 8, 1, 1, 2048, 1},    {megascale, 3072, 8, 8, 1, 1, 2048, 1},
      {megascale, 6144, 8, 8, 1, 1, 2048, 1},    {megascale, 8192, 8, 8, 1, 1, 2048, 1},
      {megascale, 12288, 8, 8, 1, 1, 2048, 1},   {llama, 8192, 8, 16, 1, 1, 8192, 1},
      {llama, 16384, 8, 16, 1, 1, 8192, 1},      {llama, 16384, 8, 16, 16, 1, 8192, 1},
      {nemotron, 768, 8, 1, 1, 1, 4096, 1},      {nemotron, 1536, 8, 1, 1, 1, 4096, 1},
      {nemotron, 3072, 8, 1, 1, 1, 4096, 1},     {deepseek, 2048, 1, 16, 1, 64, 4096, 1},
      {foundry, 8, 1, 1, 1, 1, 4096, 2},         {foundry, 8, 1, 1, 1, 1, 6144, 3},
      {foundry, 8, 1, 1, 1, 1, 8192, 1},         {foundry, 8, 1, 1, 1, 1, 12288, 1},
      {foundry, 8, 1, 1, 1, 1, 16384, 1},        {foundry, 8, 1, 1, 1, 1, 18432, 1},
      {foundry, 8, 1, 1, 1, 1, 20480, 4},        {foundry, 8, 1, 1, 1, 1, 24576, 2},
      {foundry, 8, 1, 1, 1, 1, 28672, 3},        {foundry, 8, 1, 1, 1, 1, 32768, 4},
      {foundry, 8, 1, 1, 1, 1, 40960, 3},        {foundry, 8, 1, 1, 1, 1, 49152, 7},
      {foundry, 8, 1, 1, 1, 1, 65536, 25},       {foundry, 8, 1, 1, 1, 1, 81920, 1},
      {foundry, 8, 1, 1, 1, 1, 98304, 1},        {foundry, 16, 1, 1, 1, 1, 16384, 1},
      {foundry, 32, 1, 1, 1, 1, 4096, 1},        {foundry, 32, 1, 1, 1, 1, 16384, 1},
      {foundry, 64, 1, 1, 1, 1, 16384, 1},       {foundry, 128, 1, 1, 1, 1, 16384, 1},
      {foundry, 256, 1, 1, 1, 1, 8192, 1},       {foundry, 512, 1, 1, 1, 1, 8192, 1},
      {bridge, 8, 1, 1, 1, 1, 16384, 2},         {bridge, 8, 1, 1, 1, 8, 16384, 3},
      {bridge, 8, 1, 1, 1, 8, 32768, 7},         {bridge, 8, 1, 2, 1, 1, 4096, 1},
      {bridge, 16, 1, 1, 1, 16, 4096, 3},        {bridge, 16, 1, 2, 1, 8, 4096, 2},
      {bridge, 16, 1, 2, 1, 8, 8192, 1},         {bridge, 32, 1, 8, 1, 1, 4096, 1},
      {bridge, 64, 1, 1, 1, 1, 16384, 11},       {bridge, 64, 1, 1, 1, 8, 16384, 4},
      {bridge, 64, 1, 1, 1, 64, 16384, 1},       {bridge, 64, 1, 4, 1, 8, 16384, 1},
      {bridge, 64, 2, 4, 1, 1, 8192, 4},         {bridge, 64, 4, 8, 1, 1, 8192, 1},
      {bridge, 128, 2, 1, 1, 1, 8192, 1},        {bridge, 256, 1, 2, 1, 32, 4096, 1},
      {bridge, 256, 1, 4, 1, 64, 4096, 8},       {bridge, 256, 1, 4, 1, 64, 8192, 4},
      {bridge, 256, 1, 8, 1, 8, 4096, 2},        {bridge, 256, 1, 8, 1, 32, 4096, 2},
      {bridge, 256, 2, 8, 1, 32, 4096, 5},       {bridge, 256, 2, 8, 2, 1, 4096, 5},
      {bridge, 256, 4, 8, 1, 1, 8192, 5},        {bridge, 1024, 8, 8, 2, 1, 4096, 1},
      {bridge, 1024, 1, 8, 1, 64, 4096, 1},
  };
  for (const RowsOfServer& split : rows_of_server)
    for (std::size_t i = 0; i < split.rows.size(); ++i)
      runs.push_back({"Bang et al. 2024, vTrain, runs on one server", split.chips, split.tensor, split.pipeline, 1, 1,
                      1024LL << i, split.rows[i]});
  return runs;
}

}  // namespace

const std::vector<MeasuredRun>& measured_runs() {
  static const std::vector<MeasuredRun> runs = all_runs();
  return runs;
}

std::size_t all_measured() {
  std::size_t rows = 0;
  for (const MeasuredRun& run : measured_runs()) rows += run.rows;
  return rows;
}

namespace {

bool within_two(double a, double b) { return a <= 2 * b && b <= 2 * a; }

std::size_t measured_near(const JudgedPlan& plan) {
  const PlanShape& shape = plan.shape;
  const auto near = [](long long a, long long b) { return within_two(static_cast<double>(a), static_cast<double>(b)); };
  std::size_t rows = 0;
  for (const MeasuredRun& run : measured_runs())
    if (near(run.chips, plan.chips) && near(run.tensor, shape[Degree::tensor]) &&
        near(run.pipeline, shape[Degree::pipeline]) && near(run.context, shape[Degree::context]) &&
        near(run.expert_parallel, shape[Degree::expert_parallel]) &&
        within_two(static_cast<double>(run.tokens), plan.microbatch_tokens))
      rows += run.rows;
  return rows;
}

// Six rows of vTrain's on several servers, which were kept aside, share matrices over 16 chips; no other run is wider.
constexpr long long widest_seen = 16;

std::vector<std::string> not_measured(const JudgedPlan& plan) {
  const std::vector<MeasuredRun>& runs = measured_runs();
  const auto beyond = [&](Degree degree, long long MeasuredRun::*member) {
    return std::none_of(runs.begin(), runs.end(),
                        [&](const MeasuredRun& run) { return run.*member >= plan.shape[degree]; });
  };
  std::vector<std::string> unseen;
  const std::uint8_t offload = plan.switches.words[static_cast<std::size_t>(PlanSwitch::offload)],
                     zero = plan.switches.words[static_cast<std::size_t>(PlanSwitch::zero)];
  if (offload == 1 || offload == 3) unseen.emplace_back("an offloaded optimizer");
  if (offload >= 2) unseen.emplace_back("offloaded activations");
  if (zero == 2) unseen.emplace_back("ZeRO-2");
  if (plan.shares_whole_experts)
    unseen.emplace_back("experts whole on chips that share all other matrices, which then reduce their gradients");
  if (plan.has_linear_attention) unseen.emplace_back("linear attention");
  if (plan.has_indexer) unseen.emplace_back("attention to keys that an indexer picks");
  if (plan.shape[Degree::tensor] > widest_seen) unseen.emplace_back("matrices shared by so many chips");
  if (beyond(Degree::pipeline, &MeasuredRun::pipeline)) unseen.emplace_back("so many stages");
  if (beyond(Degree::context, &MeasuredRun::context)) unseen.emplace_back("sequences shared by so many chips");
  if (beyond(Degree::expert_parallel, &MeasuredRun::expert_parallel)) unseen.emplace_back("experts over so many chips");
  return unseen;
}

// docs/training.md, "Where it fails".
std::vector<std::string> hardly_measured(const JudgedPlan& plan) {
  constexpr long long most_contexts = 16;
  const long long tensor = plan.shape[Degree::tensor], context = plan.shape[Degree::context];
  std::vector<std::string> thin;
  if (context > 2 && context <= most_contexts)
    thin.push_back(fmt::format("sequences shared by {} chips: 14 measured runs, 22 % off", context));
  if (tensor > plan.domain && tensor <= widest_seen)
    thin.push_back(fmt::format("matrices shared by {} chips, {} of which a link joins: 6 measured runs, 12 % too slow",
                               tensor, plan.domain));
  if (plan.is_frozen) thin.emplace_back("frozen weights: two sets of fine-tunings, 15 % off");
  if (plan.precision == "nvfp4")
    thin.emplace_back("NVFP4: 28 measured runs, 13 % too fast, for nobody has printed what its matmuls reach");
  return thin;
}

}  // namespace

double highest_measured_mfu(std::string_view precision) {
  // Models of 7 B on eight A100s (MosaicML, LLM Foundry, training benchmarks) and of 405 B on 256 GB300s (NVIDIA,
  // Megatron Bridge 26.04).
  constexpr double in_bf16 = 0.6423, in_fp8 = 1.0166, in_nvfp4 = 1.5122;
  return precision == "bf16" ? in_bf16 : precision == "nvfp4" ? in_nvfp4 : in_fp8;
}

Evidence evidence_of(const JudgedPlan& plan) {
  Evidence evidence;
  evidence.known = all_measured();
  evidence.near = measured_near(plan);
  evidence.unseen = not_measured(plan);
  evidence.thin = hardly_measured(plan);
  evidence.precision = plan.precision;
  const double highest = highest_measured_mfu(plan.precision);
  if (plan.mfu && *plan.mfu > highest) evidence.beaten = highest;
  return evidence;
}

}  // namespace costcurve
