#include "solve/undetermined.h"

#include <algorithm>
#include <initializer_list>
#include <set>
#include <unordered_map>
#include <utility>

#include "solve/scaling.h"
#include "solve/structure.h"

namespace costcurve {

namespace {

// What is left around a quantity: open equations and their unknowns, without numbers, numbered anew.
class Surroundings {
 public:
  Surroundings(const Relations& relations, const Solution& solution, std::size_t quantity) {
    std::vector<OpenEquation> all;
    for (const Finding& finding : solution.found)
      if (finding.combined) used_up_.insert(finding.equation);
    for (std::size_t e = 0; e < relations.equations.size(); ++e) add(relations, solution, e, all);
    gather(std::move(all), quantity);
    scale(relations, solution);
  }

  // The unknowns that could help: those connected to the quantity through open equations. The quantity itself is number
  // 0.
  const std::vector<std::size_t>& unknowns() const { return unknowns_; }

  // True if the quantity would be determined once these unknowns were given: where as many equations as unknowns hold
  // it, and do not only say one thing twice; or where all else cancels.
  bool determined_by(std::initializer_list<std::size_t> given) const {
    if (!is_fixed_by(given, homogeneous_weights_)) return false;
    if (is_fixed_by(given, weights_)) return true;
    std::vector<OpenEquation> left = open_;
    for (OpenEquation& one : left)
      std::erase_if(one.unknowns,
                    [&](std::size_t q) { return std::find(given.begin(), given.end(), q) != given.end(); });
    std::erase_if(left, [](const OpenEquation& one) { return one.unknowns.empty(); });
    return Structure(std::move(left), unknowns_.size()).holds(0);
  }

  // The equations that fix the quantity, alone or together, and still led to no value.
  std::vector<std::size_t> held_fast() const {
    std::vector<std::size_t> equations;
    if (unknowns_.empty()) return equations;
    const Structure all(open_, unknowns_.size());
    for (const std::size_t place : all.behind(0)) equations.push_back(all.open()[place].equation);
    std::sort(equations.begin(), equations.end());
    return equations;
  }

 private:
  void add(const Relations& relations, const Solution& solution, std::size_t e, std::vector<OpenEquation>& all) const {
    const Equation& equation = relations.equations[e];
    if (!determines(equation) || used_up_.contains(e)) return;
    OpenEquation open{e, {}};
    for (const std::size_t q : quantities_of(relations.graph, equation))
      if (!solution.knows(q)) open.unknowns.push_back(q);
    // It gives its left side once all else in it is known, and nothing before.
    const std::size_t left = relations.graph[equation.left].quantity();
    if (equation.only_forward && open.unknowns != std::vector<std::size_t>{left}) return;
    if (!open.unknowns.empty()) all.push_back(std::move(open));
  }

  void gather(std::vector<OpenEquation> all, std::size_t quantity) {
    std::unordered_map<std::size_t, std::vector<std::size_t>> places_with;
    for (std::size_t place = 0; place < all.size(); ++place)
      for (const std::size_t q : all[place].unknowns) places_with[q].push_back(place);
    std::unordered_map<std::size_t, std::size_t> number_of{{quantity, 0}};
    unknowns_ = {quantity};
    for (std::size_t i = 0; i < unknowns_.size(); ++i)
      for (const std::size_t place : places_with[unknowns_[i]])
        for (const std::size_t other : all[place].unknowns)
          if (number_of.emplace(other, unknowns_.size()).second) unknowns_.push_back(other);
    for (OpenEquation& open : all) {
      if (!number_of.contains(open.unknowns.front())) continue;
      for (std::size_t& q : open.unknowns) q = number_of.at(q);
      open_.push_back(std::move(open));
    }
  }

  bool is_fixed_by(std::initializer_list<std::size_t> given, const std::vector<Weight>& weights) const {
    std::vector<Weight> by;
    for (const std::size_t q : given) by.push_back(weights[q]);
    return is_spanned(weights[0], std::move(by));
  }

  void scale(const Relations& relations, const Solution& solution) {
    Scaling scaling(relations);
    for (const OpenEquation& open : open_) scaling.keep(open.equation, solution);
    scaling.newly_weightless();
    for (const std::size_t q : unknowns_) weights_.push_back(scaling.of(q));
    scaling.require_homogeneity();
    for (const std::size_t q : unknowns_) homogeneous_weights_.push_back(scaling.of(q));
  }

  std::vector<std::size_t> unknowns_;
  std::vector<OpenEquation> open_;
  std::vector<Weight> weights_;              // by number
  std::vector<Weight> homogeneous_weights_;  // the same where all terms of sums scale alike
  std::set<std::size_t> used_up_;            // by quantities in which their unknowns cancel
};

}  // namespace

Missing what_is_missing(const Relations& relations, const Solution& solution, std::size_t quantity) {
  constexpr std::size_t most_candidates = 40;
  constexpr std::size_t most_sets = 4;
  Missing missing;
  const Surroundings around(relations, solution, quantity);
  missing.together = around.held_fast();
  if (!missing.together.empty()) return missing;
  const std::vector<std::size_t>& unknowns = around.unknowns();
  const std::size_t count = std::min(unknowns.size(), most_candidates + 1);
  for (std::size_t i = 1; i < count; ++i)
    if (missing.sets.size() < most_sets && around.determined_by({i})) missing.sets.push_back({unknowns[i]});
  if (!missing.sets.empty()) return missing;
  for (std::size_t i = 1; i < count && missing.sets.size() < most_sets; ++i)
    for (std::size_t j = i + 1; j < count && missing.sets.size() < most_sets; ++j)
      if (around.determined_by({i, j})) missing.sets.push_back({unknowns[i], unknowns[j]});
  return missing;
}

std::string why_refused(const Solution& solution, const Relations& relations,
                        const std::vector<std::size_t>& equations) {
  const auto among = [&](std::size_t e) { return std::find(equations.begin(), equations.end(), e) != equations.end(); };
  for (const Refused& refused : solution.refused)
    if (std::any_of(refused.equations.begin(), refused.equations.end(), among)) return refused.why;
  std::string sentences;
  for (const std::size_t e : equations)
    sentences += (sentences.empty() ? "\"" : ", \"") + relations.equations[e].sentence + "\"";
  return "no value was found that makes these true together: " + sentences;
}

}  // namespace costcurve
