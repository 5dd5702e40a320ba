#include "serve/deployment_figures.h"

#include <cmath>
#include <limits>

#include "numeric/machine.h"

namespace costcurve {

namespace {

// Keeps what it reads: each point is one thread's.
class DeploymentReader final : public StripReader {
 public:
  DeploymentReader(std::vector<Deployment>& all, const std::vector<std::size_t>& outputs,
                   const std::vector<DeploymentLimit>& limits)
      : all_(all), outputs_(outputs), limits_(limits) {}

  std::unique_ptr<StripReader> another() const override {
    return std::make_unique<DeploymentReader>(all_, outputs_, limits_);
  }

  void read(const PointStrip& strip) override {
    for (std::size_t i = 0; i < strip.count; ++i) {
      Deployment& deployment = all_[strip.points[i]];
      deployment.figures.fill(std::numeric_limits<double>::quiet_NaN());
      for (std::size_t o = 0; o < outputs_.size(); ++o) deployment.figures[outputs_[o]] = strip.outputs[o][i];
      deployment.fits = deployment.keeps_times = true;
      for (std::size_t l = 0; l < limits_.size(); ++l) {
        const double left = strip.outputs[outputs_.size() + 2 * l][i],
                     right = strip.outputs[outputs_.size() + 2 * l + 1][i];
        if (!meets(limits_[l].limit.broken, left, right)) continue;
        (limits_[l].is_of_time ? deployment.keeps_times : deployment.fits) = false;
      }
      // Waits without end are no numbers.
      if (!std::isfinite(deployment[Served::time_per_token])) deployment.fits = false;
    }
  }

  void join(StripReader&) override {}

 private:
  std::vector<Deployment>& all_;
  const std::vector<std::size_t>& outputs_;
  const std::vector<DeploymentLimit>& limits_;
};

}  // namespace

DeploymentFigures::DeploymentFigures(const AuditedVariant& audited, const FigureQuantities& quantities,
                                     std::vector<DeploymentLimit> limits)
    : limits_(std::move(limits)) {
  const Relations& relations = *audited.scenario.relations;
  std::vector<NodeId> roots;
  for (std::size_t f = 0; f < served_count; ++f) {
    known_[f] = quantities[f] && audited.solution.knows(*quantities[f]);
    if (!known_[f]) continue;
    outputs_.push_back(f);
    roots.push_back(relations.quantities[*quantities[f]].symbol);
  }
  for (const DeploymentLimit& each : limits_) roots.insert(roots.end(), {each.limit.left, each.limit.right});
  program_ = compile(relations, audited.solution, roots);
}

void DeploymentFigures::work_out(std::vector<Deployment>& all, std::vector<AxisValues> gives,
                                 const std::function<double(std::size_t)>& stated) const {
  constexpr std::size_t points_worth_threads = 1U << 14U;
  if (all.empty() || !program_) return;
  SpaceAxis axis;
  axis.size = all.size();
  axis.gives = std::move(gives);
  const Space space(*program_, {}, {}, {axis}, stated);
  DeploymentReader reader(all, outputs_, limits_);
  space.read(reader, all.size() < points_worth_threads ? 1 : static_cast<unsigned>(threads_of_machine()));
}

}  // namespace costcurve
