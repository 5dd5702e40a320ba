#include "search/simultaneous.h"

#include "numeric/roots.h"
#include "support/formulas.h"

using namespace costcurve;
using namespace costcurve::testing;

namespace {

// Pairs of sides over x, y and z, from the stated values 1, 2 and 3.
Simultaneous found(const std::vector<std::string>& sides, const std::vector<Domain>& domains) {
  Problem made = problem({".x + .y <= .z"});
  give(made, "x", 1);
  give(made, "y", 2);
  give(made, "z", 3);
  std::vector<NodeId> roots;
  for (const std::string& side : sides) roots.push_back(node_of(made, side));
  const Solution solution = solve(made);
  const Program program = compile(made, solution, roots).value();
  std::vector<std::size_t> unknowns;
  std::vector<Interval> within;
  for (std::size_t u = 0; u < domains.size(); ++u) {
    unknowns.push_back(program.input_of(u).value());
    within.push_back(search_range(domains[u]));
  }
  return solve_simultaneously(program, stated_values(program, solution), unknowns, within);
}

void check_values(const Simultaneous& result, const std::vector<std::vector<double>>& expected) {
  REQUIRE(result.values.size() == expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i)
    for (std::size_t u = 0; u < expected[i].size(); ++u)
      CHECK(result.values[i][u] == doctest::Approx(expected[i][u]).epsilon(1e-9));
}

constexpr Domain above = Domain::positive;

}  // namespace

TEST_CASE("several inputs are found at once") {
  check_values(found({".x + .y", "10", ".x - .y", "2"}, {above, above}), {{6, 4}});
  check_values(found({".x * .y * .z", "3e6", ".x / .y", "1e3"}, {above, above}),
               {{31622.776601683792, 31.622776601683793}});
  check_values(found({".x + .y", "7", ".x * .y", "12"}, {above, above}), {{3, 4}, {4, 3}});
  check_values(found({".x ^ 2 + .y ^ 2", "25", ".x * .y", "12"}, {Domain::any, Domain::any}),
               {{-4, -3}, {-3, -4}, {3, 4}, {4, 3}});
  check_values(found({".x + .y + .z", "6", ".x * .y * .z", "6", ".x - .y + 2 * .z", "5"}, {above, above, above}),
               {{1, 2, 3}, {3.287785549550974, 1.2374048168163418, 1.474809633632684}});
  check_values(found({"max(.x, .y)", "9", ".x + .y", "10"}, {above, above}), {{1, 9}, {9, 1}});
}

TEST_CASE("what lies outside of a range is kept apart") {
  const Simultaneous result = found({".x + .y", "1", ".x", "3 * .y + 3"}, {above, Domain::any});
  check_values(result, {{1.5, -0.5}});
  const Simultaneous share = found({".x * .y", "4", ".y", "2"}, {Domain::fraction, above});
  CHECK(share.values.empty());
  REQUIRE(share.outside.size() == 1);
  CHECK(share.outside[0][0] == doctest::Approx(2));
}

TEST_CASE("nothing is made up where there is nothing, and loose unknowns are named") {
  CHECK(found({".x + .y", "1", ".x + .y", "2"}, {above, above}).values.empty());
  CHECK(found({".x ^ 2 + .y ^ 2", "-1", ".x", ".y"}, {above, above}).values.empty());
  CHECK(found({".x * .y", "6", "2 * .x * .y", "12"}, {above, above}).traded == std::vector<std::size_t>{0, 1});
  CHECK(found({".x * .y", "6", "2 * .x * .y", "12", ".z", "5"}, {above, above, above}).traded ==
        std::vector<std::size_t>{0, 1});
}

TEST_CASE("values that targets are made from are found again") {
  property("from sums and products of powers", [] {
    const double x = a_size(0.05, 50), y = a_size(0.05, 50);
    const Simultaneous result =
        found({".x * .y ^ 2 + .x", number_text(x * y * y + x, 17), ".x / .y + 3 * .x", number_text(x / y + 3 * x, 17)},
              {above, above});
    bool again = false;
    for (const std::vector<double>& values : result.values)
      again = again || (near(values[0], x, 1e-6) && near(values[1], y, 1e-6));
    RC_LOG() << x << " " << y << "\n";
    RC_ASSERT(again);
  });
}
