#include "answer/asked.h"

#include <algorithm>
#include <optional>
#include <set>

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
