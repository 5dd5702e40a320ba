// Shares of the variance against closed forms, and elasticities and swings against sums on paper.

#include <doctest/doctest.h>

#include <cmath>

#include "chance/shares.h"
#include "support/problems.h"

using namespace costcurve;
using namespace costcurve::testing;

namespace {

struct Input {
  std::string name;
  double value = 1;
  Distribution belief;
};

Influences influences_of(const std::string& expression, const std::vector<Input>& inputs,
                         std::uint64_t samples = 65536) {
  std::vector<std::string> named;
  for (const Input& input : inputs) named.push_back("." + input.name + " <= 1");  // to be named is to come to be
  Problem made = problem(named);
  for (const Input& input : inputs) {
    Given given = a_given(input.value);
    if (!input.belief.is_point()) {
      given.is_belief = true;
      given.distribution = input.belief;
      given.belief = {input.belief.low(), input.belief.high()};
    }
    made.givens.state(number_of(made, input.name), given);
  }
  Solution solution = solve(made);
  const Program program = compile(made, solution, {node_of(made, solution, expression)}).value();
  std::vector<std::string> names;
  std::vector<Distribution> beliefs;
  std::vector<Interval> box;
  for (const std::size_t q : program.inputs) {
    names.push_back(made.quantities[q].name);
    const Given& given = *made.givens.stated(q);
    beliefs.push_back(given.is_belief ? given.distribution : Distribution::point(given.value));
    box.push_back(given.belief);
  }
  SimulationOptions options;
  options.samples = samples;
  return influences(program, stated_values(program, solution), box, names, beliefs, options);
}

Distribution log_normal(double sigma) {
  Distribution made;
  made.kind = Distribution::Kind::log_normal;
  made.second = sigma;
  return made;
}

}  // namespace

TEST_CASE("of a product of log-normals the shares are those of the variances of the logarithms") {
  // ln y = 2 ln a + ln b - ln c: 4 * 0.3^2, 0.4^2, 0.5^2, and nothing done together
  const Influences found = influences_of(
      ".a ^ 2 * .b / .c", {{"a", 1, log_normal(0.3)}, {"b", 1, log_normal(0.4)}, {"c", 1, log_normal(0.5)}});
  const double parts[] = {0.36, 0.16, 0.25}, sum = 0.77;
  CHECK(found.on_logarithm);
  CHECK(found.variance == doctest::Approx(sum).epsilon(0.01));
  for (std::size_t i = 0; i < 3; ++i) {
    CHECK(found.inputs[i].first_order == doctest::Approx(parts[i] / sum).epsilon(0.02));
    CHECK(found.inputs[i].total == doctest::Approx(parts[i] / sum).epsilon(0.02));
  }
  CHECK(found.inputs[0].elasticity == doctest::Approx(2).epsilon(1e-12));
  CHECK(found.inputs[2].elasticity == doctest::Approx(-1).epsilon(1e-12));
}

TEST_CASE("of a sum of normals the shares are those of the variances, on the value where it may be negative") {
  const Influences found = influences_of("2 * .a - .b + 3 * .c", {{"a", 1, Distribution::normal(1, 2)},
                                                                  {"b", 2, Distribution::normal(2, 3)},
                                                                  {"c", 1, Distribution::normal(1, 1)}});
  const double parts[] = {16, 9, 9}, sum = 34;
  CHECK(!found.on_logarithm);
  CHECK(found.variance == doctest::Approx(sum).epsilon(0.01));
  for (std::size_t i = 0; i < 3; ++i) {
    CHECK(found.inputs[i].first_order == doctest::Approx(parts[i] / sum).epsilon(0.03));
    CHECK(found.inputs[i].total == doctest::Approx(parts[i] / sum).epsilon(0.03));
  }
}

TEST_CASE("what two normals about zero do to their product they do together") {
  const Influences found =
      influences_of(".a * .b", {{"a", 0, Distribution::normal(0, 2)}, {"b", 0, Distribution::normal(0, 5)}});
  CHECK(!found.on_logarithm);
  CHECK(found.variance == doctest::Approx(100).epsilon(0.03));
  for (const Influence& one : found.inputs) {
    CHECK(std::abs(one.first_order) < 0.03);
    CHECK(one.total == doctest::Approx(1).epsilon(0.04));
    CHECK(std::isnan(one.elasticity));  // of zero there are no per cents
  }
}

TEST_CASE("more samples come nearer to the closed form") {
  const auto error = [](std::uint64_t samples) {
    const Influences found = influences_of(
        ".a * .b * .c", {{"a", 1, log_normal(0.3)}, {"b", 1, log_normal(0.4)}, {"c", 1, log_normal(0.5)}}, samples);
    double worst = 0;
    const double parts[] = {0.18, 0.32, 0.5};
    for (std::size_t i = 0; i < 3; ++i)
      worst = std::max(
          {worst, std::abs(found.inputs[i].first_order - parts[i]), std::abs(found.inputs[i].total - parts[i])});
    return worst;
  };
  CHECK(error(1U << 18U) < 0.005);
  CHECK(error(1U << 18U) < error(1U << 10U));
}

TEST_CASE("a swing is what lies between the ends too") {
  // 4 - (a - 1)^2 over -1 to 2: 0 at the low end, 3 at the high one, 4 in between
  const Influences found = influences_of("4 - (.a - 1) ^ 2", {{"a", 0.5, Distribution::uniform(-1, 2)}});
  const Influence& one = found.inputs.at(0);
  CHECK(one.at_low == doctest::Approx(0).epsilon(1e-12));
  CHECK(one.at_high == doctest::Approx(3).epsilon(1e-12));
  CHECK(one.swing.low == doctest::Approx(0).epsilon(1e-12));
  CHECK(one.swing.high == doctest::Approx(4).epsilon(1e-3));
  CHECK(one.least_at == -1);
  CHECK(one.greatest_at == doctest::Approx(1).epsilon(0.03));
}

TEST_CASE("a choice swings over what there is to choose") {
  // Between 1 and 3 the square of a - 2 goes down to zero, but nobody can choose 2.
  const Influences found = influences_of("(.a - 2) ^ 2 + 1", {{"a", 1, Distribution::choice({1, 3, 4})}});
  CHECK(found.inputs.at(0).swing == Interval{2, 5});
}
