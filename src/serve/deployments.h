#pragma once
// Deployments of a scenario's part: plans and how many requests each answers at once, worked out in columns by the
// part's own equations, and the best of them.
//
// Of the sheet `serving` clients ask in turn, and how many ask at once is chosen. Of `serving_queue` requests arrive at
// a rate, and what is chosen is how many deployments that are alike share them; how many each answers at once follows.
//
//   deployment.h            one of them
//   deployment_figures.h    what points come to, in columns
//   deployments.cpp         the space, and figures of points in it
//   deployment_points.cpp   which points are looked at
//   undecided_deployments.cpp   why there is none to look at, and what would do
//   prefill_apart.h         fleets whose prompts are taken in by other chips than answer

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "serve/deployment_figures.h"

namespace costcurve {

/// A worker that takes in prompts for others, which answer.
struct PrefillWorker {
  PlanChoice plan;
  double step = 0;  // that takes in a request's own prompt
  double time = 0;  // that each prompt takes at full load
};

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
  /// The plan of fewest chips beyond those looked at, or said, that holds a request, split as far as the scenario says
  /// it is; nothing where none of 1,024 chips does.
  std::optional<PlanChoice> larger_plan_that_fits() const;
  bool knows_cost() const { return figures_->knows(Served::cost_per_output_token); }
  const AuditedVariant& audited() const { return *audited_; }

  /// Deployments worked out, with every step so many times as long as the equations say.
  /// Where requests arrive, how many are answered at once is found: the least number that answers as many as arrive.
  std::vector<Deployment> work_out(std::vector<DeploymentPoint> points, double steps) const;
  /// Of each plan requests at once from one to what fits, more and more coarsely, and those just below what the limits
  /// of time allow; or deployments, from one to so many that each answers one request.
  std::vector<Deployment> all(double steps) const;

  /// True where what a worker does can be told from the rest: nothing is said of the plan or of how many are answered
  /// at once, and no limit of the scenario's own is about a deployment whose chips do both.
  bool may_be_apart() const;
  /// Workers that only decode, with requests at once, or with workers that share them; as far as figures are theirs:
  /// time per token, and memory.
  std::vector<Deployment> decode_workers(double steps) const;
  /// The same of one; `point` says how many requests at once, or how many workers share those that arrive.
  Deployment decode_worker(const DeploymentPoint& point) const;
  /// Those of which the weights and one request fit in memory.
  std::vector<PrefillWorker> prefill_workers(double steps) const;
  /// What the part's quantity comes to whatever is chosen; nothing where it is not known.
  std::optional<double> known(std::string_view name) const;
  const std::optional<double>& request_rate() const { return request_rate_; }

  /// What the part's quantities of these names come to in one deployment; nothing where that is not known.
  std::vector<std::optional<double>> values_of(const Deployment& deployment,
                                               const std::vector<std::string_view>& names) const;
  /// Everything that follows for one deployment; with what it breaks.
  std::unique_ptr<AuditedVariant> solved_at(const Deployment& deployment) const;
  std::unique_ptr<AuditedVariant> audited_at(const Deployment& deployment) const;
  /// The quantity of the part by that name, or that says a figure.
  std::optional<std::size_t> quantity(std::string_view name) const;
  std::optional<std::size_t> quantity(Served figure) const;
  /// How many points were worked out so far.
  std::size_t worked_out() const { return worked_out_; }

 private:
  // What a worker does.
  enum class Work : std::uint8_t { both, decoding, prefill };

  Values values_at(const DeploymentPoint& point) const;
  Values values_of_one() const;
  bool is_possible(Diagnostics& diagnostics) const;
  void read_space(Diagnostics& diagnostics);
  void report_no_plan(Diagnostics& diagnostics) const;
  void report_undetermined(std::size_t quantity, Diagnostics& diagnostics) const;
  void compile_figures(Diagnostics& diagnostics);
  void compile_workers(const std::vector<DeploymentLimit>& limits);
  std::optional<double> stated(std::string_view name) const;
  double known(std::string_view name, double otherwise) const { return known(name).value_or(otherwise); }
  bool read_arrivals(Diagnostics& diagnostics);
  const DeploymentFigures& figures(Work work) const;
  std::vector<Deployment> figures_of(const std::vector<DeploymentPoint>& points, double steps, Work work) const;
  std::vector<Deployment> work_out(std::vector<DeploymentPoint> points, double steps, Work work) const;
  void settle(std::vector<DeploymentPoint>& points, double steps, Work work) const;
  std::vector<DeploymentPoint> coarse_points(Work work) const;
  std::vector<DeploymentPoint> finer_points(const std::vector<Deployment>& coarse, Work work) const;
  std::vector<Deployment> spread(double steps, Work work) const;

  std::shared_ptr<const Scenario> scenario_;
  std::string part_;
  Values values_;
  PlanSpace space_;
  std::vector<PlanChoice> plans_;
  std::optional<double> fixed_number_;
  std::optional<double> request_rate_;  // at all deployments together
  std::unique_ptr<AuditedVariant> audited_;
  std::optional<DeploymentFigures> figures_, decode_figures_, prefill_figures_;
  mutable std::array<std::optional<std::vector<DeploymentPoint>>, 3>
      coarse_points_;  // by work, once they were looked for
  mutable std::size_t worked_out_ = 0;
};

}  // namespace costcurve
