#pragma once
// The whole program but its streams: words in, an answer in the format that is asked for out.

#include <string>

#include "answer/fault.h"
#include "answer/question.h"

namespace costcurve {

/// What a command line comes to: for standard output or a file, for standard error, and the exit code.
struct Outcome {
  std::string out;
  std::string err = {};
  int exit = as_expected;
  std::string file = {};  // where `out` is to be written; empty: to standard output
};

/// The words begin with the program's name.
Outcome answer(int count, const char* const* words, const char* version, Library& library, const Terminal& terminal);

}  // namespace costcurve
