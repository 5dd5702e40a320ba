#pragma once
// Words of a command line, taken apart.

#include <string>
#include <vector>

#include "answer/options.h"

namespace costcurve {

struct CommandLine {
  std::vector<std::string> words;  // what is no option: a verb, and what stands behind it
  Options options;
  bool wants_help = false;
  bool wants_version = false;
  std::string problem;  // where it cannot be read: why not
  std::string unknown;  // the option that there is not, where that is why
};

/// The words begin with the program's name.
CommandLine read_command_line(int count, const char* const* words);

}  // namespace costcurve
