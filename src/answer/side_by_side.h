#pragma once
// Variants of one scenario side by side: a column for each.

#include "answer/check.h"

namespace costcurve {

/// A row of one quantity or claim, marked where its cells differ: what is the same everywhere stands once.
Grid::Row compared_row(const Text& name, const std::vector<std::string>& cells);

/// The line that says what the marks mean. `first` is the first column's name.
Paragraph::Sentence legend(const std::string& first);

/// What is asked for comes to in each: "total.cost is $294,672 in scenario and $370,288 in hyper_ai."
void answer_headlines(const CheckedCases& cases, Lead& lead);

/// What `check` and `run` tell of variants side by side, in that order.
Document side_by_side_document(const CheckedCases& cases, ToldAs as = {});

}  // namespace costcurve
