// Compiled with -mavx2 (and without -mfma: a fused multiply-add would change the last bit).

#include "evaluate/vector_math_loops.h"

namespace costcurve::loops {

Loops avx2_loops() {
#ifdef __AVX2__
  return {exponentials<xsimd::avx2>, logarithms<xsimd::avx2>};
#else
  return {exponentials<xsimd::default_arch>, logarithms<xsimd::default_arch>};
#endif
}

}  // namespace costcurve::loops
