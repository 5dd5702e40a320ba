#include "answer/compose.h"

#include <fmt/format.h>

#include "quantity/print.h"

namespace costcurve {

Report compose(const std::vector<std::unique_ptr<AuditedVariant>>& variants, Detail detail, const Changes* changes) {
  Report report;
  const AuditedVariant& first = *variants.front();
  report.title = first.scenario.title;
  report.question = first.scenario.question;
  answer_contradictions(variants, report);
  answer_claims(variants, report);
  if (report.answers.empty() || detail == Detail::everything) answer_quantities(first, report);
  for (const auto& audited : variants) {
    for (const ClaimResult& result : audited->claims) report.claims.push_back(claim_row(*audited, result));
    describe_conflicts(*audited, report);
    missing_of_claims(*audited, report);
  }
  if (detail == Detail::everything) list_parts(first, report);
  if (detail == Detail::claims_and_checks && report.answers.empty() && report.claims.empty())
    report.answers.push_back("There is nothing to judge in this scenario; `costcurve run` shows what follows from it.");
  for (const CheckResult& check : first.checks) report.checks.push_back(check_row(first, check));
  for (const auto& audited : variants)
    if (audited.get() != &first)
      for (const CheckResult& check : audited->checks)
        if (check.failed) {
          report.checks.push_back(check_row(*audited, check));
          report.checks.back().sentence =
              fmt::format("in {}: {}", audited->scenario.variant, report.checks.back().sentence);
        }
  list_assumptions(first, detail, report);
  note_overridden(first, report);
  if (first.beliefs)
    report.foot.push_back({"drawn", fmt::format("{} samples with seed {}; ± is one standard error",
                                                number_text(static_cast<double>(first.beliefs->options.samples), 9),
                                                first.beliefs->options.seed)});
  if (changes) mark_changes(variants, *changes, report);
  return report;
}

}  // namespace costcurve
