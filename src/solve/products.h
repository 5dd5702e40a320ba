#pragma once
// Formulas as products of powers in which equal factors cancel: (a * t) / (b * t) is a / b.

#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "numeric/rational.h"
#include "solve/solve.h"

namespace costcurve {

struct Product {
  struct Factor {
    NodeId node = no_node;
    Rational exponent;
  };
  std::vector<Factor> factors;  // in the order they are met; those that cancelled have the exponent nought
  bool is_negative = false;
  std::vector<NodeId> not_negative;  // elsewhere it has no value
};

/// Writes formulas anew with other formulas in the place of some quantities.
class Products {
 public:
  explicit Products(Graph& formulas, const std::vector<Quantity>& quantities)
      : formulas_(formulas), quantities_(quantities) {}

  /// The quantity is this formula, or one where it is no node.
  void put_in_place_of(std::size_t quantity, NodeId formula) { in_place_of_[quantity] = formula; }
  /// The quantity stands for itself again.
  void take_as_it_is(std::size_t quantity) { in_place_of_.erase(quantity); }
  /// The node is nought as a term of a sum, and not written there.
  void leave_out(NodeId term) { left_out_.insert(term); }

  /// The formula with everything in its place and equal factors cancelled; nothing where it is too long to be of use to
  /// anybody. Records new nodes.
  std::optional<NodeId> simplified(NodeId formula);
  /// The quantities that the formula written last has left out of it.
  const std::set<std::size_t>& left_out() const { return quantities_left_out_; }

 private:
  struct Open {
    NodeId node;
    Rational exponent;
  };
  bool gather(NodeId formula, Product& product);
  bool gather_operation(const Open& open, std::vector<Open>& rest, Product& product);
  bool multiply_by(NodeId node, Rational exponent, Product& product);
  std::optional<NodeId> only_term(const Node& sum);
  std::optional<NodeId> other_operation(const Node& node);
  NodeId the_constant(NodeId id);
  NodeId the_operation(Operation operation, NodeId a, NodeId b = no_node, NodeId c = no_node);
  NodeId written(const Product& product);
  NodeId raised(const Product::Factor& factor);

  Graph& formulas_;
  const std::vector<Quantity>& quantities_;
  std::unordered_map<std::size_t, NodeId> in_place_of_;
  std::map<std::tuple<Operation, NodeId, NodeId, NodeId>, NodeId> operations_;
  std::multimap<double, NodeId> constants_;
  std::unordered_set<NodeId> left_out_;
  std::set<std::size_t> quantities_left_out_;
  int depth_ = 0;
  std::size_t steps_ = 0;
};

}  // namespace costcurve
