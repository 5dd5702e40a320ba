// A space is its points, one after the other: whatever the axes, the threads and what is kept.

#include "program/space.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <map>
#include <set>

#include "program/space_readers.h"
#include "support/problems.h"
#include "support/property.h"

using namespace costcurve;
using namespace costcurve::testing;

namespace {

// cost = a * b + exp(c) and time = b / c; kept is a * b <= c * 4.
struct Example {
  Problem formulas = problem({".cost = .a * .b + exp(.c)", ".time = .b / .c", ".left = .a * .b", ".right = .c * 4"});
  Solution solution;
  Program outputs, sides;

  Example() {
    for (const std::string name : {"a", "b", "c"}) give(formulas, name, 2);
    solution = solve(formulas);
    outputs = *compile(formulas, solution, {symbol("cost"), symbol("time")});
    sides = *compile(formulas, solution, {symbol("left"), symbol("right")});
  }

  std::size_t number(const std::string& name) const { return number_of(formulas, name); }
  NodeId symbol(const std::string& name) const { return formulas.quantities[number(name)].symbol; }
  double stated(std::size_t quantity) const { return solution.found[quantity].value; }

  Space space(std::vector<Kept> kept, std::vector<SpaceAxis> axes) const {
    return {outputs, sides, std::move(kept), std::move(axes), [this](std::size_t q) { return stated(q); }};
  }
};

// Axes of random values for some of a, b and c, an axis giving one of them or two together.
std::vector<SpaceAxis> random_axes(const Example& example) {
  std::vector<SpaceAxis> axes;
  std::vector<std::string> left = {"a", "b", "c"};
  while (!left.empty() && axes.size() < 3) {
    SpaceAxis axis;
    const std::size_t options = 1 + below(40);
    axis.size = options;
    const std::size_t together = left.size() > 1 && flip() ? 2 : 1;
    for (std::size_t g = 0; g < together; ++g) {
      const std::size_t quantity = example.number(left.back());
      std::vector<double> values;
      left.pop_back();
      // Few different values, so that points are often alike.
      for (std::size_t i = 0; i < options; ++i) values.push_back(0.25 * a_whole(1, 12));
      axis.gives.push_back(listed_values(quantity, std::move(values)));
    }
    axes.push_back(std::move(axis));
    if (flip()) break;
  }
  std::size_t stride = 1;
  for (std::size_t a = axes.size(); a-- > 0; stride *= axes[a].size) axes[a].stride = stride;
  return axes;
}

// The outputs at each point that is kept, one evaluation at a time.
std::map<std::size_t, std::vector<double>> one_by_one(const Example& example, const std::vector<SpaceAxis>& axes,
                                                      const std::vector<Kept>& kept, std::size_t points) {
  std::map<std::size_t, std::vector<double>> found;
  const auto inputs_at = [&](const Program& program, std::size_t point) {
    std::vector<double> inputs;
    for (const std::size_t quantity : program.inputs) {
      inputs.push_back(example.stated(quantity));
      for (const SpaceAxis& axis : axes)
        for (const AxisValues& given : axis.gives)
          if (given.quantity == quantity) inputs.back() = given.value(point / axis.stride % axis.size);
    }
    return inputs;
  };
  for (std::size_t point = 0; point < points; ++point) {
    const std::vector<double> sides = evaluate(example.sides, inputs_at(example.sides, point));
    if (std::all_of(kept.begin(), kept.end(), [&](const Kept& relation) {
          return meets(relation.demand, sides[relation.left], sides[relation.right]);
        }))
      found[point] = evaluate(example.outputs, inputs_at(example.outputs, point));
  }
  return found;
}

bool same(const FoundPoint& found, std::size_t point, const std::vector<double>& outputs) {
  return found.point == point && std::equal(outputs.begin(), outputs.end(), found.outputs.begin(),
                                            [](double a, double b) { return near(a, b, 1e-14); });
}

}  // namespace

TEST_CASE("readers of a space find what looking at each point finds, on any number of threads") {
  const Example example;
  property("whatever the axes", [&] {
    const std::vector<SpaceAxis> axes = random_axes(example);
    std::vector<Kept> kept;
    if (flip()) kept.push_back({0, 1, Demand::at_most});
    const Space space = example.space(kept, axes);
    const auto points = static_cast<std::size_t>(space.points());
    const auto expected = one_by_one(example, axes, kept, points);
    const unsigned threads = 1 + static_cast<unsigned>(below(4));

    Everything everything(points, 2);
    bool right = space.read(everything, threads) == points - expected.size();
    for (std::size_t p = 0; p < points; ++p) {
      const auto there = expected.find(p);
      right = right && (there == expected.end() ? std::isnan(everything.values(0)[p])
                                                : near(everything.values(1)[p], there->second[1], 1e-14));
    }

    std::vector<std::pair<double, std::size_t>> by_cost;
    for (const auto& [point, outputs] : expected) by_cost.emplace_back(outputs[0], point);
    std::sort(by_cost.begin(), by_cost.end());
    const std::size_t most = 1 + below(5);
    Best best(0, most);
    space.read(best, threads);
    const std::vector<FoundPoint> least = best.points();
    right = right && least.size() == std::min(most, by_cost.size());
    for (std::size_t i = 0; right && i < least.size(); ++i)
      right = same(least[i], by_cost[i].second, expected.at(by_cost[i].second));

    std::vector<std::size_t> unbeaten;
    double lowest = INFINITY;
    std::vector<std::tuple<double, double, std::size_t>> by_both;
    for (const auto& [point, outputs] : expected) by_both.emplace_back(outputs[0], outputs[1], point);
    std::sort(by_both.begin(), by_both.end());
    for (const auto& [cost, time, point] : by_both)
      if (time < lowest) {
        lowest = time;
        unbeaten.push_back(point);
      }
    Front front(0, 1);
    space.read(front, threads);
    right = right && front.points().size() == unbeaten.size();
    for (std::size_t i = 0; right && i < unbeaten.size(); ++i)
      right = same(front.points()[i], unbeaten[i], expected.at(unbeaten[i]));

    const SpaceAxis& axis = one_of(axes);
    Groups groups(0, axis.size, axis.stride);
    space.read(groups, threads);
    std::map<std::size_t, std::pair<double, std::size_t>> best_of;
    for (const auto& [cost, point] : by_cost) best_of.try_emplace(point / axis.stride % axis.size, cost, point);
    for (std::size_t option = 0; right && option < axis.size; ++option) {
      const auto there = best_of.find(option);
      right = groups.points()[option].has_value() == (there != best_of.end()) &&
              (there == best_of.end() || groups.points()[option]->point == there->second.second);
    }
    return right;
  });
}

TEST_CASE("a part of an axis keeps the numbers that its options have on the whole") {
  const Example example;
  const SpaceAxis chips{2, {1, 4}, 3, {listed_values(example.number("a"), {1, 2})}};
  const SpaceAxis hours{3, {}, 1, {listed_values(example.number("b"), {1, 2, 3})}};
  Best best(0, 6);
  example.space({}, {chips, hours}).read(best, 1);
  std::set<std::size_t> numbers;
  for (const FoundPoint& found : best.points()) numbers.insert(found.point);
  CHECK(numbers == std::set<std::size_t>{3, 4, 5, 12, 13, 14});
}

TEST_CASE("what is kept allows for rounding, not for what is no number and not for infinity") {
  CHECK(meets(Demand::equal, 0.1 + 0.2, 0.3));
  CHECK(!meets(Demand::equal, 512, 511));
  CHECK(meets(Demand::at_most, 0.1 + 0.2, 0.3));
  CHECK(meets(Demand::at_least, 0.3, 0.1 + 0.2));
  CHECK(!meets(Demand::at_most, INFINITY, 5));
  CHECK(!meets(Demand::at_least, 5, INFINITY));
  CHECK(!meets(Demand::at_most, std::nan(""), 5));
  CHECK(!meets(Demand::equal, std::nan(""), std::nan("")));
}

TEST_CASE("an axis of millions is worked out as it is read, a number at a time") {
  constexpr std::size_t points = 3'000'000;
  const Example example;
  std::atomic<std::size_t> asked = 0;
  const AxisValues given{example.number("b"), [&](std::size_t i) {
                           ++asked;
                           return 1 + static_cast<double>(i);
                         }};
  Best best(0, 1);
  example.space({}, {{points, {}, 1, {given}}}).read(best, 2);
  CHECK(best.points().front().point == 0);
  CHECK(asked >= points);
}
