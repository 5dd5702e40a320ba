#pragma once
// From a slot to a given value with its widths, and what is believed of it.

#include "scenario/amounts.h"
#include "scenario/writing.h"
#include "solve/givens.h"

namespace costcurve {

/// The middle of a 90 % range: geometric for positive amounts, the mean for paces and for what may be negative.
double middle_of(double low, double high, const ShownUnit& unit);

/// True of a slot that holds a named distribution: uniform(a, b), choose(a, b, c).
bool holds_distribution(const Slot& slot);

/// The given that a slot states for a quantity: an amount, a range, a deviation or a distribution. Nothing where a
/// mistake was reported.
std::optional<Given> given_from(const SlotText& text, const Quantity& quantity, const Writing& writing,
                                const Context& context, const Language& language);

/// The distribution of a call (distributions.cpp).
std::optional<Distribution> distribution_of(const Expression& call, const Excerpt& text, const Quantity& quantity,
                                            const Context& context, const Language& language);

}  // namespace costcurve
