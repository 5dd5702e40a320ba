#pragma once
// Columns in which all amounts are off by what a mistaken unit makes of them.

#include "answer/measured.h"

namespace costcurve {

/// A sentence for each quantity whose amounts are all off by about the same factor, where that is one between units of
/// one kind: milliseconds for seconds, a share for a percentage, all chips for one. Nothing where they are just off.
std::vector<std::string> slips_in(const std::vector<MeasuredAmount>& amounts, double chips);

}  // namespace costcurve
