#include "answer/compare.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "answer/asked.h"
#include "answer/checked.h"
#include "answer/diff.h"
#include "audit/beliefs.h"
#include "compare/difference.h"
#include "quantity/print.h"
#include "text/listing.h"
#include "text/suggest.h"

namespace costcurve {

namespace {

// An option while the others are still worked out.
struct Worked {
  ComparedOption option;
  std::unique_ptr<AuditedVariant> audited;  // null where it cannot be
  std::optional<std::size_t> quantity;      // the first that is shown
  std::vector<double> samples;              // of it
};

class Comparer {
 public:
  Comparer(const Question& question, std::string file, Library& library, Diagnostics& diagnostics)
      : question_(question), file_(std::move(file)), library_(library), diagnostics_(diagnostics) {}

  ComparedOptions run();
  /// What makes the two options behind --why differ; of use where there are no mistakes.
  Answer why();

 private:
  void ask();
  std::optional<Worked> named(const std::string& name);
  std::shared_ptr<const Scenario> scenario_of(const CompareOption& option, Worked& worked);
  std::string shown_name(const CompareOption& option, const std::string& name) const;
  Worked worked(const CompareOption& option);
  void read_values(const CompareOption& option, Worked& worked);
  void draw(Worked& worked) const;
  void judge(std::vector<Worked>& all);
  void choose_shown();

  const Question& question_;
  std::string file_;
  Library& library_;
  Diagnostics& diagnostics_;
  std::vector<Override> sets_;
  std::shared_ptr<const Scenario> base_;
  CompareQuestion asked_;
  ComparedOptions comparison_;
};

// What is wrong with an option is said where its number would stand.
std::string reason_of(const Diagnostics& mistakes) {
  const std::vector<Diagnostic> sorted = mistakes.sorted();
  return sorted.empty() ? "it cannot be worked out" : sorted.front().problem;
}

// Options that only choose among what the catalog offers need no binding of their own.
std::shared_ptr<const Scenario> Comparer::scenario_of(const CompareOption& option, Worked& worked) {
  Diagnostics mistakes;
  std::shared_ptr<const Scenario> scenario = option.variant.empty() ? base_ : nullptr;
  for (const Override& set : option.sets) {
    std::optional<Scenario> chosen =
        scenario ? library_.choose(*scenario, set.key, set.value, mistakes) : std::optional<Scenario>();
    scenario = chosen ? std::make_shared<const Scenario>(std::move(*chosen)) : nullptr;
  }
  if (scenario && mistakes.empty()) return scenario;
  std::vector<Override> sets = option.sets;
  sets.insert(sets.end(), sets_.begin(), sets_.end());
  Diagnostics unbound;
  scenario = bound({file_, option.variant, sets, {}}, library_, unbound);
  if (unbound.empty()) return scenario;
  worked.option.lacking = reason_of(unbound);
  return nullptr;
}

std::string Comparer::shown_name(const CompareOption& option, const std::string& name) const {
  if (option.part.empty()) return name;
  return option.part + "." + name.substr(name.rfind('.') + 1);
}

std::vector<std::string> remarks_of(const AuditedVariant& audited, std::size_t q) {
  std::vector<std::string> remarks;
  for (const std::size_t given : givens_behind(*audited.scenario.relations, audited.solution, q)) {
    const Finding& finding = audited.solution.found[given];
    if (!finding.given || finding.given->rank != Rank::catalog) continue;
    const std::string& note = finding.given->note;
    for (std::size_t at = 0; at < note.size();) {
      const std::size_t end = std::min(note.find("; ", at), note.size());
      const std::string remark = note.substr(at, end - at);
      const bool is_of_its_day = remark.starts_with("until ") || remark.starts_with("the last known") ||
                                 remark.starts_with("the first known") || remark.starts_with("as listed") ||
                                 remark == "unverified";
      if (is_of_its_day && std::find(remarks.begin(), remarks.end(), remark) == remarks.end())
        remarks.push_back(remark);
      at = end + 2;
    }
  }
  return remarks;
}

// When a cloud was last asked for the rent that the quantity rests on.
std::string rent_seen(const AuditedVariant& audited, std::size_t q) {
  for (const std::size_t given : givens_behind(*audited.scenario.relations, audited.solution, q)) {
    const Quantity& quantity = audited.scenario.relations->quantities[given];
    const Finding& finding = audited.solution.found[given];
    const Part* part = audited.scenario.part(quantity.part);
    if (part && part->sheet && finding.given && finding.given->rank == Rank::catalog &&
        part->sheet->rows()[quantity.row].catalog == "cloud.rent")
      return finding.given->date;
  }
  return {};
}

// A limit that is broken makes the number one that cannot be.
std::string broken_in(const AuditedVariant& audited) {
  for (const CheckResult& check : audited.checks)
    if (check.failed) return "cannot be: " + check.equation.sentence;
  return audited.conflicts.empty() ? "" : "what is given contradicts itself";
}

void Comparer::read_values(const CompareOption& option, Worked& worked) {
  const AuditedVariant& audited = *worked.audited;
  worked.option.lacking = broken_in(audited);
  for (std::size_t s = 0; s < asked_.shown.size(); ++s) {
    const std::optional<std::size_t> q = audited.scenario.quantity(shown_name(option, asked_.shown[s]));
    const bool is_known = q && audited.solution.knows(*q);
    const bool counts = is_known && (s > 0 || worked.option.lacking.empty());
    worked.option.values.push_back(counts ? std::optional(audited.solution.found[*q].value) : std::nullopt);
    if (q && comparison_.units[s].text.empty()) comparison_.units[s] = audited.scenario.relations->quantities[*q].shown;
    if (s > 0) continue;
    if (counts)
      worked.quantity = q;
    else if (worked.option.lacking.empty())
      worked.option.lacking = q ? "not determined: " + undetermined(audited, *q).reason() : "it has no such quantity";
  }
  if (!worked.quantity) return;
  worked.option.remarks = remarks_of(audited, *worked.quantity);
  worked.option.seen = rent_seen(audited, *worked.quantity);
}

// Inputs that options have in common are drawn in common: a draw depends on the name of what is drawn.
void Comparer::draw(Worked& worked) const {
  const Relations& relations = *worked.audited->scenario.relations;
  const Solution& solution = worked.audited->solution;
  const std::vector<std::size_t> behind = givens_behind(relations, solution, *worked.quantity);
  if (std::none_of(behind.begin(), behind.end(), [&](std::size_t given) {
        return solution.found[given].given && solution.found[given].given->is_belief;
      }))
    return;
  const std::optional<Program> program = compile(relations, solution, {relations.quantities[*worked.quantity].symbol});
  if (!program) return;
  worked.samples =
      sample_outputs(*program, input_names(*program, relations), beliefs_of(*program, solution), question_.simulation())
          .front();
  std::vector<double> sorted;
  for (const double sample : worked.samples)
    if (std::isfinite(sample)) sorted.push_back(sample);
  if (sorted.empty()) return;
  const auto quantile = [&](double share) {
    const auto at = sorted.begin() + static_cast<std::ptrdiff_t>(share * static_cast<double>(sorted.size() - 1));
    std::nth_element(sorted.begin(), at, sorted.end());
    return *at;
  };
  worked.option.belief = Interval{quantile(0.05), quantile(0.95)};
}

Worked Comparer::worked(const CompareOption& option) {
  Worked worked;
  worked.option.name = option.name;
  worked.option.choices = option.choices;
  const std::shared_ptr<const Scenario> scenario = scenario_of(option, worked);
  if (scenario)
    worked.audited = audit(scenario, within_what_can_be(*scenario->relations, scenario->givens), Judged::no_claims);
  if (worked.audited)
    read_values(option, worked);
  else
    worked.option.values.resize(asked_.shown.size());
  if (worked.quantity) draw(worked);
  return worked;
}

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

void Comparer::judge(std::vector<Worked>& all) {
  const bool by_parts = !asked_.options.empty() && !asked_.options.front().part.empty();
  std::stable_sort(all.begin(), all.end(), [](const Worked& a, const Worked& b) {
    const std::optional<double>&x = a.option.values.front(), &y = b.option.values.front();
    return x && y ? *x < *y : x && !y;
  });
  if (all.size() < 2 || !all[1].quantity) return;
  if (!all[0].samples.empty() || !all[1].samples.empty())
    comparison_.first_beats_second = probability_of_less(all[0], all[1]);
  if (!by_parts) comparison_.why = why_dearer(all[0], all[1]);
  for (Worked& worked : all)
    if (worked.quantity && &worked != &all.front() && (!all[0].samples.empty() || !worked.samples.empty()))
      worked.option.is_cheaper = probability_of_less(worked, all.front());
}

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

std::optional<Worked> Comparer::named(const std::string& name) {
  std::vector<std::string> names;
  for (const CompareOption& option : asked_.options) {
    if (option.name == name) return worked(option);
    names.push_back(option.name);
  }
  std::vector<std::string> notes;
  if (const std::string hint = did_you_mean(name, names); !hint.empty()) notes.push_back(hint);
  notes.push_back("the options are " + listed_some(names));
  diagnostics_.add(without_place(fmt::format("there is no option `{}` to compare", name), notes));
  return std::nullopt;
}

std::vector<std::string> words_of_sets(const CompareOption& option) {
  std::vector<std::string> words;
  for (const Override& set : option.sets) words.push_back(set.key + "=" + set.value.text);
  return words;
}

Answer Comparer::why() {
  ask();
  const std::string pair = question_.options.text(Option::why);
  const std::size_t comma = pair.find(", ") == std::string::npos ? pair.find(',') : pair.find(", ");
  if (diagnostics_.empty() && comma == std::string::npos)
    diagnostics_.add(without_place("--why names two options", {"for example --why 'o1, DeepSeek-R1'"}));
  if (!diagnostics_.empty()) return {};
  const std::size_t second = pair.find_first_not_of(", ", comma);
  std::optional<Worked> a = named(pair.substr(0, comma)),
                        b = named(second == std::string::npos ? "" : pair.substr(second));
  if (!a || !b) return {};
  for (const Worked* worked : {&*a, &*b})
    if (!worked->quantity)
      diagnostics_.add(
          without_place(fmt::format("{} comes to no number", worked->option.name), {worked->option.lacking}));
  if (!diagnostics_.empty()) return {};
  const auto difference =
      std::make_shared<const QuantityDifference>(difference_of(*a->audited, *b->audited, *a->quantity, *b->quantity));
  ComparedSide side_a{file_, {}, {}, false, {}}, side_b = side_a;
  for (const CompareOption& option : asked_.options) {
    if (option.name == a->option.name) side_a.variant = option.variant, side_a.sets = words_of_sets(option);
    if (option.name == b->option.name) side_b.variant = option.variant, side_b.sets = words_of_sets(option);
  }
  Answer answer;
  answer.document = [=] { return diff_document(*difference, side_a, side_b); };
  answer.data = {[=] { return data_of(*difference, side_a, side_b); }};
  return answer;
}

}  // namespace

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
