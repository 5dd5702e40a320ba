#include "plan/found_plans.h"

#include <algorithm>

namespace costcurve {

bool is_better(const FoundPlan& a, const FoundPlan& b) {
  if (a.step != b.step) return a.step < b.step;
  if (a.bytes != b.bytes) return a.bytes < b.bytes;
  if (a.shape != b.shape) return a.shape.degrees < b.shape.degrees;
  return a.switches.words < b.switches.words;
}

PlanFindings::Split PlanFindings::split_of(const PlanShape& shape) {
  return {shape[Degree::tensor], shape[Degree::pipeline], shape[Degree::context], shape[Degree::expert_parallel]};
}

PlanFindings::PlanFindings(const FoundPlans& found, bool wants_front)
    : worked_out(found.worked_out),
      fits(found.fits),
      wants_front_(wants_front),
      front_(found.front),
      smallest_(found.smallest),
      too_slow_(found.too_slow) {
  for (const FoundPlan& plan : found.by_shape) by_split_.emplace(split_of(plan.shape), plan);
}

void PlanFindings::take_of_split(const Split& split, const FoundPlan& found) {
  const auto [place, is_new] = by_split_.try_emplace(split, found);
  if (!is_new && is_better(found, place->second)) place->second = found;
}

void PlanFindings::take(const FoundPlan& found) {
  take_of_split(split_of(found.shape), found);
  if (wants_front_) take_into_front(found);
}

void PlanFindings::take_smallest(const FoundPlan& found) {
  if (!smallest_ || found.bytes < smallest_->bytes || (found.bytes == smallest_->bytes && is_better(found, *smallest_)))
    smallest_ = found;
}

void PlanFindings::take_too_slow(const FoundPlan& found) {
  if (!too_slow_ || is_better(found, *too_slow_)) too_slow_ = found;
}

void PlanFindings::take_into_front(const FoundPlan& found) {
  const auto place = std::lower_bound(front_.begin(), front_.end(), found, is_better);
  if (place != front_.begin() && std::prev(place)->bytes <= found.bytes) return;
  const auto beaten_end =
      std::find_if(place, front_.end(), [&](const FoundPlan& other) { return other.bytes < found.bytes; });
  front_.insert(front_.erase(place, beaten_end), found);
}

// The plan that beat the last one beats the next as a rule.
bool PlanFindings::may_be_of_front(double step, double bytes) {
  if (!wants_front_) return false;
  const auto beats = [&](const FoundPlan& other) { return other.step < step && other.bytes <= bytes; };
  if (beat_last_ < front_.size() && beats(front_[beat_last_])) return false;
  const auto slower =
      std::partition_point(front_.begin(), front_.end(), [&](const FoundPlan& other) { return other.step < step; });
  if (slower == front_.begin() || !beats(*std::prev(slower))) return true;
  beat_last_ = static_cast<std::size_t>(std::prev(slower) - front_.begin());
  return false;
}

void PlanFindings::join(const PlanFindings& other) {
  for (const auto& [split, found] : other.by_split_) take_of_split(split, found);
  if (wants_front_)
    for (const FoundPlan& found : other.front_) take_into_front(found);
  if (other.smallest_) take_smallest(*other.smallest_);
  if (other.too_slow_) take_too_slow(*other.too_slow_);
  worked_out += other.worked_out;
  fits += other.fits;
}

FoundPlans PlanFindings::told(double plans) const {
  FoundPlans found;
  for (const auto& [split, plan] : by_split_) found.by_shape.push_back(plan);
  std::sort(found.by_shape.begin(), found.by_shape.end(), is_better);
  if (!found.by_shape.empty()) found.best = found.by_shape.front();
  found.front = front_;
  found.smallest = smallest_;
  found.too_slow = too_slow_;
  found.plans = plans;
  found.worked_out = worked_out;
  found.fits = fits;
  return found;
}

FoundPlans joined(const std::vector<FoundPlans>& shards) {
  PlanFindings every(true);
  double plans = 0;
  for (const FoundPlans& shard : shards) {
    every.join(PlanFindings(shard, true));
    plans += shard.plans;
  }
  return every.told(plans);
}

std::vector<std::size_t> PlanFindings::numbered_splits(std::span<const PlanShape> shapes) {
  std::map<Split, std::size_t> number_of;
  std::vector<std::size_t> numbers;
  for (const PlanShape& shape : shapes)
    numbers.push_back(number_of.try_emplace(split_of(shape), number_of.size()).first->second);
  return numbers;
}

}  // namespace costcurve
