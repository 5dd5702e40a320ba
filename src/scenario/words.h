#pragma once
// Quantities that are one word of a closed list: recompute = { words = ["none", "full"], is = "full" }.

#include "scenario/slots.h"

namespace costcurve {

/// The list at a key `words`; nothing if it is none, and that is reported.
std::optional<ShownUnit> word_list_of(const Value& list, Diagnostics& diagnostics);

/// One of the quantity's words, exactly; nothing if it is none of them.
std::optional<Given> given_word(const Quantity& quantity, std::string_view word);

/// What stands at the key of such a quantity: one of its words, a question, or a relation.
void bind_word(std::size_t quantity, const SlotText& text, const Writing& writing, SlotBinding& binding);

}  // namespace costcurve
