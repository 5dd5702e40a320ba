#include "audit/single_changes.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "numeric/stable_order.h"
#include "quantity/pace.h"
#include "scenario/stated.h"

namespace costcurve {

namespace {

constexpr double half_of_90 = 1.645;  // standard deviations
constexpr double most_times = 1000;   // a given a thousand times off explains nothing

// The inputs that pull most on the difference of the sides: of eight thousand rows a reader wants a dozen.
std::vector<std::size_t> strongest(const Program& sides, const std::vector<double>& inputs, std::size_t most) {
  std::vector<double> pull(inputs.size());
  for (const double sign : {1.0, -1.0}) {
    const std::vector<double> slope = gradient(sides, inputs, sign > 0 ? 0 : 1);
    for (std::size_t i = 0; i < inputs.size(); ++i) pull[i] += sign * slope[i] * (inputs[i] == 0 ? 1 : inputs[i]);
  }
  std::vector<std::size_t> order(inputs.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  sort_stably(order, [&](std::size_t a, std::size_t b) { return std::abs(pull[a]) > std::abs(pull[b]); });
  if (order.size() > most) order.resize(most);
  return order;
}

// What differs by rounding alone is as far off: the order is then that of the inputs' pull.
double rounded(double distance) { return std::isfinite(distance) ? std::round(distance * 1e9) : distance; }

bool by_ratio(const Quantity& quantity, double a, double b) { return a > 0 && b > 0 && !quantity.dimension.is_point(); }

double apart(const Quantity& quantity, double a, double b) {
  return by_ratio(quantity, a, b) ? std::abs(std::log(a / b)) : std::abs(a - b);
}

// A date is right to its day, whoever says it: a tenth of the seconds since 1970 would mean nothing.
bool is_vouched_for(const Finding& finding, const Dimension& dimension) {
  if (finding.given && dimension.is_point()) return true;
  if (!finding.given || finding.given->assumed || finding.given->rank == Rank::fallback) return false;
  return finding.given->rank == Rank::catalog || !finding.given->source.empty();
}

void measure(const Relations& relations, const Solution& solution, WouldBe& change) {
  const Quantity& quantity = relations.quantities[change.quantity];
  const Finding& finding = solution.found[change.quantity];
  const bool believed = finding.given && finding.given->is_belief;
  change.standing = believed                                       ? Standing::believed
                    : !is_vouched_for(finding, quantity.dimension) ? Standing::nominal
                    : finding.given->rounding.holds(change.value)  ? Standing::within_digits
                                                                   : Standing::beyond_digits;
  const Interval range = change.standing == Standing::within_digits
                             ? finding.given->rounding
                             : nominal_range(relations, solution, change.quantity);
  // A pace is a logarithm already.
  const bool logarithmic = by_ratio(quantity, change.value, finding.value) && range.low > 0 && !is_pace(quantity.shown);
  const double half = logarithmic ? std::log(range.high / range.low) / 2 : range.width() / 2;
  const double distance =
      logarithmic ? std::abs(std::log(change.value / finding.value)) : std::abs(change.value - finding.value);
  change.implausibility = distance == 0 ? 0
                          : half > 0    ? distance / (half / half_of_90)
                                        : std::numeric_limits<double>::infinity();
  if (change.standing == Standing::beyond_digits) change.implausibility = std::numeric_limits<double>::infinity();
}

Interval overlap(Interval a, Interval b) { return {std::max(a.low, b.low), std::min(a.high, b.high)}; }

// A limit to this quantity alone.
bool is_limit_of(const Relations& relations, const Equation& equation, std::size_t quantity) {
  if (!is_limit(equation)) return false;
  const Node& left = relations.graph[equation.left];
  return left.operation == Operation::symbol && left.quantity() == quantity &&
         relations.graph[equation.right].operation == Operation::constant;
}

Interval kept_by(const Relations& relations, const Equation& limit) {
  const double end = relations.graph[limit.right].value;
  const Interval everything = Interval::everything();
  return limit.statement == Statement::at_most ? Interval{everything.low, end} : Interval{end, everything.high};
}

}  // namespace

Interval nominal_range(const Relations& relations, const Solution& solution, std::size_t quantity) {
  const Finding& finding = solution.found[quantity];
  if (finding.given && finding.given->is_belief) return finding.given->belief;
  return about(finding.value, relations.quantities[quantity].shown);
}

Interval allowed(const Relations& relations, std::size_t quantity) {
  Interval range = search_range(relations.quantities[quantity].domain);
  for (const Equation& equation : relations.equations)
    if (is_limit_of(relations, equation, quantity)) range = overlap(range, kept_by(relations, equation));
  return range;
}

std::string forbidden(const Relations& relations, std::size_t quantity, double value) {
  const Quantity& asked = relations.quantities[quantity];
  if (!lies_in(asked.domain, value)) return fmt::format("{} is {}", asked.name, domain_words(asked.domain));
  for (const Equation& equation : relations.equations)
    if (is_limit_of(relations, equation, quantity) && !kept_by(relations, equation).holds(value))
      return equation.sentence;
  return {};
}

Interval looked_for(const Relations& relations, const Solution& solution, std::size_t quantity) {
  const ShownUnit& unit = relations.quantities[quantity].shown;
  const bool amount = solution.found[quantity].value > 0 && !unit.dimension.is_point() && !is_pace(unit);
  const Interval all = allowed(relations, quantity);
  return amount && all.low <= 0 ? overlap(all, search_range(Domain::positive)) : all;
}

std::optional<WouldBe> single_change(const Relations& relations, const Solution& solution, const Program& sides,
                                     const std::vector<double>& inputs, std::size_t input) {
  const std::size_t q = sides.inputs[input];
  const Quantity& quantity = relations.quantities[q];
  if (quantity.dimension.is_word()) return std::nullopt;  // there is nothing between two words
  const double stated = inputs[input];
  const Interval all = looked_for(relations, solution, q);
  const Interval near = stated > 0 && all.low >= 0 ? overlap(all, {stated / most_times, stated * most_times}) : all;
  Roots found;
  if (near.low <= near.high) found = solutions(sides, inputs, input, near);
  if (found.none() && all.low <= all.high && !(near == all)) found = solutions(sides, inputs, input, all);
  const std::optional<double> value = nearest(found, stated);
  if (!value) return std::nullopt;
  WouldBe change;
  change.quantity = q;
  change.value = *value;
  change.apart = apart(quantity, *value, stated);
  change.others = found.values.size() + found.plateaus.size() - 1;
  measure(relations, solution, change);
  return change;
}

std::vector<WouldBe> single_changes(const Relations& relations, const Solution& solution, NodeId node, double target) {
  constexpr std::size_t most = 16;
  std::vector<WouldBe> changes;
  std::optional<Program> sides = compile(relations, solution, {node});
  if (!sides) return changes;
  sides->outputs.push_back(static_cast<std::uint32_t>(sides->code.size()));
  sides->code.push_back({Operation::constant, 0, 0, target, 0});
  const std::vector<double> inputs = stated_values(*sides, solution);
  for (const std::size_t i : strongest(*sides, inputs, most)) {
    const std::optional<WouldBe> change = single_change(relations, solution, *sides, inputs, i);
    if (change && !(change->apart > std::log(most_times) && inputs[i] > 0 && change->value > 0))
      changes.push_back(*change);
  }
  sort_stably(changes, [](const WouldBe& a, const WouldBe& b) { return a.apart < b.apart; });
  return changes;
}

std::vector<WouldBe> all_single_changes(const Relations& relations, const Solution& solution, const Program& sides,
                                        std::vector<std::size_t>& cannot) {
  constexpr std::size_t most = 100;
  std::vector<WouldBe> changes;
  const std::vector<double> inputs = stated_values(sides, solution);
  for (const std::size_t i : strongest(sides, inputs, most)) {
    if (const auto change = single_change(relations, solution, sides, inputs, i))
      changes.push_back(*change);
    else
      cannot.push_back(sides.inputs[i]);
  }
  sort_stably(changes, [](const WouldBe& a, const WouldBe& b) {
    return std::pair(rounded(a.implausibility), rounded(a.apart)) <
           std::pair(rounded(b.implausibility), rounded(b.apart));
  });
  return changes;
}

}  // namespace costcurve
