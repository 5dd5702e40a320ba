// A plan that was found: what it comes to, what its step is made of and so what is worth shortening, and what was
// measured near it.

#include <algorithm>
#include <cmath>

#include "answer/possible_plans.h"
#include "audit/beliefs.h"
#include "numeric/stable_order.h"
#include "planner/planner.h"
#include "quantity/print.h"

namespace costcurve {

const PlannedAmount* PlannedRun::find(std::string_view name) const {
  const auto found =
      std::find_if(amounts.begin(), amounts.end(), [&](const auto& amount) { return amount.first == name; });
  return found == amounts.end() ? nullptr : &found->second;
}

namespace {

// Layers that a microbatch passes on the slowest stage: whole ones, or its share where they are spread. Those that
// predict further tokens have a head each.
struct StageLayers {
  double plain, mixture, further_heads;
};

StageLayers layers_of_stage(const std::function<double(std::string_view)>& value) {
  const bool spread = value("pipeline") == 1 || value("balanced") == 0;
  if (!spread) return {value("stage_layers") - value("stage_mixture"), value("stage_mixture"), 0};
  const double further = value("mtp_layers"), stages = value("pipeline");
  const bool is_mixture = value("experts") > 0;
  return {(value("plain_layers") + (is_mixture ? 0 : further)) / stages,
          (value("mixture_layers") + (is_mixture ? further : 0)) / stages, further / stages};
}

}  // namespace

std::vector<PlannedRun::Term> terms_of_step(const std::function<double(std::string_view)>& value) {
  const StageLayers layers = layers_of_stage(value);
  const double all = layers.plain + layers.mixture, m = value("microbatches"), weights = value("frozen") == 0 ? 2 : 3;
  const bool unfused = value("attention") == 0;
  const double matmuls = weights * (all * value("time_projections") + layers.plain * value("time_ffn") +
                                    layers.mixture * (value("time_experts") + value("time_shared"))),
               core = all * (unfused ? 3 : 3.5) * value("time_core"),
               norms = 3 * (all * value("time_elementwise") + layers.plain * value("time_activation") +
                            layers.mixture * value("time_routing"));
  const double words = value("recompute"),
               again = words == 1   ? all * value("time_core")
                       : words == 2 ? norms / 3
                       : words == 3 ? layers.plain * value("plain_forward") + layers.mixture * value("mixture_forward")
                                    : 0;
  const double layer_time = layers.plain * value("plain_time") + layers.mixture * value("mixture_time"),
               ends = value("time_ends") / (value("balanced") == 0 ? value("pipeline") : 1) +
                      layers.further_heads * value("time_head"),
               rest = std::max(0.0, layer_time - matmuls - core - norms - again);
  const double slower = value("slowdown") - 1,
               beyond = value("left_out") * (value("experts") > 0 ? value("left_out_of_mixtures") : 1);
  std::vector<PlannedRun::Term> terms = {
      {"matmuls", m * matmuls},
      {"attention", m * core},
      {"norms, activation functions, routing", m * norms},
      {"work made again", m * again},
      {value("issue") > 0 ? "transfers within layers, and waiting for the host" : "transfers within layers", m * rest},
      {"head and embedding", m * ends},
      {"sending between stages", m * value("exposed_send")},
      {"offloading", m * value("time_offload")},
      {"the bubble", value("fill")},
      {"waiting for the slowest chip", slower * value("pipeline_time")},
      {"gradients and weights between replicas", value("time_replicas")},
      {"the optimizer", value("time_update")},
  };
  for (PlannedRun::Term& term : terms) term.seconds *= beyond;
  std::erase_if(terms, [](const PlannedRun::Term& term) { return !(term.seconds > 0); });
  sort_stably(terms, [](const auto& a, const auto& b) { return a.seconds > b.seconds; });
  return terms;
}

long long Planner::layers_with(long long chips, const Values& values) const {
  if (is_for_all_chips_ || space_->chips == chips) return space_->layers;
  return std::llround(known(*audited_with(base_, values), "layers"));
}

PlannedRun Planner::planned(long long chips, const FoundPlan& plan, bool with_beliefs) const {
  Values values = values_of(chips, plan.shape, plan.switches);
  if (!is_stated("balanced"))
    values.emplace_back(number("balanced"), divides(plan.shape[Degree::pipeline], layers_with(chips, values)) ? 1 : 0);
  const std::unique_ptr<AuditedVariant> audited = audited_with(base_, values);
  std::optional<Beliefs> beliefs;
  if (with_beliefs) beliefs = simulate_beliefs(*audited, question_.simulation());
  PlannedRun run;
  run.chips = chips;
  run.plan = plan;
  const auto amount_of = [&](std::size_t q) -> std::optional<PlannedAmount> {
    if (!audited->solution.knows(q)) return std::nullopt;
    const Finding& finding = audited->solution.found[q];
    PlannedAmount amount{finding.value, audited->scenario.relations->quantities[q].shown, {}, {}};
    if (finding.status == Status::given && finding.given->is_belief) amount.stated = finding.given->belief;
    if (beliefs)
      if (const auto belief = beliefs->of_quantity.find(q); belief != beliefs->of_quantity.end())
        amount.belief = belief->second;
    return amount;
  };
  for (const std::size_t q : part_->quantities)
    if (const std::optional<PlannedAmount> amount = amount_of(q))
      run.amounts.emplace_back(audited->scenario.relations->quantities[q].name.substr(part_->name.size() + 1), *amount);
  for (const std::string& name : table_.shown) run.shown.push_back(amount_of(*audited->scenario.quantity(name)));
  run.terms = terms_of_step([&](std::string_view name) {
    const PlannedAmount* amount = run.find(name);
    return amount ? amount->value : 0.0;
  });
  return run;
}

void Planner::tell_evidence(const PlannedRun& run) {
  const auto value = [&](std::string_view name) {
    const PlannedAmount* amount = run.find(name);
    return amount ? std::optional(amount->value) : std::nullopt;
  };
  const PlannedAmount* precision = run.find("precision");
  table_.evidence = evidence_of(
      judged_plan(run.chips, run.plan.shape, run.plan.switches,
                  precision ? amount_text(precision->value, precision->shown) : JudgedPlan().precision, value));
}

}  // namespace costcurve
