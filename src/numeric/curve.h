#pragma once
// Functions by their values at places: straight in between, and beyond the last place on as before it.

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

namespace costcurve {

/// Where a number lies among ascending places, at least two: behind which, and how far on the way to the next.
struct Between {
  std::size_t before = 0;
  double along = 0;
};
inline Between between(const std::vector<double>& places, double place) {
  const auto next = std::upper_bound(places.begin() + 1, places.end() - 1, place);
  const auto before = static_cast<std::size_t>(next - places.begin()) - 1;
  return {before, (place - places[before]) / (places[before + 1] - places[before])};
}

/// A function of one number.
class Curve {
 public:
  Curve() = default;
  Curve(std::vector<double> places, std::vector<double> values)
      : places_(std::move(places)), values_(std::move(values)) {}

  double at(double place) const {
    const auto [i, along] = between(places_, place);
    return values_[i] + along * (values_[i + 1] - values_[i]);
  }
  const std::vector<double>& values() const { return values_; }

 private:
  std::vector<double> places_, values_;
};

/// A function of two numbers; its values row by row.
class Surface {
 public:
  Surface() = default;
  Surface(std::vector<double> rows, std::vector<double> columns, std::vector<double> values)
      : rows_(std::move(rows)), columns_(std::move(columns)), values_(std::move(values)) {}

  bool empty() const { return values_.empty(); }
  double at(double row, double column) const {
    const auto [i, down] = between(rows_, row);
    const auto [j, across] = between(columns_, column);
    const double* const here = values_.data() + i * columns_.size() + j;
    const double* const below = here + columns_.size();
    const double above = here[0] + across * (here[1] - here[0]);
    return above + down * (below[0] + across * (below[1] - below[0]) - above);
  }
  const std::vector<double>& values() const { return values_; }

 private:
  std::vector<double> rows_, columns_, values_;
};

/// Whole numbers from one to the first that is no less than `most`, so many to each doubling. Which they are does not
/// depend on how far they go: nor does what a function is said to be between two of them.
inline std::vector<double> growing_places(double most, int to_a_doubling) {
  std::vector<double> places = {1, 2};
  for (int k = to_a_doubling + 1; places.back() < most; ++k) {
    const double place = std::round(std::exp2(static_cast<double>(k) / to_a_doubling));
    if (place > places.back()) places.push_back(place);
  }
  return places;
}

}  // namespace costcurve
