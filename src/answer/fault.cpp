#include "answer/fault.h"

#include <new>

namespace costcurve {

Fault fault_of(const std::exception& exception) {
  try {
    throw;
  } catch (const std::bad_alloc&) {
    return {too_little_memory, not_written};
  } catch (...) {
    return {std::string("a fault of the program, not of your input: ") + exception.what(), program_fault};
  }
}

}  // namespace costcurve
