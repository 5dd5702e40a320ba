#include "solve/one_unknown.h"

namespace costcurve {

namespace {

constexpr std::size_t place_of_unknown = 0, place_of_nothing = 1;

}  // namespace

OneUnknown::OneUnknown(const Solution& solution, std::size_t unknown, NodeId left, NodeId right)
    : values_{0, 0},
      varies_{true, false},
      left_(place_of(left, solution, unknown)),
      right_(place_of(right, solution, unknown)) {}

std::size_t OneUnknown::put(double value, bool varies) {
  values_.push_back(value);
  varies_.push_back(varies);
  return values_.size() - 1;
}

std::size_t OneUnknown::place_of(NodeId id, const Solution& solution, std::size_t unknown) {
  const Node& node = solution.formulas[id];
  if (node.operation == Operation::symbol && node.quantity() == unknown) return place_of_unknown;
  if (const auto known = places_.find(id); known != places_.end()) return known->second;
  std::size_t place = 0;
  if (is_leaf(node.operation))
    place = put(value_of(solution, id), false);
  else {
    Step step{node.operation, {place_of_nothing, place_of_nothing, place_of_nothing}, place_of_nothing};
    bool varies = false;
    const Operands<NodeId> operands = node.operands();
    for (std::size_t i = 0; i < operands.size(); ++i) {
      step.operands[i] = place_of(operands[i], solution, unknown);
      varies = varies || varies_[step.operands[i]];
    }
    place = step.result = put(varies ? 0 : result_of(step), varies);
    if (varies) steps_.push_back(step);
  }
  return places_[id] = place;
}

double OneUnknown::result_of(const Step& step) const {
  const auto& [a, b, c] = step.operands;
  return apply(step.operation, values_[a], values_[b], values_[c]);
}

std::pair<double, double> OneUnknown::operator()(double x) {
  values_[place_of_unknown] = x;
  for (const Step& step : steps_) values_[step.result] = result_of(step);
  return {values_[left_], values_[right_]};
}

}  // namespace costcurve
