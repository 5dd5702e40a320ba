// The values of a sweep: printed numbers stay what they are, ends are reached, and nothing is allocated to count them.

#include "scenario/axis.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <cmath>

#include "support/property.h"
#include "support/support.h"

using namespace costcurve;
using namespace costcurve::testing;

namespace {

const char* const scenario = R"([run]
sheet = "training"
[trend]
sheet = "cost_curve"
[own]
x     = 1
start = "2024-01-01"
)";

std::vector<double> coordinates(const std::string& over) {
  const auto audited = costcurve::testing::audited(scenario);
  Diagnostics diagnostics;
  const std::optional<SweptAxis> axis = read_axis(over, audited->scenario, diagnostics);
  if (!axis) throw std::runtime_error(render(diagnostics.sorted()));
  std::vector<double> all;
  for (std::size_t i = 0; i < static_cast<std::size_t>(axis->points); ++i) all.push_back(axis->coordinate(i));
  return all;
}

double points(const std::string& over) {
  const auto audited = costcurve::testing::audited(scenario);
  Diagnostics diagnostics;
  const std::optional<SweptAxis> axis = read_axis(over, audited->scenario, diagnostics);
  return axis ? axis->points : std::nan("");
}

using List = std::vector<double>;

}  // namespace

TEST_CASE("steps are taken in the digits that were printed") {
  CHECK(coordinates("own.x = 0 .. 1 step 0.1") == List{0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1});
  CHECK(coordinates("run.mfu = 20 % .. 60 % step 10 %") == List{20, 30, 40, 50, 60});
  CHECK(coordinates("run.mfu = 60 .. 20 step -20 %") == List{60, 40, 20});
  CHECK(coordinates("run.rent = 2 .. 3.3 step 0.5 USD/chip/h") == List{2, 2.5, 3});
  CHECK(coordinates("run.duration = 1 day .. 48 h step 12 h") == List{24, 36, 48});
  CHECK(coordinates("trend.trend = 2x/year .. 3x/year step 0.5x/year") == List{2, 2.5, 3});
  CHECK(coordinates("trend.trend = 2x/year .. 3x/year step 0.5x") == List{2, 2.5, 3});
}

TEST_CASE("points lie evenly or in equal ratios, and both ends are exact") {
  CHECK(coordinates("own.x = 20 .. 60 in 5") == List{20, 30, 40, 50, 60});
  const List ratios = coordinates("own.x = 1 .. 1000 in 4 log");
  REQUIRE(ratios.size() == 4);
  CHECK(ratios.front() == 1);
  CHECK(ratios[1] == doctest::Approx(10).epsilon(1e-14));
  CHECK(ratios.back() == 1000);
}

TEST_CASE("the last value is one if it is within rounding of the end") {
  property("a step that divides the way reaches the end, whatever the numbers", [] {
    const int steps = a_whole(1, 200);
    const double low = a_number(-100, 100), step = a_size(1e-6, 1e6);
    const double high = low + steps * step;
    const std::string over = fmt::format("own.x = {:.17g} .. {:.17g} step {:.17g}", low, high, step);
    return points(over) == steps + 1;
  });
}

TEST_CASE("a number of points is a number: 1e18 of them take no memory") {
  CHECK(points("own.x = 0 .. 1 in 1000000000000000000") == 1e18);
  CHECK(points("own.x = 0 .. 1 step 1e-18") == doctest::Approx(1e18));
  CHECK(points("own.x = 0 .. 1 in 1e200") == 1e200);
}

TEST_CASE("dates step by times") {
  const List days = coordinates("own.start = 2024-02-28 .. 2024-03-01 step 1 day");
  REQUIRE(days.size() == 3);
  CHECK(days[1] - days[0] == 86400);
}
