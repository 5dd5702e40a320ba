#pragma once
// The terminal of a command line.

#include "answer/question.h"

namespace costcurve {

/// What an answer needs to know of the terminal: its width (COLUMNS in the environment comes first), whether colours
/// are seen, and a place on standard error for the progress of a long run.
Terminal terminal_of_process();

/// Writes to standard output at once. False where it could not be written.
bool show(const std::string& text);

}  // namespace costcurve
