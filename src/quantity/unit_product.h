#pragma once
// Units as nearly all are written: products of units of one word each. A start of the program reads a hundred of them,
// of the catalog and of the sheets, before anything is asked.

#include <optional>
#include <string_view>

#include "quantity/units.h"

namespace costcurve {

/// "USD/chip/h", "k chip h/T token": what the parser reads. Nothing if there is more to it, or if it is no unit: which
/// of the two it is, the parser says.
std::optional<ShownUnit> unit_product(std::string_view text, const Units& units);

/// The same behind a number: "60 min" as a unit of its own, "0.01".
std::optional<ShownUnit> simple_amount(std::string_view text, const Units& units);

}  // namespace costcurve
