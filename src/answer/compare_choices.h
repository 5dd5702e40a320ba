#pragma once
// What is chosen in a comparison: keys and the values that each takes in turn. Internal to answer/.

#include <optional>
#include <string>
#include <vector>

#include "answer/compare.h"

namespace costcurve {

/// A key and its values, as they are written.
struct KeyChoices {
  std::string key;
  std::vector<Excerpt> values;
  Place place;
};

/// --over 'bill.api = o1, DeepSeek-R1'; nothing where a mistake was reported.
std::optional<KeyChoices> choices_of_line(const std::string& over, Diagnostics& diagnostics);
/// over = { bill.api = ["o1", "DeepSeek-R1"] }, with or without the part; `before`: the part, and a dot.
void choices_of_table(const std::string& before, const Value& table, std::vector<KeyChoices>& all,
                      Diagnostics& diagnostics);
/// "openai/*" becomes all entries of the catalog that begin so.
void expand_patterns(KeyChoices& choices, Library& library, Diagnostics& diagnostics);
/// Every combination as an option, the last key fastest. None, and reported, for a key that nothing can be chosen for,
/// and where there are too many.
std::vector<CompareOption> combined(const std::vector<KeyChoices>& all, const Scenario& scenario,
                                    Diagnostics& diagnostics);

}  // namespace costcurve
