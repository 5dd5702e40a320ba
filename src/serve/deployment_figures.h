#pragma once
// Figures of deployments by the equations of a sheet, with the limits that they must keep: compiled once, worked out in
// columns.

#include <functional>
#include <optional>

#include "audit/swept.h"
#include "program/columns.h"
#include "serve/deployment.h"

namespace costcurve {

/// Which quantity says each figure, where one does.
using FigureQuantities = std::array<std::optional<std::size_t>, served_count>;

/// A limit, and whether it is one of time: such a limit makes no deployment impossible.
struct DeploymentLimit {
  Limit limit;
  bool is_of_time = false;
};

class DeploymentFigures {
 public:
  /// Figures that `audited` does not know stay no numbers.
  DeploymentFigures(const AuditedVariant& audited, const FigureQuantities& quantities,
                    std::vector<DeploymentLimit> limits);

  bool knows(Served figure) const { return known_[static_cast<std::size_t>(figure)]; }
  /// True if some figure rests on the quantity.
  bool takes(std::size_t quantity) const { return program_ && program_->input_of(quantity).has_value(); }

  /// What a quantity comes to in a deployment, by the deployment's place.
  using ByPlace = std::pair<std::size_t, std::function<double(std::size_t)>>;
  /// Fills in figures and limits of the deployments at those places. What `given` does not give stands at its value in
  /// `stated`, by quantity: what rests on that alone is worked out once.
  void work_out(std::vector<Deployment>& all, const std::vector<std::size_t>& places, const std::vector<ByPlace>& given,
                const std::function<double(std::size_t)>& stated) const;

 private:
  void read(const ColumnProgram& columns, const ColumnProgram::Workspace& workspace, std::vector<Deployment>& all,
            const std::size_t* places, std::size_t count) const;

  // The columns that were laid out last: a search works out one lot of points after another.
  struct LaidOut {
    std::vector<double> fixed;
    std::vector<bool> varies;
    ColumnProgram columns;
  };
  const ColumnProgram& laid_out(std::vector<double> fixed, const std::vector<bool>& varies) const;

  std::optional<Program> program_;
  mutable std::optional<LaidOut> laid_out_;
  std::array<bool, served_count> known_{};
  std::vector<std::size_t> outputs_;  // which figure each of the first outputs is
  std::vector<DeploymentLimit> limits_;
};

}  // namespace costcurve
