#pragma once
// The ways in which a served model may be split over chips: what `serve` chooses among.

#include <optional>
#include <string>
#include <vector>

namespace costcurve {

struct PlanChoice {
  double tensor = 1;           // chips that attention is split over
  double replicas = 1;         // copies of attention
  double expert_parallel = 1;  // ranks that experts lie on
  bool two_batches = false;    // one computes while the other talks
  double pipeline = 1;         // stages that layers are spread over

  double chips() const { return tensor * replicas * pipeline; }
  /// "TP2", "TP8 PP2", "DP64 EP64, two batches".
  std::string text() const;
  friend bool operator==(const PlanChoice&, const PlanChoice&) = default;
};

/// What plans must keep, and what of them is fixed.
struct PlanSpace {
  double heads = 1;
  double layers = 1;
  double experts = 0;      // none: a dense model
  double domain = 8;       // chips that the fast link joins
  double most_chips = 64;  // of one deployment
  std::optional<double> tensor, replicas, expert_parallel, chips, pipeline;
  std::optional<bool> two_batches;
};

/// Every plan of the space, those of few chips first. Tensor is a power of two that divides the heads and reaches over
/// two domains at most, or over two servers of eight cards that no link joins; copies of attention are for mixtures,
/// whose experts they share: a dense model's are deployments of their own, unless it is said how many chips one has.
/// Experts lie on all ranks, or on one where attention has no copies. Two batches are for plans that leave the domain.
/// Stages, of which nobody has measured any, are for chips inside a domain or a server each, and without copies.
std::vector<PlanChoice> plans(const PlanSpace& space);

}  // namespace costcurve
