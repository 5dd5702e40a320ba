#include "graph/equation.h"

#include <algorithm>

namespace costcurve {

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
