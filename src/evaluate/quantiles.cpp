#include "evaluate/quantiles.h"

#include <algorithm>
#include <cmath>

#include "evaluate/vector_math.h"
#include "quantity/as241.h"

namespace costcurve {

namespace {

COSTCURVE_VECTOR void middle_quantiles(const double* u, double* z, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    const double q = u[i] - 0.5;
    const double r = as241::middle * as241::middle - q * q;
    double above = as241::a[0], below = as241::b[0];
    for (int k = 1; k < 8; ++k) {
      above = above * r + as241::a[k];
      below = below * r + as241::b[k];
    }
    z[i] = q * above / below;
  }
}

// Ascending probabilities have their tails at both ends and the middle, which is most of them, in one stretch.
void normal_quantiles(const double* u, double* z, std::size_t count) {
  const double* low = std::lower_bound(u, u + count, 0.5 - as241::middle);
  const double* high = std::upper_bound(low, u + count, 0.5 + as241::middle);
  for (const double* at = u; at != low; ++at) z[at - u] = normal_quantile(*at);
  middle_quantiles(low, z + (low - u), static_cast<std::size_t>(high - low));
  for (const double* at = high; at != u + count; ++at) z[at - u] = normal_quantile(*at);
}

}  // namespace

void quantiles(const Distribution& distribution, const double* ascending, double* out, std::size_t count) {
  using Kind = Distribution::Kind;
  if (distribution.kind != Kind::log_normal && distribution.kind != Kind::normal) {
    for (std::size_t i = 0; i < count; ++i) out[i] = distribution.quantile(ascending[i]);
    return;
  }
  normal_quantiles(ascending, out, count);
  scale_and_shift(out, count, distribution.first, distribution.second);
  if (distribution.kind == Kind::log_normal) exponentials(out, out, count);
}

}  // namespace costcurve
