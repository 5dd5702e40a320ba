#include <fmt/format.h>

#include "command/command.h"
#include "command/quantity.h"
#include "report/layout.h"
#include "solve/undetermined.h"
#include "text/suggest.h"

namespace costcurve {

namespace {

Outcome not_there(const AuditedVariant& audited, const Invocation& invocation) {
  std::vector<std::string> notes;
  const std::vector<std::string> names = audited.scenario.quantity_names();
  if (const std::string hint = did_you_mean(invocation.quantity, names); !hint.empty()) notes.push_back(hint);
  notes.push_back(fmt::format("`costcurve run {}` shows them all", invocation.files.front()));
  return {"", render(without_place(fmt::format("there is no quantity `{}`", invocation.quantity), notes), invocation.style.width), wrong_input};
}

}  // namespace

std::string not_determined(const AuditedVariant& audited, std::size_t q, std::size_t width) {
  const Problem& problem = audited.scenario.problem;
  const Missing missing = what_is_missing(problem, audited.solution, q);
  std::string text = fmt::format("{} is not determined.\n", problem.quantities[q].name);
  if (!missing.together.empty()) text += wrapped(why_refused(audited.solution, problem, missing.together) + ".", "  ", 2, width);
  for (const auto& set : missing.sets) {
    std::vector<std::string> names;
    for (const std::size_t other : set) names.push_back(problem.quantities[other].name);
    text += fmt::format("  Giving {} would determine it.\n", listed(names));
  }
  if (missing.sets.empty() && missing.together.empty()) text += "  No equation leads to it from what is given.\n";
  return text;
}

std::unique_ptr<Found> find_quantity(const Invocation& invocation, Outcome& failed) {
  Diagnostics diagnostics;
  auto found = std::make_unique<Found>();
  found->catalog = open_catalog(diagnostics);
  if (found->catalog && diagnostics.empty()) found->variants = audit_file(invocation.files.front(), invocation, *found->catalog, diagnostics);
  if (found->variants.empty()) {
    failed = {"", rendered(diagnostics, invocation.style), wrong_input};
    return nullptr;
  }
  const std::optional<std::size_t> quantity = found->audited().scenario.quantity(invocation.quantity);
  if (!quantity) {
    failed = not_there(found->audited(), invocation);
    return nullptr;
  }
  std::optional<Program> program = compile(found->audited().scenario.problem, found->audited().solution, {found->audited().scenario.problem.quantities[*quantity].symbol});
  if (!program) {
    failed = {not_determined(found->audited(), *quantity, invocation.style.width), "", as_expected};
    return nullptr;
  }
  found->quantity = *quantity;
  found->program = std::move(*program);
  return found;
}

Outcome explain(const Invocation& invocation) {
  Outcome failed;
  const std::unique_ptr<Found> found = find_quantity(invocation, failed);
  if (!found) return failed;
  const AuditedVariant& audited = found->audited();
  const Reason reason = costcurve::explain(audited.scenario.problem, audited.solution, found->quantity, invocation.depth);
  return {to_terminal(reason, invocation.style, invocation.with_defaults), "", as_expected};
}

}  // namespace costcurve
