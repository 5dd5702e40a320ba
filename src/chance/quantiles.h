#pragma once
// Quantiles of a distribution for a column of probabilities.

#include <cstddef>

#include "quantity/distribution.h"

namespace costcurve {

/// The quantiles of `count` ascending probabilities, to the last bit those of Distribution::quantile where the middle
/// of a normal distribution is concerned, and to 2 ulp elsewhere.
void quantiles(const Distribution& distribution, const double* ascending, double* out, std::size_t count);

}  // namespace costcurve
