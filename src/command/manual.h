#pragma once
// The manual page, of the same rows as `--help`.

#include "answer/question.h"

namespace costcurve {

/// `costcurve manual | man -l -`: every verb with its forms and options, what is looked for where, and exit codes.
Answer manual(const Question& question, Library& library);

}  // namespace costcurve
