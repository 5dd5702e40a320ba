#pragma once
// CSV, RFC 4180: a separator parts cells, quotes enclose them, doubled quotes stand for one, and the first line names
// the columns.

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/diagnostic.h"

namespace costcurve {

/// What parts the cells, and whether blanks around them belong to nobody: people align what they type.
struct CsvStyle {
  char separator = ',';
  bool is_padded = false;
};

/// A text, cell by cell. Mistakes are reported: a quote that is not closed, words behind one that is.
class CsvReader {
 public:
  CsvReader(const SourcePointer& source, CsvStyle style, Diagnostics& diagnostics);

  bool at_end() const { return at_ >= text_.size(); }
  /// The cells of a line, which may hold line breaks in quotes; of an empty line none.
  std::vector<Excerpt> line();

 private:
  bool skip_line_end();
  void skip_padding();
  void skip_to_end_of_cell();
  bool ends_cell(std::size_t at) const;
  Excerpt bare();
  Excerpt quoted();

  const SourcePointer& source_;
  const std::string& text_;
  CsvStyle style_;
  std::size_t at_;
  Diagnostics& diagnostics_;
};

struct CsvTable {
  std::vector<Excerpt> headings;
  std::vector<std::vector<Excerpt>> rows;  // each with as many cells as there are headings

  /// The number of the column with that heading, or nothing.
  std::optional<std::size_t> column(std::string_view heading) const;
};

/// Who is told of a table while it is read: of its headings, then of each row, with as many cells. False ends the
/// reading: a table of millions of rows need not be kept.
struct TableListener {
  std::function<bool(const std::vector<Excerpt>& headings)> headings;
  std::function<bool(std::vector<Excerpt>& row)> row;
};

/// What parts the cells, as the first line has it: commas, semicolons or tabs.
char separator_in(std::string_view text);

/// Reads the table as programs write it. A mistake is reported with its line, and ends the reading, where a quote is
/// not closed, a heading stands twice, or a line has more or fewer cells than there are headings.
void tell_csv(const SourcePointer& source, char separator, Diagnostics& diagnostics, const TableListener& listener);
/// The whole of it, with commas; nothing where a mistake was reported.
std::optional<CsvTable> read_csv(const SourcePointer& source, Diagnostics& diagnostics);

}  // namespace costcurve
