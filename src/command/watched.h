#pragma once
// The line that `watch` answers anew at every save.

#include <string>
#include <vector>

#include "answer/question.h"
#include "command/command_line.h"

namespace costcurve {

/// True of a line that asks to watch something that can be followed.
bool is_to_be_watched(const CommandLine& line);

/// What stands behind `watch`: a verb with its words, or scenarios alone, which are checked. Without the program's
/// name, and of the options all but --html.
std::vector<std::string> watched_words(const CommandLine& line);

/// The same answered once: where nothing can be followed, as in a browser.
Answer watch(const Question& question, Library& library);

}  // namespace costcurve
