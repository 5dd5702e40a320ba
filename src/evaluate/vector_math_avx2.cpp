// Compiled with -mavx2 (and without -mfma: a fused multiply-add would change the last bit).

#include "evaluate/vector_math_loops.h"

namespace costcurve::loops {

Loop avx2_logarithms() {
#ifdef __AVX2__
  return logarithms<xsimd::avx2>;
#else
  return logarithms<xsimd::default_arch>;
#endif
}

}  // namespace costcurve::loops
