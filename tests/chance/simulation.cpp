#include "chance/simulation.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>

#include "support/problems.h"

using namespace costcurve;
using namespace costcurve::testing;

namespace {

constexpr double pi = 3.14159265358979323846;

// Expressions in the plain numbers a, b, ... and what is believed of these.
struct Setting {
  Program program;
  std::vector<std::string> names;
  std::vector<Distribution> beliefs;

  Simulation run(std::uint64_t samples, unsigned threads = 1, std::uint64_t seed = 1,
                 const std::vector<Event>& events = {}) const {
    SimulationOptions options;
    options.samples = samples;
    options.seed = seed;
    options.threads = threads;
    return simulate(program, names, beliefs, events, options);
  }
  std::vector<std::vector<double>> samples(std::uint64_t count, std::uint64_t seed = 1) const {
    SimulationOptions options;
    options.samples = count;
    options.seed = seed;
    return sample_outputs(program, names, beliefs, options);
  }
};

Setting setting(const std::vector<std::string>& expressions, const std::map<std::string, Distribution>& believed) {
  Problem made = problem({});
  std::vector<NodeId> roots;
  for (const std::string& expression : expressions) roots.push_back(node_of(made, expression));
  for (const auto& [name, belief] : believed) give(made, name, belief.median());
  const Solution solution = solve(made);
  Setting all{compile(made, solution, roots).value(), {}, {}};
  for (const std::size_t input : all.program.inputs) {
    const std::string& name = made.quantities[input].name;
    all.names.push_back(name);
    all.beliefs.push_back(believed.at(name.substr(name.rfind('.') + 1)));
  }
  return all;
}

Distribution log_normal(double middle, double deviation) {
  return Distribution::interval(middle * std::exp(-1.6448536269514722 * deviation),
                                middle * std::exp(1.6448536269514722 * deviation), true);
}

bool same(const Summary& a, const Summary& b) {
  const auto figures = [](const Summary& s) {
    return std::vector<double>{s.mean,     s.deviation,    s.standard_error, s.p5,     s.median, s.p95,
                               s.p5_error, s.median_error, s.p95_error,      s.lowest, s.highest};
  };
  return figures(a) == figures(b) && a.histogram == b.histogram && a.not_finite == b.not_finite;
}

std::vector<double> ranks_of(const std::vector<double>& values) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
  std::vector<double> ranks(values.size());
  for (std::size_t i = 0; i < order.size(); ++i) ranks[order[i]] = static_cast<double>(i);
  return ranks;
}

double correlation(const std::vector<double>& x, const std::vector<double>& y) {
  const double n = static_cast<double>(x.size());
  const double x_mean = std::accumulate(x.begin(), x.end(), 0.0) / n,
               y_mean = std::accumulate(y.begin(), y.end(), 0.0) / n;
  double xy = 0, xx = 0, yy = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    xy += (x[i] - x_mean) * (y[i] - y_mean);
    xx += (x[i] - x_mean) * (x[i] - x_mean);
    yy += (y[i] - y_mean) * (y[i] - y_mean);
  }
  return xy / std::sqrt(xx * yy);
}

}  // namespace

TEST_CASE("any number of threads gives the same bits, whether samples are kept or not") {
  const Setting both =
      setting({".a * .b / .c", ".a - .b"},
              {{"a", log_normal(3, 0.4)}, {"b", Distribution::normal(1, 2)}, {"c", Distribution::uniform(1, 2)}});
  const std::vector<Event> events = {{0, {1, 5}, true, false}};
  for (const std::uint64_t samples : {2UL, 255UL, 256UL, 257UL, 16384UL, 100003UL, 1100001UL}) {
    const Simulation alone = both.run(samples, 1, 1, events);
    for (const unsigned threads : {2U, 3U, 8U, 64U}) {
      CAPTURE(samples);
      CAPTURE(threads);
      const Simulation together = both.run(samples, threads, 1, events);
      for (std::size_t o = 0; o < 2; ++o) CHECK(same(alone.outputs[o], together.outputs[o]));
      CHECK(alone.probabilities[0].value == together.probabilities[0].value);
      CHECK(alone.probabilities[0].standard_error == together.probabilities[0].standard_error);
    }
  }
}

TEST_CASE("a sample depends on the seed, the input's name and its number alone") {
  const Distribution a = log_normal(3, 0.4);
  const std::vector<double> alone = setting({".a"}, {{"a", a}}).samples(1000)[0];
  const auto among_others = setting({".a + 0 * .b * .c", ".b"},
                                    {{"a", a}, {"b", Distribution::normal(0, 1)}, {"c", Distribution::uniform(0, 1)}})
                                .samples(1000);
  CHECK(alone == among_others[0]);
  // More samples begin with the same ones, strip by strip.
  const std::vector<double> more = setting({".a"}, {{"a", a}}).samples(5000)[0];
  CHECK(std::equal(alone.begin(), alone.begin() + 768, more.begin()));
  CHECK(alone != setting({".a"}, {{"a", a}}).samples(1000, 2)[0]);
}

TEST_CASE("a quantity that is referred to twice is one draw") {
  const Setting twice = setting({".a - .a", ".a / .a", "(.a + .b) - .a"},
                                {{"a", log_normal(3, 0.4)}, {"b", Distribution::uniform(1, 2)}});
  const Simulation found = twice.run(10000);
  CHECK(found.outputs[0].deviation == 0);
  CHECK(found.outputs[1].mean == 1);
  CHECK(found.outputs[1].deviation == 0);
  CHECK(found.outputs[2].deviation == doctest::Approx(1 / std::sqrt(12.0)).epsilon(1e-3));
}

TEST_CASE("the same digits as on the day that they were written, with any compiler") {
  const Setting all = setting({".a * .b + .c - .d"}, {{"a", log_normal(3, 0.4)},
                                                      {"b", Distribution::normal(1, 0.25)},
                                                      {"c", Distribution::triangular(1, 2, 5)},
                                                      {"d", Distribution::choice({1, 2}, {1, 3})}});
  const std::vector<double> drawn = all.samples(300)[0];
  CHECK(drawn[0] == 3.0168855480640921);
  CHECK(drawn[299] == 2.3781399327624344);
}

// ln of a product of log-normals is normal: its variance is the sum of theirs.
TEST_CASE(
    "quantiles, mean and probabilities of a product of log-normals agree with the closed form, within their errors") {
  const Setting product =
      setting({".a * .b / .c"}, {{"a", log_normal(3, 0.4)}, {"b", log_normal(7, 0.2)}, {"c", log_normal(2, 0.3)}});
  const double middle = 10.5, deviation = std::sqrt(0.16 + 0.04 + 0.09), z = 1.6448536269514722;
  const std::vector<Event> events = {{0, {-std::numeric_limits<double>::infinity(), 12}, true, true}};
  for (const std::uint64_t samples : {16384UL, 1000000UL, 2000000UL}) {
    CAPTURE(samples);
    const Simulation run = product.run(samples, 2, 1, events);
    const Summary& found = run.outputs[0];
    CHECK(std::abs(found.median - middle) < 4 * found.median_error);
    CHECK(std::abs(found.p5 - middle * std::exp(-z * deviation)) < 4 * found.p5_error);
    CHECK(std::abs(found.p95 - middle * std::exp(z * deviation)) < 4 * found.p95_error);
    CHECK(std::abs(found.mean - middle * std::exp(deviation * deviation / 2)) < 4 * found.standard_error);
    const double probability = 0.5 * std::erfc(-std::log(12 / middle) / deviation / std::sqrt(2.0));
    CHECK(std::abs(run.probabilities[0].value - probability) < 4 * run.probabilities[0].standard_error);
    // The errors themselves are no larger than those of independent samples, and not much smaller than what they
    // measure.
    const double independent = std::sqrt(probability * (1 - probability) / static_cast<double>(samples));
    CHECK(run.probabilities[0].standard_error < 1.2 * independent);
    CHECK(run.probabilities[0].standard_error > 0.1 * independent);
    CHECK(found.median_error < 1.3 * 1.2533 * deviation * middle / std::sqrt(static_cast<double>(samples)));
    CHECK(found.median_error > 0);
  }
}

TEST_CASE("standard errors are what estimates vary by from seed to seed") {
  const Setting product = setting({".a * .b"}, {{"a", log_normal(3, 0.5)}, {"b", log_normal(7, 0.4)}});
  const std::vector<Event> events = {{0, {25, 1000}, true, true}};
  constexpr int seeds = 200;
  std::vector<double> errors(5);
  std::vector<std::vector<double>> all(5);
  for (int seed = 0; seed < seeds; ++seed) {
    const Simulation run = product.run(16384, 1, static_cast<std::uint64_t>(seed), events);
    const Summary& found = run.outputs[0];
    const double values[] = {found.mean, found.p5, found.median, found.p95, run.probabilities[0].value};
    const double said[] = {found.standard_error, found.p5_error, found.median_error, found.p95_error,
                           run.probabilities[0].standard_error};
    for (std::size_t k = 0; k < 5; ++k) all[k].push_back(values[k]), errors[k] += said[k] * said[k] / seeds;
  }
  for (std::size_t k = 0; k < 5; ++k) {
    CAPTURE(k);
    const double mean = std::accumulate(all[k].begin(), all[k].end(), 0.0) / seeds;
    double variance = 0;
    for (const double value : all[k]) variance += (value - mean) * (value - mean) / (seeds - 1);
    // A deviation from 200 seeds is known to 1 / sqrt(400) of it, 5 %; four of these.
    CHECK(std::sqrt(errors[k]) / std::sqrt(variance) == doctest::Approx(1).epsilon(0.2));
  }
}

// Pearson's correlation of the logarithms is the share of the deviation, rho; Spearman's of such pairs is 6 / pi
// asin(rho / 2).
TEST_CASE("rank correlations of a product of log-normals agree with the closed form") {
  const Setting product = setting({".a * .b * .c", ".a", ".b", ".c"},
                                  {{"a", log_normal(3, 0.4)}, {"b", log_normal(7, 0.2)}, {"c", log_normal(2, 0.3)}});
  constexpr std::uint64_t samples = 100000;
  const auto drawn = product.samples(samples);
  const std::vector<double> output = ranks_of(drawn[0]);
  const double deviations[] = {0.4, 0.2, 0.3};
  for (std::size_t i = 0; i < 3; ++i) {
    const double rho = deviations[i] / std::sqrt(0.29);
    CHECK(std::abs(correlation(output, ranks_of(drawn[i + 1])) - 6 / pi * std::asin(rho / 2)) <
          4 / std::sqrt(static_cast<double>(samples)));
  }
  // And inputs have none among each other.
  CHECK(std::abs(correlation(ranks_of(drawn[1]), ranks_of(drawn[2]))) < 4 / std::sqrt(static_cast<double>(samples)));
}

TEST_CASE("stratified samples know a mean better than independent ones") {
  const Simulation found = setting({".a"}, {{"a", Distribution::normal(0, 1)}}).run(16384);
  CHECK(std::abs(found.outputs[0].mean) < 4 * found.outputs[0].standard_error);
  CHECK(found.outputs[0].standard_error < 0.1 / std::sqrt(16384.0));
}

TEST_CASE("a small spread around a large mean keeps its digits") {
  for (const std::uint64_t samples : {10000UL, 1500000UL}) {
    const Summary found = setting({"1e9 + .a"}, {{"a", Distribution::normal(0, 1e-3)}}).run(samples).outputs[0];
    CHECK(found.deviation == doctest::Approx(1e-3).epsilon(1e-2));
    CHECK(std::abs(found.mean - 1e9) < 1e-6);
    CHECK(found.median - 1e9 == doctest::Approx(0).epsilon(1).scale(1e-4));
    CHECK(found.p95 - 1e9 == doctest::Approx(1.645e-3).epsilon(0.05));
    CHECK(found.standard_error < 1e-3 / std::sqrt(static_cast<double>(samples)));
  }
}

TEST_CASE("what is infinite or no number is counted and left out") {
  // The root of a normal number is none half of the time; 1 / x is infinite only at 0.
  for (const std::uint64_t samples : {10000UL, 2000000UL}) {
    CAPTURE(samples);
    const Simulation run = setting({"sqrt(.a)", "log(0 * .a)", "1 / .b"},
                                   {{"a", Distribution::normal(0, 1)}, {"b", Distribution::choice({0, 2})}})
                               .run(samples);
    const auto n = static_cast<double>(samples);
    CHECK(std::abs(static_cast<double>(run.outputs[0].not_finite) / n - 0.5) < 4 * 0.5 / std::sqrt(n));
    // The median of the root of |x| is the root of the 75 % quantile.
    CHECK(std::abs(run.outputs[0].median - std::sqrt(0.6744897501960817)) < 4 * run.outputs[0].median_error);
    CHECK(run.outputs[1].not_finite == samples);
    CHECK(run.outputs[1].median == 0);
    CHECK(run.outputs[2].mean == 0.5);
    CHECK(run.outputs[2].p5 == 0.5);
    CHECK(run.outputs[2].deviation == 0);
    CHECK(std::abs(static_cast<double>(run.outputs[2].not_finite) / n - 0.5) < 4 * 0.5 / std::sqrt(n));
  }
}

TEST_CASE("quantiles are found where hardly any of the first samples is finite") {
  // One sample in 30,000 is positive; of 2,000,000 that is 66.
  const Simulation run = setting({"sqrt(.a)"}, {{"a", Distribution::normal(-4, 1)}}).run(2000000, 2);
  const Summary& found = run.outputs[0];
  const std::uint64_t finite = 2000000 - found.not_finite;
  CHECK(finite > 30);
  CHECK(finite < 110);
  CHECK(found.median > 0.2);
  CHECK(found.median < 0.8);
  CHECK(found.p5 < found.median);
  CHECK(found.p95 > found.median);
}

TEST_CASE("progress is told by one thread, ascending to the end") {
  const Setting one = setting({".a"}, {{"a", Distribution::normal(0, 1)}});
  std::vector<double> told;
  SimulationOptions options;
  options.samples = 200000;
  options.progress = [&](double share) { told.push_back(share); };
  simulate(one.program, one.names, one.beliefs, {}, options);
  CHECK(told.size() == 49);  // 782 strips of 256, sixteen at a time
  CHECK(std::is_sorted(told.begin(), told.end()));
  CHECK(told.back() == 1);
}
