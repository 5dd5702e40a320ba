#pragma once
// Did you mean: the nearest known word, when one is near enough to be meant.

#include <string>
#include <string_view>
#include <vector>

namespace costcurve {

/// The known word nearest to `word` (swapped, missing, extra and wrong letters count one each; case counts little), or
/// nothing when none is near: a wrong suggestion is worse than none.
std::string nearest(std::string_view word, const std::vector<std::string>& known);

/// "did you mean `rent`?", or nothing.
std::string did_you_mean(std::string_view word, const std::vector<std::string>& known);

}  // namespace costcurve
