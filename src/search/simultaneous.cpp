#include "search/simultaneous.h"

#include <algorithm>
#include <cmath>

#include "numeric/linear_equations.h"

namespace costcurve {

namespace {

constexpr int most_steps = 80;
constexpr std::size_t spread_starts = 64;
constexpr double reached = 1e-12;   // of the larger side
constexpr double far = 1e3;         // how far from the stated values starts lie, either way
constexpr double longest_step = 4;  // in a logarithm

using Point = std::vector<double>;

class Newton {
 public:
  Newton(const Program& pairs, const std::vector<double>& inputs, const std::vector<std::size_t>& unknowns,
         const std::vector<Interval>& within)
      : pairs_(pairs), inputs_(inputs), unknowns_(unknowns), within_(within) {
    logarithmic_.assign(unknowns.size(), true);
  }

  Simultaneous all() {
    Simultaneous made;
    Point stated;
    for (const std::size_t u : unknowns_) stated.push_back(inputs_[u]);
    for (std::size_t start = 0; start <= spread_starts; ++start, ++made.starts) {
      for (const bool on_logarithms : {true, false}) {
        const std::optional<Point> found = from(start == 0 ? stated : spread(stated, start), on_logarithms);
        if (!found) continue;
        keep(*found, made);
        break;
      }
      if (!traded_.empty() && start == 0) break;  // it is loose at a solution: more starts would find more of the same
    }
    made.traded = made.values.empty() && made.outside.empty() && traded_.empty() ? traded_at(stated) : traded_;
    std::sort(made.values.begin(), made.values.end());
    return made;
  }

 private:
  struct State {
    std::vector<double> sides;
    std::vector<double> residual;
    double worst = 0;
  };

  std::vector<double> with(const Point& point) const {
    std::vector<double> all = inputs_;
    for (std::size_t u = 0; u < unknowns_.size(); ++u) all[unknowns_[u]] = point[u];
    return all;
  }

  // How far each pair is from being equal: the logarithm of their ratio where both are positive, else their difference
  // against the size that they had at the start.
  State state_at(const Point& point, const std::vector<double>& sizes) const {
    State state;
    state.sides = evaluate(pairs_, with(point));
    for (std::size_t k = 0; k < unknowns_.size(); ++k) {
      const double left = state.sides[2 * k], right = state.sides[2 * k + 1];
      const double residual = sizes[k] == 0 ? std::log(left / right) : (left - right) / sizes[k];
      state.residual.push_back(sizes[k] == 0 && left < 0 ? std::nan("") : residual);
      if (!std::isfinite(state.residual.back())) state.worst = std::nan("");
      state.worst = std::isnan(state.worst) ? state.worst : std::max(state.worst, std::abs(state.residual.back()));
    }
    return state;
  }

  // Nought stands for: on logarithms.
  std::vector<double> sizes_at(const Point& point, bool on_logarithms) const {
    const std::vector<double> sides = evaluate(pairs_, with(point));
    std::vector<double> sizes;
    for (std::size_t k = 0; k < unknowns_.size(); ++k) {
      const double left = sides[2 * k], right = sides[2 * k + 1], larger = std::max(std::abs(left), std::abs(right));
      sizes.push_back(on_logarithms && left > 0 && right > 0 ? 0 : larger > 0 ? larger : 1);
    }
    return sizes;
  }

  Matrix slopes(const Point& point, const State& state, const std::vector<double>& sizes) const {
    const std::vector<double> inputs = with(point);
    Matrix all;
    for (std::size_t k = 0; k < unknowns_.size(); ++k) {
      const std::vector<double> left = gradient(pairs_, inputs, 2 * k), right = gradient(pairs_, inputs, 2 * k + 1);
      all.emplace_back();
      for (std::size_t u = 0; u < unknowns_.size(); ++u) {
        const double unit = logarithmic_[u] ? point[u] : 1, a = left[unknowns_[u]] * unit,
                     b = right[unknowns_[u]] * unit;
        all.back().push_back(sizes[k] == 0 ? a / state.sides[2 * k] - b / state.sides[2 * k + 1] : (a - b) / sizes[k]);
      }
    }
    return all;
  }

  static bool is_finite(const Matrix& matrix) {
    return std::all_of(matrix.begin(), matrix.end(), [](const auto& row) {
      return std::all_of(row.begin(), row.end(), [](double x) { return std::isfinite(x); });
    });
  }

  Point moved(const Point& point, const std::vector<double>& step, double share) const {
    Point made = point;
    for (std::size_t u = 0; u < point.size(); ++u)
      made[u] = logarithmic_[u] ? point[u] * std::exp(share * step[u]) : point[u] + share * step[u];
    return made;
  }

  double longest_share(const std::vector<double>& step) const {
    double longest = 0;
    for (std::size_t u = 0; u < step.size(); ++u)
      if (logarithmic_[u]) longest = std::max(longest, std::abs(step[u]));
    return longest > longest_step ? longest_step / longest : 1;
  }

  std::optional<Point> from(Point point, bool on_logarithms) {
    for (std::size_t u = 0; u < point.size(); ++u) {
      logarithmic_[u] = within_[u].low >= 0 || (on_logarithms && point[u] > 0);
      if (logarithmic_[u] && !(point[u] > 0)) return std::nullopt;
    }
    const std::vector<double> sizes = sizes_at(point, on_logarithms);
    State state = state_at(point, sizes);
    for (int i = 0; i < most_steps && std::isfinite(state.worst); ++i) {
      const Matrix matrix = slopes(point, state, sizes);
      if (!is_finite(matrix)) return std::nullopt;
      std::vector<double> wanted = state.residual;
      for (double& one : wanted) one = -one;
      const LinearSolution step = solve_linear_equations(matrix, wanted);
      if (state.worst <= reached) {
        if (!step.is_unique()) note_traded(step.free);
        return point;
      }
      if (!step.is_unique()) return std::nullopt;
      if (!descend(point, state, sizes, step.values)) return state.worst <= 1e-9 ? std::optional(point) : std::nullopt;
    }
    return std::nullopt;
  }

  // The step, or a part of it that brings the pairs nearer to each other.
  bool descend(Point& point, State& state, const std::vector<double>& sizes, const std::vector<double>& step) const {
    double share = longest_share(step);
    for (int halved = 0; halved < 40; ++halved, share /= 2) {
      const Point next = moved(point, step, share);
      const State there = state_at(next, sizes);
      if (!(there.worst < state.worst)) continue;
      point = next;
      state = there;
      return true;
    }
    return false;
  }

  // R. Roberts's sequence: powers of the root of x^(d+1) = x + 1, their fractions.
  Point spread(const Point& stated, std::size_t number) const {
    const auto dimensions = static_cast<double>(stated.size());
    double root = 2;
    for (int i = 0; i < 40; ++i) root = std::pow(1 + root, 1 / (dimensions + 1));
    Point made;
    for (std::size_t u = 0; u < stated.size(); ++u) {
      const double share =
          std::fmod(0.5 + static_cast<double>(number) * std::pow(1 / root, static_cast<double>(u + 1)), 1.0);
      // What may be negative is begun with evenly every other time.
      made.push_back(placed(stated[u], within_[u], within_[u].low >= 0 || (stated[u] > 0 && number % 2 == 0), share));
    }
    return made;
  }

  static double placed(double stated, Interval within, bool logarithmic, double share) {
    constexpr double bounded = 1e15;
    if (!logarithmic) {
      const double span = 10 * std::max(std::abs(stated), 1e-9);
      return within.width() < bounded ? within.low + share * within.width() : stated + (2 * share - 1) * span;
    }
    const double middle = stated > 0 ? stated : 1, low = std::max(within.low, middle / far),
                 high = std::min(within.high, middle * far);
    if (low < high && !(within.low > 0 && within.width() < bounded)) return low * std::pow(high / low, share);
    const double floor = std::max(within.low, within.high * 1e-6);
    return floor * std::pow(within.high / floor, share);
  }

  void note_traded(const std::vector<double>& direction) {
    traded_.clear();
    double largest = 0;
    for (const double move : direction) largest = std::max(largest, std::abs(move));
    for (std::size_t u = 0; u < direction.size(); ++u)
      if (std::abs(direction[u]) > 1e-6 * largest) traded_.push_back(u);
  }

  std::vector<std::size_t> traded_at(const Point& point) {
    const std::vector<double> sizes = sizes_at(point, true);
    const State state = state_at(point, sizes);
    const Matrix matrix = slopes(point, state, sizes);
    if (!is_finite(matrix)) return {};
    const LinearSolution step = solve_linear_equations(matrix, std::vector<double>(point.size(), 0.0));
    if (!step.is_unique()) note_traded(step.free);
    return traded_;
  }

  void keep(const Point& point, Simultaneous& made) const {
    bool inside = true;
    for (std::size_t u = 0; u < point.size(); ++u)
      inside = inside && point[u] >= within_[u].low * (1 - 1e-12) && point[u] <= within_[u].high * (1 + 1e-12);
    std::vector<Point>& list = inside ? made.values : made.outside;
    const bool known = std::any_of(list.begin(), list.end(), [&](const Point& other) {
      for (std::size_t u = 0; u < point.size(); ++u)
        if (std::abs(point[u] - other[u]) > 1e-6 * std::max(std::abs(point[u]), std::abs(other[u]))) return false;
      return true;
    });
    if (!known) list.push_back(point);
  }

  const Program& pairs_;
  const std::vector<double>& inputs_;
  const std::vector<std::size_t>& unknowns_;
  const std::vector<Interval>& within_;
  std::vector<bool> logarithmic_;
  std::vector<std::size_t> traded_;
};

}  // namespace

Simultaneous solve_simultaneously(const Program& pairs, const std::vector<double>& inputs,
                                  const std::vector<std::size_t>& unknowns, const std::vector<Interval>& within) {
  return Newton(pairs, inputs, unknowns, within).all();
}

}  // namespace costcurve
