#include "serve/deployment_figures.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "numeric/machine.h"

namespace costcurve {

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

void DeploymentFigures::work_out(std::vector<Deployment>& all, const std::vector<std::size_t>& places,
                                 const std::vector<ByPlace>& given,
                                 const std::function<double(std::size_t)>& stated) const {
  constexpr std::size_t strips_worth_threads = 64;
  if (places.empty() || !program_) return;
  std::vector<double> fixed;
  for (const std::size_t quantity : program_->inputs) fixed.push_back(stated(quantity));
  std::vector<bool> varies(program_->inputs.size(), false);
  std::vector<std::pair<std::size_t, const ByPlace*>> filled;
  for (const ByPlace& each : given)
    if (const std::optional<std::size_t> input = program_->input_of(each.first)) {
      varies[*input] = true;
      filled.emplace_back(*input, &each);
    }
  const ColumnProgram& columns = laid_out(std::move(fixed), varies);
  const std::size_t strips = (places.size() + strip_length - 1) / strip_length;
  const auto threads = strips < strips_worth_threads ? 1 : static_cast<std::size_t>(threads_of_machine());
  // Each place is one thread's.
  on_threads(threads, [&](std::size_t thread) {
    ColumnProgram::Workspace workspace = columns.workspace();
    for (std::size_t strip = thread; strip < strips; strip += threads) {
      const std::size_t* const here = places.data() + strip * strip_length;
      const std::size_t count = std::min(strip_length, places.size() - strip * strip_length);
      for (const auto& [input, value] : filled)
        for (std::size_t i = 0; i < count; ++i) workspace.input(input)[i] = value->second(here[i]);
      columns.evaluate(workspace, count);
      read(columns, workspace, all, here, count);
    }
  });
}

const ColumnProgram& DeploymentFigures::laid_out(std::vector<double> fixed, const std::vector<bool>& varies) const {
  const auto is_alike = [&] {
    for (std::size_t i = 0; i < fixed.size(); ++i)
      if (varies[i] != laid_out_->varies[i] || (!varies[i] && fixed[i] != laid_out_->fixed[i])) return false;
    return true;
  };
  if (!laid_out_ || !is_alike()) {
    ColumnProgram columns(*program_, fixed, varies);
    laid_out_.emplace(LaidOut{std::move(fixed), varies, std::move(columns)});
  }
  return laid_out_->columns;
}

void DeploymentFigures::read(const ColumnProgram& columns, const ColumnProgram::Workspace& workspace,
                             std::vector<Deployment>& all, const std::size_t* places, std::size_t count) const {
  std::vector<const double*> values;
  for (std::size_t o = 0; o < outputs_.size() + 2 * limits_.size(); ++o) values.push_back(columns.output(workspace, o));
  const double* const* const sides = values.data() + outputs_.size();
  for (std::size_t i = 0; i < count; ++i) {
    Deployment& deployment = all[places[i]];
    deployment.figures.fill(std::numeric_limits<double>::quiet_NaN());
    for (std::size_t o = 0; o < outputs_.size(); ++o) deployment.figures[outputs_[o]] = values[o][i];
    // Waits without end are no numbers.
    deployment.fits = std::isfinite(deployment[Served::time_per_token]);
    deployment.keeps_times = true;
    for (std::size_t l = 0; l < limits_.size(); ++l)
      if (meets(limits_[l].limit.broken, sides[2 * l][i], sides[2 * l + 1][i]))
        (limits_[l].is_of_time ? deployment.keeps_times : deployment.fits) = false;
  }
}

}  // namespace costcurve
