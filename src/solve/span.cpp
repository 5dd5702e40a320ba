#include "solve/span.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <queue>
#include <unordered_map>
#include <utility>

#include "solve/findings.h"
#include "solve/products.h"
#include "solve/rearrange.h"

namespace costcurve {

namespace {

// Open equations that hang together by their unknowns.
struct Component {
  std::vector<std::size_t> equations;
  std::vector<std::size_t> unknowns;
};

Component component_of(std::size_t quantity, const Solution& solution, const OpenEquations& open, Use use,
                       std::vector<bool>& seen) {
  Component made;
  std::vector<bool> taken(open.size(), false);
  made.unknowns = {quantity};
  seen[quantity] = true;
  for (std::size_t i = 0; i < made.unknowns.size(); ++i)
    for (const std::size_t e : open.with(made.unknowns[i])) {
      if (taken[e] || !open.is_open(e, use)) continue;
      taken[e] = true;
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

// What follows in a component where its free units are one. The unknowns' values in the solution are of that case
// meanwhile, and nothing again afterwards.
class UnitCase {
 public:
  UnitCase(const Relations& relations, Solution& solution, const OpenEquations& open, const Scaling& scaling,
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
    }
    for (const NodeId term : scaling.noughts_beside_others()) products_.leave_out(term);
  }
  ~UnitCase() {
    for (const std::size_t q : component_.unknowns) solution_.found[q] = Finding{};
  }
  UnitCase(const UnitCase&) = delete;
  UnitCase& operator=(const UnitCase&) = delete;

  std::vector<Spanned> found() {
    for (const std::size_t q : units_) take_for_one(q);
    while (!ready_.empty() && !is_for_others_) {
      const std::size_t place = ready_.top();
      ready_.pop();
      follow(component_.equations[place]);
    }
    return std::move(found_);
  }

  bool is_known_here(std::size_t q) const { return steps_.contains(q); }

 private:
  struct Step {
    std::size_t equation = 0;
    bool is_unit = false;
    bool is_found = false;  // a value like any other
  };

  void take_for_one(std::size_t q) {
    solution_.found[q].value = 1;
    solution_.found[q].natural = Interval::point(1);
    products_.put_in_place_of(q, no_node);
    steps_[q] = {0, true, false};
    known_here(q);
  }

  void known_here(std::size_t q) {
    for (const std::size_t e : open_.with(q))
      if (const auto place = place_of_.find(e); place != place_of_.end())
        if (--waits_for_[place->second] == 1) ready_.push(place->second);
  }

  void follow(std::size_t e) {
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
    solution_.found[q].value = finding->value;
    solution_.found[q].natural = finding->natural;
    steps_[q] = {e, false, false};
    if (scaling_.of(q).is_none())
      take(q, *finding);
    else
      products_.put_in_place_of(q, finding->formula);
    known_here(q);
  }

  void take(std::size_t q, const Finding& here) {
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
  Combined way_to(std::size_t quantity) const {
    Combined way;
    std::vector<std::size_t> open = {quantity};
    std::unordered_map<std::size_t, bool> seen = {{quantity, true}};
    for (std::size_t i = 0; i < open.size(); ++i) {
      const Step& step = steps_.at(open[i]);
      if (i > 0) way.cancelled.push_back(open[i]);
      if (step.is_unit) continue;
      way.equations.push_back(step.equation);
      for (const std::size_t q : open_.quantities_of(step.equation))
        if (const auto below = steps_.find(q); below != steps_.end() && !below->second.is_found && !seen[q]) {
          seen[q] = true;
          open.push_back(q);
        }
    }
    std::reverse(way.equations.begin(), way.equations.end());
    return way;
  }

  const Relations& relations_;
  Solution& solution_;
  const OpenEquations& open_;
  const Scaling& scaling_;
  const Component& component_;
  const std::vector<std::size_t>& units_;
  Products products_;
  std::unordered_map<std::size_t, std::size_t> place_of_;  // by equation
  std::vector<std::size_t> waits_for_;                     // by place: for how many unknowns
  std::unordered_map<std::size_t, Step> steps_;            // by quantity
  std::priority_queue<std::size_t, std::vector<std::size_t>, std::greater<>> ready_;
  bool is_for_others_ = false;
  std::vector<Spanned> found_;
};

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
                              const OpenEquations& open, const Scaling& scaling) {
  constexpr std::size_t most_tries = 8;
  const std::vector<std::size_t> units = units_of(component, relations, scaling);
  std::vector<std::size_t> stuck;
  {
    UnitCase first(relations, solution, open, scaling, component, units);
    if (std::vector<Spanned> found = first.found(); !found.empty()) return found;
    for (const std::size_t q : component.unknowns)
      if (!first.is_known_here(q) && stuck.size() < most_tries) stuck.push_back(q);
  }
  for (const std::size_t q : stuck) {
    std::vector<std::size_t> others = units;
    if (!exchange_unit(others, q, relations, scaling)) continue;
    std::vector<Spanned> found = UnitCase(relations, solution, open, scaling, component, others).found();
    if (!found.empty()) return found;
  }
  return {};
}

}  // namespace

void RowSpan::fix(std::size_t quantity, const Solution& solution) {
  if (scaling_) scaling_->fix(quantity, solution);
  changed_[0] = changed_[1] = true;
}

void RowSpan::keep_equations(const Solution& solution, const OpenEquations& open, Use use) {
  if (std::exchange(has_kept_[static_cast<int>(use)], true)) return;
  if (!scaling_) {
    scaling_.emplace(relations_);
    kept_.resize(open.size(), false);
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

std::vector<Spanned> RowSpan::found(Solution& solution, const OpenEquations& open, Use use) {
  keep_equations(solution, open, use);
  for (const std::size_t q : scaling_->newly_weightless()) weightless_.push_back(q);
  std::erase_if(weightless_, [&](std::size_t q) { return solution.knows(q); });
  if (weightless_.empty() || !std::exchange(changed_[static_cast<int>(use)], false)) return {};
  std::vector<bool> seen(relations_.quantities.size(), false);
  std::vector<Spanned> all;
  for (const std::size_t q : weightless_) {
    if (seen[q]) continue;
    const Component component = component_of(q, solution, open, use, seen);
    for (Spanned& one : found_in(component, relations_, solution, open, *scaling_)) all.push_back(std::move(one));
  }
  return all;
}

}  // namespace costcurve
