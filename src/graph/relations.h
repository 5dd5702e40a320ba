#pragma once
// What a scenario says of how its quantities hang together, whatever is given of them. It is built once and then never
// changes: threads share it, and every question that is asked of the scenario.

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "graph/equation.h"
#include "quantity/domain.h"
#include "quantity/units.h"

namespace costcurve {

struct Quantity {
  std::string name;  // "r1.cost"
  std::string part;  // "r1"
  std::string meaning;
  Dimension dimension;
  ShownUnit shown;
  Domain domain = Domain::any;
  std::string relative_to;  // the full name of the quantity it is printed with
  NodeId symbol = no_node;
  std::size_t row = 0;           // its place in the sheet's table: offers are taken in that order
  std::size_t likeness = 0;      // how many parts its own is like, one behind the other: their offers come first
  bool asked = false;            // `?`
  bool inner = false;            // a second source's value, or what a claim is about: not the user's to see
  bool only_said = false;        // never worked out of an equation that does not have it alone on its left side
  bool taken_last = false;       // what is usual of it is taken where all that is usual of others does not say it
  bool left_out = false;         // what the equations leave out: no measured row explains it
  std::string_view things = {};  // that a plain number counts, or is for one of: "request query"
};

/// True of what the scenario states where the quantity's value stands: a relation, a bound, a second value. The list
/// `equations` belongs to no part.
inline bool stands_at_key(const Equation& equation, const Quantity& quantity) {
  return !equation.where.empty() && !equation.part.empty() && equation.left == quantity.symbol;
}

struct Relations {
  Graph graph;  // the formulas as written
  std::vector<Quantity> quantities;
  std::vector<Equation> equations;
  std::unordered_map<NodeId, std::size_t> asked;  // expressions that a question is about: the quantity that each is

  /// Asks for an expression as for a quantity, which no one sees: it may be determined though what it is made of is
  /// not.
  void ask(NodeId expression, const std::string& text);
};

/// True if the equation has the quantity alone on its left side.
bool says(const Relations& relations, const Equation& equation, std::size_t quantity);

/// True if the equation may determine the quantity where nothing else of it is unknown: one that is only read forward
/// says its left side, and what is asked for; a quantity that is only said is said by such an equation alone.
bool may_say(const Relations& relations, const Equation& equation, std::size_t quantity);

}  // namespace costcurve
