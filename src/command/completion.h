#pragma once
// Completion of a command line in bash, zsh and fish: a script for each, which asks the program what may stand next.

#include "answer/question.h"

namespace costcurve {

/// `completion bash` prints the script; `completion words -- check sce` what may stand in place of the last word, one
/// on a line. Where files may stand nothing is said: the shell completes those itself.
Answer completion(const Question& question, Library& library);

}  // namespace costcurve
