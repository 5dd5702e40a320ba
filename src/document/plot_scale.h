#pragma once
// The scales of a plot, and where their ticks fall. Numbers are in the units they are shown in.

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <vector>

namespace costcurve {

/// From a number to the share of the way from one end of the scale to the other.
struct Scale {
  double low = 0;
  double high = 1;
  bool logarithmic = false;

  /// No number for what is no finite number.
  double at(double number) const {
    if (!std::isfinite(number)) return std::numeric_limits<double>::quiet_NaN();
    return logarithmic ? (std::log(number) - std::log(low)) / (std::log(high) - std::log(low))
                       : (number - low) / (high - low);
  }
};

/// The upright scale with its ticks, and so many rows that ticks fall on them evenly.
struct Upright {
  Scale scale;
  std::vector<double> ticks;
  std::size_t rows = 13;

  /// The row, counted from the top, of a share of the way up.
  std::size_t row_of(double share) const {
    return static_cast<std::size_t>(std::lround((1 - std::clamp(share, 0.0, 1.0)) * static_cast<double>(rows - 1)));
  }
};

/// Logarithmic where the numbers span more than two decades. Nothing where fewer than two of them differ.
std::optional<Upright> upright(const std::vector<std::vector<double>>& lines, bool dates);

/// Round numbers from the first to the second, at most so many: 1, 2 or 5 times a power of ten apart.
std::vector<double> round_numbers(double low, double high, std::size_t most);

/// The scale across: logarithmic where the positions are geometric or span more than two decades.
Scale scale_over(const std::vector<double>& positions, bool geometric, bool dates);

}  // namespace costcurve
