#include "answer/serve_best.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "numeric/stable_order.h"
#include "quantity/print.h"

namespace costcurve {

BestTwo best_of(Goal goal, const std::vector<Deployment>& all) {
  constexpr double left_out = 1.30;  // the slow end of `structure`
  const Deployment* const plain = best_of(goal, all, [](const Deployment& each) { return !has_stages(each); });
  const Deployment* const staged = best_of(goal, all, has_stages);
  if (!plain || !staged) return {plain ? plain : staged, nullptr};
  if (worse_by(goal, *plain, *staged) > left_out) return {staged, nullptr};
  return {plain, is_better(goal, *staged, *plain) ? staged : nullptr};
}

std::vector<Deployment> best_of_each_plan(Goal goal, const std::vector<Deployment>& all,
                                          const std::vector<PlanChoice>& plans) {
  std::vector<Deployment> best;
  for (const bool apart : {false, true})
    for (const PlanChoice& plan : plans)
      if (const Deployment* one =
              best_of(goal, all, [&](const Deployment& each) { return each.plan == plan && each.is_apart() == apart; }))
        best.push_back(*one);
  sort_stably(best, [&](const Deployment& a, const Deployment& b) { return is_better(goal, a, b); });
  return best;
}

std::vector<TooLarge> those_too_large(const std::vector<Deployment>& all) {
  std::vector<TooLarge> found;
  for (const Deployment& each : all) {
    const double most = each[Served::most_sequences], left = each[Served::free_memory];
    if (each.is_apart()) continue;
    const bool said =
        std::any_of(found.begin(), found.end(), [&](const TooLarge& one) { return one.plan == each.plan; });
    if (said || !std::isfinite(most) || most >= 1 || !std::isfinite(left)) continue;
    found.push_back({each.plan, each[Served::weights_memory], std::max(0.0, -left), std::max(0.0, left),
                     most > 0 ? each.plan.replicas * left / most : 0});
  }
  return found;
}

namespace {

// What the same with one deployment less breaks.
std::string held_at_a_rate(const Deployments& deployments, const Deployment& best, Goal goal) {
  if (deployments.fixed_number()) return "the number of deployments that the scenario says";
  if (best.deployments == 1) return "nothing: one deployment answers all";
  DeploymentPoint fewer = best;
  --fewer.deployments;
  const Deployment next = deployments.work_out({fewer}, 1).front();
  const bool is_one = fewer.deployments == 1;
  const std::string with = is_one ? "one deployment" : fmt::format("{} deployments", count_text(fewer.deployments));
  if (!std::isfinite(next[Served::time_per_token])) return fmt::format("{} cannot keep up", with);
  if (!next.fits) return fmt::format("memory: {} would have more at once than fit", with);
  if (!next.keeps_times) return fmt::format("its limit of time, which {} {}", with, is_one ? "breaks" : "break");
  return goal == Goal::latency ? "nothing: with fewer deployments a token takes longer"
                               : "nothing: with fewer deployments it is no better";
}

// Of decode workers what more at once would break, or fewer of them.
std::string held_back_apart(const Deployments& deployments, const Deployment& best) {
  DeploymentPoint next = best;
  if (deployments.has_arrivals() && best.deployments == 1) return "nothing: one decode worker answers all";
  deployments.has_arrivals() ? --next.deployments : ++next.sequences;
  const Deployment worker = deployments.decode_worker(next);
  if (!worker.fits) return "memory of its decode workers";
  if (!worker.keeps_times) return "its limit of time";
  return "nothing of its decode workers: with more at once fleets are no better, or first tokens late";
}

}  // namespace

// What the next deployment with more at once breaks; else more at once is no better.
std::string held_back(const Deployments& deployments, const Deployment& best, Goal goal) {
  if (best.is_apart()) return held_back_apart(deployments, best);
  if (deployments.has_arrivals()) return held_at_a_rate(deployments, best, goal);
  if (deployments.fixed_number()) return "the number of requests that the scenario says";
  constexpr double a_bit_more = 1.05;
  for (const double sequences : {best.sequences + 1, std::ceil(best.sequences * a_bit_more)}) {
    const Deployment next = deployments.work_out({{best.plan, sequences, 1}}, 1).front();
    if (!next.fits) return "memory";
    if (!next.keeps_times) return "its limit of time";
  }
  return goal == Goal::latency ? "nothing: with more at once a token takes longer"
                               : "nothing: with more at once it is no better";
}

}  // namespace costcurve
