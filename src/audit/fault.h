#pragma once
// Whether the audit finds by itself what a claim's author found wrong with it.

#include <string_view>
#include <vector>

#include "audit/cause.h"

namespace costcurve {

/// True if one of the causes is what the word of the language says of a number of the claimed dimension: $294,000 of
/// "wrong scope" is the cost of another quantity. Of most faults (a wrong date, a guess printed as a fact) arithmetic
/// shows nothing.
bool is_found(std::string_view fault, const std::vector<Cause>& causes, const Dimension& claimed);

}  // namespace costcurve
