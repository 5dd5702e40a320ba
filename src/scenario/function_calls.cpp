// Calls in an expression: functions, sums over lists, choices.

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "scenario/expressions.h"
#include "text/listing.h"
#include "text/suggest.h"

namespace costcurve {

namespace {

std::vector<std::string> functions() {
  std::vector<std::string> known = {"sum"};
  for (const OperationRow* row : operation_rows)
    if (row->written->kind == Notation::Kind::function) known.emplace_back(*row->name);
  return known;
}

}  // namespace

ExpressionBinder::Result ExpressionBinder::call(const Expression& expression) {
  const std::string& name = expression.name;
  const OperationRow* row = find_function(name);
  if (name == "sum") return over_list(expression, Operation::add);
  if (row && row->dimension == DimensionRule::alike) return over_list(expression, row->operation);
  // Where only the dimension is wanted, a distribution has that of its first value; elsewhere it stands alone in its
  // slot.
  if (is_distribution(name) && infers_ && !expression.operands.empty()) return expand(expression.operands.front());
  if (is_distribution(name))
    return fail(expression, fmt::format("{}() must stand alone as a quantity's value", name),
                {"give it to a quantity of its own, and refer to that: assume.rent"});
  if (row) return function(expression, *row);
  std::vector<std::string> notes;
  if (name.starts_with("log") && name.ends_with("normal"))
    notes.push_back("a log-normal is written by its 90 % range: 80 to 100 h");
  else if (const std::string hint = did_you_mean(name, functions()); !hint.empty())
    notes.push_back(hint);
  notes.push_back("the functions are " + listed(functions()));
  return fail(expression, fmt::format("there is no function `{}`", name), notes);
}

std::optional<std::vector<NodeId>> ExpressionBinder::expanded(const Expression& expression) {
  std::vector<NodeId> nodes;
  if (expression.form != Expression::Form::reference) {
    const Result node = expand(expression);
    if (!node) return std::nullopt;
    return std::vector<NodeId>{*node};
  }
  const std::vector<std::size_t> found = names_.resolve(expression.name, context_, place(expression), diagnostics_);
  if (found.empty()) return std::nullopt;
  for (const std::size_t quantity : found) {
    const std::optional<Dimension> dimension = names_.dimension(quantity);
    if (!dimension) return std::nullopt;
    nodes.push_back(graph_.symbol(quantity, *dimension));
  }
  return nodes;
}

ExpressionBinder::Result ExpressionBinder::over_list(const Expression& expression, Operation operation) {
  if (expression.operands.empty())
    return fail(expression, fmt::format("{}() of nothing", expression.name),
                {fmt::format("for example {}(*.cost), {}(.b7, .b13)", expression.name, expression.name)});
  std::vector<NodeId> nodes;
  bool whole = true;
  for (const Expression& operand : expression.operands) {
    const auto more = expanded(operand);
    if (!more) {
      whole = false;
      continue;
    }
    if (!nodes.empty() && graph_[more->front()].dimension != graph_[nodes.front()].dimension) {
      not_alike(operand, nodes.front(), more->front());
      whole = false;
      continue;
    }
    nodes.insert(nodes.end(), more->begin(), more->end());
  }
  if (!whole || has_words(expression, {nodes.front()})) return std::nullopt;
  if (operation == Operation::add && graph_[nodes.front()].dimension.is_point() && nodes.size() > 1)
    return fail(expression, "dates cannot be added up",
                {"the difference of two dates is a time: 2025-01-20 - 2024-12-26"});
  return fold(operation, nodes, expression);
}

// A balanced tree: a sum of ten thousand rows must not be ten thousand levels deep.
ExpressionBinder::Result ExpressionBinder::fold(Operation operation, std::vector<NodeId> nodes,
                                                const Expression& expression) {
  for (const NodeId node : nodes)
    if (graph_[node].dimension != graph_[nodes.front()].dimension) return not_alike(expression, nodes.front(), node);
  while (nodes.size() > 1) {
    std::vector<NodeId> next;
    for (std::size_t i = 0; i + 1 < nodes.size(); i += 2)
      next.push_back(graph_.binary(operation, nodes[i], nodes[i + 1]));
    if (nodes.size() % 2 == 1) next.push_back(nodes.back());
    nodes = std::move(next);
  }
  return nodes.front();
}

ExpressionBinder::Result ExpressionBinder::not_alike(const Expression& expression, NodeId first, NodeId other) {
  std::vector<std::string> notes = {"only like can be added up or compared"};
  if (graph_[first].dimension.is_plain() || graph_[other].dimension.is_plain())
    notes.push_back("a bare number is a plain number: give it its unit, such as \"512 chip\"");
  return fail(expression, fmt::format("{} and {} cannot stand in one list", spoken(first), spoken(other)), notes,
              words(other));
}

ExpressionBinder::Result ExpressionBinder::function(const Expression& expression, const OperationRow& row) {
  if (expression.operands.size() != row.operands) {
    constexpr std::array<std::string_view, most_operands> counts = {"one value", "two values", "three values"};
    return fail(expression, fmt::format("{} takes {}", expression.name, counts[row.operands - 1]),
                {fmt::format("for example {}", *row.example)});
  }
  std::array<NodeId, most_operands> operands = {no_node, no_node, no_node};
  for (std::size_t i = 0; i < expression.operands.size(); ++i) {
    const Result operand = expand(expression.operands[i]);
    if (!operand) return std::nullopt;
    operands[i] = *operand;
  }
  if (row.dimension != DimensionRule::choice && has_words(expression, {operands[0]})) return std::nullopt;
  if (!fits(expression, row, operands)) return std::nullopt;
  return graph_.record(row.operation, operands[0], operands[1], operands[2]);
}

// True if the operands have the dimensions that the operation needs; reports what they have instead.
bool ExpressionBinder::fits(const Expression& expression, const OperationRow& row,
                            const std::array<NodeId, most_operands>& operands) {
  const Expression& first = expression.operands.front();
  const Dimension& dimension = graph_[operands[0]].dimension;
  const auto refuse = [&](std::string problem, const std::string& advice, std::string label = {}) {
    fail(first, std::move(problem), {advice}, std::move(label));
    return false;
  };
  switch (row.dimension) {
    case DimensionRule::plain:
      return dimension.is_plain() ||
             refuse(fmt::format("{} needs a plain number; this is {}", *row.name, spoken(operands[0])),
                    "divide by a unit of its kind first: log(v3.cost / 1 USD)", words(operands[0]));
    case DimensionRule::date:
      return dimension.is_point() || refuse(fmt::format("{} needs a date; this is {}", *row.name, spoken(operands[0])),
                                            "for example weekday(2025-01-27), which is Monday");
    case DimensionRule::root:
      return dimension.can_raise(0.5) || refuse(fmt::format("there is no square root of {}", spoken(operands[0])),
                                                "the powers of its units must be even");
    case DimensionRule::counted:
      return dimension.is_plain() || dimension.is_count() ||
             refuse(fmt::format("{} needs something that is counted in whole pieces; this is {}", *row.name,
                                spoken(operands[0])),
                    fmt::format("divide by the unit to round to, and multiply by it: {}({} / (1 {})) * 1 {}", *row.name,
                                text(first), units_.usual(dimension).text, units_.usual(dimension).text),
                    words(operands[0]));
    case DimensionRule::choice: return fits_choice(expression, operands);
    case DimensionRule::sum:
    case DimensionRule::difference:
    case DimensionRule::product:
    case DimensionRule::quotient:
    case DimensionRule::power:
    case DimensionRule::alike:
    case DimensionRule::negated:
    case DimensionRule::comparison:
    case DimensionRule::restricted: break;  // not written as a function, or over a list
  }
  return true;
}

bool ExpressionBinder::fits_choice(const Expression& expression, const std::array<NodeId, most_operands>& operands) {
  const auto& [condition, a, b] = operands;
  if (!graph_[condition].dimension.is_plain()) {
    fail(expression.operands[0],
         fmt::format("{} needs a comparison first; this is {}", expression.name, spoken(condition)),
         {"for example select(.chips <= 1000 chip, .small_cost, .large_cost)"}, words(condition));
    return false;
  }
  if (graph_[a].dimension == graph_[b].dimension) return true;
  std::vector<std::string> notes = {fmt::format("where it holds: {}", words(a)),
                                    fmt::format("otherwise: {}", words(b))};
  if (const std::string advice = missing_factor(graph_[a].dimension, graph_[b].dimension, text(expression.operands[2]));
      !advice.empty())
    notes.push_back(advice);
  fail(expression.operands[2], fmt::format("{} chooses between {} and {}", expression.name, spoken(a), spoken(b)),
       notes, words(b));
  return false;
}

}  // namespace costcurve
