#pragma once
// A scenario with another entry of the catalog in place of one, without binding it anew.

#include <optional>

#include "scenario/elsewhere.h"
#include "scenario/scenario.h"

namespace costcurve {

/// The scenario with a part's attribute (`run.chip`, `run.precision`) replaced: its relations are shared, and what the
/// catalog offers is another. Nothing where the attribute may decide more than that, or where the catalog has no such
/// entry: then the scenario is bound with the replacement. What the catalog lacks is added to `diagnostics`.
std::optional<Scenario> with_attribute(const Scenario& scenario, const std::string& key, const Excerpt& word,
                                       const Elsewhere& elsewhere, Diagnostics& diagnostics);

}  // namespace costcurve
