#pragma once
// Variants and --set: the text at a key is replaced before anything is bound.

#include "scenario/scenario.h"

namespace costcurve {

/// One replaced key: `r1.chips`, and what stands there now. "?" withdraws a value.
struct Replacement {
  std::string key;
  Place place;
  Value value;
};

/// The replacements of a variant: "r1.chips" = 648, or r1.chips = 648, or a whole table under a part's name.
std::vector<Replacement> replacements_of(const Value& variant);
Replacement replacement_of(const Override& override_);

/// The text at a key, `run.chip`; of a row what it shares with the others. Empty where there is none.
std::string text_at(const Value& document, const std::string& key);

/// Puts the value at its key. Reports a key that does not exist.
void apply_replacement(Value& document, const Replacement& replacement, Diagnostics& diagnostics);

}  // namespace costcurve
