#pragma once
// Figures of deployments by the equations of a sheet, with the limits that they must keep: compiled once, worked out in
// columns.

#include <functional>
#include <optional>

#include "audit/swept.h"
#include "program/space.h"
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

  /// Fills in figures and limits of all; `gives` are values by place, and whatever they do not give stands at its value
  /// in `stated`, by quantity.
  void work_out(std::vector<Deployment>& all, std::vector<AxisValues> gives,
                const std::function<double(std::size_t)>& stated) const;

 private:
  std::optional<Program> program_;
  std::array<bool, served_count> known_{};
  std::vector<std::size_t> outputs_;  // which figure each of the first outputs is
  std::vector<DeploymentLimit> limits_;
};

}  // namespace costcurve
