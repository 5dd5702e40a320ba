#pragma once
// Fleets in which some chips take in prompts and others answer (disaggregated serving): prefill workers, decode
// workers, and how many of each.

#include <memory>
#include <optional>
#include <vector>

#include "serve/deployments.h"

namespace costcurve {

/// How many workers of each kind.
struct FleetSize {
  double prefill = 0, decode = 0;
  friend bool operator==(const FleetSize&, const FleetSize&) = default;
};

/// What one worker does is worked out by the equations of the part itself, what they come to together by those of the
/// sheet `disaggregated_serving`. As many prefill workers are taken as the decode workers keep busy: fewer, and prompts
/// queue without end; more are idle.
///
/// Not looked at: workers with stages; prefill workers that another beats in the time of a prompt, in chip time for it
/// and in chips; decode workers that another beats in the same of a token; prefill workers that work more than nine
/// tenths of the time, beyond which a wait is no number to rely on. Of clients that ask in turn, for each of 90, 70, 50
/// and 30 % of the time, the fleet with one decode worker and the one of up to four workers of the scarcer kind (for
/// them sixteen decode workers at most) whose prefill workers come nearest to it.
class PrefillApart {
 public:
  /// `fleet` is a scenario of one part `fleet` of the sheet `disaggregated_serving`, of which nothing is said.
  PrefillApart(const Deployments& deployments, std::shared_ptr<const Scenario> fleet);

  /// Fleets worked out, with every step so many times as long as the equations say; none where the scenario says
  /// something of the plan or of how many are answered at once.
  std::vector<Deployment> all(double steps) const;

 private:
  std::size_t quantity(std::string_view name) const;
  Values values() const;
  std::vector<FleetSize> numbers_of_workers(const PrefillWorker& prefill, const Deployment& decode,
                                            double output) const;

  const Deployments& deployments_;
  std::shared_ptr<const Scenario> fleet_;
  std::unique_ptr<AuditedVariant> audited_;
  std::optional<DeploymentFigures> figures_;
};

}  // namespace costcurve
