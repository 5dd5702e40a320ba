#include <algorithm>
#include <atomic>

#include "answer/comparer.h"
#include "answer/possible_plans.h"
#include "audit/beliefs.h"
#include "numeric/machine.h"

namespace costcurve {

namespace {

constexpr std::size_t worth_a_thread = 64;  // options: to start a thread takes longer than to work out fewer

// Nothing is wrong with a file that an option names where it only does not have what is asked for.
bool is_in_another_file(const Diagnostic& mistake, const SourcePointer& scenario) {
  const SourcePointer& source = mistake.place.source;
  return source && !source->name.starts_with("--") && scenario && source->name != scenario->name;
}

}  // namespace

std::shared_ptr<const Scenario> Comparer::bound_alone(const std::string& variant, const std::vector<Override>& sets,
                                                      Diagnostics& mistakes) {
  return bound({file_, variant.empty() ? std::string(as_it_stands) : variant, sets, {}}, library_, mistakes);
}

std::vector<Override> Comparer::sets_of(const CompareOption& option) const {
  std::vector<Override> sets = sets_;
  sets.insert(sets.end(), option.sets.begin(), option.sets.end());
  return sets;
}

// Bound anew, where an option decides more than what is given, and for the words of its mistakes. What is chosen for it
// stands in place of what is replaced in all.
Comparer::Bound Comparer::bound_with(const CompareOption& option) {
  Bound made;
  if (!is_stand_in_ && option.variant.empty() && option.sets.empty()) {
    made.scenario = base_;
    return made;
  }
  Diagnostics unbound;
  made.scenario = bound_alone(option.variant.empty() ? question_.variant() : option.variant, sets_of(option), unbound);
  if (unbound.empty()) return made;
  const std::vector<Diagnostic> sorted = unbound.sorted();
  made.lacking = sorted.empty() ? "it cannot be worked out" : sorted.front().problem;
  made.is_mistaken =
      !sorted.empty() && is_in_another_file(sorted.front(), made.scenario ? made.scenario->source : nullptr);
  if (made.is_mistaken) made.lacking = sorted.front().place.where() + ": " + made.lacking;
  made.scenario = nullptr;
  return made;
}

// Each replacement once, though many options hold it.
Comparer::Replacements Comparer::read_replacements() {
  Replacements read;
  Diagnostics unheard = Diagnostics::unheard();
  for (const CompareOption& option : asked_.options)
    for (const Override& set : option.sets) {
      const auto [place, is_new] = read.try_emplace({set.key, set.value.text});
      if (!is_new) continue;
      place->second = library_.read_replacement(*base_, set, unheard);
      if (place->second && place->second->amount)
        place->second->amount = within_what_can_be(*base_->relations, place->second->quantity, place->second->amount);
    }
  return read;
}

// The replacements of an option; none where it must be bound with them.
std::vector<const ReadReplacement*> Comparer::read_sets(const CompareOption& option, const Replacements& read) const {
  std::vector<const ReadReplacement*> replacements;
  if (is_stand_in_ || !option.variant.empty()) return replacements;
  for (const Override& set : option.sets) {
    const std::optional<ReadReplacement>& replacement = read.find({set.key, set.value.text})->second;
    if (!replacement) return {};
    replacements.push_back(&*replacement);
  }
  return replacements;
}

// What the catalog brings depends on the words of an option alone: it is looked up once for all that share them.
std::vector<Comparer::Bound> Comparer::bound_options() {
  const Replacements read = read_replacements();
  std::vector<std::vector<const ReadReplacement*>> sets;
  std::map<std::string, std::size_t> first_with;
  std::vector<std::size_t> like;  // of each option the first with its words
  for (const CompareOption& option : asked_.options) {
    sets.push_back(read_sets(option, read));
    std::string words;
    for (const ReadReplacement* replacement : sets.back()) words += replacement->word + '\n';
    like.push_back(first_with.try_emplace(words, like.size()).first->second);
  }
  std::vector<Bound> all(sets.size());
  each_on_threads(all.size(), worth_a_thread, [&](std::size_t i) {
    Diagnostics mistakes;
    if (like[i] == i && !sets[i].empty()) all[i].choice = library_.choose(*base_, sets[i], mistakes);
    if (!mistakes.empty()) all[i].choice.reset();
  });
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (!sets[i].empty()) all[i].choice = all[like[i]].choice;
    if (all[i].choice && !all[i].choice->lacking.empty()) {
      all[i].lacking = all[i].choice->lacking;
      all[i].choice.reset();
      continue;
    }
    if (!all[i].choice) {
      all[i] = bound_with(asked_.options[i]);
      continue;
    }
    for (const ReadReplacement* replacement : sets[i])
      if (replacement->amount) all[i].choice->givens.state(replacement->quantity, replacement->amount);
  }
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
  worked.option.is_mistaken = bound.is_mistaken;
  const std::shared_ptr<const Scenario> scenario = scenario_of(bound);
  if (!scenario) {
    worked.option.values.resize(asked_.shown.size());
    return worked;
  }
  const std::unique_ptr<AuditedVariant> audited = audit(scenario, scenario->givens, Judged::no_claims);
  constexpr std::size_t few = 32;  // what would do takes a while to find
  const StatedPlans plans(audited->scenario);
  if (const std::vector<ImpossiblePlan> mistakes = plans.mistakes(audited->solution, asked_.options.size() <= few);
      !mistakes.empty()) {
    worked.option.lacking = mistakes.front().text();
    worked.option.values.resize(asked_.shown.size());
    return worked;
  }
  read_values(*audited, option, worked);
  // A plan is looked at option by option.
  if (bound.choice && plans.quantities().empty()) like = like_of(*audited, option, worked);
  return worked;
}

// Options of which the same is given, by the same ranks: one after another is audited, and all that can be repeated as
// it was are. After a few that were like no others, each is audited for itself.
void Comparer::work_out_alike(const std::vector<std::size_t>& alike, const std::vector<Bound>& all,
                              std::vector<std::optional<Worked>>& worked) const {
  constexpr int most_alone = 4;
  int alone = 0;
  for (std::size_t first = 0; first < alike.size() && alone < most_alone; ++first) {
    const std::size_t audited = alike[first];
    if (worked[audited]) continue;
    std::optional<Like> like;
    worked[audited] = worked_by_audit(asked_.options[audited], all[audited], like);
    ++alone;
    if (!like) continue;
    std::atomic<std::size_t> repeated = 0;
    each_on_threads(alike.size() - first - 1, worth_a_thread, [&](std::size_t i) {
      const std::size_t option = alike[first + 1 + i];
      if (worked[option]) return;
      worked[option] = worked_like(*like, asked_.options[option], *all[option].choice);
      if (worked[option]) ++repeated;
    });
    // By the same formula, so that what is alike comes to the same to the last bit.
    if (std::optional<Worked> again = worked_like(*like, asked_.options[audited], *all[audited].choice))
      worked[audited] = std::move(again);
    if (repeated > 0) alone = 0;
  }
}

std::vector<Worked> Comparer::work_out() {
  const std::vector<Bound> all = bound_options();
  std::map<std::string, std::vector<std::size_t>> groups;
  for (std::size_t i = 0; i < all.size(); ++i)
    if (all[i].choice)
      groups[asked_.options[i].subject() + ": " + ranks_beside(all[i].choice->givens, base_->givens)].push_back(i);
  std::vector<std::optional<Worked>> worked(all.size());
  for (const auto& [ranks, alike] : groups) work_out_alike(alike, all, worked);
  each_on_threads(all.size(), worth_a_thread, [&](std::size_t i) {
    std::optional<Like> unused;
    if (!worked[i]) worked[i] = worked_by_audit(asked_.options[i], all[i], unused);
  });
  std::vector<Worked> options;
  for (std::optional<Worked>& option : worked) options.push_back(std::move(*option));
  return options;
}

}  // namespace costcurve
