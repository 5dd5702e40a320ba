#include "solve/linear_elimination.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

namespace costcurve {

namespace {

// A few thousand that hang together take no longer; where each rests on all before it, no one is told.
constexpr std::size_t most_row_steps = 4'000'000;

class RowReader {
 public:
  RowReader(const Graph& graph, const Solution& solution) : graph_(graph), solution_(solution) {}

  bool read(NodeId id, double times) {
    const Node& node = graph_[id];
    if (node.dimension.is_point()) return false;
    if (node.operation == Operation::symbol && !solution_.knows(node.quantity())) {
      coefficients[node.quantity()] += times;
      return true;
    }
    if (is_leaf(node.operation)) return put(times * value_of(solution_, id));
    switch (row_of(node.operation).dimension) {
      case DimensionRule::sum:
      case DimensionRule::difference:
        return read(node.a, times) && read(node.b, takes_away(node.operation) ? -times : times);
      case DimensionRule::negated: return read(node.a, -times);
      case DimensionRule::product:
        if (is_known(node.a)) return read(node.b, times * value_of(solution_, node.a));
        return is_known(node.b) && read(node.a, times * value_of(solution_, node.b));
      case DimensionRule::quotient: return is_known(node.b) && read(node.a, times / value_of(solution_, node.b));
      default: return is_known(id) && put(times * value_of(solution_, id));
    }
  }

  std::map<std::size_t, double> coefficients;
  double rest = 0;

 private:
  bool put(double value) {
    rest += value;
    return std::isfinite(value);
  }
  bool is_known(NodeId id) const {
    const Node& node = graph_[id];
    if (node.operation == Operation::symbol) return solution_.knows(node.quantity());
    const Operands<NodeId> operands = node.operands();
    return std::all_of(operands.begin(), operands.end(), [&](NodeId operand) { return is_known(operand); });
  }

  const Graph& graph_;
  const Solution& solution_;
};

}  // namespace

std::optional<LinearRow> linear_row(const Relations& relations, const Solution& solution, std::size_t e) {
  RowReader reader(relations.graph, solution);
  const Equation& equation = relations.equations[e];
  if (!reader.read(equation.left, 1) || !reader.read(equation.right, -1)) return std::nullopt;
  LinearRow row{e, {}, reader.rest};
  for (const auto& [q, coefficient] : reader.coefficients) {
    if (!std::isfinite(coefficient)) return std::nullopt;
    if (coefficient != 0) row.coefficients.emplace_back(q, coefficient);
  }
  if (row.coefficients.size() < 2) return std::nullopt;
  return row;
}

LinearElimination::LinearElimination(const Relations& relations, const std::vector<LinearRow>& rows, Remember remember)
    : relations_(relations) {
  for (const LinearRow& row : rows)
    for (const auto& [q, coefficient] : row.coefficients)
      if (unit_of_.try_emplace(q, static_cast<std::uint32_t>(quantities_.size())).second) quantities_.push_back(q);
  rows_.resize(quantities_.size());
  within_.resize(quantities_.size());
  for (std::uint32_t u = 0; u < rows_.size(); ++u) rows_[u].terms = {{u, Approximate(1, 0)}};
  for (std::size_t place = 0; place < rows.size() && is_of_use_; ++place) keep(rows[place], place, remember);
}

void LinearElimination::keep(const LinearRow& row, std::size_t place, Remember remember) {
  const auto one = static_cast<std::uint32_t>(quantities_.size());
  Row sum;
  if (row.rest != 0) sum.terms.push_back({one, Approximate(row.rest)});
  if (remember == Remember::equations)
    sum.terms.push_back({one + 1 + static_cast<std::uint32_t>(place), Approximate(1, 0)});
  for (const auto& [q, coefficient] : row.coefficients) {
    const Row& of = rows_[unit_of_.at(q)];
    steps_ += of.terms.size() + sum.terms.size();
    sum = sum_of(sum, of, Approximate(coefficient));
  }
  const bool holds_unknowns = !sum.is_none() && sum.terms.front().unit < one;
  if (!holds_unknowns) {
    if (sum.factor_of(one)) is_of_use_ = false;
    return;
  }
  const std::uint32_t pivot = pivot_of(sum);
  const Approximate factor = *sum.factor_of(pivot);
  sum.leave_out(pivot);
  steps_ += put_in_place_of(pivot, times(sum, -(Approximate(1, 0) / factor)), rows_, within_);
  if (steps_ > most_row_steps) is_of_use_ = false;
}

// What stands in the fewest others, and of equals the last by name.
std::uint32_t LinearElimination::pivot_of(const Row& row) const {
  const auto rank = [&](std::uint32_t unit) {
    return std::pair(within_[unit].size(), std::string_view(relations_.quantities[quantities_[unit]].name));
  };
  std::uint32_t best = row.terms.front().unit;
  for (const Row::Term& term : row.terms) {
    if (term.unit >= quantities_.size()) break;
    const auto [a, a_name] = rank(term.unit);
    const auto [b, b_name] = rank(best);
    if (a < b || (a == b && a_name > b_name)) best = term.unit;
  }
  return best;
}

bool LinearElimination::determines(std::size_t quantity) const {
  const auto unit = unit_of_.find(quantity);
  if (unit == unit_of_.end()) return false;
  const Row& row = rows_[unit->second];
  return row.is_none() || row.terms.front().unit >= quantities_.size();
}

bool LinearElimination::is_free(std::size_t quantity) const {
  const auto unit = unit_of_.find(quantity);
  return unit != unit_of_.end() && rows_[unit->second].terms.size() == 1 &&
         rows_[unit->second].terms.front().unit == unit->second;
}

std::vector<std::size_t> LinearElimination::behind(std::size_t quantity) const {
  std::vector<std::size_t> places;
  for (const Row::Term& term : rows_[unit_of_.at(quantity)].terms)
    if (term.unit > quantities_.size()) places.push_back(term.unit - quantities_.size() - 1);
  return places;
}

}  // namespace costcurve
