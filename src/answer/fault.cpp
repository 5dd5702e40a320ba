#include "answer/fault.h"

#include <new>

namespace costcurve {

Fault fault_of(const std::exception& exception) {
  if (dynamic_cast<const std::bad_alloc*>(&exception)) return {too_little_memory, not_written};
  return {std::string("a fault of the program, not of your input: ") + exception.what(), program_fault};
}

}  // namespace costcurve
