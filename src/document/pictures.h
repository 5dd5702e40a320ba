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

/// How steps lead from one amount to another.
struct Cascade {
  struct Step {
    std::string name;
    std::string text;   // "+$53,856 (71 %)"
    double change = 0;  // of the first and the last: the amount itself
  };
  std::string title;
  ShownUnit unit;
  Step from;
  std::vector<Step> steps;
  Step to;
};

/// Where an amount goes: what it is made of, and what that is made of in turn.
struct Stream {
  struct Share {
    std::string name;
    std::string text;  // "$81,920 (28 %)"
    double amount = 0;
    std::vector<Share> parts;  // they come to the amount; none where it is not told further
  };
  std::string title;
  Share whole;
};

/// Amounts beside each other, each with where it can be.
struct RangeBars {
  struct Row {
    std::string name;
    double value = 0;
    double low = 0, high = 0;  // both the value where it is known exactly
    std::string text;          // "$294,672 (292.6 k to 296.7 k)"
  };
  std::string title;
  ShownUnit unit;
  std::vector<Row> rows;
};

/// What something costs falls at a steady pace, and some are above or below that trend.
struct CostCurve {
  struct Trend {
    std::string name;          // "4x/year"
    double pace = 0;           // e-folds in a base unit of time
    double low = 0, high = 0;  // where nine in ten would have it; both the pace where it is stated exactly
  };
  struct Point {
    std::string name;
    double elapsed = 0;        // since the reference
    double level = 1;          // its cost at the reference's quality, as a share of the reference's cost
    double low = 1, high = 1;  // where 90 % of the samples have it
    enum class Place : std::uint8_t { below, on, above } place = Place::on;  // cheaper than its trend, on it, dearer
  };
  std::string title;
  ShownUnit unit;  // of the time elapsed
  std::vector<Trend> trends;
  std::vector<Point> points;
};

/// In characters: nothing.
inline std::string drawn(const RangeBars&, std::size_t) { return {}; }
inline std::string drawn(const CostCurve&, std::size_t) { return {}; }
inline std::string drawn(const Histogram&, std::size_t) { return {}; }
inline std::string drawn(const Cascade&, std::size_t) { return {}; }
inline std::string drawn(const Stream&, std::size_t) { return {}; }

}  // namespace costcurve
