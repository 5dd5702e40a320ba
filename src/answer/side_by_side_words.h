#pragma once
// The pieces of variants side by side. Internal to answer/.
//
//   side_by_side.cpp            quantities and the foot
//   side_by_side_verdicts.cpp   claims and checks

#include "answer/check_words.h"
#include "answer/side_by_side.h"

namespace costcurve {

bool all_same(const std::vector<std::string>& texts);
/// The variants' names behind `first`.
std::vector<Grid::Column> columns_of(const CheckedCases& cases, const std::string& first);
/// "$294,672 in scenario and $370,288 in hyper_ai", "$2 in each".
std::string told_apart(const CheckedCases& cases, const std::vector<std::string>& texts);

/// A row for each claim, empty without claims: the verdict in each variant, and below it the computed value.
/// In short only those that come out differently, or as nobody expects, and how many more there are.
Grid claims_grid(const CheckedCases& cases, Telling telling);
Grid checks_grid(const CheckedCases& cases, Telling telling);
/// Which claims get different verdicts, in sentences.
void answer_claims_apart(const CheckedCases& cases, Lead& lead);

}  // namespace costcurve
