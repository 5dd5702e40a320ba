#pragma once
// The answer of `explain`: a quantity, and the tree of reasons behind it.

#include "answer/check.h"
#include "audit/audit.h"
#include "audit/beliefs.h"
#include "audit/reasons.h"
#include "document/document.h"

namespace costcurve {

/// How deep a tree of reasons goes where nobody says.
inline constexpr int usual_depth = 20;

/// As a tree, or as steps from what is given to the quantity. What is taken by default is shown only if asked for.
struct ExplainedAs {
  bool with_defaults = false;
  bool in_steps = false;
};
Document explain_document(const Reason& reason, ExplainedAs as);
/// The tree alone, without what is taken by default.
Branch tree_of_reasons(const Reason& reason);
/// Writes at each quantity of the tree where 90 % of the samples have it.
void add_ranges(const AuditedVariant& audited, const Beliefs& beliefs, Reason& reason);

/// "Giving r1.rent would determine it.": a note for each set of givens that would do.
std::vector<Notes::Note> what_would_determine(const Undetermined& quantity);
/// That a quantity is not determined, and what would determine it.
Lead not_determined(const Undetermined& quantity);

}  // namespace costcurve
