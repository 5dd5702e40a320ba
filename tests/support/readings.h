#pragma once
// One formula, many readers: they must tell one story.

#include <string>
#include <vector>

#include "support/problems.h"
#include "support/support.h"

namespace costcurve::testing {

/// Where the readers of a solved problem disagree, in sentences. For every derived quantity: the program's value is the
/// solver's; it lies within the bounds of what is rounded and of what is believed, and so do values at sampled inputs;
/// a column of samples comes to what each sample does; the gradient is what finite differences measure; the
/// explanation's root is the value, its formula names what stands below, and the numbers put in come to the value
/// again.
std::vector<std::string> disagreements(const Relations& problem, const Solution& solution);

/// Checks that there are none for a scenario as it stands.
void expect_readings_agree(const AuditedVariant& audited);

/// Checks a sheet at random points, from random sets of givens: exact, quoted and believed.
void expect_readings_agree(const Sheet& sheet);

}  // namespace costcurve::testing
