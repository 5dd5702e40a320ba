#include "search/solutions.h"

#include "search/closed_form.h"
#include "support/formulas.h"

using namespace costcurve;
using namespace costcurve::testing;

namespace {

// The two sides of "left = right" over a and b, with values.
struct Sides2 {
  Problem made;
  Solution solution;
  Program program;
  std::vector<double> inputs;

  Sides2(const std::string& left, const std::string& right, double a, double b) : made(problem({".a <= .b"})) {
    give(made, "a", a);
    give(made, "b", b);
    const NodeId l = node_of(made, left), r = node_of(made, right);
    solution = solve(made);
    program = compile(made, solution, {l, r}).value();
    inputs = stated_values(program, solution);
  }
  std::size_t a() const { return program.input_of(0).value(); }
};

Roots found(const std::string& left, const std::string& right, double a, double b, Domain domain = Domain::any) {
  const Sides2 sides(left, right, a, b);
  return solutions(sides.program, sides.inputs, sides.a(), search_range(domain));
}

std::string text(double value) { return number_text(value, 12); }

// A formula, and a constant beside it to be reached.
Program with_target(Program program, double target) {
  program.outputs.push_back(static_cast<std::uint32_t>(program.code.size()));
  program.code.push_back({Operation::constant, 0, 0, target, 0});
  return program;
}

}  // namespace

TEST_CASE("all values of an input are found that make two sides equal") {
  struct Row {
    std::string left;
    double a, b;
    std::string right;
    std::vector<double> expected;
  };
  const Row rows[] = {
      {".a * .b", 512, 80, "147000", {1837.5}},
      {".a / .b", 512, 80, "3", {240}},
      {".b / .a", 10, 80, "4", {20}},
      {".a + .b", 3, 4, "10", {6}},
      {".a + .b", 3, 4, "-10", {-14}},
      {".a - .b", 3, 4, "0", {4}},
      {"exp(.a) * .b", 1, 2, "20", {std::log(10)}},
      {"log(.a) + .b", 1, 2, "3", {std::exp(1)}},
      {"sqrt(.a) * .b", 1, 2, "6", {9}},
      {".a ^ 3 + .b", 1, 2, "10", {2}},
      {".a * .a * .b", 1, 2, "50", {-5, 5}},
      {".a * .b + .a", 1, 3, "20", {5}},
      {".a * .b + 5 * .a ^ 2", 1, 3, "26", {-2.6, 2}},
      {"-.a * .b", 3, 2, "-10", {5}},
      {"1 - .b / .a", 2, 1, "0.75", {4}},
      {"max(.a, .b)", 5, 2, "7", {7}},
      {".a * .b", 3, -2, "12", {-6}},
      {".a * exp(.a)", 1, 0, "2 * exp(2)", {2}},
      {".a * .b", 3, 2, "0", {0}},
      {".a", 3, 2, ".b * 7", {14}},
      {".a * 5", 3, 2, "20 + .a", {5}},
      {".a ^ 2", 3, 2, ".a * .b", {0, 2}},
      {".a ^ 3", 3, 2, "16 / .a", {-2, 2}},
      {"(.a + .b) ^ 2", 3, 2, "25", {-7, 3}},
      {"2 ^ .a", 3, 2, "10", {std::log2(10)}},
      {"min(.a, 10) + max(.a, .b)", 3, 2, "12", {6}},
      {"100 / .a + 2 * .a", 8, 2, "30", {5, 10}},
      {".b / (.b + .a)", 8, 2, "0.1", {18}},
      {"(.a - 1) * (.a - .b) * (.a - 7)", 3, 2, "0", {1, 2, 7}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.left);
    CAPTURE(row.right);
    const Roots roots = found(row.left, row.right, row.a, row.b);
    CHECK(roots.plateaus.empty());
    REQUIRE(roots.values.size() == row.expected.size());
    for (std::size_t i = 0; i < row.expected.size(); ++i)
      CHECK(std::abs(roots.values[i] - row.expected[i]) <= 1e-12 * std::abs(row.expected[i]));
  }
}

TEST_CASE("nothing is found where there is nothing") {
  struct Row {
    std::string left;
    double a, b;
    std::string right;
  };
  const Row rows[] = {
      {".a * .b", 3, 0, "5"},      {"exp(.a)", 1, 1, "-1"},     {".a ^ 2", 3, 1, "-4"},   {"max(.a, .b)", 1, 5, "3"},
      {"min(.a, .b)", 1, 5, "7"},  {"0 * .a + .b", 3, 4, "5"},  {".b / .a", 3, 4, "0"},   {".a / .a + .b", 3, 4, "6"},
      {".a ^ 2 + 1", 3, 1, "0.5"}, {"1 - exp(-.a)", 1, 1, "2"}, {"sqrt(.a)", 1, 1, "-2"}, {".a", 3, 4, ".a + 1"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.left);
    CHECK(found(row.left, row.right, row.a, row.b).none());
  }
}

TEST_CASE("what rearranging gives is right to the last digit") {
  CHECK(found(".a * .b", "294000", 80, 1024, Domain::positive).values == std::vector<double>{287.109375});
  CHECK(found("212752 + .a * .b", "294000", 80, 1024, Domain::positive).values == std::vector<double>{79.34375});
  CHECK(found("(512 * .a + 5000) * .b + 512 * .a * .b", "30360", 80, 3, Domain::positive).values ==
        std::vector<double>{5});
}

TEST_CASE("solutions outside of a domain are none") {
  CHECK(found(".a * .b", "12", 3, -2, Domain::positive).none());
  CHECK(found(".a * .b", "3", 0.5, 2, Domain::fraction).none());
  CHECK(found(".a * .b", "2", 0.5, 2, Domain::fraction).values == std::vector<double>{1});
  CHECK(found(".a ^ 2", "4", 3, 2, Domain::positive).values == std::vector<double>{2});
}

TEST_CASE("where every value does it there is a range") {
  const Roots below = found("max(.a, .b)", "5", 7, 5, Domain::not_negative);
  CHECK(below.values.empty());
  REQUIRE(below.plateaus.size() == 1);
  CHECK(below.plateaus[0].low == 0);
  CHECK(below.plateaus[0].high == doctest::Approx(5));
  REQUIRE(found(".a - .a", "0", 7, 5, Domain::fraction).plateaus.size() == 1);
}

TEST_CASE("a bound is met between solutions, ends and jumps") {
  struct Row {
    std::string left;
    Demand demand;
    std::string right;
    Interval within;
    std::vector<Interval> expected;
  };
  constexpr double far = 1e40;
  const Row rows[] = {
      {".a * .b", Demand::at_most, "10", {0, far}, {{0, 5}}},
      {".a * .b", Demand::at_least, "10", {0, far}, {{5, far}}},
      {".b / .a", Demand::at_most, "10", {0, far}, {{0.2, far}}},
      {"100 / .a + 2 * .a", Demand::at_most, "30", {1e-40, far}, {{5, 10}}},
      {"100 / .a + 2 * .a", Demand::at_least, "30", {1e-40, far}, {{1e-40, 5}, {10, far}}},
      {"max(.a, 24)", Demand::at_most, "24", {0, far}, {{0, 24}}},
      {"max(.a, 24)", Demand::below, "24", {0, far}, {}},
      {"max(.a, 24)", Demand::above, "23", {0, far}, {{0, far}}},
      {"(.a - 3) ^ 2", Demand::at_most, "0", {0, 10}, {{3, 3}}},
      {"(.a - 3) ^ 2", Demand::above, "0", {0, 10}, {{0, 3}, {3, 10}}},
      {"(.a - 3) ^ 2", Demand::at_least, "0", {0, 10}, {{0, 10}}},
      {"1 / (.a - 3)", Demand::at_most, "0", {0, 10}, {{0, 3}}},
      {"log(.a - 3)", Demand::at_most, "0", {0, 10}, {{3, 4}}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.left);
    CAPTURE(static_cast<int>(row.demand));
    const Sides2 sides(row.left, row.right, 8, 2);
    const std::vector<Interval> met = met_within(sides.program, sides.inputs, sides.a(), row.within, row.demand);
    REQUIRE(met.size() == row.expected.size());
    for (std::size_t i = 0; i < met.size(); ++i) {
      CHECK(met[i].low == doctest::Approx(row.expected[i].low).epsilon(1e-9));
      CHECK(met[i].high == doctest::Approx(row.expected[i].high).epsilon(1e-9));
    }
  }
}

TEST_CASE("what a side reaches is told, and where it has no end") {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  struct Row {
    std::string left;
    Domain domain;
    Interval expected;
  };
  const Row rows[] = {
      {"212752 + .a * .b", Domain::positive, {212752, infinity}},
      {"100 / .a + 2 * .a", Domain::positive, {std::sqrt(800), infinity}},
      {"5 - .a", Domain::not_negative, {-infinity, 5}},
      {".a * .b", Domain::fraction, {0, 2}},
      {"min(.a, 24) * .b", Domain::positive, {0, 48}},
      {".a", Domain::any, {-infinity, infinity}},
      {"exp(-.a)", Domain::positive, {0, 1}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.left);
    const Sides2 sides(row.left, "1", 8, 2);
    const Interval all = reach(sides.program, sides.inputs, sides.a(), search_range(row.domain));
    CHECK((std::isinf(all.low) ? all.low == row.expected.low : all.low == doctest::Approx(row.expected.low)));
    CHECK((std::isinf(all.high) ? all.high == row.expected.high : all.high == doctest::Approx(row.expected.high)));
  }
}

TEST_CASE("the nearest solution is the one with the smallest ratio, of the same sign first") {
  Roots roots;
  roots.values = {-1.01, 0.1, 4};
  CHECK(nearest(roots, 1).value() == 4);
  CHECK(nearest(roots, -1).value() == -1.01);
  roots.plateaus = {{2, 3}};
  CHECK(nearest(roots, 1).value() == 2);
  CHECK(nearest(roots, 2.5).value() == 2.5);
  CHECK_FALSE(nearest(Roots{}, 1).has_value());
}

TEST_CASE("the value that an input has is among the solutions for what it comes to") {
  property("for random formulas and each of their inputs", [] {
    const Formula formula = a_formula_with_a_value(flip() ? Numbers::any : Numbers::positive);
    const Program program = formula.program();
    const std::vector<double> inputs = stated_values(program, formula.solution);
    RC_PRE(!inputs.empty());
    const std::size_t input = below(inputs.size());
    const Program sides = with_target(program, formula.value());
    const double slope = gradient(program, inputs)[input], x = inputs[input];
    // Where the formula is as good as flat the value is not to be told from its neighbours.
    RC_PRE(std::isfinite(slope) && std::abs(slope * x) > 1e-6 * std::abs(formula.value()));
    const Roots found = solutions(sides, inputs, input, search_range(x > 0 ? Domain::positive : Domain::any));
    for (const double value : found.values) RC_LOG() << text(value) << " ";
    const auto is_it = [&](double value) { return near(value, x, 1e-6); };
    const auto holds_it = [&](const Interval& plateau) {
      return plateau.low <= x * (1 + 1e-9) && plateau.high >= x * (1 - 1e-9);
    };
    RC_ASSERT(std::any_of(found.values.begin(), found.values.end(), is_it) ||
              std::any_of(found.plateaus.begin(), found.plateaus.end(), holds_it));
  });
  property("what is found hits the target", [] {
    const Formula formula = a_formula_with_a_value(flip() ? Numbers::any : Numbers::positive);
    const Program program = formula.program();
    std::vector<double> inputs = stated_values(program, formula.solution);
    RC_PRE(!inputs.empty());
    const std::size_t input = below(inputs.size());
    const double target = formula.value() * one_of<double>({0.5, 0.9, 1, 1.1, 3, 100, -1});
    const Roots found =
        solutions(with_target(program, target), inputs, input, search_range(flip() ? Domain::positive : Domain::any));
    for (const double value : found.values) {
      inputs[input] = value;
      const double reached = evaluate_first(program, inputs), pull = std::abs(gradient(program, inputs)[input] * value);
      RC_LOG() << text(value) << " comes to " << text(reached) << " for " << text(target) << "\n";
      RC_ASSERT(std::abs(reached - target) <=
                1e-6 * std::max(std::abs(target), std::abs(reached)) + (std::isfinite(pull) ? 1e-12 * pull : 0));
    }
  });
}

TEST_CASE("rearranging and searching find the same") {
  property("for random formulas that can be rearranged", [] {
    const Formula formula = a_formula_with_a_value(Numbers::positive, 5);
    const Program program = formula.program();
    const std::vector<double> inputs = stated_values(program, formula.solution);
    RC_PRE(!inputs.empty());
    const std::size_t input = below(inputs.size());
    const double target = formula.value() * one_of<double>({0.5, 0.9, 1.1, 3});
    const Program sides = with_target(program, target);
    const auto closed = closed_form(sides, inputs, input, false);
    RC_PRE(closed.has_value());
    const Interval within{1e-3, 1e3};
    const auto pair = [&](double x) {
      std::vector<double> there = inputs;
      there[input] = x;
      return std::pair(evaluate_first(program, there), target);
    };
    const Roots searched = find_roots(pair, within);
    for (const double value : searched.values) {
      RC_LOG() << "searched " << text(value) << "\n";
      RC_ASSERT(std::any_of(closed->begin(), closed->end(), [&](double other) { return near(value, other, 1e-6); }));
    }
  });
}
