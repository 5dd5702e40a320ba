#include "support/problems.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <stdexcept>

#include "scenario/expressions.h"
#include "support/support.h"

namespace costcurve::testing {

namespace {

// Names that are made by being used.
class Letters : public References {
 public:
  explicit Letters(Problem& problem) : problem_(problem) {}

  std::vector<std::size_t> resolve(const std::string& reference, const Context&, const Place&,
                                   Diagnostics&) const override {
    const std::string name = reference.front() == '.' ? reference.substr(1) : reference;
    for (std::size_t q = 0; q < problem_.quantities.size(); ++q)
      if (problem_.quantities[q].name == name) return {q};
    Quantity made;
    made.name = name;
    made.symbol = problem_.graph.symbol(problem_.quantities.size(), Dimension());
    problem_.quantities.push_back(std::move(made));
    return {problem_.quantities.size() - 1};
  }
  std::optional<Dimension> dimension(std::size_t) const override { return Dimension(); }
  std::string name(std::size_t quantity) const override { return problem_.quantities[quantity].name; }

 private:
  Problem& problem_;
};

}  // namespace

Problem problem(const std::vector<std::string>& equations) {
  Problem made;
  Letters letters(made);
  Diagnostics mistakes;
  ExpressionBinder binder(made.graph, letters, catalog_units(), mistakes);
  for (const std::string& text : equations) {
    const std::string estimate = "estimate: ";
    Equation equation;
    equation.sentence = text.starts_with(estimate) ? text.substr(estimate.size()) : text;
    const Excerpt excerpt = built_in(equation.sentence);
    const Relation relation = parse_relation(excerpt, catalog_units(), mistakes);
    const auto left = binder.bind(relation.left, excerpt, {}), right = binder.bind(relation.right, excerpt, {});
    if (!left || !right || !mistakes.empty()) throw std::runtime_error(text + "\n" + render(mistakes.sorted()));
    equation.statement = text.starts_with(estimate)  ? Statement::estimate
                         : relation.relation == "="  ? Statement::equal
                         : relation.relation == "<=" ? Statement::at_most
                                                     : Statement::at_least;
    equation.left = *left;
    equation.right = *right;
    made.equations.push_back(std::move(equation));
  }
  return made;
}

namespace {

NodeId recorded(Graph& graph, Problem& names, const std::string& expression) {
  Letters letters(names);
  Diagnostics mistakes;
  const Excerpt excerpt = built_in(expression);
  const Slot slot = parse_expression(excerpt, catalog_units(), mistakes);
  std::optional<NodeId> node;
  if (slot.understood) node = ExpressionBinder(graph, letters, catalog_units(), mistakes).bind(slot.first, excerpt, {});
  if (!node) throw std::runtime_error(expression + "\n" + render(mistakes.sorted()));
  return *node;
}

}  // namespace

Solution solve(const Problem& problem) { return costcurve::solve(problem, problem.givens); }

Solution solve_only(const Problem& problem, const std::vector<std::size_t>& given) {
  return solve_by_identities(problem, problem.givens.exactly(given));
}

NodeId node_of(Problem& problem, const std::string& expression) { return recorded(problem.graph, problem, expression); }

NodeId node_of(const Problem& problem, Solution& solution, const std::string& expression) {
  Problem names = problem;
  return recorded(solution.formulas, names, expression);
}

Problem problem_of(const Sheet& sheet) {
  Problem made;
  const std::vector<Row> rows = sheet.record(made.graph, 0, made.equations);
  Diagnostics mistakes;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    Quantity quantity;
    quantity.name = rows[i].name;
    quantity.meaning = rows[i].meaning;
    quantity.dimension = rows[i].dimension;
    quantity.domain = rows[i].domain;
    quantity.row = i;
    quantity.symbol = static_cast<NodeId>(i);
    if (!rows[i].unit.empty()) quantity.shown = parse_units(built_in(rows[i].unit), catalog_units(), mistakes).value();
    if (!rows[i].words.empty()) quantity.shown = shown_words(rows[i].words);
    made.quantities.push_back(std::move(quantity));
  }
  return made;
}

std::size_t number_of(const Relations& problem, const std::string& name) {
  for (std::size_t q = 0; q < problem.quantities.size(); ++q)
    if (problem.quantities[q].name == name) return q;
  throw std::runtime_error("no quantity " + name);
}

Given a_given(double value, double width) {
  Given given;
  given.value = value;
  const double side = std::abs(value) * width;
  given.rounding = given.belief = {value - side, value + side};
  given.text = std::to_string(value);
  return given;
}

void give(Problem& problem, const std::string& name, double value, double width) {
  problem.givens.state(number_of(problem, name), a_given(value, width));
}

void withdraw(Problem& problem, const std::string& name) {
  problem.givens = problem.givens.without(number_of(problem, name));
}

void offer(Problem& problem, const std::string& name, double value, Rank rank) {
  Given given = a_given(value);
  given.rank = rank;
  problem.givens.offer(number_of(problem, name), std::move(given));
}

std::vector<std::size_t> givens_of(const Problem& problem) { return problem.givens.stated_quantities(); }

double value_in(const Relations& problem, const Solution& solution, const std::string& name) {
  const std::size_t q = number_of(problem, name);
  return solution.knows(q) ? solution.found[q].value : std::nan("");
}

std::string determined_by(const Relations& problem, const Solution& solution, const std::string& name) {
  const Finding& finding = solution.found[number_of(problem, name)];
  if (finding.status == Status::given) return "given";
  return finding.status == Status::derived ? problem.equations[finding.equation].sentence : "";
}

namespace {

// Within half a decade of one in the unit it is shown in; a share anywhere but at its ends.
double drawn(const Quantity& quantity, double between_0_and_1) {
  if (quantity.dimension.is_word())
    return quantity.shown.words ? std::floor(between_0_and_1 * static_cast<double>(quantity.shown.words->size())) : 0;
  if (quantity.domain == Domain::fraction) return 0.05 + 0.9 * between_0_and_1;
  return quantity.shown.factor * std::exp((2 * between_0_and_1 - 1) * std::log(3.0));
}

// In its domain, not so near the end of it that the rest of a share has no digits left, and no pace unheard of.
bool is_usable(const Quantity& quantity, double value) {
  const double a_year = value / quantity.shown.factor;
  if (quantity.dimension.is_pace() && !(a_year > 0.2 && a_year < 20)) return false;
  return lies_in(quantity.domain, value) && (quantity.domain != Domain::fraction || value < 0.999);
}

bool is_all_usable(const Relations& relations, const Solution& solution) {
  for (std::size_t q = 0; q < relations.quantities.size(); ++q)
    if (solution.knows(q) && !is_usable(relations.quantities[q], solution.found[q].value)) return false;
  return true;
}

bool is_satisfied(const Solution& solution, const Equation& equation) {
  if (equation.statement != Statement::equal) return true;
  const double left = value_of(solution, equation.left), right = value_of(solution, equation.right);
  return std::abs(left - right) <= 1e-9 * std::max(std::abs(left), std::abs(right));
}

}  // namespace

std::optional<std::vector<double>> reference_point(const Problem& problem, const std::function<double()>& draw,
                                                   DrawFirst first) {
  Problem scratch = problem;
  scratch.givens = {};
  std::vector<std::size_t> order(problem.quantities.size()), given;
  std::iota(order.begin(), order.end(), std::size_t{0});
  for (std::size_t i = order.size(); i > 1; --i)
    std::swap(order[i - 1], order[std::min(i - 1, static_cast<std::size_t>(draw() * static_cast<double>(i)))]);
  // A share is drawn before the two that it is of, which may be any; drawn themselves they would seldom leave one.
  if (first == DrawFirst::shares)
    std::stable_partition(order.begin(), order.end(),
                          [&](std::size_t q) { return scratch.quantities[q].domain == Domain::fraction; });
  const auto is_said_forward = [&](std::size_t q) {
    return std::any_of(scratch.equations.begin(), scratch.equations.end(), [&](const Equation& equation) {
      return equation.only_forward && scratch.graph[equation.left].quantity() == q;
    });
  };
  // What an equation is not undone for is drawn before what it says, and what another such says is not drawn.
  std::stable_partition(order.begin(), order.end(), [&](std::size_t q) {
    return !is_said_forward(q) &&
           std::any_of(scratch.equations.begin(), scratch.equations.end(), [&](const Equation& equation) {
             if (equation.statement != Statement::equal || !equation.only_forward) return false;
             const std::vector<std::size_t> held = quantities_of(scratch.graph, equation);
             return scratch.graph[equation.left].quantity() != q &&
                    std::find(held.begin(), held.end(), q) != held.end();
           });
  });
  Solution solution = solve_only(scratch, given);
  for (const std::size_t q : order) {
    if (solution.knows(q)) continue;
    given.insert(std::lower_bound(given.begin(), given.end(), q), q);
    // A price of cached input above that of input leaves no discount: another is drawn.
    constexpr int most_draws = 6;
    for (int drawing = 0; drawing < most_draws && (drawing == 0 || !is_all_usable(scratch, solution)); ++drawing) {
      scratch.givens.state(q, a_given(drawn(scratch.quantities[q], draw())));
      solution = solve_only(scratch, given);
    }
    if (!is_all_usable(scratch, solution)) return std::nullopt;
  }
  std::vector<double> values;
  for (std::size_t q = 0; q < problem.quantities.size(); ++q) {
    if (!solution.knows(q) || !is_usable(problem.quantities[q], solution.found[q].value)) return std::nullopt;
    values.push_back(solution.found[q].value);
  }
  const bool all = std::all_of(scratch.equations.begin(), scratch.equations.end(),
                               [&](const Equation& equation) { return is_satisfied(solution, equation); });
  return all ? std::optional(values) : std::nullopt;
}

void check_determined(Problem problem, const DeterminedCase& row) {
  CAPTURE(row.equations.front());
  CAPTURE(row.equations.back());
  CAPTURE(row.wanted);
  for (const auto& [name, value] : row.givens) give(problem, name, value);
  const Solution solution = solve(problem);
  if (std::isnan(row.value))
    CHECK_FALSE(solution.knows(number_of(problem, row.wanted)));
  else
    CHECK(value_in(problem, solution, row.wanted) == doctest::Approx(row.value));
}

}  // namespace costcurve::testing
