#pragma once
// Pictures that need the scenario and its solution, found while these are there. Internal to answer/.
//
//   found_pictures.cpp   where an amount goes
//   cost_curve.cpp       parts of the sheet cost_curve beside their trends

#include <optional>
#include <vector>

#include "audit/audit.h"
#include "document/document.h"

namespace costcurve {

/// Where the quantity goes: what it is made of and what that is made of, where it is a sum of several amounts of which
/// none is below nought, or a share of such a sum.
std::optional<Stream> stream_of(const AuditedVariant& audited, std::size_t quantity);

/// Every part of the sheet `cost_curve` that is determined; nothing where there is none.
std::optional<CostCurve> cost_curve_of(const AuditedVariant& audited);

/// All that is drawn of a scenario: its cost curve, and where these quantities go.
std::vector<Chart> found_pictures(const AuditedVariant& audited, const std::vector<std::string>& quantities);

}  // namespace costcurve
