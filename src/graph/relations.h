#pragma once
// What the solver works on: quantities, some of them given, and the relations between them.

#include <optional>
#include <string>
#include <vector>

#include "graph/equation.h"
#include "numeric/interval.h"
#include "quantity/distribution.h"
#include "quantity/domain.h"
#include "quantity/units.h"

namespace costcurve {

/// Who says a value. Each rank fills only what the ranks before it leave undetermined.
enum class Rank : std::uint8_t { scenario, catalog, fallback };

/// A stated value: the number, what its printed digits allow, and what somebody believes.
struct Given {
  double value = 0;
  Interval rounding;  // hard: every number that would have been printed so
  Interval belief;    // the 90 % range where there is one, otherwise the same as `rounding`
  bool is_belief = false;
  Distribution distribution;  // of a belief
  Rank rank = Rank::scenario;
  bool assumed = false;  // stated as an assumption
  std::string text;      // as written
  std::string source;    // the source's key or title
  std::string date;      // of a catalog fact
  std::string where;     // "scenarios/mine.toml:7", "configs/chips/H800.toml"
  std::string note;
};

/// What the ends of a given's range mean.
enum class RangeEnds : std::uint8_t {
  none,         // an exact number
  digits,       // all numbers that would have been printed so
  nine_in_ten,  // a 90 % range: it may be left
  hard,         // all that is possible
};
inline RangeEnds ends_of(const Given& given) {
  if (given.is_belief) return given.distribution.is_bounded() ? RangeEnds::hard : RangeEnds::nine_in_ten;
  return given.rounding.is_point() ? RangeEnds::none : RangeEnds::digits;
}

struct Quantity {
  std::string name;  // "r1.cost"
  std::string part;  // "r1"
  std::string meaning;
  Dimension dimension;
  ShownUnit shown;
  Domain domain = Domain::any;
  std::string relative_to;  // the full name of the quantity it is printed with
  NodeId symbol = no_node;
  std::size_t row = 0;         // its place in the sheet's table: offers are taken in that order
  std::optional<Given> given;  // by the scenario
  std::vector<Given> offers;   // by the catalog and the sheet, used when nothing determines it
  bool asked = false;          // `?`
  bool inner = false;          // a claim's stated value: not the user's to see
};

struct Relations {
  Graph graph;
  std::vector<Quantity> quantities;
  std::vector<Equation> equations;
};

}  // namespace costcurve
