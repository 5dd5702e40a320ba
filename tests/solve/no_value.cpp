#include "solve/no_value.h"

#include <doctest/doctest.h>

#include "support/problems.h"

using namespace costcurve;
using namespace costcurve::testing;

namespace {

struct Case {
  std::string equation;
  std::vector<std::pair<std::string, Interval>> known;
  bool has_none;
};

}  // namespace

TEST_CASE("an equation that no value of its unknown satisfies is told from one that some value may") {
  const auto point = Interval::point;
  const Case cases[] = {
      {".c = .x * .p", {{"c", point(5)}, {"p", point(0)}}, true},
      {".c = .x * .p", {{"c", point(0)}, {"p", point(0)}}, false},
      {".c = .x * .p", {{"c", point(5)}, {"p", point(2)}}, false},
      {".c = .x * .p", {{"c", point(5)}, {"p", {-0.5, 0.5}}}, false},  // printed as nought, and perhaps not so
      {".b = .a * (1 - .x * .d)", {{"b", point(9)}, {"a", point(10)}, {"d", point(0)}}, true},
      {".b = .a * (1 - .x * .d)", {{"b", point(10)}, {"a", point(10)}, {"d", point(0)}}, false},
      {".b = .a * (1 - .x * .d)", {{"b", point(0.3 / 3)}, {"a", point(0.1)}, {"d", point(0)}}, false},  // the last bit
      {".b = .a * (1 - .x * .d)", {{"b", {8, 12}}, {"a", point(10)}, {"d", point(0)}}, false},
      {"sqrt(.x) = .y", {{"y", point(-2)}}, true},
      {"sqrt(.x) = .y", {{"y", {-2, 1}}}, false},
      {"sqrt(.x) + 3 = .y", {{"y", point(2)}}, true},
      {"exp(.x) = .y", {{"y", point(0)}}, true},
      {"exp(.x) = .y", {{"y", point(-1)}}, true},
      {".x ^ 2 = .y", {{"y", point(-4)}}, true},
      {".x ^ 3 = .y", {{"y", point(-8)}}, false},
      {".a / .x = .y", {{"a", point(3)}, {"y", point(0)}}, true},
      {".y = .x + .x", {{"y", point(-4)}}, false},  // the unknown stands twice: nothing is told
  };
  for (const Case& row : cases) {
    CAPTURE(row.equation);
    const Problem made = problem({row.equation});
    Solution solution;
    solution.formulas = Graph::laid_over(made.graph);
    solution.found.resize(made.quantities.size());
    for (const auto& [name, range] : row.known) {
      Finding& finding = solution.found[number_of(made, name)];
      finding.status = Status::given;
      finding.value = (range.low + range.high) / 2;
      finding.natural = range;
    }
    CHECK(why_no_value(made, solution, made.equations.front()).has_value() == row.has_none);
  }
}
