#pragma once
// Commented scenarios to start from which are no sheet's own: for `costcurve new`.

#include <string_view>
#include <vector>

namespace costcurve {

struct Starter {
  std::string_view name;   // "compare"
  std::string_view about;  // one line
  std::string_view text;   // the scenario
};

/// All of them, in the order that messages name them.
const std::vector<Starter>& starters();
/// The one of that name, or null.
const Starter* find_starter(std::string_view name);

}  // namespace costcurve
