#pragma once
// What may stand where a value is being typed: behind the = of --set and --over, in the target of `solve`, in a line of
// `eval`. Names of the catalog, words of a closed list, units of the right kind, quantities.

#include <string>
#include <string_view>
#include <vector>

#include "answer/library.h"

namespace costcurve {

/// What `--set` may replace: the scenario's quantities, and what its parts name: r1.chip.
std::vector<std::string> keys_of(const Scenario& scenario);

/// `typed` is `r1.chip = H800, H2`, and what comes back is the same with another end: `r1.chip = H800, H20`. Before the
/// relation stands one of the keys, with = behind it.
std::vector<std::string> completed_values(std::string_view typed, const Scenario& scenario, Library& library);

/// A line of `eval`: `2048 chip * H8` becomes `2048 chip * H800.`, and behind the dot stand the fields of that entry.
/// `before`: the lines that have names for it.
std::vector<std::string> completed_line(std::string_view typed, const std::vector<std::string>& before,
                                        Library& library);

/// An amount without any name: `60 da` becomes `60 days`.
std::vector<std::string> completed_amount(std::string_view typed, Library& library);

}  // namespace costcurve
