#pragma once
// A CSV file beside a scenario: one row of a part for each line.

#include <optional>
#include <string>
#include <vector>

#include "text/toml.h"

namespace costcurve {

/// Reads the table as a TOML-like tree: each line a table named by its first column, each cell a text under its
/// column's heading. Empty cells are left out. Mistakes are reported with the line of the CSV file; nothing is
/// returned where it is no text, or parted by semicolons or tabs.
std::optional<Value> read_table(const SourcePointer& source, Diagnostics& diagnostics);

}  // namespace costcurve
