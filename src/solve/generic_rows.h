#pragma once
// Which unknowns a set of equations fixes, told from where unknowns stand alone and whatever the equations say.
//
// Each equation is taken for a linear one whose coefficients have nothing to do with each other: numbers drawn at
// random in a large field. Each unknown is then a combination of a few free ones, and what holds for such numbers holds
// for nearly all (a chance meeting of n unknowns has a probability below n^2 / 2^61). An unknown is held fast if
// nothing free is left in it, and is determined by others if their combinations span its own. Structure (structure.h)
// says the same of one question by matching; here one elimination answers all of them.

#include <cstdint>
#include <vector>

#include "numeric/combination.h"
#include "numeric/modular.h"
#include "solve/structure.h"

namespace costcurve {

using GenericRow = Combination<Modular>;

class GenericRows {
 public:
  explicit GenericRows(std::size_t quantities);

  /// The equation holds between its unknowns.
  void keep(const OpenEquation& equation);
  /// A quantity in free unknowns, each of which is measured in itself; nothing of them in what is held fast.
  const GenericRow& of(std::size_t quantity) const { return rows_[quantity]; }

 private:
  GenericRow weighted_sum(const OpenEquation& equation) const;

  std::vector<GenericRow> rows_;                    // by quantity
  std::vector<std::vector<std::uint32_t>> within_;  // by free unknown: whose rows may hold it, but its own
};

}  // namespace costcurve
