#include <algorithm>
#include <atomic>

#include "answer/comparer.h"
#include "audit/beliefs.h"
#include "numeric/machine.h"

namespace costcurve {

namespace {

constexpr std::size_t worth_a_thread = 64;  // options: to start a thread takes longer than to work out fewer

// Each of `count` things once, on several threads where there are many.
void for_each_of(std::size_t count, const std::function<void(std::size_t)>& work) {
  const std::size_t threads = std::clamp<std::size_t>(count / worth_a_thread, 1, threads_of_machine());
  std::atomic<std::size_t> next = 0;
  on_threads(threads, [&](std::size_t) {
    for (std::size_t i = next++; i < count; i = next++) work(i);
  });
}

// What is wrong with an option is said where its number would stand.
std::string reason_of(const Diagnostics& mistakes) {
  const std::vector<Diagnostic> sorted = mistakes.sorted();
  return sorted.empty() ? "it cannot be worked out" : sorted.front().problem;
}

}  // namespace

// Bound anew, where an option decides more than what is given, and for the words of its mistakes.
Comparer::Bound Comparer::bound_with(const CompareOption& option) {
  Bound made;
  if (option.variant.empty() && option.sets.empty()) {
    made.scenario = base_;
    return made;
  }
  std::vector<Override> sets = option.sets;
  sets.insert(sets.end(), sets_.begin(), sets_.end());
  Diagnostics unbound;
  made.scenario = bound({file_, option.variant, sets, {}}, library_, unbound);
  if (unbound.empty()) return made;
  made.scenario = nullptr;
  made.lacking = reason_of(unbound);
  return made;
}

std::vector<Comparer::Bound> Comparer::bound_options() {
  std::set<std::pair<std::string, std::string>> read;
  Diagnostics unheard = Diagnostics::unheard();
  for (const CompareOption& option : asked_.options)
    for (const Override& set : option.sets)
      if (read.emplace(set.key, set.value.text).second) library_.read_named(*base_, set, unheard);
  std::vector<Bound> all(asked_.options.size());
  for_each_of(all.size(), [&](std::size_t i) {
    const CompareOption& option = asked_.options[i];
    if (!option.variant.empty() || option.sets.empty()) return;
    Diagnostics mistakes;
    all[i].choice = library_.choose(*base_, option.sets, mistakes);
    if (!mistakes.empty()) all[i].choice.reset();
    if (all[i].choice) all[i].choice->givens = within_what_can_be(*base_->relations, all[i].choice->givens);
  });
  for (std::size_t i = 0; i < all.size(); ++i)
    if (!all[i].choice) all[i] = bound_with(asked_.options[i]);
  return all;
}

std::shared_ptr<const Scenario> Comparer::scenario_of(const Bound& bound) const {
  return bound.choice ? std::make_shared<const Scenario>(with_choice(*base_, *bound.choice)) : bound.scenario;
}

std::unique_ptr<AuditedVariant> Comparer::audited_option(const CompareOption& option, std::string& lacking) {
  const Bound bound = bound_with(option);
  lacking = bound.lacking;
  return bound.scenario ? audit(bound.scenario, bound.scenario->givens, Judged::no_claims) : nullptr;
}

Worked Comparer::worked_by_audit(const CompareOption& option, const Bound& bound, std::optional<Like>& like) const {
  Worked worked(option);
  worked.option.lacking = bound.lacking;
  const std::shared_ptr<const Scenario> scenario = scenario_of(bound);
  if (!scenario) {
    worked.option.values.resize(asked_.shown.size());
    return worked;
  }
  const std::unique_ptr<AuditedVariant> audited = audit(scenario, scenario->givens, Judged::no_claims);
  read_values(*audited, option, worked);
  if (bound.choice) like = like_of(*audited, option, worked);
  return worked;
}

// One option after another is audited, and all that can be repeated as it was are. After a few that were like no
// others, each is audited for itself.
std::vector<Worked> Comparer::work_out() {
  constexpr int most_alone = 8;
  const std::vector<Bound> all = bound_options();
  std::vector<std::optional<Worked>> worked(all.size());
  int alone = 0;
  for (std::size_t first = 0; first < all.size() && alone < most_alone; ++first) {
    if (worked[first]) continue;
    std::optional<Like> like;
    worked[first] = worked_by_audit(asked_.options[first], all[first], like);
    ++alone;
    if (!like) continue;
    std::atomic<std::size_t> repeated = 0;
    for_each_of(all.size(), [&](std::size_t i) {
      if (worked[i] || !all[i].choice || asked_.options[i].subject() != like->subject) return;
      worked[i] = worked_like(*like, asked_.options[i], *all[i].choice);
      if (worked[i]) ++repeated;
    });
    if (repeated > 0) alone = 0;
    // By the same formula, so that what is alike comes to the same to the last bit.
    if (std::optional<Worked> again = worked_like(*like, asked_.options[first], *all[first].choice))
      worked[first] = std::move(again);
  }
  for_each_of(all.size(), [&](std::size_t i) {
    std::optional<Like> unused;
    if (!worked[i]) worked[i] = worked_by_audit(asked_.options[i], all[i], unused);
  });
  std::vector<Worked> options;
  for (std::optional<Worked>& option : worked) options.push_back(std::move(*option));
  return options;
}

}  // namespace costcurve
