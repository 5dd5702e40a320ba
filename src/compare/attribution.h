#pragma once
// Why a quantity differs between A and B, in its own unit for each input, adding up with no remainder.
//
// The inputs go from their values in A to those in B along a path, and each is charged with what the quantity changes
// because of it on the way: the integral of the partial derivative by the input. The path is geometric, a^(1-s) b^s, so
// that a doubling counts the same wherever it happens: in a product of powers an input's contribution is then the
// logarithmic mean of the two results times its power times the logarithm of its ratio. Where an end is not positive,
// and for dates and paces (a pace is the logarithm of a rate already), the path is straight.
//
// A word has nothing between: it changes as a whole. Words are charged with their Shapley values, the mean of what each
// changes over all orders in which they may change, where all that moves along the path is one more of them, whose
// charge is divided along it. Of very many words the mean is over two orders, one the other turned round.

#include <vector>

#include "compare/composition.h"

namespace costcurve {

/// One input's way from A to B.
struct Way {
  double from = 0;
  double to = 0;
  bool straight = false;  // as asked; it is straight anyway where an end is not positive
  bool leaps = false;     // it changes as a whole, and has no values between

  /// Where it is when the share `s` of the way is done: exact at both ends.
  double at(double s) const;
  /// How fast it moves there.
  double speed(double s) const;
};

enum class Obstacle : std::uint8_t {
  none,
  undefined,  // the quantity is infinite or no number somewhere between
  jump,       // it jumps there, as a weekday does at midnight, or leaves out a single point
};

struct Attribution {
  double difference = 0;  // result in B less result in A
  std::vector<double>
      contributions;  // one for each input; they add up to the difference. Empty if there is an obstacle
  Obstacle obstacle = Obstacle::none;
  double where = 0;  // the share of the way to the obstacle
};

/// Attributes the difference. Of what moves: Gauss-Kronrod with 15 points on pieces that are halved until the contributions add up to
/// the change over each (to 1e-11 of the result) and 7 points agree; the path is split beforehand where min or max
/// changes its operand. What rounding leaves is spread over the inputs in proportion.
Attribution attribute(const Composition& composition, const std::vector<Way>& ways);

/// Changes the parts a little, in proportion to their size, so that they add up to the whole.
void make_add_up(std::vector<double>& parts, double whole);

}  // namespace costcurve
