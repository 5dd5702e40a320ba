#include "answer/solve_question.h"

#include <fmt/format.h>

#include <algorithm>

#include "answer/asked.h"
#include "answer/checked.h"
#include "answer/possible_plans.h"
#include "answer/words.h"
#include "audit/consequences.h"
#include "program/one_input.h"
#include "quantity/pace.h"
#include "solve/undetermined.h"
#include "text/listing.h"
#include "text/suggest.h"

namespace costcurve {

namespace {

Excerpt excerpt_of(const std::string& option, const std::string& text) {
  auto source = std::make_shared<Source>();
  source->name = option;
  source->text = text;
  return {source, 0, text.size(), text, true};
}

class Reader {
 public:
  Reader(const Question& asked, Diagnostics& diagnostics, SolveQuestion& question)
      : asked_(asked), diagnostics_(diagnostics), question_(question) {}

  void read() {
    if (!asks_for_all(asked_))
      for (const std::string& key : asked_.options.texts(Option::unknown)) read_unknown(key);
    if (!diagnostics_.empty()) return;
    start_open();
    read_sides();
    if (diagnostics_.empty()) check_influence();
    for (std::size_t u = 0; u < question_.unknowns.size(); ++u) read_range(u);
    if (question_.unknowns.size() > 1)
      for (const Target& target : question_.targets)
        if (target.relation != "=")
          wrong(fmt::format("`{}` is a bound", target.text),
                {"with several unknowns each target is an equation, with ="});
  }

 private:
  const Scenario& scenario() const { return question_.stated->scenario; }
  const Relations& relations() const { return *scenario().relations; }
  const Solution& solution() const { return question_.stated->solution; }
  void wrong(std::string problem, std::vector<std::string> notes) {
    diagnostics_.add(without_place(std::move(problem), std::move(notes)));
  }

  void read_unknown(const std::string& key) {
    const std::optional<std::size_t> quantity = scenario().quantity(key);
    if (!quantity) {
      std::vector<std::string> notes;
      if (const std::string hint = did_you_mean(key, scenario().quantity_names()); !hint.empty()) notes.push_back(hint);
      notes.push_back(fmt::format("`costcurve run {}` shows them all; --for all tries every input", asked_.file()));
      return wrong(fmt::format("there is no quantity `{}`", key), notes);
    }
    const Quantity& row = relations().quantities[*quantity];
    if (row.dimension.is_word())
      return wrong(fmt::format("`{}` is a word, and between words nothing can be looked for", key),
                   {fmt::format("this tries each: {}", sweep_over_words(asked_.file(), row))});
    const Finding& finding = solution().found[*quantity];
    if (finding.status == Status::derived && !is_input(relations(), solution(), finding)) return derived(*quantity);
    question_.unknowns.push_back(*quantity);
    question_.open.push_back(finding.status == Status::unknown);
  }

  // What follows from givens has no value of its own to change.
  void derived(std::size_t quantity) {
    const std::string& name = relations().quantities[quantity].name;
    const Finding& finding = solution().found[quantity];
    const std::vector<std::string> below = names_of(relations(), solution().formulas.quantities_below(finding.formula));
    const std::vector<std::size_t> givens = givens_behind(relations(), solution(), quantity);
    const Equation& equation = relations().equations[finding.equation];
    const bool said_so = !equation.where.empty() && equation.left == relations().quantities[quantity].symbol;
    std::vector<std::string> notes;
    if (!givens.empty())
      notes.push_back(fmt::format("solve for what it rests on: {}", listed_some(names_of(relations(), givens))));
    if (said_so)
      notes.push_back(fmt::format("or withdraw what is said of it, and it can be solved for: --set {}='?'", name));
    if (const auto given = withdrawable(quantity, givens); given && !said_so)
      notes.push_back(fmt::format("or withdraw one of those, and it can be solved for: --set {}='?'",
                                  relations().quantities[*given].name));
    if (below.empty()) notes.emplace_back("what its equations fix can be changed in the scenario only");
    wrong(fmt::format("`{}` is not given: it follows from {}", name,
                      below.empty() ? "its equations alone" : listed_some(below)),
          notes);
  }

  // A given of the scenario, of the same part if there is one.
  std::optional<std::size_t> withdrawable(std::size_t quantity, const std::vector<std::size_t>& givens) const {
    std::optional<std::size_t> any;
    for (const std::size_t given : givens) {
      if (solution().found[given].given->rank != Rank::scenario) continue;
      if (relations().quantities[given].part == relations().quantities[quantity].part) return given;
      if (!any) any = given;
    }
    return any;
  }

  // What nothing determines is begun with one in its unit, as if that were given.
  void start_open() {
    constexpr double year_2025 = 1735689600;
    Values start;
    for (std::size_t u = 0; u < question_.unknowns.size(); ++u) {
      if (!question_.open[u]) continue;
      const Quantity& quantity = relations().quantities[question_.unknowns[u]];
      const double one = quantity.dimension.is_point()         ? year_2025
                         : is_pace(quantity.shown)             ? 1 / seconds_per_year
                         : quantity.domain == Domain::fraction ? 0.5
                                                               : quantity.shown.factor;
      start.emplace_back(question_.unknowns[u], one);
    }
    if (start.empty()) return;
    question_.started = audit(question_.stated->kept, with_values(scenario(), start), Judged::general_claims_too);
    question_.targets = targets_in(*question_.started, question_.wishes);
  }

  void read_sides() {
    const AuditedVariant& worked = question_.worked();
    std::vector<NodeId> roots;
    for (const Target& target : question_.targets) roots.insert(roots.end(), {target.left, target.right});
    if (auto sides = compile(*worked.scenario.relations, worked.solution, roots)) {
      question_.sides = std::move(*sides);
      return;
    }
    for (const NodeId root : roots)
      for (const std::size_t q : worked.solution.formulas.quantities_below(root))
        if (!worked.solution.knows(q)) undetermined(worked, q);
  }

  void undetermined(const AuditedVariant& worked, std::size_t quantity) {
    const Relations& all = *worked.scenario.relations;
    Waiting waiting(all, worked.solution);
    const Missing missing = waiting.missing(quantity);
    std::vector<std::string> notes;
    std::vector<std::size_t> single;
    for (const auto& set : missing.sets)
      if (set.size() == 1)
        single.push_back(set.front());
      else
        notes.push_back(fmt::format("giving {} would determine it", listed(names_of(all, set))));
    if (!single.empty())
      notes.push_back(fmt::format("giving {} would determine it, and --for {} solves for that",
                                  listed(names_of(all, single), "or"), all.quantities[single.front()].name));
    if (!missing.together.empty()) notes.push_back(why_refused(worked.solution, all, missing.together));
    if (notes.empty())
      for (const auto& set : sets_with_an_entry(worked, waiting, quantity))
        notes.push_back(fmt::format("giving {} would determine it", listed(set)));
    if (notes.empty()) notes.emplace_back("no equation leads to it from what is given");
    wrong(
        fmt::format("`{}` is not determined{}", all.quantities[quantity].name,
                    question_.started ? ", also with a value for what is asked" : ", so nothing can be solved for it"),
        notes);
  }

  bool influences(std::size_t quantity, std::size_t target) const {
    const auto input = question_.sides.input_of(quantity);
    if (!input) return false;
    const std::vector<bool> depends = dependents(question_.sides, *input);
    return depends[question_.sides.outputs[2 * target]] || depends[question_.sides.outputs[2 * target + 1]];
  }

  // The inputs that a target rests on, for a message.
  std::string what_does(std::size_t target) const {
    std::vector<std::string> names;
    for (const std::size_t q : question_.sides.inputs)
      if (influences(q, target)) names.push_back(question_.worked().scenario.relations->quantities[q].name);
    return names.empty() ? "nothing does: it rests on no input" : "what does: " + listed_some(names);
  }

  void check_influence() {
    const std::size_t count = question_.targets.size();
    for (const std::size_t q : question_.unknowns) {
      bool some = false;
      for (std::size_t t = 0; t < count; ++t) some = some || influences(q, t);
      if (!some)
        wrong(fmt::format("`{}` does not influence {}", relations().quantities[q].name,
                          count == 1 ? "`" + question_.targets.front().text + "`" : "any of the targets"),
              {count == 1 ? what_does(0) : "leave it out, and one of the targets"});
    }
    for (std::size_t t = 0; t < count && diagnostics_.empty() && count > 1; ++t) {
      const bool moved = std::any_of(question_.unknowns.begin(), question_.unknowns.end(),
                                     [&](std::size_t q) { return influences(q, t); });
      if (!moved) wrong(fmt::format("none of the unknowns influences `{}`", question_.targets[t].text), {what_does(t)});
    }
    if (question_.unknowns.empty() && question_.sides.inputs.empty())
      wrong(fmt::format("`{}` rests on no input", question_.targets.front().text), {"there is nothing to solve for"});
  }

  void read_range(std::size_t u) {
    const Quantity& quantity = relations().quantities[question_.unknowns[u]];
    if (u >= question_.brackets.size())
      return question_.within.push_back(question_.open[u] ? allowed(relations(), question_.unknowns[u])
                                                          : looked_for(relations(), solution(), question_.unknowns[u]));
    const Interval bracket = question_.brackets[u], may_be = allowed(relations(), question_.unknowns[u]);
    const Interval range = {std::max(may_be.low, bracket.low), std::min(may_be.high, bracket.high)};
    if (!(range.low < range.high))
      wrong(fmt::format("--between leaves no value for `{}`", quantity.name),
            {forbidden(relations(), question_.unknowns[u], bracket.low)});
    question_.within.push_back(range);
  }

  const Question& asked_;
  Diagnostics& diagnostics_;
  SolveQuestion& question_;
};

}  // namespace

Demand demand_of(const Target& target) {
  if (target.relation == "<=") return Demand::at_most;
  if (target.relation == ">=") return Demand::at_least;
  return target.relation == "<" ? Demand::below : target.relation == ">" ? Demand::above : Demand::equal;
}

std::vector<Target> targets_in(AuditedVariant& audited, const std::vector<Excerpt>& wishes) {
  Diagnostics unheard = Diagnostics::unheard();
  std::vector<Target> targets;
  for (const Excerpt& wish : wishes)
    targets.push_back(*bind_target(wish, audited.scenario, audited.solution.formulas, unheard));
  return targets;
}

namespace {

// Targets and brackets, read against the names of the scenario before anything is worked out. A bracket of an unknown
// that there is not waits for that to be reported.
void read_wishes(const Question& asked, const Scenario& scenario, SolveQuestion& question, Diagnostics& diagnostics) {
  Graph scratch = scenario.relations->graph;
  for (const std::string& text : asked.options.texts(Option::so_that)) {
    question.wishes.push_back(excerpt_of("--so-that", text));
    bind_target(question.wishes.back(), scenario, scratch, diagnostics);
  }
  const std::vector<std::string>&unknowns = asked.options.texts(Option::unknown),
        &brackets = asked.options.texts(Option::between);
  for (std::size_t i = 0; i < brackets.size(); ++i)
    if (const auto quantity = scenario.quantity(unknowns[i]))
      if (const auto bracket = bind_bracket(excerpt_of("--between", brackets[i]), *quantity, scenario, diagnostics))
        question.brackets.push_back(*bracket);
}

}  // namespace

std::unique_ptr<SolveQuestion> read_question(const Question& asked, const Case& which, Library& library,
                                             Diagnostics& diagnostics) {
  const std::shared_ptr<const Scenario> scenario = bound(which, library, diagnostics);
  if (!scenario) return nullptr;
  auto question = std::make_unique<SolveQuestion>();
  read_wishes(asked, *scenario, *question, diagnostics);
  question->shown = quantities_to_show(asked, *scenario, asked.file(), diagnostics);
  if (!diagnostics.empty()) return nullptr;
  question->stated = audit(scenario, scenario->givens, Judged::general_claims_too);
  question->targets = targets_in(*question->stated, question->wishes);
  Reader(asked, diagnostics, *question).read();
  // What is solved for may be what makes a plan of it.
  const std::vector<std::size_t> of_plans = StatedPlans(*scenario).quantities();
  if (std::none_of(question->unknowns.begin(), question->unknowns.end(),
                   [&](std::size_t unknown) { return std::binary_search(of_plans.begin(), of_plans.end(), unknown); }))
    refuse_impossible_plans(*question->stated, diagnostics);
  return diagnostics.empty() ? std::move(question) : nullptr;
}

}  // namespace costcurve
