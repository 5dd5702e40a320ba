#include "program/program.h"

#include <algorithm>

#include "support/formulas.h"

using namespace costcurve;
using namespace costcurve::testing;

namespace {

Program program_of(const Problem& problem, Solution& solution, const std::string& expression) {
  const NodeId node = node_of(problem, solution, expression);
  return compile(problem, solution, {node}).value();
}

// The slope by input `i`, from both sides at a distance of `step` of it; no number where there is none.
double measured_slope(const Program& program, std::vector<double> inputs, std::size_t i, double step) {
  const double x = inputs[i], h = step * std::max(std::abs(x), 1e-3);
  inputs[i] = x + h;
  const double above = evaluate_first(program, inputs);
  inputs[i] = x - h;
  return (above - evaluate_first(program, inputs)) / (2 * h);
}

}  // namespace

TEST_CASE("derived quantities are expanded down to the givens, and a given that enters twice is one input") {
  Problem made = problem({".time = .chips * .hours", ".cost = .time * .rent", ".per_hour = .cost / .hours"});
  give(made, "chips", 512);
  give(made, "hours", 80);
  give(made, "rent", 2);
  const Solution solution = solve(made);
  const Program program =
      compile(made, solution,
              {made.quantities[number_of(made, "per_hour")].symbol, made.quantities[number_of(made, "cost")].symbol})
          .value();
  std::vector<std::string> names;
  for (const std::size_t q : program.inputs) names.push_back(made.quantities[q].name);
  std::sort(names.begin(), names.end());
  CHECK(names == std::vector<std::string>{"chips", "hours", "rent"});
  CHECK(evaluate(program, stated_values(program, solution)) == std::vector<double>{1024, 81920});
  CHECK(program.input_of(number_of(made, "hours")).has_value());
  CHECK_FALSE(program.input_of(number_of(made, "cost")).has_value());
}

TEST_CASE("what rests on an unknown quantity is not compiled") {
  Problem made = problem({".cost = .time * .rent"});
  give(made, "rent", 2);
  const Solution solution = solve(made);
  CHECK_FALSE(compile(made, solution, {made.quantities[number_of(made, "cost")].symbol}).has_value());
  CHECK_FALSE(
      compile(made, solution,
              {made.quantities[number_of(made, "rent")].symbol, made.quantities[number_of(made, "cost")].symbol})
          .has_value());
  CHECK(compile(made, solution, {made.quantities[number_of(made, "rent")].symbol}).has_value());
}

TEST_CASE("what is written twice is worked out once") {
  Problem made = problem({".x = .a", ".y = .b"});
  give(made, "a", 3);
  give(made, "b", 4);
  Solution solution = solve(made);
  CHECK(program_of(made, solution, "(.a + .x) * (.a + .x)").code.size() == 3);
  CHECK(program_of(made, solution, "2 * .a + 2 * .x").code.size() == 4);
  CHECK(program_of(made, solution, "(.a * .b) / (.x * .y)").code.size() == 4);
  CHECK(program_of(made, solution, "(.a - .b) / (.b - .a)").code.size() == 5);
}

TEST_CASE("the gradient of each operation is the one of the textbook") {
  struct Row {
    std::string expression;
    double a, b, by_a, by_b;
  };
  const Row rows[] = {
      {".a + .b", 3, 2, 1, 1},
      {".a - .b", 3, 2, 1, -1},
      {".a * .b", 3, 2, 2, 3},
      {".a / .b", 3, 2, 0.5, -0.75},
      {".a ^ .b", 3, 2, 6, 9 * std::log(3)},
      {"min(.a, .b)", 3, 2, 0, 1},
      {"max(.a, .b)", 3, 2, 1, 0},
      {"-.a * .b", 3, 2, -2, -3},
      {"exp(.a) + .b", 1, 2, std::exp(1), 1},
      {"log(.a) * .b", 4, 2, 0.5, std::log(4)},
      {"sqrt(.a) + .b", 4, 2, 0.25, 1},
      {".a * .a * .b", 3, 2, 12, 9},
      {".a / .a + 0 * .b", 3, 2, 0, 0},
      {"(.a + .b) ^ 2", 3, 2, 10, 10},
      {".a ^ 2 * .b", -3, 2, -12, 9},
      {"5 + 0 * .a * .b", 3, 2, 0, 0},
  };
  for (const Row& row : rows) {
    CAPTURE(row.expression);
    Problem made = problem({".a <= .b"});
    give(made, "a", row.a);
    give(made, "b", row.b);
    Solution solution = solve(made);
    const Program program = program_of(made, solution, row.expression);
    const std::vector<double> slope = gradient(program, stated_values(program, solution));
    if (const auto a = program.input_of(0)) CHECK(slope[*a] == doctest::Approx(row.by_a).epsilon(1e-14));
    if (const auto b = program.input_of(1)) CHECK(slope[*b] == doctest::Approx(row.by_b).epsilon(1e-14));
  }
}

TEST_CASE("a program's value is the formula's, to the last bit") {
  property("for random formulas", [] {
    const Formula formula = a_formula(Numbers::any, 14);
    const Program program = formula.program();
    const double value = evaluate_first(program, stated_values(program, formula.solution));
    RC_ASSERT(value == formula.value() || (std::isnan(value) && std::isnan(formula.value())));
    RC_ASSERT(program.outputs.size() == std::size_t{1});
  });
}

TEST_CASE("the gradient is what central differences measure") {
  property("for random formulas, away from kinks", [] {
    const Formula formula = a_formula_with_a_value(Numbers::any);
    const Program program = formula.program();
    const std::vector<double> inputs = stated_values(program, formula.solution);
    const std::vector<double> slope = gradient(program, inputs);
    for (std::size_t i = 0; i < inputs.size(); ++i) {
      const double wide = measured_slope(program, inputs, i, 1e-4), narrow = measured_slope(program, inputs, i, 2e-5);
      if (!std::isfinite(wide) || !std::isfinite(narrow)) continue;
      if (!std::isfinite(slope[i])) continue;  // the root of nought, say, has no slope
      // Both measurements agree where the formula is smooth; what is left of their difference bounds their error.
      const double size = std::max({std::abs(wide), std::abs(narrow), std::abs(formula.value() / inputs[i])});
      if (std::abs(wide - narrow) > 1e-3 * size) continue;
      RC_LOG() << formula.problem.quantities[program.inputs[i]].name << ": " << slope[i] << " for " << narrow << "\n";
      RC_ASSERT(std::abs(slope[i] - narrow) <= std::abs(wide - narrow) + 1e-5 * size + 1e-12);
    }
  });
}
