#include <fmt/format.h>

#include <set>

#include "answer/compose.h"
#include "answer/since.h"
#include "quantity/print.h"

namespace costcurve {

namespace {

// Rows stand in the order in which they were composed: claims by variant, quantities by part.
void mark_claims(const std::vector<std::unique_ptr<AuditedVariant>>& variants, const Changes& changes, Report& report) {
  std::size_t row = 0;
  for (const auto& audited : variants)
    for (const ClaimResult& result : audited->claims) {
      if (const auto change = changes.claims.find(result.claim); change != changes.claims.end())
        report.claims[row].since = change->second.was;
      ++row;
    }
  for (const Change& gone : changes.gone_claims)
    report.since.push_back({fmt::format("\"{}\"", gone.name), "", gone.was});
}

void mark_quantities(const AuditedVariant& audited, const Changes& changes, Report& report) {
  std::set<std::string> in_rows;
  for (std::size_t p = 0; p < report.parts.size(); ++p)
    for (QuantityRow& row : report.parts[p].quantities) {
      const std::string name = audited.scenario.parts[p].name + "." + row.name;
      const auto change = changes.quantities.find(name);
      if (change == changes.quantities.end()) continue;
      row.since = change->second.was;
      in_rows.insert(name);
    }
  for (const auto& [name, change] : changes.quantities) {
    if (in_rows.contains(name)) continue;
    const std::size_t q = *audited.scenario.quantity(name);
    report.since.push_back(
        {name, amount_text(audited.solution.found[q].value, audited.scenario.relations.quantities[q].shown),
         change.was});
  }
  for (const Change& gone : changes.gone_quantities) report.since.push_back({gone.name, "", gone.was});
}

}  // namespace

void mark_changes(const std::vector<std::unique_ptr<AuditedVariant>>& variants, const Changes& changes,
                  Report& report) {
  constexpr std::size_t most = 40;
  report.answers.insert(report.answers.begin(), changes_sentence(changes));
  mark_claims(variants, changes, report);
  mark_quantities(*variants.front(), changes, report);
  if (report.since.size() <= most) return;
  const std::size_t more = report.since.size() - most;
  report.since.resize(most);
  report.since.push_back({fmt::format("and {} more; --format json has them all", more), "", ""});
}

}  // namespace costcurve
