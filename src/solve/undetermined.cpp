#include "solve/undetermined.h"

#include <algorithm>

#include "solve/structure.h"

namespace costcurve {

namespace {

// The shape of what is left: open equations and their unknowns, without numbers.
class Shape {
 public:
  Shape(const Problem& problem, const Solution& solution) : known_(problem.quantities.size()) {
    for (std::size_t q = 0; q < known_.size(); ++q) known_[q] = solution.knows(q);
    for (std::size_t e = 0; e < problem.equations.size(); ++e) add(problem, e);
  }

  // True if the quantity would be determined once `given` were.
  bool determines(const std::vector<std::size_t>& given, std::size_t quantity) const {
    std::vector<OpenEquation> left = open_;
    for (OpenEquation& one : left)
      std::erase_if(one.unknowns, [&](std::size_t q) { return std::find(given.begin(), given.end(), q) != given.end(); });
    std::erase_if(left, [](const OpenEquation& one) { return one.unknowns.empty(); });
    return Structure(std::move(left), known_.size()).holds(quantity);
  }

  // The unknowns that could help: those connected to the quantity through open equations.
  std::vector<std::size_t> connected(std::size_t quantity) const {
    std::vector<std::size_t> reached = {quantity};
    for (std::size_t i = 0; i < reached.size(); ++i)
      for (const OpenEquation& open : open_) {
        if (std::find(open.unknowns.begin(), open.unknowns.end(), reached[i]) == open.unknowns.end()) continue;
        for (const std::size_t other : open.unknowns)
          if (std::find(reached.begin(), reached.end(), other) == reached.end()) reached.push_back(other);
      }
    reached.erase(reached.begin());
    return reached;
  }

  // The equations that fix the quantity, alone or together, and still led to no value.
  std::vector<std::size_t> held_fast(std::size_t quantity) const {
    std::vector<std::size_t> equations;
    const Structure all(open_, known_.size());
    for (const std::size_t place : all.behind(quantity)) equations.push_back(all.open()[place].equation);
    std::sort(equations.begin(), equations.end());
    return equations;
  }

 private:
  void add(const Problem& problem, std::size_t e) {
    const Equation& equation = problem.equations[e];
    if (equation.statement == Statement::at_most || equation.statement == Statement::at_least) return;
    OpenEquation open{e, {}};
    for (const NodeId side : {equation.left, equation.right})
      for (const std::size_t q : problem.graph.quantities_below(side))
        if (!known_[q] && std::find(open.unknowns.begin(), open.unknowns.end(), q) == open.unknowns.end()) open.unknowns.push_back(q);
    if (!open.unknowns.empty()) open_.push_back(std::move(open));
  }

  std::vector<bool> known_;
  std::vector<OpenEquation> open_;
};

}  // namespace

Missing what_is_missing(const Problem& problem, const Solution& solution, std::size_t quantity) {
  constexpr std::size_t most_candidates = 40;
  constexpr std::size_t most_sets = 4;
  Missing missing;
  const Shape shape(problem, solution);
  missing.together = shape.held_fast(quantity);
  if (!missing.together.empty()) return missing;
  std::vector<std::size_t> candidates = shape.connected(quantity);
  if (candidates.size() > most_candidates) candidates.resize(most_candidates);
  for (const std::size_t q : candidates)
    if (missing.sets.size() < most_sets && shape.determines({q}, quantity)) missing.sets.push_back({q});
  if (!missing.sets.empty()) return missing;
  for (std::size_t i = 0; i < candidates.size() && missing.sets.size() < most_sets; ++i)
    for (std::size_t j = i + 1; j < candidates.size() && missing.sets.size() < most_sets; ++j)
      if (shape.determines({candidates[i], candidates[j]}, quantity)) missing.sets.push_back({candidates[i], candidates[j]});
  return missing;
}

std::string why_refused(const Solution& solution, const Problem& problem, const std::vector<std::size_t>& equations) {
  const auto among = [&](std::size_t e) { return std::find(equations.begin(), equations.end(), e) != equations.end(); };
  for (const Refused& refused : solution.refused)
    if (std::any_of(refused.equations.begin(), refused.equations.end(), among)) return refused.why;
  std::string sentences;
  for (const std::size_t e : equations) sentences += (sentences.empty() ? "\"" : ", \"") + problem.equations[e].sentence + "\"";
  return "no value was found that makes these true together: " + sentences;
}

}  // namespace costcurve
