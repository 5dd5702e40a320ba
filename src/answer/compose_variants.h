#pragma once
// The pieces of variants side by side. Internal to report/.
//
//   compose_variants.cpp           quantities and the foot
//   compose_variant_verdicts.cpp   claims and checks

#include "answer/compose.h"
#include "answer/variants.h"

namespace costcurve {

using Variants = std::vector<std::unique_ptr<AuditedVariant>>;

bool all_same(const std::vector<std::string>& texts);
/// A name with the mark for "differs" in front, or as much room.
std::string marked(const std::string& name, bool differs);
/// The variants' names behind `first`.
TableRow heading_row(const Variants& variants, const std::string& first);
/// "$294,672 in scenario and $370,288 in hyper_ai", "$2 in each".
std::string told_apart(const Variants& variants, const std::vector<std::string>& texts);

/// A row for each claim, empty without claims: the verdict in each variant, and below it the computed value.
TableRows claims_table(const Variants& variants);
TableRows checks_table(const Variants& variants);
/// Which claims get different verdicts, in sentences.
void answer_claims_apart(const Variants& variants, SideBySide& made);

}  // namespace costcurve
