#include "evaluate/vector_math.h"

#include "evaluate/vector_math_loops.h"

namespace costcurve {

namespace {

loops::Loops best_loops() {
#if defined(__x86_64__) && defined(__GNUC__)
  if (__builtin_cpu_supports("avx2")) return loops::avx2_loops();
#endif
  return {loops::exponentials<xsimd::default_arch>, loops::logarithms<xsimd::default_arch>};
}

const loops::Loops& chosen() {
  static const loops::Loops best = best_loops();
  return best;
}

}  // namespace

COSTCURVE_VECTOR void scale_and_shift(double* x, std::size_t count, double shift, double scale) {
  for (std::size_t i = 0; i < count; ++i) x[i] = shift + scale * x[i];
}

void exponentials(const double* x, double* out, std::size_t count) { chosen().exponentials(x, out, count); }
void logarithms(const double* x, double* out, std::size_t count) { chosen().logarithms(x, out, count); }

}  // namespace costcurve
