#pragma once
// What is asked about a word that two units answer to.

#include <string>

#include "quantity/units.h"

namespace costcurve {

/// The unit's question with the number in it as it was written, and what stands behind the unit ("/kWh" or nothing).
std::string question_about(const std::string& number, const Unit& unit, const std::string& rest);

}  // namespace costcurve
