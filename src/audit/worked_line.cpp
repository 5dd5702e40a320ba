#include "audit/worked_line.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <vector>

#include "graph/formula_text.h"
#include "quantity/pace.h"
#include "quantity/print.h"

namespace costcurve {

namespace {

// Six digits, and those of a thousand things that would be shown whole. A plain number is written out: of a scale word
// with nothing behind it one would ask of what, and nobody could type "564 MWh / 195 M".
std::string leaf_amount(double value, const ShownUnit& shown) {
  // Of what is hardly more or less than one, those that a difference or a logarithm keeps.
  const bool is_share = shown.text == "x" || shown.text == "%";
  if (is_share && value != 1 && std::abs(value - 1) < 0.05)
    return number_text(value / shown.factor, 7) + (shown.text == "x" ? "x" : " %");
  const double size = std::abs(value);
  if (shown.dimension.is_plain() && shown.text.empty() && size >= 1e6 && size < 1e15) return count_text(value);
  const bool is_part = shown.dimension.is_count() && value != std::round(value);
  return amount_text(value, shown, is_part ? 7 : 6);
}

// Rewrites a formula over logarithms into one over the factors that paces are printed as.
class Blackboard {
 public:
  Blackboard(const Relations& relations, const Solution& solution, const Graph& formulas)
      : relations_(relations), solution_(solution), graph_(Graph::laid_over(formulas)) {}

  NodeId rewritten(NodeId id) {
    const Node node = graph_[id];
    if (const std::optional<double> factor = yearly_factor(node))
      return graph_.binary(Operation::divide, graph_.unary(Operation::log, plain(*factor)), year());
    if (is_leaf(node.operation)) return id;
    if (node.operation == Operation::exp)
      if (const std::optional<NodeId> power = power_of_a_factor(node.a, true)) return *power;
    const NodeId a = rewritten(node.a), b = node.b == no_node ? no_node : rewritten(node.b),
                 c = node.c == no_node ? no_node : rewritten(node.c);
    return named_as(id, graph_.record(node.operation, a, b, c));
  }

  // What a formula of logarithms grows to in a year.
  NodeId over_a_year(NodeId id) {
    const Node node = graph_[id];
    if (node.operation == Operation::divide && graph_[node.a].operation == Operation::log)
      return graph_.binary(Operation::power, rewritten(graph_[node.a].a),
                           graph_.binary(Operation::divide, year(), rewritten(node.b)));
    if (const std::optional<NodeId> power = power_of_a_factor(id, false)) return *power;
    return graph_.unary(Operation::exp, graph_.binary(Operation::multiply, rewritten(id), year()));
  }

  std::string text(NodeId id, Named named = Named::written_out) const {
    return written_formula(
        graph_, id, [&](const Node& leaf) { return leaf_text(leaf); }, named);
  }
  FormulaTree tree(NodeId id, Named named = Named::written_out) const {
    return formula_tree(
        graph_, id, [&](const Node& leaf) { return leaf_text(leaf); }, named);
  }

 private:
  NodeId named_as(NodeId before, NodeId made) {
    const NamedExpression* named = graph_.named(before);
    if (!named) return made;
    NamedExpression again = *named;
    for (NodeId& operand : again.operands) operand = rewritten(operand);
    graph_.name(made, std::move(again));
    return made;
  }

  std::string leaf_text(const Node& leaf) const {
    if (leaf.operation == Operation::constant) return constant_text(graph_, leaf);
    const std::size_t quantity = leaf.quantity();
    const ShownUnit& shown = relations_.quantities[quantity].shown;
    const std::string text = leaf_amount(solution_.found[quantity].value, shown);
    return shown.words ? "'" + text + "'" : text;
  }
  NodeId plain(double value) { return graph_.constant(value, Dimension(), number_text(value)); }
  NodeId year() { return graph_.constant(seconds_per_year, Dimension(Base::time), "1 year"); }

  // Of a pace, as a quantity or as it was written: 4x/year.
  std::optional<double> yearly_factor(const Node& node) const {
    if (!node.dimension.is_pace()) return std::nullopt;
    if (node.operation == Operation::symbol && is_pace(relations_.quantities[node.quantity()].shown))
      return std::exp(solution_.found[node.quantity()].value * seconds_per_year);
    if (node.operation != Operation::constant) return std::nullopt;
    const std::string& spelled = graph_.spelling(node);
    const auto says = [&](const char* word) { return spelled.find(word) != std::string::npos; };
    if (says("x/") || says("x per ") || says("x a ") || says("halv") || says("doubl") || says("tripl") ||
        says("quadrupl") || says("x in ") || says("x every "))
      return std::exp(node.value * seconds_per_year);
    return std::nullopt;
  }

  struct Factors {
    std::vector<NodeId> over, under;
    bool negative = false;
  };

  void collect_factors(NodeId id, bool above, Factors& factors) const {
    const Node& node = graph_[id];
    if (node.operation == Operation::multiply || node.operation == Operation::divide) {
      collect_factors(node.a, above, factors);
      collect_factors(node.b, node.operation == Operation::multiply ? above : !above, factors);
    } else if (node.operation == Operation::negate) {
      factors.negative = !factors.negative;
      collect_factors(node.a, above, factors);
    } else {
      (above ? factors.over : factors.under).push_back(id);
    }
  }

  // exp(pace × time) is the pace's factor to the power of the time in years; where the year is left out it is that of
  // a pace. Nothing where no pace is among the factors, or nothing but one.
  std::optional<NodeId> power_of_a_factor(NodeId exponent, bool in_years) {
    Factors factors;
    collect_factors(exponent, true, factors);
    const auto pace = std::find_if(factors.over.begin(), factors.over.end(),
                                   [&](NodeId id) { return yearly_factor(graph_[id]).has_value(); });
    if (pace == factors.over.end() || factors.over.size() == 1) return std::nullopt;
    const double factor = *yearly_factor(graph_[*pace]);
    factors.over.erase(pace);
    NodeId power = rewritten(factors.over[0]);
    for (std::size_t i = 1; i < factors.over.size(); ++i)
      power = graph_.binary(Operation::multiply, power, rewritten(factors.over[i]));
    for (const NodeId divisor : factors.under) power = graph_.binary(Operation::divide, power, rewritten(divisor));
    if (in_years) power = graph_.binary(Operation::divide, power, year());
    if (factors.negative) power = graph_.unary(Operation::negate, power);
    return graph_.binary(Operation::power, plain(factor), power);
  }

  const Relations& relations_;
  const Solution& solution_;
  Graph graph_;
};

}  // namespace

std::string constant_text(const Graph& graph, const Node& constant) {
  const std::string& spelled = graph.spelling(constant);
  return spelled.empty() ? number_text(constant.value) : spelled;
}

namespace {

// The formula as it is worked out on a blackboard, and what is said behind it.
struct Worked {
  Worked(const Relations& relations, const Solution& solution, const Graph& formulas)
      : blackboard(relations, solution, formulas) {}

  Blackboard blackboard;
  NodeId node = no_node;
  std::string_view behind;
};

void put_numbers(Worked& worked, const Graph& formulas, NodeId node) {
  const bool is_alone = is_leaf(formulas[node].operation);  // 4x/year is 4x/year
  worked.node = is_alone ? node : worked.blackboard.rewritten(node);
}

Worked worked_formula(const Relations& relations, const Solution& solution, std::size_t quantity) {
  const NodeId formula = solution.found[quantity].formula;
  Worked worked(relations, solution, solution.formulas);
  if (is_leaf(solution.formulas[formula].operation) || !is_yearly_factor(relations.quantities[quantity].shown)) {
    put_numbers(worked, solution.formulas, formula);
  } else {
    worked.node = worked.blackboard.over_a_year(formula);
    worked.behind = " per year";
  }
  return worked;
}

}  // namespace

std::string numbers_text(const Relations& relations, const Solution& solution, NodeId node) {
  return numbers_text(relations, solution, solution.formulas, node);
}

std::string numbers_text(const Relations& relations, const Solution& solution, const Graph& formulas, NodeId node,
                         Named named) {
  Worked worked(relations, solution, formulas);
  put_numbers(worked, formulas, node);
  return worked.blackboard.text(worked.node, named);
}

FormulaTree numbers_tree(const Relations& relations, const Solution& solution, const Graph& formulas, NodeId node,
                         Named named) {
  Worked worked(relations, solution, formulas);
  put_numbers(worked, formulas, node);
  return worked.blackboard.tree(worked.node, named);
}

std::string worked_line(const Relations& relations, const Solution& solution, std::size_t quantity) {
  const Worked worked = worked_formula(relations, solution, quantity);
  return worked.blackboard.text(worked.node) + std::string(worked.behind);
}

FormulaTree worked_tree(const Relations& relations, const Solution& solution, std::size_t quantity) {
  const Worked worked = worked_formula(relations, solution, quantity);
  FormulaTree tree = worked.blackboard.tree(worked.node);
  if (worked.behind.empty()) return tree;
  return {
      FormulaTree::Kind::row, " ", {std::move(tree), {FormulaTree::Kind::leaf, std::string(worked.behind.substr(1))}}};
}

}  // namespace costcurve
