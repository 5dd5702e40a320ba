#include "numeric/newton.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <utility>

#include "numeric/linear_equations.h"

namespace costcurve {

namespace {

double size_of(const std::vector<double>& all) {
  double largest = 0;
  for (const double one : all) {
    if (!std::isfinite(one)) return std::numeric_limits<double>::infinity();
    largest = std::max(largest, std::abs(one));
  }
  return largest;
}

// An unknown moved by a step in its logarithm or, where it may be of either sign, in itself.
double moved(double x, double step, bool logarithmic) {
  return logarithmic ? x * std::exp(std::clamp(step, -20.0, 20.0)) : x + step;
}

// Central differences, in the same variables as the steps.
std::vector<std::vector<double>> differences(const Mismatch& mismatch, const std::vector<double>& at,
                                             const std::vector<bool>& logarithmic) {
  const std::size_t n = at.size();
  std::vector<std::vector<double>> slopes(n, std::vector<double>(n));
  for (std::size_t i = 0; i < n; ++i) {
    const double step = logarithmic[i] ? 1e-6 : 1e-6 * std::max(std::abs(at[i]), 1e-9);
    std::vector<double> above = at, below = at;
    above[i] = moved(at[i], step, logarithmic[i]);
    below[i] = moved(at[i], -step, logarithmic[i]);
    const std::vector<double> up = mismatch(above), down = mismatch(below);
    for (std::size_t e = 0; e < n; ++e) slopes[e][i] = (up[e] - down[e]) / (2 * step);
  }
  return slopes;
}

double halton(std::size_t index, std::size_t base) {
  double value = 0, part = 1;
  for (; index > 0; index /= base) {
    part /= static_cast<double>(base);
    value += part * static_cast<double>(index % base);
  }
  return value;
}

bool alike(const std::vector<double>& a, const std::vector<double>& b) {
  for (std::size_t i = 0; i < a.size(); ++i)
    if (std::abs(a[i] - b[i]) > 1e-6 * std::max(std::abs(a[i]), std::abs(b[i]))) return false;
  return true;
}

}  // namespace

std::optional<std::vector<double>> newton_solution(const Mismatch& mismatch, std::vector<double> at,
                                                   const Slopes& slopes) {
  constexpr int most_steps = 60;
  constexpr double close_enough = 1e-12;
  std::vector<bool> logarithmic;
  for (const double x : at) logarithmic.push_back(x > 0);
  std::vector<double> missed = mismatch(at);
  double size = size_of(missed);
  for (int step = 0; step < most_steps && std::isfinite(size); ++step) {
    if (size <= 1e-15) return at;
    std::vector<std::vector<double>> matrix = slopes ? slopes(at) : differences(mismatch, at, logarithmic);
    if (slopes)
      for (std::vector<double>& row : matrix)
        for (std::size_t i = 0; i < row.size(); ++i)
          if (logarithmic[i]) row[i] *= at[i];
    const LinearSolution move = solve_linear_equations(std::move(matrix), missed, 1e-13);
    if (!move.is_unique() || !std::isfinite(size_of(move.values)))
      return size <= close_enough ? std::optional(at) : std::nullopt;
    bool better = false;
    for (double share = 1; share > 1e-4 && !better; share /= 2) {
      std::vector<double> next = at;
      for (std::size_t i = 0; i < at.size(); ++i) next[i] = moved(at[i], -share * move.values[i], logarithmic[i]);
      std::vector<double> still_missed = mismatch(next);
      const double reached = size_of(still_missed);
      better = reached < size;
      if (!better) continue;
      at = std::move(next);
      missed = std::move(still_missed);
      size = reached;
    }
    if (!better) return size <= close_enough ? std::optional(at) : std::nullopt;
  }
  return size <= close_enough ? std::optional(at) : std::nullopt;
}

std::vector<std::vector<double>> newton_solutions(const Mismatch& mismatch, const std::vector<Interval>& box) {
  constexpr std::size_t starts = 200;
  constexpr std::array<std::size_t, 6> bases = {2, 3, 5, 7, 11, 13};
  std::vector<std::vector<double>> all;
  for (std::size_t s = 1; s <= starts; ++s) {
    std::vector<double> start;
    for (std::size_t i = 0; i < box.size(); ++i) {
      const double u = halton(s + i / bases.size(), bases[i % bases.size()]);
      start.push_back(box[i].low > 0 ? box[i].low * std::pow(box[i].high / box[i].low, u)
                                     : box[i].low + box[i].width() * u);
    }
    const auto found = newton_solution(mismatch, start);
    if (found && std::none_of(all.begin(), all.end(), [&](const auto& other) { return alike(*found, other); }))
      all.push_back(*found);
  }
  std::sort(all.begin(), all.end());
  return all;
}

}  // namespace costcurve
