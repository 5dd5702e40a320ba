#include "solve/undetermined.h"

#include <algorithm>
#include <set>
#include <utility>

namespace costcurve {

namespace {

constexpr std::size_t most_candidates = 40;
constexpr std::size_t most_sets = 4;

template <typename Row>
bool is_fixed_by(const std::vector<std::size_t>& given, const Row& wanted, const auto& row_of) {
  std::vector<Row> by;
  for (const std::size_t q : given) by.push_back(row_of(q));
  return is_spanned(wanted, std::move(by));
}

}  // namespace

Waiting::Waiting(const Relations& relations, const Solution& solution)
    : solution_(solution),
      places_with_(relations.quantities.size()),
      forward_with_(relations.quantities.size()),
      rows_(relations.quantities.size()),
      reached_(relations.quantities.size(), 0),
      is_said_(relations.quantities.size(), false) {
  std::set<std::size_t> used_up;  // by quantities in which their unknowns cancel
  for (const Finding& finding : solution.found)
    if (finding.combined) used_up.insert(finding.equation);
  for (std::size_t e = 0; e < relations.equations.size(); ++e) {
    const Equation& equation = relations.equations[e];
    if (!determines(equation)) continue;
    if (relations.graph[equation.left].operation == Operation::symbol)
      is_said_[relations.graph[equation.left].quantity()] = true;
    if (!used_up.contains(e)) add(relations, e);
  }
  for (const OpenEquation& open : open_) rows_.keep(open);
  scale(relations);
}

void Waiting::add(const Relations& relations, std::size_t e) {
  const Equation& equation = relations.equations[e];
  OpenEquation open{e, {}};
  for (const std::size_t q : quantities_of(relations.graph, equation))
    if (!solution_.knows(q)) open.unknowns.push_back(q);
  if (open.unknowns.empty()) return;
  const std::size_t left = relations.graph[equation.left].quantity();
  if (equation.only_forward && open.unknowns != Quantities{left}) {
    if (std::erase(open.unknowns, left) == 0) return;
    for (const std::size_t q : open.unknowns) forward_with_[q].push_back(forward_.size());
    forward_.push_back({left, std::move(open.unknowns)});
    return;
  }
  for (const std::size_t q : open.unknowns) places_with_[q].push_back(open_.size());
  open_.push_back(std::move(open));
}

Waiting::Quantities Waiting::with_what_they_give(Quantities known) const {
  const auto is_known = [&](std::size_t q) { return std::find(known.begin(), known.end(), q) != known.end(); };
  for (std::size_t i = 0; i < known.size(); ++i)
    for (const std::size_t place : forward_with_[known[i]]) {
      const Forward& equation = forward_[place];
      if (!is_known(equation.left) && std::all_of(equation.from.begin(), equation.from.end(), is_known))
        known.push_back(equation.left);
    }
  return known;
}

void Waiting::scale(const Relations& relations) {
  Scaling scaling(relations);
  for (const OpenEquation& open : open_) scaling.keep(open.equation, solution_);
  scaling.newly_weightless();
  const auto weights = [&] {
    std::vector<Weight> all(relations.quantities.size());
    for (std::size_t q = 0; q < all.size(); ++q)
      if (!places_with_[q].empty()) all[q] = scaling.of(q);
    return all;
  };
  weights_ = weights();
  scaling.require_homogeneity();
  homogeneous_weights_ = weights();
}

// The unknowns that could help: the nearest of those connected to the quantity through open equations.
Waiting::Quantities Waiting::candidates(std::size_t quantity, const Quantities& known) {
  ++round_;
  Quantities near = {quantity};
  reached_[quantity] = round_;
  for (const std::size_t q : known) reached_[q] = round_;
  for (std::size_t i = 0; i < near.size(); ++i)
    for (const std::size_t place : places_with_[near[i]])
      for (const std::size_t other : open_[place].unknowns) {
        if (near.size() > most_candidates) return Quantities(near.begin() + 1, near.end());
        if (std::exchange(reached_[other], round_) != round_) near.push_back(other);
      }
  return Quantities(near.begin() + 1, near.end());
}

// As many equations as unknowns hold it then, and do not only say one thing twice; or all else cancels.
bool Waiting::is_determined_by(std::size_t quantity, const Quantities& given) const {
  const auto of = [](const std::vector<Weight>& weights) {
    return [&weights](std::size_t q) -> const Weight& { return weights[q]; };
  };
  if (!is_fixed_by(given, homogeneous_weights_[quantity], of(homogeneous_weights_))) return false;
  return is_fixed_by(given, weights_[quantity], of(weights_)) || is_held_with(quantity, given);
}

bool Waiting::is_held_with(std::size_t quantity, const Quantities& known) const {
  return is_fixed_by(known, rows_.of(quantity), [&](std::size_t q) -> const GenericRow& { return rows_.of(q); });
}

Waiting::Quantities Waiting::single_givens(std::size_t quantity, const Quantities& known) {
  Quantities singles;
  Quantities given = known;
  bool has_input = false;
  // What follows from others is no news to who does not know them: one that nothing says stands among them.
  for (const std::size_t candidate : candidates(quantity, known)) {
    const bool is_full = singles.size() == most_sets;
    if (is_full && (has_input || is_said_[candidate])) continue;
    given.push_back(candidate);
    if (is_determined_by(quantity, given)) {
      if (is_full) singles.pop_back();
      singles.push_back(candidate);
      has_input = has_input || !is_said_[candidate];
    }
    given.pop_back();
  }
  return singles;
}

// The equations that fix the quantity, alone or together, and still led to no value.
Waiting::Quantities Waiting::held_fast(std::size_t quantity) {
  if (!is_held_with(quantity, {})) return {};
  if (!structure_) structure_.emplace(open_, places_with_.size());
  std::vector<std::size_t> equations;
  for (const std::size_t place : structure_->behind(quantity)) equations.push_back(open_[place].equation);
  std::sort(equations.begin(), equations.end());
  return equations;
}

Missing Waiting::missing(std::size_t quantity) {
  Missing missing;
  missing.together = held_fast(quantity);
  if (!missing.together.empty()) return missing;
  for (const std::size_t single : single_givens(quantity)) missing.sets.push_back({single});
  if (!missing.sets.empty()) return missing;
  const Quantities near = candidates(quantity, {});
  for (auto i = near.begin(); i != near.end() && missing.sets.size() < most_sets; ++i)
    for (auto j = i + 1; j != near.end() && missing.sets.size() < most_sets; ++j)
      if (is_determined_by(quantity, {*i, *j})) missing.sets.push_back({*i, *j});
  return missing;
}

Missing what_is_missing(const Relations& relations, const Solution& solution, std::size_t quantity) {
  return Waiting(relations, solution).missing(quantity);
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
