#pragma once
// Whether a plan that is stated can be carried out: its degrees multiply to the chips and divide what they split. What
// does not fit into memory can be carried out nowhere either, but that is an answer.

#include <string>
#include <vector>

#include "plan/shapes.h"

namespace costcurve {

/// What is wrong with one degree, and numbers in its place that would do.
struct PlanMistake {
  Degree degree = Degree::tensor;
  std::string problem;
  std::string remedy;
};

/// Every mistake of a plan all of whose degrees are stated. `balanced`: its layers need not divide.
std::vector<PlanMistake> mistakes_of(const PlanShape& shape, const ShapeSpace& space, bool balanced);

}  // namespace costcurve
