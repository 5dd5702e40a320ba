#pragma once
// An answer that ended in an exception.

#include <exception>
#include <string>

#include "answer/question.h"

namespace costcurve {

/// Said where there is no memory left to say it with.
inline constexpr const char* too_little_memory =
    "there is not enough memory for this answer; ask for fewer points or samples";

struct Fault {
  std::string sentence;
  Exit exit = program_fault;
};

/// Of the exception that is being handled. Too little memory is nobody's fault; everything else is the program's own,
/// for no input should cause it.
Fault fault_of(const std::exception& exception);

}  // namespace costcurve
