#pragma once
// [units]: words that a scenario adds to those of the catalog.

#include "quantity/units.h"
#include "text/toml.h"

namespace costcurve {

/// Adds what stands under [units]: server = "8 chip" is a name for an amount, request = "new" a new thing to count.
void read_own_units(const Value& table, Units& units, Diagnostics& diagnostics);

}  // namespace costcurve
