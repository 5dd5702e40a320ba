#pragma once
// The two sides of an equation as a function of its one unknown. A search asks for them thousands of times: an
// operation that stands in several places is carried out once, and one that the unknown does not enter, once for all.

#include <array>
#include <unordered_map>
#include <utility>
#include <vector>

#include "solve/solve.h"

namespace costcurve {

class OneUnknown {
 public:
  /// All other quantities have the values that they have in the solution now.
  OneUnknown(const Solution& solution, std::size_t unknown, NodeId left, NodeId right);

  /// The left and the right side at a value of the unknown, in base units.
  std::pair<double, double> operator()(double x);

 private:
  struct Step {
    Operation operation;
    std::array<std::size_t, most_operands> operands;  // places
    std::size_t result;
  };

  std::size_t place_of(NodeId id, const Solution& solution, std::size_t unknown);
  std::size_t put(double value, bool varies);
  double result_of(const Step& step) const;

  std::vector<double> values_;
  std::vector<bool> varies_;
  std::vector<Step> steps_;
  std::unordered_map<NodeId, std::size_t> places_;
  std::size_t left_, right_;
};

}  // namespace costcurve
