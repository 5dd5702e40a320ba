#include "numeric/roots.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "quantity/domain.h"

using namespace costcurve;

namespace {

struct Row {
  const char* what;
  Sides sides;
  Domain domain;
  std::vector<double> values;
};

}  // namespace

TEST_CASE("all solutions of an equation are found, and nothing else") {
  const double root2 = std::sqrt(2.0);
  const Row rows[] = {
      {"a line",
       [](double x) {
         return std::pair{3 * x, 12.0};
       },
       Domain::any,
       {4}},
      {"a square, of any sign",
       [](double x) {
         return std::pair{x * x, 2.0};
       },
       Domain::any,
       {-root2, root2}},
      {"a square, above zero",
       [](double x) {
         return std::pair{x * x, 2.0};
       },
       Domain::positive,
       {root2}},
      {"far from one",
       [](double x) {
         return std::pair{x * x + x, 1e30 + 1e15};
       },
       Domain::positive,
       {1e15}},
      {"near zero",
       [](double x) {
         return std::pair{x * x + x * 1e-15, 2e-30};
       },
       Domain::positive,
       {1e-15}},
      {"against nought",
       [](double x) {
         return std::pair{x * x - 5 * x + 6, 0.0};
       },
       Domain::any,
       {2, 3}},
      {"zero itself",
       [](double x) {
         return std::pair{x * (x - 3), 0.0};
       },
       Domain::any,
       {0, 3}},
      {"touching",
       [](double x) {
         return std::pair{(x - 3.3) * (x - 3.3), 0.0};
       },
       Domain::positive,
       {3.3}},
      {"two near each other",
       [](double x) {
         return std::pair{(x - 3.3) * (x - 3.31), 0.0};
       },
       Domain::positive,
       {3.3, 3.31}},
      {"none",
       [](double x) {
         return std::pair{x * x, -1.0};
       },
       Domain::any,
       {}},
      {"none, however large",
       [](double x) {
         return std::pair{x, x + 1};
       },
       Domain::any,
       {}},
      {"a pole",
       [](double x) {
         return std::pair{1 / (x - 5), 0.0};
       },
       Domain::any,
       {}},
      {"a jump",
       [](double x) {
         return std::pair{x < 7 ? 1.0 : 3.0, 2.0};
       },
       Domain::any,
       {}},
      {"fading to equal",
       [](double x) {
         return std::pair{100 + x, 100.0};
       },
       Domain::positive,
       {}},
      {"fading to equal with zero allowed",
       [](double x) {
         return std::pair{100 + x, 100.0};
       },
       Domain::not_negative,
       {0}},
      {"undefined below",
       [](double x) {
         return std::pair{std::log(x - 2), 0.0};
       },
       Domain::positive,
       {3}},
      {"max",
       [](double x) {
         return std::pair{std::max(x, 5.0), 7.0};
       },
       Domain::positive,
       {7}},
      {"a share",
       [](double x) {
         return std::pair{x / (1 - x), 99.0};
       },
       Domain::fraction,
       {0.99}},
      {"the end of a share",
       [](double x) {
         return std::pair{x * x + x, 2.0};
       },
       Domain::fraction,
       {1}},
      {"a floor, and twice the same above it",
       [](double x) {
         return std::pair{x, std::max(5e-6, 20e-6 - 50000 / x * 2e-15)};
       },
       Domain::any,
       {5e-6, 1e-5}},
      {"a floor, and two above it",
       [](double x) {
         return std::pair{x, std::max(5e-6, 20e-6 - 48000 / x * 2e-15)};
       },
       Domain::any,
       {5e-6, 8e-6, 1.2e-5}},
      {"a jump from far below to just above",
       [](double x) {
         return std::pair{x < 7 ? -1e20 : 1e-9, 0.0};
       },
       Domain::any,
       {}},
      {"a solution just below a jump",
       [](double x) {
         return std::pair{x < 50 ? 60 - x : 5.0, 12.0};
       },
       Domain::positive,
       {48}},
      {"a price per FLOP",
       [](double x) {
         return std::pair{x + x * x * 1e19, 2e-19};
       },
       Domain::positive,
       {1e-19}},
  };
  for (const Row& row : rows) {
    CAPTURE(std::string(row.what));
    const Roots found = find_roots(row.sides, search_range(row.domain));
    CHECK(found.plateaus.empty());
    REQUIRE(found.values.size() == row.values.size());
    for (std::size_t i = 0; i < row.values.size(); ++i)
      CHECK(std::abs(found.values[i] - row.values[i]) <= 1e-8 * std::abs(row.values[i]));
  }
}

TEST_CASE("where every value does it there is a plateau") {
  const Roots all = find_roots(
      [](double x) {
        return std::pair{std::max(x, 5.0), 5.0};
      },
      search_range(Domain::not_negative));
  CHECK(all.values.empty());
  REQUIRE(all.plateaus.size() == 1);
  CHECK(all.plateaus[0].low == 0);
  CHECK(all.plateaus[0].high == doctest::Approx(5));
  CHECK_FALSE(all.one());
  CHECK_FALSE(all.none());

  const Roots identity = find_roots([](double x) { return std::pair{x, x}; }, {1, 2});
  REQUIRE(identity.plateaus.size() == 1);
  CHECK(identity.plateaus[0] == Interval{1, 2});
}

TEST_CASE("a solution is found however near it lies to where a side ceases to be defined") {
  const double none = std::nan("");
  const Sides below = [&](double x) { return std::pair{x < 12.3 ? 1 / (12.3 - x) : none, 1000.0}; };
  const Sides above = [&](double x) { return std::pair{x > 12.3 ? 1 / (x - 12.3) : none, 1000.0}; };
  REQUIRE(find_roots(below, {1e-40, 1e40}).values.size() == 1);
  CHECK(find_roots(below, {1e-40, 1e40}).values[0] == doctest::Approx(12.299));
  REQUIRE(find_roots(above, {1e-40, 1e40}).values.size() == 1);
  CHECK(find_roots(above, {1e-40, 1e40}).values[0] == doctest::Approx(12.301));
  const Sides never = [&](double x) { return std::pair{x < 12.3 ? 1 / (12.3 - x) : none, 0.0}; };
  CHECK(find_roots(never, {1e-40, 1e40}).none());
}

TEST_CASE("solutions are looked for within the ends only") {
  const Sides sides = [](double x) { return std::pair{x * x, 4.0}; };
  CHECK(find_roots(sides, {1, 3}).values == std::vector<double>{2});
  CHECK(find_roots(sides, {2, 3}).values == std::vector<double>{2});
  CHECK(find_roots(sides, {3, 4}).none());
  CHECK(find_roots(sides, {-3, 1}).values == std::vector<double>{-2});
}

TEST_CASE("an equation is looked at from end to end, in order, at no place twice") {
  const Interval ranges[] = {search_range(Domain::positive),
                             search_range(Domain::not_negative),
                             search_range(Domain::fraction),
                             search_range(Domain::any),
                             {2, 5},
                             {-5, -2},
                             {-3, 1e4},
                             {0, 1e16},
                             {1, 1 + 1e-15},
                             {7, 7},
                             {-1e-50, 1e-50}};
  for (const Interval& range : ranges) {
    CAPTURE(range.low);
    CAPTURE(range.high);
    const std::vector<double> places = search_points(range);
    REQUIRE_FALSE(places.empty());
    CHECK(places.front() == range.low);
    CHECK(places.back() == range.high);
    for (std::size_t i = 0; i + 1 < places.size(); ++i) CHECK(places[i] < places[i + 1]);
    if (range.encloses(0)) CHECK(std::binary_search(places.begin(), places.end(), 0.0));
  }
  CHECK(search_points(search_range(Domain::positive)).size() > 80 * 16);
}

TEST_CASE("near a solution that is not exact in floating point, that solution is found and no other") {
  for (int i = 0; i < 200; ++i) {
    const double c = 3 + 0.0049 * i, upper = 2 + std::sqrt(4 - c);
    const Sides sides = [c](double x) { return std::pair{x * x - 4 * x + c, 0.0}; };
    for (const double near : {std::nextafter(upper, 0.0), upper, std::nextafter(upper, 9.0)}) {
      CAPTURE(c);
      const std::optional<double> found = root_near(sides, near, search_range(Domain::any));
      REQUIRE(found);
      CHECK(*found == doctest::Approx(upper).epsilon(1e-9));
    }
  }
}

TEST_CASE("the nearest solution takes some dozens of evaluations, and a pole on the way is none") {
  int evaluations = 0;
  const auto near = [&](double start, const Sides& sides) {
    evaluations = 0;
    const auto counted = [&](double x) {
      ++evaluations;
      return sides(x);
    };
    return root_near(counted, start, {0, 1e40});
  };
  const Sides line = [](double x) { return std::pair{3 * x, 12.0}; };
  CHECK(near(1, line).value() == doctest::Approx(4));
  CHECK(evaluations < 60);
  const Sides pole = [](double x) { return std::pair{(x - 9) / (x - 5), 0.0}; };
  CHECK(near(4.9, pole).value() == doctest::Approx(9));
  CHECK(evaluations < 200);
  CHECK_FALSE(near(1, [](double x) { return std::pair{1 / (x - 5), 0.0}; }).has_value());
}
