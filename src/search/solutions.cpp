#include "search/solutions.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/math/tools/minima.hpp>
#include <cmath>
#include <limits>

#include "numeric/demand.h"
#include "program/one_input.h"
#include "search/closed_form.h"

namespace costcurve {

namespace {

constexpr double smallest = 1e-40;

// The two sides are as near to each other as the digits of what they are made of allow.
bool is_solution(const Program& sides, std::vector<double> inputs, std::size_t input, double x) {
  inputs[input] = x;
  const std::vector<double> value = evaluate(sides, inputs);
  if (meets(Demand::equal, value[0], value[1], 1e-9)) return true;
  double pull = 0;
  for (const std::size_t side : {0, 1}) pull += std::abs(gradient(sides, inputs, side)[input] * x);
  return std::isfinite(pull) && std::abs(value[0] - value[1]) <= 1e-13 * pull;
}

void sort_out(std::vector<double>& values) {
  std::sort(values.begin(), values.end());
  const auto same = [](double a, double b) { return meets(Demand::equal, a, b); };
  values.erase(std::unique(values.begin(), values.end(), same), values.end());
}

double between(double a, double b) {
  if (a > 0 && b > 0) return std::sqrt(a) * std::sqrt(b);
  if (a < 0 && b < 0) return -std::sqrt(-a) * std::sqrt(-b);
  return a / 2 + b / 2;
}

// Where an input is rounded, sides jump between any two of its counts, which lie far closer to each other than powers
// of ten do: counts, and what is just before each jump and just behind.
std::vector<double> places_in(const Program& sides, const std::vector<double>& inputs, std::size_t input,
                              Interval within) {
  std::vector<double> places = search_points(within);
  Program rounded = sides;
  rounded.outputs = roundings_of(sides, input);
  if (rounded.outputs.empty()) return places;
  constexpr int counts = 1024, most_jumps = 16;  // of one count; what jumps more often hardly jumps
  const OneInput steps(rounded, inputs, input);
  for (int count = 1; count <= counts; ++count) {
    double low = count;
    if (within.holds(low)) places.push_back(low);
    if (!within.holds(low) || !within.holds(count + 1.0)) continue;
    const std::vector<double> last = steps(count + 1.0);
    for (int jump = 0; jump < most_jumps && steps(low) != last; ++jump) {
      const std::vector<double> first = steps(low);
      double high = count + 1.0;
      for (double middle = between(low, high); low < middle && middle < high; middle = between(low, high))
        (steps(middle) == first ? low : high) = middle;
      places.insert(places.end(), {low, high});
      low = high;
    }
  }
  std::sort(places.begin(), places.end());
  places.erase(std::unique(places.begin(), places.end()), places.end());
  return places;
}

// Where the difference of the sides changes its sign between two places that follow each other.
std::vector<Jump> crossings(const Program& sides, const std::vector<double>& inputs, std::size_t input,
                            Interval within) {
  const OneInput side(sides, inputs, input);
  const auto difference = [&](double x) {
    const std::vector<double> value = side(x);
    return value[0] - value[1];
  };
  std::vector<Jump> found;
  const std::vector<double> places = places_in(sides, inputs, input, within);
  double last = std::nan("");
  for (std::size_t i = 0; i < places.size(); ++i) {
    const double before = last, here = last = difference(places[i]);
    if (!(before < 0 && here > 0) && !(before > 0 && here < 0)) continue;
    double low = places[i - 1], high = places[i];
    for (double middle = between(low, high); low < middle && middle < high; middle = between(low, high))
      ((difference(middle) < 0) == (before < 0) ? low : high) = middle;
    found.push_back({high, side(low)[0], side(high)[0]});
  }
  return found;
}

// Cuts a range where the demand begins or ceases to be met.
class Cutting {
 public:
  Cutting(const Program& sides, const std::vector<double>& inputs, std::size_t input, Interval within, Demand demand)
      : side_(sides, inputs, input),
        places_(places_in(sides, inputs, input, within)),
        within_(within),
        demand_(demand) {
    const Roots roots = solutions(sides, inputs, input, within);
    cuts_ = roots.values;
    for (const Interval& plateau : roots.plateaus) cuts_.insert(cuts_.end(), {plateau.low, plateau.high});
    cuts_.insert(cuts_.end(), {within.low, within.high});
    std::sort(cuts_.begin(), cuts_.end());
    cuts_.erase(std::unique(cuts_.begin(), cuts_.end()), cuts_.end());
  }

  std::vector<Interval> met() {
    add_jumps();
    for (std::size_t i = 0; i < cuts_.size(); ++i) {
      if (met_at(cuts_[i])) join({cuts_[i], cuts_[i]});
      if (i + 1 < cuts_.size() && met_at(between(cuts_[i], cuts_[i + 1]))) join({cuts_[i], cuts_[i + 1]});
    }
    return met_;
  }

 private:
  bool met_at(double x) const {
    const std::vector<double> value = side_(x);
    return meets(demand_, value[0], value[1]);
  }

  // Where a side jumps there is no solution, and yet the demand may begin to be met.
  void add_jumps() {
    std::vector<double> places = places_;
    for (std::size_t i = 0; i + 1 < cuts_.size(); ++i) places.push_back(between(cuts_[i], cuts_[i + 1]));
    std::sort(places.begin(), places.end());
    std::vector<double> jumps;
    for (std::size_t i = 0, cut = 0; i + 1 < places.size(); ++i) {
      double low = places[i], high = places[i + 1];
      while (cut < cuts_.size() && cuts_[cut] < low) ++cut;
      if (cut < cuts_.size() && cuts_[cut] <= high) continue;  // begins and ceases at a cut that is known
      const bool before = met_at(low);
      if (before == met_at(high)) continue;
      for (int step = 0; step < 200; ++step) {
        const double middle = between(low, high);
        if (std::max(-low, high) < smallest) low = high = 0;  // at nought itself
        if (middle <= low || middle >= high) break;
        (met_at(middle) == before ? low : high) = middle;
      }
      jumps.push_back(before ? low : high);
    }
    cuts_.insert(cuts_.end(), jumps.begin(), jumps.end());
    std::sort(cuts_.begin(), cuts_.end());
  }

  // Ranges that touch in a point are one where that point is in both; below and above leave it out.
  void join(Interval more) {
    const bool touches = !met_.empty() && met_.back().high == more.low && (more.is_point() || met_at(more.low));
    if (touches)
      met_.back().high = more.high;
    else
      met_.push_back(more);
  }

  OneInput side_;
  std::vector<double> places_;
  Interval within_;
  Demand demand_;
  std::vector<double> cuts_;
  std::vector<Interval> met_;
};

// What the output tends to at an end of the search: what it is there, or beyond all bounds where it still grows.
double at_end(const OneInput& side, double end, double before) {
  const double last = side(end).front(), previous = side(before).front();
  if (!std::isfinite(last)) return last;
  if (std::abs(last - previous) <= 1e-6 * std::abs(last)) return last;
  if (std::abs(last) > std::abs(previous)) return std::copysign(std::numeric_limits<double>::infinity(), last);
  return 0;  // it fades away
}

// The least that the output, or its negative, comes to at these places and between those beside the best of them.
double lowest(const OneInput& side, const std::vector<double>& places, double sign) {
  const auto value = [&](double x) { return sign * side(x).front(); };
  std::size_t best = 0;
  double least = std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < places.size(); ++i)
    if (const double here = value(places[i]); here < least) least = here, best = i;
  if (best == 0 || best + 1 >= places.size()) return least;
  std::uintmax_t steps = 100;
  const double between =
      boost::math::tools::brent_find_minima(value, places[best - 1], places[best + 1], 50, steps).second;
  return std::min(least, between);  // no number stays behind
}

}  // namespace

Roots solutions(const Program& sides, const std::vector<double>& inputs, std::size_t input, Interval within) {
  if (auto closed = closed_form(sides, inputs, input, within.low < 0)) {
    const bool all = std::all_of(closed->begin(), closed->end(),
                                 [&](double x) { return std::isfinite(x) && is_solution(sides, inputs, input, x); });
    if (all) {
      Roots found;
      found.searched = within;
      found.values = std::move(*closed);
      std::erase_if(found.values, [&](double x) { return !within.holds(x); });
      sort_out(found.values);
      return found;
    }
  }
  const OneInput side(sides, inputs, input);
  const auto pair = [&](double x) {
    const std::vector<double> value = side(x);
    return std::pair(value[0], value[1]);
  };
  Roots found = find_roots(pair, within);
  if (roundings_of(sides, input).empty()) return found;
  for (const Jump& crossing : crossings(sides, inputs, input, within))
    // An end of a plateau that is none at the digits it is told with is found already.
    if (is_solution(sides, inputs, input, std::stod(fmt::format("{:.9g}", crossing.at))))
      found.values.push_back(crossing.at);
  sort_out(found.values);
  return found;
}

std::optional<Jump> jump_over(const Program& sides, const std::vector<double>& inputs, std::size_t input,
                              Interval within) {
  if (roundings_of(sides, input).empty()) return std::nullopt;
  std::optional<Jump> nearest;
  const auto apart = [&](const Jump& jump) { return std::abs(jump.at - inputs[input]); };
  for (const Jump& crossing : crossings(sides, inputs, input, within))
    if (!nearest || apart(crossing) < apart(*nearest)) nearest = crossing;
  return nearest;
}

std::vector<Interval> met_within(const Program& sides, const std::vector<double>& inputs, std::size_t input,
                                 Interval within, Demand demand) {
  return Cutting(sides, inputs, input, within, demand).met();
}

Interval reach(const Program& sides, const std::vector<double>& inputs, std::size_t input, Interval within) {
  constexpr double far = 1e39;
  const OneInput side(sides, inputs, input);
  constexpr double infinity = std::numeric_limits<double>::infinity();
  Interval all{infinity, -infinity};
  const auto take = [&](double value) {
    if (!std::isnan(value)) all = {std::min(all.low, value), std::max(all.high, value)};
  };
  std::vector<double> places;
  for (const double x : places_in(sides, inputs, input, within))
    if (std::abs(x) <= far && (x == 0 || std::abs(x) >= 1 / far)) places.push_back(x);
  for (const double sign : {1.0, -1.0}) take(sign * lowest(side, places, sign));
  for (const double sign : {1.0, -1.0})
    if (within.holds(sign * far)) take(at_end(side, sign * far, sign * far / 100));
  if (within.low > 0 && within.low < 1 / far) take(at_end(side, 1 / far, 100 / far));
  return all;
}

std::optional<double> nearest(const Roots& found, double stated) {
  // A value of the other sign is further off than any of the same.
  const auto apart = [&](double x) {
    return stated > 0 && x > 0 ? std::pair(0, std::abs(std::log(x / stated)))
                               : std::pair(stated > 0 ? 1 : 0, std::abs(x - stated));
  };
  std::optional<double> best;
  const auto take = [&](double x) {
    if (!best || apart(x) < apart(*best)) best = x;
  };
  for (const double x : found.values) take(x);
  for (const Interval& plateau : found.plateaus) take(std::clamp(stated, plateau.low, plateau.high));
  return best;
}

}  // namespace costcurve
