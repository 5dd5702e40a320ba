#include "numeric/selection.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <random>

#include "numeric/random.h"
#include "quantity/distribution.h"

using namespace costcurve;

namespace {

// By sorting: Hyndman and Fan 1996, type 7.
double sorted_quantile(std::vector<double> values, double u) {
  std::sort(values.begin(), values.end());
  const double place = u * static_cast<double>(values.size() - 1);
  const auto below = static_cast<std::size_t>(place);
  return below + 1 < values.size()
             ? values[below] + (values[below + 1] - values[below]) * (place - static_cast<double>(below))
             : values[below];
}

std::vector<double> drawn(std::size_t count, double (*of)(double)) {
  std::mt19937_64 random(count);
  std::normal_distribution<double> normal;
  std::vector<double> values(count);
  for (double& value : values) value = of(normal(random));
  return values;
}

double as_is(double x) { return x; }
double heavy(double x) { return std::exp(30 * x); }
double in_steps(double x) { return std::floor(x); }
double one_value(double) { return 7; }
double mostly_one(double x) { return x < 1.2 ? 0.0 : 1e12 * x; }

// Counts a column in strips against the brackets of its beginning, as often as it takes.
BracketCounts counted(const std::vector<double>& values, std::size_t first, int& runs) {
  Brackets brackets = brackets_from(std::span(values).first(first), 6);
  for (runs = 1;; ++runs) {
    BracketCounts even(brackets), odd(brackets);
    for (std::size_t at = 0; at < values.size(); at += strip_length)
      (at / strip_length % 2 ? odd : even)
          .add(std::span(values).subspan(at, std::min(strip_length, values.size() - at)));
    even.merge(odd);
    if (even.settled(brackets)) return even;
    REQUIRE(runs < 64);
  }
}

}  // namespace

TEST_CASE("selection gives what sorting gives, to the last bit") {
  for (const auto of : {as_is, heavy, in_steps, one_value, mostly_one})
    for (const std::size_t count : {1UL, 2UL, 3UL, 20UL, 255UL, 257UL, 1024UL, 5000UL, 16384UL, 200001UL}) {
      const std::vector<double> values = drawn(count, of);
      const Quantiles found = quantiles_of(values);
      CAPTURE(count);
      for (std::size_t b = 0; b < found.size(); ++b)
        CHECK(found[b].value == sorted_quantile(values, quantile_probabilities[b]));
    }
}

TEST_CASE("selection survives a beginning that misleads") {
  std::vector<double> values(100000, 5.0);
  for (std::size_t i = 2000; i < values.size(); ++i) values[i] = static_cast<double>(i);
  const Quantiles found = quantiles_of(values);
  for (std::size_t b = 0; b < found.size(); ++b)
    CHECK(found[b].value == sorted_quantile(values, quantile_probabilities[b]));
}

TEST_CASE("counting without keeping finds quantiles to a fraction of their standard error") {
  for (const auto of : {as_is, heavy, in_steps, one_value, mostly_one}) {
    const std::vector<double> values = drawn(400000, of);
    int runs = 0;
    const Quantiles found = counted(values, 65536, runs).quantiles(), wanted = quantiles_of(values);
    CHECK(runs <= 2);
    for (std::size_t b = 0; b < found.size(); ++b) {
      CHECK(std::abs(found[b].value - wanted[b].value) <=
            0.01 * wanted[b].standard_error + 1e-12 * std::abs(wanted[b].value));
      CHECK(found[b].standard_error == doctest::Approx(wanted[b].standard_error).epsilon(0.05));
    }
  }
}

TEST_CASE("counting runs again where the first samples say nothing of the rest") {
  std::vector<double> values = drawn(300000, heavy);
  SUBCASE("the first are constant") { std::fill_n(values.begin(), 65536, 1.0); }
  SUBCASE("the first are far off") { std::fill_n(values.begin(), 65536, -1e300); }
  SUBCASE("the extremes are far apart") {
    values[0] = -std::numeric_limits<double>::max(), values[1] = std::numeric_limits<double>::max();
  }
  int runs = 0;
  const Quantiles found = counted(values, 65536, runs).quantiles();
  for (std::size_t b = 0; b < found.size(); ++b) {
    const double rank = static_cast<double>(std::count_if(values.begin(), values.end(),
                                                          [&](double value) { return value <= found[b].value; })) /
                        300000;
    const double rank_below = static_cast<double>(std::count_if(values.begin(), values.end(),
                                                                [&](double value) { return value < found[b].value; })) /
                              300000;
    CHECK(rank_below <= quantile_probabilities[b] + 1e-3);
    CHECK(rank >= quantile_probabilities[b] - 1e-3);
  }
}

TEST_CASE("counting finds quantiles without any first samples") {
  const std::vector<double> values = drawn(100000, as_is);
  int runs = 0;
  const Quantiles found = counted(values, 0, runs).quantiles();
  for (std::size_t b = 0; b < found.size(); ++b)
    CHECK(found[b].value == doctest::Approx(sorted_quantile(values, quantile_probabilities[b])).epsilon(1e-3).scale(1));
}

// The standard error of a quantile of n independent standard normal numbers is sqrt(u (1 - u) / n) over their density.
TEST_CASE("the standard error of a quantile is that of the textbook") {
  constexpr std::size_t count = 256 * 400;
  const Quantiles found = quantiles_of(drawn(count, as_is));
  for (std::size_t b = 0; b < found.size(); ++b) {
    const double u = quantile_probabilities[b], z = normal_quantile(u),
                 density = std::exp(-z * z / 2) / std::sqrt(2 * 3.14159265358979);
    // Estimated from 400 strips: to 1 / sqrt(800) of itself, and the width of the interval to about as much.
    CHECK(found[b].standard_error == doctest::Approx(std::sqrt(u * (1 - u) / count) / density).epsilon(0.2));
  }
}

TEST_CASE("a share of samples has the error of its strips; of few strips, of independent samples") {
  CHECK(error_of_share(0.25, 400, 1, 100, 10000) == doctest::Approx(std::sqrt(0.25 * 0.75 / 400)));
  // Eight strips with 64 of 256 each do not vary.
  CHECK(error_of_share(0.25, 2048, 8, 512, 8 * 64 * 64) == 0);
  // Half of them 60, half 68: a variance of 16 * 8 / 7.
  CHECK(error_of_share(0.25, 2048, 8, 512, 4 * (60 * 60 + 68 * 68)) == doctest::Approx(std::sqrt(16.0 / 7) / 256));
}
