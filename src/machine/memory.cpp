#include "machine/memory.h"

#include <cstdlib>
#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace costcurve {

void keep_freed_memory() {
#ifdef __GLIBC__
  constexpr int most_of_a_block = 1 << 25, most_kept = 1 << 28;
  mallopt(M_MMAP_THRESHOLD, most_of_a_block);
  mallopt(M_TRIM_THRESHOLD, most_kept);
#endif
}

}  // namespace costcurve
