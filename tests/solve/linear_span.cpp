#include "solve/linear_span.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <numeric>

#include "numeric/combination.h"
#include "numeric/rational.h"
#include "program/program.h"
#include "support/problems.h"

using namespace costcurve;
using namespace costcurve::testing;

namespace {

using ExactRow = Combination<Rational>;

std::string name_of(std::size_t q) { return std::string(1, static_cast<char>('a' + q)); }

// A few of the unknowns, with small whole numbers before them.
ExactRow a_row(std::size_t unknowns) {
  ExactRow row;
  for (std::uint32_t q = 0; q < unknowns; ++q)
    if (below(unknowns) < 3)
      if (const int factor = static_cast<int>(below(7)) - 3; factor != 0) row.terms.push_back({q, factor});
  return row;
}

std::string written(const ExactRow& row, const std::vector<int>& values) {
  std::string left;
  int right = 0;
  for (const auto& [unit, factor] : row.terms) {
    const int number = static_cast<int>(factor.value());
    left += (left.empty() ? "" : " + ") + std::to_string(number) + " * ." + name_of(unit);
    right += number * values[unit];
  }
  return left + " = " + std::to_string(right);
}

}  // namespace

TEST_CASE("a term or a sum is determined where all else that is unknown cancels, and nowhere else") {
  const double none = std::nan("");
  const DeterminedCase rows[] = {
      {{".a + .b = 10", ".a + .b + .c = 14"}, {}, "c", 4},
      {{".a + .b = 10", ".a - .b + .c = 14"}, {}, "c", none},
      {{".a + .b = 10", ".b + .c = 14", ".d = .c - .a"}, {}, "d", 4},
      {{".a + .b = 10", ".b + .c = 14", ".d = .c + .a"}, {}, "d", none},
      {{".a = .b + .c", ".d = .b + .c"}, {{"a", 10}}, "d", 10},
      {{".s = .a + .b", ".m = .s / .n", ".c = (.a + .b) / .n * 100"}, {{"n", 4}, {"m", 3}}, "c", 300},
      {{".s = .a + .b", ".m = .s / .n", ".c = (.a + .b) / .n * 100"}, {{"m", 3}}, "c", 300},
      {{".s = .a + .b", ".m = .s / .n", ".c = (.a + .b) / .n * 100"}, {{"s", 3}}, "c", none},
      {{".s = .a + .b", ".c = .n * .a + .n * .b"}, {{"s", 2}, {"n", 5}}, "c", 10},
      {{".s = .a + .b", ".c = .n * .a + .m * .b"}, {{"s", 2}, {"n", 5}, {"m", 6}}, "c", none},
      // Two that only elimination takes out.
      {{".a + .b + .c = 10", ".a - .b + 2 * .c = 4", ".d = 2 * .a + 3 * .c"}, {}, "d", 14},
      {{".a + .b - 2 * .c = 3", ".d = .c - (.a + .b) / 2"}, {}, "d", -1.5},
      // What contradicts itself says nothing.
      {{".a + .b + .c = 10", ".a + .b + .c = 12", ".d = .a + .b + .c"}, {}, "d", none},
      // Said twice, and a product in the way.
      {{".a + .b = 10", "2 * .a + 2 * .b = 20", ".c = .a + .b"}, {}, "c", 10},
      {{".a + .b * .e = 10", ".c = .a + .b"}, {}, "c", none},
  };
  for (const DeterminedCase& row : rows) check_determined(problem(row.equations), row);
}

TEST_CASE("of linear equations everything that lies in their span is found, and nothing else") {
  property("linear equations", [&] {
    const std::size_t unknowns = 2 + below(7);
    std::vector<int> values;
    for (std::size_t q = 0; q < unknowns; ++q) values.push_back(static_cast<int>(below(41)) - 20);
    std::vector<std::string> sentences;
    std::vector<ExactRow> rows;
    for (std::size_t e = 0, count = 1 + below(unknowns); e < count; ++e)
      if (const ExactRow row = a_row(unknowns); !row.is_none()) {
        rows.push_back(row);
        sentences.push_back(written(row, values));
        RC_LOG() << sentences.back() << "\n";
      }
    // A combination that is asked for is a quantity like the others.
    const ExactRow asked = a_row(unknowns);
    RC_PRE(!asked.is_none() && !rows.empty());
    const std::string sum = written(asked, values);
    sentences.push_back(".z = " + sum.substr(0, sum.find(" = ")));
    RC_LOG() << sentences.back() << "\n";
    Problem made = problem(sentences);
    for (std::uint32_t q = 0; q < unknowns; ++q)
      if (below(6) == 0 &&
          std::any_of(rows.begin(), rows.end(), [&](const ExactRow& row) { return row.factor_of(q); })) {
        give(made, name_of(q), values[q]);
        rows.push_back({{{q, 1}}});
        RC_LOG() << name_of(q) << " = " << values[q] << "\n";
      }
    const Solution solution = solve(made);
    RC_ASSERT(solution.knows(number_of(made, "z")) == is_spanned(asked, rows));
    for (const Quantity& quantity : made.quantities) {
      if (quantity.name == "z") continue;
      const auto q = static_cast<std::uint32_t>(quantity.name[0] - 'a');
      const double found = value_in(made, solution, quantity.name);
      RC_ASSERT(solution.knows(number_of(made, quantity.name)) == is_spanned(ExactRow{{{q, 1}}}, rows));
      RC_ASSERT((std::isnan(found) || std::abs(found - values[q]) < 1e-8));
    }
  });
}

// Rows of three that come to nothing at the values, so that all may be scaled by one factor.
TEST_CASE("a ratio is found where equations without a number in them fix it, and nowhere else") {
  property("ratios", [&] {
    const std::size_t unknowns = 3 + below(5);
    std::vector<int> values;
    for (std::size_t q = 0; q < unknowns; ++q) values.push_back(1 + static_cast<int>(below(9)));
    std::vector<std::string> sentences;
    std::vector<ExactRow> rows;
    for (std::size_t e = 0, count = 1 + below(unknowns); e < count; ++e) {
      std::vector<std::uint32_t> places(unknowns);
      std::iota(places.begin(), places.end(), 0);
      for (std::size_t i = 0; i < 3; ++i) std::swap(places[i], places[i + below(unknowns - i)]);
      const int c = 1 + static_cast<int>(below(5)), d = static_cast<int>(below(7)) - 3;
      const int last = -(c * values[places[0]] + d * values[places[1]]), third = values[places[2]];
      ExactRow row;
      for (const auto& [place, factor] : {std::pair{places[0], c * third}, {places[1], d * third}, {places[2], last}})
        if (factor != 0) row = sum_of(row, ExactRow{{{place, 1}}}, Rational(factor));
      rows.push_back(row);
      sentences.push_back(written(row, values));
      RC_LOG() << sentences.back() << "\n";
    }
    sentences.emplace_back(".z = .a / .b");
    Problem made = problem(sentences);
    for (Quantity& quantity : made.quantities) quantity.domain = Domain::positive;
    const Solution solution = solve(made);
    const ExactRow wanted{{{0, values[1]}, {1, -values[0]}}};
    RC_ASSERT(solution.knows(number_of(made, "z")) == is_spanned(wanted, rows));
    const double found = value_in(made, solution, "z");
    RC_ASSERT((std::isnan(found) || std::abs(found * values[1] / values[0] - 1) < 1e-9));
  });
}

TEST_CASE("ranges and slopes of what is left of sums are those of its formula") {
  Problem made = problem({".s = .a + .b", ".c = (.a + .b) / .n * 100"});
  give(made, "s", 8, 0.1);
  give(made, "n", 4, 0.25);
  const Solution solution = solve(made);
  const Finding& found = solution.found[number_of(made, "c")];
  CHECK(found.natural.low == doctest::Approx(144));
  CHECK(found.natural.high == doctest::Approx(880.0 / 3));
  CHECK(found.givens == 2);
  const Program program = compile(made, solution, {made.quantities[number_of(made, "c")].symbol}).value();
  const std::vector<double> slopes = gradient(program, stated_values(program, solution));
  CHECK(slopes[*program.input_of(number_of(made, "s"))] == doctest::Approx(25));
  CHECK(slopes[*program.input_of(number_of(made, "n"))] == doctest::Approx(-50));
}

TEST_CASE("a chain of twenty thousand open sums: the sum of neighbours is found") {
  constexpr int links = 20'000;
  std::vector<std::string> sentences;
  for (int i = 0; i < links; ++i)
    sentences.push_back(".x" + std::to_string(i) + " + .x" + std::to_string(i + 1) + " = " + std::to_string(i));
  sentences.emplace_back(".y = .x700 + .x702 + 2 * .x701");
  Problem made = problem(sentences);
  const Solution solution = solve(made);
  CHECK(value_in(made, solution, "y") == doctest::Approx(1401));
  CHECK_FALSE(solution.knows(number_of(made, "x700")));
}

TEST_CASE("an expression that is asked for is known as a whole, and only where it is not by its parts") {
  Problem made = problem({".cost = .rent * .time", ".tokens = .speed * .time"});
  made.quantities[number_of(made, "time")].domain = Domain::positive;
  const NodeId each = node_of(made, ".cost / .tokens");
  made.ask(each, "cost / tokens");
  give(made, "rent", 6);
  give(made, "speed", 4);
  const Solution whole = solve(made);
  const std::optional<Program> program = compile(made, whole, {each});
  REQUIRE(program.has_value());
  CHECK(evaluate_first(*program, stated_values(*program, whole)) == doctest::Approx(1.5));
  CHECK(quantities_in(made, whole, each).size() == 3);
  give(made, "time", 2);
  const Solution parts = solve(made);
  CHECK(compile(made, parts, {each}).has_value());
  CHECK(quantities_in(made, parts, each).size() == 2);
}
