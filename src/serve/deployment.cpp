#include "serve/deployment.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace costcurve {

std::string_view name_of(Served figure) {
  constexpr std::array<std::string_view, served_count> names = {"time_per_token",
                                                                "first_token",
                                                                "interactivity",
                                                                "throughput",
                                                                "chip_throughput",
                                                                "cost_per_output_token",
                                                                "decode_cost",
                                                                "prefill_cost",
                                                                "energy_per_output_token",
                                                                "most_sequences",
                                                                "free_memory",
                                                                "weights_memory",
                                                                "chips",
                                                                "busy",
                                                                "load"};
  return names[static_cast<std::size_t>(figure)];
}

std::string DeploymentPoint::text() const {
  if (!is_apart()) return plan.text();
  const auto workers = [](double number, const PlanChoice& of) {
    return fmt::format("{:.0f} × {}", number, of.text());
  };
  return fmt::format("{} → {}", workers(prefill.workers, prefill.plan), workers(deployments, plan));
}

Served figure_of(Goal goal, const Deployment& deployment) {
  if (goal == Goal::latency) return Served::time_per_token;
  if (goal == Goal::chips) return Served::chips;
  return std::isfinite(deployment[Served::cost_per_output_token]) ? Served::cost_per_output_token
                                                                  : Served::chip_throughput;
}

double worse_by(Goal goal, const Deployment& a, const Deployment& b) {
  const Served figure = figure_of(goal, a);
  return figure == Served::chip_throughput ? b[figure] / a[figure] : a[figure] / b[figure];
}

bool is_better(Goal goal, const Deployment& a, const Deployment& b) {
  const auto cost = [](const Deployment& x) {
    const double known = x[Served::cost_per_output_token];
    return std::isfinite(known) ? known : 1 / x[Served::chip_throughput];
  };
  if (goal == Goal::latency && a[Served::time_per_token] != b[Served::time_per_token])
    return a[Served::time_per_token] < b[Served::time_per_token];
  if (goal == Goal::chips && a[Served::chips] != b[Served::chips]) return a[Served::chips] < b[Served::chips];
  return cost(a) < cost(b);
}

std::vector<Deployment> frontier(const std::vector<Deployment>& all) {
  struct Candidate {
    double seen, given;
    const Deployment* which;
  };
  std::vector<Candidate> candidates;
  candidates.reserve(all.size());
  for (const Deployment& each : all)
    if (each.fits && each[Served::time_per_token] > 0)
      candidates.push_back({each[Served::interactivity], each[Served::chip_throughput], &each});
  std::sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
    if (a.seen != b.seen) return a.seen > b.seen;
    return a.given != b.given ? a.given > b.given : a.which < b.which;
  });
  std::vector<Deployment> front;
  double most = 0;
  for (const Candidate& each : candidates)
    if (each.given > most) {
      most = each.given;
      front.push_back(*each.which);
    }
  std::reverse(front.begin(), front.end());
  return front;
}

}  // namespace costcurve
