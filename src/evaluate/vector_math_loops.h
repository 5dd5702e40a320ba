#pragma once
// The loops themselves, for one instruction set; instantiated in vector_math.cpp and vector_math_avx2.cpp.

#include <cmath>
#include <cstddef>
#include <xsimd/xsimd.hpp>

namespace costcurve::loops {

// The rest of a column that fills no batch is padded, so that a value does not depend on its place in the column.
template <class Architecture, class Function>
void over(const double* x, double* out, std::size_t count, Function function) {
  using Batch = xsimd::batch<double, Architecture>;
  constexpr std::size_t width = Batch::size;
  std::size_t i = 0;
  for (; i + width <= count; i += width) function(Batch::load_unaligned(x + i)).store_unaligned(out + i);
  if (i == count) return;
  double rest[width];
  for (std::size_t k = 0; k < width; ++k) rest[k] = i + k < count ? x[i + k] : 1.0;
  function(Batch::load_unaligned(rest)).store_unaligned(rest);
  for (std::size_t k = 0; i + k < count; ++k) out[i + k] = rest[k];
}

template <class Architecture>
void logarithms(const double* x, double* out, std::size_t count) {
  over<Architecture>(x, out, count, [](const auto& batch) { return xsimd::log(batch); });
}

using Loop = void (*)(const double*, double*, std::size_t);
Loop avx2_logarithms();

}  // namespace costcurve::loops
