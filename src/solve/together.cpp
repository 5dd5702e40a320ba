#include "solve/together.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "numeric/newton.h"
#include "numeric/roots.h"
#include "quantity/print.h"
#include "solve/linear_rows.h"
#include "solve/one_unknown.h"

namespace costcurve {

namespace {

class Search {
 public:
  Search(const Relations& relations, Solution& solution, const Torn& torn)
      : relations_(relations), solution_(solution), torn_(torn) {
    for (const std::size_t q : torn.unknowns) before_.push_back(solution.found[q].value);
  }
  ~Search() { put(before_); }
  Search(const Search&) = delete;
  Search& operator=(const Search&) = delete;

  Together result() {
    Together made;
    if (torn_.unknowns.size() == 1)
      look_for_one(made);
    else
      look_for_several(made);
    return made;
  }

 private:
  void put(const std::vector<double>& values) {
    for (std::size_t i = 0; i < values.size(); ++i) solution_.found[torn_.unknowns[i]].value = values[i];
  }

  const Quantity& quantity(std::size_t i) const { return relations_.quantities[torn_.unknowns[i]]; }

  std::pair<double, double> sides(std::size_t equation) const {
    return {value_of(solution_, torn_.left[equation]), value_of(solution_, torn_.right[equation])};
  }

  void look_for_one(Together& made) {
    OneUnknown both(solution_, torn_.unknowns.front(), torn_.left.front(), torn_.right.front());
    const Sides at = [&](double x) { return both(x); };
    made.within = {search_range(quantity(0).domain)};
    Roots roots = find_roots(at, made.within.front());
    if (roots.none() && quantity(0).domain != Domain::any) {
      made.within = {search_range(Domain::any)};
      roots = find_roots(at, made.within.front());
      // Nought solves every equation whose terms all hold the unknown, and says nothing.
      if (quantity(0).domain == Domain::positive) std::erase(roots.values, 0.0);
    }
    std::vector<std::vector<double>> solutions;
    for (const double value : roots.values) solutions.push_back({value});
    if (!roots.plateaus.empty()) {
      made.any = roots.plateaus.front().low == roots.searched.low && roots.plateaus.front().high == roots.searched.high;
      made.refusal = fmt::format("is not fixed by {}: {} does it", sentences(),
                                 plateau_text(roots.plateaus.front(), roots.searched));
      return;
    }
    choose(solutions, made);
  }

  std::string plateau_text(Interval plateau, Interval searched) const {
    const ShownUnit& shown = quantity(0).shown;
    const bool from_the_start = plateau.low == searched.low, to_the_end = plateau.high == searched.high;
    if (from_the_start && to_the_end) return "any value";
    if (from_the_start) return "any value up to " + amount_text(plateau.high, shown);
    if (to_the_end) return "any value from " + amount_text(plateau.low, shown) + " on";
    return "any value from " + range_text(plateau.low, plateau.high, shown);
  }

  void look_for_several(Together& made) {
    if (const auto rows = linear_rows(solution_, torn_.unknowns, torn_.left, torn_.right))
      return look_by_elimination(*rows, made);
    std::vector<Interval> starts;
    for (std::size_t i = 0; i < torn_.unknowns.size(); ++i) {
      made.within.push_back(search_range(Domain::any));
      // Nobody writes amounts in a unit that does not suit them.
      const double unit = std::abs(quantity(i).shown.factor);
      starts.push_back(quantity(i).domain == Domain::any ? Interval{-1e4 * unit, 1e4 * unit}
                                                         : Interval{1e-4 * unit, 1e6 * unit});
    }
    const Mismatch mismatch = [&](const std::vector<double>& at) {
      put(at);
      std::vector<double> all;
      for (std::size_t e = 0; e < torn_.left.size(); ++e) {
        const auto [left, right] = sides(e);
        // Of products the logarithm is linear, and one step of Newton's does it.
        all.push_back(left > 0 && right > 0 ? std::log(left / right)
                                            : (left - right) / std::max({std::abs(left), std::abs(right), 1e-300}));
      }
      return all;
    };
    choose(newton_solutions(mismatch, starts), made);
  }

  void look_by_elimination(const LinearRows& rows, Together& made) {
    made.within.assign(torn_.unknowns.size(), search_range(Domain::any));
    const LinearSolution solution = solve_linear_equations(rows.coefficients, rows.right);
    if (solution.is_unique()) return choose({solution.values}, made);
    // Where they do not fix the unknowns, they contradict each other or leave a choice: neither is a value.
    choose({}, made);
  }

  void choose(std::vector<std::vector<double>> solutions, Together& made) {
    std::erase_if(solutions, [&](const std::vector<double>& solution) {
      put(solution);
      return !satisfies_steps();
    });
    if (solutions.empty()) {
      made.refusal = fmt::format("cannot be worked out from {}: no value does it", sentences());
      return;
    }
    if (solutions.size() > 1) keep(solutions, [&] { return in_domain(); });
    if (solutions.size() > 1) keep(solutions, [&] { return within_limits(); });
    if (solutions.size() == 1) {
      made.values = solutions.front();
      return;
    }
    made.several = true;
    std::string listed;
    for (std::size_t s = 0; s < solutions.size() && s < 6; ++s)
      listed += (s == 0                      ? ""
                 : s + 1 == solutions.size() ? " and "
                                             : ", ") +
                amount_text(solutions[s].front(), quantity(0).shown);
    if (solutions.size() > 6) listed += " and more";
    const std::string between = amount_text((solutions[0].front() + solutions[1].front()) / 2, quantity(0).shown, 3);
    made.refusal = fmt::format("has {} solutions of {}: {}; a limit among the equations chooses, such as {} >= {}",
                               solutions.size(), sentences(), listed, quantity(0).name, between);
  }

  // Leaves the solutions that pass; all of them if none does.
  template <class Test>
  void keep(std::vector<std::vector<double>>& solutions, Test test) {
    std::vector<std::vector<double>> passed;
    for (const std::vector<double>& one : solutions) {
      put(one);
      if (test()) passed.push_back(one);
    }
    if (!passed.empty()) solutions = std::move(passed);
  }

  // x / y = 2 is x = 2 * y, but not where y is nought.
  bool satisfies_steps() {
    return with_steps([&] {
      return std::all_of(torn_.steps.begin(), torn_.steps.end(), [&](const Torn::Step& step) {
        const Equation& equation = relations_.equations[step.equation];
        return std::isfinite(value_of(solution_, equation.left) - value_of(solution_, equation.right));
      });
    });
  }

  // With the values that follow from the torn unknowns in place.
  template <class Test>
  bool with_steps(Test test) {
    for (const Torn::Step& step : torn_.steps) solution_.found[step.quantity].value = value_of(solution_, step.formula);
    const bool passed = test();
    for (const Torn::Step& step : torn_.steps) solution_.found[step.quantity].value = 0;
    return passed;
  }

  bool in_domain() const {
    for (const std::size_t q : torn_.unknowns)
      if (!lies_in(relations_.quantities[q].domain, solution_.found[q].value)) return false;
    return std::all_of(torn_.steps.begin(), torn_.steps.end(), [&](const Torn::Step& step) {
      const double value = value_of(solution_, step.formula);
      return std::isfinite(value) && lies_in(relations_.quantities[step.quantity].domain, value);
    });
  }

  // The limits of the scenario and of sheets in which all else is known.
  bool within_limits() {
    return with_steps([&] {
      return std::all_of(relations_.equations.begin(), relations_.equations.end(), [&](const Equation& limit) {
        if (!is_limit(limit)) return true;
        if (!is_known(limit.left) || !is_known(limit.right)) return true;
        const double left = value_of(solution_, limit.left), right = value_of(solution_, limit.right);
        const double slack = 1e-9 * std::max(std::abs(left), std::abs(right));
        return limit.statement == Statement::at_most ? left <= right + slack : left >= right - slack;
      });
    });
  }

  bool is_known(NodeId side) const {
    const std::vector<std::size_t> below = relations_.graph.quantities_below(side);
    return std::all_of(below.begin(), below.end(), [&](std::size_t q) {
      const bool stepped = std::any_of(torn_.steps.begin(), torn_.steps.end(),
                                       [&](const Torn::Step& step) { return step.quantity == q; });
      return solution_.knows(q) || stepped ||
             std::find(torn_.unknowns.begin(), torn_.unknowns.end(), q) != torn_.unknowns.end();
    });
  }

  std::string sentences() const {
    std::string text;
    for (const std::size_t e : torn_.equations)
      text += fmt::format("{}\"{}\"", text.empty() ? "" : " and ", relations_.equations[e].sentence);
    return text;
  }

  const Relations& relations_;
  Solution& solution_;
  const Torn& torn_;
  std::vector<double> before_;
};

}  // namespace

Together solve_together(const Relations& relations, Solution& solution, const Torn& torn) {
  return Search(relations, solution, torn).result();
}

Interval natural_root(Solution& solution, const Torn& torn, double value, Interval within) {
  if (torn.unknowns.size() != 1) return Interval::everything();
  Interval& natural = solution.found[torn.unknowns.front()].natural;
  const Interval before = natural;
  const Interval range = enclose_root(
      [&](Interval x) {
        natural = x;
        return natural_interval(solution, torn.left.front()) - natural_interval(solution, torn.right.front());
      },
      value, within);
  natural = before;
  return range;
}

}  // namespace costcurve
