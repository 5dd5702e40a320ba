// What makes one plan better than another, and of what was found that which nothing else beats: the numbers of chips by
// time and dollars, the plans by time and memory.

#include <algorithm>
#include <cmath>

#include "numeric/stable_order.h"
#include "planner/planner.h"

namespace costcurve {

namespace {

// As many as one reads, each with about the same share less memory than the one before it: the first and the last, and
// between them that which is nearest to each step.
std::vector<FoundPlan> spread_over_memory(const std::vector<FoundPlan>& front, std::size_t most) {
  if (front.size() <= most) return front;
  const double first = std::log(front.front().bytes), last = std::log(front.back().bytes);
  std::vector<FoundPlan> some;
  std::size_t at = 0;
  for (std::size_t k = 0; k < most; ++k) {
    const double wanted = first + (last - first) * static_cast<double>(k) / static_cast<double>(most - 1);
    const auto far = [&](std::size_t i) { return std::abs(std::log(front[i].bytes) - wanted); };
    std::size_t nearest = at;
    for (std::size_t i = at; i < front.size(); ++i)
      if (far(i) < far(nearest)) nearest = i;
    if (nearest < at || at == front.size()) break;
    some.push_back(front[nearest]);
    at = nearest + 1;
  }
  return some;
}

}  // namespace

bool Planner::is_within(const PlannedRun& run) const {
  return !deadline_ || (run.find("duration") && time(run) <= *deadline_);
}

double Planner::objective(const PlannedRun& run) const {
  if (table_.aim == PlanAim::chips) return static_cast<double>(run.chips);
  return table_.aim == PlanAim::time ? time(run) : money(run);
}

// More chips fail more often, and a run on them may take longer though its steps are shorter. Without a number of
// tokens nothing but the step is known.
double Planner::time(const PlannedRun& run) {
  const PlannedAmount* duration = run.find("duration");
  return duration ? duration->value : run.plan.step;
}

// Without a number of tokens dollars go as chip time for a token does.
double Planner::money(const PlannedRun& run) {
  const PlannedAmount* cost = run.find("cost");
  return cost ? cost->value : run.plan.step * static_cast<double>(run.chips);
}

// Worked out where more is asked of them than the search knows.
void Planner::tell_front(long long chips) {
  constexpr std::size_t most = 12;
  for (const FoundPlan& plan : spread_over_memory(table_.found.front, most)) {
    table_.front.push_back(table_.shown.empty() ? PlannedRun() : planned(chips, plan, false));
    table_.front.back().chips = chips;
    table_.front.back().plan = plan;
  }
}

// Of the numbers of chips those than which no other is both faster and cheaper, the fastest first.
void Planner::keep_unbeaten() {
  std::vector<PlannedRun>& runs = table_.by_chips;
  sort_stably(runs, [&](const PlannedRun& a, const PlannedRun& b) {
    return time(a) != time(b) ? time(a) < time(b) : money(a) < money(b);
  });
  double least = HUGE_VAL;
  std::erase_if(runs, [&](const PlannedRun& run) {
    const bool is_beaten = !(money(run) < least);
    if (!is_beaten) least = money(run);
    return is_beaten;
  });
}

}  // namespace costcurve
