#pragma once
// What an edit has changed: the answer of a scenario as it is now beside that of an earlier text of it.

#include <string>

#include "answer/library.h"

namespace costcurve {

/// "total.cost is $20.07 M, was $22.28 M: 9.9 % less, because of rent", of each quantity that the scenario is asked for
/// and that has changed, at most three. Empty where none has, or where one of the texts cannot be read or judged.
std::string what_has_changed(const std::string& earlier, const std::string& now, Library& library);

}  // namespace costcurve
