#include <algorithm>
#include <cmath>

#include "answer/checked.h"
#include "answer/comparer.h"
#include "audit/beliefs.h"

namespace costcurve {

namespace {

// What is wrong with an option is said where its number would stand.
std::string reason_of(const Diagnostics& mistakes) {
  const std::vector<Diagnostic> sorted = mistakes.sorted();
  return sorted.empty() ? "it cannot be worked out" : sorted.front().problem;
}

}  // namespace

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

namespace {

const Given* from_the_catalog(const AuditedVariant& audited, std::size_t q) {
  const GivenPointer& given = audited.solution.found[q].given;
  return given && given->rank == Rank::catalog ? given.get() : nullptr;
}

std::vector<std::string> remarks_of(const AuditedVariant& audited, const std::vector<std::size_t>& behind) {
  std::vector<std::string> remarks;
  for (const std::size_t q : behind)
    if (const Given* given = from_the_catalog(audited, q))
      for (const std::string& caveat : given->caveats)
        if (std::find(remarks.begin(), remarks.end(), caveat) == remarks.end()) remarks.push_back(caveat);
  return remarks;
}

// When a cloud was last asked for the rent among these.
std::string rent_seen(const AuditedVariant& audited, const std::vector<std::size_t>& behind) {
  for (const std::size_t q : behind) {
    const Quantity& quantity = audited.scenario.relations->quantities[q];
    const Part* part = audited.scenario.part(quantity.part);
    const Given* given = from_the_catalog(audited, q);
    if (given && part && part->sheet && part->sheet->rows()[quantity.row].catalog == "cloud.rent") return given->date;
  }
  return {};
}

// A limit that is broken makes the number one that cannot be.
std::string broken_in(const AuditedVariant& audited) {
  for (const CheckResult& check : audited.checks)
    if (check.failed) return "cannot be: " + check.equation.sentence;
  return audited.conflicts.empty() ? "" : "what is given contradicts itself";
}

}  // namespace

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
  const std::vector<std::size_t> behind =
      givens_behind(*audited.scenario.relations, audited.solution, *worked.quantity);
  worked.option.remarks = remarks_of(audited, behind);
  worked.option.seen = rent_seen(audited, behind);
  draw(behind, worked);
}

// Inputs that options have in common are drawn in common: a draw depends on the name of what is drawn.
void Comparer::draw(const std::vector<std::size_t>& behind, Worked& worked) const {
  const Relations& relations = *worked.audited->scenario.relations;
  const Solution& solution = worked.audited->solution;
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
  return worked;
}

}  // namespace costcurve
