#pragma once
// Scenario expressions become nodes of the graph; their dimensions are checked on the way, with a caret under the
// mistake.

#include <array>
#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "graph/graph.h"
#include "quantity/units.h"
#include "scenario/references.h"
#include "text/expression.h"

namespace costcurve {

class ExpressionBinder {
 public:
  ExpressionBinder(Graph& graph, const References& names, const Units& units, Diagnostics& diagnostics)
      : graph_(graph), names_(names), units_(units), diagnostics_(diagnostics) {}

  /// For telling a dimension only: what stands for a distribution need not be a number.
  void infer_only() { infers_ = true; }

  /// Records the expression; nothing if a mistake was reported, or if a quantity in it is itself mistaken.
  std::optional<NodeId> bind(const Expression& expression, const Excerpt& excerpt, const Context& context);

 private:
  using Result = std::optional<NodeId>;
  Result literal(const Expression& expression);
  Result reference(const Expression& expression);
  Result call(const Expression& expression);
  Result over_list(const Expression& expression, Operation operation);
  Result function(const Expression& expression, const OperationRow& row);
  bool fits(const Expression& expression, const OperationRow& row, const std::array<NodeId, most_operands>& operands);
  bool fits_choice(const Expression& expression, const std::array<NodeId, most_operands>& operands);
  Result comparison(const Expression& expression);
  std::pair<Result, Result> sides_of(const Expression& expression);
  Result word(const Expression& expression, NodeId other);
  bool has_words(const Expression& expression, std::initializer_list<NodeId> operands);
  Result growth(const Expression& pace);
  Result grown(const Expression& expression);
  bool asks_about_orders(const Expression& expression);
  Result as_pace(const Expression& orders, NodeId bound, const Dimension& beside);
  Result sum(const Expression& expression);
  Result product(const Expression& expression);
  Result power(const Expression& expression);
  Result expand(const Expression& expression);
  Result fold(Operation operation, std::vector<NodeId> nodes, const Expression& expression);
  std::optional<std::vector<NodeId>> expanded(const Expression& expression);

  Result fail(const Expression& expression, std::string problem, std::vector<std::string> notes = {},
              std::string label = {});
  std::string words(NodeId node) const { return units_.words(graph_[node].dimension); }
  std::string spoken(NodeId node) const { return units_.spoken(graph_[node].dimension); }
  Result not_alike(const Expression& expression, NodeId first, NodeId other);
  Place place(const Expression& expression) const { return excerpt_->place(expression.begin, expression.end); }
  std::string text(const Expression& expression) const;

  Graph& graph_;
  const References& names_;
  const Units& units_;
  Diagnostics& diagnostics_;
  const Excerpt* excerpt_ = nullptr;
  Context context_;
  bool infers_ = false;
};

/// What to do about a dimension that is off by one factor, or nothing when there is no good advice.
std::string missing_factor(const Dimension& expected, const Dimension& actual, const std::string& text);

}  // namespace costcurve
