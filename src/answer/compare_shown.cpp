// In which quantity options are compared where nobody names one. It is decided of the scenario and of all options
// together: which of them stands first, and what that one knows, decides nothing.

#include <algorithm>
#include <set>

#include "answer/asked.h"
#include "answer/comparer.h"

namespace costcurve {

namespace {

// What the file names as its answer. Where it gives that instead, what it asks for with a `?` comes first.
std::vector<std::size_t> what_is_asked(const Scenario& scenario) {
  std::vector<std::size_t> declared, asked, given;
  for (const std::size_t q : scenario.answer) (scenario.givens.stated(q) ? given : declared).push_back(q);
  for (std::size_t q = 0; q < scenario.relations->quantities.size(); ++q)
    if (scenario.relations->quantities[q].asked && !scenario.givens.stated(q) &&
        std::find(declared.begin(), declared.end(), q) == declared.end())
      asked.push_back(q);
  std::vector<std::size_t> all = given.empty() ? declared : asked;
  const std::vector<std::size_t>& others = given.empty() ? asked : declared;
  all.insert(all.end(), others.begin(), others.end());
  return all;
}

// What parts are there for, money first, and the last part first: what is declared first is what the others take.
std::vector<std::size_t> results_of(const Scenario& scenario) {
  const Relations& relations = *scenario.relations;
  const std::set<std::size_t> used = used_by_the_scenario(relations);
  std::vector<std::size_t> money, others;
  const auto add = [&](std::size_t q) {
    if (used.contains(q) || scenario.givens.stated(q) || relations.quantities[q].inner) return;
    (relations.quantities[q].dimension.twelfths(static_cast<int>(Base::money)) > 0 ? money : others).push_back(q);
  };
  for (auto part = scenario.parts.rbegin(); part != scenario.parts.rend(); ++part) {
    if (!part->sheet)
      for (const std::size_t q : part->quantities) add(q);
    else
      for (const std::string_view result : part->sheet->results)
        if (const std::optional<std::size_t> q = scenario.quantity(part->name + "." + std::string(result))) add(*q);
  }
  money.insert(money.end(), others.begin(), others.end());
  return money;
}

// Of what an option is asked for, what it comes to: money if there is any.
std::string most_telling(const AuditedVariant& audited) {
  const Relations& relations = *audited.scenario.relations;
  std::string best;
  bool is_cost = false;
  for (const std::size_t q : answered_quantities(audited)) {
    const bool is_money = relations.quantities[q].dimension == Dimension(Base::money);
    if (best.empty() || is_money >= is_cost) best = relations.quantities[q].name;
    is_cost = is_cost || is_money;
  }
  return best;
}

bool any_knows(const std::vector<Worked>& options, std::size_t s) {
  return std::any_of(options.begin(), options.end(),
                     [&](const Worked& worked) { return worked.can_be && worked.option.values[s]; });
}

bool moves(const std::vector<Worked>& options, std::size_t s) {
  std::set<double> values;
  for (const Worked& worked : options)
    if (worked.can_be && worked.option.values[s]) values.insert(*worked.option.values[s]);
  return values.size() > 1;
}

}  // namespace

// The first that any option comes to. Where the file itself names nothing, the first in which they differ.
std::optional<std::size_t> Comparer::telling_of(const std::vector<Worked>& options) const {
  std::optional<std::size_t> known;
  for (std::size_t s = 0; s < asked_.shown.size(); ++s) {
    if (!any_knows(options, s)) continue;
    if (!base_->answer.empty() || moves(options, s)) return s;
    if (!known) known = s;
  }
  return known;
}

// Of the first option that comes to anything, where the scenario is there for nothing.
std::string Comparer::most_telling_of_options() {
  std::string unheard;
  for (const CompareOption& option : asked_.options)
    if (const std::unique_ptr<AuditedVariant> audited = audited_option(option, unheard))
      if (std::string best = most_telling(*audited); !best.empty()) return best;
  return {};
}

void Comparer::choose_shown() {
  if (!asked_.shown.empty() || !base_) return;
  std::vector<std::size_t> wanted = what_is_asked(*base_);
  if (wanted.empty()) wanted = results_of(*base_);
  for (const std::size_t q : wanted) asked_.shown.push_back(base_->relations->quantities[q].name);
  if (asked_.shown.size() == 1) return;
  std::vector<Worked> options = wanted.empty() ? std::vector<Worked>() : work_out();
  const std::optional<std::size_t> telling = telling_of(options);
  if (telling == std::size_t(0)) {
    for (Worked& worked : options) worked.option.values.resize(1);
    worked_ = std::move(options);
  }
  const std::string best = telling          ? asked_.shown[*telling]
                           : wanted.empty() ? most_telling_of_options()
                                            : asked_.shown.front();
  if (best.empty())
    diagnostics_.add(without_place("nothing that could be compared is determined in the options",
                                   {"name what to show: --show run.cost"}));
  asked_.shown = {best};
}

}  // namespace costcurve
