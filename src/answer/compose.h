#pragma once
// The pieces of a report, each composed in a file of its own. Internal to report/.
//
//   compose_claims.cpp       claims and checks, a row each
//   compose_answers.cpp      the first sentences
//   compose_quantities.cpp   everything determined
//   compose_foot.cpp         what is missing, in dispute, assumed
//   compose_since.cpp        what changed since an earlier answer

#include "answer/report.h"
#include "audit/beliefs.h"

namespace costcurve {

Mark mark_of(Verdict verdict);
/// "agrees within precision of 198 h"
std::string verdict_text(const Judgement& judgement);
/// "28 % of it", "20 times it"; nothing where a ratio means nothing.
std::string how_much(const Judgement& judgement);
/// "r1.cost", or "a.cost against b.cost".
std::string subject(const Claim& claim);
/// The computed value in the claim's words: "$81,920", "96.35 % less".
std::string computed_text(const AuditedVariant& audited, const ClaimResult& result);
/// What is believed of a claim or a quantity, or null.
const Summary* belief_of(const AuditedVariant& audited, const Claim* claim);
const Summary* belief_of(const AuditedVariant& audited, std::size_t quantity);

/// A standard error in the unit that the value is shown in; of a pace, which is shown as a factor, at that value.
double error_in_unit(double value, double error, const ShownUnit& unit);

ClaimRow claim_row(const AuditedVariant& audited, const ClaimResult& result);
CheckRow check_row(const AuditedVariant& audited, const CheckResult& check);

void answer_contradictions(const std::vector<std::unique_ptr<AuditedVariant>>& variants, Report& report);
void answer_claims(const std::vector<std::unique_ptr<AuditedVariant>>& variants, Report& report);
/// The quantities that the first sentences are about: those asked for, else the last part's cost; at most four.
std::vector<std::size_t> headline_quantities(const AuditedVariant& audited);
void answer_quantities(const AuditedVariant& audited, Report& report);

void list_parts(const AuditedVariant& audited, Report& report);

void missing_of_claims(const AuditedVariant& audited, Report& report);
void describe_conflicts(const AuditedVariant& audited, Report& report);
void list_assumptions(const AuditedVariant& audited, Detail detail, Report& report);
void note_overridden(const AuditedVariant& audited, Report& report);

/// Marks the rows of what changed; what has no row is listed.
void mark_changes(const std::vector<std::unique_ptr<AuditedVariant>>& variants, const Changes& changes, Report& report);

/// The names of quantities as a list; those of `part` without its name.
std::string names_of(const Relations& relations, const std::vector<std::size_t>& quantities, const std::string& part);

/// "cost" of "r1.cost".
inline std::string last_word(const std::string& name) { return name.substr(name.rfind('.') + 1); }

}  // namespace costcurve
