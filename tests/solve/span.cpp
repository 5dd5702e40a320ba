#include "solve/span.h"

#include <doctest/doctest.h>

#include <random>

#include "numeric/linear_equations.h"
#include "support/drawn_sheets.h"
#include "support/reference.h"

using namespace costcurve;
using namespace costcurve::testing;

namespace {

// Row by row the slopes of left less right by the logarithm of each quantity, where all have these values.
// What a quantity moves by: a share of what it is, and what is nought by its unit.
double scale_of(const Problem& problem, const std::vector<double>& values, std::size_t q) {
  return values[q] != 0 ? values[q] : problem.quantities[q].shown.factor;
}

Matrix slopes_of_equations(const Problem& problem, const std::vector<double>& values) {
  Solution all;
  all.formulas = Graph::laid_over(problem.graph);
  all.found.resize(values.size());
  for (std::size_t q = 0; q < values.size(); ++q) {
    all.found[q].status = Status::given;
    all.found[q].value = values[q];
  }
  Matrix rows;
  for (const Equation& equation : problem.equations) {
    if (equation.statement != Statement::equal || equation.only_forward) continue;
    const Program program = compile_difference(problem, all, equation.left, equation.right).value();
    const std::vector<double> slopes = gradient(program, stated_values(program, all));
    std::vector<double> row(values.size(), 0);
    for (std::size_t i = 0; i < slopes.size(); ++i)
      row[program.inputs[i]] = slopes[i] * scale_of(problem, values, program.inputs[i]);
    double largest = 0;
    for (const double slope : row) largest = std::max(largest, std::abs(slope));
    const double left = std::abs(value_of(all, equation.left));
    for (double& slope : row) slope /= left > 0 ? left : largest;
    rows.push_back(std::move(row));
  }
  return rows;
}

// The unknowns that stay where they are while the equations hold and the given ones do not move: those whose own row
// lies in the span of the others. By elimination with the largest pivot first. What moves a sum by a ten-millionth of
// it moves it: one kWh is no less a part of what a building drew in a year.
std::vector<bool> fixed_quantities(Matrix rows, const std::vector<bool>& given) {
  const std::size_t count = given.size();
  for (auto& row : rows)
    for (std::size_t q = 0; q < count; ++q)
      if (given[q]) row[q] = 0;
  std::vector<bool> fixed = given;
  std::vector<std::size_t> pivots;
  for (std::size_t rank = 0; rank < rows.size(); ++rank) {
    std::size_t at = rank, column = 0;
    for (std::size_t r = rank; r < rows.size(); ++r)
      for (std::size_t q = 0; q < count; ++q)
        if (std::abs(rows[r][q]) > std::abs(rows[at][column])) at = r, column = q;
    if (std::abs(rows[at][column]) < 1e-12) break;
    std::swap(rows[rank], rows[at]);
    pivots.push_back(column);
    for (std::size_t r = 0; r < rows.size(); ++r) {
      if (r == rank) continue;
      const double factor = rows[r][column] / rows[rank][column];
      for (std::size_t q = 0; q < count; ++q) rows[r][q] -= factor * rows[rank][q];
    }
  }
  for (std::size_t r = 0; r < pivots.size(); ++r) {
    double others = 0;
    for (std::size_t q = 0; q < count; ++q)
      if (q != pivots[r]) others = std::max(others, std::abs(rows[r][q]));
    fixed[pivots[r]] = others < 1e-10 * std::abs(rows[r][pivots[r]]);
  }
  return fixed;
}

bool has_several_solutions(const Solution& solution) {
  return std::any_of(solution.refused.begin(), solution.refused.end(),
                     [](const Refused& refused) { return refused.why.find("solutions of") != std::string::npos; });
}

std::string names(const Problem& problem, const std::vector<bool>& which) {
  std::string text;
  for (std::size_t q = 0; q < which.size(); ++q)
    if (which[q]) text += " " + problem.quantities[q].name;
  return text;
}

// A subset of a sheet's quantities, as they are at a point where all its identities hold.
struct Drawn {
  std::vector<double> values;
  std::vector<bool> given;
};

Drawn draw(Problem& sheet, std::mt19937& random) {
  std::uniform_real_distribution<double> share(0, 1);
  sheet.givens = {};
  for (int attempt = 0;; ++attempt) {
    const DrawFirst first = attempt < 10 ? DrawFirst::anything : DrawFirst::shares;
    const auto values = reference_point(
        sheet, [&] { return share(random); }, first);
    if (!values) continue;
    Drawn drawn{*values, std::vector<bool>(values->size())};
    const double part = share(random);
    for (std::size_t q = 0; q < drawn.given.size(); ++q) {
      drawn.given[q] = share(random) < part;
      if (drawn.given[q]) sheet.givens.state(q, a_given(drawn.values[q]));
    }
    return drawn;
  }
}

// How far off a derived value may be: more where large numbers cancel.
double rounding_left_in(const Problem& problem, const Solution& solution, std::size_t quantity) {
  const double value = std::abs(solution.found[quantity].value);
  const std::optional<Program> program = compile(problem, solution, {problem.quantities[quantity].symbol});
  return 1e-6 * value + (program ? 1e-14 * pull(*program, stated_values(*program, solution)) : 0);
}

// The same, with what equations that are not undone say once all that they hold is fixed.
std::vector<bool> fixed_quantities(const Problem& problem, Drawn drawn) {
  const Matrix slopes = slopes_of_equations(problem, drawn.values);
  for (;;) {
    std::vector<bool> fixed = fixed_quantities(slopes, drawn.given);
    bool any_more = false;
    for (const Equation& equation : problem.equations) {
      const std::size_t left = problem.graph[equation.left].quantity();
      if (!equation.only_forward || fixed[left]) continue;
      const std::vector<std::size_t> all = quantities_of(problem.graph, equation);
      drawn.given[left] = std::all_of(all.begin(), all.end(), [&](std::size_t q) { return q == left || fixed[q]; });
      any_more = any_more || drawn.given[left];
    }
    if (!any_more) return fixed;
  }
}

// A nought does not say which of its factors is one, and no more of them: at such a point slopes say too much.
bool is_factor_of_nought(const Problem& problem, const std::vector<double>& values, std::size_t quantity) {
  return std::any_of(problem.equations.begin(), problem.equations.end(), [&](const Equation& equation) {
    const Node& left = problem.graph[equation.left];
    if (left.operation != Operation::symbol || values[left.quantity()] != 0) return false;
    const std::vector<std::size_t> held = quantities_of(problem.graph, equation);
    return std::find(held.begin(), held.end(), quantity) != held.end();
  });
}

}  // namespace

// What is fixed is told from the slopes of all equations at that point. Missed are those that follow from several
// equations only where these are solved numerically in a case that is scaled (some combinations of trends), and those
// where equations share a sum that is not said to be a quantity (1 - interconnect_share): less than one in a hundred.
TEST_CASE("of any subset of a sheet's quantities everything that it determines is found, and nothing else") {
  std::mt19937 random(20);
  const int cases = cases_over_sheets / static_cast<int>(drawn_sheets().size());
  int missed = 0;
  for (const Sheet* sheet : drawn_sheets()) {
    Problem made = problem_of(*sheet);
    std::erase_if(made.equations, [](const Equation& equation) { return equation.statement == Statement::estimate; });
    for (Quantity& quantity : made.quantities) quantity.only_said = false;  // what it takes away it is meant to
    int complete = 0, several = 0;
    for (int i = 0; i < cases; ++i) {
      const Drawn drawn = draw(made, random);
      const std::vector<bool> fixed = fixed_quantities(made, drawn);
      const Solution solution = solve(made);
      bool all = true;
      for (std::size_t q = 0; q < fixed.size(); ++q) {
        CAPTURE(sheet->name);
        CAPTURE(names(made, drawn.given));
        CAPTURE(made.quantities[q].name);
        if (solution.knows(q))
          CHECK(std::abs(solution.found[q].value - drawn.values[q]) <= rounding_left_in(made, solution, q));
        all = all && (!fixed[q] || solution.knows(q) || is_factor_of_nought(made, drawn.values, q));
      }
      complete += all ? 1 : 0;
      several += !all && has_several_solutions(solution) ? 1 : 0;
    }
    MESSAGE(std::string(sheet->name), ": ", complete, " of ", cases, "; of ", several, " others there are several");
    CHECK(complete + several >= 0.9 * cases);
    missed += cases - complete - several;
  }
  CHECK(missed <= 0.01 * cases_over_sheets);
}

namespace {}  // namespace

TEST_CASE("a quantity is determined where all that is unknown cancels, and nowhere else") {
  const double none = std::nan("");
  const DeterminedCase rows[] = {
      // A quotient of two that are not determined.
      {{".cost = .rent * .time", ".tokens = .speed * .time", ".each = .cost / .tokens"},
       {{"rent", 6}, {"speed", 4}},
       "each",
       1.5},
      {{".cost = .rent * .time", ".tokens = .speed * .time", ".each = .cost / .tokens"}, {{"rent", 6}}, "each", none},
      // Backwards: a factor from a quotient.
      {{".cost = .rent * .time", ".tokens = .speed * .time", ".each = .cost / .tokens"},
       {{"rent", 6}, {"each", 1.5}},
       "speed",
       4},
      // Terms of a sum that scale alike, and those that do not.
      {{".all = .in + .out", ".in = 3 * .out", ".share = .out / .all"}, {}, "share", 0.25},
      {{".all = .in + .out", ".share = .out / .all"}, {}, "share", none},
      {{".all = .in + 2", ".in = 3 * .out", ".share = .out / .all"}, {}, "share", none},
      // The third of three, from the ratio of the other two.
      {{".all = .in + .out", ".all = 4 * .out", ".ratio = .in / .out"}, {}, "ratio", 3},
      // Powers, roots, the larger of two.
      {{".area = .side ^ 2", ".long = 3 * .side", ".ratio = sqrt(.area) / .long"}, {}, "ratio", 1.0 / 3},
      {{".most = max(.a, .b)", ".a = 5 * .b", ".ratio = .most / .b"}, {}, "ratio", 5},
      {{".y = exp(.x)", ".x = 2 * .z", ".w = .y / .z"}, {}, "w", none},
      // A nought adds nothing to a sum, however much the other term is.
      {{".all = .in + .out", ".in = 3 * .n", ".all = .price * .n"}, {{"out", 0}}, "price", 3},
      {{".all = .in + .out", ".in = 3 * .n", ".all = .price * .n"}, {{"out", 1}}, "price", none},
      {{".n * .u = .p + .d", ".r = .d * .s", ".i = .p * .t", ".i = .n * .u * .m", ".c = .n * .k", ".q = .c / .r"},
       {{"p", 0}, {"u", 0.5}, {"s", 7}, {"k", 3}},
       "q",
       6.0 / 7},
      {{".n = .a - .b", ".c = 3 * .a", ".q = .c / .b"}, {{"n", 0}}, "q", 3},
      {{".n = .a - .b", ".c = 3 * .a", ".q = .c / .b"}, {{"n", 1}}, "q", none},
      // A sum that an equation does not need: what scales in the others is left to scale.
      {{".a = .b * exp(.t * .u)", ".c = .d / .e", ".f = .c / .a", ".g = .d / .a"}, {{"e", 2}, {"g", 3}}, "f", 1.5},
  };
  for (const DeterminedCase& row : rows) {
    Problem made = problem(row.equations);
    for (Quantity& quantity : made.quantities) quantity.domain = Domain::positive;
    check_determined(std::move(made), row);
  }
}

TEST_CASE("what may be negative may be scaled by negative numbers too, so only where signs make no difference") {
  Problem made = problem({".most = max(.a, .b)", ".a = 5 * .b", ".ratio = .most / .b"});
  CHECK_FALSE(solve(made).knows(number_of(made, "ratio")));  // 5 or 1
  Problem product = problem({".p = 2 * .a", ".q = 3 * .a", ".r = .p / .q"});
  CHECK(value_in(product, solve(product), "r") == doctest::Approx(2.0 / 3));
}

TEST_CASE("ranges and slopes of what cancels are those of the formula that is left") {
  Problem made = problem({".cost = .rent * .time", ".tokens = .speed * .time", ".each = .cost / .tokens"});
  give(made, "rent", 6, 0.1);
  give(made, "speed", 4);
  const Solution solution = solve(made);
  const Finding& each = solution.found[number_of(made, "each")];
  CHECK(each.natural.low == doctest::Approx(1.35));
  CHECK(each.natural.high == doctest::Approx(1.65));
  CHECK(each.givens == 2);
  REQUIRE(each.combined != nullptr);
  CHECK(each.combined->equations.size() == 3);
  CHECK(each.combined->cancelled.size() == 3);
}

TEST_CASE("an estimate gives way to what follows from givens though much cancels, and a default to both") {
  Problem made = problem({".cost = .rent * .time", ".tokens = .speed * .time", ".each = .cost / .tokens",
                          "estimate: .speed = 9", "estimate: .rent = 8"});
  give(made, "each", 2);
  offer(made, "rent", 5, Rank::fallback);
  const Solution solution = solve(made);
  CHECK(value_in(made, solution, "rent") == doctest::Approx(8));
  CHECK(value_in(made, solution, "speed") == doctest::Approx(4));
}
