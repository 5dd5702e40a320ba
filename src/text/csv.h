#pragma once
// CSV, RFC 4180: a separator parts cells, quotes enclose them, doubled quotes stand for one, and the first line names
// the columns.

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

/// Reads the table as programs write it, with commas. Nothing, and the mistake reported with its line, where a quote is
/// not closed, a heading stands twice, or a line has more or fewer cells than there are headings.
std::optional<CsvTable> read_csv(const SourcePointer& source, Diagnostics& diagnostics);

}  // namespace costcurve
