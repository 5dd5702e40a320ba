#pragma once
// Amounts as programs read them: a number before a unit.

#include <string>

#include "document/data.h"
#include "quantity/units.h"

namespace costcurve {

/// "USD/chip/h", "date", "x/year".
std::string plain_unit(const ShownUnit& unit);
/// What stands before that unit; a date as a text. JSON has no infinity; null stands for it.
Data amount(double value, const ShownUnit& unit);

/// What every answer begins with: the scenario, and its variant where it has a name.
Data answer_head(const std::string& file, const std::string& variant);

}  // namespace costcurve
