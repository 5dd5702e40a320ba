#include "audit/beliefs.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <cmath>

#include "support/support.h"

using namespace costcurve;
using namespace costcurve::testing;

namespace {

constexpr double z95 = 1.6448536269514722;

struct Figures {
  double p5, median, p95, probability;
};

// The distribution of the trend index in closed form but for one integral: a log-normal reference divided by 4^t.
double share_below(double index, double gap, bool uniform) {
  constexpr int steps = 4000;
  const double middle = std::log(std::sqrt(20.0 * 50.0) / 5.576 / gap), deviation = std::log(2.5) / (2 * z95);
  double sum = 0;
  for (int i = 0; i < steps; ++i) {
    const double u = (i + 0.5) / steps;
    const double months =
        uniform ? 7 + 3 * u
                : std::exp((std::log(7.0) + std::log(10.0)) / 2 + std::log(10.0 / 7) / (2 * z95) * normal_quantile(u));
    sum += 0.5 * std::erfc(-(std::log(index) - middle + std::log(4.0) * months / 12) / deviation / std::sqrt(2.0));
  }
  return sum / steps;
}

void check_curve(const std::string& elapsed, double gap, const Figures& printed) {
  CAPTURE(elapsed);
  CAPTURE(gap);
  const auto curve = audited(fmt::format(R"(
[curve]
sheet          = "cost_curve"
cost           = "5.576 M USD"
reference_cost = "20 to 50 M USD"
trend          = "4x/year"
elapsed        = "{}"
quality_gap    = {}
[[claim]]
says   = "V3 is ahead of the trend"
of     = "curve.trend_index"
value  = "> 1x"
expect = "possible"
)",
                                         elapsed, gap));
  SimulationOptions options;
  options.samples = 1000000;
  options.threads = 2;
  const Beliefs beliefs = simulate_beliefs(*curve, options).value();
  const Summary& index = beliefs.of_quantity.at(curve->scenario.quantity("curve.trend_index").value());
  const Probability& ahead = beliefs.probability.begin()->second;
  const bool uniform = elapsed.starts_with("uniform");
  // By the integral: four standard errors of a share of a million.
  CHECK(std::abs(share_below(index.p5, gap, uniform) - 0.05) < 4 * 0.22 / 1000);
  CHECK(std::abs(share_below(index.median, gap, uniform) - 0.5) < 4 * 0.5 / 1000);
  CHECK(std::abs(share_below(index.p95, gap, uniform) - 0.95) < 4 * 0.22 / 1000);
  CHECK(std::abs(1 - share_below(1, gap, uniform) - ahead.value) < 4 * ahead.standard_error);
  // As printed: the same and half of the last digit.
  if (printed.median > 0) {
    CHECK(std::abs(index.p5 - printed.p5) < 4 * index.p5_error + 0.0005);
    CHECK(std::abs(index.median - printed.median) < 4 * index.median_error + 0.0005);
    CHECK(std::abs(index.p95 - printed.p95) < 4 * index.p95_error + 0.0005);
  }
  if (printed.probability > 0) CHECK(std::abs(ahead.value - printed.probability) < 4 * ahead.standard_error + 0.0005);
}

}  // namespace

TEST_CASE("the trend index of the essay's ranges, and the probability of being ahead of the trend") {
  check_curve("uniform(7 months, 10 months)", 2, {0.653, 1.063, 1.728, 0.581});
  check_curve("uniform(7 months, 10 months)", 1, {0, 0, 0, 0.9945});
  check_curve("7 to 10 months", 2, {0.655, 1.073, 1.746, 0});
}

TEST_CASE("the shipped scenario has the essay's ranges") {
  const auto shipped = audited(read_file(source_folder() + "/scenarios/cost-curve.toml"));
  SimulationOptions options;
  options.samples = 1000000;
  const Beliefs beliefs = simulate_beliefs(*shipped, options).value();
  const Summary& index = beliefs.of_quantity.at(shipped->scenario.quantity("essay_ranges.trend_index").value());
  CHECK(std::abs(index.p5 - 0.655) < 4 * index.p5_error + 0.0005);
  CHECK(std::abs(index.median - 1.073) < 4 * index.median_error + 0.0005);
  CHECK(std::abs(index.p95 - 1.746) < 4 * index.p95_error + 0.0005);
  CHECK(index.not_finite == 0);
  CHECK(beliefs.options.progress == nullptr);
}

TEST_CASE("nothing is drawn where nothing is doubted") {
  const auto exact = audited("[a]\nx = \"2 USD\"\ny = \"2 * a.x\"\n");
  CHECK_FALSE(simulate_beliefs(*exact, {}).has_value());
}
