#pragma once
// Tables that are never wider than the terminal and never lose a column: those that do not fit stand in a block below,
// behind the first column again.

#include <string>
#include <vector>

#include "document/style.h"

namespace costcurve {

/// How a cell is painted where there is colour. It says nothing that its text does not say.
enum class Tone : std::uint8_t { plain, heading, dim, good, bad, open };

struct Cell {
  std::string text;  // lines separated by '\n'; longer ones are wrapped
  Tone tone = Tone::plain;
};

struct TableRow {
  std::vector<Cell> cells;           // the first names the row
  bool only_in_first_block = false;  // later blocks have nothing to add
};

/// The first row is the heading.
using TableRows = std::vector<TableRow>;

/// The table with two blanks in front of it and between its columns. The first column is wrapped rather than a block
/// begun, down to a third of the width.
std::string to_terminal(const TableRows& table, const TerminalStyle& style);

/// The text in the tone.
std::string painted(const std::string& text, Tone tone, const TerminalStyle& style);

}  // namespace costcurve
