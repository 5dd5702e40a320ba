#pragma once
// Linear equations with numbers for coefficients, eliminated one after another.

#include <optional>
#include <unordered_map>
#include <vector>

#include "numeric/approximate.h"
#include "numeric/combination.h"
#include "solve/solve.h"

namespace costcurve {

/// The coefficients of the unknowns of an equation and what is known in it, all on one side.
struct LinearRow {
  std::size_t equation = 0;
  std::vector<std::pair<std::size_t, double>> coefficients;  // by quantity, ascending, none of them nought
  double rest = 0;
};

/// The row of an equation that has several unknowns and is linear in them, as far as its operations tell.
std::optional<LinearRow> linear_row(const Relations& relations, const Solution& solution, std::size_t equation);

class LinearElimination {
 public:
  /// Whether it is remembered which equations each unknown follows from: for a few of them.
  enum class Remember : std::uint8_t { nothing, equations };

  LinearElimination(const Relations& relations, const std::vector<LinearRow>& rows, Remember remember);

  /// False where the equations contradict each other, or are too many that hang together: nothing is told then.
  bool is_of_use() const { return is_of_use_; }
  bool determines(std::size_t quantity) const;
  /// True of an unknown that may be anything.
  bool is_free(std::size_t quantity) const;
  /// Where it remembers: the places of the rows that a determined quantity follows from.
  std::vector<std::size_t> behind(std::size_t quantity) const;

 private:
  using Row = Combination<Approximate>;

  void keep(const LinearRow& row, std::size_t place, Remember remember);
  std::uint32_t pivot_of(const Row& row) const;

  const Relations& relations_;
  std::vector<std::size_t> quantities_;  // the unknowns
  std::unordered_map<std::size_t, std::uint32_t> unit_of_;
  std::vector<Row> rows_;                           // of each unknown: in free ones, in one, and in equations
  std::vector<std::vector<std::uint32_t>> within_;  // by free unknown: whose rows may hold it, but its own
  bool is_of_use_ = true;
  std::size_t steps_ = 0;
};

}  // namespace costcurve
