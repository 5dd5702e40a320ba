#pragma once
// Loops over columns, for AVX2 where the machine has it and for any x86-64 otherwise. The same bits come out of both: no
// fused multiply-add, no reassociation. xsimd is named in vector_math_loops.h only.

#include <cstddef>

// One clone of a plain loop for each instruction set, chosen when the program starts.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__)
#define COSTCURVE_VECTOR __attribute__((target_clones("avx2", "default"), optimize("O3")))
#else
#define COSTCURVE_VECTOR
#endif

namespace costcurve {

/// x becomes shift + scale * x.
void scale_and_shift(double* x, std::size_t count, double shift, double scale);
/// out becomes e^x, ln x. The two may be the same column.
void exponentials(const double* x, double* out, std::size_t count);
void logarithms(const double* x, double* out, std::size_t count);

}  // namespace costcurve
