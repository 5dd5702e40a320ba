#pragma once
// Values for unknowns that only a numerical search finds.

#include <string>
#include <vector>

#include "solve/solve.h"
#include "solve/tear.h"

namespace costcurve {

/// What the search came to: the one solution, or a sentence on why there is none or no single one.
struct Together {
  std::vector<double> values;    // of the torn unknowns; empty where there is a refusal
  std::vector<Interval> within;  // where each was looked for
  std::string refusal;
  bool several = false;  // there is more than one solution
  bool any = false;      // any value is one: the equations only say the same in other words
};

/// Looks for the torn unknowns. One unknown is looked for over its whole domain and, if nothing is there, beyond it;
/// several by Newton's method from a spread of starts around their usual units. Of several solutions those count that
/// keep every quantity in its domain and break no limit; if still more than one is left, none is chosen.
Together solve_together(const Relations& relations, Solution& solution, const Torn& torn);

/// The range of a single torn unknown over the natural ranges of what it rests on; everything for several.
Interval natural_root(Solution& solution, const Torn& torn, double value, Interval within);

}  // namespace costcurve
