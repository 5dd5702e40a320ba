// A grid is its points, one after the other: whatever the sides, the strips and the order.

#include "program/grid.h"

#include <doctest/doctest.h>

#include <map>

#include "support/problems.h"
#include "support/property.h"

using namespace costcurve;
using namespace costcurve::testing;

TEST_CASE("a grid has each point once, and what the program comes to there") {
  Problem made = problem({".d = .a * .b + exp(.c)", ".e = .b / .c"});
  for (const std::string name : {"a", "b", "c"}) give(made, name, 2);
  const Solution solution = solve(made);
  const std::optional<Program> program = compile(
      made, solution, {made.quantities[number_of(made, "d")].symbol, made.quantities[number_of(made, "e")].symbol});
  REQUIRE(program);
  property("whatever the sides", [&] {
    std::vector<std::vector<double>> values(3);
    std::size_t total = 1;
    for (auto& side : values) {
      const int count = a_whole(1, 12);
      for (int i = 0; i < count; ++i) side.push_back(a_number(0.5, 3));
      total *= side.size();
    }
    std::vector<bool> varies(program->inputs.size(), false);
    std::vector<GridSide> sides;
    std::size_t stride = total;
    for (std::size_t s = 0; s < 3; ++s) {
      stride /= values[s].size();
      const std::optional<std::size_t> input =
          program->input_of(number_of(made, std::string(1, static_cast<char>('a' + s))));
      varies[*input] = true;
      sides.push_back({&values[s], input, stride});
    }
    const std::size_t first = below(5);
    std::vector<int> met(total, 0);
    bool right = true;
    evaluate_grid(ColumnProgram(*program, stated_values(*program, solution), varies), sides, first,
                  [&](const std::size_t* points, std::size_t count, const ColumnProgram::Workspace& workspace) {
                    const ColumnProgram columns(*program, stated_values(*program, solution), varies);
                    for (std::size_t i = 0; i < count; ++i) {
                      const std::size_t p = points[i] - first;
                      ++met[p];
                      std::vector<double> inputs = stated_values(*program, solution);
                      for (std::size_t s = 0; s < 3; ++s)
                        inputs[*sides[s].input] = values[s][p / sides[s].stride % values[s].size()];
                      const std::vector<double> expected = evaluate(*program, inputs);
                      for (std::size_t o = 0; o < expected.size(); ++o)
                        right = right && near(columns.output(workspace, o)[i], expected[o], 1e-14);
                    }
                  });
    for (const int times : met) right = right && times == 1;
    return right;
  });
}

TEST_CASE("a side that no output rests on only counts, and without sides there is one point") {
  Problem made = problem({".d = .a * 2"});
  give(made, "a", 3);
  const Solution solution = solve(made);
  const Program program = *compile(made, solution, {made.quantities[number_of(made, "d")].symbol});
  const ColumnProgram columns(program, stated_values(program, solution), {false});
  const std::vector<double> three = {1, 2, 3};
  std::size_t points = 0;
  const auto count = [&](const std::size_t*, std::size_t n, const ColumnProgram::Workspace& workspace) {
    points += n;
    CHECK(columns.output(workspace, 0)[0] == 6);
  };
  evaluate_grid(columns, {{&three, std::nullopt, 1}}, 0, count);
  CHECK(points == 3);
  evaluate_grid(columns, {}, 0, count);
  CHECK(points == 4);
}
