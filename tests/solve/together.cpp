#include "solve/together.h"

#include "program/bounds.h"
#include "program/columns.h"
#include "solve/undetermined.h"
#include "support/drawn_sheets.h"
#include "support/reference.h"

using namespace costcurve;
using namespace costcurve::testing;

namespace {

struct TogetherCase {
  std::vector<std::string> equations;
  std::vector<std::pair<std::string, double>> givens;
  std::vector<std::pair<std::string, double>> results;  // NaN: none
};

const Program program_of(const Problem& problem, const Solution& solution, const std::string& name) {
  return compile(problem, solution, {problem.quantities[number_of(problem, name)].symbol}).value();
}

}  // namespace

TEST_CASE("equations that determine their unknowns only together are solved together") {
  const double none = std::nan("");
  const TogetherCase cases[] = {
      {{".x + .y = .s", ".x - .y = .d"}, {{"s", 10}, {"d", 2}}, {{"x", 6}, {"y", 4}}},
      {{".x * .y = .p", ".x / .y = .q"}, {{"p", 8}, {"q", 2}}, {{"x", 4}, {"y", 2}}},
      {{".x + .y + .z = 6", ".x + 2 * .y - .z = 2", ".x * .z = 3"}, {}, {{"x", 1}, {"y", 2}, {"z", 3}}},
      {{".y = .x + exp(.x)"}, {{"y", 1}}, {{"x", 0}}},
      {{".y = .x + .x"}, {{"y", 3}}, {{"x", 1.5}}},
      {{".y = .x * .x"}, {{"y", 2.25}}, {{"x", 1.5}}},
      {{".y = max(.x, 5)"}, {{"y", 7}}, {{"x", 7}}},
      {{".y = max(.x, 5)"}, {{"y", 5}}, {{"x", none}}},
      {{".y = min(.x, 5)"}, {{"y", 3}}, {{"x", 3}}},
      {{".y = min(.x, 5)"}, {{"y", 6}}, {{"x", none}}},
      {{".y = .x ^ 2 - 5 * .x"}, {{"y", -6}}, {{"x", none}}},
      {{".y = .x ^ 2 - 5 * .x", ".x >= 2.5"}, {{"y", -6}}, {{"x", 3}}},
      {{".y = .x ^ 2 - 5 * .x", ".x <= .y + 8.5"}, {{"y", -6}}, {{"x", 2}}},
      {{".x + .y = 3", ".x + .y = 4"}, {}, {{"x", none}, {"y", none}}},
      {{".x + .y = 3", "2 * .x + 2 * .y = 6"}, {}, {{"x", none}}},
      {{".a = .x * .y * .z", ".b = .x + .y + .z", ".c = .x * .y + .y * .z", ".x <= .y", ".y <= .z"},
       {{"a", 6}, {"b", 6}, {"c", 8}},
       {{"x", 1}, {"y", 2}, {"z", 3}}},
  };
  for (const TogetherCase& row : cases) {
    CAPTURE(row.equations[0]);
    Problem made = problem(row.equations);
    for (Quantity& quantity : made.quantities)
      if (quantity.name == "x" || quantity.name == "y" || quantity.name == "z")
        quantity.domain = row.givens.size() == 1 && row.givens[0].second < 1.5 ? Domain::any : Domain::positive;
    for (const auto& [name, value] : row.givens) give(made, name, value);
    const Solution solution = solve(made);
    for (const auto& [name, value] : row.results) {
      CAPTURE(name);
      if (std::isnan(value)) {
        CHECK_FALSE(solution.knows(number_of(made, name)));
        CHECK_FALSE(solution.refused.empty());
      } else {
        CHECK(value_in(made, solution, name) == doctest::Approx(value).epsilon(1e-9));
      }
    }
  }
}

TEST_CASE("what was solved together has a gradient, and follows its inputs") {
  Problem made = problem({".x + .y = .s", ".x * .y = .p", ".x >= .y", ".z = .x ^ 2 * .s"});
  for (Quantity& quantity : made.quantities) quantity.domain = Domain::positive;
  give(made, "s", 10, 0.01);
  give(made, "p", 21, 0.01);
  const Solution solution = solve(made);
  CHECK(value_in(made, solution, "x") == doctest::Approx(7));
  const Program program = program_of(made, solution, "z");
  // x = (s + sqrt(s^2 - 4 p)) / 2
  const auto closed = [](double s, double p) {
    const double x = (s + std::sqrt(s * s - 4 * p)) / 2;
    return x * x * s;
  };
  const auto at = [&](double s, double p) {
    std::vector<double> inputs(2);
    inputs[*program.input_of(number_of(made, "s"))] = s;
    inputs[*program.input_of(number_of(made, "p"))] = p;
    return inputs;
  };
  for (const double s : {9.5, 10.0, 12.0, 30.0})
    for (const double p : {1.0, 20.0, 22.0}) {
      CHECK(evaluate_first(program, at(s, p)) == doctest::Approx(closed(s, p)).epsilon(1e-10));
      const std::vector<double> slope = gradient(program, at(s, p));
      const double h = 1e-5;
      CHECK(slope[*program.input_of(number_of(made, "s"))] ==
            doctest::Approx((closed(s + h, p) - closed(s - h, p)) / (2 * h)).epsilon(1e-6));
      CHECK(slope[*program.input_of(number_of(made, "p"))] ==
            doctest::Approx((closed(s, p + h) - closed(s, p - h)) / (2 * h)).epsilon(1e-6));
    }
  // Beyond s^2 = 4 p there is none.
  CHECK(std::isnan(evaluate_first(program, at(2, 21))));

  const std::vector<bool> varies = {true, true};
  const ColumnProgram columns(program, {0, 0}, varies);
  ColumnProgram::Workspace workspace = columns.workspace();
  for (std::size_t i = 0; i < 100; ++i) {
    const std::vector<double> inputs = at(9.5 + 0.1 * static_cast<double>(i), 5 + 0.15 * static_cast<double>(i));
    workspace.input(0)[i] = inputs[0];
    workspace.input(1)[i] = inputs[1];
  }
  columns.evaluate(workspace, 100);
  for (std::size_t i = 0; i < 100; ++i)
    CHECK(columns.output(workspace, 0)[i] == evaluate_first(program, {workspace.input(0)[i], workspace.input(1)[i]}));
}

TEST_CASE("the range of what was solved holds every solution") {
  property("x in x + x^2 + a x = b over ranges of a and b", [] {
    Problem made = problem({".x + .x ^ 2 + .a * .x = .b"});
    for (Quantity& quantity : made.quantities) quantity.domain = Domain::positive;
    const double a = a_size(0.01, 100), b = a_size(0.01, 100), width = a_number(0, 0.3);
    give(made, "a", a, width);
    give(made, "b", b, width);
    const Solution solution = solve(made);
    const Program program = program_of(made, solution, "x");
    const std::vector<Interval> box = rounding_box(program, solution);
    const Bounds found = bounds(program, box);
    RC_ASSERT(found.range.is_finite());
    for (int i = 0; i < 50; ++i) {
      std::vector<double> inputs;
      for (const Interval side : box) inputs.push_back(side.low + side.width() * a_number(0, 1));
      const double x = evaluate_first(program, inputs);
      RC_ASSERT(found.range.low <= x * (1 + 1e-9));
      RC_ASSERT(found.range.high >= x * (1 - 1e-9));
    }
    if (width < 0.05) RC_ASSERT(found.exact);
  });
}

namespace {

// True if the equations say nothing near the point that satisfies them: they hold as well, to rounding, for other
// values of what is looked for.
bool says_nothing(const Problem& problem, Solution solution, const std::vector<std::size_t>& equations,
                  const std::vector<double>& reference) {
  std::vector<std::size_t> unknowns;
  for (const std::size_t e : equations)
    for (const NodeId side : {problem.equations[e].left, problem.equations[e].right})
      for (const std::size_t q : problem.graph.quantities_below(side))
        if (!solution.knows(q) && std::find(unknowns.begin(), unknowns.end(), q) == unknowns.end())
          unknowns.push_back(q);
  const std::vector<Torn> torn = tear(problem, solution, equations, unknowns, 1);
  if (torn.empty() || torn[0].unknowns.size() != 1) return false;
  for (const double factor : {0.5, 2.0}) {
    solution.found[torn[0].unknowns[0]].value = factor * reference[torn[0].unknowns[0]];
    const double left = value_of(solution, torn[0].left[0]), right = value_of(solution, torn[0].right[0]);
    if (!near(left, right, 1e-9)) return false;
  }
  return true;
}

bool has_several_solutions(const std::string& why) { return why.find("solutions of") != std::string::npos; }

}  // namespace

// Where the structure says that a quantity is held fast it is known, unless its equations have several solutions, or
// say the same twice and so nothing.
TEST_CASE("every subset that determines a sheet does") {
  for (const Sheet* sheet : drawn_sheets()) {
    Problem made = problem_of(*sheet);
    std::erase_if(made.equations, [](const Equation& equation) { return equation.statement == Statement::estimate; });
    for (Quantity& quantity : made.quantities) quantity.only_said = false;  // what it takes away it is meant to
    std::size_t roots = 0;
    property(*sheet, [&] {
      const std::vector<double> reference = a_reference_point(made);
      made.givens = {};
      const std::size_t share = 1 + below(9);
      for (std::size_t q = 0; q < reference.size(); ++q)
        if (below(10) < share) {
          made.givens.state(q, a_given(reference[q]));
          RC_LOG() << made.quantities[q].name << " = " << reference[q] << "\n";
        }
      const Solution solution = solve(made);
      for (std::size_t q = 0; q < reference.size(); ++q) {
        const Finding& finding = solution.found[q];
        if (finding.status == Status::derived && solution.formulas[finding.formula].operation == Operation::root)
          ++roots;
        if (solution.knows(q)) continue;
        const std::vector<std::size_t> held = what_is_missing(made, solution, q).together;
        if (held.empty()) continue;
        const std::string why = why_refused(solution, made, held);
        RC_LOG() << made.quantities[q].name << ": " << why << "\n";
        const bool excused = has_several_solutions(why) ||
                             std::any_of(solution.refused.begin(), solution.refused.end(), [&](const Refused& refused) {
                               return refused.why.find("divide by zero") != std::string::npos ||
                                      says_nothing(made, solution, refused.equations, reference);
                             });
        RC_ASSERT(excused);
      }
    });
    MESSAGE(std::string(sheet->name), ": ", roots, " quantities solved numerically");
  }
}
