#pragma once
// What unknown quantities are waiting for.

#include <optional>
#include <string>
#include <vector>

#include "solve/generic_rows.h"
#include "solve/scaling.h"
#include "solve/solve.h"

namespace costcurve {

struct Missing {
  std::vector<std::vector<std::size_t>> sets;  // giving all quantities of one set would determine it; smallest first
  std::vector<std::size_t> together;  // equations that hold it fast, alone or together, and led to no single value
};

/// Looks at all that a solution leaves open once, and then answers for one quantity after another.
class Waiting {
 public:
  using Quantities = std::vector<std::size_t>;

  Waiting(const Relations& relations, const Solution& solution);

  /// The sets of at most two further givens that would determine the quantity, as far as can be told without numbers,
  /// or the equations that hold it fast.
  Missing missing(std::size_t quantity);
  /// These, and what follows from them by equations that say nothing but their left sides.
  Quantities with_what_they_give(Quantities known) const;
  /// True if the quantity would be held fast once all of these were known.
  bool is_held_with(std::size_t quantity, const Quantities& known) const;
  /// The quantities each of which would determine it then.
  Quantities single_givens(std::size_t quantity, const Quantities& known = {});

 private:
  // It gives its left side once all else in it is known, and nothing before.
  struct Forward {
    std::size_t left;
    Quantities from;
  };

  void add(const Relations& relations, std::size_t equation);
  void scale(const Relations& relations);
  Quantities held_fast(std::size_t quantity);
  Quantities candidates(std::size_t quantity, const Quantities& known);
  bool is_determined_by(std::size_t quantity, const Quantities& given) const;

  const Solution& solution_;
  std::vector<OpenEquation> open_;
  std::vector<std::vector<std::size_t>> places_with_;  // in open_, by quantity
  std::vector<Forward> forward_;
  std::vector<std::vector<std::size_t>> forward_with_;  // in forward_, by quantity
  std::vector<Weight> weights_;                         // by quantity
  std::vector<Weight> homogeneous_weights_;             // the same where all terms of sums scale alike
  GenericRows rows_;
  std::optional<Structure> structure_;  // made when something is held fast
  std::vector<std::size_t> reached_;    // by quantity: in which round
  std::size_t round_ = 0;
  std::vector<bool> is_said_;  // by quantity: stands alone on the left of an equation
};

/// The same for a single quantity.
Missing what_is_missing(const Relations& relations, const Solution& solution, std::size_t quantity);

/// Why these equations led to no single value: what the solver said of them, or else the equations themselves.
std::string why_refused(const Solution& solution, const Relations& relations,
                        const std::vector<std::size_t>& equations);

}  // namespace costcurve
