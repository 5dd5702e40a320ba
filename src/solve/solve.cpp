#include "solve/solve.h"

#include <algorithm>
#include <cmath>
#include <queue>
#include <string_view>
#include <tuple>

#include "graph/enclose.h"
#include "solve/rearrange.h"

namespace costcurve {

double value_of(const Graph& graph, NodeId id, const Solution& solution) {
  const Node& node = graph[id];
  if (node.operation == Operation::constant) return node.value;
  if (node.operation == Operation::symbol) return solution.found[node.quantity()].value;
  const double a = value_of(graph, node.a, solution);
  return apply(node.operation, a, is_binary(node.operation) ? value_of(graph, node.b, solution) : 0);
}

std::vector<std::size_t> givens_behind(const Problem& problem, const Solution& solution, std::size_t quantity) {
  const Finding& finding = solution.found[quantity];
  if (finding.status == Status::unknown || finding.givens <= most_counted) return finding.rests_on;
  std::vector<std::size_t> open = {quantity}, givens;
  std::vector<bool> seen(problem.quantities.size(), false);
  while (!open.empty()) {
    const std::size_t q = open.back();
    open.pop_back();
    if (seen[q]) continue;
    seen[q] = true;
    if (solution.found[q].status == Status::given) givens.push_back(q);
    else if (solution.found[q].status == Status::derived)
      for (const std::size_t below : problem.graph.quantities_below(solution.found[q].formula)) open.push_back(below);
  }
  std::sort(givens.begin(), givens.end());
  return givens;
}

Interval natural_interval(const Graph& graph, NodeId id, const Solution& solution) {
  const Node& node = graph[id];
  if (node.operation == Operation::constant) return Interval::point(node.value);
  if (node.operation == Operation::symbol) return solution.found[node.quantity()].natural;
  const Interval a = natural_interval(graph, node.a, solution);
  const Interval b = is_binary(node.operation) ? natural_interval(graph, node.b, solution) : Interval{};
  return enclose(node.operation, a, b);
}

namespace {

// One way to determine one quantity. Smaller is better.
struct Candidate {
  bool estimate;
  int order;          // of estimates: as the sheet ranks them
  double width;
  std::size_t givens;
  std::string_view sentence;
  std::string_view name;
  std::size_t quantity;
  std::size_t equation;
  Finding finding;

  auto rank() const { return std::tie(estimate, order, width, givens, sentence, name); }
};

struct Worse {
  bool operator()(const Candidate& a, const Candidate& b) const { return a.rank() > b.rank(); }
};

class Solver {
 public:
  Solver(Problem& problem, bool estimates) : problem_(problem), estimates_(estimates) {
    solution_.found.resize(problem.quantities.size());
    equations_of_.resize(problem.quantities.size());
    determined_.resize(problem.equations.size(), false);
    unknowns_.resize(problem.equations.size(), 0);
    for (std::size_t e = 0; e < problem.equations.size(); ++e) list_quantities(e);
  }

  void give(std::size_t quantity, const Given& given) {
    Finding finding;
    finding.status = Status::given;
    finding.value = given.value;
    finding.natural = given.belief;
    finding.given = &given;
    finding.rests_on = {quantity};
    finding.givens = 1;
    settle(quantity, std::move(finding));
  }

  bool knows(std::size_t quantity) const { return solution_.knows(quantity); }

  // Takes the best candidate until none is left. Estimates are touched only when they are allowed.
  void follow(bool estimates_allowed) {
    while (!queue_.empty()) {
      const Candidate& best = queue_.top();
      if (best.estimate && !estimates_allowed) return;
      Candidate taken = best;
      queue_.pop();
      if (knows(taken.quantity)) continue;
      determined_[taken.equation] = true;
      settle(taken.quantity, std::move(taken.finding));
    }
  }

  Solution finish() {
    for (std::size_t e = 0; e < problem_.equations.size(); ++e)
      if (!determined_[e] && unknowns_[e] == 0) solution_.checks.push_back(e);
    for (auto& [quantity, text] : refused_)
      if (!knows(quantity)) solution_.refused.push_back(std::move(text));
    return std::move(solution_);
  }

  Solution& solution() { return solution_; }

 private:
  void list_quantities(std::size_t e) {
    const Equation& equation = problem_.equations[e];
    std::vector<std::size_t> all = problem_.graph.quantities_below(equation.left);
    const std::vector<std::size_t> right = problem_.graph.quantities_below(equation.right);
    all.insert(all.end(), right.begin(), right.end());
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    unknowns_[e] = all.size();
    for (const std::size_t quantity : all) equations_of_[quantity].push_back(e);
    quantities_of_.push_back(std::move(all));
    if (unknowns_[e] == 1) propose(e);
  }

  void settle(std::size_t quantity, Finding finding) {
    solution_.found[quantity] = std::move(finding);
    for (const std::size_t e : equations_of_[quantity])
      if (--unknowns_[e] == 1 && !determined_[e]) propose(e);
  }

  std::size_t only_unknown(std::size_t e) const {
    return *std::find_if(quantities_of_[e].begin(), quantities_of_[e].end(), [&](std::size_t q) { return !knows(q); });
  }

  void propose(std::size_t e) {
    const Equation& equation = problem_.equations[e];
    const bool is_estimate = equation.statement == Statement::estimate;
    if (equation.statement == Statement::at_most || equation.statement == Statement::at_least) return;
    if (is_estimate && !estimates_) return;
    const std::size_t quantity = only_unknown(e);
    if (!can_rearrange(problem_.graph, equation, quantity)) return;
    Candidate made{is_estimate, is_estimate ? equation.order : 0, 0, 0, equation.sentence, problem_.quantities[quantity].name, quantity, e, {}};
    Finding& finding = made.finding;
    finding.status = Status::derived;
    finding.equation = e;
    finding.formula = rearrange(problem_.graph, equation, quantity);
    finding.value = value_of(problem_.graph, finding.formula, solution_);
    if (!std::isfinite(finding.value)) return refuse(e, quantity);
    finding.natural = natural_interval(problem_.graph, finding.formula, solution_);
    if (std::isnan(finding.natural.low) || std::isnan(finding.natural.high)) finding.natural = Interval::everything();
    count_givens(e, finding);
    made.givens = finding.givens;
    if (!satisfies(equation, quantity, finding.value)) return refuse(e, quantity);
    made.width = relative_width(finding);
    queue_.push(std::move(made));
  }

  void refuse(std::size_t e, std::size_t quantity) {
    refused_.push_back({quantity, {}});
    refused_.back().second = (problem_.quantities[quantity].name + " cannot be worked out from \"" +
                                problem_.equations[e].sentence + "\": it would divide by zero, overflow or take the logarithm of a negative number");
  }

  void count_givens(std::size_t e, Finding& finding) const {
    for (const std::size_t quantity : quantities_of_[e]) {
      const Finding& below = solution_.found[quantity];
      finding.givens = std::max(finding.givens, below.givens);
      finding.rests_on.insert(finding.rests_on.end(), below.rests_on.begin(), below.rests_on.end());
    }
    std::sort(finding.rests_on.begin(), finding.rests_on.end());
    finding.rests_on.erase(std::unique(finding.rests_on.begin(), finding.rests_on.end()), finding.rests_on.end());
    finding.givens = std::min(std::max(finding.givens, finding.rests_on.size()), most_counted + 1);
    if (finding.givens > most_counted) finding.rests_on.clear();
  }

  // An inverse may lead to a value that the equation itself does not have: sqrt(x) = -2 is not x = 4.
  bool satisfies(const Equation& equation, std::size_t quantity, double value) {
    Finding& open = solution_.found[quantity];
    open.value = value;
    const double left = value_of(problem_.graph, equation.left, solution_), right = value_of(problem_.graph, equation.right, solution_);
    open.value = 0;
    return std::abs(left - right) <= 1e-6 * std::max(std::abs(left), std::abs(right)) + 1e-300 || left == right;
  }

  // Rounding noise of the arithmetic itself must not decide between equations: widths below 1e-12 are nought.
  static double relative_width(const Finding& finding) {
    const double width = finding.natural.width();
    if (finding.value == 0) return width == 0 ? 0 : std::numeric_limits<double>::infinity();
    const double relative = width / std::abs(finding.value);
    if (!(relative > 1e-12)) return 0;
    return std::pow(10.0, std::round(std::log10(relative) * 1e6) / 1e6);
  }

  Problem& problem_;
  bool estimates_;
  Solution solution_;
  std::vector<std::vector<std::size_t>> equations_of_;
  std::vector<std::vector<std::size_t>> quantities_of_;
  std::vector<std::size_t> unknowns_;
  std::vector<bool> determined_;
  std::vector<std::pair<std::size_t, std::string>> refused_;   // and why; of no interest once another equation does it
  std::priority_queue<Candidate, std::vector<Candidate>, Worse> queue_;
};

// By the order of the sheets' tables and then by name, so that the order of the parts in the file does not matter.
std::vector<std::size_t> order_of_offers(const Problem& problem) {
  std::vector<std::size_t> order;
  for (std::size_t q = 0; q < problem.quantities.size(); ++q)
    if (!problem.quantities[q].offers.empty()) order.push_back(q);
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    const Quantity &x = problem.quantities[a], &y = problem.quantities[b];
    return std::tie(x.row, x.name) < std::tie(y.row, y.name);
  });
  return order;
}

void fill_from(Rank rank, const std::vector<std::size_t>& order, Problem& problem, Solver& solver, bool estimates_allowed) {
  for (const std::size_t q : order)
    for (const Given& offer : problem.quantities[q].offers) {
      if (offer.rank != rank) continue;
      if (solver.knows(q)) {
        if (rank == Rank::catalog) solver.solution().overridden.push_back({q, &offer});
        continue;
      }
      solver.give(q, offer);
      solver.follow(estimates_allowed);
    }
}

}  // namespace

Solution solve(Problem& problem) {
  Solver solver(problem, true);
  for (std::size_t q = 0; q < problem.quantities.size(); ++q)
    if (problem.quantities[q].given) solver.give(q, *problem.quantities[q].given);
  solver.follow(false);
  const std::vector<std::size_t> order = order_of_offers(problem);
  fill_from(Rank::catalog, order, problem, solver, false);
  solver.follow(true);
  fill_from(Rank::fallback, order, problem, solver, true);
  return solver.finish();
}

Solution solve_only(Problem& problem, const std::vector<std::size_t>& given) {
  Solver solver(problem, false);
  for (const std::size_t q : given)
    if (problem.quantities[q].given) solver.give(q, *problem.quantities[q].given);
  solver.follow(false);
  return solver.finish();
}

}  // namespace costcurve
