#include "answer/compare.h"

#include <fmt/format.h>

#include <algorithm>

#include "answer/comparer.h"
#include "answer/diff.h"
#include "answer/diff_words.h"
#include "audit/beliefs.h"
#include "compare/difference.h"
#include "numeric/stable_order.h"
#include "text/listing.h"
#include "text/suggest.h"

namespace costcurve {

// True where the first option that can be bound stands in for the scenario: what is wrong with it is replaced in the
// options, or is told of each of them. What is wrong with them all is not.
bool Comparer::stands_in(const ScenarioFile& file, const Diagnostics& mistakes) {
  Diagnostics unheard;
  const CompareQuestion asked = compare_question(question_, file, *base_, library_, unheard);
  if (!unheard.empty()) return false;
  std::vector<Diagnostic> in_all = mistakes.sorted();
  is_stand_in_ = true;
  for (const CompareOption& option : asked.options) {
    if (const Bound bound = bound_with(option); bound.scenario) {
      base_ = bound.scenario;
      return true;
    } else {
      std::erase_if(in_all, [&](const Diagnostic& mistake) { return !bound.lacking.ends_with(mistake.problem); });
    }
  }
  return in_all.empty() && !asked.options.empty();
}

void Comparer::bind_base(const ScenarioFile& file) {
  Diagnostics mistakes;
  base_ = bound_alone(question_.variant(), sets_, mistakes);
  if (base_ && (mistakes.empty() || stands_in(file, mistakes))) return;
  diagnostics_.add_all(mistakes);
}

// What is compared, and of what.
void Comparer::ask() {
  const std::shared_ptr<const ScenarioFile> file = library_.scenario(file_, diagnostics_);
  sets_ = overrides_of(question_, diagnostics_);
  if (!file || !diagnostics_.empty()) return;
  bind_base(*file);
  if (!diagnostics_.empty()) return;
  Scenario within = *base_;
  within.givens = within_what_can_be(*base_->relations, base_->givens);
  base_ = std::make_shared<const Scenario>(std::move(within));
  asked_ = compare_question(question_, *file, *base_, library_, diagnostics_);
  if (diagnostics_.empty()) choose_shown();
  if (!diagnostics_.empty()) return;
  comparison_.scenario = file_;
  comparison_.about = about(*base_);
  comparison_.as_of = base_->as_of;
  comparison_.keys = asked_.keys;
  comparison_.base = asked_.base;
  comparison_.tells_sources = question_.options.has(Option::sources);
  if (!asked_.base.empty() && !option_of(asked_.base)) return report_no_option(asked_.base);
  comparison_.shown = asked_.shown;
  name_units();
}

// Of the scenario as it stands, else of the first option that knows the quantity.
void Comparer::name_units() {
  std::string unheard;
  for (std::size_t s = 0; s < asked_.shown.size(); ++s) {
    const std::string name = shown_name(asked_.options.front(), s);
    std::string convention;
    const auto unit_in = [&](const Scenario& scenario) {
      const std::optional<std::size_t> q = scenario.quantity(name);
      if (q) convention = scenario.convention_of(*q);
      return q ? std::optional(scenario.relations->quantities[*q].shown) : std::nullopt;
    };
    std::optional<ShownUnit> unit = unit_in(*base_);
    for (std::size_t i = 0; !unit && i < asked_.options.size(); ++i)
      if (const Bound bound = bound_with(asked_.options[i]); bound.scenario) unit = unit_in(*bound.scenario);
    if (!unit) report_nothing_to_show(name);
    comparison_.units.push_back(unit.value_or(ShownUnit()));
    comparison_.conventions.push_back(std::move(convention));
  }
}

// Where the file says it below [compare]; no place of what stands on the command line.
Place Comparer::place_of_word(std::string_view key, const std::string& word) {
  const std::shared_ptr<const ScenarioFile> file = library_.scenario(file_, diagnostics_);
  const Entry* compare = file ? file->document.find("compare") : nullptr;
  const Entry* said = compare ? compare->value.find(key) : nullptr;
  if (!said) return {};
  if (said->value.is_text() && said->value.text.text == word) return said->value.text.place();
  for (const Value& element : said->value.elements)
    if (element.is_text() && element.text.text == word) return element.text.place();
  return {};
}

void Comparer::report_nothing_to_show(const std::string& name) {
  std::vector<std::string> names, notes;
  for (const Quantity& quantity : base_->relations->quantities) names.push_back(quantity.name);
  if (const std::string hint = did_you_mean(name, names); !hint.empty()) notes.push_back(hint);
  diagnostics_.report(place_of_word("show", name), fmt::format("there is no quantity `{}` to show", name), notes);
}

// The least first; behind what can be held against each other stands what is in doubt, and then what comes to no
// number.
void Comparer::rank(std::vector<Worked>& options) {
  const auto group = [](const Worked& worked) {
    return !worked.option.values.front() ? 2 : worked.option.doubt.empty() ? 0 : 1;
  };
  sort_stably(options, [&](const Worked& a, const Worked& b) {
    if (group(a) != group(b)) return group(a) < group(b);
    return a.option.values.front() && *a.option.values.front() < *b.option.values.front();
  });
  add_beliefs(options, question_.simulation());
}

void Comparer::explain(const std::vector<Worked>& options) {
  if (options.size() < 2 || !options[1].formula || options[0].option.doubt.empty() != options[1].option.doubt.empty() ||
      options[0].option.values.front() == options[1].option.values.front())
    return;
  const CompareOption &least = *option_of(options[0].option.name), &next = *option_of(options[1].option.name);
  if (!least.subject().empty()) return;
  std::string unheard;
  const std::unique_ptr<AuditedVariant> first = audited_option(least, unheard), second = audited_option(next, unheard);
  const std::string name = shown_name(least, 0);
  comparison_.why =
      what_puts_most(difference_of(*first, *second, *first->scenario.quantity(name), *second->scenario.quantity(name)));
}

// Of a quantity of the scenario's own, what the file says that it includes.
void Comparer::add_meaning(ComparedOption& option) const {
  const std::optional<std::size_t> q = base_->quantity(option_of(option.name)->quantity);
  if (!q) return;
  const Quantity& quantity = base_->relations->quantities[*q];
  const Part* part = base_->part(quantity.part);
  if (!quantity.meaning.empty() && part && !part->sheet)
    option.remarks.insert(option.remarks.begin(), quantity.meaning);
}

// Where nobody has said what to show, what most options come to is shown first, in place of what none does.
bool Comparer::show_what_is_known(const std::vector<Worked>& options) {
  if (question_.options.has(Option::show) || options.empty() || asked_.options.front().part.empty()) return false;
  const auto known = [&](std::size_t s) {
    return std::count_if(options.begin(), options.end(),
                         [&](const Worked& worked) { return worked.option.values[s].has_value(); });
  };
  std::size_t best = 0;
  for (std::size_t s = 1; s < asked_.shown.size(); ++s)
    if (known(s) > known(best)) best = s;
  if (known(0) > 0 || best == 0) return false;
  for (auto* names : {&asked_.shown, &comparison_.shown})
    std::rotate(names->begin(), names->begin() + static_cast<std::ptrdiff_t>(best),
                names->begin() + static_cast<std::ptrdiff_t>(best) + 1);
  comparison_.units.clear();
  comparison_.conventions.clear();
  name_units();
  return true;
}

// A day on which nothing has a price yet is a mistake of who named it.
void Comparer::report_day_before_all(const std::vector<Worked>& options) {
  constexpr std::size_t looked_at = 100;
  const bool comes_to_some =
      std::any_of(options.begin(), options.end(), [](const Worked& worked) { return has_value(worked.option); });
  if (comes_to_some || comparison_.as_of.empty()) return;
  std::optional<Diagnostic> first;
  for (std::size_t i = 0; i < std::min(looked_at, asked_.options.size()); ++i) {
    const CompareOption& option = asked_.options[i];
    Diagnostics mistakes;
    bound_alone(option.variant.empty() ? question_.variant() : option.variant, sets_of(option), mistakes);
    const std::vector<Diagnostic> sorted = mistakes.sorted();
    if (sorted.empty() || !sorted.front().place.source) return;
    const Place& place = sorted.front().place;
    const std::string said = place.source->text.substr(place.begin, place.end - place.begin);
    if (said.find(comparison_.as_of) == std::string::npos) return;
    if (!first) first = sorted.front();
  }
  if (first) diagnostics_.add(std::move(*first));
}

const ComparedOption& base_of(const ComparedOptions& comparison) {
  const auto named = std::find_if(comparison.options.begin(), comparison.options.end(),
                                  [&](const ComparedOption& option) { return option.name == comparison.base; });
  return named == comparison.options.end() ? comparison.options.front() : *named;
}

ComparedOptions Comparer::run() {
  ask();
  if (!diagnostics_.empty()) return {};
  std::vector<Worked> options = worked_.empty() ? work_out() : std::move(worked_);
  if (show_what_is_known(options)) options = work_out();
  report_day_before_all(options);
  if (!diagnostics_.empty()) return {};
  rank(options);
  explain(options);
  for (Worked& worked : options) {
    if (worked.formula) worked.option.layer = worked.formula->layer, worked.option.basis = worked.formula->basis;
    if (asked_.compares_quantities()) add_meaning(worked.option);
    comparison_.options.push_back(std::move(worked.option));
  }
  return std::move(comparison_);
}

const CompareOption* Comparer::option_of(const std::string& name) const {
  const auto found = std::find_if(asked_.options.begin(), asked_.options.end(),
                                  [&](const CompareOption& option) { return option.name == name; });
  return found == asked_.options.end() ? nullptr : &*found;
}

void Comparer::report_no_option(const std::string& name) {
  std::vector<std::string> names, notes;
  for (const CompareOption& option : asked_.options) names.push_back(option.name);
  if (const std::string hint = did_you_mean(name, names); !hint.empty()) notes.push_back(hint);
  notes.push_back("the options are " + listed_some(names));
  diagnostics_.report(place_of_word("base", name), fmt::format("there is no option `{}` to compare", name), notes);
}

namespace {

ComparedSide side_of(const CompareOption& option, const std::string& file) {
  ComparedSide side;
  side.scenario = file;
  side.subject = option.subject();
  side.variant = option.variant == as_it_stands ? "" : option.variant;
  for (const Override& set : option.sets) side.sets.push_back(set.key + "=" + set.value.text);
  return side;
}

}  // namespace

// A name may hold commas itself, "H100, lambda": the pair is parted where both halves are options.
std::pair<const CompareOption*, const CompareOption*> Comparer::pair_behind_why() {
  const std::string pair = question_.options.text(Option::why);
  std::pair<std::string, std::string> first;
  for (std::size_t comma = pair.find(','); comma != std::string::npos; comma = pair.find(',', comma + 1)) {
    const std::size_t second = std::min(pair.find_first_not_of(' ', comma + 1), pair.size());
    const std::pair<std::string, std::string> halves = {pair.substr(0, comma), pair.substr(second)};
    const CompareOption *a = option_of(halves.first), *b = option_of(halves.second);
    if (a && b) return {a, b};
    if (first.second.empty()) first = halves;
  }
  if (first.second.empty())
    diagnostics_.add(without_place("--why names two options", {"for example --why 'o1, DeepSeek-R1'"}));
  for (const std::string& name : {first.first, first.second})
    if (diagnostics_.empty() && !option_of(name)) report_no_option(name);
  return {};
}

// The quantity that an option is ranked by; reported where it comes to no number.
std::optional<std::size_t> Comparer::counted(const CompareOption& option, const AuditedVariant* audited,
                                             std::string lacking) {
  Worked worked(option);
  if (audited) read_values(*audited, option, worked);
  if (worked.formula) return audited->scenario.quantity(shown_name(option, 0));
  if (audited) lacking = worked.option.lacking;
  diagnostics_.add(without_place(fmt::format("{} comes to no number", option.name), {lacking}));
  return std::nullopt;
}

Answer Comparer::why() {
  ask();
  const auto [a, b] =
      diagnostics_.empty() ? pair_behind_why() : std::pair<const CompareOption*, const CompareOption*>();
  if (!a || !b) return {};
  std::string lacking_a, lacking_b;
  const std::unique_ptr<AuditedVariant> in_a = audited_option(*a, lacking_a), in_b = audited_option(*b, lacking_b);
  const std::optional<std::size_t> q_a = counted(*a, in_a.get(), lacking_a), q_b = counted(*b, in_b.get(), lacking_b);
  if (!diagnostics_.empty()) return {};
  const auto difference = std::make_shared<const QuantityDifference>(difference_of(*in_a, *in_b, *q_a, *q_b));
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
  const ComparedOption& first = comparison->options.front();
  if (!has_value(first) || !first.doubt.empty()) answer.exit = unexpected;  // none is the cheapest
  if (std::any_of(comparison->options.begin(), comparison->options.end(),
                  [](const ComparedOption& option) { return option.is_mistaken; }))
    answer.exit = wrong_input;
  constexpr std::size_t page_width = 160;
  const std::size_t width = question.is_for_terminal ? question.width() : page_width;
  answer.document = [=, answers = answers_of(question)] {
    return told_about(comparison->about, comparison_document(*comparison, in_full, width), answers);
  };
  answer.data = {[=] { return data_of(*comparison); }};
  return answer;
}

}  // namespace costcurve
