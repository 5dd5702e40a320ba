// The ranks: what is given, then the catalog, estimates and defaults, and all that follows before the next is asked.

#include "solve/solve.h"

#include <algorithm>
#include <tuple>

#include "solve/solver.h"

namespace costcurve {

namespace {

// By the order of the sheets' tables and then by name, so that the order of the parts in the file does not matter. What
// is like another part takes what that one says, and so what it offers, before its own.
std::vector<std::size_t> order_of_offers(const Relations& relations, const Givens& givens) {
  std::vector<std::size_t> order;
  for (std::size_t q = 0; q < relations.quantities.size(); ++q)
    if (!givens.offers(q).empty()) order.push_back(q);
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    const Quantity &x = relations.quantities[a], &y = relations.quantities[b];
    return std::tie(x.likeness, x.row, x.name) < std::tie(y.likeness, y.row, y.name);
  });
  return order;
}

// What is asked for is answered with what is usual only where all that is usual of the rest does not say it; the same
// holds of what its sheet takes last.
std::vector<std::size_t> those_taken_last_out_of(std::vector<std::size_t>& order, const Relations& relations) {
  const auto last = std::stable_partition(order.begin(), order.end(), [&](std::size_t q) {
    return !relations.quantities[q].asked && !relations.quantities[q].taken_last;
  });
  const std::vector<std::size_t> taken(last, order.end());
  order.erase(last, order.end());
  return taken;
}

void fill_from(Rank rank, const std::vector<std::size_t>& order, const Givens& givens, Solver& solver, Use use) {
  for (const std::size_t q : order)
    for (const GivenPointer& offer : givens.offers(q)) {
      if (offer->rank != rank) continue;
      if (solver.knows(q)) {
        if (rank == Rank::catalog) solver.overrule(q, offer);
        continue;
      }
      solver.give(q, offer);
      solver.follow(use);
    }
}

}  // namespace

Solution solve(const Relations& relations, const Givens& givens) {
  Solver solver(relations, Use::estimates_too);
  for (const std::size_t q : givens.stated_quantities()) solver.give(q, givens.stated(q));
  solver.follow_to_the_end(Use::identities);
  std::vector<std::size_t> order = order_of_offers(relations, givens);
  fill_from(Rank::catalog, order, givens, solver, Use::identities);
  solver.follow_to_the_end(Use::identities);
  solver.follow_to_the_end(Use::estimates_too);
  const std::vector<std::size_t> last = those_taken_last_out_of(order, relations);
  fill_from(Rank::fallback, order, givens, solver, Use::estimates_too);
  solver.follow_to_the_end(Use::estimates_too);
  if (last.empty()) return solver.finish();
  fill_from(Rank::fallback, last, givens, solver, Use::estimates_too);
  solver.follow_to_the_end(Use::estimates_too);
  return solver.finish();
}

Solution solve_by_identities(const Relations& relations, const Givens& givens) {
  Solver solver(relations, Use::identities);
  for (const std::size_t q : givens.stated_quantities()) solver.give(q, givens.stated(q));
  solver.follow_to_the_end(Use::identities);
  return solver.finish();
}

}  // namespace costcurve
