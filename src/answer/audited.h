#pragma once
// The scenarios of a question, bound and audited in the variants that it asks for.

#include <memory>
#include <string>
#include <vector>

#include "answer/checked.h"
#include "answer/question.h"
#include "audit/audit.h"

namespace costcurve {

/// The replacements of the command line. Reports those without a key or a value.
std::vector<Override> overrides_of(const Question& question, Diagnostics& diagnostics);

/// A scenario file in the variant that is asked for, and in those that its claims are checked in; with what is believed
/// of each. Nothing, with the mistakes in `diagnostics`, if there are any.
Variants audit_file(const std::string& path, const Question& question, Library& library, Diagnostics& diagnostics);

/// The scenario in one variant, and what is believed of it not yet drawn; null where there are mistakes.
std::unique_ptr<AuditedVariant> audit_one(const Question& question, Library& library, Diagnostics& diagnostics);

/// The variants that the question names, side by side: each bound from one reading of the file, audited, and every
/// claim judged in each. A variant that the file lacks is reported and the others are still audited; nothing is
/// returned where another mistake was found. `drawn`: with what is believed of each.
Variants audit_side_by_side(const std::string& path, const Question& question, bool drawn, Library& library,
                            Diagnostics& diagnostics);

/// The variant that an answer is of, and how the answer names it: not at all where it is the scenario as it stands,
/// alone.
struct AskedVariant {
  std::string name;
  std::string shown;
};
AskedVariant asked_variant(const Question& question);

/// A verb that answers for one variant, done for the one that is asked for, or for each that stand side by side.
Answer for_each_variant(const Question& question, Library& library,
                        Answer (*answer)(const Question&, const AskedVariant&, Library&));

}  // namespace costcurve
