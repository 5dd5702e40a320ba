#include <sys/mman.h>

#include <cstdlib>
#include <new>

#include "numeric/machine.h"

namespace costcurve {

void* allocate_pages(std::size_t bytes) {
  constexpr std::size_t large_page = 2U << 20U;
  const std::size_t unit = bytes < large_page ? 64 : large_page;
  const std::size_t rounded = (bytes + unit - 1) / unit * unit;
  void* block = std::aligned_alloc(unit, rounded == 0 ? unit : rounded);
  if (!block) throw std::bad_alloc();
  if (unit == large_page) madvise(block, rounded, MADV_HUGEPAGE);  // where it is refused, pages are small
  return block;
}

}  // namespace costcurve
