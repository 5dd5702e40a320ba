#pragma once
// Where a rent that was worked out stands among those that clouds ask for the same chip.

#include <string>

#include "answer/library.h"
#include "answer/question.h"

namespace costcurve {

/// "above 13 of 23 listed on-demand H100 rents" (per chip and hour); empty where the catalog lists none.
/// `rent` in USD per chip and second.
std::string place_among_rents(double rent, const std::string& chip, Library& library);

/// What clouds ask, the least first: of those whose chip, cloud, machine, region or term has each of the words.
Answer list_of_rents(const std::vector<std::string>& words, Library& library);

}  // namespace costcurve
