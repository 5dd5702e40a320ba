#include "program/bounds.h"

#include <algorithm>

#include "support/formulas.h"

using namespace costcurve;
using namespace costcurve::testing;

namespace {

// Some per cent around each input, sometimes none, sometimes across zero.
std::vector<Interval> a_box(const std::vector<double>& inputs) {
  std::vector<Interval> box;
  for (const double x : inputs) {
    const double width = std::abs(x) * one_of<double>({0, 0.001, 0.05, 0.5, 0.9, 2});
    box.push_back({x - width * a_number(0, 1), x + width * a_number(0, 1)});
  }
  return box;
}

std::vector<double> within(const std::vector<Interval>& box) {
  std::vector<double> inputs;
  for (const Interval side : box) {
    const std::size_t kind = below(4);
    inputs.push_back(kind == 0 ? side.low : kind == 1 ? side.high : std::min(side.high, a_number(side.low, side.high)));
  }
  return inputs;
}

// Of all intermediate results: the noise of their rounding is a trifle of it.
double largest_on_the_way(Program program, const std::vector<double>& inputs) {
  program.outputs.clear();
  for (std::uint32_t i = 0; i < program.code.size(); ++i) program.outputs.push_back(i);
  double largest = 0;
  for (const double value : evaluate(program, inputs))
    if (std::isfinite(value)) largest = std::max(largest, std::abs(value));
  return largest;
}

// The extremes over the corners of the box.
Interval over_corners(const Program& program, const std::vector<Interval>& box) {
  Interval extremes{HUGE_VAL, -HUGE_VAL};
  for (std::size_t corner = 0; corner < (std::size_t{1} << box.size()); ++corner) {
    std::vector<double> inputs;
    for (std::size_t i = 0; i < box.size(); ++i) inputs.push_back(corner >> i & 1 ? box[i].high : box[i].low);
    extremes = hull(extremes, Interval::point(evaluate_first(program, inputs)));
  }
  return extremes;
}

struct Boxed {
  Problem problem;
  Solution solution;
  Program program;
  std::vector<Interval> box;
};

// a from 1 to 2, b from 3 to 5, c from -1 to 1
Boxed boxed(const std::string& expression) {
  Boxed made{problem({".a <= .b", ".b <= .c"}), {}, {}, {}};
  const std::vector<Interval> sides = {{1, 2}, {3, 5}, {-1, 1}};
  for (std::size_t q = 0; q < 3; ++q) {
    Given given = a_given((sides[q].low + sides[q].high) / 2);
    given.rounding = given.belief = sides[q];
    made.problem.givens.state(q, given);
  }
  made.solution = solve(made.problem);
  made.program = compile(made.problem, made.solution, {node_of(made.problem, made.solution, expression)}).value();
  made.box = rounding_box(made.program, made.solution);
  return made;
}

}  // namespace

TEST_CASE("whatever the inputs are within the box, the value is within the bounds") {
  property("for random formulas", [] {
    const Formula formula = a_formula(flip() ? Numbers::any : Numbers::positive);
    const Program program = formula.program();
    const std::vector<Interval> box = a_box(stated_values(program, formula.solution));
    for (const Interval side : box) RC_LOG() << side.low << " to " << side.high << "\n";
    const Bounds found = bounds(program, box);
    RC_LOG() << "bounds " << found.range.low << " to " << found.range.high << (found.exact ? " exact\n" : "\n");
    RC_ASSERT(!std::isnan(found.range.low));
    RC_ASSERT(!std::isnan(found.range.high));
    for (int sample = 0; sample < 20; ++sample) {
      const std::vector<double> inputs = within(box);
      const double value = evaluate_first(program, inputs);
      if (!std::isfinite(value)) continue;
      const double slack = 1e-12 * largest_on_the_way(program, inputs);
      for (const double x : inputs) RC_LOG() << x << " ";
      RC_LOG() << "come to " << value << "\n";
      RC_ASSERT(found.range.low <= value + slack);
      RC_ASSERT(value - slack <= found.range.high);
    }
  });
}

TEST_CASE("where a formula has no given twice, the bounds are exact: its extremes over the corners") {
  property("for products, quotients, sums, powers and exponentials of positive numbers", [] {
    Problem made;
    std::vector<NodeId> nodes;
    for (std::size_t q = 0; q < 5; ++q) {
      Quantity quantity;
      quantity.name = std::string(1, static_cast<char>('a' + q));
      quantity.symbol = made.graph.symbol(q, Dimension());
      made.givens.state(q, a_given(a_size(0.2, 5)));
      nodes.push_back(quantity.symbol);
      made.quantities.push_back(std::move(quantity));
    }
    while (nodes.size() > 1) {
      const std::size_t at = below(nodes.size() - 1);
      const Operation operation =
          one_of<Operation>({Operation::add, Operation::multiply, Operation::divide, Operation::max});
      nodes[at] = made.graph.binary(operation, nodes[at], nodes[at + 1]);
      nodes.erase(nodes.begin() + static_cast<std::ptrdiff_t>(at) + 1);
      if (below(4) == 0) nodes[at] = made.graph.unary(Operation::exp, nodes[at]);
    }
    const Solution solution = solve(made);
    RC_LOG() << formula_text(made, made.graph, nodes[0], "") << "\n";
    const Program program = compile(made, solution, {nodes[0]}).value();
    std::vector<Interval> box;
    for (const double x : stated_values(program, solution))
      box.push_back({x * a_number(0.8, 1), x * a_number(1, 1.25)});
    const Interval corners = over_corners(program, box);
    RC_PRE(corners.is_finite() && std::abs(corners.high) < 1e100);
    const Bounds found = bounds(program, box);
    RC_LOG() << found.range.low << " to " << found.range.high << ", corners " << corners.low << " to " << corners.high
             << "\n";
    RC_ASSERT(found.exact);
    RC_ASSERT(near(found.range.low, corners.low, 1e-12) && near(found.range.high, corners.high, 1e-12));
  });
}

TEST_CASE("a given that enters twice is one given: what it shares cancels") {
  struct Row {
    std::string expression;
    double low, high;
  };
  const Row rows[] = {
      {".a / .a", 1, 1},
      {".a - .a", 0, 0},
      {"(.a + .b) / (.a + .b)", 1, 1},
      {"(.a + .b) - (.a + .b)", 0, 0},
      {".a * .b / .a", 3, 5},
      {".a * .a", 1, 4},
      {"(.a * .b + .a) / .a", 4, 6},
      {"(.a * .b - .a * 2) / .a", 1, 3},
      {".a / (.a + .b)", 1.0 / 6, 0.4},
      {"sqrt(.a * .a)", 1, 2},
      {".a * .b / (.a * .b)", 1, 1},
      {"log(exp(.a))", 1, 2},
      {".a + .b - .a", 3, 5},
      {"max(.a, .a)", 1, 2},
  };
  for (const Row& row : rows) {
    CAPTURE(row.expression);
    const Boxed of = boxed(row.expression);
    const Bounds found = bounds(of.program, of.box);
    CHECK(found.exact);
    CHECK(found.range.low == doctest::Approx(row.low).epsilon(1e-12));
    CHECK(found.range.high == doctest::Approx(row.high).epsilon(1e-12));
  }
}

TEST_CASE("where nothing cancels and slopes change sign, the bounds are called a bound and hold the range") {
  struct Row {
    std::string expression;
    double low, high;
  };
  const Row rows[] = {{".c * .c", 0, 1},
                      {".c ^ 2", 0, 1},
                      {".a - .a * .a", -2, 0},
                      {"(.a - 1.5) * (.a - 1.5)", 0, 0.25},
                      {"max(.c, -.c)", 0, 1}};
  for (const Row& row : rows) {
    CAPTURE(row.expression);
    const Boxed of = boxed(row.expression);
    const Bounds found = bounds(of.program, of.box);
    CHECK(found.range.low <= row.low + 1e-12);
    CHECK(found.range.high >= row.high - 1e-12);
    if (found.exact) CHECK(found.range.low == doctest::Approx(row.low));
  }
}

TEST_CASE("a divisor that may be zero leaves no bound") {
  const Boxed of = boxed(".a / .c");
  CHECK(bounds(of.program, of.box).range == Interval::everything());
}

TEST_CASE("what is exact has no width, and what is believed has its own box") {
  Problem made = problem({".cost = .time * .rent"});
  give(made, "time", 100);
  Given rent = a_given(2, 0);
  rent.belief = {1, 4};
  rent.is_belief = true;
  made.givens.state(number_of(made, "rent"), rent);
  const Solution solution = solve(made);
  const Program program = compile(made, solution, {made.quantities[number_of(made, "cost")].symbol}).value();
  CHECK(bounds(program, rounding_box(program, solution)).range == Interval::point(200));
  CHECK(bounds(program, belief_box(program, solution)).range == Interval{100, 400});
}
