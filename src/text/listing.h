#pragma once
// Words listed as in a sentence.

#include <string>
#include <string_view>
#include <vector>

namespace costcurve {

/// "a, b and c".
std::string listed(const std::vector<std::string>& words, std::string_view last = "and");
/// The same for a message: of a long list the first dozen, and how many more there are.
std::string listed_some(std::vector<std::string> words);

}  // namespace costcurve
