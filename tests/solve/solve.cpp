#include "solve/solve.h"

#include <algorithm>
#include <set>

#include "program/program.h"
#include "solve/rearrange.h"
#include "support/drawn_sheets.h"
#include "support/reference.h"

using namespace costcurve;
using namespace costcurve::testing;

namespace {

void shuffle(Problem& problem) {
  auto& all = problem.equations;
  for (std::size_t i = all.size(); i > 1; --i) std::swap(all[i - 1], all[below(i)]);
}

// Random quantities given at the reference: sometimes a few, sometimes more than enough, exact and quoted.
void give_some(Problem& problem, const std::vector<double>& reference, bool quoted) {
  const std::size_t share = 1 + below(9);
  for (std::size_t q = 0; q < problem.quantities.size(); ++q) {
    problem.givens = problem.givens.without(q);
    if (below(10) >= share) continue;
    const double width = quoted ? one_of<double>({0, 0, 0.005, 0.01, 0.1}) : 0;
    problem.givens.state(q, a_given(reference[q], width));
    RC_LOG() << problem.quantities[q].name << " = " << reference[q] << " (" << width << ")\n";
  }
}

// To 1e-9, or as far as doubles carry where large numbers cancel: a cost is lost in the difference of two large ones.
double carried(const Problem& problem, const Solution& solution, NodeId node) {
  const Program program = compile(problem, solution, {node}).value();
  const std::vector<double> inputs = stated_values(program, solution), slope = gradient(program, inputs);
  double pull = 0;
  for (std::size_t i = 0; i < inputs.size(); ++i) pull += std::abs(slope[i] * inputs[i]);
  return std::max(1e-9, 1e-13 * pull / std::abs(evaluate_first(program, inputs)));
}

std::vector<std::string> how_each_is_known(const Problem& problem, const Solution& solution) {
  std::vector<std::string> all;
  for (const Quantity& quantity : problem.quantities)
    all.push_back(quantity.name + ": " + determined_by(problem, solution, quantity.name));
  return all;
}

}  // namespace

TEST_CASE("an equation is solved for whichever of its quantities is unknown") {
  struct Row {
    std::string equation;
    double x, a, b, y;
  };
  const Row rows[] = {
      {".y = .x + .a * .b", 4, 2, 3, 10},     {".y = .x - .a * .b", 4, 2, 3, -2},
      {".y = .a - .x / .b", 6, 5, 2, 2},      {".y = .a * .x * .b", 5, 2, 3, 30},
      {".y = .x / .a + .b", 6, 2, 4, 7},      {".y = .a / .x + .b", 3, 6, 4, 6},
      {".y - .b = .a ^ .x", 3, 2, 1, 9},      {".y - .b = .x ^ .a", 3, 2, 1, 10},
      {".y = .a * -.x + .b", 3, 2, 10, 4},    {".y = .a * exp(.x) * .b", 0, 2, 3, 6},
      {".y = .a * .b + log(.x)", 1, 2, 3, 6}, {".y = .a * .b * sqrt(.x)", 9, 2, 3, 18},
      {".a * .b = .x * .y", 3, 2, 6, 4},      {".a + .b = .y + sqrt(.x)", 4, 2, 6, 6},
  };
  for (const Row& row : rows) {
    const std::vector<std::pair<std::string, double>> all = {{"x", row.x}, {"a", row.a}, {"b", row.b}, {"y", row.y}};
    for (const auto& [unknown, expected] : all) {
      CAPTURE(row.equation);
      CAPTURE(unknown);
      Problem made = problem({row.equation});
      for (const auto& [name, value] : all)
        if (name != unknown) give(made, name, value);
      CHECK(value_in(made, solve(made), unknown) == doctest::Approx(expected).epsilon(1e-12));
    }
  }
}

TEST_CASE("powers and roots, and what stands in the way of an inverse") {
  struct Row {
    std::string equation;
    double y;
    double x;
  };
  const Row rows[] = {
      {".y = .x ^ 2", 9, 3},
      {".y = .x ^ 3", 27, 3},
      {".y = .x ^ -1", 4, 0.25},
      {".y = .x ^ 0.5", 3, 9},
      {".y = .x ^ (1/3)", 2, 8},
      {".y = 2 ^ .x", 8, 3},
      {".y = exp(-.x)", 1, 0},
      {".y = (.x + 1) ^ 2", 16, 3},
      {".y = sqrt(.x - 1)", 2, 5},
      {".y = 1 / (1 + 1 / .x)", 0.5, 1},
      {".y = log(log(.x))", 0, std::exp(1)},
  };
  for (const Row& row : rows) {
    CAPTURE(row.equation);
    Problem made = problem({row.equation});
    made.quantities[number_of(made, "x")].domain = row.x > 0 ? Domain::positive : Domain::any;
    give(made, "y", row.y);
    CHECK(value_in(made, solve(made), "x") == doctest::Approx(row.x).epsilon(1e-12));
  }
}

TEST_CASE("a quantity that occurs twice, or inside min, max or weekday, is not rearranged for") {
  for (const std::string equation :
       {".y = .x * .x", ".y = .x + .x", ".x = .y / .x", ".y = .x - .a / .x", ".y = min(.x, .a)", ".y = max(.a, .x)",
        ".y = .x ^ 0", ".y = .x ^ .x", ".y * .x = .a + exp(.x)", ".y = .x ^ 2", ".y = (.x - .a) ^ 4", ".y = .x ^ 3"}) {
    CAPTURE(equation);
    Problem made = problem({equation});
    CHECK_FALSE(can_rearrange(made, made.equations[0], number_of(made, "x")));
  }
  Problem made = problem({".y = min(.x, .a)"});
  give(made, "x", 5);
  give(made, "a", 3);
  CHECK(value_in(made, solve(made), "y") == 3);
}

TEST_CASE("what an equation cannot give is refused: no division by zero, no root that is none, nothing infinite") {
  struct Row {
    std::string equation;
    std::vector<std::pair<const char*, double>> givens;
  };
  const Row rows[] = {
      {".x = .a / .b", {{"a", 1}, {"b", 0}}},
      {".x = .a / .b", {{"a", 0}, {"b", 0}}},
      {".a = .x * .b", {{"a", 5}, {"b", 0}}},
      {".a = .x * .b", {{"a", 0}, {"b", 0}}},
      {".a = .x / .b", {{"a", 5}, {"b", 0}}},
      {".a = .b / .x", {{"a", 0}, {"b", 5}}},
      {".a = sqrt(.x)", {{"a", -2}}},
      {".a = .x ^ 2", {{"a", -4}}},
      {".a = .x ^ 0.5", {{"a", -2}}},
      {".a = exp(.x)", {{"a", -1}}},
      {".a = exp(.x)", {{"a", 0}}},
      {".x = log(.a)", {{"a", 0}}},
      {".x = log(.a)", {{"a", -1}}},
      {".x = sqrt(.a)", {{"a", -1}}},
      {".x = exp(.a)", {{"a", 1e4}}},
      {".x = .a * .b", {{"a", 1e200}, {"b", 1e200}}},
      {".a = 1 ^ .x", {{"a", 2}}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.equation);
    Problem made = problem({row.equation});
    for (const auto& [name, value] : row.givens) give(made, name, value);
    const Solution solution = solve(made);
    CHECK(std::isnan(value_in(made, solution, "x")));
    CHECK(solution.refused.size() == 1);
    CHECK(solution.refused.front().why.starts_with(std::string("x cannot be worked out from \"") + row.equation));
  }
}

TEST_CASE("what one equation refuses another may give, and then nothing is said of it") {
  Problem made = problem({".a = .x * .b", ".x = .c + 1"});
  give(made, "a", 0);
  give(made, "b", 0);
  give(made, "c", 1);
  const Solution solution = solve(made);
  CHECK(value_in(made, solution, "x") == 2);
  CHECK(solution.refused.empty());
}

TEST_CASE("what is over-determined becomes a check") {
  Problem made = problem({".cost = .time * .rent", ".time = .chips * .hours"});
  give(made, "chips", 512);
  give(made, "hours", 80);
  give(made, "rent", 2);
  CHECK(solve(made).checks.empty());
  give(made, "cost", 81920);
  const Solution solution = solve(made);
  CHECK(solution.checks.size() == 1);
  CHECK(value_in(made, solution, "time") == 40960);
  give(made, "time", 40960);
  CHECK(solve(made).checks.size() == 2);
}

TEST_CASE("limits are checked and never solved") {
  Problem made = problem({".x <= .a", ".x >= 1"});
  give(made, "x", 5);
  const Solution solution = solve(made);
  CHECK(std::isnan(value_in(made, solution, "a")));
  CHECK(solution.checks == std::vector<std::size_t>{1});
}

TEST_CASE("scenario goes before catalog, catalog before estimate, estimate before default") {
  struct Row {
    bool scenario, catalog, estimate, fallback;
    double value;
    std::string by;
  };
  const Row rows[] = {
      {true, true, true, true, 1, "given"},    {false, true, true, true, 2, "given"},
      {false, false, true, true, 3, ".x = 3"}, {false, false, false, true, 4, "given"},
      {true, false, true, false, 1, "given"},  {false, true, false, true, 2, "given"},
  };
  for (const Row& row : rows) {
    Problem made = row.estimate ? problem({"estimate: .x = 3"}) : problem({".x <= 100"});
    if (row.scenario) give(made, "x", 1);
    if (row.fallback) offer(made, "x", 4, Rank::fallback);
    if (row.catalog) offer(made, "x", 2, Rank::catalog);
    const Solution solution = solve(made);
    CHECK(value_in(made, solution, "x") == row.value);
    CHECK(determined_by(made, solution, "x") == row.by);
    CHECK(solution.overridden.size() == (row.catalog && row.scenario ? 1 : 0));
  }
}

TEST_CASE("a catalog fact never contradicts what follows from the givens: it is noted, not used") {
  Problem made = problem({".compute = .time * .peak * .mfu"});
  give(made, "compute", 600);
  give(made, "time", 2);
  give(made, "mfu", 0.5);
  offer(made, "peak", 989, Rank::catalog);
  const Solution solution = solve(made);
  CHECK(value_in(made, solution, "peak") == 600);
  CHECK(solution.checks.empty());
  REQUIRE(solution.overridden.size() == 1);
  CHECK(solution.overridden[0].offer->value == 989);
}

TEST_CASE("each default fills only what is still open, and what follows is worked out before the next is asked") {
  Problem made = problem({".total = .a + .b"});
  for (const auto& [name, row, value] : {std::tuple{"a", 0, 1.0}, {"b", 1, 2.0}, {"total", 2, 99.0}}) {
    made.quantities[number_of(made, name)].row = static_cast<std::size_t>(row);
    offer(made, name, value, Rank::fallback);
  }
  const Solution all = solve(made);
  CHECK(value_in(made, all, "total") == 3);
  CHECK(all.checks.empty());
  give(made, "total", 10);
  const Solution some = solve(made);
  CHECK(value_in(made, some, "a") == 1);
  CHECK(value_in(made, some, "b") == 9);
}

TEST_CASE("identities go before estimates, whatever their widths") {
  Problem made = problem({"estimate: .x = 2", ".x = .a / .b"});
  give(made, "a", 10, 0.5);
  give(made, "b", 2, 0.5);
  const Solution solution = solve(made);
  CHECK(determined_by(made, solution, "x") == ".x = .a / .b");
  CHECK(solution.checks == std::vector<std::size_t>{0});
}

TEST_CASE("the narrowest result determines, then the fewest givens, then the alphabet") {
  struct Row {
    double a, b, c;
    std::string by;
  };
  const Row rows[] = {
      {0, 0, 0, ".x = .c"},          // all exact: one given is fewer than two
      {0, 0, 0.01, ".x = .a * .b"},  // two exact givens are narrower than one quoted
      {0.001, 0.001, 0.01, ".x = .a * .b"},
      {0.01, 0.01, 0.01, ".x = .c"},
      {0.004, 0.0041, 0.01, ".x = .a * .b"},
      {0.006, 0.0061, 0.01, ".x = .c"},
  };
  for (const Row& row : rows) {
    for (const bool reversed : {false, true}) {
      Problem made = problem({".x = .a * .b", ".x = .c"});
      if (reversed) std::reverse(made.equations.begin(), made.equations.end());
      give(made, "a", 2, row.a);
      give(made, "b", 3, row.b);
      give(made, "c", 6, row.c);
      CHECK(determined_by(made, solve(made), "x") == row.by);
    }
  }
  for (const bool reversed : {false, true}) {
    Problem made = problem({".x = .a * 2", ".x = .b * 3"});
    if (reversed) std::reverse(made.equations.begin(), made.equations.end());
    give(made, "a", 3);
    give(made, "b", 2);
    CHECK(determined_by(made, solve(made), "x") == ".x = .a * 2");
  }
}

TEST_CASE("solve_only uses the listed givens and nothing else") {
  Problem made = problem({".c = .a + .b", "estimate: .b = 7"});
  give(made, "a", 1);
  give(made, "b", 2);
  give(made, "c", 9);
  made.givens.offer(1, a_given(5));
  const Solution two = solve_only(made, {number_of(made, "a"), number_of(made, "c")});
  CHECK(value_in(made, two, "b") == 8);
  const Solution one = solve_only(made, {number_of(made, "a")});
  CHECK(std::isnan(value_in(made, one, "b")));
  CHECK(std::isnan(value_in(made, one, "c")));
}

TEST_CASE("a chain of ten thousand sums is solved from either end") {
  constexpr int links = 10000;
  Problem made = problem({".q0 = .start"});
  for (int i = 1; i <= links; ++i) {
    Quantity next;
    next.name = "q" + std::to_string(i);
    next.symbol = made.graph.symbol(made.quantities.size(), Dimension());
    Equation equation;
    equation.left = next.symbol;
    equation.right =
        made.graph.binary(Operation::add, made.quantities.back().symbol, made.graph.constant(1, Dimension()));
    equation.sentence = next.name;
    if (i == 1)
      equation.right =
          made.graph.binary(Operation::add, made.quantities[0].symbol, made.graph.constant(1, Dimension()));
    made.quantities.push_back(std::move(next));
    made.equations.push_back(std::move(equation));
  }
  give(made, "start", 5);
  CHECK(value_in(made, solve(made), "q10000") == 10005);
  withdraw(made, "start");
  give(made, "q10000", 10005);
  CHECK(value_in(made, solve(made), "start") == 5);
}

TEST_CASE("whatever some quantities of a sheet determine is what it was, and satisfies every equation") {
  for (const Sheet* sheet : drawn_sheets()) {
    Problem made = problem_of(*sheet);
    property(*sheet, [&] {
      const std::vector<double> reference = a_reference_point(made);
      give_some(made, reference, false);
      shuffle(made);
      const Solution solution = solve_only(made, givens_of(made));
      for (std::size_t q = 0; q < reference.size(); ++q) {
        if (!solution.knows(q)) continue;
        RC_LOG() << made.quantities[q].name << ": " << solution.found[q].value << " for " << reference[q] << "\n";
        RC_ASSERT(near(solution.found[q].value, reference[q], carried(made, solution, made.quantities[q].symbol)));
      }
      for (const std::size_t e : solution.checks) {
        const Equation& equation = made.equations[e];
        if (equation.statement != Statement::equal) continue;
        RC_LOG() << equation.sentence << "\n";
        const double tolerance =
            std::max(carried(made, solution, equation.left), carried(made, solution, equation.right));
        RC_ASSERT(near(value_of(solution, equation.left), value_of(solution, equation.right), tolerance));
      }
    });
  }
}

TEST_CASE("the order of the equations changes nothing: not what is known, not its value, not why") {
  for (const Sheet* sheet : drawn_sheets()) {
    Problem made = problem_of(*sheet);
    property(*sheet, [&] {
      const std::vector<double> reference = a_reference_point(made);
      give_some(made, reference, true);
      const Solution first = solve(made);
      const auto why = how_each_is_known(made, first);
      for (int again = 0; again < 3; ++again) {
        shuffle(made);
        const Solution solution = solve(made);
        RC_ASSERT(how_each_is_known(made, solution) == why);
        for (std::size_t q = 0; q < reference.size(); ++q) {
          RC_ASSERT(solution.found[q].value == first.found[q].value);
          RC_ASSERT(solution.found[q].rests_on == first.found[q].rests_on);
          RC_ASSERT(solution.found[q].natural == first.found[q].natural);
        }
        RC_ASSERT(solution.checks.size() == first.checks.size());
      }
    });
  }
}

TEST_CASE("one more given never makes less known, and what is known rests on givens") {
  for (const Sheet* sheet : drawn_sheets()) {
    Problem made = problem_of(*sheet);
    property(*sheet, [&] {
      const std::vector<double> reference = a_reference_point(made);
      give_some(made, reference, false);
      const Solution before = solve_only(made, givens_of(made));
      const std::size_t more = below(reference.size());
      made.givens.state(more, a_given(reference[more]));
      const Solution after = solve_only(made, givens_of(made));
      RC_ASSERT(after.knows(more));
      for (std::size_t q = 0; q < reference.size(); ++q) {
        RC_ASSERT(after.knows(q) || !before.knows(q));
        if (!after.knows(q)) continue;
        const std::vector<std::size_t> behind = givens_behind(made, after, q);
        RC_ASSERT(behind.size() == after.found[q].givens);
        for (const std::size_t g : behind) RC_ASSERT(made.givens.stated(g) != nullptr);
        // Those givens alone determine it, and to the same value.
        RC_ASSERT(solve_only(made, behind).found[q].value == after.found[q].value);
      }
    });
  }
}

TEST_CASE("the range that ranks a derived quantity holds its value, wherever the givens lie in theirs") {
  for (const Sheet* sheet : drawn_sheets()) {
    Problem made = problem_of(*sheet);
    property(*sheet, [&] {
      const std::vector<double> reference = a_reference_point(made);
      give_some(made, reference, true);
      const Solution solution = solve_only(made, givens_of(made));
      for (std::size_t q = 0; q < reference.size(); ++q) {
        if (solution.found[q].status != Status::derived) continue;
        const Program program = compile(made, solution, {made.quantities[q].symbol}).value();
        std::vector<double> inputs;
        for (const std::size_t input : program.inputs)
          inputs.push_back(a_number(made.givens.stated(input)->belief.low, made.givens.stated(input)->belief.high));
        const double value = evaluate_first(program, inputs);
        const Interval natural = solution.found[q].natural;
        RC_LOG() << made.quantities[q].name << " = " << value << " in " << natural.low << " to " << natural.high
                 << "\n";
        // What is left of a difference is as far off as its terms.
        const double bits = 4 * std::numeric_limits<double>::epsilon() * pull(program, inputs);
        const double slack =
            bits + (value == 0 ? 0 : carried(made, solution, made.quantities[q].symbol) * std::abs(value));
        RC_ASSERT(std::isnan(value) || (natural.low <= value + slack && value - slack <= natural.high));
      }
    });
  }
}
