#include "audit/beliefs.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace costcurve {

namespace {

bool is_uncertain(const Solution& solution, std::size_t given) {
  return solution.found[given].given && solution.found[given].given->is_belief;
}

bool rests_on_belief(const Relations& relations, const Solution& solution, std::size_t quantity) {
  const std::vector<std::size_t> below = givens_behind(relations, solution, quantity);
  return std::any_of(below.begin(), below.end(), [&](std::size_t given) { return is_uncertain(solution, given); });
}

// A bound, limits, or a width of its own. Printed digits alone are no such thing: that a quantity known to a third
// comes out within them says nothing about the claim.
bool has_probability(const Stated& stated) {
  return stated.form != Stated::Form::value || stated.about || stated.is_belief;
}

// The values for which the claim holds.
Event event_of(const Stated& stated, std::size_t output) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  Event event;
  event.output = output;
  if (stated.form == Stated::Form::limits)
    event.between = stated.limits;
  else if (stated.form == Stated::Form::bound) {
    const bool above = stated.relation[0] == '>', strict = stated.relation.size() == 1;
    event.between = above ? Interval{limit_of(stated), infinity} : Interval{-infinity, limit_of(stated)};
    event.low_included = !(above && strict);
    event.high_included = above || !strict;
  } else if (stated.about)
    event.between = about(stated.value, stated.shown);
  else
    event.between = stated.belief;
  return event;
}

// Of a plain number: that much, or more.
Event as_much_as(const Stated& stated, std::size_t output) {
  Event event;
  event.output = output;
  event.between = {stated.value, std::numeric_limits<double>::infinity()};
  return event;
}

}  // namespace

Interval possible_values(const Relations& relations, std::size_t quantity) {
  const Domain domain = relations.quantities[quantity].domain;
  Interval possible = Interval::everything();
  if (domain != Domain::any) possible.low = 0;
  if (domain == Domain::fraction) possible.high = 1;
  const Graph& graph = relations.graph;
  for (const Equation& equation : relations.equations) {
    if (!is_limit(equation)) continue;
    const auto is_it = [&](const Node& node) {
      return node.operation == Operation::symbol && node.quantity() == quantity;
    };
    const bool is_left = is_it(graph[equation.left]);
    if (!is_left && !is_it(graph[equation.right])) continue;
    const double other = graph.constant_value(is_left ? equation.right : equation.left);
    if (std::isnan(other)) continue;  // a quantity
    if ((equation.statement == Statement::at_least) == is_left)
      possible.low = std::max(possible.low, other);
    else
      possible.high = std::min(possible.high, other);
  }
  return possible;
}

Interval of_what_can_be(const Relations& relations, std::size_t quantity, double value, Interval range) {
  const Interval possible = possible_values(relations, quantity);
  if (!possible.holds(value)) return range;
  return {std::max(range.low, possible.low), std::min(range.high, possible.high)};
}

GivenPointer within_what_can_be(const Relations& relations, std::size_t quantity, const GivenPointer& given) {
  if (!given->is_belief) return given;
  const Interval possible = possible_values(relations, quantity);
  const Distribution &before = given->distribution, within = before.within(possible);
  if (within.from == before.from && within.to == before.to) return given;
  Given cut = *given;
  cut.distribution = within;
  cut.belief = {std::max(cut.belief.low, possible.low), std::min(cut.belief.high, possible.high)};
  if (!possible.holds(cut.value)) cut.value = within.median();
  cut.rounding = Interval::point(cut.value);
  return std::make_shared<const Given>(std::move(cut));
}

Givens within_what_can_be(const Relations& relations, const Givens& givens) {
  Givens cut = givens;
  for (const std::size_t q : givens.stated_quantities())
    if (GivenPointer within = within_what_can_be(relations, q, givens.stated(q)); within != givens.stated(q))
      cut.state(q, std::move(within));
  return cut;
}

std::vector<Distribution> beliefs_of(const Program& program, const Solution& solution) {
  std::vector<Distribution> beliefs;
  for (const std::size_t input : program.inputs) {
    const Finding& finding = solution.found[input];
    beliefs.push_back(finding.given && finding.given->is_belief ? finding.given->distribution
                                                                : Distribution::point(finding.value));
  }
  return beliefs;
}

std::vector<std::string> input_names(const Program& program, const Relations& relations) {
  std::vector<std::string> names;
  for (const std::size_t input : program.inputs) names.push_back(relations.quantities[input].name);
  return names;
}

namespace {

// Of a sheet with a hundred steps on the way to its results those are drawn that somebody asks for; `range` and
// `sensitivity` say of any other what it can be.
std::vector<bool> steps_on_the_way(const Scenario& scenario) {
  constexpr std::size_t many = 100;
  const Relations& relations = *scenario.relations;
  std::vector<bool> is_step(relations.quantities.size(), false);
  for (const Part& part : scenario.parts) {
    if (!part.sheet || part.sheet->rows().size() < many) continue;
    for (const std::size_t q : part.quantities) {
      const std::string_view name = part.sheet->rows()[relations.quantities[q].row].name;
      const std::vector<std::string_view>& results = part.sheet->results;
      is_step[q] = !relations.quantities[q].asked && std::find(results.begin(), results.end(), name) == results.end();
    }
  }
  for (const std::size_t q : scenario.answer)
    if (q < is_step.size()) is_step[q] = false;
  return is_step;
}

}  // namespace

std::optional<Interval> believed_range(const AuditedVariant& audited, std::size_t quantity,
                                       const SimulationOptions& options) {
  const Relations& relations = *audited.scenario.relations;
  const Solution& solution = audited.solution;
  if (is_uncertain(solution, quantity)) return solution.found[quantity].given->belief;
  if (!rests_on_belief(relations, solution, quantity)) return std::nullopt;
  const std::optional<Program> program = compile(relations, solution, {relations.quantities[quantity].symbol});
  if (!program) return std::nullopt;
  const Summary drawn =
      simulate(*program, input_names(*program, relations), beliefs_of(*program, solution), {}, options).outputs.front();
  return is_constant(drawn) ? std::nullopt : std::optional(Interval{drawn.p5, drawn.p95});
}

std::optional<Beliefs> simulate_beliefs(const AuditedVariant& audited, const SimulationOptions& options) {
  const Relations& relations = *audited.scenario.relations;
  const Solution& solution = audited.solution;
  std::vector<NodeId> roots;
  std::vector<std::size_t> quantities;
  const std::vector<bool> is_step = steps_on_the_way(audited.scenario);
  for (std::size_t q = 0; q < relations.quantities.size(); ++q) {
    if (is_step[q]) continue;
    if (solution.found[q].status != Status::derived || !rests_on_belief(relations, solution, q)) continue;
    quantities.push_back(q);
    roots.push_back(relations.quantities[q].symbol);
  }
  std::vector<std::size_t> claims;
  for (std::size_t c = 0; c < audited.claims.size(); ++c) {
    const ClaimResult& result = audited.claims[c];
    const Verdict verdict = result.judgement.verdict;
    if (verdict == Verdict::cited || verdict == Verdict::not_determined || result.judgement.side) continue;
    const std::vector<std::size_t> below = quantities_in(relations, solution, result.claim->node);
    if (std::none_of(below.begin(), below.end(),
                     [&](std::size_t q) { return rests_on_belief(relations, solution, q); }))
      continue;
    claims.push_back(c);
    roots.push_back(result.claim->node);
  }
  if (roots.empty()) return std::nullopt;
  const std::optional<Program> program = compile(relations, solution, roots);
  if (!program) return std::nullopt;
  std::vector<Event> events;
  const auto stated = [&](std::size_t i) -> const Stated& { return audited.claims[claims[i]].claim->stated; };
  for (std::size_t i = 0; i < claims.size(); ++i)
    events.push_back(has_probability(stated(i)) ? event_of(stated(i), quantities.size() + i)
                                                : as_much_as(stated(i), quantities.size() + i));
  Simulation simulation =
      simulate(*program, input_names(*program, relations), beliefs_of(*program, solution), events, options);
  Beliefs beliefs;
  beliefs.options = options;
  beliefs.options.progress = nullptr;  // what it draws on is gone by then
  for (std::size_t i = 0; i < quantities.size(); ++i)
    beliefs.of_quantity[quantities[i]] = std::move(simulation.outputs[i]);
  for (std::size_t i = 0; i < claims.size(); ++i) {
    beliefs.of_claim[claims[i]] = std::move(simulation.outputs[quantities.size() + i]);
    (has_probability(stated(i)) ? beliefs.probability : beliefs.as_much)[claims[i]] = simulation.probabilities[i];
  }
  return beliefs;
}

}  // namespace costcurve
