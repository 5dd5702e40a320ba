#pragma once
// Loops over columns, for AVX-512 or AVX2 where the machine has it and for any x86-64 otherwise. The same bits come out
// of all: no fused multiply-add, no reassociation.

#include <cstddef>

// One clone of a plain loop for each instruction set, chosen when the program starts: before a sanitizer is ready.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__) && \
    !defined(__SANITIZE_THREAD__)
#define COSTCURVE_VECTOR \
  __attribute__((target_clones("arch=x86-64-v4", "avx2", "default"), optimize("O3", "fp-contract=off")))
#else
#define COSTCURVE_VECTOR
#endif

// Before a loop whose columns are the same or apart, and never overlap otherwise: it then needs no check for that,
// which for the same column would end in a plain loop.
#if defined(__GNUC__) && !defined(__clang__)
#define COSTCURVE_INDEPENDENT _Pragma("GCC ivdep")
#else
#define COSTCURVE_INDEPENDENT
#endif

namespace costcurve {

/// x becomes shift + scale * x.
void scale_and_shift(double* x, std::size_t count, double shift, double scale);
/// out becomes e^x, ln x, to 1 ulp and a little. The two may be the same column.
void exponentials(const double* x, double* out, std::size_t count);
void logarithms(const double* x, double* out, std::size_t count);

}  // namespace costcurve
