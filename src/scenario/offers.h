#pragma once
// What the catalog offers for a quantity of a sheet, of the entries that its part names.

#include <optional>

#include "scenario/outline.h"
#include "sheets/sheet.h"
#include "solve/givens.h"

namespace costcurve {

/// Nothing where the part names no entry that knows it. `day_of` the part decides which price; a precision that the
/// chip has no peak in is reported at `where`.
std::optional<Given> offered_by_catalog(const Quantity& quantity, const Row& row, const Part& part,
                                        const Elsewhere& elsewhere, const Units& units, const Names& names,
                                        const Place& where, Diagnostics& diagnostics);

}  // namespace costcurve
