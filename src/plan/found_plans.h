#pragma once
// What a search has found so far: of each split the best plan, the front of time and memory, the smallest.

#include <array>
#include <map>
#include <optional>
#include <span>
#include <vector>

#include "plan/search.h"

namespace costcurve {

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
  void take_into_front(const FoundPlan& found);

  bool wants_front_;
  std::map<Split, FoundPlan> by_split_;
  std::vector<FoundPlan> front_;  // by time ascending, memory descending
  std::size_t beat_last_ = 0;     // which of the front beat the last plan that was asked about
  std::optional<FoundPlan> smallest_, too_slow_;
};

}  // namespace costcurve
