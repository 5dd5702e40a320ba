#pragma once
// Pictures that pages have and terminals do not: there the same numbers stand in the words and tables around them.
// Numbers are in base units.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "quantity/units.h"

namespace costcurve {

/// How often samples of a quantity fell where, with the quantiles that are told of it.
struct Histogram {
  std::string title;
  ShownUnit unit;
  double lowest = 0, highest = 0;
  std::vector<std::uint64_t> counts;  // of equally wide bins from the lowest to the highest
  double p5 = 0, median = 0, p95 = 0;
  struct Claimed {
    std::string says;  // "stated as <= 1x"
    std::vector<double> at;
  };
  std::optional<Claimed> claimed;
};

/// How steps lead from one amount to another, or from nothing to a sum.
struct Cascade {
  struct Step {
    std::string name;
    std::string text;   // "+$53,856 (71 %)"
    double change = 0;  // of the first and the last: the amount itself
  };
  std::string title;
  ShownUnit unit;
  std::optional<Step> from;  // none: from nothing
  std::vector<Step> steps;
  Step to;
};

/// In characters: nothing.
inline std::string drawn(const Histogram&, std::size_t) { return {}; }
inline std::string drawn(const Cascade&, std::size_t) { return {}; }

}  // namespace costcurve
