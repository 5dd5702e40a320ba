#pragma once
// Fixed amounts in a text: of the dimension that is wanted, within what the quantity may be.

#include "graph/relations.h"
#include "scenario/expressions.h"

namespace costcurve {

/// What a text is read against, and where its mistakes go.
struct Language {
  const References& names;
  const Units& units;
  Diagnostics& diagnostics;
};

/// Records a lone expression, such as a claim's `of`. Nothing where a mistake was reported.
std::optional<NodeId> bind(const Excerpt& text, const Language& language, Graph& into);

/// The expression as the quantity that it is given to lets it be read: 70B is 70 billion of what is counted, "4 times a
/// year" 4x/year of a pace. Nothing, and reported, for a number per time where a pace is wanted.
std::optional<Expression> settled(const Expression& expression, const Excerpt& text, const Quantity& frame,
                                  const Language& language);

/// The value of an expression that refers to nothing, in base units. `frame` says what it is an amount of: its name for
/// messages, its dimension and the unit that it is shown in. Nothing where a mistake was reported.
std::optional<double> constant_of(const Expression& expression, const Excerpt& text, const Quantity& frame,
                                  const Context& context, const Language& language);

/// False, and asked, for what is most often meant otherwise: 40 of a share, a dollar for one token.
bool is_plausible(const Quantity& frame, double value, const Expression& expression, const Excerpt& text,
                  Diagnostics& diagnostics);

/// True of "195 M requests" where requests are counted, of "0.3 Wh/request" where the energy of one is meant.
bool names_its_things(const Quantity& frame, const Dimension& actual, const Units& units);

/// True if the dimension is the frame's. A bare number is taken for a count, never for a price or a time. Otherwise
/// reports what is missing. `bare`: written as a number without a unit.
bool fits(const Quantity& frame, const Expression& expression, const Excerpt& text, const Dimension& actual, bool bare,
          const Language& language);

/// True if the quantity may have that value; otherwise reports why not.
bool in_domain(const Quantity& quantity, double value, const Place& place, Diagnostics& diagnostics, bool bare = false);

}  // namespace costcurve
