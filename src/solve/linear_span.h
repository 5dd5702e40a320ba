#pragma once
// What is determined although not all of its equations' unknowns are: a sum, or what is left of one.
//
// a + b = 10 and a + b + c = 14 say that c is 4, and nothing of a and b. No equation has c for its only unknown, and no
// set of equations has as many unknowns as it has equations. But a quantity is determined exactly if its row lies in
// the span of the rows of the equations that are linear in what is unknown. It is what a quantity is by scaling
// (span.h), with terms in the place of factors.
//
// All linear equations that hang together are eliminated in numbers at once. Where an unknown comes out with nothing
// else in it, the fewest equations around it that do it are looked for, and its formula is written over them: unknowns
// that may be anything are taken for nought. One of these equations is used up by it: the others still determine what
// they did before. An equation that has two unknowns to itself helps nobody and is left out beforehand.

#include <array>
#include <vector>

#include "solve/findings.h"
#include "solve/open_equations.h"

namespace costcurve {

class LinearSpan {
 public:
  explicit LinearSpan(const Relations& relations) : relations_(relations) {}

  /// Quantities that several open equations determine, none of which rests on another. Records formulas in the
  /// solution, but settles nothing.
  std::vector<Spanned> found(Solution& solution, const OpenEquations& open, Use use);

 private:
  const Relations& relations_;
  std::array<ChangedEquations, 2> changed_;  // by use
};

}  // namespace costcurve
