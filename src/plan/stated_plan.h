#pragma once
// The plans that a scenario states, held against what can be carried out.

#include "audit/audit.h"
#include "text/diagnostic.h"

namespace costcurve {

/// Reports of every part of the sheet `parallel_training` what no framework could carry out: degrees that do not
/// multiply to the chips, or do not divide what they split; and a model whose shape is not known. What is not
/// determined is left to whoever asks for it.
void refuse_impossible_plans(const AuditedVariant& audited, Diagnostics& diagnostics);

}  // namespace costcurve
