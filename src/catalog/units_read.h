#pragma once
// units.toml and currencies.toml: the words that turn a number into an amount.

#include <memory>
#include <string>

#include "quantity/units.h"
#include "text/texts.h"

namespace costcurve {

/// The units of a catalog's folder. Mistakes in them are added to `diagnostics`.
std::shared_ptr<const Units> read_units(const std::string& folder, Texts& texts, Diagnostics& diagnostics);

}  // namespace costcurve
