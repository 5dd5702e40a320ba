#pragma once
// Twelve training plans, and what an independent program (plain arithmetic over the same equations) makes of them.

#include <string>
#include <vector>

namespace costcurve::testing {

struct WorkedFigure {
  std::string quantity;
  double value;  // in `unit`
  std::string unit;
};
struct WorkedPlan {
  std::string name;
  std::string given;  // the part, as a scenario writes it
  std::vector<WorkedFigure> figures;
};
const std::vector<WorkedPlan>& worked_plans();

}  // namespace costcurve::testing
