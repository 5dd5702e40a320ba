#pragma once
// Cells of a CSV file as an import wants them; what is of another kind is reported with its line.

#include "imports/api_entry.h"
#include "text/csv.h"

namespace costcurve::imports {

class CsvReading {
 public:
  CsvReading(CsvTable table, Diagnostics& diagnostics) : table_(std::move(table)), diagnostics_(diagnostics) {}

  const std::vector<std::vector<Excerpt>>& rows() const { return table_.rows; }
  /// The number of a column that has to be there; its absence is reported, with the columns that are.
  std::size_t column(std::string_view heading);
  std::optional<std::size_t> column_if_any(std::string_view heading) const { return table_.column(heading); }
  /// The column whose heading ends so; it has to be there too.
  std::size_t column_ending(std::string_view ending);
  /// False where a column is missing: then no line is worth reading.
  bool has_columns() const { return diagnostics_.empty(); }

  /// A name: one line of text, and no formula of a spreadsheet. Empty, and reported, where it is neither.
  std::string word(const Excerpt& cell);
  /// A number from nought on; nothing where the cell is empty. What is none is reported.
  std::optional<double> amount(const Excerpt& cell);
  void wrong(const Excerpt& cell, const std::string& problem, const std::string& remedy);

 private:
  std::size_t missing(const std::string& problem);

  CsvTable table_;
  Diagnostics& diagnostics_;
};

}  // namespace costcurve::imports
