#include "answer/asked.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>

#include "text/suggest.h"

namespace costcurve {

namespace {

bool is_derived(const AuditedVariant& audited, std::size_t q) {
  return !audited.scenario.relations->quantities[q].inner && audited.solution.found[q].status == Status::derived;
}

// The quantities that the file asks for.
std::vector<std::size_t> named(const AuditedVariant& audited) {
  std::vector<std::size_t> wanted = audited.scenario.answer;
  for (std::size_t q = 0; q < audited.scenario.relations->quantities.size() && audited.scenario.answer.empty(); ++q)
    if (audited.asks_for(q)) wanted.push_back(q);
  return wanted;
}

// What equations that the scenario states go on from.
std::set<std::size_t> used_by_the_scenario(const AuditedVariant& audited) {
  std::set<std::size_t> used;
  for (const Equation& equation : audited.scenario.relations->equations) {
    if (equation.where.empty() || equation.statement != Statement::equal) continue;
    for (const std::size_t q : audited.solution.formulas.quantities_below(equation.right)) used.insert(q);
  }
  return used;
}

// The sheet's first result that comes out. One that the scenario goes on from is no end.
void add_result_of_sheet(const AuditedVariant& audited, const Part& part, const std::set<std::size_t>& used,
                         std::vector<std::size_t>& results) {
  for (const std::string_view result : part.sheet->results) {
    const std::optional<std::size_t> q = audited.scenario.quantity(part.name + "." + std::string(result));
    if (!q || !is_derived(audited, *q)) continue;
    if (!used.contains(*q)) results.push_back(*q);
    return;
  }
}

std::vector<std::size_t> results_of_parts(const AuditedVariant& audited) {
  const std::set<std::size_t> used = used_by_the_scenario(audited);
  std::vector<std::size_t> results;
  for (const Part& part : audited.scenario.parts) {
    if (part.sheet)
      add_result_of_sheet(audited, part, used, results);
    else
      for (const std::size_t q : part.quantities)
        if (is_derived(audited, q) && !used.contains(q)) results.push_back(q);
  }
  return results;
}

std::vector<std::size_t> what_leads_no_further(const AuditedVariant& audited) {
  std::set<std::size_t> used;
  for (const Finding& finding : audited.solution.found) {
    if (finding.status != Status::derived) continue;
    for (const std::size_t q : audited.solution.formulas.quantities_below(finding.formula)) used.insert(q);
  }
  std::vector<std::size_t> ends;
  for (std::size_t q = 0; q < audited.solution.found.size(); ++q)
    if (is_derived(audited, q) && !used.contains(q) &&
        !givens_behind(*audited.scenario.relations, audited.solution, q).empty())
      ends.push_back(q);
  return ends;
}

}  // namespace

namespace {

void add_shown(const std::string& list, std::size_t begin, std::size_t end, const Scenario& scenario,
               const std::string& file, std::vector<std::string>& shown, Diagnostics& diagnostics) {
  const std::string name = list.substr(begin, end - begin);
  if (std::find(shown.begin(), shown.end(), name) != shown.end()) return;
  if (scenario.quantity(name)) return void(shown.push_back(name));
  std::vector<std::string> notes;
  if (const std::string hint = did_you_mean(name, scenario.quantity_names()); !hint.empty()) notes.push_back(hint);
  notes.push_back(fmt::format("`costcurve run {}` shows them all", file));
  auto source = std::make_shared<Source>();
  source->name = "--show";
  source->text = list;
  diagnostics.add({{source, begin, end},
                   name.empty() ? "a quantity is missing here" : fmt::format("there is no quantity `{}`", name),
                   "",
                   notes});
}

}  // namespace

std::vector<std::string> quantities_to_show(const Question& question, const Scenario& scenario, const std::string& file,
                                            Diagnostics& diagnostics) {
  std::vector<std::string> shown;
  for (const std::string& list : question.options.texts(Option::show))
    for (std::size_t at = 0; at <= list.size();) {
      const std::size_t end = std::min(list.find(',', at), list.size());
      const std::size_t from = std::min(list.find_first_not_of(' ', at), end),
                        to = list.find_last_not_of(' ', end > 0 ? end - 1 : 0);
      add_shown(list, std::min(from, end), from < end ? std::min(to + 1, end) : end, scenario, file, shown,
                diagnostics);
      at = end + 1;
    }
  return shown;
}

bool says_what_is_asked(const AuditedVariant& audited) { return !named(audited).empty(); }

std::vector<std::size_t> answered_quantities(const AuditedVariant& audited,
                                             const std::function<bool(std::size_t)>& counts) {
  for (const auto& rule : {named, results_of_parts, what_leads_no_further}) {
    std::vector<std::size_t> wanted = rule(audited);
    std::erase_if(wanted, [&](std::size_t q) { return !audited.solution.knows(q) || !counts(q); });
    if (!wanted.empty()) return wanted;
  }
  return {};
}

std::vector<std::size_t> answered_quantities(const AuditedVariant& audited) {
  return answered_quantities(audited, [](std::size_t) { return true; });
}

}  // namespace costcurve
