#include "graph/equation.h"

#include <algorithm>
#include <cmath>

namespace costcurve {

std::string LeftOut::text() const { return more + (more.empty() || less.empty() ? "" : "; ") + less; }

std::string LeftOut::reason(double truth_over_estimate) const {
  constexpr double near = 0.01;  // a printed figure has two or three digits
  for (const Factor& factor : factors)
    if (std::abs(truth_over_estimate / factor.truth_over_estimate - 1) < near) return factor.name;
  const std::string& left_out = truth_over_estimate > 1 ? more : less;
  return left_out.empty() ? "" : "it leaves out " + left_out;
}

std::string sentence_with_part(const Equation& equation) {
  const bool says_it =
      equation.part.empty() || !equation.where.empty() || equation.sentence.starts_with(equation.part + ".");
  return says_it ? equation.sentence : equation.part + ": " + equation.sentence;
}

std::vector<std::size_t> quantities_of(const Graph& graph, const Equation& equation) {
  const std::vector<std::size_t> left = graph.quantities_below(equation.left);
  std::vector<std::size_t> all = left;
  for (const std::size_t quantity : graph.quantities_below(equation.right))
    if (!std::binary_search(left.begin(), left.end(), quantity)) all.push_back(quantity);
  return all;
}

}  // namespace costcurve
