#pragma once
// Did you mean: the nearest known word, when one is near enough to be meant.

#include <string>
#include <string_view>
#include <vector>

namespace costcurve {

/// The known word nearest to `word` (swapped, missing, extra and wrong letters count one each; case counts little), or
/// nothing when none is near: a wrong suggestion is worse than none.
std::string nearest(std::string_view word, const std::vector<std::string>& known);

/// Those that begin with what was typed: `A100-40GB` and `A100-80GB` for A100; else the nearest, with all that differ
/// from it in case alone: `mWh`, `MWh`. Another number is another thing, and never near.
std::vector<std::string> nearest_words(std::string_view word, const std::vector<std::string>& known);

/// "did you mean `rent`?", or "did you mean `mWh` or `MWh`?", or nothing.
std::string did_you_mean(std::string_view word, const std::vector<std::string>& known);

}  // namespace costcurve
