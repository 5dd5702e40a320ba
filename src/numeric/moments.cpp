#include "numeric/moments.h"

#include <cstring>
#include <limits>

#include "numeric/vector_math.h"

namespace costcurve {

namespace {

// Eight sums side by side, added up in the same order on every machine.
constexpr std::size_t lane_count = 8;
using Lanes [[gnu::vector_size(64)]] = double;

}  // namespace

void Moments::merge(const Moments& more) {
  if (more.count == 0) return;
  const double both = count + more.count, apart = more.mean - mean;
  mean += apart * (more.count / both);
  squares += more.squares + apart * apart * (count * more.count / both);
  count = both;
}

COSTCURVE_VECTOR Moments moments_of(const double* column, std::size_t count) {
  if (count == 0) return {};
  // Distances from the first value keep the digits that a mean far from zero would push out.
  const double first = column[0];
  double distances = 0, squares = 0;
  Lanes sums = {}, values;
  std::size_t i = 0;
  for (; i + lane_count <= count; i += lane_count) {
    std::memcpy(&values, column + i, sizeof values);
    sums += values - first;
  }
  for (std::size_t k = 0; k < lane_count; ++k) distances += sums[k];
  for (; i < count; ++i) distances += column[i] - first;
  const double mean = first + distances / static_cast<double>(count);
  sums = Lanes{};
  for (i = 0; i + lane_count <= count; i += lane_count) {
    std::memcpy(&values, column + i, sizeof values);
    values -= mean;
    sums += values * values;
  }
  for (std::size_t k = 0; k < lane_count; ++k) squares += sums[k];
  for (; i < count; ++i) squares += (column[i] - mean) * (column[i] - mean);
  return {static_cast<double>(count), mean, squares};
}

COSTCURVE_VECTOR bool all_finite(const double* column, std::size_t count) {
  // Zero times infinity is no number, and nothing added to that is one again.
  Lanes sums = {}, values;
  double sum = 0;
  std::size_t i = 0;
  for (; i + lane_count <= count; i += lane_count) {
    std::memcpy(&values, column + i, sizeof values);
    sums += values * 0.0;
  }
  for (std::size_t k = 0; k < lane_count; ++k) sum += sums[k];
  for (; i < count; ++i) sum += column[i] * 0.0;
  return sum == 0;
}

COSTCURVE_VECTOR std::pair<double, double> extremes_of(const double* column, std::size_t count) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  Lanes lowest = Lanes{} + infinity, highest = Lanes{} - infinity, values;
  double low = infinity, high = -infinity;
  std::size_t i = 0;
  for (; i + lane_count <= count; i += lane_count) {
    std::memcpy(&values, column + i, sizeof values);
    lowest = values < lowest ? values : lowest;
    highest = values > highest ? values : highest;
  }
  for (std::size_t k = 0; k < lane_count; ++k) {
    low = lowest[k] < low ? lowest[k] : low;
    high = highest[k] > high ? highest[k] : high;
  }
  for (; i < count; ++i) {
    low = column[i] < low ? column[i] : low;
    high = column[i] > high ? column[i] : high;
  }
  return {low, high};
}

COSTCURVE_VECTOR std::size_t count_below(const double* column, std::size_t count, double limit) {
  std::size_t found = 0;
  for (std::size_t i = 0; i < count; ++i) found += column[i] < limit ? 1 : 0;
  return found;
}

COSTCURVE_VECTOR std::size_t count_between(const double* column, std::size_t count, double low, double high) {
  std::size_t found = 0;
  for (std::size_t i = 0; i < count; ++i)
    found += static_cast<std::size_t>(column[i] >= low) & static_cast<std::size_t>(column[i] <= high);
  return found;
}

COSTCURVE_VECTOR std::size_t copy_between(const double* column, std::size_t count, double low, double high,
                                          double* out) {
  std::size_t found = 0;
  for (std::size_t i = 0; i < count; ++i) {
    out[found] = column[i];
    found += static_cast<std::size_t>(column[i] >= low) & static_cast<std::size_t>(column[i] <= high);
  }
  return found;
}

}  // namespace costcurve
