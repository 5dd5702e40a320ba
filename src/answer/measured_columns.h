#pragma once
// What the columns of measured rows are to the part that they are held against.

#include "answer/measured_rows.h"
#include "scenario/scenario.h"

namespace costcurve {

/// True of a time, of bytes, or of what is worked out from such: it was measured. Counts alone make counts, and were
/// set: the replicas that a split leaves, the tokens of a batch.
bool comes_of_running(const Scenario& scenario, std::size_t quantity);

/// True of a column that holds remarks, which nobody looks at: `note`, `comment`.
bool holds_remarks(std::string_view key);

/// What to write in place of a heading that no quantity of the part has: the nearest name; where it is a unit, the
/// quantities that are measured in it; for words that it be called `note`.
std::string remedy_for_column(const MeasuredCell& cell, const Scenario& scenario, const Part& part);

/// True where what is measured is the quantity, or as much of one chip where the quantity is of one.
bool is_amount_of(const Quantity& quantity, const Dimension& measured);

}  // namespace costcurve
