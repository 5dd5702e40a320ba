#pragma once
// A command line in one text.

#include <string>
#include <vector>

namespace costcurve {

/// Words as a shell would split them: blanks separate, single and double quotes and a backslash keep together.
std::vector<std::string> words_of(const std::string& line);

}  // namespace costcurve
