#pragma once
// Whether a deployment that is stated can be: its plan divides what it splits, and its requests are some that the model
// takes. What does not fit into memory is an answer.

#include <array>
#include <string>
#include <vector>

namespace costcurve {

/// The quantities that say a deployment and what its plan must divide, in the order in which their numbers are read.
inline constexpr std::array<std::string_view, 11> deployment_quantities = {
    "tensor",  "replicas",          "pipeline",           "expert_parallel",    "heads",          "layers",
    "experts", "input_per_request", "cached_per_request", "output_per_request", "longest_context"};

/// No number: not known, and nothing that rests on it is held against it.
using DeploymentNumbers = std::array<double, deployment_quantities.size()>;

/// What is wrong with a quantity of a deployment, and what would do.
struct DeploymentMistake {
  std::string quantity, problem, remedy;
};

std::vector<DeploymentMistake> mistakes_of(const DeploymentNumbers& numbers);

}  // namespace costcurve
