#pragma once
// Signs that mean nothing in an amount, and what is written in their place. Internal to text/.

#include <string>
#include <string_view>
#include <vector>

namespace costcurve {

/// What to write where a sign stands between these texts.
std::vector<std::string> notes_on_sign(std::string_view sign, std::string_view before, std::string_view behind);

}  // namespace costcurve
