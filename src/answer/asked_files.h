#pragma once
// The files that a question is about: those that it names, and all that lie in the folders that it names.

#include "answer/marking.h"
#include "answer/question.h"

namespace costcurve {

struct AskedFiles {
  std::vector<std::string> paths;
  Marking marking;  // what was left aside
  bool of_folder = false;
  std::string within;  // the one folder: "claims/"
};

/// Reports a folder without a scenario in it.
AskedFiles files_asked_about(const Question& question, const Library& library, Diagnostics& diagnostics);
/// A path as it is seen from the one folder that was asked about.
std::string name_within(const std::string& path, const AskedFiles& asked);

}  // namespace costcurve
