#pragma once
// Which of all deployments is the best, by plan and by kind, and what holds it back.

#include <string>
#include <vector>

#include "answer/serve.h"

namespace costcurve {

/// The best of those that keep every limit and count; null where there are none.
template <class Counts>
const Deployment* best_of(Goal goal, const std::vector<Deployment>& all, Counts counts) {
  const Deployment* best = nullptr;
  for (const Deployment& each : all)
    if (each.fits && each.keeps_times && counts(each) && (!best || is_better(goal, each, *best))) best = &each;
  return best;
}

/// True of what has stages: nobody has measured any.
inline bool has_stages(const Deployment& deployment) { return deployment.plan.pipeline > 1; }

/// The best, and what with stages would be better: nobody has measured any, so it has to be better by more than what
/// the equations leave out.
struct BestTwo {
  const Deployment *best = nullptr, *staged = nullptr;
};
BestTwo best_of(Goal goal, const std::vector<Deployment>& all);

/// The best of each plan, the best first; with prefill apart, of each plan that decodes.
std::vector<Deployment> best_of_each_plan(Goal goal, const std::vector<Deployment>& all,
                                          const std::vector<PlanChoice>& plans);

/// By plan what lacks where not even one sequence fits.
std::vector<TooLarge> those_too_large(const std::vector<Deployment>& all);

/// What keeps the best from answering more at once, or its requests from being answered by fewer deployments.
std::string held_back(const Deployments& deployments, const Deployment& best, Goal goal);

}  // namespace costcurve
