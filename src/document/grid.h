#pragma once
// A grid on a terminal: never wider than it, and no column lost. Columns that do not fit stand in a block below, behind
// the first column again; bars that do not fit are left out, for their numbers stand beside them.

#include <string>

#include "document/document.h"

namespace costcurve {

/// What stands in front of a row whose cells are not all the same, and what stands for "as in the first column".
inline constexpr std::string_view differs_mark = "≠";
inline constexpr std::string_view same_mark = "=";

/// The grid with two blanks in front of it and between its columns; without its heading and what stands below it. The
/// first column is wrapped rather than a block begun, down to a third of the width.
std::string grid_lines(const Grid& grid, const TerminalStyle& style);

/// A bar of so many blocks, or one to either side of an axis, each side `length` columns long.
std::string bar_text(double size, double largest, Grid::Bars bars, std::size_t length, bool has_left);

/// True where some bar of the column goes to the left.
bool has_left_bars(const Grid& grid, std::size_t column);

}  // namespace costcurve
