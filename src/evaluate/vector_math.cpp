#include "evaluate/vector_math.h"

#include <cstdint>
#include <utility>

#include "evaluate/vector_math_loops.h"

namespace costcurve {

namespace {

loops::Loop best_logarithms() {
#if defined(__x86_64__) && defined(__GNUC__)
  if (__builtin_cpu_supports("avx2")) return loops::avx2_logarithms();
#endif
  return loops::logarithms<xsimd::default_arch>;
}

// e^r = 1 + r + r² q(r) for |r| up to ln 2 / 2: q is the Taylor series economised by Chebyshev polynomials to degree 9,
// with an error below 1.3e-17. Highest power first.
constexpr double q[] = {2.5105215165649368e-08, 2.7620086491464514e-07, 2.75572554044176e-06,   2.4801521299750923e-05, 0.00019841269874817515,
                        0.001388888891721154,   0.008333333333326136,   0.04166666666662413, 0.1666666666666667,     0.5000000000000001};

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
constexpr double rounder = 0x1.8p52;   // added and taken away again it rounds to a whole number

// 2^n for a whole n of at most 1023 in size: n + 1023 in the low bits of a sum is the exponent's bit pattern. The built-in,
// because std::bit_cast is a call that is not inlined into a function with other options than its own.
[[gnu::always_inline]] inline double power_of_two(double n) {
  return __builtin_bit_cast(double, __builtin_bit_cast(std::uint64_t, n + (rounder + 1023)) << 52U);
}

}  // namespace

COSTCURVE_VECTOR void scale_and_shift(double* x, std::size_t count, double shift, double scale) {
  for (std::size_t i = 0; i < count; ++i) x[i] = shift + scale * x[i];
}

COSTCURVE_VECTOR void exponentials(const double* x, double* out, std::size_t count) {
  // Beyond these the result is zero or infinite. In loops of their own: in the next one they would become branches.
  for (std::size_t i = 0; i < count; ++i) out[i] = x[i] < -750 ? -750 : x[i];
  for (std::size_t i = 0; i < count; ++i) out[i] = out[i] > 710 ? 710 : out[i];
  for (std::size_t i = 0; i < count; ++i) {
    const double n = (out[i] * per_ln2 + rounder) - rounder;
    const double r = (out[i] - n * ln2_high) - n * ln2_low;
    const double sum = polynomial(r, std::make_index_sequence<9>());
    // In two steps, as 2^n alone may be too large or too small.
    const double half = (n * 0.5 + rounder) - rounder;
    out[i] = (1 + (r + r * r * sum)) * power_of_two(half) * power_of_two(n - half);
  }
}

void logarithms(const double* x, double* out, std::size_t count) {
  static const loops::Loop best = best_logarithms();
  best(x, out, count);
}

}  // namespace costcurve
