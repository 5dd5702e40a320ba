#include "answer/compare.h"

#include <fmt/format.h>

#include <algorithm>

#include "answer/asked.h"
#include "answer/comparer.h"
#include "answer/diff.h"
#include "compare/difference.h"
#include "text/listing.h"
#include "text/suggest.h"

namespace costcurve {

namespace {

// Sample by sample; what is known exactly is the same in each.
double probability_of_less(const Worked& a, const Worked& b) {
  const std::size_t count = std::max(a.samples.size(), b.samples.size());
  const auto at = [](const Worked& worked, std::size_t i) {
    return worked.samples.empty() ? *worked.option.values.front() : worked.samples[i];
  };
  double less = 0;
  for (std::size_t i = 0; i < count; ++i) less += at(a, i) < at(b, i) ? 1 : at(a, i) == at(b, i) ? 0.5 : 0;
  return less / static_cast<double>(count);
}

// What makes the second dearer than the first: the inputs that put most into the difference.
std::string why_dearer(const Worked& first, const Worked& second) {
  if (*first.option.values.front() == *second.option.values.front()) return {};
  const QuantityDifference found = difference_of(*first.audited, *second.audited, *first.quantity, *second.quantity);
  if (found.obstacle != Obstacle::none || found.rows.empty() || found.shares_nothing) return {};
  constexpr double main_share = 0.2;
  std::vector<std::string> names;
  for (const DifferenceRow& row : found.rows)
    if (row.contribution / found.difference > main_share) names.push_back(last_word(row.input.name));
  return listed(names);
}

}  // namespace

void Comparer::judge(std::vector<Worked>& all) {
  const bool by_parts = !asked_.options.empty() && !asked_.options.front().part.empty();
  std::stable_sort(all.begin(), all.end(), [](const Worked& a, const Worked& b) {
    const std::optional<double>&x = a.option.values.front(), &y = b.option.values.front();
    return x && y ? *x < *y : x && !y;
  });
  if (all.size() < 2 || !all[1].quantity) return;
  if (!by_parts) comparison_.why = why_dearer(all[0], all[1]);
  for (Worked& worked : all)
    if (worked.quantity && &worked != &all.front() && (!all[0].samples.empty() || !worked.samples.empty()))
      worked.option.is_cheaper = probability_of_less(worked, all.front());
}

namespace {

// Of what the scenario is asked for, what the options come to: money if there is any, and something in which they
// differ.
std::string most_telling(const AuditedVariant& first, const AuditedVariant* second) {
  const Relations& relations = *first.scenario.relations;
  const auto differs = [&](std::size_t q) {
    const std::optional<std::size_t> other = second ? second->scenario.quantity(relations.quantities[q].name) : q;
    return other && second && second->solution.knows(*other) &&
           second->solution.found[*other].value != first.solution.found[q].value;
  };
  const auto is_cost = [&](std::size_t q) { return relations.quantities[q].dimension == Dimension(Base::money); };
  std::string best;
  int rank = -1;
  for (const std::size_t q : answered_quantities(first)) {
    const int how_telling = (differs(q) ? 2 : 0) + (is_cost(q) ? 1 : 0);
    // Of several alike the last: what is declared first is what the others take.
    if (how_telling >= rank) best = relations.quantities[q].name;
    rank = std::max(rank, how_telling);
  }
  return best;
}

}  // namespace

void Comparer::choose_shown() {
  if (!asked_.shown.empty() || !base_) return;
  std::vector<std::unique_ptr<AuditedVariant>> audits;
  Worked unheard;
  for (const CompareOption& option : asked_.options) {
    if (audits.size() == 2) break;
    if (const std::shared_ptr<const Scenario> scenario = scenario_of(option, unheard))
      audits.push_back(audit(scenario, scenario->givens, Judged::no_claims));
  }
  const std::string best =
      audits.empty() ? "" : most_telling(*audits.front(), audits.size() > 1 ? audits.back().get() : nullptr);
  if (!best.empty())
    asked_.shown = {best};
  else
    diagnostics_.add(without_place("nothing that could be compared is determined in the first options",
                                   {"name what to show: --show run.cost"}));
}

// What is compared, and of what.
void Comparer::ask() {
  const std::shared_ptr<const ScenarioFile> file = library_.scenario(file_, diagnostics_);
  sets_ = overrides_of(question_, diagnostics_);
  if (!file || !diagnostics_.empty()) return;
  base_ = bound({file_, question_.variant(), sets_, {}}, library_, diagnostics_);
  if (!diagnostics_.empty()) return;
  asked_ = compare_question(question_, *file, *base_, library_, diagnostics_);
  if (diagnostics_.empty()) choose_shown();
  if (!diagnostics_.empty()) return;
  comparison_.scenario = file_;
  comparison_.about = about(*base_);
  comparison_.as_of = base_->as_of;
  comparison_.keys = asked_.keys;
  comparison_.shown = asked_.shown;
  comparison_.units.resize(asked_.shown.size());
}

ComparedOptions Comparer::run() {
  ask();
  if (!diagnostics_.empty()) return {};
  std::vector<Worked> all;
  for (const CompareOption& option : asked_.options) all.push_back(worked(option));
  judge(all);
  for (Worked& worked : all) comparison_.options.push_back(std::move(worked.option));
  return std::move(comparison_);
}

const CompareOption* Comparer::option_named(const std::string& name) {
  std::vector<std::string> names;
  for (const CompareOption& option : asked_.options) {
    if (option.name == name) return &option;
    names.push_back(option.name);
  }
  std::vector<std::string> notes;
  if (const std::string hint = did_you_mean(name, names); !hint.empty()) notes.push_back(hint);
  notes.push_back("the options are " + listed_some(names));
  diagnostics_.add(without_place(fmt::format("there is no option `{}` to compare", name), notes));
  return nullptr;
}

namespace {

ComparedSide side_of(const CompareOption& option, const std::string& file) {
  ComparedSide side;
  side.scenario = file;
  side.variant = option.variant;
  for (const Override& set : option.sets) side.sets.push_back(set.key + "=" + set.value.text);
  return side;
}

}  // namespace

Answer Comparer::why() {
  ask();
  const std::string pair = question_.options.text(Option::why);
  const std::size_t comma = pair.find(", ") == std::string::npos ? pair.find(',') : pair.find(", ");
  if (diagnostics_.empty() && comma == std::string::npos)
    diagnostics_.add(without_place("--why names two options", {"for example --why 'o1, DeepSeek-R1'"}));
  if (!diagnostics_.empty()) return {};
  const std::size_t second = pair.find_first_not_of(", ", comma);
  const CompareOption* const a = option_named(pair.substr(0, comma));
  const CompareOption* const b = option_named(second == std::string::npos ? "" : pair.substr(second));
  if (!a || !b) return {};
  const Worked in_a = worked(*a), in_b = worked(*b);
  for (const Worked* side : {&in_a, &in_b})
    if (!side->quantity)
      diagnostics_.add(without_place(fmt::format("{} comes to no number", side->option.name), {side->option.lacking}));
  if (!diagnostics_.empty()) return {};
  const auto difference = std::make_shared<const QuantityDifference>(
      difference_of(*in_a.audited, *in_b.audited, *in_a.quantity, *in_b.quantity));
  const ComparedSide side_a = side_of(*a, file_), side_b = side_of(*b, file_);
  Answer answer;
  answer.document = [=] { return diff_document(*difference, side_a, side_b); };
  answer.data = {[=] { return data_of(*difference, side_a, side_b); }};
  return answer;
}

Answer compare(const Question& question, Library& library) {
  Diagnostics mistakes;
  if (!library.open_catalog(mistakes)) return wrong_answer(mistakes);
  if (question.options.has(Option::why)) {
    Answer answer = Comparer(question, question.file(), library, mistakes).why();
    return mistakes.empty() ? answer : wrong_answer(mistakes);
  }
  const auto comparison =
      std::make_shared<const ComparedOptions>(Comparer(question, question.file(), library, mistakes).run());
  if (!mistakes.empty()) return wrong_answer(mistakes);
  const bool in_full = question.options.has(Option::all);
  Answer answer;
  answer.document = [=] { return told_about(comparison->about, comparison_document(*comparison, in_full)); };
  answer.data = {[=] { return data_of(*comparison); }};
  return answer;
}

}  // namespace costcurve
