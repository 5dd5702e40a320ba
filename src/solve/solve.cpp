#include "solve/solve.h"

#include <algorithm>
#include <cmath>
#include <queue>
#include <string_view>
#include <tuple>

#include "solve/rearrange.h"
#include "solve/structure.h"
#include "solve/tear.h"
#include "solve/together.h"

namespace costcurve {

namespace {

// One way to determine one quantity. Smaller is better.
struct Candidate {
  bool estimate;
  int order;  // of estimates: as the sheet ranks them
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
  Solver(const Relations& relations, bool estimates) : relations_(relations), estimates_(estimates) {
    solution_.formulas = Graph::laid_over(relations.graph);
    solution_.found.resize(relations.quantities.size());
    equations_of_.resize(relations.quantities.size());
    determined_.resize(relations.equations.size(), false);
    useless_.resize(relations.equations.size(), false);
    unknowns_.resize(relations.equations.size(), 0);
    for (std::size_t e = 0; e < relations.equations.size(); ++e) list_quantities(e);
  }

  void give(std::size_t quantity, const GivenPointer& given) {
    Finding finding;
    finding.status = Status::given;
    finding.value = given->value;
    finding.natural = given->belief;
    finding.given = given;
    finding.rests_on = {quantity};
    finding.givens = 1;
    settle(quantity, std::move(finding));
  }

  bool knows(std::size_t quantity) const { return solution_.knows(quantity); }

  // Everything that follows: one equation for one unknown, and where that leads no further several together.
  void follow(bool estimates_allowed) {
    if (estimates_allowed && !estimated_) estimated_ = changed_ = true;
    do take_candidates(estimates_allowed);
    while (take_block(estimates_allowed));
  }

  Solution finish() {
    for (std::size_t e = 0; e < relations_.equations.size(); ++e)
      if (!determined_[e] && unknowns_[e] == 0) solution_.checks.push_back(e);
    for (Refused& refused : refused_)
      if (!knows(refused.quantity)) solution_.refused.push_back(std::move(refused));
    return std::move(solution_);
  }

  Solution& solution() { return solution_; }

 private:
  // Takes the best candidate until none is left. Estimates are touched only when they are allowed.
  void take_candidates(bool estimates_allowed) {
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

  bool is_usable(std::size_t e, bool estimates_allowed) const {
    const Statement statement = relations_.equations[e].statement;
    const bool allowed =
        statement == Statement::equal || (statement == Statement::estimate && estimates_ && estimates_allowed);
    return allowed && unknowns_[e] > 0 && !determined_[e] && !useless_[e];
  }

  // The open equations that several may determine something with. One that has an unknown to itself is used up by it,
  // so it helps no other: most go by that, and nothing is left to be looked at.
  std::vector<OpenEquation> entangled(bool estimates_allowed) const {
    std::vector<OpenEquation> open;
    std::vector<int> uses(relations_.quantities.size(), 0);
    for (std::size_t e = 0; e < relations_.equations.size(); ++e) {
      if (!is_usable(e, estimates_allowed)) continue;
      open.push_back({e, {}});
      for (const std::size_t q : quantities_of_[e])
        if (!knows(q)) {
          open.back().unknowns.push_back(q);
          ++uses[q];
        }
    }
    const auto is_loose = [&](const OpenEquation& one) {
      if (one.unknowns.size() == 1 ||
          std::none_of(one.unknowns.begin(), one.unknowns.end(), [&](std::size_t q) { return uses[q] == 1; }))
        return false;
      for (const std::size_t q : one.unknowns) --uses[q];
      return true;
    };
    while (std::erase_if(open, is_loose) > 0) {
    }
    return open;
  }

  // The same with its unknowns, in an order that does not depend on how the scenario is written.
  Structure structure(bool estimates_allowed) const {
    std::vector<OpenEquation> open = entangled(estimates_allowed);
    for (OpenEquation& one : open)
      std::sort(one.unknowns.begin(), one.unknowns.end(), [&](std::size_t a, std::size_t b) {
        return relations_.quantities[a].name < relations_.quantities[b].name;
      });
    std::sort(open.begin(), open.end(), [&](const OpenEquation& a, const OpenEquation& b) {
      return order_of(a.equation) < order_of(b.equation);
    });
    return Structure(std::move(open), relations_.quantities.size());
  }

  std::tuple<bool, int, std::string_view, std::string_view> order_of(std::size_t e) const {
    const Equation& equation = relations_.equations[e];
    return {equation.statement == Statement::estimate, equation.order, equation.sentence,
            relations_.quantities[quantities_of_[e].front()].name};
  }

  // Equations that determine their unknowns only together, or hold one in a way that no rearranging frees. True if a
  // quantity became known; equations that lead to no single value are not tried again.
  bool take_block(bool estimates_allowed) {
    if (!changed_) return false;
    changed_ = false;
    for (;;) {
      const Structure open = structure(estimates_allowed);
      const std::vector<std::size_t> block = open.smallest_block();
      if (block.empty()) return false;
      std::vector<std::size_t> equations, unknowns;
      for (const std::size_t place : block) {
        equations.push_back(open.open()[place].equation);
        unknowns.push_back(open.unknown_of(place));
      }
      if (solve_block(equations, unknowns)) return changed_ = true;
      for (const std::size_t e : equations) useless_[e] = true;
    }
  }

  bool solve_block(const std::vector<std::size_t>& equations, const std::vector<std::size_t>& unknowns) {
    constexpr std::size_t most_ways = 4;
    std::string refusal;
    for (const Torn& torn : tear(relations_, solution_, equations, unknowns, most_ways)) {
      const Together found = costcurve::solve_together(relations_, solution_, torn);
      if (!found.refusal.empty()) {
        if (refusal.empty() || found.several)
          refusal = relations_.quantities[torn.unknowns.front()].name + " " + found.refusal;
        if (found.several) break;  // torn elsewhere it may look as if there were one
        continue;
      }
      settle_root(equations, torn, found);
      return true;
    }
    if (!refusal.empty()) refused_.push_back({unknowns.front(), equations, refusal});
    return false;
  }

  void settle_root(const std::vector<std::size_t>& equations, const Torn& torn, const Together& found) {
    Finding finding;
    for (const std::size_t e : equations) count_givens(e, finding);
    std::vector<Dimension> dimensions;
    for (const std::size_t q : torn.unknowns) dimensions.push_back(relations_.quantities[q].dimension);
    const NodeId first = solution_.formulas.root(
        {torn.unknowns, torn.left, torn.right, found.values, found.within, equations, no_node}, dimensions);
    for (const std::size_t e : torn.equations) determined_[e] = true;
    finding.status = Status::derived;
    for (std::size_t i = 0; i < torn.unknowns.size(); ++i) {
      finding.value = found.values[i];
      finding.natural = natural_root(solution_, torn, found.values[i], found.within[i]);
      finding.equation = torn.equations[i];
      finding.formula = first + static_cast<NodeId>(i);
      settle(torn.unknowns[i], finding);
    }
  }
  void list_quantities(std::size_t e) {
    std::vector<std::size_t> all = quantities_of(relations_.graph, relations_.equations[e]);
    std::sort(all.begin(), all.end());
    unknowns_[e] = all.size();
    for (const std::size_t quantity : all) equations_of_[quantity].push_back(e);
    quantities_of_.push_back(std::move(all));
    if (unknowns_[e] == 1) propose(e);
  }

  void settle(std::size_t quantity, Finding finding) {
    solution_.found[quantity] = std::move(finding);
    for (const std::size_t e : equations_of_[quantity]) {
      useless_[e] = false;
      changed_ = changed_ || unknowns_[e] > 1;
      if (--unknowns_[e] == 1 && !determined_[e]) propose(e);
    }
  }

  std::size_t only_unknown(std::size_t e) const {
    return *std::find_if(quantities_of_[e].begin(), quantities_of_[e].end(), [&](std::size_t q) { return !knows(q); });
  }

  void propose(std::size_t e) {
    const Equation& equation = relations_.equations[e];
    const bool is_estimate = equation.statement == Statement::estimate;
    if (is_limit(equation)) return;
    if (is_estimate && !estimates_) return;
    const std::size_t quantity = only_unknown(e);
    if (!can_rearrange(relations_, equation, quantity)) return;
    Candidate made{is_estimate,
                   is_estimate ? equation.order : 0,
                   0,
                   0,
                   equation.sentence,
                   relations_.quantities[quantity].name,
                   quantity,
                   e,
                   {}};
    Finding& finding = made.finding;
    finding.status = Status::derived;
    finding.equation = e;
    finding.formula = restricted(solution_.formulas, rearrange(relations_, solution_.formulas, equation, quantity));
    finding.value = value_of(solution_, finding.formula);
    if (!std::isfinite(finding.value)) return refuse(e, quantity);
    finding.natural = natural_interval(solution_, finding.formula);
    if (std::isnan(finding.natural.low) || std::isnan(finding.natural.high)) finding.natural = Interval::everything();
    count_givens(e, finding);
    made.givens = finding.givens;
    if (!satisfies(equation, quantity, finding.value)) return refuse(e, quantity);
    made.width = relative_width(finding);
    queue_.push(std::move(made));
  }

  void refuse(std::size_t e, std::size_t quantity) {
    useless_[e] = true;
    refused_.push_back({quantity,
                        {e},
                        relations_.quantities[quantity].name + " cannot be worked out from \"" +
                            relations_.equations[e].sentence +
                            "\": it would divide by zero, overflow or take the logarithm of a negative number"});
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
    const double left = value_of(solution_, equation.left), right = value_of(solution_, equation.right);
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

  const Relations& relations_;
  bool estimates_;
  Solution solution_;
  std::vector<std::vector<std::size_t>> equations_of_;
  std::vector<std::vector<std::size_t>> quantities_of_;
  std::vector<std::size_t> unknowns_;
  std::vector<bool> determined_;
  bool estimated_ = false;        // estimates are in use
  bool changed_ = true;           // an equation lost an unknown since blocks were looked for
  std::vector<bool> useless_;     // equations that lead to no single value, alone or together
  std::vector<Refused> refused_;  // of no interest once another equation does it
  std::priority_queue<Candidate, std::vector<Candidate>, Worse> queue_;
};

// By the order of the sheets' tables and then by name, so that the order of the parts in the file does not matter.
std::vector<std::size_t> order_of_offers(const Relations& relations, const Givens& givens) {
  std::vector<std::size_t> order;
  for (std::size_t q = 0; q < relations.quantities.size(); ++q)
    if (!givens.offers(q).empty()) order.push_back(q);
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    const Quantity &x = relations.quantities[a], &y = relations.quantities[b];
    return std::tie(x.row, x.name) < std::tie(y.row, y.name);
  });
  return order;
}

void fill_from(Rank rank, const std::vector<std::size_t>& order, const Givens& givens, Solver& solver,
               bool estimates_allowed) {
  for (const std::size_t q : order)
    for (const GivenPointer& offer : givens.offers(q)) {
      if (offer->rank != rank) continue;
      if (solver.knows(q)) {
        if (rank == Rank::catalog) solver.solution().overridden.push_back({q, offer});
        continue;
      }
      solver.give(q, offer);
      solver.follow(estimates_allowed);
    }
}

}  // namespace

Solution solve(const Relations& relations, const Givens& givens) {
  Solver solver(relations, true);
  for (const std::size_t q : givens.stated_quantities()) solver.give(q, givens.stated(q));
  solver.follow(false);
  const std::vector<std::size_t> order = order_of_offers(relations, givens);
  fill_from(Rank::catalog, order, givens, solver, false);
  solver.follow(true);
  fill_from(Rank::fallback, order, givens, solver, true);
  return solver.finish();
}

Solution solve_by_identities(const Relations& relations, const Givens& givens) {
  Solver solver(relations, false);
  for (const std::size_t q : givens.stated_quantities()) solver.give(q, givens.stated(q));
  solver.follow(false);
  return solver.finish();
}

}  // namespace costcurve
