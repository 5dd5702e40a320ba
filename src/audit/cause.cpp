#include "audit/cause.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "evaluate/inverse.h"
#include "quantity/print.h"

namespace costcurve {

namespace {

constexpr double near = 0.005;    // two values that would be printed alike in two or three digits
constexpr double ratio_near = 0.01;
constexpr double most_apart = 6.9;    // a given a thousand times off explains nothing

bool alike(double a, double b, double tolerance = near) { return a != 0 && b != 0 && std::abs(a / b - 1) <= tolerance; }

void list_terms(const Graph& graph, NodeId id, std::vector<NodeId>& terms) {
  if (graph[id].operation == Operation::add) {
    list_terms(graph, graph[id].a, terms);
    list_terms(graph, graph[id].b, terms);
  } else {
    terms.push_back(id);
  }
}

// The formula behind a claim's node: of a derived quantity its own, otherwise the node itself.
NodeId formula_behind(const Graph& graph, const Solution& solution, NodeId node) {
  if (graph[node].operation != Operation::symbol) return node;
  const Finding& finding = solution.found[graph[node].quantity()];
  return finding.status == Status::derived ? finding.formula : node;
}

struct Search {
  const Scenario& scenario;
  const Solution& solution;
  const Claim& claim;
  const Judgement& judgement;
  std::vector<std::string>& causes;
  std::vector<std::size_t> givens = {};   // that the claim's quantity rests on

  const Problem& problem() const { return scenario.problem; }
  std::string stated() const { return amount_text(judgement.stated, unit()); }
  ShownUnit unit() const { return shown_unit(scenario, claim); }
};

bool said_of(const Search& search, const std::string& name) {
  const std::string sentence = search.stated() + " is " + name;
  return std::any_of(search.causes.begin(), search.causes.end(), [&](const std::string& cause) { return cause.starts_with(sentence); });
}

// Two quantities have to do with each other when they rest on a common given.
bool related(const Search& search, std::size_t other) {
  const std::vector<std::size_t> theirs = givens_behind(search.problem(), search.solution, other);
  return std::any_of(search.givens.begin(), search.givens.end(), [&](std::size_t given) { return std::binary_search(theirs.begin(), theirs.end(), given); });
}

void among_terms(const Search& search) {
  const Graph& graph = search.problem().graph;
  std::vector<NodeId> terms;
  list_terms(graph, formula_behind(graph, search.solution, search.claim.node), terms);
  if (terms.size() < 2 || terms.size() > 50) return;
  const double residual = search.judgement.stated - search.judgement.computed;
  for (const NodeId term : terms) {
    if (graph[term].operation != Operation::symbol) continue;
    const std::string& name = search.problem().quantities[graph[term].quantity()].name;
    const double value = search.solution.found[graph[term].quantity()].value;
    if (alike(value, search.judgement.stated) && !said_of(search, name)) search.causes.push_back(fmt::format("{} is {} alone", search.stated(), name));
    if (alike(search.judgement.computed - value, search.judgement.stated)) search.causes.push_back(fmt::format("{} leaves out {}", search.stated(), name));
  }
  if (residual > 0 && search.judgement.computed > 0)
    search.causes.push_back(fmt::format("the sum lacks {}: a row may be missing", amount_text(residual, search.unit())));
}

bool rests_on(const Search& search, std::size_t whole, std::size_t part) {
  std::vector<std::size_t> open = {whole};
  std::vector<bool> seen(search.problem().quantities.size(), false);
  while (!open.empty()) {
    const std::size_t q = open.back();
    open.pop_back();
    if (seen[q]) continue;
    seen[q] = true;
    if (q == part) return q != whole;
    if (search.solution.found[q].status != Status::derived) continue;
    for (const std::size_t below : search.problem().graph.quantities_below(search.solution.found[q].formula)) open.push_back(below);
  }
  return false;
}

double mantissa(double value) { return value / std::pow(10.0, std::floor(std::log10(std::abs(value)))); }

int significant_digits(const std::string& text) {
  int digits = 0, zeros = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') continue;
    if (c == '0') zeros += digits > 0 ? 1 : 0;
    else {
      digits += 1 + zeros;
      zeros = 0;
    }
  }
  return digits;
}

void other_quantities(const Search& search) {
  const Problem& all = search.problem();
  const Node& node = all.graph[search.claim.node];
  const bool plain_symbol = node.operation == Operation::symbol;
  const double stated = search.judgement.stated;
  const int digits = significant_digits(search.claim.stated.text);
  if (digits < 2) return;
  int said = 0;
  for (std::size_t q = 0; q < all.quantities.size() && said < 3; ++q) {
    const Quantity& other = all.quantities[q];
    if (other.inner || !search.solution.knows(q) || (plain_symbol && node.quantity() == q)) continue;
    const double value = search.solution.found[q].value;
    if (value == 0 || !std::isfinite(value)) continue;
    if (other.dimension == node.dimension) {
      if (node.dimension.is_plain() || !alike(value, stated)) continue;
      std::string sentence = fmt::format("{} is {}", search.stated(), other.name);
      if (plain_symbol && rests_on(search, q, node.quantity())) sentence += fmt::format(", of which {} is {}", search.claim.of, percent_text(search.judgement.computed / value, 2));
      search.causes.push_back(sentence);
      ++said;
    } else if (digits >= 3 && related(search, q) && alike(mantissa(in_unit(value, other.shown)), mantissa(in_unit(stated, search.unit())), 5e-4)) {
      search.causes.push_back(fmt::format("{} are the digits of {} = {}", search.claim.stated.text, other.name, amount_text(value, other.shown)));
      ++said;
    }
  }
}

// A factor that slips in, the dimensions in which it does, and how near the ratio must be.
struct FamiliarFactor {
  double factor;
  std::string_view meaning;
  std::vector<Base> where;
  double tolerance = ratio_near;
};

bool involves(const Dimension& dimension, const std::vector<Base>& bases) {
  return bases.empty() || std::any_of(bases.begin(), bases.end(), [&](Base base) { return dimension.twelfths(static_cast<int>(base)) != 0; });
}

void familiar_ratio(const Search& search) {
  static const std::vector<FamiliarFactor> factors = {
      {8, "the chips of one node, or the bits of a byte", {Base::chip, Base::information, Base::money, Base::operation}},
      {24, "the hours of a day", {}},
      {12, "the months of a year", {Base::time, Base::money}},
      {2, "both directions of a link, or a multiply-add counted once", {Base::information, Base::operation}},
      {3, "forward alone against forward and backward", {Base::operation}},
      {1.024, "binary against decimal thousands", {Base::information, Base::token}, 0.001},
      {1 / 0.9, "an uptime of 90 % put in or taken out", {Base::chip, Base::time}}};
  if (search.claim.stated.comparison != Comparison::none || search.claim.stated.dimension.is_pace()) return;
  const Dimension& dimension = search.problem().graph[search.claim.node].dimension;
  const double ratio = search.judgement.ratio;
  if (!(ratio > 0) || !std::isfinite(ratio)) return;
  const double tens = std::round(std::log10(ratio));
  if (tens != 0 && alike(ratio, std::pow(10.0, tens), ratio_near))
    search.causes.push_back(fmt::format("computed and stated differ by a factor of {}: a decimal point, or a scale word", number_text(std::pow(10.0, std::abs(tens)))));
  for (const FamiliarFactor& familiar : factors) {
    if (!involves(dimension, familiar.where)) continue;
    if (!alike(ratio, familiar.factor, familiar.tolerance) && !alike(ratio, 1 / familiar.factor, familiar.tolerance)) continue;
    search.causes.push_back(fmt::format("computed and stated differ by a factor of {}: {}", number_text(familiar.factor, 4), familiar.meaning));
  }
}

}  // namespace

namespace {

// The inputs that pull most on the output: of eight thousand rows a reader wants a dozen.
std::vector<std::size_t> strongest(const std::vector<double>& slope, const std::vector<double>& inputs) {
  constexpr std::size_t most = 16;
  std::vector<std::size_t> order(inputs.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto pull = [&](std::size_t i) { return std::abs(slope[i] * (inputs[i] == 0 ? 1 : inputs[i])); };
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return pull(a) > pull(b); });
  if (order.size() > most) order.resize(most);
  return order;
}

// A change that breaks a limit of the sheet (PUE below 1, an MFU above it) explains nothing.
bool kept_to_limits(const Problem& problem, std::size_t quantity, double value) {
  if (!lies_in(problem.quantities[quantity].domain, value)) return false;
  return std::none_of(problem.equations.begin(), problem.equations.end(), [&](const Equation& equation) {
    const bool at_most = equation.statement == Statement::at_most, at_least = equation.statement == Statement::at_least;
    const Node &left = problem.graph[equation.left], &right = problem.graph[equation.right];
    if ((!at_most && !at_least) || left.operation != Operation::symbol || left.quantity() != quantity || right.operation != Operation::constant) return false;
    return at_most ? value > right.value : value < right.value;
  });
}

}  // namespace

std::vector<WouldBe> single_changes(const Problem& problem, const Solution& solution, NodeId node, double target) {
  std::vector<WouldBe> changes;
  const std::optional<Program> program = compile(problem, solution, {node});
  if (!program) return changes;
  const std::vector<double> inputs = stated_values(*program, solution);
  const std::vector<double> slope = gradient(*program, inputs);
  for (const std::size_t i : strongest(slope, inputs)) {
    const Quantity& quantity = problem.quantities[program->inputs[i]];
    if (slope[i] == 0) continue;
    const std::optional<double> value = input_for(*program, inputs, i, target);
    if (!value) continue;
    if (quantity.domain == Domain::any && inputs[i] > 0 && !(*value > 0) && !quantity.dimension.is_point()) continue;
    const double apart = inputs[i] > 0 && *value > 0 && !quantity.dimension.is_point() ? std::abs(std::log(*value / inputs[i])) : std::abs(*value - inputs[i]);
    if (!kept_to_limits(problem, program->inputs[i], *value)) continue;
    if (apart > most_apart && inputs[i] > 0 && *value > 0) continue;
    changes.push_back({program->inputs[i], *value, apart});
  }
  std::stable_sort(changes.begin(), changes.end(), [](const WouldBe& a, const WouldBe& b) { return a.apart < b.apart; });
  return changes;
}

std::vector<std::string> likely_causes(const Scenario& scenario, const Solution& solution, const Claim& claim, const Judgement& judgement) {
  std::vector<std::string> causes;
  Search search{scenario, solution, claim, judgement, causes};
  for (const std::size_t q : scenario.problem.graph.quantities_below(claim.node))
    for (const std::size_t given : givens_behind(scenario.problem, solution, q)) search.givens.push_back(given);
  if (claim.stated.form != Stated::Form::value || claim.stated.dimension.is_point()) return causes;
  other_quantities(search);
  among_terms(search);
  familiar_ratio(search);
  return causes;
}

}  // namespace costcurve
