#pragma once
// What the clock on the wall says.

#include <string>

namespace costcurve {

/// "2026-11-29 11:48:03", in the time of the place.
std::string local_time();

}  // namespace costcurve
