#pragma once
// A part of a scenario with what is joined to it by equations: a search works out one part over and over, and what lies
// elsewhere in the file would be solved along every time.

#include <memory>
#include <string>

#include "audit/swept.h"

namespace costcurve {

/// The scenario with the equations of the part, and of those parts that some equation joins to it, however far. What is
/// given stays, what is offered of other parts does not; nothing that could say something of the part is lost.
std::shared_ptr<const Scenario> part_alone(const std::shared_ptr<const Scenario>& scenario, const std::string& part);

/// The same without the equation that says the quantity by itself: "as many are answered at once as ...".
std::shared_ptr<const Scenario> without_saying(const std::shared_ptr<const Scenario>& scenario, std::size_t quantity);

}  // namespace costcurve
