#include "numeric/sample_columns.h"

#include <sys/mman.h>

#include <cstdlib>
#include <new>

namespace costcurve {

namespace {

constexpr std::size_t large_page = 2U << 20U;

double* allocated(std::size_t bytes) {
  const std::size_t unit = bytes < large_page ? 64 : large_page;
  const std::size_t rounded = (bytes + unit - 1) / unit * unit;
  void* block = std::aligned_alloc(unit, rounded == 0 ? unit : rounded);
  if (!block) throw std::bad_alloc();
  if (unit == large_page) madvise(block, rounded, MADV_HUGEPAGE);  // where it is refused, pages are small
  return static_cast<double*>(block);
}

}  // namespace

SampleColumns::SampleColumns(std::size_t columns, std::size_t length)
    : length_(length), block_(allocated(columns * length * sizeof(double))) {}

void SampleColumns::Freed::operator()(double* block) const { std::free(block); }

}  // namespace costcurve
