#pragma once
// Where a rent that was worked out stands among those that clouds ask for the same chip.

#include <string>

#include "answer/library.h"

namespace costcurve {

/// "above 13 of 23 listed H100 rents" (on demand, per chip and hour); empty where the catalog lists fewer than three.
/// `rent` in USD per chip and second.
std::string place_among_rents(double rent, const std::string& chip, Library& library);

}  // namespace costcurve
