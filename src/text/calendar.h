#pragma once
// Days of the calendar as they are written in files.

#include <string_view>

namespace costcurve {

/// True for 2025-01-27, 2025-01 and 2025, where there is such a day, month or year.
bool is_date(std::string_view text);

}  // namespace costcurve
