#pragma once
// What stands beside the answer of a part that has a plan, or lacks one.

#include <string>

#include "audit/audit.h"

namespace costcurve {

/// One sentence: that a run is not split yet, or a model not deployed, and which verb finds how; that a plan does not
/// fit into memory; that a queue has no steady state. Nothing where none of it is so.
std::string beside_plans(const std::string& path, const AuditedVariant& audited);

}  // namespace costcurve
