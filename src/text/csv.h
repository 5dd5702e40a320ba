#pragma once
// CSV as programs write it, RFC 4180: commas part cells, quotes enclose them, and the first line names the columns.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/diagnostic.h"

namespace costcurve {

struct CsvTable {
  std::vector<Excerpt> headings;
  std::vector<std::vector<Excerpt>> rows;  // each with as many cells as there are headings

  /// The number of the column with that heading, or nothing.
  std::optional<std::size_t> column(std::string_view heading) const;
};

/// Reads the table. Nothing, and the mistake reported with its line, where a quote is not closed, a heading stands
/// twice, or a line has more or fewer cells than there are headings.
std::optional<CsvTable> read_csv(const SourcePointer& source, Diagnostics& diagnostics);

}  // namespace costcurve
