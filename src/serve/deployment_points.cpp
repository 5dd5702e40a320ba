// Which deployments are looked at: coarsely over all that may be, finely where a limit begins to be kept.

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>

#include "serve/deployments.h"

namespace costcurve {

namespace {

// A number from one to `most`, each a share more than the one before.
template <class Tell>
void spread_over(double most, double count, Tell tell) {
  double last = 1;
  tell(last);
  for (double i = 1; most > 1 && i < count; ++i) {
    const double number = std::floor(std::exp(std::log(most) * i / (count - 1)) * (1 + 1e-12));
    if (number > last) tell(last = number);
  }
}

}  // namespace

// As many are answered at once as arrive while one is (Little's law). The longer a step the more there are, and the
// more there are the longer a step: from below the least solution is reached, or none, where they come faster than any
// number is answered, or more than fit.
void Deployments::settle(std::vector<DeploymentPoint>& points, double steps, Work work) const {
  constexpr double nobody = 1e-9, close = 1e-9, longest_token = 100;
  constexpr int most_rounds = 400;
  const double output = known("output_per_request", 1);
  std::vector<std::size_t> open(points.size());
  for (std::size_t i = 0; i < points.size(); ++i) open[i] = i, points[i].sequences = nobody;
  for (int round = 0; round < most_rounds && !open.empty(); ++round) {
    std::vector<DeploymentPoint> those;
    for (const std::size_t i : open) those.push_back(points[i]);
    const std::vector<Deployment> found = figures_of(those, steps, work);
    std::vector<std::size_t> still_open;
    for (std::size_t k = 0; k < open.size(); ++k) {
      DeploymentPoint& point = points[open[k]];
      const double token = found[k][Served::time_per_token], before = point.sequences;
      // What has no number, or does not fit, stays as it is: its figures say so.
      if (!(token < longest_token) || before > found[k][Served::most_sequences]) continue;
      point.sequences = *request_rate_ / point.deployments * output * token;
      if (point.sequences > before * (1 + close)) still_open.push_back(open[k]);
    }
    open = std::move(still_open);
  }
  for (const std::size_t i : open) points[i].sequences = std::numeric_limits<double>::infinity();
}

// How many there may be follows from what fits, or from what one alone takes.
std::vector<DeploymentPoint> Deployments::coarse_points(Work work) const {
  constexpr double most_of_a_replica = 4096, very_many = 1e9, closely = 120, loosely = 30;
  const bool decodes = work == Work::decoding;
  std::vector<DeploymentPoint> ones, points;
  // Workers that decode have no stages: nobody has measured any.
  for (const PlanChoice& plan : plans_)
    if (!decodes || plan.pipeline == 1) ones.push_back({plan, 1, very_many});
  const auto with_number = [&](const PlanChoice& plan, double number) {
    points.push_back(has_arrivals() ? DeploymentPoint{plan, 1, number} : DeploymentPoint{plan, number, 1});
  };
  if (fixed_number_) {
    for (const PlanChoice& plan : plans_) with_number(plan, *fixed_number_);
    return points;
  }
  for (const Deployment& one : work_out(ones, 1, work)) {
    double most = std::floor(std::min(one[Served::most_sequences], most_of_a_replica * one.plan.replicas));
    if (has_arrivals())
      most = std::ceil(*request_rate_ * ((decodes ? 0 : one[Served::first_token]) +
                                         known("output_per_request", 1) * one[Served::time_per_token]));
    // Stages that nobody asked for are looked at less closely: it takes a lot for them to be the answer. So are workers
    // that decode: each is held against every prefill worker.
    const bool is_asked_for = one.plan.pipeline == 1 || space_.pipeline;
    spread_over(most, is_asked_for && !decodes ? closely : loosely,
                [&](double number) { with_number(one.plan, number); });
  }
  return points;
}

// A limit is kept up to some number of requests, and from some number of deployments on: between the last and the next
// that were looked at lies where it begins.
std::vector<DeploymentPoint> Deployments::finer_points(const std::vector<Deployment>& coarse, Work work) const {
  const double most = work == Work::decoding ? 16 : 256;
  std::vector<DeploymentPoint> points;
  const auto number = [&](const Deployment& each) { return has_arrivals() ? each.deployments : each.sequences; };
  const auto keeps = [](const Deployment& each) { return each.fits && each.keeps_times; };
  for (std::size_t i = 0; i + 1 < coarse.size(); ++i) {
    const Deployment &here = coarse[i], &next = coarse[i + 1];
    if (!(here.plan == next.plan) || keeps(here) == has_arrivals() || keeps(next) != has_arrivals()) continue;
    const double between = number(next) - number(here) - 1, step = std::max(1.0, std::ceil(between / most));
    for (double n = number(here) + step; n < number(next); n += step) {
      points.push_back(here);
      (has_arrivals() ? points.back().deployments : points.back().sequences) = n;
    }
  }
  return points;
}

std::optional<PlanChoice> Deployments::larger_plan_that_fits() const {
  constexpr double most_chips = 1024, very_many = 1e9;
  PlanSpace larger = space_;
  larger.most_chips = most_chips;
  larger.chips.reset();
  std::vector<DeploymentPoint> points;
  for (const PlanChoice& plan : costcurve::plans(larger))
    if (plan.chips() > space_.chips.value_or(space_.most_chips)) points.push_back({plan, 1, very_many});
  for (const Deployment& each : figures_of(points, 1, Work::both))
    if (each[Served::most_sequences] >= 1) return each.plan;
  return std::nullopt;
}

std::vector<Deployment> Deployments::spread(double steps, Work work) const {
  std::optional<std::vector<DeploymentPoint>>& coarse = coarse_points_[static_cast<std::size_t>(work)];
  if (!coarse) coarse = coarse_points(work);
  std::vector<Deployment> all = work_out(*coarse, steps, work);
  std::vector<Deployment> finer = work_out(finer_points(all, work), steps, work);
  all.insert(all.end(), std::make_move_iterator(finer.begin()), std::make_move_iterator(finer.end()));
  return all;
}

}  // namespace costcurve
