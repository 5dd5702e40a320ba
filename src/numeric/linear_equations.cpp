#include "numeric/linear_equations.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace costcurve {

namespace {

class Elimination {
 public:
  Elimination(Matrix equations, std::vector<double> right, double noise)
      : a_(std::move(equations)),
        b_(std::move(right)),
        noise_(noise),
        size_(a_.size()),
        order_(size_),
        scale_(size_, 1.0) {
    std::iota(order_.begin(), order_.end(), std::size_t{0});
    scale();
  }

  LinearSolution solved() {
    std::size_t rank = 0;
    while (rank < size_ && pivot(rank)) eliminate(rank++);
    LinearSolution made;
    if (rank == size_)
      made.values = back(rank, b_);
    else
      made.free = direction(rank);
    return made;
  }

 private:
  void scale() {
    for (std::size_t c = 0; c < size_; ++c) {
      double largest = 0;
      for (const auto& row : a_) largest = std::max(largest, std::abs(row[c]));
      if (largest > 0) scale_[c] = largest;
      for (auto& row : a_) row[c] /= scale_[c];
    }
    for (std::size_t r = 0; r < size_; ++r) {
      double largest = 0;
      for (const double entry : a_[r]) largest = std::max(largest, std::abs(entry));
      if (!(largest > 0)) continue;
      for (double& entry : a_[r]) entry /= largest;
      b_[r] /= largest;
    }
  }

  // Brings the largest entry that is left to the corner; false if nothing is left but noise.
  bool pivot(std::size_t k) {
    std::size_t row = k, column = k;
    for (std::size_t r = k; r < size_; ++r)
      for (std::size_t c = k; c < size_; ++c)
        if (std::abs(a_[r][c]) > std::abs(a_[row][column])) row = r, column = c;
    if (!(std::abs(a_[row][column]) > noise_)) return false;
    std::swap(a_[k], a_[row]);
    std::swap(b_[k], b_[row]);
    for (auto& one : a_) std::swap(one[k], one[column]);
    std::swap(order_[k], order_[column]);
    return true;
  }

  void eliminate(std::size_t k) {
    for (std::size_t r = k + 1; r < size_; ++r) {
      const double factor = a_[r][k] / a_[k][k];
      for (std::size_t c = k; c < size_; ++c) a_[r][c] -= factor * a_[k][c];
      b_[r] -= factor * b_[k];
    }
  }

  // The first `rank` unknowns from the upper triangle.
  std::vector<double> back(std::size_t rank, std::vector<double> right) const {
    std::vector<double> values(size_, 0.0);
    for (std::size_t k = rank; k-- > 0;) {
      for (std::size_t c = k + 1; c < rank; ++c) right[k] -= a_[k][c] * values[order_[c]] * scale_[order_[c]];
      values[order_[k]] = right[k] / a_[k][k] / scale_[order_[k]];
    }
    return values;
  }

  // One unknown that is not fixed moves by one; those that are fixed follow it.
  std::vector<double> direction(std::size_t rank) const {
    std::vector<double> right(size_);
    for (std::size_t r = 0; r < rank; ++r) right[r] = -a_[r][rank];
    std::vector<double> moves = back(rank, right);
    moves[order_[rank]] = 1 / scale_[order_[rank]];
    return moves;
  }

  Matrix a_;
  std::vector<double> b_;
  double noise_;
  std::size_t size_;
  std::vector<std::size_t> order_;  // which unknown stands in a column
  std::vector<double> scale_;
};

}  // namespace

LinearSolution solve_linear_equations(Matrix equations, std::vector<double> right, double noise) {
  return Elimination(std::move(equations), std::move(right), noise).solved();
}

}  // namespace costcurve
