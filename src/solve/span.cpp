#include "solve/span.h"

#include <algorithm>
#include <unordered_set>
#include <utility>

#include "solve/unit_case.h"

namespace costcurve {

namespace {

// Equations that say nothing of what scales link nothing.
Component component_of(std::size_t quantity, const Solution& solution, const OpenEquations& open, Use use,
                       const Scaling& scaling, std::vector<bool>& seen) {
  Component made;
  std::unordered_set<std::size_t> taken;
  made.unknowns = {quantity};
  seen[quantity] = true;
  for (std::size_t i = 0; i < made.unknowns.size(); ++i)
    for (const std::size_t e : open.with(made.unknowns[i])) {
      if (!open.is_open(e, use) || !scaling.is_homogeneous(e) || !taken.insert(e).second) continue;
      made.equations.push_back(e);
      for (const std::size_t q : open.quantities_of(e))
        if (!solution.knows(q) && !seen[q]) {
          seen[q] = true;
          made.unknowns.push_back(q);
        }
    }
  std::sort(made.equations.begin(), made.equations.end(),
            [&](std::size_t a, std::size_t b) { return open.order_of(a) < open.order_of(b); });
  return made;
}

// True if every solution can be scaled to one in which the quantity is one.
bool may_be_one(std::size_t quantity, const Relations& relations, const Scaling& scaling) {
  if (relations.quantities[quantity].domain != Domain::any) return true;
  const Weight& weight = scaling.of(quantity);
  const Weight::Term& term = weight.terms.front();
  return weight.terms.size() == 1 && term.factor == Rational(1) && scaling.may_be_negative(term.unit);
}

std::vector<std::size_t> units_of(const Component& component, const Relations& relations, const Scaling& scaling) {
  std::vector<std::size_t> units;
  for (const std::size_t q : component.unknowns) {
    const Weight& weight = scaling.of(q);
    if (weight.terms.size() == 1 && weight.terms.front().unit == q && may_be_one(q, relations, scaling))
      units.push_back(q);
  }
  return units;
}

// Another quantity in the place of a unit that is in its weight. Where there are several, it has to be positive: then
// they may all be scaled so that it is one.
bool exchange_unit(std::vector<std::size_t>& units, std::size_t quantity, const Relations& relations,
                   const Scaling& scaling) {
  const Weight& weight = scaling.of(quantity);
  if (weight.is_none() || !may_be_one(quantity, relations, scaling)) return false;
  for (const Weight::Term& term : weight.terms) {
    const auto unit = std::find(units.begin(), units.end(), term.unit);
    if (unit == units.end() || *unit == quantity) continue;
    *unit = quantity;
    return true;
  }
  return false;
}

// Where it goes no further from one unit, it may from another that stands in more equations at once.
std::vector<Spanned> found_in(const Component& component, const Relations& relations, Solution& solution,
                              const OpenEquations& open, const Scaling& scaling, UnitCase::By by) {
  constexpr std::size_t most_tries = 8;
  const std::vector<std::size_t> units = units_of(component, relations, scaling);
  std::vector<std::size_t> stuck;
  {
    UnitCase first(relations, solution, open, scaling, component, units);
    if (std::vector<Spanned> found = first.found(by); !found.empty()) return found;
    for (const std::size_t q : component.unknowns)
      if (!first.is_known_here(q) && stuck.size() < most_tries) stuck.push_back(q);
  }
  for (const std::size_t q : stuck) {
    std::vector<std::size_t> others = units;
    if (!exchange_unit(others, q, relations, scaling)) continue;
    std::vector<Spanned> found = UnitCase(relations, solution, open, scaling, component, others).found(by);
    if (!found.empty()) return found;
  }
  return {};
}

}  // namespace

void RowSpan::fix(std::size_t quantity, const Solution& solution) {
  if (scaling_) scaling_->fix(quantity, solution);
}

void RowSpan::keep_equations(const Solution& solution, const OpenEquations& open, Use use) {
  if (std::exchange(has_kept_[static_cast<int>(use)], true)) return;
  if (!scaling_) {
    scaling_.emplace(relations_);
    kept_.resize(open.size(), false);
    is_weightless_.resize(relations_.quantities.size(), false);
  }
  std::vector<std::size_t> equations;
  for (std::size_t e = 0; e < open.size(); ++e)
    if (!kept_[e] && open.is_open(e, use)) equations.push_back(e);
  std::sort(equations.begin(), equations.end(),
            [&](std::size_t a, std::size_t b) { return open.order_of(a) < open.order_of(b); });
  for (const std::size_t e : equations) {
    scaling_->keep(e, solution);
    kept_[e] = true;
  }
}

// Unknowns in equations that changed since they were looked at, and those that are weightless since.
std::vector<std::size_t> RowSpan::newly_changed(const Solution& solution, const OpenEquations& open, Use use) {
  std::size_t& seen = seen_[static_cast<std::size_t>(use)];
  std::vector<std::size_t> changed;
  for (; seen < open.changes().size(); ++seen)
    for (const std::size_t q : open.quantities_of(open.changes()[seen]))
      if (!solution.knows(q)) changed.push_back(q);
  for (std::size_t& told = told_[static_cast<std::size_t>(use)]; told < weightless_.size(); ++told)
    changed.push_back(weightless_[told]);
  return changed;
}

std::vector<Spanned> RowSpan::found(Solution& solution, const OpenEquations& open, Use use) {
  keep_equations(solution, open, use);
  for (const std::size_t q : scaling_->newly_weightless())
    if (!solution.knows(q)) {
      weightless_.push_back(q);
      is_weightless_[q] = true;
    }
  if (weightless_.empty()) return {};
  std::vector<bool> seen(relations_.quantities.size(), false);
  std::vector<Spanned> all;
  for (const std::size_t q : newly_changed(solution, open, use)) {
    if (seen[q] || solution.knows(q)) continue;
    Component component = component_of(q, solution, open, use, *scaling_, seen);
    const auto weightless = std::find_if(component.unknowns.begin(), component.unknowns.end(),
                                         [&](std::size_t unknown) { return is_weightless_[unknown]; });
    if (weightless == component.unknowns.end()) continue;
    // From there, so that what is nearest to it is tried first.
    std::vector<bool> from_there(relations_.quantities.size(), false);
    component = component_of(*weightless, solution, open, use, *scaling_, from_there);
    for (Spanned& one : found_in(component, relations_, solution, open, *scaling_, UnitCase::By::one_equation))
      all.push_back(std::move(one));
  }
  return all;
}

std::vector<Spanned> RowSpan::found_at_one_size(Solution& solution, const OpenEquations& open, Use use) {
  keep_equations(solution, open, use);
  if (std::exchange(looked_at_[static_cast<std::size_t>(use)], open.changes().size() + 1) == open.changes().size() + 1)
    return {};
  Scaling homogeneous = *scaling_;
  std::vector<std::size_t> weightless = homogeneous.newly_weightless();
  homogeneous.require_homogeneity();
  for (const std::size_t q : homogeneous.newly_weightless()) weightless.push_back(q);
  weightless.insert(weightless.end(), weightless_.begin(), weightless_.end());
  std::vector<bool> seen(relations_.quantities.size(), false);
  std::vector<Spanned> all;
  for (const std::size_t q : weightless) {
    if (seen[q] || solution.knows(q)) continue;
    const Component component = component_of(q, solution, open, use, homogeneous, seen);
    if (component.equations.size() < 2) continue;
    for (Spanned& one : found_in(component, relations_, solution, open, homogeneous, UnitCase::By::linear_ones_too))
      all.push_back(std::move(one));
  }
  return all;
}

}  // namespace costcurve
