#pragma once
// The solver: any sufficient subset of the quantities determines the rest.
//
// An equation with exactly one unknown is solved for it, again and again until nothing changes; where that leads no
// further, equations that determine their unknowns only together are solved numerically (see tear.h), the smallest set
// first. Where several equations could determine a quantity, the one with the narrowest result does, then the one that
// rests on the fewest givens, then the first in the alphabet; identities go before estimates. Candidates are taken in
// that order from one queue, so the answer depends on what is stated and never on the order of stating it. What is left
// over is a check.
//
// Ranks: what the scenario gives, and all that follows from it by identities; then the catalog's facts; then estimates;
// then the sheets' defaults. Each fills only what is still undetermined, and everything that follows is worked out
// before the next is asked. (Estimates after the catalog: a peak from the data sheet beats one implied by 6ND.)

#include <memory>
#include <string>
#include <vector>

#include "graph/relations.h"
#include "solve/givens.h"

namespace costcurve {

enum class Status : std::uint8_t { unknown, given, derived };

/// Several equations of which a quantity follows at once, and the unknown quantities that cancel in them. They cancel
/// since some known ones are nought, which then add nothing to sums whatever the others are.
struct Combined {
  std::vector<std::size_t> equations;
  std::vector<std::size_t> cancelled;
  std::vector<std::size_t> noughts;
};

/// How one quantity came to be known.
struct Finding {
  Status status = Status::unknown;
  double value = 0;
  Interval natural;          // what the inputs' ranges allow by interval arithmetic; used to rank equations
  GivenPointer given;        // of a given: what it took as its value
  std::size_t equation = 0;  // of a derived one
  std::shared_ptr<const Combined> combined;  // of one that follows from several equations at once
  NodeId formula = no_node;                  // over quantities, as rearranged: in Solution::formulas
  std::size_t givens = 0;                    // how many givens it rests on, counted at most to `most_counted`
  std::vector<std::size_t> rests_on;         // those givens, ascending; left empty where there are more
};

/// Beyond so many givens nobody counts them: a running total of ten thousand lines must not keep ten thousand lists.
inline constexpr std::size_t most_counted = 64;

/// A catalog fact or default that was not needed, because the scenario determines its quantity.
struct Overridden {
  std::size_t quantity = 0;
  GivenPointer offer;
};

/// Why equations that hold a quantity fast led to no single value: "x has 2 solutions of ...".
struct Refused {
  std::size_t quantity = 0;
  std::vector<std::size_t> equations;
  std::string why;
  bool is_for_who_asks = false;  // nothing is amiss: a default that stands says no more
};

/// What follows from relations and givens. It records formulas of its own, laid over those of the relations, which must
/// stay where they are.
struct Solution {
  Graph formulas;
  std::vector<Finding> found;       // one for each quantity
  std::vector<std::size_t> checks;  // equations that determined nothing: all in them is known, or no value does it
  std::vector<Overridden> overridden;
  std::vector<Refused> refused;  // division by zero, overflow, several solutions, none

  bool knows(std::size_t quantity) const { return found[quantity].status != Status::unknown; }
};

/// Works out everything that follows.
Solution solve(const Relations& relations, const Givens& givens);

/// What follows from the stated values by identities alone: no catalog, no estimates, no defaults.
Solution solve_by_identities(const Relations& relations, const Givens& givens);

/// True if the quantity is given, or an estimate gives it as a plain number (full uptime): one may well change it.
bool is_input(const Relations& relations, const Solution& solution, const Finding& finding);

/// The equations that a derived quantity follows from: one, or those that are solved together or combined.
std::vector<std::size_t> equations_behind(const Solution& solution, const Finding& finding);

/// The givens that a known quantity rests on, ascending.
std::vector<std::size_t> givens_behind(const Relations& relations, const Solution& solution, std::size_t quantity);

/// The known quantities, each after those that its formula is written in.
std::vector<std::size_t> in_order_of_derivation(const Solution& solution);

/// The quantities that an expression is written in, and those that stand for what of it is known as a whole only.
std::vector<std::size_t> quantities_in(const Relations& relations, const Solution& solution, NodeId node);

/// The value of a node of the solution's formulas, its quantities taken from the solution too.
double value_of(const Solution& solution, NodeId node);

/// The interval of a node by plain interval arithmetic over the quantities' ranges. Sound, often too wide.
Interval natural_interval(const Solution& solution, NodeId node);

}  // namespace costcurve
