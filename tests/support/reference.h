#pragma once
// Points on which a sheet's equations hold, for properties.

#include "support/problems.h"
#include "support/property.h"

namespace costcurve::testing {

/// Random values for all quantities of a sheet that satisfy its identities.
inline std::vector<double> a_reference_point(const Problem& problem) {
  for (int attempt = 0; attempt < 30; ++attempt)
    if (const auto point = reference_point(problem, [] { return a_number(0, 1); })) return *point;
  RC_DISCARD("no such values found");
}

}  // namespace costcurve::testing
