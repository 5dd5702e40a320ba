#pragma once
// What is determined although nothing that it is made of is: a quotient in which the unknown cancels.
//
// Ten thousand tokens a second and a chip's peak give MFU, and neither hours nor tokens are needed. No equation has MFU
// for its only unknown, and no set of equations has as many unknowns as it has equations. But in logarithms products
// are linear, and a quantity is determined exactly if its row lies in the span of the equations' rows and of what is
// given. Said without logarithms: every way of scaling the unknowns that keeps the equations (scaling.h) leaves it as
// it is.
//
// So the free units of the scaling are each taken for one, say the duration for one second. That loses nothing: any
// solution can be scaled to one in which they are one, if they are not nought (nor negative, where that matters).
// Everything that follows from there, one equation at a time, follows in every solution up to its unit, and what has no
// unit is a value like any other. Its formula is written over what is known, with everything else in its place: the
// units are left out, equal factors cancel, and what stands there is what a person would have written.
//
// The last equation on the way is used up by the quantity: the others still determine what they did before. Sums do no
// harm, as long as their terms scale alike; minima, powers and roots neither. Where an equation can only be solved
// together with others, nothing is found, unless these are linear (unit_case.h).

#include <optional>
#include <vector>

#include "solve/findings.h"
#include "solve/open_equations.h"
#include "solve/scaling.h"

namespace costcurve {

class RowSpan {
 public:
  explicit RowSpan(const Relations& relations) : relations_(relations) {}

  /// The quantity became known.
  void fix(std::size_t quantity, const Solution& solution);

  /// Quantities that several open equations determine, in an order in which each rests on what is known and on those
  /// before it; empty if there are none. Records formulas in the solution, but settles nothing.
  std::vector<Spanned> found(Solution& solution, const OpenEquations& open, Use use);
  /// The same where the terms of sums scale alike without being told to: what then follows at one size, one equation at
  /// a time or from linear ones together, follows at any. It looks at everything, so it is asked when nothing else
  /// leads further.
  std::vector<Spanned> found_at_one_size(Solution& solution, const OpenEquations& open, Use use);

 private:
  std::vector<std::size_t> newly_changed(const Solution& solution, const OpenEquations& open, Use use);
  void keep_equations(const Solution& solution, const OpenEquations& open, Use use);

  const Relations& relations_;
  std::optional<Scaling> scaling_;
  std::vector<bool> kept_;               // equations that the scaling keeps
  bool has_kept_[2] = {false, false};    // by use
  std::vector<std::size_t> weightless_;  // unknowns that no scaling changes
  std::vector<bool> is_weightless_;      // by quantity
  // By use: how many of the changes were seen, how many of the weightless, and after how many changes all was looked
  // at.
  std::size_t seen_[2] = {0, 0}, told_[2] = {0, 0}, looked_at_[2] = {0, 0};
};

}  // namespace costcurve
