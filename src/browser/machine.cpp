// One thread, and memory as it comes.

#include "numeric/machine.h"

#include <cstdlib>
#include <new>

namespace costcurve {

std::size_t threads_of_machine() { return 1; }

void on_threads(std::size_t count, const std::function<void(std::size_t)>& work) {
  for (std::size_t thread = 0; thread < count; ++thread) work(thread);
}

void* allocate_pages(std::size_t bytes) {
  constexpr std::size_t unit = 64;
  void* block = std::aligned_alloc(unit, (bytes + unit) / unit * unit);
  if (!block) throw std::bad_alloc();
  return block;
}

}  // namespace costcurve
