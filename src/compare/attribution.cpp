#include "compare/attribution.h"

#include <algorithm>
#include <boost/math/quadrature/gauss.hpp>
#include <boost/math/quadrature/gauss_kronrod.hpp>
#include <cmath>

namespace costcurve {

namespace {

bool is_geometric(const Way& way) { return !way.straight && way.from > 0 && way.to > 0; }

}  // namespace

double Way::at(double s) const {
  if (s <= 0) return from;
  if (s >= 1) return to;
  return is_geometric(*this) ? from * std::pow(to / from, s) : from + s * (to - from);
}

double Way::speed(double s) const { return is_geometric(*this) ? at(s) * std::log(to / from) : to - from; }

void make_add_up(std::vector<double>& parts, double whole) {
  // Twice: the first correction is itself rounded.
  for (int round = 0; round < 2; ++round) {
    double sum = 0, size = 0;
    for (const double part : parts) {
      sum += part;
      size += std::abs(part);
    }
    if (!(size > 0)) return;
    const double missing = whole - sum;
    for (double& part : parts) part += missing * (std::abs(part) / size);
  }
}

namespace {

using Kronrod = boost::math::quadrature::gauss_kronrod<double, 15>;
using Gauss = boost::math::quadrature::gauss<double, 7>;

constexpr int most_halvings = 60;
constexpr std::size_t most_pieces = 20000;
constexpr double close = 1e-11;  // of the result, on one piece
constexpr double noise = 1e-13;  // of the terms that the result is made of

struct Piece {
  double begin = 0, end = 1;
  double value_at_begin = 0, value_at_end = 0;
  int halvings = 0;
};

// What each input contributes over a piece, by 15 points and by 7 of them.
struct Sums {
  std::vector<double> fine, coarse;
  double largest = 0;  // of the results met
  double undefined_at = -1;
};

class Integrator {
 public:
  Integrator(const Composition& composition, const std::vector<Way>& ways) : composition_(composition), ways_(ways) {}

  Attribution all() {
    Attribution made;
    const double first = value(0), last = value(1);
    made.difference = last - first;
    if (!std::isfinite(first) || !std::isfinite(last)) {
      obstructed(made, Obstacle::undefined, std::isfinite(first) ? 1 : 0);
      return made;
    }
    made.contributions.assign(ways_.size(), 0.0);
    // A single input has all of it, whatever lies between.
    std::vector<std::size_t> moving;
    for (std::size_t i = 0; i < ways_.size(); ++i)
      if (ways_[i].from != ways_[i].to) moving.push_back(i);
    if (moving.size() == 1) made.contributions[moving.front()] = made.difference;
    if (moving.size() < 2) return made;
    size_ = std::max(std::abs(first), std::abs(last));
    terms_ = std::max(terms_at(0), terms_at(1));
    for (std::vector<Piece> open = pieces(first, last); !open.empty();)
      if (!one(open, made)) return made;
    make_add_up(made.contributions, made.difference);
    return made;
  }

 private:
  std::vector<double> inputs_at(double s) const {
    std::vector<double> inputs;
    inputs.reserve(ways_.size());
    for (const Way& way : ways_) inputs.push_back(way.at(s));
    return inputs;
  }
  double value(double s) const { return evaluate(composition_, inputs_at(s)).result; }

  double terms_at(double s) const {
    const std::vector<double> inputs = inputs_at(s);
    double result = 0, sum = 0;
    const std::vector<double> slope = gradient(composition_, inputs, result);
    for (std::size_t i = 0; i < slope.size(); ++i)
      if (const double term = std::abs(slope[i] * inputs[i]); std::isfinite(term)) sum += term;
    return sum;
  }

  static void obstructed(Attribution& made, Obstacle obstacle, double where) {
    made.contributions.clear();
    made.obstacle = obstacle;
    made.where = where;
  }

  // The path in pieces within which min and max keep to one operand, the last piece first.
  std::vector<Piece> pieces(double first, double last) const {
    constexpr int looks = 64;
    std::vector<double> ends = {0};
    std::vector<double> before = evaluate(composition_, inputs_at(0)).above;
    for (int look = 1; look <= looks && !before.empty(); ++look) {
      const double low = static_cast<double>(look - 1) / looks, high = static_cast<double>(look) / looks;
      const std::vector<double> after = evaluate(composition_, inputs_at(high)).above;
      for (std::size_t k = 0; k < after.size(); ++k)
        if (before[k] * after[k] < 0) ends.push_back(crossing(k, low, high, before[k]));
      before = after;
    }
    std::sort(ends.begin(), ends.end());
    ends.erase(std::unique(ends.begin(), ends.end()), ends.end());
    if (ends.back() < 1) ends.push_back(1);
    std::vector<Piece> all;
    for (std::size_t i = ends.size() - 1; i > 0; --i)
      all.push_back({ends[i - 1], ends[i], ends[i - 1] == 0 ? first : value(ends[i - 1]),
                     ends[i] == 1 ? last : value(ends[i]), 0});
    return all;
  }

  // Where the two operands of a min or max are equal: bisection, for there may be a pole between.
  double crossing(std::size_t k, double low, double high, double at_low) const {
    for (int step = 0; step < 60; ++step) {
      const double middle = (low + high) / 2;
      if (middle <= low || middle >= high) break;
      (evaluate(composition_, inputs_at(middle)).above[k] * at_low > 0 ? low : high) = middle;
    }
    return high;
  }

  void add_point(double s, double fine, double coarse, Sums& sums) const {
    const std::vector<double> inputs = inputs_at(s);
    double result = 0;
    const std::vector<double> slope = gradient(composition_, inputs, result);
    for (std::size_t i = 0; i < slope.size(); ++i) {
      if (ways_[i].from == ways_[i].to) continue;
      const double change = slope[i] * ways_[i].speed(s);
      sums.fine[i] += fine * change;
      sums.coarse[i] += coarse * change;
    }
    if (!std::isfinite(result)) sums.undefined_at = s;
    sums.largest = std::max(sums.largest, std::abs(result));
  }

  Sums sums_over(const Piece& piece) const {
    const double middle = (piece.begin + piece.end) / 2, half = (piece.end - piece.begin) / 2;
    Sums sums;
    sums.largest = std::max(std::abs(piece.value_at_begin), std::abs(piece.value_at_end));
    sums.fine.assign(ways_.size(), 0.0);
    sums.coarse.assign(ways_.size(), 0.0);
    for (std::size_t k = 0; k < Kronrod::abscissa().size(); ++k) {
      // Every second point of Kronrod's is one of Gauss's.
      const double fine = Kronrod::weights()[k] * half, coarse = k % 2 == 0 ? Gauss::weights()[k / 2] * half : 0;
      add_point(middle + half * Kronrod::abscissa()[k], fine, coarse, sums);
      if (k > 0) add_point(middle - half * Kronrod::abscissa()[k], fine, coarse, sums);
    }
    return sums;
  }

  bool is_good(const Piece& piece, const Sums& sums) const {
    const double allowed = close * size_ + noise * (terms_ + 10 * sums.largest);
    double sum = 0;
    for (std::size_t i = 0; i < sums.fine.size(); ++i) {
      if (!(std::abs(sums.fine[i] - sums.coarse[i]) <= 100 * allowed))
        return false;  // the finer of the two is far nearer than that
      sum += sums.fine[i];
    }
    return std::abs(sum - (piece.value_at_end - piece.value_at_begin)) <= allowed;
  }

  // The last of the open pieces: added up, halved, or found to hold an obstacle.
  bool one(std::vector<Piece>& open, Attribution& made) {
    const Piece piece = open.back();
    open.pop_back();
    const double middle = (piece.begin + piece.end) / 2, change = piece.value_at_end - piece.value_at_begin;
    Sums sums = sums_over(piece);
    if (sums.undefined_at >= 0 || !std::isfinite(change)) {
      obstructed(made, Obstacle::undefined, sums.undefined_at >= 0 ? sums.undefined_at : middle);
      return false;
    }
    const bool smallest = piece.halvings >= most_halvings || middle <= piece.begin || middle >= piece.end;
    const bool finite =
        std::all_of(sums.fine.begin(), sums.fine.end(), [](double part) { return std::isfinite(part); });
    // The root of nought has no slope, but where it is nought throughout nothing changes.
    const bool flat = !finite && change == 0 && piece.halvings >= 6;
    // Too small to be halved: a slope without bound changes nothing there. A jump does.
    if (flat || is_good(piece, sums) || (smallest && std::abs(change) <= 1e-7 * (size_ + terms_))) {
      if (finite) {
        make_add_up(sums.fine, change);
        for (std::size_t i = 0; i < sums.fine.size(); ++i) made.contributions[i] += sums.fine[i];
      }
      return true;
    }
    if (smallest || ++pieces_ > most_pieces) {
      obstructed(made, sums.largest > 30 * (size_ + terms_) ? Obstacle::undefined : Obstacle::jump, middle);
      return false;
    }
    const double value_at_middle = value(middle);
    open.push_back({middle, piece.end, value_at_middle, piece.value_at_end, piece.halvings + 1});
    open.push_back({piece.begin, middle, piece.value_at_begin, value_at_middle, piece.halvings + 1});
    return true;
  }

  const Composition& composition_;
  const std::vector<Way>& ways_;
  double size_ = 0;   // of the results at the two ends
  double terms_ = 0;  // the sum of |slope * input| there: what rounding errors go by
  std::size_t pieces_ = 0;
};

}  // namespace

namespace {

// Inputs that change as wholes, in any order, and one that stands for all that move.
class Orders {
 public:
  Orders(const Composition& composition, const std::vector<Way>& ways) : composition_(composition), ways_(ways) {
    for (std::size_t i = 0; i < ways.size(); ++i) {
      if (ways[i].from == ways[i].to) continue;
      if (ways[i].leaps)
        leaping_.push_back(i);
      else
        moving_.push_back(i);
    }
    made_.contributions.assign(ways.size(), 0.0);
  }

  Attribution all() {
    const std::size_t none = 0, every = (std::size_t{1} << leaping_.size()) - 1;
    made_.difference = value(every, true) - value(none, false);
    if (leaping_.size() <= most_in_all_orders)
      in_all_orders();
    else
      in_two_orders();
    if (made_.obstacle == Obstacle::none) make_add_up(made_.contributions, made_.difference);
    return std::move(made_);
  }

  bool has_leaps() const { return !leaping_.empty() && leaping_.size() < 60; }

 private:
  static constexpr std::size_t most_in_all_orders = 8;

  bool is_good() const { return made_.obstacle == Obstacle::none; }

  // The ways with those of a set, as bits, changed already; what moves has yet to move.
  std::vector<Way> ways_with(std::size_t changed) const {
    std::vector<Way> ways = ways_;
    for (std::size_t k = 0; k < leaping_.size(); ++k) {
      Way& way = ways[leaping_[k]];
      way.from = way.to = (changed >> k & 1U) != 0 ? way.to : way.from;
    }
    return ways;
  }

  double value(std::size_t changed, bool has_moved) const {
    std::vector<double> inputs;
    for (const Way& way : ways_with(changed)) inputs.push_back(has_moved ? way.to : way.from);
    return evaluate(composition_, inputs).result;
  }

  // What moves does so with these changed.
  void move_with(std::size_t changed, double weight) {
    if (moving_.empty() || !is_good()) return;
    const Attribution moved = Integrator(composition_, ways_with(changed)).all();
    made_.obstacle = moved.obstacle;
    made_.where = moved.where;
    if (!is_good()) return made_.contributions.clear();
    for (const std::size_t i : moving_) made_.contributions[i] += weight * moved.contributions[i];
  }

  void leap(std::size_t k, std::size_t before, bool has_moved, double weight) {
    if (!is_good()) return;
    const double change = value(before | std::size_t{1} << k, has_moved) - value(before, has_moved);
    made_.contributions[leaping_[k]] += weight * change;
    if (std::isfinite(change)) return;
    made_.obstacle = Obstacle::undefined;
    made_.where = 0.5;
    made_.contributions.clear();
  }

  void in_all_orders() {
    const std::size_t changing = leaping_.size() + (moving_.empty() ? 0 : 1);
    // The share of all orders in which those of a set, and no others, come before one.
    std::vector<double> share(changing, 1.0 / static_cast<double>(changing));
    for (std::size_t size = 1; size < changing; ++size)
      share[size] = share[size - 1] * static_cast<double>(size) / static_cast<double>(changing - size);
    for (std::size_t before = 0; before < std::size_t{1} << leaping_.size(); ++before) {
      const auto size = static_cast<std::size_t>(__builtin_popcountll(before));
      move_with(before, size < changing ? share[size] : 0);
      for (std::size_t k = 0; k < leaping_.size(); ++k) {
        if ((before >> k & 1U) != 0) continue;
        leap(k, before, false, share[size]);
        if (!moving_.empty()) leap(k, before, true, share[size + 1]);
      }
    }
  }

  void in_two_orders() {
    constexpr double half = 0.5;
    const std::size_t every = (std::size_t{1} << leaping_.size()) - 1;
    std::size_t changed = 0;
    for (std::size_t k = 0; k < leaping_.size(); ++k) {
      leap(k, changed, false, half);
      changed |= std::size_t{1} << k;
      leap(k, every & ~changed, true, half);
    }
    move_with(every, half);
    move_with(0, half);
  }

  const Composition& composition_;
  const std::vector<Way>& ways_;
  std::vector<std::size_t> leaping_, moving_;
  Attribution made_;
};

}  // namespace

Attribution attribute(const Composition& composition, const std::vector<Way>& ways) {
  Orders orders(composition, ways);
  return orders.has_leaps() ? orders.all() : Integrator(composition, ways).all();
}

}  // namespace costcurve
