#include "answer/solve.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "answer/about.h"
#include "answer/possible_plans.h"
#include "answer/solve_question.h"
#include "graph/unit_within.h"
#include "quantity/print.h"
#include "search/simultaneous.h"

namespace costcurve {

namespace {

// An equation is solved when nine digits agree.
bool is_met(Demand demand, double left, double right) {
  return demand == Demand::equal ? meets(demand, left, right, 1e-9) : meets(demand, left, right);
}

class Answering {
 public:
  explicit Answering(const SolveQuestion& question)
      : question_(question), inputs_(stated_values(question.sides, question.worked().solution)) {}

  Solved answer() {
    targets();
    beliefs();
    for (std::size_t u = 0; u < question_.unknowns.size(); ++u)
      solved_.unknowns.push_back(unknown(question_.unknowns[u], question_.open[u], u));
    if (question_.unknowns.empty())
      all_changes();
    else if (question_.unknowns.size() > 1)
      several();
    else if (solved_.targets.front().demand == Demand::equal)
      equality();
    else
      bound();
    return std::move(solved_);
  }

 private:
  const Relations& relations() const { return *question_.worked().scenario.relations; }

  bool is_believed(std::size_t q) const {
    const GivenPointer& given = question_.worked().solution.found[q].given;
    return given && given->is_belief;
  }
  void beliefs() {
    constexpr int digits = 3;
    for (const std::size_t input : question_.sides.inputs) {
      const Quantity& quantity = relations().quantities[input];
      if (!is_believed(input) || std::count(question_.unknowns.begin(), question_.unknowns.end(), input) > 0) continue;
      solved_.believed.push_back(quantity.name + " at " +
                                 amount_text(question_.worked().solution.found[input].value, quantity.shown, digits));
    }
  }

  // The two sides of each target where the scenario is worked out otherwise; nothing where one has no value.
  std::vector<std::optional<std::pair<double, double>>> sides_in(AuditedVariant& audited) const {
    std::vector<std::optional<std::pair<double, double>>> sides;
    for (const Target& target : targets_in(audited, question_.wishes)) {
      const auto program = compile(*audited.scenario.relations, audited.solution, {target.left, target.right});
      sides.emplace_back();
      if (!program) continue;
      const std::vector<double> values = evaluate(*program, stated_values(*program, audited.solution));
      sides.back() = {values[0], values[1]};
    }
    return sides;
  }

  void targets() {
    const Graph& formulas = question_.worked().solution.formulas;
    const auto now = sides_in(*question_.stated);
    for (std::size_t t = 0; t < now.size(); ++t) {
      const Target& asked = question_.targets[t];
      SolvedTarget target;
      target.text = asked.text;
      target.left = asked.left_text;
      target.unit = unit_within(relations(), formulas, asked.left)
                        .value_or(question_.stated->scenario.units.usual(formulas[asked.left].dimension));
      target.unit.dimension = formulas[asked.left].dimension;
      target.demand = demand_of(asked);
      if (now[t]) target.now = now[t]->first;
      target.holds = now[t] && is_met(target.demand, now[t]->first, now[t]->second);
      solved_.targets.push_back(std::move(target));
    }
  }

  SolvedUnknown unknown(std::size_t q, bool open, std::optional<std::size_t> number) const {
    const Quantity& quantity = relations().quantities[q];
    const Finding& finding = question_.worked().solution.found[q];
    SolvedUnknown made;
    made.name = quantity.name;
    made.unit = quantity.shown;
    made.dimension = quantity.dimension;
    made.domain = quantity.domain;
    made.stated = finding.value;
    constexpr int digits_beside_beliefs = 3;
    const std::vector<std::size_t>& inputs = question_.sides.inputs;
    if (std::any_of(inputs.begin(), inputs.end(), [&](std::size_t input) { return input != q && is_believed(input); }))
      made.digits = digits_beside_beliefs;
    using Standing = SolvedUnknown::Standing;
    if (open)
      made.standing = Standing::open;
    else if (finding.status == Status::derived)
      made.standing = Standing::estimated;
    else
      made.standing = finding.given->rank == Rank::scenario  ? Standing::stated
                      : finding.given->rank == Rank::catalog ? Standing::catalog
                                                             : Standing::by_default;
    if (!number) return made;
    made.searched = question_.within[*number];
    made.bracketed = *number < question_.brackets.size();
    return made;
  }

  void equality() {
    const std::size_t input = *question_.sides.input_of(question_.unknowns.front());
    const Roots found = solutions(question_.sides, inputs_, input, question_.within.front());
    for (const double value : found.values) add_point({value});
    solved_.ranges = found.plateaus;
    if (!found.none()) return;
    solved_.jump = jump_over(question_.sides, inputs_, input, question_.within.front());
    explain_none(input);
  }

  void bound() {
    const std::size_t input = *question_.sides.input_of(question_.unknowns.front());
    solved_.ranges =
        met_within(question_.sides, inputs_, input, question_.within.front(), solved_.targets.front().demand);
    if (solved_.ranges.empty()) return explain_none(input);
    for (const Interval& range : solved_.ranges) {
      solved_.lacks_low.push_back(!is_met_at(input, range.low));
      solved_.lacks_high.push_back(!is_met_at(input, range.high));
    }
    if (solved_.targets.front().holds) return;
    // What follows is told of the least change that does it.
    Roots ends;
    for (const Interval& range : solved_.ranges) ends.plateaus.push_back(range);
    if (const auto value = nearest(ends, inputs_[input]); value && !question_.open.front()) {
      add_point({*value});
      if (!solved_.points.back().no_plan.empty()) take_plan_near(*value);
    }
  }

  // What splits a plan is a whole number: the nearest in the ranges with which there is a plan, in the place of a point
  // with which there is none.
  void take_plan_near(double value) {
    constexpr double most_tries = 64;
    std::vector<double> whole;
    for (const Interval& range : solved_.ranges)
      for (double n = std::ceil(range.low); n <= range.high && n < std::ceil(range.low) + most_tries; ++n)
        whole.push_back(n);
    std::sort(whole.begin(), whole.end(),
              [&](double a, double b) { return std::abs(a - value) < std::abs(b - value); });
    const SolvedPoint before = std::move(solved_.points.back());
    for (const double n : whole) {
      solved_.points.pop_back();
      add_point({n});
      solved_.points.back().is_next_plan = true;
      if (solved_.points.back().no_plan.empty()) return;
    }
    solved_.points.back() = before;
  }

  // Ends are found by halving, and may be a bit beyond a jump: at the number that is told a side has not jumped yet.
  bool is_met_at(std::size_t input, double value) const {
    constexpr double found_to = 1e-7;
    std::vector<double> inputs = inputs_;
    inputs[input] = std::isfinite(value) ? std::stod(fmt::format("{:.9g}", value)) : value;
    const std::vector<double> sides = evaluate(question_.sides, inputs);
    return meets(solved_.targets.front().demand, sides[0], sides[1], found_to);
  }

  void explain_none(std::size_t input) {
    const Interval within = question_.within.front();
    solved_.reach = reach(question_.sides, inputs_, input, within);
    const Interval everywhere = search_range(Domain::any);
    if (within == everywhere) return;
    solved_.outside = solutions(question_.sides, inputs_, input, everywhere).values;
    if (!solved_.outside.empty())
      solved_.forbidden = forbidden(relations(), question_.unknowns.front(), solved_.outside.front());
  }

  void several() {
    std::vector<std::size_t> inputs;
    for (const std::size_t q : question_.unknowns) inputs.push_back(*question_.sides.input_of(q));
    const Simultaneous found = solve_simultaneously(question_.sides, inputs_, inputs, question_.within);
    for (const std::vector<double>& values : found.values) add_point(values);
    for (const std::size_t u : found.traded) solved_.traded.push_back(solved_.unknowns[u].name);
    solved_.starts = found.starts;
    solved_.outside_sets = found.outside;
    if (!found.outside.empty())
      for (std::size_t u = 0; u < inputs.size() && solved_.forbidden.empty(); ++u)
        solved_.forbidden = forbidden(relations(), question_.unknowns[u], found.outside.front()[u]);
  }

  void all_changes() {
    std::vector<std::size_t> cannot;
    const std::vector<WouldBe> changes =
        all_single_changes(relations(), question_.worked().solution, question_.sides, cannot);
    for (const WouldBe& change : changes)
      solved_.changes.push_back({unknown(change.quantity, false, {}), change, measured_by(change), cannot_be(change)});
    std::stable_partition(solved_.changes.begin(), solved_.changes.end(),
                          [](const SolvedChange& change) { return change.cannot_be.empty(); });
    for (const std::size_t q : cannot)
      (relations().quantities[q].dimension.is_word() ? solved_.words : solved_.cannot)
          .push_back(relations().quantities[q].name);
    solved_.not_looked_at = question_.sides.inputs.size() - changes.size() - cannot.size();
  }

  std::string cannot_be(const WouldBe& change) const {
    const std::unique_ptr<AuditedVariant> after =
        audit(question_.stated->kept, with_values(question_.stated->scenario, {{change.quantity, change.value}}),
              Judged::no_claims);
    const std::vector<ImpossiblePlan> mistakes = StatedPlans(after->scenario).mistakes(after->solution, false);
    if (!mistakes.empty()) return mistakes.front().problem;
    const std::vector<std::string> broken = consequences(*question_.stated, *after).broken;
    return broken.empty() ? std::string() : broken.front();
  }

  Interval measured_by(const WouldBe& change) const {
    const Finding& finding = question_.worked().solution.found[change.quantity];
    const bool digits = change.standing == Standing::within_digits || change.standing == Standing::beyond_digits;
    return digits ? finding.given->rounding : nominal_range(relations(), question_.worked().solution, change.quantity);
  }

  // The scenario is worked out anew with the values, as --set would do it.
  void add_point(std::vector<double> values) {
    constexpr std::size_t most_told = 4;
    SolvedPoint point;
    point.values = std::move(values);
    if (solved_.points.size() < most_told) {
      Values given;
      for (std::size_t u = 0; u < point.values.size(); ++u) given.emplace_back(question_.unknowns[u], point.values[u]);
      const std::unique_ptr<AuditedVariant> after =
          audit(question_.stated->kept, with_values(question_.stated->scenario, given), Judged::general_claims_too);
      point.consequences = consequences(*question_.stated, *after);
      point.missed = missed(*after);
      const std::vector<ImpossiblePlan> mistakes = StatedPlans(after->scenario).mistakes(after->solution);
      if (!mistakes.empty()) point.no_plan = mistakes.front().text();
      for (const std::string& name : question_.shown) point.shown.push_back(shown_value(*after, name));
    }
    solved_.points.push_back(std::move(point));
  }

  static ShownValue shown_value(const AuditedVariant& after, const std::string& name) {
    const std::size_t q = *after.scenario.quantity(name);
    ShownValue shown{name, after.scenario.relations->quantities[q].shown, {}};
    if (after.solution.knows(q)) shown.value = after.solution.found[q].value;
    return shown;
  }

  // Another equation may determine what the target rests on once the value is another.
  std::vector<MissedTarget> missed(AuditedVariant& after) const {
    std::vector<MissedTarget> missed;
    const auto sides = sides_in(after);
    for (std::size_t t = sides.size(); t-- > 0;) {
      if (!sides[t]) continue;
      const auto& [left, right] = *sides[t];
      const bool apart = std::abs(left - right) > 1e-6 * std::max(std::abs(left), std::abs(right));
      if (apart && !is_met(solved_.targets[t].demand, left, right)) missed.push_back({t, left});
    }
    return missed;
  }

  const SolveQuestion& question_;
  std::vector<double> inputs_;
  Solved solved_;
};

}  // namespace

namespace {

Answer solve_in(const Question& question, const Case& which, Library& library, Diagnostics& mistakes) {
  const std::unique_ptr<SolveQuestion> read = read_question(question, which, library, mistakes);
  if (!read) return {};
  const auto solved = std::make_shared<const Solved>(Answering(*read).answer());
  Answer answer;
  answer.document = [solved, around = about(read->stated->scenario)] {
    return told_about(around, solve_document(*solved));
  };
  answer.data = {[solved, which] { return data_of(which.file, which.shown, *solved); }};
  return answer;
}

}  // namespace

Answer solve_for(const Question& question, Library& library) {
  Diagnostics mistakes;
  if (library.open_catalog(mistakes)) check_options(question, mistakes);
  return mistakes.empty() ? answer_each(question, library, solve_in) : wrong_answer(mistakes);
}

}  // namespace costcurve
