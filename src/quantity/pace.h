#pragma once
// Paces of change among what is counted per time.

#include "quantity/units.h"

namespace costcurve {

/// True for the units of a pace: x/year, halving, doubling, OOM/year. A rate of 3/s has the same dimension, and what it
/// is shown in alone tells them apart: paces are logarithms, and people compare their factors per year.
bool is_pace(const ShownUnit& unit);

/// True for those that are printed as a factor per year.
bool is_yearly_factor(const ShownUnit& unit);

}  // namespace costcurve
