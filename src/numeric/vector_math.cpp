#include "numeric/vector_math.h"

#include <cmath>
#include <cstdint>
#include <limits>
#include <utility>

#include "numeric/moments.h"

namespace costcurve {

namespace {

// e^r = 1 + r + r² q(r) for |r| up to ln 2 / 2: q is the Taylor series economised by Chebyshev polynomials to degree 9,
// with an error below 1.3e-17. Highest power first.
constexpr double q[] = {2.5105215165649368e-08, 2.7620086491464514e-07, 2.75572554044176e-06, 2.4801521299750923e-05,
                        0.00019841269874817515, 0.001388888891721154,   0.008333333333326136, 0.04166666666662413,
                        0.1666666666666667,     0.5000000000000001};

// Horner's rule, spelt out: an inner loop of this length would keep the outer one from being vectorised.
template <std::size_t... Next>
[[gnu::always_inline]] inline double polynomial(double r, std::index_sequence<Next...>) {
  double sum = q[0];
  ((sum = sum * r + q[Next + 1]), ...);
  return sum;
}

// ln 2 in two pieces (fdlibm): the first has so many trailing zeros that a whole multiple of it is exact.
constexpr double ln2_high = 6.93147180369123816490e-01, ln2_low = 1.90821492927058770002e-10;
constexpr double per_ln2 = 1.44269504088896338700e+00;
constexpr double rounder = 0x1.8p52;  // added and taken away again it rounds to a whole number

// 2^n for a whole n of at most 1023 in size: n + 1023 in the low bits of a sum is the exponent's bit pattern. The
// built-in, because std::bit_cast is a call that is not inlined into a function with other options than its own.
[[gnu::always_inline]] inline double power_of_two(double n) {
  return __builtin_bit_cast(double, __builtin_bit_cast(std::uint64_t, n + (rounder + 1023)) << 52U);
}

}  // namespace

COSTCURVE_VECTOR void scale_and_shift(double* x, std::size_t count, double shift, double scale) {
  for (std::size_t i = 0; i < count; ++i) x[i] = shift + scale * x[i];
}

namespace {

// n is a whole number, r what is left.
struct Reduced {
  double n;
  double e_to_r;
};

[[gnu::always_inline]] inline Reduced reduced(double x) {
  const double n = (x * per_ln2 + rounder) - rounder;
  const double r = (x - n * ln2_high) - n * ln2_low;
  return {n, 1 + (r + r * r * polynomial(r, std::make_index_sequence<9>()))};
}

// Where e^x is neither very large nor very small, and where it may be, in which case 2^n takes two steps. The bits are
// the same where both apply.
COSTCURVE_VECTOR void ordinary_exponentials(const double* x, double* out, std::size_t count) {
  COSTCURVE_INDEPENDENT
  for (std::size_t i = 0; i < count; ++i) {
    const Reduced made = reduced(x[i]);
    out[i] = made.e_to_r * power_of_two(made.n);
  }
}

COSTCURVE_VECTOR void any_exponentials(const double* x, double* out, std::size_t count) {
  // Beyond these the result is zero or infinite. In loops of their own: in the last one they would become branches.
  COSTCURVE_INDEPENDENT
  for (std::size_t i = 0; i < count; ++i) out[i] = x[i] < -750 ? -750 : x[i];
  for (std::size_t i = 0; i < count; ++i) out[i] = out[i] > 710 ? 710 : out[i];
  for (std::size_t i = 0; i < count; ++i) {
    const Reduced made = reduced(out[i]);
    const double half = (made.n * 0.5 + rounder) - rounder;
    out[i] = made.e_to_r * power_of_two(half) * power_of_two(made.n - half);
  }
}

// The logarithm of 1 + f = m as fdlibm has it: s = f / (2 + f), a polynomial in s², ln 2 in two pieces; m lies between
// the root of 1/2 and that of 2.
constexpr double lg[] = {6.666666666666735130e-01, 3.999999999940941908e-01, 2.857142874366239149e-01,
                         2.222219843214978396e-01, 1.818357216161805012e-01, 1.531383769920937332e-01,
                         1.479819860511658591e-01};
constexpr std::uint64_t root_of_half = 0x3fe6a09e667f3bcdU;

COSTCURVE_VECTOR void ordinary_logarithms(const double* x, double* out, std::size_t count) {
  COSTCURVE_INDEPENDENT
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint64_t bits = __builtin_bit_cast(std::uint64_t, x[i]);
    // 2^k m: what is above the root of 1/2 counts towards the exponent. 1023 keeps it positive; the sum with 2^52 makes
    // a number of it.
    const std::uint64_t above = bits - root_of_half + (std::uint64_t{1023} << 52U), exponent = above >> 52U;
    const double k = __builtin_bit_cast(double, exponent | 0x4330000000000000U) - (0x1p52 + 1023);
    const double m = __builtin_bit_cast(double, bits - ((exponent - 1023) << 52U));
    const double f = m - 1, s = f / (2 + f), z = s * s, w = z * z;
    const double even = w * (lg[1] + w * (lg[3] + w * lg[5])),
                 odd = z * (lg[0] + w * (lg[2] + w * (lg[4] + w * lg[6])));
    const double half = 0.5 * f * f;
    out[i] = k * ln2_high - ((half - (s * (half + (even + odd)) + k * ln2_low)) - f);
  }
}

}  // namespace

void exponentials(const double* x, double* out, std::size_t count) {
  if (count_between(x, count, -700, 700) == count)
    ordinary_exponentials(x, out, count);
  else
    any_exponentials(x, out, count);
}

void logarithms(const double* x, double* out, std::size_t count) {
  constexpr double least = std::numeric_limits<double>::min(), most = std::numeric_limits<double>::max();
  if (count_between(x, count, least, most) == count) return ordinary_logarithms(x, out, count);
  // Zero, infinity, negative, none, or too small to have all of its bits: one by one, and the same as above elsewhere.
  for (std::size_t i = 0; i < count; ++i) {
    if (x[i] >= least && x[i] <= most)
      ordinary_logarithms(x + i, out + i, 1);
    else
      out[i] = std::log(x[i]);
  }
}

}  // namespace costcurve
