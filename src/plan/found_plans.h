#pragma once
// What a search has found so far: of each split the best plan, the front of time and memory, the smallest.

#include <array>
#include <map>
#include <optional>
#include <span>
#include <vector>

#include "plan/shapes.h"
#include "plan/switches.h"

namespace costcurve {

/// A plan, what a step of it takes in seconds and what it takes of a chip's memory in bytes.
struct FoundPlan {
  PlanShape shape;
  PlanSwitches switches;
  double step = 0, bytes = 0;
};
/// Faster; of plans that take the same time the smaller, then the one that is counted first.
bool is_better(const FoundPlan& a, const FoundPlan& b);

/// What a search comes to.
struct FoundPlans {
  std::optional<FoundPlan> best;
  std::vector<FoundPlan> by_shape;    // the best of each split of tensor, pipeline, context and experts, the best first
  std::vector<FoundPlan> front;       // by time, ascending
  std::optional<FoundPlan> smallest;  // the plan of least memory, for those that do not fit
  std::optional<FoundPlan> too_slow;  // the fastest that fits and is slower than what was of use
  double plans = 0;                   // of the space
  double worked_out = 0;
  double fits = 0;  // of those worked out
};
/// What several shards found, as one search would have.
FoundPlans joined(const std::vector<FoundPlans>& shards);

/// What one thread or one shard has found; joined it is what one search would have, in whatever order.
class PlanFindings {
 public:
  /// `wants_front`: plans that no other beats in time and memory are kept.
  explicit PlanFindings(bool wants_front) : wants_front_(wants_front) {}
  PlanFindings(const FoundPlans& found, bool wants_front);

  /// A plan that fits and is of use.
  void take(const FoundPlan& found);
  void take_smallest(const FoundPlan& found);
  void take_too_slow(const FoundPlan& found);
  void join(const PlanFindings& other);

  /// True if a plan of that memory may be the smallest, and if one may be of the front: no plan need be put together
  /// to be asked about.
  bool may_be_smallest(double bytes) const { return !smallest_ || bytes <= smallest_->bytes; }
  bool may_be_of_front(double step, double bytes);

  double worked_out = 0, fits = 0;

  FoundPlans told(double plans) const;

  /// The splits of shapes, numbered from nought as they come.
  static std::vector<std::size_t> numbered_splits(std::span<const PlanShape> shapes);

 private:
  // The split that a second-best plan is to have another of.
  using Split = std::array<long long, 4>;
  static Split split_of(const PlanShape& shape);
  void take_of_split(const Split& split, const FoundPlan& found);
  void take_into_front(const FoundPlan& found);

  bool wants_front_;
  std::map<Split, FoundPlan> by_split_;
  std::vector<FoundPlan> front_;  // by time ascending, memory descending
  std::size_t beat_last_ = 0;     // which of the front beat the last plan that was asked about
  std::optional<FoundPlan> smallest_, too_slow_;
};

}  // namespace costcurve
