#pragma once
// What other entries of the catalog and other amounts change of a scenario that is bound already, where they change
// nothing but what is given: which quantities and equations there are stays, and the solver is asked again with other
// givens. A thousand options bind their scenario once.

#include <optional>
#include <string>
#include <vector>

#include "scenario/elsewhere.h"
#include "scenario/scenario.h"

namespace costcurve {

/// A replacement as it was read: an amount of a quantity, or a word at a part's attribute.
struct ReadReplacement {
  std::string key;
  std::size_t quantity = 0;
  GivenPointer amount;          // null where it is a word
  const Part* part = nullptr;   // of the scenario
  std::string attribute, word;  // chip, H100
};
/// Nothing where the replacement may decide more than what is given, or cannot be read: then the scenario is bound with
/// it.
std::optional<ReadReplacement> read_replacement(const Scenario& scenario, const Override& replacement);

/// What replacements change.
struct Choice {
  Givens givens;
  std::vector<Part> parts;              // those that name other entries, as they then are
  std::vector<LeftBehind> left_behind;  // what was written for the entries before
  std::string lacking;                  // why nothing can follow: "it is for embedding ..."; else empty
};

/// What the replacements change of the scenario. Nothing where the catalog has no such entry: then the scenario is
/// bound with them. What the catalog lacks is added to `diagnostics`. What the replacements name has been read before;
/// threads may share everything here.
std::optional<Choice> choice_of(const Scenario& scenario, const std::vector<const ReadReplacement*>& replacements,
                                const Elsewhere& elsewhere, Diagnostics& diagnostics);

/// The scenario with the choice in it; the relations are shared.
Scenario with_choice(const Scenario& scenario, const Choice& choice);

}  // namespace costcurve
