#pragma once
// Mean and spread of columns, without losing digits where the spread is small against the mean.

#include <cmath>
#include <cstddef>
#include <utility>

namespace costcurve {

/// Number, mean and sum of squared distances from it (Welford 1962); two are merged as by Chan, Golub and LeVeque 1983.
struct Moments {
  double count = 0;
  double mean = 0;
  double squares = 0;

  void merge(const Moments& more);
  void add(double value) { merge({1, value, 0}); }
  double deviation() const { return count > 0 ? std::sqrt(squares / count) : 0; }
  /// Of the mean, if what was added is independent.
  double standard_error() const { return count > 1 ? std::sqrt(squares / (count - 1) / count) : 0; }
};

/// Of a column of finite numbers.
Moments moments_of(const double* column, std::size_t count);

/// True if there is neither an infinite value nor one that is no number.
bool all_finite(const double* column, std::size_t count);
/// The least and the greatest of a column of finite numbers.
std::pair<double, double> extremes_of(const double* column, std::size_t count);
/// How many are below the limit; how many lie between two, ends included.
std::size_t count_below(const double* column, std::size_t count, double limit);
std::size_t count_between(const double* column, std::size_t count, double low, double high);
/// Copies what lies between two limits, ends included, and says how many. `out` has room for one more than `count`.
std::size_t copy_between(const double* column, std::size_t count, double low, double high, double* out);

}  // namespace costcurve
