#pragma once
// In which ways unknown quantities may all be scaled at once, so that the equations between them still hold.
//
// A duration that nobody told may be twice as long: then chip time, tokens, compute and cost are twice as large, and
// every equation holds as before. MFU and the cost of a token stay what they were: they are determined though nothing
// that they are a quotient of is. It is dimensional analysis with units of one's own: each unknown is measured in a
// power product of a few free units, a product multiplies them, and what has no such unit (is weightless) does not
// change with any of the scalings.
//
// What is nought is so in every unit: it adds nothing to a sum, which scales as its other term.
//
// What is no product stands as an unknown of its own in its equation: exp(trend * elapsed), or a sum. The terms of a
// sum need not scale alike for the other equations to mean something; but where they turn out to, the sum scales as
// they do, and so does a term where the sum and the other term are alike.
//
// The exponents of the units are a system of linear equations with rational coefficients, kept in reduced form: each
// equation of the scenario is eliminated once, and each quantity that becomes known is one more row, its weight being
// nought. So asking after every step which quantities are weightless costs no more than what changed.

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "graph/relations.h"
#include "numeric/combination.h"
#include "numeric/rational.h"
#include "solve/solve.h"

namespace costcurve {

/// A power product of free units: the factor of a unit is its exponent. What a power product of others has the weight
/// of is fixed where the others are.
using Weight = Combination<Rational>;

class Scaling {
 public:
  explicit Scaling(const Relations& relations);

  /// The equation holds after scaling, whatever scales in it.
  void keep(std::size_t equation, const Solution& solution);
  /// The quantity became known.
  void fix(std::size_t quantity, const Solution& solution);

  /// The terms of all sums scale alike, told or not: what then still scales is not determined, beyond doubt, and what
  /// does not may be.
  void require_homogeneity();

  /// The weight of a quantity in free units, each of which is the number of a quantity that is measured in itself.
  const Weight& of(std::size_t quantity) const { return weights_[quantity]; }
  /// Quantities that became weightless since this was asked the last time.
  std::vector<std::size_t> newly_weightless();
  /// True if the terms of all sums in it scale alike, and nothing scales that must not: what it says of one case it
  /// says of all that scaling leads to. It must have been kept.
  bool is_homogeneous(std::size_t equation) const { return unsettled_[equation] == 0; }
  /// True if the unit may be any number but nought, and not a positive one alone: whatever compares quantities or takes
  /// roots of them keeps its sense for positive factors only.
  bool may_be_negative(std::uint32_t unit) const;
  /// Terms of sums in an equation that are nought beside others that scale: how much they would be in the sum's unit is
  /// not told.
  std::vector<NodeId> noughts_beside_others(std::size_t equation) const;

 private:
  // An operation that is no product, with the weights of its operands and, last, its own.
  struct Other {
    DimensionRule rule;
    std::size_t equation;
    std::array<Weight, most_operands> operands;
    std::uint32_t unit;
    NodeId a, b;
    bool is_settled = false;
  };
  // A term of a sum that is nought, and the weight of the sum.
  struct Nought {
    NodeId term;
    Weight beside;
  };

  Weight weight_of(NodeId id, std::size_t equation, const Solution& solution);
  Weight other(const Node& node, std::array<Weight, most_operands> operands, std::size_t equation);
  std::optional<NodeId> term_beside_nought(const Node& node) const;
  bool is_nought(NodeId id) const;
  bool settles(Other& other);
  bool settles_sum(const Other& other);
  void require_none(const Weight& of);
  void require_equal(const Weight& a, const Weight& b);
  void take_apart(std::uint32_t unit, const Weight& in_others);
  std::uint32_t least_wanted(const Weight& weight) const;
  bool is_rather_kept(std::uint32_t a, std::uint32_t b) const;
  Weight reduced(const Weight& weight) const;

  const Relations& relations_;
  std::vector<Weight> weights_;                     // by quantity, and then those of other operations
  std::vector<std::vector<std::uint32_t>> within_;  // by unit: whose weights may hold it
  std::vector<bool> defined_;                       // by quantity: an equation says what it is
  std::vector<Other> others_;
  std::vector<std::vector<std::uint32_t>> waiting_;  // by quantity or other operation: which others it is an operand of
  std::vector<std::uint32_t> changed_;               // others to be looked at
  std::vector<std::size_t> unsettled_;               // by equation
  std::vector<std::size_t> weightless_;
  std::vector<Weight> positive_;              // must not become negative
  std::vector<bool> nought_;                  // by quantity
  std::vector<std::vector<Nought>> noughts_;  // by equation
  bool overflowed_ = false;
};

}  // namespace costcurve
