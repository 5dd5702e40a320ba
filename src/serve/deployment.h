#pragma once
// One deployment of a model that is served: what is chosen of it, and what it comes to.

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "serve/plans.h"

namespace costcurve {

/// What is read of a deployment.
enum class Served : std::uint8_t {
  time_per_token,
  first_token,
  interactivity,
  throughput,
  chip_throughput,
  cost_per_output_token,  // no number where nobody says what a chip rents for
  decode_cost,
  prefill_cost,
  energy_per_output_token,
  most_sequences,
  free_memory,
  weights_memory,
  chips,  // of all deployments
  busy,
  load,  // no number where clients ask in turn
};
inline constexpr std::size_t served_count = static_cast<std::size_t>(Served::load) + 1;
/// What it is called among figures; in a sheet of arrivals `chips` are `all_chips`.
std::string_view name_of(Served figure);

/// Workers that are alike and take in the prompts of requests that others answer.
struct PrefillPool {
  PlanChoice plan;
  double workers = 0;  // none: whoever answers takes in prompts as well
};

/// What is chosen of a deployment.
struct DeploymentPoint {
  PlanChoice plan;           // of those that answer
  double sequences = 1;      // requests that are answered at once, in each
  double deployments = 1;    // that are alike and share the requests: where prefill is apart, workers that decode
  PrefillPool prefill = {};  // prefill apart

  /// True where some chips take in prompts and others answer (disaggregated serving).
  bool is_apart() const { return prefill.workers > 0; }
  /// "TP2"; with prefill apart "1 × TP4 → 3 × TP2": prefill workers, then those that decode.
  std::string text() const;
};

struct Deployment : DeploymentPoint {
  std::array<double, served_count> figures{};
  bool fits = false;         // in memory, has a steady state, and keeps every other limit that is none of time
  bool keeps_times = false;  // the limits of time as well
  std::vector<std::optional<double>> shown = {};  // what else is asked for of it

  double operator[](Served figure) const { return figures[static_cast<std::size_t>(figure)]; }
  double& operator[](Served figure) { return figures[static_cast<std::size_t>(figure)]; }
};

/// What a deployment shall be best in.
enum class Goal : std::uint8_t { cost, latency, chips };

/// The figure that a goal looks at. Where no cost is known, throughput per chip stands for it.
Served figure_of(Goal goal, const Deployment& deployment);
/// What a goal looks at, of `a` over that of `b`: above one where `a` is worse. Of throughput the other way round.
double worse_by(Goal goal, const Deployment& a, const Deployment& b);
/// True if `a` is better than `b`; both keep every limit. Where no cost is known, throughput per chip stands for it.
bool is_better(Goal goal, const Deployment& a, const Deployment& b);

/// How many times as long as worked out one measured step in twenty is, all causes together: of 1,417 times per token
/// that nothing was fitted on.
inline constexpr double slow_end = 1.40;

/// The deployments that no other beats in both what a user sees and what a chip gives; by what a user sees, ascending.
std::vector<Deployment> frontier(const std::vector<Deployment>& all);

}  // namespace costcurve
