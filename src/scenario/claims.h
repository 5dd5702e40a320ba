#pragma once
// The fourth pass: what claims are about, and what they state, against the names of the scenario.

#include "scenario/amounts.h"
#include "scenario/outline.h"

namespace costcurve {

/// The claims of an outline, bound into the graph of its relations.
std::vector<Claim> bind_claims(const Outline& outline, const Names& names, Relations& relations,
                               Diagnostics& diagnostics);

/// Reads what a claim states: the amount with its widths, of `dimension`, into `claim.stated` (claim_values.cpp).
/// `shown`: the unit of the quantity that it is about. Mistakes are reported.
void read_stated(const Slot& slot, const Excerpt& text, const Dimension& dimension, const ShownUnit& shown,
                 Claim& claim, const Language& language);

}  // namespace costcurve
