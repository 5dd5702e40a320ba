#pragma once
// Points on which a sheet's equations hold, for properties.

#include <cmath>

#include "program/program.h"
#include "support/problems.h"
#include "support/property.h"

namespace costcurve::testing {

/// Random values for all quantities of a sheet that satisfy its identities.
inline std::vector<double> a_reference_point(const Problem& problem) {
  for (int attempt = 0; attempt < 30; ++attempt)
    if (const auto point = reference_point(
            problem, [] { return a_number(0, 1); }, attempt < 10 ? DrawFirst::anything : DrawFirst::shares))
      return *point;
  RC_DISCARD("no such values found");
}

/// What the value and each input alone put into it, signs aside: rounding leaves a share of that, which is more than
/// the same share of the value where large numbers cancel.
inline double pull(const Program& program, const std::vector<double>& inputs) {
  double sum = std::abs(evaluate_first(program, inputs));
  const std::vector<double> slope = gradient(program, inputs);
  for (std::size_t i = 0; i < inputs.size(); ++i) sum += std::abs(slope[i] * inputs[i]);
  return sum;
}

}  // namespace costcurve::testing
