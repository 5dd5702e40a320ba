#pragma once
// Points on which a sheet's equations hold, for properties.

#include <cmath>
#include <limits>
#include <random>

#include "program/program.h"
#include "support/problems.h"
#include "support/property.h"

namespace costcurve::testing {

/// Random values for all quantities of a sheet that satisfy its identities. Only the engine's seed is a case's own:
/// numbers that a case draws shrink together, and a point of small numbers alone is none at which all may be told
/// apart.
inline std::vector<double> a_reference_point(const Problem& problem) {
  std::mt19937_64 engine(static_cast<std::uint64_t>(a_whole(0, std::numeric_limits<int>::max() - 1)));
  std::uniform_real_distribution<double> share(0, 1);
  for (int attempt = 0; attempt < 30; ++attempt)
    if (const auto point = reference_point(
            problem, [&] { return share(engine); }, attempt < 10 ? DrawFirst::anything : DrawFirst::shares))
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
