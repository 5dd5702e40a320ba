#pragma once
// What each field of configs/ is measured in.

#include <optional>
#include <string>

#include "catalog/configs.h"

namespace costcurve::testing {

/// The unit of a field, of which any other of its dimension will do; "words" or "date" where it is no amount; nothing
/// for a field that no file of this folder has.
std::optional<std::string> unit_promised(const ConfigFile& file, const std::string& field);

}  // namespace costcurve::testing
