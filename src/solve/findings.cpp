#include "solve/findings.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "solve/rearrange.h"

namespace costcurve {

namespace {

// An inverse may lead to a value that the equation itself does not have: sqrt(x) = -2 is not x = 4.
bool satisfies(Solution& solution, const Equation& equation, std::size_t quantity, double value) {
  Finding& open = solution.found[quantity];
  open.value = value;
  const double left = value_of(solution, equation.left), right = value_of(solution, equation.right);
  open.value = 0;
  return std::abs(left - right) <= 1e-6 * std::max(std::abs(left), std::abs(right)) + 1e-300 || left == right;
}

// True if what a node comes to is what rounding left of larger terms: 1 - 2.6 / 2.6 where 2.6 has been worked out.
bool is_rounding(const Solution& solution, NodeId id, int depth = 3) {
  constexpr double noise = 1e-13;
  const Node& node = solution.formulas[id];
  if (node.operation == Operation::symbol) {
    const Finding& finding = solution.found[node.quantity()];
    return depth > 0 && finding.status == Status::derived && is_rounding(solution, finding.formula, depth - 1);
  }
  // To the power of next to nothing anything is one.
  if (is_leaf(node.operation) || node.operation == Operation::exp) return false;
  const Operands<NodeId> operands = node.operands();
  if (is_sum(node.operation) && operands.size() == 2) {
    const double a = std::abs(value_of(solution, node.a)), b = std::abs(value_of(solution, node.b));
    return std::abs(value_of(solution, id)) <= noise * std::max(a, b);
  }
  if (!is_product(node.operation) && operands.size() > 1) return false;
  return std::any_of(operands.begin(), operands.end(),
                     [&](NodeId operand) { return is_rounding(solution, operand, depth); });
}

bool divides_by_rounding(const Solution& solution, NodeId id) {
  const Node& node = solution.formulas[id];
  if (is_product(node.operation) && takes_away(node.operation) && is_rounding(solution, node.b)) return true;
  const Operands<NodeId> operands = node.operands();
  return std::any_of(operands.begin(), operands.end(),
                     [&](NodeId operand) { return divides_by_rounding(solution, operand); });
}

bool rests_on_default(const Solution& solution, const Finding& finding) {
  return std::any_of(finding.rests_on.begin(), finding.rests_on.end(), [&](std::size_t q) {
    return solution.found[q].given && solution.found[q].given->rank == Rank::fallback;
  });
}

}  // namespace

Finding finding_of(std::size_t quantity, const GivenPointer& given) {
  Finding finding;
  finding.status = Status::given;
  finding.value = given->value;
  finding.natural = given->belief;
  finding.given = given;
  finding.rests_on = {quantity};
  finding.givens = 1;
  return finding;
}

std::optional<Finding> finding_by(const Relations& relations, Solution& solution, std::size_t e, std::size_t quantity) {
  const Equation& equation = relations.equations[e];
  Finding finding;
  finding.status = Status::derived;
  finding.equation = e;
  finding.formula = restricted(solution.formulas, rearrange(relations, solution.formulas, equation, quantity));
  finding.value = value_of(solution, finding.formula);
  if (!std::isfinite(finding.value) || divides_by_rounding(solution, finding.formula) ||
      !satisfies(solution, equation, quantity, finding.value))
    return std::nullopt;
  finding.natural = natural_interval(solution, finding.formula);
  if (std::isnan(finding.natural.low) || std::isnan(finding.natural.high)) finding.natural = Interval::everything();
  return finding;
}

void rest_on(const std::vector<std::size_t>& quantities, const Solution& solution, Finding& finding) {
  for (const std::size_t quantity : quantities) {
    const Finding& below = solution.found[quantity];
    finding.givens = std::max(finding.givens, below.givens);
    finding.rests_on.insert(finding.rests_on.end(), below.rests_on.begin(), below.rests_on.end());
  }
  std::sort(finding.rests_on.begin(), finding.rests_on.end());
  finding.rests_on.erase(std::unique(finding.rests_on.begin(), finding.rests_on.end()), finding.rests_on.end());
  finding.givens = std::min(std::max(finding.givens, finding.rests_on.size()), most_counted + 1);
  if (finding.givens > most_counted) finding.rests_on.clear();
}

std::optional<std::size_t> nought_by_default(const Solution& solution, NodeId formula) {
  const Node& node = solution.formulas[formula];
  if (node.operation == Operation::where) return nought_by_default(solution, node.a);
  if (!is_product(node.operation)) return std::nullopt;
  for (const NodeId operand : node.operands()) {
    if (const std::optional<std::size_t> below = nought_by_default(solution, operand)) return below;
    if (solution.formulas[operand].operation != Operation::symbol) continue;
    const std::size_t factor = solution.formulas[operand].quantity();
    const Finding& finding = solution.found[factor];
    if (finding.value == 0 && rests_on_default(solution, finding)) return factor;
  }
  return std::nullopt;
}

bool is_nought(const Solution& solution, const Finding& finding) {
  if (finding.status == Status::unknown || finding.value != 0 || !finding.natural.is_point()) return false;
  return finding.givens <= most_counted &&
         std::none_of(finding.rests_on.begin(), finding.rests_on.end(),
                      [&](std::size_t q) { return solution.found[q].given && solution.found[q].given->varies; });
}

// Rounding noise of the arithmetic itself must not decide between equations: widths below 1e-12 are nought.
double relative_width(const Finding& finding) {
  const double width = finding.natural.width();
  if (finding.value == 0) return width == 0 ? 0 : std::numeric_limits<double>::infinity();
  const double relative = width / std::abs(finding.value);
  if (!(relative > 1e-12)) return 0;
  return std::pow(10.0, std::round(std::log10(relative) * 1e6) / 1e6);
}

}  // namespace costcurve
