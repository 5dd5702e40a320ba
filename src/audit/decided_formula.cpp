#include "audit/decided_formula.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <unordered_map>

namespace costcurve {

namespace {

class Decider {
 public:
  explicit Decider(const Solution& solution) : solution_(solution) {
    made_.graph = Graph::laid_over(solution.formulas);
  }

  DecidedFormula run(NodeId formula) {
    made_.node = decided(formula);
    return std::move(made_);
  }

 private:
  double value(NodeId id) {
    if (const auto known = values_.find(id); known != values_.end()) return known->second;
    const Node& node = solution_.formulas[id];
    double made = std::nan("");
    if (node.operation == Operation::constant) made = node.value;
    if (node.operation == Operation::symbol && solution_.knows(node.quantity()))
      made = solution_.found[node.quantity()].value;
    if (!is_leaf(node.operation)) {
      std::array<double, most_operands> operands{};
      std::size_t count = 0;
      for (const NodeId operand : node.operands()) operands[count++] = value(operand);
      made = apply(node.operation, operands[0], operands[1], operands[2]);
    }
    return values_[id] = made;
  }

  void remember_what_decides(NodeId condition) {
    for (const std::size_t q : solution_.formulas.quantities_below(condition))
      if (std::find(made_.decided_by.begin(), made_.decided_by.end(), q) == made_.decided_by.end())
        made_.decided_by.push_back(q);
  }

  NodeId decided(NodeId id) {
    if (const auto known = decided_.find(id); known != decided_.end()) return known->second;
    const NodeId made = decided_anew(id);
    if (const NamedExpression* named = solution_.formulas.named(id)) name(made, *named, value(id));
    return decided_[id] = made;
  }

  // What came to one of its operands, or to nothing, is that.
  void name(NodeId made, NamedExpression named, double value) {
    for (NodeId& operand : named.operands) operand = decided(operand);
    if (is_leaf(made_.graph[made].operation)) return;
    if (std::find(named.operands.begin(), named.operands.end(), made) != named.operands.end()) return;
    made_.named[made] = value;
    made_.graph.name(made, std::move(named));
  }

  // A term that is 0, perhaps by a choice.
  void leave_out(NodeId term) {
    ++made_.noughts;
    if (const Node& node = solution_.formulas[term]; node.operation == Operation::select) remember_what_decides(node.a);
  }

  NodeId decided_anew(NodeId id) {
    const Node node = solution_.formulas[id];
    if (is_leaf(node.operation)) return id;
    if (node.operation == Operation::select && std::isfinite(value(node.a))) {
      remember_what_decides(node.a);
      return decided(value(node.a) != 0 ? node.b : node.c);
    }
    const bool is_sum = node.operation == Operation::add || node.operation == Operation::subtract;
    const bool first_is_nought = is_sum && value(node.a) == 0, second_is_nought = is_sum && value(node.b) == 0;
    if (second_is_nought) {
      const NodeId left = decided(node.a);
      if (!first_is_nought) leave_out(node.b);
      return left;
    }
    if (first_is_nought && node.operation == Operation::add) {
      leave_out(node.a);
      return decided(node.b);
    }
    const NodeId a = decided(node.a), b = node.b == no_node ? no_node : decided(node.b),
                 c = node.c == no_node ? no_node : decided(node.c);
    if (node.operation == Operation::multiply && is_one(a)) return b;
    if ((node.operation == Operation::multiply || node.operation == Operation::divide) && is_one(b)) return a;
    return a == node.a && b == node.b && c == node.c ? id : made_.graph.record(node.operation, a, b, c);
  }

  // The plain number that a choice came to.
  bool is_one(NodeId id) const {
    const Node& node = made_.graph[id];
    return node.operation == Operation::constant && node.value == 1 && node.dimension.is_plain();
  }

  const Solution& solution_;
  DecidedFormula made_;
  std::unordered_map<NodeId, double> values_;
  std::unordered_map<NodeId, NodeId> decided_;
};

}  // namespace

DecidedFormula decided_formula(const Solution& solution, std::size_t quantity) {
  return Decider(solution).run(solution.found[quantity].formula);
}

}  // namespace costcurve
