#pragma once
// Deployments of a scenario's part: plans and how many requests each answers at once, worked out in columns by the
// part's own equations, and the best of them.
//
// Of the sheet `serving` clients ask in turn, and how many ask at once is chosen. Of `serving_queue` requests arrive at
// a rate, and what is chosen is how many deployments that are alike share them; how many each answers at once follows.
//
//   deployments.cpp         the space, and figures of points in it
//   deployment_points.cpp   which points are looked at

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "audit/swept.h"
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

/// What is chosen of a deployment.
struct DeploymentPoint {
  PlanChoice plan;
  double sequences = 1;    // requests that are answered at once, in each
  double deployments = 1;  // that are alike and share the requests
};

struct Deployment : DeploymentPoint {
  std::array<double, served_count> figures{};
  bool fits = false;         // in memory, has a steady state, and keeps every other limit that is none of time
  bool keeps_times = false;  // the limits of time as well
  std::vector<std::optional<double>> shown = {};  // what else is asked for of it

  double operator[](Served figure) const { return figures[static_cast<std::size_t>(figure)]; }
};

/// What a deployment shall be best in.
enum class Goal : std::uint8_t { cost, latency, chips };

/// True if `a` is better than `b`; both keep every limit. Where no cost is known, throughput per chip stands for it.
bool is_better(Goal goal, const Deployment& a, const Deployment& b);

/// How measured steps compare with those that the equations give, all causes together: nine in ten of 1,417 times per
/// token that nothing was fitted on lie between.
inline constexpr double fast_end = 0.78, slow_end = 1.40;

/// A part of the sheet `serving` or `serving_queue` whose plan is open, and how many requests are answered at once.
class Deployments {
 public:
  /// `scenario` bound; `values` stand in place of what it says. Mistakes, such as what lacks for a time per token, are
  /// added to `diagnostics`.
  Deployments(const std::shared_ptr<const Scenario>& scenario, std::string part, Values values,
              Diagnostics& diagnostics);

  const std::vector<PlanChoice>& plans() const { return plans_; }
  /// True where requests arrive at a rate.
  bool has_arrivals() const { return request_rate_.has_value(); }
  /// Requests that the scenario says are answered at once, or deployments that share them, if it does.
  const std::optional<double>& fixed_number() const { return fixed_number_; }
  /// True if the scenario says how many chips there are, or some of how the model is split over them.
  bool states_plan() const {
    return space_.chips || space_.tensor || space_.replicas || space_.expert_parallel || space_.pipeline;
  }
  /// The plan of fewest chips beyond those looked at that holds a request; nothing where none of 1,024 chips does, or
  /// the scenario says something of the plan.
  std::optional<PlanChoice> larger_plan_that_fits() const;
  bool knows_cost() const { return known_[static_cast<std::size_t>(Served::cost_per_output_token)]; }
  const AuditedVariant& audited() const { return *audited_; }

  /// Deployments worked out, with every step so many times as long as the equations say.
  /// Where requests arrive, how many are answered at once is found: the least number that answers as many as arrive.
  std::vector<Deployment> work_out(std::vector<DeploymentPoint> points, double steps) const;
  /// Of each plan requests at once from one to what fits, more and more coarsely, and those just below what the limits
  /// of time allow; or deployments, from one to so many that each answers one request.
  std::vector<Deployment> all(double steps) const;
  /// Everything that follows for one deployment; with what it breaks.
  std::unique_ptr<AuditedVariant> solved_at(const Deployment& deployment) const;
  std::unique_ptr<AuditedVariant> audited_at(const Deployment& deployment) const;
  /// The quantity of the part by that name, or that says a figure.
  std::optional<std::size_t> quantity(std::string_view name) const;
  std::optional<std::size_t> quantity(Served figure) const;
  /// How many points were worked out so far.
  std::size_t worked_out() const { return worked_out_; }

 private:
  Values values_at(const DeploymentPoint& point) const;
  Values values_of_one() const;
  bool is_possible(Diagnostics& diagnostics) const;
  void read_space(Diagnostics& diagnostics);
  void report_no_plan(Diagnostics& diagnostics) const;
  void compile_figures(Diagnostics& diagnostics);
  std::optional<double> stated(std::string_view name) const;
  double known(std::string_view name, double otherwise) const;
  bool read_arrivals(Diagnostics& diagnostics);
  std::vector<Deployment> figures_of(const std::vector<DeploymentPoint>& points, double steps) const;
  void settle(std::vector<DeploymentPoint>& points, double steps) const;
  std::vector<DeploymentPoint> coarse_points() const;
  std::vector<DeploymentPoint> finer_points(const std::vector<Deployment>& coarse) const;

  std::shared_ptr<const Scenario> scenario_;
  std::string part_;
  Values values_;
  PlanSpace space_;
  std::vector<PlanChoice> plans_;
  std::optional<double> fixed_number_;
  std::optional<double> request_rate_;  // at all deployments together
  std::unique_ptr<AuditedVariant> audited_;
  std::optional<Program> program_;
  std::array<bool, served_count> known_{};
  std::vector<std::size_t> outputs_;  // which figure each of the first outputs is
  std::vector<Limit> limits_;
  std::vector<bool> is_of_time_;
  mutable std::size_t worked_out_ = 0;
};

/// The deployments that no other beats in both what a user sees and what a chip gives; by what a user sees, ascending.
std::vector<Deployment> frontier(const std::vector<Deployment>& all);

}  // namespace costcurve
