#pragma once
// Pictures that need the scenario and its solution, found while these are there. Internal to answer/.
//
//   found_pictures.cpp   what a sum is made of
//   cost_curve.cpp       parts of the sheet cost_curve beside their trends

#include <optional>
#include <vector>

#include "audit/audit.h"
#include "document/document.h"

namespace costcurve {

/// What the quantity is made of, where it is a sum of several amounts of which none is below nought.
std::optional<Cascade> made_of(const AuditedVariant& audited, std::size_t quantity);

/// Every part of the sheet `cost_curve` that is determined; nothing where there is none.
std::optional<CostCurve> cost_curve_of(const AuditedVariant& audited);

/// All that is drawn of a scenario: its cost curve, and what these quantities are made of.
std::vector<Chart> found_pictures(const AuditedVariant& audited, const std::vector<std::string>& quantities);

}  // namespace costcurve
