#include "solve/solve.h"

#include <algorithm>
#include <cmath>
#include <queue>
#include <string_view>
#include <tuple>

#include "solve/rearrange.h"

namespace costcurve {

double value_of(const Graph& graph, NodeId id, const Solution& solution) {
  const Node& node = graph[id];
  if (node.operation == Operation::constant) return node.value;
  if (node.operation == Operation::symbol) return solution.found[node.quantity()].value;
  const double a = value_of(graph, node.a, solution);
  return apply(node.operation, a, is_binary(node.operation) ? value_of(graph, node.b, solution) : 0);
}

Interval natural_interval(const Graph& graph, NodeId id, const Solution& solution) {
  const Node& node = graph[id];
  if (node.operation == Operation::constant) return Interval::point(node.value);
  if (node.operation == Operation::symbol) return solution.found[node.quantity()].natural;
  const Interval a = natural_interval(graph, node.a, solution);
  const Interval b = is_binary(node.operation) ? natural_interval(graph, node.b, solution) : Interval{};
  switch (node.operation) {
    case Operation::add: return a + b;
    case Operation::subtract: return a - b;
    case Operation::multiply: return a * b;
    case Operation::divide: return a / b;
    case Operation::power: return pow(a, b);
    case Operation::min: return {std::min(a.low, b.low), std::min(a.high, b.high)};
    case Operation::max: return {std::max(a.low, b.low), std::max(a.high, b.high)};
    case Operation::negate: return -a;
    case Operation::exp: return exp(a);
    case Operation::log: return log(a);
    case Operation::sqrt: return sqrt(a);
    default: return {apply(node.operation, a.low, 0), apply(node.operation, a.high, 0)};
  }
}

namespace {

// One way to determine one quantity. Smaller is better.
struct Candidate {
  bool estimate;
  double width;
  std::size_t givens;
  std::string_view sentence;
  std::string_view name;
  std::size_t quantity;
  std::size_t equation;
  Finding finding;

  auto rank() const { return std::tie(estimate, width, givens, sentence, name); }
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
    Candidate made{is_estimate, 0, 0, equation.sentence, problem_.quantities[quantity].name, quantity, e, {}};
    Finding& finding = made.finding;
    finding.status = Status::derived;
    finding.equation = e;
    finding.formula = rearrange(problem_.graph, equation, quantity);
    finding.value = value_of(problem_.graph, finding.formula, solution_);
    if (!std::isfinite(finding.value)) return refuse(e, quantity);
    finding.natural = natural_interval(problem_.graph, finding.formula, solution_);
    if (std::isnan(finding.natural.low) || std::isnan(finding.natural.high)) finding.natural = Interval::everything();
    finding.rests_on = givens_below(e);
    made.givens = finding.rests_on.size();
    made.width = relative_width(finding);
    queue_.push(std::move(made));
  }

  void refuse(std::size_t e, std::size_t quantity) {
    solution_.refused.push_back(problem_.quantities[quantity].name + " cannot be worked out from \"" +
                                problem_.equations[e].sentence + "\": it would divide by zero, overflow or take the logarithm of a negative number");
  }

  std::vector<std::size_t> givens_below(std::size_t e) const {
    std::vector<std::size_t> all;
    for (const std::size_t quantity : quantities_of_[e]) {
      const auto& below = solution_.found[quantity].rests_on;
      all.insert(all.end(), below.begin(), below.end());
    }
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
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
  std::priority_queue<Candidate, std::vector<Candidate>, Worse> queue_;
};

void fill_from(Rank rank, Problem& problem, Solver& solver, bool estimates_allowed) {
  for (std::size_t q = 0; q < problem.quantities.size(); ++q)
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
  fill_from(Rank::catalog, problem, solver, false);
  solver.follow(true);
  fill_from(Rank::fallback, problem, solver, true);
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
