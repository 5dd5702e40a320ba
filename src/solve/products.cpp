#include "solve/products.h"

#include <algorithm>
#include <array>

namespace costcurve {

namespace {

// Beyond that nobody reads a formula, and a chain of equations that double it each time would never end.
constexpr std::size_t most_steps = 20'000;
constexpr int most_nested = 200;

}  // namespace

std::optional<NodeId> Products::simplified(NodeId formula) {
  if (depth_ == 0) {
    steps_ = 0;
    quantities_left_out_.clear();
  }
  if (depth_ >= most_nested) return std::nullopt;
  ++depth_;
  Product product;
  const bool is_read = gather(formula, product);
  --depth_;
  if (!is_read) return std::nullopt;
  return written(product);
}

// An explicit stack: quantities may be chained in thousands.
bool Products::gather(NodeId formula, Product& product) {
  std::vector<Open> open = {{formula, 1}};
  while (!open.empty()) {
    if (++steps_ > most_steps) return false;
    const Open next = open.back();
    open.pop_back();
    const Node node = formulas_[next.node];
    if (node.operation == Operation::symbol) {
      const auto other = in_place_of_.find(node.quantity());
      if (other == in_place_of_.end()) {
        if (!multiply_by(quantities_[node.quantity()].symbol, next.exponent, product)) return false;
      } else if (other->second != no_node) {
        open.push_back({other->second, next.exponent});
      }
    } else if (node.operation == Operation::constant) {
      const bool is_one = node.value == 1 && node.dimension == Dimension();
      if (!is_one && !multiply_by(the_constant(next.node), next.exponent, product)) return false;
    } else if (node.operation == Operation::root) {
      return false;
    } else if (!gather_operation(next, open, product)) {
      return false;
    }
  }
  return true;
}

bool Products::gather_operation(const Open& open, std::vector<Open>& rest, Product& product) {
  const Node node = formulas_[open.node];
  switch (row_of(node.operation).dimension) {
    case DimensionRule::product:
      rest.push_back({node.b, open.exponent});
      rest.push_back({node.a, open.exponent});
      return true;
    case DimensionRule::quotient:
      rest.push_back({node.b, -open.exponent});
      rest.push_back({node.a, open.exponent});
      return true;
    case DimensionRule::power:
      if (const auto exponent = Rational::of(formulas_.constant_value(node.b))) {
        rest.push_back({node.a, open.exponent * *exponent});
        return true;
      }
      break;
    case DimensionRule::root: rest.push_back({node.a, open.exponent / Rational(2)}); return true;
    case DimensionRule::negated:
      if (!open.exponent.is_whole()) break;
      if (!(open.exponent / Rational(2)).is_whole()) product.is_negative = !product.is_negative;
      rest.push_back({node.a, open.exponent});
      return true;
    case DimensionRule::restricted:
      if (const auto condition = simplified(node.b)) {
        product.not_negative.push_back(*condition);
        rest.push_back({node.a, open.exponent});
        return true;
      }
      return false;
    case DimensionRule::sum:
    case DimensionRule::difference:
      if (const auto term = only_term(node)) {
        if (*term == node.b && takes_away(node.operation)) {
          if (!open.exponent.is_whole()) break;
          if (!(open.exponent / Rational(2)).is_whole()) product.is_negative = !product.is_negative;
        }
        rest.push_back({*term, open.exponent});
        return true;
      }
      break;
    default: break;
  }
  const auto other = other_operation(node);
  return other && multiply_by(*other, open.exponent, product);
}

// What is left of a sum whose other term is nought.
std::optional<NodeId> Products::only_term(const Node& sum) {
  for (const auto& [term, rest] : {std::pair{sum.b, sum.a}, std::pair{sum.a, sum.b}}) {
    if (!left_out_.contains(term)) continue;
    for (const std::size_t q : formulas_.quantities_below(term)) quantities_left_out_.insert(q);
    return rest;
  }
  return std::nullopt;
}

bool Products::multiply_by(NodeId node, Rational exponent, Product& product) {
  if (!exponent.is_number()) return false;
  const auto same = std::find_if(product.factors.begin(), product.factors.end(),
                                 [&](const Product::Factor& factor) { return factor.node == node; });
  if (same == product.factors.end())
    product.factors.push_back({node, exponent});
  else
    same->exponent = same->exponent + exponent;
  return true;
}

std::optional<NodeId> Products::other_operation(const Node& node) {
  std::array<NodeId, most_operands> operands = {no_node, no_node, no_node};
  for (std::size_t i = 0; i < node.operands().size(); ++i) {
    const auto operand = simplified(node.operands()[i]);
    if (!operand) return std::nullopt;
    operands[i] = *operand;
  }
  return the_operation(node.operation, operands[0], operands[1], operands[2]);
}

NodeId Products::the_constant(NodeId id) {
  const auto [first, last] = constants_.equal_range(formulas_[id].value);
  for (auto known = first; known != last; ++known)
    if (formulas_[known->second].dimension == formulas_[id].dimension) return known->second;
  constants_.emplace(formulas_[id].value, id);
  return id;
}

NodeId Products::the_operation(Operation operation, NodeId a, NodeId b, NodeId c) {
  const auto [known, is_new] = operations_.try_emplace({operation, a, b, c}, no_node);
  if (is_new) known->second = formulas_.record(operation, a, b, c);
  return known->second;
}

NodeId Products::raised(const Product::Factor& factor) {
  if (factor.exponent == Rational(1)) return factor.node;
  if (factor.exponent == Rational(1) / Rational(2)) return the_operation(Operation::sqrt, factor.node);
  return the_operation(Operation::power, factor.node,
                       the_constant(formulas_.constant(factor.exponent.value(), Dimension())));
}

NodeId Products::written(const Product& product) {
  NodeId above = no_node, below = no_node;
  for (const Product::Factor& factor : product.factors) {
    if (factor.exponent == Rational(0)) continue;
    const bool is_above = factor.exponent.value() > 0;
    const NodeId node = raised(is_above ? factor : Product::Factor{factor.node, -factor.exponent});
    NodeId& side = is_above ? above : below;
    side = side == no_node ? node : the_operation(Operation::multiply, side, node);
  }
  if (above == no_node) above = the_constant(formulas_.constant(1, Dimension()));
  NodeId all = below == no_node ? above : the_operation(Operation::divide, above, below);
  if (product.is_negative) all = the_operation(Operation::negate, all);
  for (const NodeId condition : product.not_negative) all = the_operation(Operation::where, all, condition);
  return all;
}

}  // namespace costcurve
