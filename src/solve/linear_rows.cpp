#include "solve/linear_rows.h"

#include <algorithm>
#include <array>
#include <unordered_map>

namespace costcurve {

namespace {

// A node along all unknowns at once: its shape, what it comes to where they are nought, and its slope by each.
struct Linear {
  Shape shape;
  double value = 0;
  std::vector<double> slopes;
};

class Reader {
 public:
  Reader(const Solution& solution, const std::vector<std::size_t>& unknowns)
      : solution_(solution), unknowns_(unknowns) {}

  const Linear& read(NodeId id) {
    if (const auto known = read_.find(id); known != read_.end()) return known->second;
    const Node& node = solution_.formulas[id];
    return read_[id] = is_leaf(node.operation) ? leaf(node, id) : result(node);
  }

 private:
  Linear leaf(const Node& node, NodeId id) const {
    Linear leaf{{}, 0, std::vector<double>(unknowns_.size(), 0)};
    const auto unknown = node.operation == Operation::symbol
                             ? std::find(unknowns_.begin(), unknowns_.end(), node.quantity())
                             : unknowns_.end();
    if (unknown == unknowns_.end()) {
      leaf.value = value_of(solution_, id);
      return leaf;
    }
    leaf.shape = Shape::line();
    leaf.slopes[static_cast<std::size_t>(unknown - unknowns_.begin())] = 1;
    return leaf;
  }

  Linear result(const Node& node) {
    const OperationRow& row = row_of(node.operation);
    const Operands<NodeId> operands = node.operands();
    std::array<Linear, most_operands> of;
    OperandShapes shapes;
    for (std::size_t i = 0; i < operands.size(); ++i) {
      of[i] = read(operands[i]);
      shapes.shapes[i] = of[i].shape;
      shapes.values[i] = of[i].value;
    }
    shapes.same = node.a == node.b;
    Linear result{row.shape(shapes), row.apply(of[0].value, of[1].value, of[2].value),
                  std::vector<double>(unknowns_.size(), 0)};
    if (!result.shape.is_line()) return result;
    const OperandSlopes slopes = row.slopes(1, {of[0].value, of[1].value, of[2].value, result.value});
    for (std::size_t i = 0; i < operands.size(); ++i)
      if (of[i].shape.varies())
        for (std::size_t u = 0; u < unknowns_.size(); ++u) result.slopes[u] += slopes[i] * of[i].slopes[u];
    return result;
  }

  const Solution& solution_;
  const std::vector<std::size_t>& unknowns_;
  std::unordered_map<NodeId, Linear> read_;
};

bool is_linear(const Linear& side) { return side.shape.is_line() || !side.shape.varies(); }

}  // namespace

std::optional<LinearRows> linear_rows(const Solution& solution, const std::vector<std::size_t>& unknowns,
                                      const std::vector<NodeId>& left, const std::vector<NodeId>& right) {
  Reader reader(solution, unknowns);
  LinearRows rows;
  for (std::size_t e = 0; e < left.size(); ++e) {
    const Linear one = reader.read(left[e]), other = reader.read(right[e]);
    if (!is_linear(one) || !is_linear(other)) return std::nullopt;
    std::vector<double> row = one.slopes;
    for (std::size_t u = 0; u < row.size(); ++u) row[u] -= other.slopes[u];
    rows.coefficients.push_back(std::move(row));
    rows.right.push_back(other.value - one.value);
  }
  return rows;
}

}  // namespace costcurve
