#pragma once
// What stays as it was when another entry of the catalog is named, though it was written for the one before.

#include <set>
#include <string>

#include "scenario/scenario.h"

namespace costcurve {

/// What the part states of the entry that it named as `attribute` before: what the catalog knows of such entries, and
/// of a chip whatever is per chip. `replaced`: the full names of what was replaced together with it.
std::vector<LeftBehind> left_behind(const Scenario& scenario, const Part& part, const std::string& attribute,
                                    const std::string& before, const std::set<std::string>& replaced);

}  // namespace costcurve
