#include "answer/diff.h"

#include <fmt/format.h>

#include <algorithm>

#include "answer/asked.h"
#include "answer/cases.h"
#include "answer/checked.h"
#include "answer/possible_plans.h"
#include "audit/beliefs.h"
#include "quantity/print.h"
#include "text/suggest.h"

namespace costcurve {

namespace {

// What is compared, as the command line says it. --set makes the second side only where nothing else does.
struct Asked {
  ComparedSide a, b;
  bool two_files = false;
  std::string quantity;  // empty: all that differs
};

std::string day_words(const std::string& day) { return "as_of=" + day; }

Asked asked_of(const Question& question) {
  Asked asked;
  // The words are in order: one scenario or two, then the quantity.
  const std::vector<std::string>& words = question.words;
  asked.two_files = question.second_is_scenario;
  const std::vector<std::string> variants = question.variants();
  const std::vector<std::string>& sets = question.options.texts(Option::set);
  asked.a.scenario = words.front();
  asked.b.scenario = asked.two_files ? words[1] : words.front();
  if (words.size() > (asked.two_files ? 2U : 1U)) asked.quantity = words.back();
  const auto variant = [](const std::string& name) { return name == as_it_stands ? std::string() : name; };
  if (!variants.empty()) asked.b.variant = variant(variants.back());
  if (variants.size() == 2 || (asked.two_files && !variants.empty())) asked.a.variant = variant(variants.front());
  asked.b.sets = sets;
  if (asked.two_files || !variants.empty()) asked.a.sets = sets;
  if (question.options.has(Option::as_of)) {
    // The day holds on both sides where something else makes them two.
    const std::string day = day_words(question.options.text(Option::as_of));
    asked.b.sets.push_back(day);
    if (asked.two_files || !variants.empty() || !sets.empty()) asked.a.sets.push_back(day);
  }
  return asked;
}

// Both sides, audited.
struct Compared {
  std::unique_ptr<AuditedVariant> a, b;
};

std::unique_ptr<AuditedVariant> audited(const ComparedSide& side, const std::vector<Override>& sets, Library& library,
                                        Diagnostics& diagnostics) {
  Case which{side.scenario, side.variant, {}, {}};
  for (const Override& set : sets) {
    const std::string words = set.key == "as_of" ? day_words(set.value.text) : set.value.source->text;
    if (std::find(side.sets.begin(), side.sets.end(), words) != side.sets.end()) which.sets.push_back(set);
  }
  const std::shared_ptr<const Scenario> scenario = bound(which, library, diagnostics);
  if (!diagnostics.empty()) return nullptr;
  std::unique_ptr<AuditedVariant> audited = audit(scenario, scenario->givens, Judged::no_claims);
  refuse_impossible_plans(*audited, diagnostics);
  return diagnostics.empty() ? std::move(audited) : nullptr;
}

void add_own_faults(const AuditedVariant& audited, ComparedSide& side) {
  side.contradicts_itself = !audited.conflicts.empty();
  for (const CheckResult& check : audited.checks)
    if (check.failed)
      side.broken.push_back((check.equation.part.empty() ? "" : check.equation.part + ": ") + check.equation.sentence);
}

Answer nowhere(const Asked& asked, const Compared& compared) {
  std::vector<std::string> names = compared.a->scenario.quantity_names();
  for (std::string& name : compared.b->scenario.quantity_names()) names.push_back(std::move(name));
  std::vector<std::string> notes;
  if (const std::string hint = did_you_mean(asked.quantity, names); !hint.empty()) notes.push_back(hint);
  notes.push_back(fmt::format("`costcurve run {}` shows them all", asked.a.scenario));
  return wrong_answer(
      fmt::format("there is no quantity `{}`{}", asked.quantity, asked.two_files ? ", neither in A nor in B" : ""),
      notes);
}

// Quantities of other parts that are called so.
std::vector<std::string> alike(const AuditedVariant& audited, const std::string& quantity) {
  const std::size_t dot = quantity.rfind('.');
  std::vector<std::string> names;
  if (dot == std::string::npos) return names;
  for (const std::string& name : audited.scenario.quantity_names())
    if (name.ends_with(quantity.substr(dot)) && audited.solution.knows(*audited.scenario.quantity(name)))
      names.push_back(name);
  return names;
}

StandingOnSide standing_on(const AuditedVariant& audited, const std::string& name) {
  const std::optional<std::size_t> q = audited.scenario.quantity(name);
  StandingOnSide standing;
  standing.exists = q.has_value();
  if (!q) {
    standing.alike = alike(audited, name);
    return standing;
  }
  standing.shown = audited.scenario.relations->quantities[*q].shown;
  if (audited.solution.knows(*q))
    standing.value = audited.solution.found[*q].value;
  else
    standing.missing = undetermined(audited, *q);
  return standing;
}

// A quantity that one side at least does not have; or a word on both, and two words differ by nothing that could be
// divided among inputs.
Answer not_divided(const std::shared_ptr<const Asked>& asked, const Compared& compared) {
  const StandingOnSide in_a = standing_on(*compared.a, asked->quantity),
                       in_b = standing_on(*compared.b, asked->quantity);
  Answer answer;
  answer.data = {[=] { return one_sided_data(asked->quantity, in_a, in_b, asked->a, asked->b); }};
  answer.document = [=] {
    if (!in_a.value || !in_b.value) return one_sided_document(asked->quantity, in_a, in_b, asked->a, asked->b);
    const auto word = [](const StandingOnSide& side) { return Text::amount(amount_text(*side.value, side.shown)); };
    return Document{
        asked->quantity,
        {Lead{{Text::filled("{} is {} in A and {} in B.", {Text::name(asked->quantity), word(in_a), word(in_b)})},
              {}}}};
  };
  return answer;
}

// What programs are told does not say which limits are broken.
template <class Difference>
Answer of_difference(Difference found, const std::shared_ptr<const Asked>& asked) {
  const auto difference = std::make_shared<const Difference>(std::move(found));
  Answer answer;
  answer.document = [=] { return diff_document(*difference, asked->a, asked->b); };
  answer.data = {[=] { return data_of(*difference, asked->a, asked->b); }};
  answer.remarks = [=] { return Document{{}, {broken_on(asked->a, asked->b)}}; };
  return answer;
}

Answer of_quantity(const std::shared_ptr<const Asked>& asked, const Compared& compared) {
  const std::optional<std::size_t> in_a = compared.a->scenario.quantity(asked->quantity),
                                   in_b = compared.b->scenario.quantity(asked->quantity);
  if (!in_a && !in_b) return nowhere(*asked, compared);
  if (!in_a || !in_b || !compared.a->solution.knows(*in_a) || !compared.b->solution.knows(*in_b))
    return not_divided(asked, compared);
  const Side side_a = side_of(*compared.a), side_b = side_of(*compared.b);
  const Dimension &of_a = side_a.relations.quantities[*in_a].dimension,
                  &of_b = side_b.relations.quantities[*in_b].dimension;
  if (!Counterparts(side_a, side_b).same_dimension(of_a, of_b))
    return wrong_answer(fmt::format("`{}` is {} in A and {} in B: there is no difference between them", asked->quantity,
                                    side_a.units.spoken(of_a), side_b.units.spoken(of_b)),
                        {"compare quantities that count the same"});
  if (of_a.is_word()) return not_divided(asked, compared);
  QuantityDifference difference = difference_of(*compared.a, *compared.b, *in_a, *in_b);
  difference.belief_a = believed_range(*compared.a, *in_a, SimulationOptions());
  difference.belief_b = believed_range(*compared.b, *in_b, SimulationOptions());
  return of_difference(std::move(difference), asked);
}

}  // namespace

namespace {

// The quantity behind the scenarios, then those of --show.
std::vector<std::string> names_in(const Question& question, const Asked& asked, const Compared& compared,
                                  Diagnostics& diagnostics) {
  std::vector<std::string> names;
  if (!asked.quantity.empty()) names.push_back(asked.quantity);
  for (std::string& name :
       quantities_to_show(question, {&compared.a->scenario, &compared.b->scenario}, asked.a.scenario, diagnostics))
    if (names.empty() || names.front() != name) names.push_back(std::move(name));
  return names;
}

// `differing` of any kind that has a belief on each side.
template <class Difference>
void add_beliefs(const Compared& compared, const std::string& name, Difference& differing) {
  const auto range = [&](const AuditedVariant& side) {
    return believed_range(side, *side.scenario.quantity(name), SimulationOptions());
  };
  differing.belief_a = range(*compared.a);
  differing.belief_b = range(*compared.b);
}

std::optional<QuantityDifference> difference_of_answer(const Differences& all, const Compared& compared) {
  for (const std::string& name : all.answers)
    for (const Differing& differing : all.quantities) {
      if (differing.name != name || differing.shown.words) continue;
      QuantityDifference difference = difference_of(*compared.a, *compared.b, *compared.a->scenario.quantity(name),
                                                    *compared.b->scenario.quantity(name));
      difference.belief_a = differing.belief_a;
      difference.belief_b = differing.belief_b;
      return difference;
    }
  return std::nullopt;
}

Answer of_quantities(const std::vector<std::string>& names, const Asked& asked, const Compared& compared) {
  std::vector<HeadedAnswer> answers;
  for (const std::string& name : names) {
    const auto about = std::make_shared<Asked>(asked);
    about->quantity = name;
    answers.push_back({name, of_quantity(about, compared)});
  }
  if (answers.size() == 1) return std::move(answers.front().answer);
  return joined(std::move(answers), Section::Of::quantity, true);
}

}  // namespace

Answer diff(const Question& question, Library& library) {
  Diagnostics diagnostics;
  if (!library.open_catalog(diagnostics)) return wrong_answer(diagnostics);
  const auto asked = std::make_shared<Asked>(asked_of(question));
  const std::vector<Override> sets = overrides_of(question, diagnostics);
  const Compared compared{audited(asked->a, sets, library, diagnostics), audited(asked->b, sets, library, diagnostics)};
  if (!diagnostics.empty()) return wrong_answer(diagnostics);
  add_own_faults(*compared.a, asked->a);
  add_own_faults(*compared.b, asked->b);
  const std::vector<std::string> names = names_in(question, *asked, compared, diagnostics);
  if (!diagnostics.empty()) return wrong_answer(diagnostics);
  if (!names.empty()) return of_quantities(names, *asked, compared);
  Differences all = differences_between(*compared.a, *compared.b);
  all.answers = names_of(*compared.a->scenario.relations, answered_quantities(*compared.a));
  for (Differing& differing : all.quantities)
    if (std::find(all.answers.begin(), all.answers.end(), differing.name) != all.answers.end())
      add_beliefs(compared, differing.name, differing);
  if (!question.wants_data) all.of_answer = difference_of_answer(all, compared);
  all.folds = question.is_for_terminal && !question.options.has(Option::all);
  return of_difference(std::move(all), asked);
}

}  // namespace costcurve
