#include "chance/quantiles.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "numeric/as241.h"
#include "numeric/random.h"
#include "numeric/vector_math.h"

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

// `x` is the logarithm of the tail's probability and becomes the size of the quantile; right where its root is below 5.
COSTCURVE_VECTOR void tail_quantiles(double* x, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    const double r = std::sqrt(-x[i]) - 1.6;
    double above = as241::c[0], below = as241::d[0];
    for (int k = 1; k < 8; ++k) {
      above = above * r + as241::c[k];
      below = below * r + as241::d[k];
    }
    x[i] = above / below;
  }
}

COSTCURVE_VECTOR void complements(const double* u, double* out, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) out[i] = 1 - u[i];
}
COSTCURVE_VECTOR void negatives(const double* x, double* out, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) out[i] = -x[i];
}

// Ascending probabilities have their tails at both ends and the middle, which is most of them, in one stretch.
void normal_quantiles(const double* u, double* z, std::size_t count) {
  constexpr double far = 1.3887943864964021e-11;  // e^-25: below it AS 241 has a third approximation
  const double* const low = std::lower_bound(u, u + count, 0.5 - as241::middle);
  const double* const high = std::upper_bound(low, u + count, 0.5 + as241::middle);
  const auto below = static_cast<std::size_t>(low - u), above = static_cast<std::size_t>(high - u),
             tails = below + count - above;
  middle_quantiles(low, z + below, above - below);
  // Both tails in one column.
  std::array<double, strip_length> tail;
  std::copy_n(u, below, tail.begin());
  complements(high, tail.data() + below, count - above);
  logarithms(tail.data(), tail.data(), tails);
  tail_quantiles(tail.data(), tails);
  negatives(tail.data(), z, below);
  std::copy_n(tail.data() + below, count - above, z + above);
  for (std::size_t i = 0; i < below && u[i] <= far; ++i) z[i] = normal_quantile(u[i]);
  for (std::size_t i = count; i-- > above && 1 - u[i] <= far;) z[i] = normal_quantile(u[i]);
}

COSTCURVE_VECTOR void uniform_quantiles(const double* u, double* out, std::size_t count, double low, double width) {
  for (std::size_t i = 0; i < count; ++i) out[i] = low + width * u[i];
}

// The two sides of the triangle, each a root.
COSTCURVE_VECTOR void rising_quantiles(const double* u, double* out, std::size_t count, double low, double area) {
  for (std::size_t i = 0; i < count; ++i) out[i] = low + std::sqrt(u[i] * area);
}
COSTCURVE_VECTOR void falling_quantiles(const double* u, double* out, std::size_t count, double high, double area) {
  for (std::size_t i = 0; i < count; ++i) out[i] = high - std::sqrt((1 - u[i]) * area);
}

void triangular_quantiles(const Distribution& triangle, const double* u, double* out, std::size_t count) {
  const double width = triangle.second - triangle.first, rise = triangle.mode - triangle.first,
               fall = triangle.second - triangle.mode;
  const auto left = static_cast<std::size_t>(std::lower_bound(u, u + count, rise / width) - u);
  rising_quantiles(u, out, left, triangle.first, width * rise);
  falling_quantiles(u + left, out + left, count - left, triangle.second, width * fall);
}

// Two halves of different width, which meet at the median.
COSTCURVE_VECTOR void two_sided_quantiles(const Distribution& distribution, const double* u, double* out,
                                          std::size_t count) {
  normal_quantiles(u, out, count);
  for (std::size_t i = 0; i < count; ++i)
    out[i] = distribution.first + (out[i] < 0 ? distribution.second : distribution.mode) * out[i];
  exponentials(out, out, count);
}

// Both ascend: one walk along them.
void choice_quantiles(const Distribution& choice, const double* u, double* out, std::size_t count) {
  std::size_t at = 0;
  for (std::size_t i = 0; i < count; ++i) {
    while (at + 1 < choice.values.size() && choice.cumulative[at] < u[i]) ++at;
    out[i] = choice.values[at];
  }
}

}  // namespace

void quantiles(const Distribution& distribution, const double* ascending, double* out, std::size_t count) {
  for (; count > strip_length; ascending += strip_length, out += strip_length, count -= strip_length)
    quantiles(distribution, ascending, out, strip_length);
  std::array<double, strip_length> kept;
  if (distribution.is_cut()) {
    uniform_quantiles(ascending, kept.data(), count, distribution.from, distribution.to - distribution.from);
    ascending = kept.data();
  }
  switch (distribution.kind) {
    case Distribution::Kind::point: std::fill_n(out, count, distribution.first); break;
    case Distribution::Kind::uniform:
      uniform_quantiles(ascending, out, count, distribution.first, distribution.second - distribution.first);
      break;
    case Distribution::Kind::triangular: triangular_quantiles(distribution, ascending, out, count); break;
    case Distribution::Kind::two_sided: two_sided_quantiles(distribution, ascending, out, count); break;
    case Distribution::Kind::choice: choice_quantiles(distribution, ascending, out, count); break;
    case Distribution::Kind::normal:
    case Distribution::Kind::log_normal:
      normal_quantiles(ascending, out, count);
      scale_and_shift(out, count, distribution.first, distribution.second);
      if (distribution.kind == Distribution::Kind::log_normal) exponentials(out, out, count);
      break;
  }
}

}  // namespace costcurve
