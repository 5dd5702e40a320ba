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

bool is_given(const AuditedVariant& audited, std::size_t q) {
  return audited.solution.found[q].status == Status::given;
}

// The quantities that the file asks for: those it declares, and behind them those with a `?`. Where all that it
// declares is given instead, or is given on the command line, the question is turned round: what is asked for comes
// first then, and what is given there is no answer.
std::vector<std::size_t> named(const AuditedVariant& audited) {
  std::vector<std::size_t> declared = audited.scenario.answer, asked;
  for (std::size_t q = 0; q < audited.scenario.relations->quantities.size(); ++q)
    if (audited.asks_for(q) && std::count(declared.begin(), declared.end(), q) == 0) asked.push_back(q);
  const auto given = [&](std::size_t q) { return is_given(audited, q); };
  const auto set = [&](std::size_t q) {
    return is_given(audited, q) && audited.solution.found[q].given->where.starts_with("--set");
  };
  const bool is_turned_round = !asked.empty() && (std::all_of(declared.begin(), declared.end(), given) ||
                                                  std::any_of(declared.begin(), declared.end(), set));
  if (is_turned_round) std::erase_if(declared, set);
  declared.insert(is_turned_round ? declared.begin() : declared.end(), asked.begin(), asked.end());
  return declared;
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
  const std::set<std::size_t> used = used_by_the_scenario(*audited.scenario.relations);
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

// A name behind --show: where it stands in its list.
struct ShownName {
  const std::string* list;
  std::size_t begin, end;

  std::string text() const { return list->substr(begin, end - begin); }
};

std::vector<ShownName> shown_names(const Question& question) {
  std::vector<ShownName> names;
  for (const std::string& list : question.options.texts(Option::show))
    for (std::size_t at = 0; at <= list.size();) {
      const std::size_t end = std::min(list.find(',', at), list.size());
      const std::size_t from = std::min(list.find_first_not_of(' ', at), end),
                        to = list.find_last_not_of(' ', end > 0 ? end - 1 : 0);
      const ShownName name{&list, std::min(from, end), from < end ? std::min(to + 1, end) : end};
      if (std::none_of(names.begin(), names.end(), [&](const ShownName& x) { return x.text() == name.text(); }))
        names.push_back(name);
      at = end + 1;
    }
  return names;
}

void report(const ShownName& name, const std::string& problem, std::vector<std::string> notes,
            Diagnostics& diagnostics) {
  auto source = std::make_shared<Source>();
  source->name = "--show";
  source->text = *name.list;
  diagnostics.add({{source, name.begin, name.end}, problem, "", std::move(notes)});
}

}  // namespace

std::vector<std::string> names_to_show(const Question& question) {
  std::vector<std::string> names;
  for (const ShownName& name : shown_names(question))
    if (std::string text = name.text(); !text.empty()) names.push_back(std::move(text));
  return names;
}

std::vector<std::string> quantities_to_show(const Question& question, const Scenario& scenario, const std::string& file,
                                            Diagnostics& diagnostics) {
  return quantities_to_show(question, {&scenario}, file, diagnostics);
}

std::vector<std::string> quantities_to_show(const Question& question, const std::vector<const Scenario*>& scenarios,
                                            const std::string& file, Diagnostics& diagnostics) {
  std::vector<std::string> shown, known;
  for (const ShownName& name : shown_names(question)) {
    const std::string text = name.text();
    if (std::any_of(scenarios.begin(), scenarios.end(), [&](const Scenario* each) { return each->quantity(text); })) {
      shown.push_back(text);
      continue;
    }
    for (const Scenario* scenario : scenarios)
      for (std::string& quantity : scenario->quantity_names()) known.push_back(std::move(quantity));
    std::vector<std::string> notes;
    if (const std::string hint = did_you_mean(text, known); !hint.empty()) notes.push_back(hint);
    notes.push_back(fmt::format("`costcurve run {}` shows them all", file));
    report(name, text.empty() ? "a quantity is missing here" : fmt::format("there is no quantity `{}`", text),
           std::move(notes), diagnostics);
  }
  return shown;
}

std::vector<ShownBeside> shown_beside(const Question& question, const Scenario& scenario, const std::string& file,
                                      Diagnostics& diagnostics) {
  std::vector<ShownBeside> shown;
  for (std::string& name : quantities_to_show(question, scenario, file, diagnostics)) {
    const ShownUnit unit = scenario.relations->quantities[*scenario.quantity(name)].shown;
    shown.push_back({std::move(name), unit});
  }
  return shown;
}

std::vector<std::optional<double>> values_of(const std::vector<ShownBeside>& shown, const AuditedVariant& audited) {
  std::vector<std::optional<double>> values;
  for (const ShownBeside& each : shown) {
    const std::optional<std::size_t> q = audited.scenario.quantity(each.name);
    values.push_back(q && audited.solution.knows(*q) ? std::optional(audited.solution.found[*q].value) : std::nullopt);
  }
  return values;
}

std::set<std::size_t> used_by_the_scenario(const Relations& relations) {
  std::set<std::size_t> used;
  for (const Equation& equation : relations.equations) {
    if (equation.where.empty() || equation.statement != Statement::equal) continue;
    for (const std::size_t q : relations.graph.quantities_below(equation.right)) used.insert(q);
  }
  return used;
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
