#pragma once
// Lines of a terminal for one that knows ASCII alone.

#include <string>

namespace costcurve {

/// Every sign that the program itself draws, by what is nearest to it in ASCII, one column for one where a drawing or a
/// table depends on it: "+" for a tick, "x" for a cross, ":" for dots. What people wrote loses its marks, Zurich for
/// Zürich; of other writings a question mark stays for each column.
std::string in_ascii(const std::string& lines);

/// How many columns a line may grow by.
inline constexpr std::size_t wider_in_ascii = 3;

}  // namespace costcurve
