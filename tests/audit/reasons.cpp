#include "audit/reasons.h"

#include "audit/worked_line.h"
#include "quantity/pace.h"
#include "support/drawn_sheets.h"
#include "support/formulas.h"
#include "support/reference.h"
#include "support/spelled.h"

using namespace costcurve;
using namespace costcurve::testing;

namespace {

// How far off a formula may be whose quantities are printed: shares with four digits, paces as factors with four.
double blurred(const Problem& problem, Solution solution, NodeId formula) {
  const double value = value_of(solution, formula);
  double off = 1e-9 * std::abs(value);
  for (const std::size_t q : solution.formulas.quantities_below(formula)) {
    double& number = solution.found[q].value;
    const double before = number;
    number *= problem.quantities[q].dimension.is_pace() ? 1.005 : 1.001;
    off += std::abs(value_of(solution, formula) - value);
    number = before;
  }
  return off;
}

std::string as_text(const std::string& expression) {
  Problem made;
  const NodeId node = node_of(made, expression);
  return formula_text(made, made.graph, node, "");
}

}  // namespace

TEST_CASE("a formula is written with as few brackets as it can be") {
  struct Row {
    std::string expression;
    std::string text;
  };
  const Row rows[] = {
      {".a + .b * .c", "a + b × c"},
      {"(.a + .b) * .c", "(a + b) × c"},
      {".a - (.b - .c)", "a − (b − c)"},
      {"(.a - .b) - .c", "a − b − c"},
      {".a - (.b + .c)", "a − (b + c)"},
      {".a + (.b + .c)", "a + b + c"},
      {".a + (.b - .c)", "a + (b − c)"},
      {".a / (.b * .c)", "a / (b × c)"},
      {".a / (.b / .c)", "a / (b / c)"},
      {".a * (.b * .c)", "a × b × c"},
      {".a * (.b / .c)", "a × (b / c)"},
      {".a / .b / .c", "a / b / c"},
      {"(.a ^ .b) ^ .c", "(a^b)^c"},
      {".a ^ (.b ^ .c)", "a^(b^c)"},
      {"(.a * .b) ^ 2", "(a × b)^2"},
      {"-.a ^ 2", "−a^2"},
      {"(-.a) ^ 2", "(−a)^2"},
      {"-(.a + .b)", "−(a + b)"},
      {"-(.a * .b)", "−(a × b)"},
      {".a ^ -.b", "a^(−b)"},
      {"exp(.a * .b)", "exp(a × b)"},
      {"max(.a + .b, .c)", "max(a + b, c)"},
      {"sum(.a, .b, .c, .d)", "a + b + c + d"},
      {"sqrt(log(.a))", "sqrt(log(a))"},
      {"80 h * .a", "80 h × a"},
      {"2 / (3 h)", "2 / (3 h)"},
      {".a / 3 h", "a / 3 h"},
      {".a / (64*8)", "a / (64 × 8)"},
      {".a - -.b", "a − −b"},
      {"(-3) ^ 2", "(-3)^2"},
      {"-3 ^ 2", "−3^2"},
      {"(80 h) ^ 2", "(80 h)^2"},
      {"2 * -3", "2 × -3"},
  };
  for (const Row& row : rows) CHECK(as_text(row.expression) == row.text);
}

TEST_CASE("names of the same part lose it, others keep theirs") {
  Problem made = problem({"r1.cost = r1.time * assume.rent"});
  const NodeId node = made.equations[0].right;
  CHECK(formula_text(made, made.graph, node, "r1") == "time × assume.rent");
  CHECK(formula_text(made, made.graph, node, "assume") == "r1.time × rent");
  CHECK(formula_text(made, made.graph, node, "r") == "r1.time × assume.rent");
  CHECK(formula_text(made, made.graph, node, "") == "r1.time × assume.rent");
}

TEST_CASE("a formula that is written out can be read in, and means the same") {
  property("for random formulas", [] {
    Formula formula = a_formula(Numbers::any, 14);
    const double value = formula.value();
    const std::string text = formula_text(formula.problem, formula.problem.graph, formula.root, "");
    RC_LOG() << text << "\n";
    const double again = value_of(formula.solution, node_of(formula.problem, formula.solution, text));
    RC_LOG() << again << " for " << value << "\n";
    RC_ASSERT((std::isnan(value) && std::isnan(again)) || near(value, again, 1e-9));
  });
  property("for what follows from some quantities of a sheet, numbers put in and units too", [] {
    const Sheet& sheet = *one_of(drawn_sheets());
    Problem made = problem_of(sheet);
    const std::vector<double> reference = a_reference_point(made);
    for (std::size_t q = 0; q < reference.size(); ++q)
      if (flip()) made.givens.state(q, a_given(reference[q]));
    const Solution solution = solve_only(made, givens_of(made));
    for (std::size_t q = 0; q < reference.size(); ++q) {
      if (solution.found[q].status != Status::derived ||
          solution.formulas[solution.found[q].formula].operation == Operation::root)
        continue;
      const bool grows = is_yearly_factor(made.quantities[q].shown);
      std::string text = worked_line(made, solution, q);
      if (grows && text.ends_with(" per year")) text.resize(text.size() - 9);
      if (text.find('\'') != std::string::npos) continue;  // a word that is put in for a quantity has no list to be of
      const Spelled read = spelled(text);
      RC_LOG() << made.quantities[q].name << " = " << text << " = " << read.value() << " " << read.mistake << "\n";
      RC_ASSERT(read.mistake.empty());
      RC_ASSERT((read.dimension == (grows ? Dimension() : made.quantities[q].dimension)));
      const double value = grows ? std::log(read.value()) / seconds_per_year : read.value();
      const double allowed = blurred(made, solution, solution.found[q].formula);
      if (allowed < 0.1 * std::abs(reference[q])) RC_ASSERT(std::abs(value - reference[q]) <= allowed);
    }
  });
}

TEST_CASE("an explanation goes from the quantity down to the givens") {
  Problem made = problem({".time = .chips * .hours", ".cost = .time * .rent", ".double = .cost + .cost"});
  give(made, "chips", 512);
  Given quoted = a_given(80, 0.00625), guessed = a_given(2);
  quoted.source = "r1_paper";
  quoted.where = "mine.toml:7";
  guessed.assumed = true;
  made.givens.state(number_of(made, "hours"), quoted);
  made.givens.state(number_of(made, "rent"), guessed);
  const Solution solution = solve(made);
  const Reason root = explain(made, solution, number_of(made, "double"), 9);
  CHECK(root.name == "double");
  CHECK(value_text(root) == "163,840");
  CHECK(root.formula == "cost + cost");
  CHECK(root.numbers == "81,920 + 81,920");
  CHECK(root.sentence == ".double = .cost + .cost");
  REQUIRE(root.below.size() == 1);
  const Reason& cost = root.below[0];
  CHECK(cost.formula == "time × rent");
  CHECK(cost.numbers == "40,960 × 2");
  REQUIRE(cost.below.size() == 2);
  const Reason& time = cost.below[0].name == "time" ? cost.below[0] : cost.below[1];
  const Reason& rent = cost.below[0].name == "time" ? cost.below[1] : cost.below[0];
  CHECK(rent.note == "assumed");
  CHECK(rent.below.empty());
  REQUIRE(time.below.size() == 2);
  for (const Reason& given : time.below) CHECK(given.below.empty());
  const Reason& hours = time.below[0].name == "hours" ? time.below[0] : time.below[1];
  CHECK(hours.source == "r1_paper");
  CHECK(hours.where == "mine.toml:7");
  CHECK(hours.note == "quotation: 79.5 to 80.5");
}

TEST_CASE("numbers put in can be typed: a plain number has no scale word that would ask of what") {
  Problem made = problem({".each = .all / .requests"});
  give(made, "all", 564);
  give(made, "requests", 1.95e9);
  CHECK(explain(made, solve(made), number_of(made, "each"), 9).numbers == "564 / 1,950,000,000");
}

TEST_CASE("an explanation stops at its depth, explains nothing twice, and says what is not determined") {
  Problem made = problem({".b = .a * 2", ".c = .b + .a", ".d = .c + .b", ".e = .f"});
  give(made, "a", 1);
  const Solution solution = solve(made);
  const Reason shallow = explain(made, solution, number_of(made, "d"), 1);
  REQUIRE(shallow.below.size() == 2);
  for (const Reason& below : shallow.below) CHECK(below.below.empty());
  int explained = 0, repeated = 0;
  const std::function<void(const Reason&)> count = [&](const Reason& reason) {
    if (reason.name == "b") (reason.repeated ? repeated : explained) += 1;
    for (const Reason& below : reason.below) count(below);
  };
  count(explain(made, solution, number_of(made, "d"), 9));
  CHECK(explained == 1);
  CHECK(repeated == 1);
  CHECK(value_text(explain(made, solution, number_of(made, "e"), 9)) == "not determined");
}

TEST_CASE("an estimate says what it leaves out, and a default that it is one") {
  Problem made = problem({"estimate: .uptime = 1", ".time = .uptime * .hours"});
  made.equations[0].left_out.less = "restarts and failures";
  made.equations[0].source = "the common reading";
  offer(made, "hours", 80, Rank::fallback);
  const Solution solution = solve(made);
  const Reason uptime = explain(made, solution, number_of(made, "uptime"), 9);
  CHECK(uptime.note == "estimate: leaves out restarts and failures");
  CHECK(uptime.source == "the common reading");
  CHECK(uptime.is_default);
  const Reason hours = explain(made, solution, number_of(made, "hours"), 9);
  CHECK(hours.note == "default");
  CHECK(hours.is_default);
}
