#pragma once
// What the catalog and the sheets offer gives way to what is given.

#include "audit/audit.h"

namespace costcurve {

/// Solves. A catalog fact or a default never contradicts a given: where a check fails that rests on one, the fact is
/// withdrawn and noted, and the rest worked out without it. Each round leaves one offer fewer.
void solve_without_contradicting_offers(AuditedVariant& audited);

}  // namespace costcurve
