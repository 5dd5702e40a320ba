#pragma once
// A CSV file beside a scenario: one row of a part for each line.

#include <optional>

#include "quantity/units.h"
#include "text/toml.h"

namespace costcurve {

/// Reads the table as a TOML-like tree: each line a table named by its first column, each cell a text under its
/// column's heading. Commas, semicolons or tabs part the cells, as the heading has them; where it is not commas, a
/// comma between digits is decimal. Empty cells are left out, and so are those that say that nothing is known (N/A, a
/// dash). A heading `rent (USD/chip/h)` gives its unit to bare numbers; a column of words becomes part of the row's
/// note. Mistakes are reported with the line of the CSV file; nothing is returned where it is no text.
std::optional<Value> read_table(const SourcePointer& source, const Units& units, Diagnostics& diagnostics);

/// The same where every column may say something: a line is named by its column `run`, `row`, `name` or `id`, or by its
/// number, and words stay in their cells.
std::optional<Value> read_measurements(const SourcePointer& source, const Units& units, Diagnostics& diagnostics);

// The parts of this reading.

/// What a column is, by its heading and its cells (columns.cpp).
struct Column {
  std::string key;              // the name of a quantity or of an attribute; empty where there is no heading
  Place place;                  // of the heading
  std::string heading;          // as it is written
  std::string unit;             // that bare numbers in it take
  bool is_unread_unit = false;  // its heading ends in brackets that hold no unit that is known
  bool is_remark = false;       // it holds words, and goes into the note of its row
};

/// Reads the headings; reports those that stand twice.
std::vector<Column> columns_of(const std::vector<Excerpt>& headings, const Units& units, Diagnostics& diagnostics);
/// Marks the columns that hold words and no amounts.
void mark_remarks(std::vector<Column>& columns, const std::vector<std::vector<Excerpt>>& lines, const Units& units);
/// True for a cell that says that nothing is known: empty, N/A, a dash, unknown.
bool says_nothing(std::string_view cell);
/// How a file writes numbers.
struct NumberStyle {
  bool decimal_commas = false;
  bool points_may_part = false;  // thousands: 12.500
};

/// The cell with its column's unit, and with a decimal point where a comma was one. A comma before three digits may be
/// either, a point likewise where the style says so, and that is reported.
Excerpt amount_cell(Excerpt cell, const Column& column, NumberStyle numbers, Diagnostics& diagnostics);

}  // namespace costcurve
