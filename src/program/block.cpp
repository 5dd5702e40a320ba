#include "program/block.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "numeric/linear_equations.h"
#include "numeric/newton.h"
#include "numeric/roots.h"

namespace costcurve {

namespace {

std::vector<double> joined(const std::vector<double>& operands, const std::vector<double>& unknowns) {
  std::vector<double> all = operands;
  all.insert(all.end(), unknowns.begin(), unknowns.end());
  return all;
}

// Left minus right as a share of the larger, so that equations of all sizes count alike.
std::vector<double> mismatch_of(const Block& block, const std::vector<double>& inputs) {
  const std::vector<double> sides = evaluate(block.sides, inputs);
  std::vector<double> all;
  for (std::size_t e = 0; e < sides.size(); e += 2) {
    const double scale = std::max({std::abs(sides[e]), std::abs(sides[e + 1]), std::numeric_limits<double>::min()});
    all.push_back((sides[e] - sides[e + 1]) / scale);
  }
  return all;
}

// The slopes of left minus right by every input, an equation a row.
std::vector<std::vector<double>> slopes_of(const Block& block, const std::vector<double>& inputs) {
  std::vector<std::vector<double>> rows;
  for (std::size_t e = 0; e < block.sides.outputs.size(); e += 2) {
    std::vector<double> row = gradient(block.sides, inputs, e);
    const std::vector<double> right = gradient(block.sides, inputs, e + 1);
    for (std::size_t i = 0; i < row.size(); ++i) row[i] -= right[i];
    rows.push_back(std::move(row));
  }
  return rows;
}

bool within(const Block& block, const std::vector<double>& unknowns) {
  for (std::size_t i = 0; i < unknowns.size(); ++i)
    if (!block.within[i].holds(unknowns[i])) return false;
  return true;
}

std::optional<std::vector<double>> by_newton(const Block& block, const std::vector<double>& operands) {
  const std::size_t first = operands.size();
  const Mismatch mismatch = [&](const std::vector<double>& unknowns) {
    return mismatch_of(block, joined(operands, unknowns));
  };
  const Slopes slopes = [&](const std::vector<double>& unknowns) {
    const std::vector<double> inputs = joined(operands, unknowns);
    const std::vector<double> sides = evaluate(block.sides, inputs);
    std::vector<std::vector<double>> rows = slopes_of(block, inputs);
    for (std::size_t e = 0; e < rows.size(); ++e) {
      rows[e].erase(rows[e].begin(), rows[e].begin() + static_cast<std::ptrdiff_t>(first));
      const double scale =
          std::max({std::abs(sides[2 * e]), std::abs(sides[2 * e + 1]), std::numeric_limits<double>::min()});
      for (double& slope : rows[e]) slope /= scale;
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
  const auto found = by_newton(block, operands);
  // From afar Newton's method may pass a nearer solution by.
  if (found && within(block, *found) && (block.unknowns() > 1 || is_beside(found->front(), block.near.front())))
    return *found;
  if (block.unknowns() > 1) return none;
  std::vector<double> inputs = joined(operands, block.near);
  const Sides sides = [&](double x) {
    inputs.back() = x;
    const std::vector<double> both = evaluate(block.sides, inputs);
    return std::pair{both[0], both[1]};
  };
  const std::optional<double> nearest = root_near(sides, block.near.front(), block.within.front());
  return nearest ? std::vector<double>{*nearest} : none;
}

std::vector<double> slopes_through(const Block& block, const std::vector<double>& operands,
                                   const std::vector<double>& unknowns, const std::vector<double>& slopes) {
  const std::size_t n = unknowns.size(), first = operands.size();
  const std::vector<std::vector<double>> rows = slopes_of(block, joined(operands, unknowns));
  // With F(x, u) = 0: du = -(dF/du)^-1 dF/dx dx, so the slopes s by u become -(s (dF/du)^-1) dF/dx.
  std::vector<std::vector<double>> transposed(n, std::vector<double>(n));
  for (std::size_t e = 0; e < n; ++e)
    for (std::size_t u = 0; u < n; ++u) transposed[u][e] = rows[e][first + u];
  std::vector<double> made(first, 0.0);
  const LinearSolution weights = solve_linear_equations(std::move(transposed), slopes, 1e-13);
  for (std::size_t i = 0; i < first; ++i) {
    if (!weights.is_unique())
      made[i] = std::nan("");
    else
      for (std::size_t e = 0; e < n; ++e) made[i] -= weights.values[e] * rows[e][i];
  }
  return made;
}

}  // namespace costcurve
