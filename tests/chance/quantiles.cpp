#include "chance/quantiles.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/triangular.hpp>
#include <cmath>
#include <vector>

using namespace costcurve;

namespace {

std::vector<double> quantiles_of(const Distribution& distribution, const std::vector<double>& u) {
  std::vector<double> out(u.size());
  quantiles(distribution, u.data(), out.data(), u.size());
  return out;
}

// Both tails, far and near, and the middle.
std::vector<double> probabilities() {
  std::vector<double> u;
  for (double tail = 1e-15; tail < 0.05; tail *= 3) u.push_back(tail), u.push_back(1 - tail);
  for (int i = 1; i < 200; ++i) u.push_back(i / 200.0);
  std::sort(u.begin(), u.end());
  return u;
}

}  // namespace

TEST_CASE("quantiles of the normal distribution agree with Boost.Math to 15 digits") {
  const std::vector<double> u = probabilities(), found = quantiles_of(Distribution::normal(0, 1), u);
  const boost::math::normal reference;
  for (std::size_t i = 0; i < u.size(); ++i) {
    CAPTURE(u[i]);
    const double wanted = boost::math::quantile(reference, u[i]);
    CHECK(found[i] == doctest::Approx(wanted).epsilon(1e-15 * 8).scale(u[i] == 0.5 ? 1 : 0));
    CHECK(normal_quantile(u[i]) == doctest::Approx(wanted).epsilon(1e-15 * 8).scale(u[i] == 0.5 ? 1 : 0));
  }
}

TEST_CASE("columns of quantiles are those of the distribution, one by one") {
  const std::vector<double> u = probabilities();
  const std::vector<Distribution> all = {Distribution::point(3),
                                         Distribution::interval(20, 50, true),
                                         Distribution::interval(-1, 2, true),
                                         Distribution::uniform(7, 10),
                                         Distribution::triangular(1, 2, 5),
                                         Distribution::triangular(1, 1, 5),
                                         Distribution::triangular(1, 5, 5),
                                         Distribution::choice({3, 1, 2}, {1, 0, 2}),
                                         Distribution::choice({4, 4, 9})};
  for (const Distribution& distribution : all) {
    const std::vector<double> found = quantiles_of(distribution, u);
    for (std::size_t i = 0; i < u.size(); ++i)
      CHECK(found[i] == doctest::Approx(distribution.quantile(u[i])).epsilon(1e-13));
    CHECK(std::is_sorted(found.begin(), found.end()));
  }
}

TEST_CASE("a 90 % interval has 5 % on either side; log-normal where both ends are positive") {
  const Distribution positive = Distribution::interval(20, 50, true), any = Distribution::interval(-20, 50, true);
  CHECK(positive.kind == Distribution::Kind::log_normal);
  CHECK(any.kind == Distribution::Kind::normal);
  for (const Distribution& distribution : {positive, any}) {
    CHECK(distribution.quantile(0.05) == doctest::Approx(distribution.low()));
    CHECK(distribution.low() ==
          doctest::Approx(distribution.kind == Distribution::Kind::log_normal ? 20.0 : -20.0).epsilon(1e-13));
    CHECK(distribution.high() == doctest::Approx(50).epsilon(1e-13));
  }
  CHECK(positive.median() == doctest::Approx(std::sqrt(1000.0)).epsilon(1e-14));
  CHECK(any.median() == doctest::Approx(15).epsilon(1e-14));
}

TEST_CASE("triangles agree with Boost.Math, choices with their weights") {
  const boost::math::triangular_distribution<double> reference(1, 2, 5);
  for (const double u : {0.01, 0.2, 0.25, 0.26, 0.5, 0.9, 0.999})
    CHECK(Distribution::triangular(1, 2, 5).quantile(u) ==
          doctest::Approx(boost::math::quantile(reference, u)).epsilon(1e-13));
  const Distribution choice = Distribution::choice({3, 1, 2}, {1, 0, 3});
  CHECK(choice.quantile(0.001) == 2);
  CHECK(choice.quantile(0.74) == 2);
  CHECK(choice.quantile(0.76) == 3);
}

TEST_CASE("what is cut off a distribution is never drawn, and the rest keeps its proportions") {
  const std::vector<Distribution> all = {
      Distribution::interval(20, 50, true), Distribution::interval(20, 50, false),
      Distribution::uniform(15, 60),        Distribution::triangular(10, 40, 70),
      Distribution::triangular(10, 70, 70), Distribution::choice({10, 30, 45}, {1, 2, 3})};
  const Interval possible{25, 45};
  for (const Distribution& whole : all) {
    const Distribution cut = whole.within(possible);
    REQUIRE(cut.is_cut());
    const double inside = whole.cumulative_at(45) - whole.cumulative_at(std::nextafter(25, 0));
    CHECK(cut.share_outside() == doctest::Approx(1 - inside));
    const std::vector<double> u = probabilities(), found = quantiles_of(cut, u);
    for (std::size_t i = 0; i < u.size(); ++i) {
      CHECK(found[i] >= 25 * (1 - 1e-12));
      CHECK(found[i] <= 45 * (1 + 1e-12));
      CHECK(found[i] == doctest::Approx(cut.quantile(u[i])).epsilon(1e-13));
      if (cut.kind == Distribution::Kind::choice) continue;
      const double before = whole.cumulative_at(found[i]) - whole.cumulative_at(25);
      CHECK(before / inside == doctest::Approx(u[i]).epsilon(1e-9));
    }
  }
  CHECK_FALSE(Distribution::uniform(30, 40).within(possible).is_cut());
  CHECK_FALSE(
      Distribution::uniform(60, 70).within(possible).is_cut());  // nothing would be left: limits say what is wrong
}
