#pragma once
// Variants of one scenario side by side: a column for each.

#include "answer/report.h"
#include "document/table.h"

namespace costcurve {

/// What is in front of a row whose cells are not all the same, and what stands for "as in the first column".
inline constexpr std::string_view differs_mark = "≠";
inline constexpr std::string_view same_mark = "=";

struct PartTable {
  std::string heading;  // "r1 (training)"
  TableRows table;
  std::string unknown;  // "not determined: tokens, compute"
};

struct SideBySide {
  std::vector<std::string> answers;
  TableRows claims;  // empty where nothing is claimed; likewise checks
  std::vector<PartTable> parts;
  TableRows checks;
  Report rest;        // conflicts, missing, foot and notes, each with the variants it holds in
  std::string first;  // the name of the first column; empty where nothing stands beside it
};

/// The name of an audited variant's column.
std::string column_name(const AuditedVariant& audited);

/// A row of one quantity or claim: what is the same everywhere stands once.
TableRow compared_row(const std::string& name, const std::vector<std::string>& cells);

/// The line that says what the marks mean. `first` is the first column's name.
std::string legend(const std::string& first, const TerminalStyle& style);

/// Lays out the variants in that order.
SideBySide compose_side_by_side(const std::vector<std::unique_ptr<AuditedVariant>>& variants, Detail detail);

std::string to_terminal(const SideBySide& answer, const TerminalStyle& style);

}  // namespace costcurve
