#pragma once
// What an edit has changed: the answer of a scenario as it is now beside that of what it was.

#include <string>

#include "answer/library.h"

namespace costcurve {

/// "total.cost is $20.07 M, was $22.28 M: 9.9 % less, because of rent", of each quantity that the scenario is asked for
/// and that has changed, at most three; `before` has the files as they were. Empty where none has, or where it cannot
/// be read or judged on one side.
std::string what_has_changed(const std::string& scenario, Library& before, Library& now);
/// "total.cost is $294,672; r1.cost is $81,920", at most three.
std::string what_it_comes_to(const std::string& scenario, Library& library);

}  // namespace costcurve
