#pragma once
// What stands at a quantity's key, taken apart: a bare value, { is = ..., source = ... }, or a list of them.

#include <optional>
#include <string>
#include <vector>

#include "scenario/header.h"
#include "text/expression.h"
#include "text/toml.h"

namespace costcurve {

/// A slot's text as it was read, once, for all that look at it: whoever asks for its dimension, and whoever binds it.
struct SlotText {
  const Value* value = nullptr;
  Slot slot;  // not understood where the value is neither text nor number
};

/// One value of a quantity.
struct Writing {
  const Value* value = nullptr;  // all of it
  std::optional<SlotText> is;
  std::optional<SlotText> equals;  // a relation that stands beside it
  const Value* words = nullptr;    // of a quantity that is one of them
  std::string source;
  std::string note;
  bool assumed = false;
  bool exact = false;
};

/// Takes a value apart; `source` is its part's, for what has none of its own. Mistakes in the texts are added to
/// `diagnostics`, except in a word of a list, which need not be an amount.
std::vector<Writing> writings_of(const Value& value, const std::string& source, const Units& units,
                                 Diagnostics& diagnostics);

/// True if the value can be read; what is wrong beside it is reported all the same. `name` and `place`: of the
/// quantity.
bool check_writing(const Value& value, const std::string& name, const Place& place, const Header& header,
                   Diagnostics& diagnostics);

}  // namespace costcurve
