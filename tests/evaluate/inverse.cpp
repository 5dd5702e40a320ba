#include "evaluate/inverse.h"

#include "formulas.h"

using namespace costcurve;
using namespace costcurve::testing;

namespace {

std::optional<double> found(const std::string& expression, double a, double b, double target) {
  Problem made = problem({".a <= .b"});
  give(made, "a", a);
  give(made, "b", b);
  const Solution solution = solve(made);
  const Program program = compile(made, solution, {node_of(made, expression)}).value();
  return input_for(program, stated_values(program, solution), program.input_of(0).value(), target);
}

}  // namespace

TEST_CASE("an input is found that makes the output what is asked") {
  struct Row { std::string expression; double a, b, target, expected; };
  const Row rows[] = {
      {".a * .b", 512, 80, 147000, 1837.5}, {".a / .b", 512, 80, 3, 240}, {".b / .a", 10, 80, 4, 20}, {".a + .b", 3, 4, 10, 6}, {".a + .b", 3, 4, -10, -14},
      {".a - .b", 3, 4, 0, 4}, {"exp(.a) * .b", 1, 2, 20, std::log(10)}, {"log(.a) + .b", 1, 2, 3, std::exp(1)}, {"sqrt(.a) * .b", 1, 2, 6, 9},
      {".a ^ 3 + .b", 1, 2, 10, 2}, {".a * .a * .b", 1, 2, 50, 5}, {".a * .b + .a", 1, 3, 20, 5}, {".a * .b + 5 * .a ^ 2", 1, 3, 26, 2}, {"-.a * .b", 3, 2, -10, 5},
      {"1 - .b / .a", 2, 1, 0.75, 4}, {"max(.a, .b)", 5, 2, 7, 7}, {".a * .b", 3, -2, 12, -6}, {".a * exp(.a)", 1, 0, 2 * std::exp(2), 2},
      {".a * .b", 3, 2, 0, 0},
  };
  for (const Row& row : rows) {
    CAPTURE(row.expression);
    CAPTURE(row.target);
    const std::optional<double> value = found(row.expression, row.a, row.b, row.target);
    REQUIRE(value.has_value());
    CHECK(*value == doctest::Approx(row.expected).epsilon(1e-9));
  }
}

TEST_CASE("nothing is found where there is nothing") {
  struct Row { std::string expression; double a, b, target; };
  const Row rows[] = {
      {".a * .b", 3, 0, 5}, {"exp(.a)", 1, 1, -1}, {".a ^ 2", 3, 1, -4}, {"max(.a, .b)", 1, 5, 3}, {"min(.a, .b)", 1, 5, 7}, {"0 * .a + .b", 3, 4, 5}, {".b / .a", 3, 4, 0},
      {".a / .a + .b", 3, 4, 6}, {".a ^ 2 + 1", 3, 1, 0.5}, {"1 - exp(-.a)", 1, 1, 2},
  };
  for (const Row& row : rows) {
    CAPTURE(row.expression);
    CHECK_FALSE(found(row.expression, row.a, row.b, row.target).has_value());
  }
}

TEST_CASE("what is found hits the target") {
  property("for random formulas and targets that they reach", [] {
    const Formula formula = a_formula_with_a_value(flip() ? Numbers::any : Numbers::positive);
    const Program program = formula.program();
    std::vector<double> inputs = stated_values(program, formula.solution);
    RC_PRE(!inputs.empty());
    const std::size_t input = below(inputs.size());
    // Targets around the value, also of the other sign, and out of reach.
    const double target = formula.value() * one_of<double>({0.5, 0.9, 1, 1.1, 3, 100, -1});
    const std::optional<double> value = input_for(program, inputs, input, target);
    if (!value) return;
    RC_ASSERT(std::isfinite(*value));
    inputs[input] = *value;
    RC_LOG() << *value << " comes to " << evaluate_first(program, inputs) << " for " << target << "\n";
    const double pull = std::abs(gradient(program, inputs)[input] * *value);
    RC_ASSERT(std::abs(evaluate_first(program, inputs) - target) <= 1e-9 * std::abs(target) + (std::isfinite(pull) ? 1e-14 * pull : 0));
  });
  property("a product of powers is always hit", [] {
    Problem made = problem({".y = .a * .b / .c ^ 2 * sqrt(.d)"});
    for (const std::string name : {"a", "b", "c", "d"}) give(made, name, a_size(1e-6, 1e6));
    const Solution solution = solve(made);
    const Program program = compile(made, solution, {made.quantities[number_of(made, "y")].symbol}).value();
    std::vector<double> inputs = stated_values(program, solution);
    const std::size_t input = below(4);
    const double target = evaluate_first(program, inputs) * a_size(1e-8, 1e8);
    const std::optional<double> value = input_for(program, inputs, input, target);
    RC_ASSERT(value.has_value());
    inputs[input] = *value;
    RC_ASSERT(near(evaluate_first(program, inputs), target, 1e-11));
  });
}
