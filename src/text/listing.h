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

/// "1 file", "3 files", "1,466 models"; `several` where it is not the noun with an s.
std::string counted(std::size_t count, std::string_view noun, std::string_view several = {});

}  // namespace costcurve
