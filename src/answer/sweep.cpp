#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "answer/asked.h"
#include "answer/asked_axes.h"
#include "answer/sweeper.h"
#include "quantity/print.h"
#include "text/listing.h"
#include "text/suggest.h"

namespace costcurve {

namespace {

constexpr double most_points = 1e6;
constexpr double most_combinations = 1e4;  // of names, each solved by itself
constexpr double most_values = 1e7;        // in all columns

constexpr std::size_t most_shown = 6;  // where nobody has said what

}  // namespace

SweepTable Sweeper::run() {
  if (read_scenario() && read_axes() && few_enough() && choose_shown()) {
    allocate();
    for_each_names([&] { fill(); });
    finish();
  }
  return std::move(table_);
}

bool Sweeper::read_scenario() {
  base_ = bound(case_, library_, diagnostics_);
  table_.scenario = case_.file;
  table_.variant = case_.shown;
  if (base_) table_.about = about(*base_);
  return good();
}

bool Sweeper::read_axes() {
  axes_ = asked_axes(question_, case_, *base_, library_, diagnostics_);
  if (!good()) return false;
  names_.assign(axes_.size(), 0);
  with_names();  // an entry that does not exist is reported before anything is worked out
  return good();
}

// Counted in floating point, before anything is allocated: 1e18 points are a number like any other.
bool Sweeper::few_enough() {
  double points = 1, combinations = 1;
  const SweptAxis* longest = &axes_.front();
  std::string product;
  for (const SweptAxis& axis : axes_) {
    points *= axis.points;
    combinations *= axis.is_words() ? axis.points : 1;
    if (axis.points > longest->points) longest = &axis;
    product += (product.empty() ? "" : " × ") + count_text(axis.points);
  }
  const double columns =
      static_cast<double>(axes_.size() + std::max<std::size_t>(1, question_.options.texts(Option::show).size()));
  std::vector<std::string> notes;
  if (axes_.size() > 1) notes.push_back(product + " points");
  std::string problem;
  if (points > most_points) {
    problem = fmt::format("this sweep has {} points, and at most {} are worked out", count_text(points),
                          count_text(most_points));
    const double allowed = std::floor(most_points / (points / longest->points));
    notes.push_back(longest->step != 0
                        ? fmt::format("a longer step, or `in {}` in its place, makes fewer",
                                      count_text(std::clamp(allowed, 2.0, 101.0)))
                        : fmt::format("for example `in {}`", count_text(std::clamp(allowed, 2.0, 101.0))));
  } else if (combinations > most_combinations) {
    problem = fmt::format("this sweep names {} combinations, and at most {} are worked out", count_text(combinations),
                          count_text(most_combinations));
    notes.emplace_back("each is solved by itself; sweep fewer names at once");
  } else if (points * columns > most_values) {
    problem = fmt::format("this table has {} values, and at most {} are worked out", count_text(points * columns),
                          count_text(most_values));
    notes.emplace_back("fewer points, or fewer quantities behind --show");
  } else {
    table_.points = static_cast<std::size_t>(points);
    return true;
  }
  diagnostics_.add({longest->values_text.place(), problem, "", notes});
  return false;
}

bool Sweeper::choose_shown() {
  shown_ = quantities_to_show(question_, *base_, case_.file, diagnostics_);
  if (!good()) return false;
  if (shown_.empty()) show_the_usual();
  return good();
}

// What a name brings from the catalog may move anything.
bool Sweeper::moves_with_axes(const AuditedVariant& audited, std::size_t q) const {
  const std::vector<std::size_t> behind = givens_behind(*audited.scenario.relations, audited.solution, q);
  return std::any_of(axes_.begin(), axes_.end(), [&](const SweptAxis& axis) {
    const std::optional<std::size_t> swept = audited.scenario.quantity(axis.key);
    return swept != q && (axis.is_words() || (swept && std::binary_search(behind.begin(), behind.end(), *swept)));
  });
}

void Sweeper::show_the_usual() {
  const std::shared_ptr<const Scenario> scenario = with_names();
  if (!good()) return;
  const std::unique_ptr<AuditedVariant> audited = audited_along(scenario);
  if (!audited) return;
  const auto name = [&](std::size_t q) { return audited->scenario.relations->quantities[q].name; };
  const auto counts = [&](std::size_t q) { return base_->quantity(name(q)) && moves_with_axes(*audited, q); };
  for (const std::size_t q : answered_quantities(*audited, counts))
    if (shown_.size() < most_shown) shown_.push_back(name(q));
  std::vector<std::string> keys;
  for (const SweptAxis& axis : axes_) keys.push_back(axis.key);
  for (const std::size_t q : audited->scenario.answer)
    if (!shown_.empty() && audited->solution.knows(q) && !moves_with_axes(*audited, q))
      add_note(fmt::format("{} does not depend on {}", name(q), listed(keys, "or")));
  if (shown_.empty())
    diagnostics_.add(without_place(
        "nothing is asked for in this scenario",
        {"name what to show: --show run.cost", fmt::format("`costcurve run {}` shows all that there is", case_.file)}));
}

// The scenario with the present names, bound once: what each name brings from the catalog is an argument of the solver.
// Amounts need no binding either: they are given afterwards, in place of what stands at their keys.
std::shared_ptr<const Scenario> Sweeper::with_names() {
  std::vector<ReadReplacement> names;
  for (std::size_t a = 0; a < axes_.size(); ++a) {
    if (!axes_[a].is_words()) continue;
    std::optional<ReadReplacement> name =
        library_.read_replacement(*base_, {axes_[a].key, axes_[a].names[names_[a]]}, diagnostics_);
    if (!name) return bind_names();
    names.push_back(std::move(*name));
  }
  if (names.empty()) return base_;
  std::vector<const ReadReplacement*> chosen;
  for (const ReadReplacement& name : names) chosen.push_back(&name);
  const std::optional<Choice> choice = library_.choose(*base_, chosen, diagnostics_);
  return choice ? std::make_shared<const Scenario>(with_choice(*base_, *choice)) : bind_names();
}

// The same by binding, where a name may decide which quantities there are.
std::shared_ptr<const Scenario> Sweeper::bind_names() {
  Case named = case_;
  for (std::size_t a = 0; a < axes_.size(); ++a) {
    const SweptAxis& axis = axes_[a];
    if (axis.is_words()) named.sets.push_back({axis.key, axis.names[names_[a]]});
  }
  return bound(named, library_, diagnostics_);
}

// Every combination of names in turn; once where none are swept.
void Sweeper::for_each_names(const std::function<void()>& work) {
  for (bool more = true; more && good();) {
    work();
    more = false;
    for (std::size_t a = axes_.size(); a-- > 0 && !more;) {
      if (!axes_[a].is_words()) continue;
      more = ++names_[a] < axes_[a].size();
      if (!more) names_[a] = 0;
    }
  }
}

void Sweeper::report_contradiction(const AuditedVariant& audited, const Contradicted& conflict) {
  const Relations& relations = *audited.scenario.relations;
  const std::string& name = relations.quantities[conflict.quantity].name;
  const auto axis = std::find_if(axes_.begin(), axes_.end(), [&](const SweptAxis& one) { return one.key == name; });
  const std::vector<std::string> others = names_of(relations, conflict.others);
  std::vector<std::string> notes;
  if (others.empty())
    notes = {conflict.sentence.empty() ? "equations alone determine it"
                                       : fmt::format("\"{}\" would not hold", conflict.sentence)};
  else
    notes = {fmt::format("withdraw one of them, so that it can move: --set {}='?'", others.back())};
  diagnostics_.add(
      {axis->key_text.place(),
       others.empty()
           ? fmt::format("`{}` follows from what else is given, and cannot take other values", name)
           : fmt::format("`{}` follows from {}, and cannot take other values beside them", name, listed_some(others)),
       "", notes});
}

namespace {

Answer sweep_in(const Question& question, const Case& which, Library& library, Diagnostics& mistakes) {
  const auto table = std::make_shared<const SweepTable>(Sweeper(question, which, library, mistakes).run());
  if (!mistakes.empty()) return {};
  Answer answer;
  const bool lists_sources = !question.is_for_terminal || question.options.has(Option::sources);
  answer.document = [table, lists_sources] { return told_about(table->about, sweep_document(*table, lists_sources)); };
  answer.data = {[table] { return data_of(*table); }};
  answer.table_remarks = [table] { return sweep_remarks(*table); };
  return answer;
}

}  // namespace

Answer sweep(const Question& question, Library& library) {
  if (!question.options.has(Option::over))
    return wrong_answer("`sweep` needs values to sweep over", {"for example --over 'run.mfu = 20 % .. 60 % step 5 %'"});
  Diagnostics mistakes;
  return library.open_catalog(mistakes) ? answer_each(question, library, sweep_in) : wrong_answer(mistakes);
}

}  // namespace costcurve
