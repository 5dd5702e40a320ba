#include "program/block.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>

#include "numeric/linear_equations.h"
#include "numeric/newton.h"
#include "numeric/roots.h"
#include "program/passes.h"

namespace costcurve {

namespace {

// The sides of a block's equations at one point after another for the same operands, in the same memory.
class SidesAt {
 public:
  SidesAt(const Block& block, const std::vector<double>& operands)
      : block_(block), operands_(operands.size()), inputs_(operands) {
    inputs_.resize(operands.size() + block.unknowns());
  }

  void move_to(std::span<const double> unknowns) {
    std::copy(unknowns.begin(), unknowns.end(), inputs_.begin() + static_cast<std::ptrdiff_t>(operands_));
    pass_forwards(block_.sides, inputs_, value_);
  }

  double left(std::size_t e) const { return value_[block_.sides.outputs[2 * e]]; }
  double right(std::size_t e) const { return value_[block_.sides.outputs[2 * e + 1]]; }
  double larger(std::size_t e) const {
    return std::max({std::abs(left(e)), std::abs(right(e)), std::numeric_limits<double>::min()});
  }

  // The slopes of left minus right by every input, operands before unknowns.
  const std::vector<double>& slopes(std::size_t e) {
    pass_backwards(block_.sides, value_, 2 * e, slope_, by_input_);
    pass_backwards(block_.sides, value_, 2 * e + 1, slope_, of_right_);
    for (std::size_t i = 0; i < by_input_.size(); ++i) by_input_[i] -= of_right_[i];
    return by_input_;
  }

 private:
  const Block& block_;
  std::size_t operands_;
  std::vector<double> inputs_, value_, slope_, by_input_, of_right_;
};

bool within(const Block& block, const std::vector<double>& unknowns) {
  for (std::size_t i = 0; i < unknowns.size(); ++i)
    if (!block.within[i].holds(unknowns[i])) return false;
  return true;
}

// Left minus right as a share of the larger, so that equations of all sizes count alike.
std::optional<std::vector<double>> by_newton(SidesAt& sides, const Block& block) {
  const std::size_t n = block.unknowns();
  const Mismatch mismatch = [&](const std::vector<double>& unknowns) {
    sides.move_to(unknowns);
    std::vector<double> shares(n);
    for (std::size_t e = 0; e < n; ++e) shares[e] = (sides.left(e) - sides.right(e)) / sides.larger(e);
    return shares;
  };
  const Slopes slopes = [&](const std::vector<double>& unknowns) {
    sides.move_to(unknowns);
    Matrix rows;
    rows.reserve(n);
    for (std::size_t e = 0; e < n; ++e) {
      const std::vector<double>& by_input = sides.slopes(e);
      std::vector<double>& row = rows.emplace_back(by_input.end() - static_cast<std::ptrdiff_t>(n), by_input.end());
      for (double& slope : row) slope /= sides.larger(e);
    }
    return rows;
  };
  return newton_solution(mismatch, block.near, slopes);
}

bool is_beside(double found, double near) { return std::abs(found - near) <= 0.2 * std::abs(near); }

}  // namespace

std::vector<double> solve_block(const Block& block, const std::vector<double>& operands) {
  const std::vector<double> none(block.unknowns(), std::nan(""));
  if (std::any_of(operands.begin(), operands.end(), [](double value) { return !std::isfinite(value); })) return none;
  SidesAt sides(block, operands);
  const auto found = by_newton(sides, block);
  // From afar Newton's method may pass a nearer solution by.
  if (found && within(block, *found) && (block.unknowns() > 1 || is_beside(found->front(), block.near.front())))
    return *found;
  if (block.unknowns() > 1) return none;
  const Sides both = [&](double x) {
    sides.move_to({&x, 1});
    return std::pair{sides.left(0), sides.right(0)};
  };
  const std::optional<double> nearest = root_near(both, block.near.front(), block.within.front());
  return nearest ? std::vector<double>{*nearest} : none;
}

std::vector<double> slopes_through(const Block& block, const std::vector<double>& operands,
                                   const std::vector<double>& unknowns, const std::vector<double>& slopes) {
  const std::size_t n = unknowns.size(), first = operands.size();
  SidesAt sides(block, operands);
  sides.move_to(unknowns);
  Matrix rows;
  for (std::size_t e = 0; e < n; ++e) rows.push_back(sides.slopes(e));
  // With F(x, u) = 0: du = -(dF/du)^-1 dF/dx dx, so the slopes s by u become -(s (dF/du)^-1) dF/dx.
  Matrix transposed(n, std::vector<double>(n));
  for (std::size_t e = 0; e < n; ++e)
    for (std::size_t u = 0; u < n; ++u) transposed[u][e] = rows[e][first + u];
  std::vector<double> by_operand(first, 0.0);
  const LinearSolution weights = solve_linear_equations(std::move(transposed), slopes, 1e-13);
  for (std::size_t i = 0; i < first; ++i) {
    if (!weights.is_unique())
      by_operand[i] = std::nan("");
    else
      for (std::size_t e = 0; e < n; ++e) by_operand[i] -= weights.values[e] * rows[e][i];
  }
  return by_operand;
}

}  // namespace costcurve
