#pragma once
// What is alike stands in one table, a line each: rows of a part, parts of one sheet, variants, files.

#include <optional>
#include <string>
#include <vector>

#include "answer/check.h"

namespace costcurve {

/// What is compared, each with the same quantities under the same headings; null where it has none.
struct ComparedLines {
  struct Line {
    std::string name;
    std::vector<const CheckedQuantity*> cells;
  };
  std::string heading;                  // of the table
  std::string things;                   // what the lines are: "variant"
  std::vector<std::string> quantities;  // headings
  std::vector<Line> lines;
  std::optional<std::size_t> judged_by;  // the quantity that they are sorted by, and compared in
  std::optional<std::size_t> base;       // the line that others are held against; without, the least
};

/// The table: sorted, with the change against one of them in amount and per cent. What is the same in all stands below
/// it, once.
Grid comparison_grid(ComparedLines comparison);

/// The same as bars, of what they are compared in, each with its range; nothing where fewer than two are known.
std::optional<RangeBars> comparison_bars(ComparedLines comparison);

/// Answers that are many of a kind: of four or more parts the same quantity, or of a part of one's own four or more of
/// one unit.
std::vector<ComparedLines> answers_of_a_kind(const Checked& checked);

/// "total.cost is from $709,357 in vast to $2.59 M in azure": nothing where fewer than two are known.
std::string spread_sentence(const std::string& name, const std::vector<ComparedLines::Line>& lines, std::size_t cell);

}  // namespace costcurve
