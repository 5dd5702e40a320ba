#pragma once
// Numbers and amounts in JSON. Internal to report/json*.cpp.

#include <nlohmann/json.hpp>

#include "quantity/units.h"

namespace costcurve {

using Json = nlohmann::ordered_json;

/// At most 12 digits: what is further behind is arithmetic, not knowledge. JSON has no infinity; null stands for it.
Json number(double value);
/// The number in its unit; a date as text.
Json amount(double value, const ShownUnit& unit, const Dimension& dimension);
/// The unit that goes with it: "USD/chip/h", "x/year", "date".
std::string plain_unit(const ShownUnit& unit, const Dimension& dimension);
/// The document as text.
std::string dumped(const Json& document);

}  // namespace costcurve
