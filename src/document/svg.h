#pragma once
// Drawings within a page. Lines are told apart by their dashes and by names at their ends, not by colour.

#include <string>

#include "document/plot.h"
#include "document/tornado.h"

namespace costcurve {

/// Nothing where there is nothing to draw.
std::string svg(const Plot& plot);
std::string svg(const Tornado& tornado);

}  // namespace costcurve
