#include "solve/entangled.h"

#include <doctest/doctest.h>

#include <set>

#include "support/problems.h"
#include "support/property.h"

using namespace costcurve;
using namespace costcurve::testing;

namespace {

Problem some_sums(std::size_t quantities) {
  std::vector<std::string> sentences;
  for (std::size_t e = 1 + below(2 * quantities); e > 0; --e) {
    std::string sum;
    for (std::size_t q = 0; q < quantities; ++q)
      if (below(quantities) < 2) sum += (sum.empty() ? "." : " + .") + std::string("x") + std::to_string(q);
    if (!sum.empty()) sentences.push_back(sum + " = " + std::to_string(e));
  }
  if (sentences.empty()) sentences.push_back(".x0 = 1");
  return problem(sentences);
}

// The same worked out from nothing: equations with an unknown to themselves are left out until none has one.
std::set<std::size_t> entangled_now(const OpenEquations& open, const Solution& solution) {
  std::set<std::size_t> left;
  for (std::size_t e = 0; e < open.size(); ++e)
    if (open.is_usable(e, Use::identities)) left.insert(e);
  const auto is_own = [&](std::size_t q) {
    return !solution.knows(q) && std::count_if(open.with(q).begin(), open.with(q).end(),
                                               [&](std::size_t e) { return left.contains(e); }) == 1;
  };
  const auto is_loose = [&](std::size_t e) {
    const auto& quantities = open.quantities_of(e);
    return open.unknowns(e) > 1 && std::any_of(quantities.begin(), quantities.end(), is_own);
  };
  for (auto e = left.begin(); e != left.end();) {
    e = std::find_if(left.begin(), left.end(), is_loose);
    if (e != left.end()) left.erase(e);
  }
  return left;
}

std::set<std::size_t> all_changed(Entangled& entangled, const Solution& solution) {
  std::set<std::size_t> equations;
  for (auto component = entangled.next_changed(solution); !component.empty();
       component = entangled.next_changed(solution))
    for (const OpenEquation& one : component) RC_ASSERT(equations.insert(one.equation).second);
  return equations;
}

}  // namespace

TEST_CASE("entangled equations: told from what changed they are those told from nothing") {
  property("entangled", [] {
    const Problem made = some_sums(2 + below(8));
    OpenEquations open(made);
    Entangled entangled(made, open, Use::identities);
    Solution solution;
    solution.found.resize(made.quantities.size());
    RC_ASSERT(all_changed(entangled, solution) == entangled_now(open, solution));
    for (int step = 0; step < 12; ++step) {
      const std::size_t q = below(made.quantities.size()), e = below(open.size());
      if (below(3) > 0 && !solution.knows(q)) {
        solution.found[q].status = Status::given;
        open.settle(q);
      } else if (flip()) {
        open.give_up(e);
      } else {
        open.use(e);
      }
      if (flip()) continue;
      all_changed(entangled, solution);
      std::vector<OpenEquation> all(open.size());
      for (std::size_t i = 0; i < all.size(); ++i) all[i].equation = i;
      entangled.mark_changed(all);
      RC_ASSERT(all_changed(entangled, solution) == entangled_now(open, solution));
    }
  });
}

TEST_CASE("entangled equations: what did not change is not given out again, and what changed is with all around it") {
  const Problem made = problem({".a + .b = 1", ".a - .b = .c", ".c + .a = 2", ".x + .y = 1", ".x - .y = 2"});
  OpenEquations open(made);
  Entangled entangled(made, open, Use::identities);
  Solution solution;
  solution.found.resize(made.quantities.size());
  CHECK(entangled.next_changed(solution).size() == 3);
  CHECK(entangled.next_changed(solution).size() == 2);
  CHECK(entangled.next_changed(solution).empty());
  solution.found[number_of(made, "c")].status = Status::given;
  open.settle(number_of(made, "c"));
  CHECK(entangled.next_changed(solution).size() == 3);
  CHECK(entangled.next_changed(solution).empty());
}
