#include "solve/unit_case.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include "solve/linear_elimination.h"
#include "solve/linear_formula.h"
#include "solve/rearrange.h"

namespace costcurve {

UnitCase::UnitCase(const Relations& relations, Solution& solution, const OpenEquations& open, const Scaling& scaling,
                   const Component& component, const std::vector<std::size_t>& units)
    : relations_(relations),
      solution_(solution),
      open_(open),
      scaling_(scaling),
      component_(component),
      units_(units),
      products_(solution.formulas, relations.quantities) {
  for (std::size_t place = 0; place < component.equations.size(); ++place) {
    place_of_[component.equations[place]] = place;
    waits_for_.push_back(open.unknowns(component.equations[place]));
    for (const NodeId term : scaling.noughts_beside_others(component.equations[place])) products_.leave_out(term);
  }
}

UnitCase::~UnitCase() {
  for (const std::size_t q : component_.unknowns) solution_.found[q] = Finding{};
}

std::vector<Spanned> UnitCase::found(By by) {
  for (const std::size_t q : units_) take_for_one(q);
  do {
    while (!ready_.empty() && !is_for_others_) {
      const std::size_t place = ready_.top();
      ready_.pop();
      follow(component_.equations[place]);
    }
  } while (by == By::linear_ones_too && found_.empty() && !is_for_others_ && follow_linear());
  return std::move(found_);
}

void UnitCase::take_for_one(std::size_t q) {
  solution_.found[q].value = 1;
  solution_.found[q].natural = Interval::point(1);
  products_.put_in_place_of(q, no_node);
  steps_[q] = {};
  known_here(q);
}

void UnitCase::known_here(std::size_t q) {
  for (const std::size_t e : open_.with(q))
    if (const auto place = place_of_.find(e); place != place_of_.end())
      if (--waits_for_[place->second] == 1) ready_.push(place->second);
}

void UnitCase::follow(std::size_t e) {
  const auto unknown = std::find_if(open_.quantities_of(e).begin(), open_.quantities_of(e).end(),
                                    [&](std::size_t q) { return !solution_.knows(q) && !steps_.contains(q); });
  if (unknown == open_.quantities_of(e).end()) return;  // a second equation for what is known here already
  const std::size_t q = *unknown;
  const Equation& equation = relations_.equations[e];
  if (!scaling_.is_homogeneous(e) || !may_say(relations_, equation, q) || !can_rearrange(relations_, equation, q))
    return;
  const std::optional<Finding> finding = finding_by(relations_, solution_, e, q);
  // Where a unit is nought in every solution, taking it for one leads to what cannot be.
  if (!finding || !lies_in(relations_.quantities[q].domain, finding->value)) return;
  put(q, {e}, *finding);
}

void UnitCase::put(std::size_t q, std::vector<std::size_t> equations, const Finding& here) {
  solution_.found[q].value = here.value;
  solution_.found[q].natural = here.natural;
  steps_[q] = {std::move(equations), false};
  if (scaling_.of(q).is_none())
    take(q, here);
  else
    products_.put_in_place_of(q, here.formula);
  known_here(q);
}

// Of the equations that wait for several unknowns those that are linear here may determine some of them together.
bool UnitCase::follow_linear() {
  for (const auto& [q, step] : steps_) solution_.found[q].status = Status::derived;
  std::vector<LinearRow> rows;
  for (const std::size_t e : component_.equations)
    if (waits_for_[place_of_.at(e)] > 1 && scaling_.is_homogeneous(e) && !relations_.equations[e].only_forward)
      if (std::optional<LinearRow> row = linear_row(relations_, solution_, e)) rows.push_back(std::move(*row));
  const LinearElimination elimination(relations_, rows, LinearElimination::Remember::equations);
  std::optional<std::size_t> determined;
  if (rows.size() > 1 && elimination.is_of_use())
    for (const std::size_t q : component_.unknowns)
      if (!determined && !steps_.contains(q) && elimination.determines(q) && !relations_.quantities[q].only_said)
        determined = q;
  Finding here;
  std::vector<std::size_t> equations;
  if (determined) {
    std::set<std::size_t> nought;
    std::vector<LinearRow> behind;
    for (const std::size_t place : elimination.behind(*determined)) {
      behind.push_back(rows[place]);
      equations.push_back(rows[place].equation);
    }
    const LinearElimination among(relations_, behind, LinearElimination::Remember::nothing);
    for (const LinearRow& row : behind)
      for (const auto& [other, coefficient] : row.coefficients)
        if (among.is_free(other)) nought.insert(other);
    const auto formula = linear_formula(relations_, solution_, equations, nought, *determined);
    if (formula) {
      here.formula = *formula;
      here.value = value_of(solution_, *formula);
      here.natural = natural_interval(solution_, *formula);
      here.equation = equations.back();
    }
    if (!formula || !std::isfinite(here.value) || !lies_in(relations_.quantities[*determined].domain, here.value))
      determined.reset();
  }
  for (const auto& [q, step] : steps_) solution_.found[q].status = Status::unknown;
  if (determined) put(*determined, std::move(equations), here);
  return determined.has_value();
}

void UnitCase::take(std::size_t q, const Finding& here) {
  products_.put_in_place_of(q, here.formula);
  Combined combined = way_to(q);
  if (combined.cancelled.empty()) {
    // It has been its equation's only unknown since what was found before it: that is for others to see.
    is_for_others_ = true;
    return;
  }
  const std::optional<NodeId> formula = products_.simplified(here.formula);
  if (!formula) return;
  Finding finding;
  finding.status = Status::derived;
  finding.value = value_of(solution_, *formula);
  if (!(std::abs(finding.value - here.value) <= 1e-9 * std::abs(here.value))) return;
  finding.formula = *formula;
  finding.natural = natural_interval(solution_, *formula);
  finding.equation = here.equation;
  combined.noughts.assign(products_.left_out().begin(), products_.left_out().end());
  for (const std::size_t e : combined.equations)
    if (relations_.equations[e].statement == Statement::estimate) finding.equation = e;
  finding.combined = std::make_shared<const Combined>(std::move(combined));
  solution_.found[q].natural = finding.natural;
  steps_[q].is_found = true;
  products_.take_as_it_is(q);
  // What is only read forward is of use to nothing else.
  const std::size_t used = relations_.equations[here.equation].only_forward ? here.equation : finding.equation;
  found_.push_back({q, used, std::move(finding)});
}

// The equations on the way from the units to the quantity, and what cancels on it.
Combined UnitCase::way_to(std::size_t quantity) const {
  Combined way;
  std::vector<std::size_t> open = {quantity};
  std::set<std::size_t> seen = {quantity}, taken;
  for (std::size_t i = 0; i < open.size(); ++i) {
    if (i > 0) way.cancelled.push_back(open[i]);
    for (const std::size_t e : steps_.at(open[i]).equations) {
      if (!taken.insert(e).second) continue;
      way.equations.push_back(e);
      for (const std::size_t q : open_.quantities_of(e))
        if (const auto below = steps_.find(q);
            below != steps_.end() && !below->second.is_found && seen.insert(q).second)
          open.push_back(q);
    }
  }
  std::reverse(way.equations.begin(), way.equations.end());
  return way;
}

}  // namespace costcurve
