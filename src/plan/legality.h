#pragma once
// Whether a plan that is stated can be carried out: its degrees multiply to the chips and divide what they split. What
// does not fit into memory can be carried out nowhere either, but that is an answer.

#include <string>
#include <string_view>
#include <vector>

#include "plan/shapes.h"

namespace costcurve {

/// What a plan all of whose degrees are known must keep, and what of it moves when a degree does.
struct PlanRules {
  ShapeSpace space;
  bool balanced = false;      // its layers need not divide
  bool data_follows = false;  // replicas are what the other degrees leave of the chips
  bool chips_follow = false;  // chips are what the degrees multiply to
};

/// What is wrong with one degree, and on which degrees that rests.
struct PlanMistake {
  Degree degree = Degree::tensor;
  std::vector<Degree> rests_on;
  std::string problem;
};

/// Every mistake of a plan.
std::vector<PlanMistake> mistakes_of(const PlanShape& shape, const PlanRules& rules);
/// Other numbers for the degree with which the plan can be carried out, each tried: "tensor = 4 or tensor = 8 would
/// do"; where no change of it alone does it, the nearest plan that can be.
std::string what_would_do(const PlanShape& shape, const PlanRules& rules, Degree degree);
/// The plan that can be carried out and differs in fewest degrees, in what it differs: "tensor = 8, pipeline = 4 would
/// do". Nothing where it is the plan itself. Where so many chips have no split, that of another number of them: "no
/// split of 1280 chips divides ...; chips = 1152, tensor = 8 would do".
std::string nearest_plan(const PlanShape& shape, PlanRules rules);
/// Numbers of chips with which it can be, each with the replicas that they leave, all else as it is.
std::vector<long long> chips_that_would_do(PlanShape shape, PlanRules rules);

/// How a remedy begins where no split of so many chips is a plan.
inline constexpr std::string_view no_split = "no split of ";
/// The next numbers of chips below and above that have a plan which keeps to what is stated.
std::vector<long long> chips_with_a_plan(ShapeSpace space);
/// Batches with which it can be, near its own, all else as it is.
std::vector<long long> batches_that_would_do(const PlanShape& shape, PlanRules rules);

/// Of some numbers the two that are nearest to one by their ratio, ascending.
std::vector<long long> nearest(std::vector<long long> candidates, long long to);
/// "tensor = 4 or tensor = 8 would do"; of no numbers nothing.
std::string would_do(std::string_view name, const std::vector<long long>& numbers);

}  // namespace costcurve
