#include "solve/linear_formula.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "solve/products.h"

namespace costcurve {

namespace {

constexpr std::size_t most_terms = 64;

// So many times a node, or the number alone.
struct FormulaTerm {
  double number = 1;
  NodeId node = no_node;
};
using FormulaSum = std::vector<FormulaTerm>;

// coefficients times unknowns, and the rest, are nought together.
struct FormulaRow {
  std::map<std::size_t, FormulaSum> coefficients;
  FormulaSum rest;
};

class FormulaWriter {
 public:
  FormulaWriter(const Relations& relations, Solution& solution, const std::set<std::size_t>& nought)
      : relations_(relations),
        solution_(solution),
        formulas_(solution.formulas),
        nought_(nought),
        products_(solution.formulas, relations.quantities) {}

  std::optional<NodeId> formula(const std::vector<std::size_t>& equations, std::size_t quantity) {
    std::vector<FormulaRow> rows;
    for (const std::size_t e : equations) {
      FormulaRow row;
      add(relations_.equations[e].left, {}, row);
      add(relations_.equations[e].right, {-1, no_node}, row);
      drop_noughts(row);
      rows.push_back(std::move(row));
    }
    while (!rows.empty() && !failed_) {
      const auto best = std::min_element(rows.begin(), rows.end(), [&](const FormulaRow& a, const FormulaRow& b) {
        return rank(a, quantity) < rank(b, quantity);
      });
      const FormulaRow row = std::move(*best);
      rows.erase(best);
      const auto unknown = std::find_if(row.coefficients.begin(), row.coefficients.end(),
                                        [&](const auto& entry) { return entry.first != quantity; });
      if (unknown == row.coefficients.end()) {
        if (row.coefficients.empty()) continue;
        return written(divided(negative(row.rest), row.coefficients.begin()->second), quantity);
      }
      for (FormulaRow& other : rows) substitute(row, unknown->first, other);
    }
    return std::nullopt;
  }

 private:
  // What holds one other unknown is solved first, and what holds the wanted alone last.
  static std::pair<bool, std::size_t> rank(const FormulaRow& row, std::size_t quantity) {
    const bool is_last = row.coefficients.size() == 1 && row.coefficients.contains(quantity);
    return {is_last, row.coefficients.size()};
  }

  bool is_known(NodeId id) const {
    const std::vector<std::size_t> below = formulas_.quantities_below(id);
    return std::all_of(below.begin(), below.end(), [&](std::size_t q) { return solution_.knows(q); });
  }

  // Adds so many times a node to the row.
  void add(NodeId id, FormulaTerm times, FormulaRow& row) {
    const Node node = formulas_[id];
    if (is_known(id)) return put({times.number, multiplied(times.node, id)}, row.rest);
    if (node.operation == Operation::symbol) {
      if (!nought_.contains(node.quantity())) put(times, row.coefficients[node.quantity()]);
      return;
    }
    switch (row_of(node.operation).dimension) {
      case DimensionRule::sum:
      case DimensionRule::difference:
        add(node.a, times, row);
        return add(node.b, {takes_away(node.operation) ? -times.number : times.number, times.node}, row);
      case DimensionRule::negated: return add(node.a, {-times.number, times.node}, row);
      case DimensionRule::product:
        return is_known(node.a) ? add(node.b, factor(times, node.a), row) : add(node.a, factor(times, node.b), row);
      case DimensionRule::quotient: return add(node.a, over(times, node.b), row);
      default: failed_ = true;
    }
  }

  // A plain number goes into the number.
  FormulaTerm factor(FormulaTerm times, NodeId by) {
    const Node& node = formulas_[by];
    if (node.operation == Operation::constant && node.dimension.is_plain())
      return {times.number * node.value, times.node};
    return {times.number, multiplied(times.node, by)};
  }
  FormulaTerm over(FormulaTerm times, NodeId by) {
    const Node& node = formulas_[by];
    if (node.operation == Operation::constant && node.dimension.is_plain())
      return {times.number / node.value, times.node};
    return {times.number,
            simplified(formulas_.record(Operation::divide, times.node == no_node ? one() : times.node, by))};
  }

  NodeId one() {
    if (one_ == no_node) one_ = formulas_.constant(1, Dimension());
    return one_;
  }
  NodeId multiplied(NodeId a, NodeId b) {
    if (a == no_node) return b;
    if (b == no_node) return a;
    return simplified(formulas_.record(Operation::multiply, a, b));
  }
  NodeId simplified(NodeId id) {
    const std::optional<NodeId> made = products_.simplified(id);
    if (made) return *made;
    failed_ = true;
    return id;
  }

  void put(FormulaTerm term, FormulaSum& sum) {
    const auto same =
        std::find_if(sum.begin(), sum.end(), [&](const FormulaTerm& other) { return other.node == term.node; });
    if (same == sum.end())
      sum.push_back(term);
    else
      same->number += term.number;
    std::erase_if(sum, [](const FormulaTerm& other) { return other.number == 0; });
    failed_ = failed_ || sum.size() > most_terms;
  }

  double value(const FormulaTerm& term) const {
    return term.node == no_node ? term.number : term.number * value_of(solution_, term.node);
  }

  // What comes to nothing by its numbers, and not whatever they are, is none of which a formula could be written.
  void drop_noughts(FormulaRow& row) {
    constexpr double noise = 1e-12;
    std::erase_if(row.coefficients, [&](const auto& entry) {
      double sum = 0, largest = 0;
      bool rests_on_quantities = false;
      for (const FormulaTerm& term : entry.second) {
        sum += value(term);
        largest = std::max(largest, std::abs(value(term)));
        rests_on_quantities =
            rests_on_quantities || (term.node != no_node && !formulas_.quantities_below(term.node).empty());
      }
      const bool is_nought = std::abs(sum) <= noise * largest;
      failed_ = failed_ || (is_nought && rests_on_quantities);
      return is_nought;
    });
  }

  static FormulaSum negative(FormulaSum sum) {
    for (FormulaTerm& term : sum) term.number = -term.number;
    return sum;
  }

  FormulaSum product(const FormulaSum& a, const FormulaSum& b) {
    FormulaSum made;
    for (const FormulaTerm& x : a)
      for (const FormulaTerm& y : b)
        if (!failed_) put({x.number * y.number, multiplied(x.node, y.node)}, made);
    return made;
  }

  FormulaSum divided(const FormulaSum& sum, const FormulaSum& by) {
    if (sum.empty()) return {};
    if (by.size() > 1) return {{1, simplified(formulas_.record(Operation::divide, node_of(sum), node_of(by)))}};
    const FormulaTerm& divisor = by.front();
    FormulaSum made;
    for (const FormulaTerm& term : sum) {
      if (divisor.node == no_node)
        put({term.number / divisor.number, term.node}, made);
      else
        put({term.number / divisor.number,
             simplified(formulas_.record(Operation::divide, term.node == no_node ? one() : term.node, divisor.node))},
            made);
    }
    return made;
  }

  // The unknown as the row has it, put into another row.
  void substitute(const FormulaRow& row, std::size_t unknown, FormulaRow& other) {
    const auto held = other.coefficients.find(unknown);
    if (held == other.coefficients.end() || failed_) return;
    const FormulaSum share = negative(divided(held->second, row.coefficients.at(unknown)));
    other.coefficients.erase(held);
    for (const FormulaTerm& term : product(share, row.rest)) put(term, other.rest);
    for (const auto& [q, coefficient] : row.coefficients)
      if (q != unknown)
        for (const FormulaTerm& term : product(share, coefficient)) put(term, other.coefficients[q]);
    std::erase_if(other.coefficients, [](const auto& entry) { return entry.second.empty(); });
    drop_noughts(other);
  }

  NodeId node_of(const FormulaTerm& term) {
    const double number = std::abs(term.number);
    if (term.node == no_node) return formulas_.constant(number, Dimension());
    if (number == 1) return term.node;
    return formulas_.record(Operation::multiply, formulas_.constant(number, Dimension()), term.node);
  }

  NodeId node_of(FormulaSum sum) {
    std::stable_partition(sum.begin(), sum.end(), [](const FormulaTerm& term) { return term.number > 0; });
    NodeId all = no_node;
    for (const FormulaTerm& term : sum) {
      const NodeId node = node_of(term);
      if (all == no_node)
        all = term.number > 0 ? node : formulas_.record(Operation::negate, node);
      else
        all = formulas_.record(term.number > 0 ? Operation::add : Operation::subtract, all, node);
    }
    return all;
  }

  std::optional<NodeId> written(const FormulaSum& sum, std::size_t quantity) {
    if (failed_) return std::nullopt;
    return sum.empty() ? formulas_.constant(0, relations_.quantities[quantity].dimension) : node_of(sum);
  }

  const Relations& relations_;
  const Solution& solution_;
  Graph& formulas_;
  const std::set<std::size_t>& nought_;
  Products products_;
  NodeId one_ = no_node;
  bool failed_ = false;
};

}  // namespace

std::optional<NodeId> linear_formula(const Relations& relations, Solution& solution,
                                     const std::vector<std::size_t>& equations, const std::set<std::size_t>& nought,
                                     std::size_t quantity) {
  return FormulaWriter(relations, solution, nought).formula(equations, quantity);
}

}  // namespace costcurve
