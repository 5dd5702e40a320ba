#pragma once
// What was tried while a scenario was watched: each text of it, when it was saved, and what it came to.
//
// One folder for each scenario holds `log`, a line for each text (time, number, answer, apart by tabs), and the texts
// themselves under their numbers.

#include <string>
#include <vector>

#include "answer/library.h"

namespace costcurve {

struct Trial {
  int number = 0;
  std::string time;    // "2026-11-29 11:48:03"
  std::string answer;  // the first line of what was told
  std::string text;    // the scenario's, where it is at hand
};

/// The folder of the trials of a scenario; empty where nothing is kept.
std::string folder_of_trials(const std::string& scenario, const Library& library);
/// Those that are kept, the earliest first, without their texts.
std::vector<Trial> kept_trials(const std::string& folder, const Files& files);
/// The text of one of them; nothing where it is not kept.
std::optional<std::string> text_of_trial(const std::string& folder, int number, const Files& files);
/// What is written where this trial is added to the others; the paths begin in the folder above.
std::vector<KeptFile> with_trial(const std::string& folder, std::vector<Trial> kept, const Trial& added);

}  // namespace costcurve
