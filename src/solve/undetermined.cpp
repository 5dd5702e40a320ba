#include "solve/undetermined.h"

#include <algorithm>
#include <functional>

#include "solve/rearrange.h"

namespace costcurve {

namespace {

// The shape of what is left: open equations and their unknowns, without numbers.
class Shape {
 public:
  Shape(const Problem& problem, const Solution& solution) : known_(problem.quantities.size()) {
    for (std::size_t q = 0; q < known_.size(); ++q) known_[q] = solution.knows(q);
    for (std::size_t e = 0; e < problem.equations.size(); ++e) add(problem, e);
  }

  // Everything that would be known if `given` were.
  std::vector<bool> closure(const std::vector<std::size_t>& given) const {
    std::vector<bool> known = known_;
    for (const std::size_t q : given) known[q] = true;
    for (bool changed = true; changed;) {
      changed = false;
      for (const Open& open : open_) {
        const Unknown* only = nullptr;
        int count = 0;
        for (const Unknown& unknown : open.unknowns)
          if (!known[unknown.quantity]) {
            ++count;
            only = &unknown;
          }
        if (count != 1 || !only->solvable) continue;
        known[only->quantity] = true;
        changed = true;
      }
    }
    return known;
  }

  // The unknowns that could help: those connected to the quantity through open equations.
  std::vector<std::size_t> connected(std::size_t quantity) const {
    std::vector<std::size_t> reached = {quantity};
    for (std::size_t i = 0; i < reached.size(); ++i)
      for (const Open& open : open_) {
        if (std::none_of(open.unknowns.begin(), open.unknowns.end(), [&](const Unknown& u) { return u.quantity == reached[i]; })) continue;
        for (const Unknown& unknown : open.unknowns)
          if (std::find(reached.begin(), reached.end(), unknown.quantity) == reached.end()) reached.push_back(unknown.quantity);
      }
    reached.erase(reached.begin());
    return reached;
  }

  // Equations that fix the quantity only together: the quantity is matched, and no free unknown can reach it by
  // alternating paths (the over- and well-determined part of Dulmage and Mendelsohn's decomposition).
  std::vector<std::size_t> held_fast(std::size_t quantity) const {
    std::vector<int> owner(known_.size(), -1);                 // unknown -> open equation
    for (std::size_t o = 0; o < open_.size(); ++o) {
      std::vector<bool> tried(known_.size(), false);
      augment(o, owner, tried);
    }
    if (owner[quantity] < 0) return {};
    std::vector<std::size_t> used;
    std::vector<bool> visited(known_.size(), false);
    std::vector<std::size_t> queue = {quantity};
    visited[quantity] = true;
    while (!queue.empty()) {
      const std::size_t q = queue.back();
      queue.pop_back();
      if (owner[q] < 0) return {};                             // a free unknown: not held
      const auto o = static_cast<std::size_t>(owner[q]);
      used.push_back(open_[o].equation);
      for (const Unknown& unknown : open_[o].unknowns)
        if (!visited[unknown.quantity]) {
          visited[unknown.quantity] = true;
          queue.push_back(unknown.quantity);
        }
    }
    std::sort(used.begin(), used.end());
    return used;
  }

 private:
  struct Unknown {
    std::size_t quantity;
    bool solvable;
  };
  struct Open {
    std::size_t equation;
    std::vector<Unknown> unknowns;
  };

  void add(const Problem& problem, std::size_t e) {
    const Equation& equation = problem.equations[e];
    if (equation.statement == Statement::at_most || equation.statement == Statement::at_least) return;
    Open open{e, {}};
    for (const NodeId side : {equation.left, equation.right})
      for (const std::size_t q : problem.graph.quantities_below(side)) {
        const bool listed = std::any_of(open.unknowns.begin(), open.unknowns.end(), [&](const Unknown& u) { return u.quantity == q; });
        if (!known_[q] && !listed) open.unknowns.push_back({q, can_rearrange(problem.graph, equation, q)});
      }
    if (!open.unknowns.empty()) open_.push_back(std::move(open));
  }

  bool augment(std::size_t o, std::vector<int>& owner, std::vector<bool>& tried) const {
    for (const Unknown& unknown : open_[o].unknowns) {
      if (tried[unknown.quantity]) continue;
      tried[unknown.quantity] = true;
      int& holder = owner[unknown.quantity];
      if (holder < 0 || augment(static_cast<std::size_t>(holder), owner, tried)) {
        holder = static_cast<int>(o);
        return true;
      }
    }
    return false;
  }

  std::vector<bool> known_;
  std::vector<Open> open_;
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
  std::vector<std::size_t> singles;
  for (const std::size_t q : candidates)
    if (shape.closure({q})[quantity]) {
      singles.push_back(q);
      if (missing.sets.size() < most_sets) missing.sets.push_back({q});
    }
  if (!missing.sets.empty()) return missing;
  for (std::size_t i = 0; i < candidates.size() && missing.sets.size() < most_sets; ++i)
    for (std::size_t j = i + 1; j < candidates.size() && missing.sets.size() < most_sets; ++j)
      if (shape.closure({candidates[i], candidates[j]})[quantity]) missing.sets.push_back({candidates[i], candidates[j]});
  return missing;
}

}  // namespace costcurve
