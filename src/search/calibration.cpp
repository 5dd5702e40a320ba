#include "search/calibration.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "numeric/linear_equations.h"

namespace costcurve {

namespace {

constexpr double fewest_rows = 3;
// No timing is surer than that, however well a few rows are met.
constexpr double usually_left = 0.005;

class Fit {
 public:
  Fit(const std::vector<CalibratedConstant>& constants, const std::vector<Observation>& observations,
      const std::vector<bool>& used, double unexplained, double least = usually_left)
      : constants_(constants),
        observations_(observations),
        used_(used),
        moved_(constants.size(), 0),
        trust_(observations.size(), 1),
        unexplained_(unexplained),
        least_(least) {}

  void weigh_by_trust() { is_robust_ = true; }

  void find() {
    constexpr int rounds = 20;
    for (int round = 0; round < rounds; ++round) {
      if (is_robust_) weigh();
      settle();
      const double next = what_is_left();
      const bool is_settled = std::abs(next - unexplained_) < 1e-4 * unexplained_;
      unexplained_ = next;
      if (is_settled) break;
    }
  }

  double unexplained() const { return unexplained_; }

  /// Which observations lie far outside of what the others leave.
  std::vector<bool> far_outside() const {
    constexpr double deviations = 6, at_least = 0.4;
    std::vector<bool> far;
    for (std::size_t o = 0; o < observations_.size(); ++o)
      far.push_back(used_[o] && std::abs(residual(observations_[o])) > std::max(deviations * unexplained_, at_least));
    return far;
  }

  /// The logarithm of how probable the rows are, whatever the constants within what is believed of them.
  double evidence() const {
    double sum = -improbability() / 2 - log_determinant(normal_equations().curvature) / 2;
    for (const CalibratedConstant& constant : constants_) sum -= std::log(constant.deviation);
    for (std::size_t o = 0; o < observations_.size(); ++o)
      if (used_[o]) sum -= observations_[o].weight * std::log(unexplained_);
    return sum;
  }

  std::vector<CalibratedConstant> calibrated() const {
    const std::vector<double> deviations = deviations_after();
    std::vector<CalibratedConstant> after = constants_;
    for (std::size_t c = 0; c < after.size(); ++c) {
      after[c].value *= std::exp(moved_[c]);
      after[c].deviation = deviations[c];
    }
    return after;
  }

  double residual(const Observation& observation) const {
    return std::log(observation.measured / evaluate_first(observation.program, inputs_of(observation)));
  }

 private:
  struct Normal {
    Matrix curvature;
    std::vector<double> pull;
  };

  // Of a matrix with Cholesky factors.
  static double log_determinant(Matrix matrix) {
    double sum = 0;
    for (std::size_t k = 0; k < matrix.size(); ++k) {
      sum += std::log(matrix[k][k]);
      for (std::size_t i = k + 1; i < matrix.size(); ++i)
        for (std::size_t j = k + 1; j < matrix.size(); ++j) matrix[i][j] -= matrix[i][k] * matrix[k][j] / matrix[k][k];
    }
    return sum;
  }

  // As if what is left were distributed as Cauchy has it: the further off, the less an observation says.
  void weigh() {
    constexpr double freedom = 1;  // of more, a quarter of the rows would carry it away
    for (std::size_t o = 0; o < observations_.size(); ++o)
      if (used_[o]) trust_[o] = (freedom + 1) / (freedom + std::pow(residual(observations_[o]) / unexplained_, 2));
  }

  double weight(std::size_t o) const { return observations_[o].weight * trust_[o]; }

  double room_above(std::size_t c) const { return std::log(constants_[c].most / constants_[c].value); }

  // Where rows would draw a constant further than it can go, the others go on without it.
  Normal held_at_their_ends(Normal normal) const {
    for (std::size_t c = 0; c < constants_.size(); ++c) {
      if (moved_[c] < room_above(c) || normal.pull[c] <= 0) continue;
      for (std::size_t other = 0; other < constants_.size(); ++other)
        normal.curvature[c][other] = normal.curvature[other][c] = c == other ? 1 : 0;
      normal.pull[c] = 0;
    }
    return normal;
  }

  std::vector<double> inputs_of(const Observation& observation) const {
    std::vector<double> inputs = observation.inputs;
    for (std::size_t i = 0; i < inputs.size(); ++i)
      if (const auto constant = observation.constant_of[i]) inputs[i] *= std::exp(moved_[*constant]);
    return inputs;
  }

  // By how much of itself the output grows with each constant's own growth.
  std::vector<double> elasticities(const Observation& observation) const {
    const std::vector<double> inputs = inputs_of(observation), slope = gradient(observation.program, inputs);
    const double output = evaluate_first(observation.program, inputs);
    std::vector<double> all(constants_.size(), 0);
    for (std::size_t i = 0; i < inputs.size(); ++i)
      if (const auto constant = observation.constant_of[i]) all[*constant] += slope[i] * inputs[i] / output;
    return all;
  }

  Normal normal_equations() const {
    const std::size_t n = constants_.size();
    Normal normal{Matrix(n, std::vector<double>(n, 0)), std::vector<double>(n, 0)};
    for (std::size_t c = 0; c < n; ++c) {
      const double certainty = 1 / (constants_[c].deviation * constants_[c].deviation);
      normal.curvature[c][c] = certainty;
      normal.pull[c] = -certainty * moved_[c];
    }
    for (std::size_t o = 0; o < observations_.size(); ++o) {
      if (!used_[o]) continue;
      const std::vector<double> by = elasticities(observations_[o]);
      const double certainty = weight(o) / (unexplained_ * unexplained_);
      const double left = residual(observations_[o]);
      for (std::size_t a = 0; a < n; ++a) {
        normal.pull[a] += certainty * by[a] * left;
        for (std::size_t b = 0; b < n; ++b) normal.curvature[a][b] += certainty * by[a] * by[b];
      }
    }
    return normal;
  }

  double improbability() const {
    double sum = 0;
    for (std::size_t c = 0; c < constants_.size(); ++c) sum += std::pow(moved_[c] / constants_[c].deviation, 2);
    for (std::size_t o = 0; o < observations_.size(); ++o)
      if (used_[o]) sum += weight(o) * std::pow(residual(observations_[o]) / unexplained_, 2);
    return std::isfinite(sum) ? sum : INFINITY;
  }

  // Steps that make it more probable, halved where they go too far.
  void settle() {
    constexpr int most_steps = 30, most_halvings = 12;
    if (constants_.empty()) return;
    for (int step = 0; step < most_steps; ++step) {
      const Normal normal = held_at_their_ends(normal_equations());
      std::vector<double> way = solve_linear_equations(normal.curvature, normal.pull, 1e-14).values;
      if (!std::all_of(way.begin(), way.end(), [](double move) { return std::isfinite(move); })) return;
      const std::vector<double> from = moved_;
      const double before = improbability();
      double largest = 0;
      for (int halving = 0; halving < most_halvings; ++halving) {
        largest = 0;
        for (std::size_t c = 0; c < way.size(); ++c) {
          moved_[c] = std::min(from[c] + way[c], room_above(c));
          largest = std::max(largest, std::abs(moved_[c] - from[c]));
        }
        if (improbability() <= before) break;
        for (double& move : way) move /= 2;
        moved_ = from;
      }
      if (largest < 1e-9 || moved_ == from) return;
    }
  }

  std::vector<double> deviations_after() const {
    const Matrix curvature = normal_equations().curvature;
    std::vector<double> deviations;
    for (std::size_t c = 0; c < constants_.size(); ++c) {
      std::vector<double> unit(constants_.size(), 0);
      unit[c] = 1;
      deviations.push_back(std::sqrt(solve_linear_equations(curvature, unit, 1e-14).values[c]));
    }
    return deviations;
  }

  // What the rows leave, each constant that they fix taken off their number. Of one row or two nothing can be said.
  double what_is_left() const {
    double sum = 0, count = 0;
    for (std::size_t o = 0; o < observations_.size(); ++o) {
      if (!used_[o]) continue;
      sum += weight(o) * std::pow(residual(observations_[o]), 2);
      count += observations_[o].weight;
    }
    if (count < fewest_rows) return unexplained_;
    const std::vector<double> deviations = deviations_after();
    double fixed = 0;
    for (std::size_t c = 0; c < deviations.size(); ++c)
      fixed += 1 - std::pow(deviations[c] / constants_[c].deviation, 2);
    return std::max(least_, std::sqrt(sum / std::max(1.0, count - fixed)));
  }

  std::vector<CalibratedConstant> constants_;
  const std::vector<Observation>& observations_;
  const std::vector<bool>& used_;
  std::vector<double> moved_;  // the logarithm of each constant over what it was
  std::vector<double> trust_;
  double unexplained_, least_;
  bool is_robust_ = false;
};

std::vector<bool> countable(const std::vector<CalibratedConstant>& constants,
                            const std::vector<Observation>& observations) {
  const std::vector<bool> none(observations.size(), false);
  const Fit as_it_is(constants, observations, none, 1);
  std::vector<bool> used;
  for (const Observation& observation : observations) used.push_back(std::isfinite(as_it_is.residual(observation)));
  return used;
}

// As another machine may have them: within a factor of two nine times in ten, at least.
std::vector<CalibratedConstant> freed(std::vector<CalibratedConstant> constants) {
  constexpr double factor_of_two = 0.42;
  for (CalibratedConstant& constant : constants) constant.deviation = std::max(constant.deviation, factor_of_two);
  return constants;
}

// True where the rows are far more probable with constants that are free.
bool is_another_machine(const std::vector<CalibratedConstant>& constants, const std::vector<Observation>& observations,
                        const std::vector<bool>& used, double unexplained) {
  constexpr double far_more = 4;  // e^4 times: 55 to one
  double count = 0;
  for (std::size_t o = 0; o < observations.size(); ++o)
    if (used[o]) count += observations[o].weight;
  if (count < fewest_rows) return false;
  // Of many rows it says something which fit meets them exactly; a few are met by any.
  constexpr double many_rows = 8, hardly_left = 2e-4;
  const double least = count < many_rows ? usually_left : hardly_left;
  Fit as_measured(constants, observations, used, unexplained, least),
      free(freed(constants), observations, used, unexplained, least);
  as_measured.find();
  free.find();
  return free.evidence() > as_measured.evidence() + far_more;
}

// Observations that were written down wrongly, at most a quarter of them: where more lie far off, no few are to blame.
std::vector<bool> outliers(const std::vector<CalibratedConstant>& constants,
                           const std::vector<Observation>& observations, const std::vector<bool>& used,
                           double unexplained) {
  constexpr std::ptrdiff_t of_each = 4;
  Fit robust(freed(constants), observations, used, unexplained);
  robust.weigh_by_trust();
  robust.find();
  const std::vector<bool> far = robust.far_outside();
  const bool are_few = std::count(far.begin(), far.end(), true) * of_each <= std::count(used.begin(), used.end(), true);
  return are_few ? far : std::vector<bool>(observations.size(), false);
}

}  // namespace

Calibration calibrate(const std::vector<CalibratedConstant>& as_measured, const std::vector<Observation>& observations,
                      const std::vector<std::size_t>& rows, double unexplained) {
  std::vector<bool> used = countable(as_measured, observations);
  const std::vector<bool> is_outlier = outliers(as_measured, observations, used, unexplained);
  for (std::size_t o = 0; o < used.size(); ++o) used[o] = used[o] && !is_outlier[o];
  const bool is_freed = is_another_machine(as_measured, observations, used, unexplained);
  const std::vector<CalibratedConstant> constants = is_freed ? freed(as_measured) : as_measured;
  const std::vector<bool> none(observations.size(), false);
  const Fit before(constants, observations, none, unexplained);
  Fit after(constants, observations, used, unexplained);
  after.find();
  Calibration calibration{constants, after.calibrated(), after.unexplained(), {}, {}, {}, is_outlier, is_freed};
  calibration.left_out.resize(observations.size(), std::nan(""));
  for (const Observation& observation : observations) {
    calibration.before.push_back(before.residual(observation));
    calibration.after.push_back(after.residual(observation));
  }
  for (const std::size_t row : std::set<std::size_t>(rows.begin(), rows.end())) {
    std::vector<bool> others = used;
    for (std::size_t o = 0; o < observations.size(); ++o) others[o] = used[o] && rows[o] != row;
    if (std::find(others.begin(), others.end(), true) == others.end()) continue;
    Fit without(constants, observations, others, unexplained);
    without.find();
    for (std::size_t o = 0; o < observations.size(); ++o)
      if (rows[o] == row) calibration.left_out[o] = without.residual(observations[o]);
  }
  return calibration;
}

}  // namespace costcurve
