#include "solve/conflict.h"

#include <algorithm>

#include "support/drawn_sheets.h"
#include "support/reference.h"

using namespace costcurve;
using namespace costcurve::testing;

namespace {

bool differs(const Relations&, const Solution& solution, const Equation& equation) {
  const double left = value_of(solution, equation.left), right = value_of(solution, equation.right);
  return !near(left, right, 1e-6);
}

std::vector<std::size_t> failed_checks(Problem& problem, const Solution& solution) {
  std::vector<std::size_t> failed;
  for (const std::size_t e : solution.checks)
    if (problem.equations[e].statement == Statement::equal && differs(problem, solution, problem.equations[e]))
      failed.push_back(e);
  return failed;
}

std::vector<Conflict> conflicts_in(Problem& problem) {
  const Solution solution = solve(problem);
  return conflicts(problem, problem.givens, solution, failed_checks(problem, solution), differs);
}

std::string names_of(const Problem& problem, const std::vector<std::size_t>& quantities) {
  std::string names;
  for (const std::size_t q : quantities) names += (names.empty() ? "" : " ") + problem.quantities[q].name;
  return names;
}

bool contradicts(Problem& problem, const std::vector<std::size_t>& givens) {
  const Solution solution = solve_only(problem, givens);
  return !failed_checks(problem, solution).empty();
}

// chips, duration, rent, cost that do not belong together, and a number of tokens that nobody disputes
Problem newspaper() {
  Problem made = problem({".time = .chips * .hours", ".cost = .time * .rent", ".rate = .tokens / .hours"});
  give(made, "chips", 512);
  give(made, "hours", 80);
  give(made, "rent", 2);
  give(made, "cost", 294000);
  give(made, "tokens", 1e9);
  return made;
}

}  // namespace

TEST_CASE("the givens that cannot all be true are named, and no other") {
  Problem made = newspaper();
  const std::vector<Conflict> found = conflicts_in(made);
  REQUIRE(found.size() == 1);
  CHECK(names_of(made, found[0].givens) == "chips hours cost rent");
}

TEST_CASE("leaving out any one of them removes the contradiction") {
  for (const std::string name : {"chips", "hours", "rent", "cost"}) {
    CAPTURE(name);
    Problem made = newspaper();
    withdraw(made, name);
    CHECK(conflicts_in(made).empty());
    CHECK(std::isfinite(value_in(made, solve(made), name)));
  }
  Problem made = newspaper();
  withdraw(made, "tokens");
  CHECK(conflicts_in(made).size() == 1);
}

TEST_CASE("what rests on a disputed given is listed with it") {
  Problem made = newspaper();
  const std::vector<Conflict> found = conflicts_in(made);
  REQUIRE(found.size() == 1);
  CHECK(names_of(made, found[0].dependents) == "time rate");
}

TEST_CASE("two independent contradictions are two conflicts, the smaller first") {
  Problem made = problem({".cost = .time * .rent * .chips", ".b = .a * 2", ".c = .b + 1"});
  for (const auto& [name, value] :
       {std::pair{"cost", 100.0}, {"time", 2.0}, {"rent", 3.0}, {"chips", 4.0}, {"a", 5.0}, {"b", 11.0}})
    give(made, name, value);
  const std::vector<Conflict> found = conflicts_in(made);
  REQUIRE(found.size() == 2);
  CHECK(names_of(made, found[0].givens) == "b a");
  CHECK(names_of(made, found[0].dependents) == "c");
  CHECK(names_of(made, found[1].givens) == "cost time rent chips");
}

TEST_CASE("a contradiction that shows in two equations is one conflict") {
  Problem made = problem({".b = .a", ".c = .b", ".d = .c"});
  give(made, "a", 1);
  give(made, "c", 2);
  const std::vector<Conflict> found = conflicts_in(made);
  REQUIRE(found.size() == 1);
  CHECK(names_of(made, found[0].givens) == "a c");
}

TEST_CASE("a conflict that holds another within it is not listed") {
  Problem made = problem({".b = .a", ".d = .a + .b + .c"});
  give(made, "a", 1);
  give(made, "b", 2);
  give(made, "c", 3);
  give(made, "d", 99);
  const std::vector<Conflict> found = conflicts_in(made);
  REQUIRE(!found.empty());
  CHECK(names_of(made, found[0].givens) == "b a");
  for (std::size_t i = 1; i < found.size(); ++i)
    CHECK_FALSE(
        std::includes(found[i].givens.begin(), found[i].givens.end(), found[0].givens.begin(), found[0].givens.end()));
}

TEST_CASE("three quotations of one number, one of them wrong: each pair that differs is named") {
  Problem made = problem({".x = .one", ".x = .two", ".x = .three"});
  give(made, "one", 5);
  give(made, "two", 5);
  give(made, "three", 6);
  const std::vector<Conflict> found = conflicts_in(made);
  REQUIRE(!found.empty());
  for (const Conflict& conflict : found) {
    CHECK(conflict.givens.size() == 2);
    CHECK(names_of(made, conflict.givens).find("three") != std::string::npos);
  }
}

TEST_CASE("a limit that is broken and an estimate that is off are no conflicts between givens") {
  Problem made = problem({".mfu <= 1", "estimate: .uptime = 1"});
  give(made, "mfu", 1.5);
  give(made, "uptime", 0.9);
  CHECK(conflicts_in(made).empty());
}

TEST_CASE("however givens of a sheet are falsified, each conflict is a contradiction and as small as it can be") {
  for (const Sheet* sheet : drawn_sheets()) {
    Problem made = problem_of(*sheet);
    property(*sheet, [&] {
      const std::vector<double> reference = a_reference_point(made);
      for (std::size_t q = 0; q < reference.size(); ++q) {
        made.givens = made.givens.without(q);
        const double slip = one_of<double>({1, 1, 1, 1.5, 8});
        if (flip()) made.givens.state(q, a_given(reference[q] * slip));
      }
      RC_LOG() << sheet->name << "\n";
      const Solution solution = solve(made);
      const std::vector<std::size_t> failed = failed_checks(made, solution);
      const std::vector<Conflict> found = conflicts(made, made.givens, solution, failed, differs);
      RC_ASSERT(found.empty() || !failed.empty());
      for (const Conflict& conflict : found) {
        RC_LOG() << names_of(made, conflict.givens) << "\n";
        RC_ASSERT(contradicts(made, conflict.givens));
        for (std::size_t i = 0; i < conflict.givens.size(); ++i) {
          std::vector<std::size_t> fewer = conflict.givens;
          fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
          RC_ASSERT_FALSE(contradicts(made, fewer));
        }
      }
    });
  }
}
