#pragma once
// How much each input matters: elasticities, swings, and shares of the variance.

#include <vector>

#include "chance/simulation.h"

namespace costcurve {

/// What one input does to the program's first output.
struct Influence {
  double slope = 0;       // the partial derivative at the stated values
  double elasticity = 0;  // per cent of output per per cent of input; no number where either is zero
  Interval over;          // the input's own range
  double at_low = 0;      // the output where the input is at the ends of that range, the others as stated
  double at_high = 0;
  Interval swing;       // the least and the greatest output over that range; not at the ends if it turns in between
  double least_at = 0;  // the input that gives them
  double greatest_at = 0;
  double first_order = 0;  // share of the variance that goes when this input is known
  double total = 0;        // share that stays when all others are known
};

/// Elasticities by one reverse sweep, swings by evaluation at the ends and 63 points between them, shares by Monte
/// Carlo on the logarithm of the output where that is positive throughout, else on the output (Saltelli et al. 2010,
/// first order; Jansen 1999, total). Inputs that nobody doubts have no share. `on_logarithm` says which it was.
struct Influences {
  std::vector<Influence> inputs;  // one for each of the program's
  double variance = 0;            // zero also where samples came out infinite or no number: then there are no shares
  bool on_logarithm = true;
};
Influences influences(const Program& program, const std::vector<double>& stated, const std::vector<Interval>& ranges,
                      const std::vector<std::string>& names, const std::vector<Distribution>& beliefs,
                      const SimulationOptions& options);

}  // namespace costcurve
