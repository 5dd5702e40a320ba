#include "numeric/roots.h"

#include <algorithm>
#include <array>
#include <boost/math/tools/minima.hpp>
#include <boost/math/tools/toms748_solve.hpp>
#include <cmath>
#include <optional>

namespace costcurve {

namespace {

constexpr int steps_in_decade = 16;
constexpr int even_steps = 256;
constexpr double equal_enough = 1e-9;     // of a solution, against the larger side
constexpr double rounding_noise = 1e-13;  // a difference that says nothing

// Whoever looks for a root has bracketed it: there is nothing to throw, and no text to make for it.
using Unheard = boost::math::policies::policy<
    boost::math::policies::domain_error<boost::math::policies::errno_on_error>,
    boost::math::policies::evaluation_error<boost::math::policies::errno_on_error>>;

struct Point {
  double x = 0;
  double difference = 0;  // left - right
  double scale = 0;       // the larger side

  bool defined() const { return std::isfinite(difference); }
  double relative() const { return scale == 0 ? 0 : std::abs(difference) / scale; }
  bool is_zero() const { return relative() <= rounding_noise; }
};

void geometric(double low, double high, std::vector<double>& all) {
  low = std::max(low, smallest_searched);
  if (!(high > low)) return;
  const auto steps = static_cast<int>(std::ceil(std::log10(high / low) * steps_in_decade)) + 1;
  for (int i = 0; i <= steps; ++i) all.push_back(low * std::pow(high / low, static_cast<double>(i) / steps));
}

class Search {
 public:
  Search(const Sides& sides, Interval within) : sides_(sides), within_(within) {}

  Roots all() {
    found_.searched = within_;
    take_points();
    plateaus_and_zeros();
    for (std::size_t i = 0; i + 1 < points_.size(); ++i)
      if (!broken(i + 1)) crossing(points_[i], points_[i + 1], around(i));
    for (std::size_t i = 1; i + 1 < points_.size(); ++i)
      if (!broken(i) && !broken(i + 1)) touching(points_[i - 1], points_[i], points_[i + 1]);
    tidy();
    return std::move(found_);
  }

 private:
  Point at(double x) const {
    const auto [left, right] = sides_(x);
    return {x, left - right, std::max(std::abs(left), std::abs(right))};
  }

  void take_points() {
    std::optional<Point> before;
    for (const double x : search_points(within_)) {
      const Point point = at(x);
      if (before && before->defined() && !point.defined()) approach_edge(before->x, x);
      if (!point.defined()) breaks_.push_back(points_.size());
      if (before && !before->defined() && point.defined()) leave_edge(point.x, before->x);
      if (point.defined()) points_.push_back(point);
      before = point;
    }
  }

  // Where sides cease to be defined they may run beyond all bounds, and meet on the way: nearer and nearer to the edge.
  void approach_edge(double inside, double outside) {
    constexpr int halvings = 24;
    const double edge = last_defined(inside, outside);
    for (int i = 1; i <= halvings; ++i)
      if (const Point point = at(edge - (edge - inside) * std::exp2(-i));
          point.defined() && point.x != inside && point.x != edge)
        points_.push_back(point);
  }

  void leave_edge(double inside, double outside) {
    const std::size_t first = points_.size();
    approach_edge(inside, outside);
    std::reverse(points_.begin() + static_cast<std::ptrdiff_t>(first), points_.end());
  }

  double last_defined(double inside, double outside) const {
    for (int i = 0; i < 60; ++i) {
      const double middle = inside / 2 + outside / 2;
      if (middle == inside || middle == outside) break;
      (at(middle).defined() ? inside : outside) = middle;
    }
    return inside;
  }

  // True if an undefined point stood between points i - 1 and i.
  bool broken(std::size_t i) const { return std::binary_search(breaks_.begin(), breaks_.end(), i); }

  // Runs of points where the sides are equal. What fades away slowly, as 100 + x does towards 100, is no solution: a
  // plateau has edges.
  void plateaus_and_zeros() {
    for (std::size_t i = 0; i < points_.size(); ++i) {
      if (!points_[i].is_zero()) continue;
      std::size_t last = i;
      while (last + 1 < points_.size() && points_[last + 1].is_zero()) ++last;
      const bool edge_below = i > 0 && sharp(points_[i - 1]),
                 edge_above = last + 1 < points_.size() && sharp(points_[last + 1]);
      const bool inner = i > 0 && last + 1 < points_.size();
      if (i == last && (inner || edge_below || edge_above))
        found_.values.push_back(points_[i].x);
      else if (edge_below || edge_above || (i == 0 && last + 1 == points_.size()))
        plateau(i, last);
      else if (points_[i].x <= 0 && points_[last].x >= 0 && at(0).difference == 0)
        found_.values.push_back(0);
      i = last;
    }
  }

  static bool sharp(const Point& beyond) { return beyond.relative() > 1e-6; }

  void plateau(std::size_t first, std::size_t last) {
    const double low = first == 0 ? points_[first].x : edge(points_[first - 1].x, points_[first].x);
    const double high = last + 1 == points_.size() ? points_[last].x : edge(points_[last + 1].x, points_[last].x);
    if (std::abs(high - low) <= equal_enough * std::abs(high))
      found_.values.push_back((low + high) / 2);
    else
      found_.plateaus.push_back({low, high});
  }

  // Where the sides become equal, between a point where they are not and one where they are.
  double edge(double outside, double inside) const {
    for (int i = 0; i < 200; ++i) {
      const double middle = outside / 2 + inside / 2;
      if (middle == outside || middle == inside) break;
      (at(middle).is_zero() ? inside : outside) = middle;
    }
    return inside;
  }

  // Two points may be neighbours among the floating-point numbers: what both show is rounding, and those beside them
  // show how large the difference is without it. Nought for points that are further apart.
  double around(std::size_t i) const {
    const double apart = points_[i + 1].x - points_[i].x,
                 size = std::max(std::abs(points_[i].x), std::abs(points_[i + 1].x));
    if (apart > 1e-12 * size) return 0;
    const double before = i > 0 && !broken(i) ? std::abs(points_[i - 1].difference) : 0;
    return i + 2 < points_.size() && !broken(i + 2) ? std::max(before, std::abs(points_[i + 2].difference)) : before;
  }

  // Where a jump was met, a solution beside it is looked for in smaller steps.
  void crossing(const Point& a, const Point& b, double around = 0, int smaller_steps = 2) {
    if (a.is_zero() || b.is_zero() || (a.difference > 0) == (b.difference > 0)) return;
    const auto difference = [&](double x) { return at(x).difference; };
    std::uintmax_t steps = 200;
    const auto [low, high] = boost::math::tools::toms748_solve(
        difference, a.x, b.x, a.difference, b.difference, boost::math::tools::eps_tolerance<double>(), steps, Unheard());
    const Point lower = at(low), upper = at(high);
    const Point& best = upper.defined() && std::abs(upper.difference) < std::abs(lower.difference) ? upper : lower;
    // At a pole or a jump the difference stays as large as it was, on one side of it or on both.
    const double left_over = std::max(std::abs(lower.difference), std::abs(upper.difference));
    const bool shrank = left_over <= 1e-6 * std::max({std::abs(a.difference), std::abs(b.difference), around});
    if (best.defined() && (shrank || best.relative() <= equal_enough))
      found_.values.push_back(best.x);
    else if (smaller_steps > 0)
      beside_jump(a, b, smaller_steps - 1);
  }

  void beside_jump(Point a, const Point& b, int smaller_steps) {
    constexpr int steps = 16;
    const double first = a.x, width = b.x - a.x;
    for (int i = 1; i <= steps; ++i) {
      const Point next = i == steps ? b : at(first + width * i / steps);
      if (!next.defined()) continue;
      if (next.is_zero()) found_.values.push_back(next.x);
      crossing(a, next, 0, smaller_steps);
      a = next;
    }
  }

  // Two solutions between two steps, or one where the difference only touches zero.
  void touching(const Point& before, const Point& here, const Point& after) {
    const bool same_side =
        (before.difference > 0) == (here.difference > 0) && (here.difference > 0) == (after.difference > 0);
    if (before.is_zero() || here.is_zero() || after.is_zero() || !same_side) return;
    if (std::abs(here.difference) > std::abs(before.difference) ||
        std::abs(here.difference) > std::abs(after.difference))
      return;
    const double sign = here.difference > 0 ? 1 : -1;
    std::uintmax_t steps = 100;
    // Between 1 and 2: the search has an absolute tolerance beside the relative one.
    const auto place = [&](double u) { return before.x + (u - 1) * (after.x - before.x); };
    const auto depth = [&](double u) { return sign * at(place(u)).difference; };
    const double x = place(boost::math::tools::brent_find_minima(depth, 1.0, 2.0, 40, steps).first);
    const Point lowest = at(x);
    if (!lowest.defined()) return;
    // What touches zero is far less there than beside it: x and x + 1 are near to each other for large x, and never
    // equal.
    const double less = std::min(std::abs(before.difference), std::abs(after.difference)),
                 more = std::max(std::abs(before.difference), std::abs(after.difference));
    const double left_over = std::abs(lowest.difference);
    if (left_over <= 1e-12 * std::max(lowest.scale, less) && left_over <= 1e-3 * more)
      found_.values.push_back(x);
    else if (sign * lowest.difference < 0) {
      crossing(before, lowest);
      crossing(lowest, after);
    }
  }

  void tidy() {
    std::vector<double>& values = found_.values;
    std::sort(values.begin(), values.end());
    const auto same = [](double a, double b) { return std::abs(a - b) <= 1e-7 * std::max(std::abs(a), std::abs(b)); };
    values.erase(std::unique(values.begin(), values.end(), same), values.end());
    std::erase_if(values, [&](double x) {
      return std::any_of(found_.plateaus.begin(), found_.plateaus.end(),
                         [&](Interval plateau) { return plateau.holds(x); });
    });
  }

  const Sides& sides_;
  Interval within_;
  std::vector<Point> points_;
  std::vector<std::size_t> breaks_;
  Roots found_;
};

}  // namespace

namespace {

std::vector<double> places_between(Interval within) {
  std::vector<double> all;
  if (within.low < 0) {
    geometric(std::max(-within.high, 0.0), -within.low, all);
    for (double& x : all) x = -x;
    std::reverse(all.begin(), all.end());
  }
  if (within.holds(0)) all.push_back(0);
  if (within.high > 0) geometric(std::max(within.low, 0.0), within.high, all);
  all.insert(all.begin(), within.low);  // the ends as they are, not as a power may round them
  all.push_back(within.high);
  std::erase_if(all, [&](double x) { return !within.holds(x); });
  if (within.width() > 0 && within.width() < 1e15) {
    const auto even = static_cast<std::ptrdiff_t>(all.size());
    for (int i = 1; i < even_steps; ++i) all.push_back(within.low + within.width() * i / even_steps);
    std::inplace_merge(all.begin(), all.begin() + even, all.end());
  }
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

}  // namespace

std::vector<double> search_points(Interval within) {
  // The ranges of quantities of which nothing but their domain is known: they are asked for time after time.
  static const std::array<std::pair<Interval, std::vector<double>>, 4> kept = [] {
    std::array<std::pair<Interval, std::vector<double>>, 4> ranges;
    std::size_t next = 0;
    for (const Interval range : {Interval{smallest_searched, largest_searched}, Interval{0, largest_searched},
                                 Interval{0, 1}, Interval{-largest_searched, largest_searched}})
      ranges[next++] = {range, places_between(range)};
    return ranges;
  }();
  for (const auto& [range, places] : kept)
    if (range == within) return places;
  return places_between(within);
}

Roots find_roots(const Sides& sides, Interval within) { return Search(sides, within).all(); }

namespace {

// Points further and further away from `near`, from a step of one in ten thousand on; the last is the end of the range.
class Outwards {
 public:
  Outwards(double near, bool upwards, Interval within)
      : near_(near), upwards_(upwards), end_(upwards ? within.high : within.low) {}

  std::optional<double> next() {
    if (at_end_) return std::nullopt;
    step_ *= 1.5;
    const double size = near_ == 0 ? 1e-12 * step_ : std::abs(near_);
    // Above zero by factors, so that zero itself is never stepped over.
    const bool by_factor = near_ > 0 && end_ >= 0;
    const double x =
        by_factor ? near_ * std::exp(upwards_ ? step_ : -step_) : near_ + (upwards_ ? size * step_ : -size * step_);
    at_end_ = upwards_ ? !(x < end_) : !(x > end_);
    return at_end_ ? end_ : x;
  }

 private:
  double near_;
  bool upwards_;
  double end_;
  double step_ = 1e-4;
  bool at_end_ = false;
};

constexpr int most_steps_outwards = 80;

// The one crossing between two ends of different signs; nothing where the difference only jumps over zero.
std::optional<double> crossing_between(const std::function<double(double)>& difference, double a, double b, double at_a,
                                       double at_b) {
  if (a > b) std::swap(a, b), std::swap(at_a, at_b);
  std::uintmax_t steps = 200;
  const auto [low, high] = boost::math::tools::toms748_solve(
      difference, a, b, at_a, at_b, boost::math::tools::eps_tolerance<double>(), steps, Unheard());
  const double lower = std::abs(difference(low)), upper = std::abs(difference(high));
  if (!(std::max(lower, upper) <= 1e-6 * std::max(std::abs(at_a), std::abs(at_b)))) return std::nullopt;
  return lower < upper ? low : high;
}

}  // namespace

std::optional<double> root_near(const Sides& sides, double near, Interval within) {
  const std::function<double(double)> difference = [&](double x) {
    const auto [left, right] = sides(x);
    return left - right;
  };
  double x[2] = {near, near};
  double d[2] = {difference(near), difference(near)};
  if (d[0] == 0) return near;
  Outwards ways[2] = {{near, false, within}, {near, true, within}};
  for (int step = 0; step < most_steps_outwards; ++step)
    for (int way = 0; way < 2; ++way) {
      const std::optional<double> next = ways[way].next();
      if (!next) continue;
      const double there = difference(*next);
      if (there == 0) return *next;
      if (std::isfinite(there) && std::isfinite(d[way]) && (there > 0) != (d[way] > 0))
        if (const auto found = crossing_between(difference, x[way], *next, d[way], there)) return found;
      x[way] = *next;
      d[way] = there;
    }
  return std::nullopt;
}

Interval enclose_root(const std::function<Interval(Interval)>& difference, double near, Interval within) {
  const auto sign_at = [&](double x) {
    const Interval range = difference(Interval::point(x));
    return range.low > 0 ? 1 : range.high < 0 ? -1 : 0;
  };
  double ends[2];
  int signs[2] = {0, 0};
  for (int way = 0; way < 2; ++way) {
    Outwards outwards(near, way == 1, within);
    double inside = near, outside = near;
    for (int step = 0; step < most_steps_outwards && signs[way] == 0; ++step) {
      const std::optional<double> next = outwards.next();
      if (!next) break;
      inside = outside;
      outside = *next;
      signs[way] = sign_at(outside);
    }
    for (int halving = 0; halving < 40 && signs[way] != 0; ++halving) {
      const double middle = inside / 2 + outside / 2;
      (sign_at(middle) == signs[way] ? outside : inside) = middle;
    }
    ends[way] = outside;
  }
  if (signs[0] * signs[1] != -1) return Interval::everything();
  return {ends[0], ends[1]};
}

}  // namespace costcurve
