#pragma once
// The third pass: the texts at keys become given values and equations, in the graph of the scenario.

#include "scenario/amounts.h"
#include "scenario/names.h"
#include "scenario/outline.h"
#include "solve/givens.h"

namespace costcurve {

/// The quantities of an outline with what relates them, and in `givens` what is given of them.
Relations bind_slots(const Outline& outline, const Names& names, const Elsewhere& elsewhere, Givens& givens,
                     Diagnostics& diagnostics);

// The parts of this pass.

/// What all of them read and write.
struct SlotBinding {
  const Outline& outline;
  const Names& names;
  const Elsewhere& elsewhere;
  Diagnostics& diagnostics;
  Relations& relations;
  Givens& givens;

  Language language() const { return {names, outline.header.units, diagnostics}; }
};

/// A relation that stands at the key of a quantity (relations.cpp).
void bind_relation(std::size_t quantity, const SlotText& text, SlotBinding& binding);
/// A second sourced value for one quantity: the first is used, this one is compared with it.
void bind_alternative(std::size_t quantity, const Writing& writing, SlotBinding& binding);
/// The list `equations`.
void bind_equations(const Value& list, SlotBinding& binding);
/// What the catalog and the sheet offer for a quantity that nothing else determines (offers.cpp).
void bind_offers(std::size_t quantity, SlotBinding& binding);

/// The two sides of a relation, of one dimension. `counts`: on the right a bare number is taken for a count.
std::optional<std::pair<NodeId, NodeId>> bind_sides(const Relation& relation, const Excerpt& text, bool counts,
                                                    Graph& graph, const Language& language);

}  // namespace costcurve
