#include "numeric/vector_math.h"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <random>
#include <vector>

#include "numeric/moments.h"

using namespace costcurve;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

double ulps_apart(double found, long double wanted) {
  const double nearest = static_cast<double>(wanted);
  return static_cast<double>(
      std::abs((static_cast<long double>(found) - wanted) / (std::nextafter(nearest, infinity) - nearest)));
}

std::vector<double> exponentials_of(const std::vector<double>& x) {
  std::vector<double> out(x.size());
  exponentials(x.data(), out.data(), x.size());
  return out;
}

}  // namespace

TEST_CASE("exponentials are right to one unit in the last place and a little") {
  std::mt19937_64 random(1);
  for (const double reach : {1e-9, 1.0, 20.0, 700.0}) {
    std::vector<double> x(10001);
    for (double& value : x) value = std::uniform_real_distribution(-reach, reach)(random);
    const std::vector<double> found = exponentials_of(x);
    double worst = 0;
    for (std::size_t i = 0; i < x.size(); ++i)
      worst = std::max(worst, ulps_apart(found[i], std::exp(static_cast<long double>(x[i]))));
    CAPTURE(reach);
    CHECK(worst < 1.05);
  }
}

TEST_CASE("exponentials end in zero and infinity, and keep what is no number") {
  const std::vector<double> found =
      exponentials_of({infinity, -infinity, std::nan(""), 0, -0.0, 709.79, 1e300, -746, -1e300});
  CHECK(found[0] == infinity);
  CHECK(found[1] == 0);
  CHECK(std::isnan(found[2]));
  CHECK(found[3] == 1);
  CHECK(found[4] == 1);
  CHECK(found[5] == infinity);
  CHECK(found[6] == infinity);
  CHECK(found[7] == 0);
  CHECK(found[8] == 0);
  const std::vector<double> edges = exponentials_of({709.78, -745.1, -720});
  CHECK(edges[0] == doctest::Approx(1.7928227943945155e308).epsilon(1e-14));
  CHECK(edges[1] == std::numeric_limits<double>::denorm_min());
  CHECK(edges[2] == doctest::Approx(std::exp(-720.0)).epsilon(1e-9));
}

TEST_CASE("logarithms are right to one unit in the last place, and say where there is none") {
  std::mt19937_64 random(1);
  double worst = 0;
  for (const double reach : {1e-9, 0.5, 20.0, 700.0}) {
    std::vector<double> x(10001), found(x.size());
    for (double& value : x) value = std::exp(std::uniform_real_distribution(-reach, reach)(random));
    logarithms(x.data(), found.data(), x.size());
    for (std::size_t i = 0; i < x.size(); ++i)
      if (x[i] != 1)
        worst = std::max(worst, std::abs(static_cast<double>(
                                    (static_cast<long double>(found[i]) - std::log(static_cast<long double>(x[i]))) /
                                    std::log(static_cast<long double>(x[i])))) /
                                    2.3e-16);
  }
  CHECK(worst < 1);
  const std::vector<double> odd = {0,
                                   -0.0,
                                   -1,
                                   infinity,
                                   std::nan(""),
                                   std::numeric_limits<double>::denorm_min(),
                                   1,
                                   std::numeric_limits<double>::max()};
  std::vector<double> found(odd.size());
  logarithms(odd.data(), found.data(), odd.size());
  CHECK(found[0] == -infinity);
  CHECK(found[1] == -infinity);
  CHECK(std::isnan(found[2]));
  CHECK(found[3] == infinity);
  CHECK(std::isnan(found[4]));
  CHECK(found[5] == doctest::Approx(-744.4400719213812));
  CHECK(found[6] == 0);
  CHECK(found[7] == doctest::Approx(709.782712893384));
}

TEST_CASE("a value does not depend on its place in a column") {
  std::vector<double> x(61, 1.2345), out(61);
  for (const auto function : {exponentials, logarithms}) {
    function(x.data(), out.data(), x.size());
    for (const double value : out) CHECK(value == out[0]);
  }
}

TEST_CASE("mean and spread keep their digits far from zero") {
  // 1e9 with a spread of 1e-3: the squares of such numbers have no digit left for it.
  std::mt19937_64 random(1);
  std::normal_distribution<double> normal(0, 1e-3);
  std::vector<double> distances(100000), column;
  for (double& value : distances) column.push_back(1e9 + (value = normal(random)));
  Moments all;
  for (std::size_t at = 0; at < column.size(); at += 250) all.merge(moments_of(column.data() + at, 250));
  const Moments reference = moments_of(distances.data(), distances.size());
  CHECK(all.count == 100000);
  // 400 parts, each merged with a rounding of 1.2e-7.
  CHECK(std::abs(all.mean - 1e9 - reference.mean) < 4 * 1.2e-7 * std::sqrt(400.0));
  // The numbers themselves are rounded to 1.2e-7: 4 digits of the spread.
  CHECK(all.deviation() == doctest::Approx(reference.deviation()).epsilon(1e-4));
}

TEST_CASE("moments of parts are those of the whole, whatever the parts") {
  std::vector<double> column;
  for (int i = 0; i < 1000; ++i) column.push_back(std::sin(i) * i);
  const Moments whole = moments_of(column.data(), column.size());
  for (const std::size_t part : {1UL, 7UL, 8UL, 256UL, 999UL}) {
    Moments merged;
    for (std::size_t at = 0; at < column.size(); at += part)
      merged.merge(moments_of(column.data() + at, std::min(part, column.size() - at)));
    CHECK(merged.count == whole.count);
    CHECK(merged.mean == doctest::Approx(whole.mean).epsilon(1e-12));
    CHECK(merged.squares == doctest::Approx(whole.squares).epsilon(1e-12));
  }
  CHECK(moments_of(column.data(), 0).count == 0);
}

TEST_CASE("one value that is not finite is found anywhere in a column") {
  for (const std::size_t count : {1UL, 8UL, 13UL, 256UL})
    for (const double odd : {infinity, -infinity, std::nan("")})
      for (const std::size_t at : {std::size_t{0}, count / 2, count - 1}) {
        std::vector<double> column(count, 1e308);
        CHECK(all_finite(column.data(), count));
        column[at] = odd;
        CHECK_FALSE(all_finite(column.data(), count));
      }
}

TEST_CASE("counting and copying between limits include the limits") {
  const std::vector<double> column = {3, 1, 2, 5, 4, 2, std::nan("")};
  CHECK(count_below(column.data(), 7, 2) == 1);
  CHECK(count_between(column.data(), 7, 2, 4) == 4);
  std::vector<double> out(8);
  CHECK(copy_between(column.data(), 7, 2, 4, out.data()) == 4);
  CHECK(std::vector<double>(out.begin(), out.begin() + 4) == std::vector<double>{3, 2, 4, 2});
  CHECK(extremes_of(column.data(), 6) == std::pair(1.0, 5.0));
}
