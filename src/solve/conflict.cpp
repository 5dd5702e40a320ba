#include "solve/conflict.h"

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>

namespace costcurve {

namespace {

std::vector<std::size_t> givens_of_equation(const Relations& relations, const Solution& solution,
                                            std::size_t equation) {
  std::vector<std::size_t> all;
  for (const std::size_t quantity : quantities_of(relations.graph, relations.equations[equation])) {
    const std::vector<std::size_t> below = givens_behind(relations, solution, quantity);
    all.insert(all.end(), below.begin(), below.end());
  }
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

bool contradict(const Relations& relations, const Givens& givens, Broken broken) {
  const Solution solution = solve_by_identities(relations, givens);
  return std::any_of(solution.checks.begin(), solution.checks.end(), [&](std::size_t e) {
    const Equation& equation = relations.equations[e];
    return equation.statement == Statement::equal && broken(relations, solution, equation);
  });
}

// By name, so that which of several smallest sets is told does not depend on the order of writing.
void sort_by_name(const Relations& relations, std::vector<std::size_t>& quantities) {
  std::sort(quantities.begin(), quantities.end(),
            [&](std::size_t a, std::size_t b) { return relations.quantities[a].name < relations.quantities[b].name; });
}

// The equations by their sentences, and where these are the same by the names in them.
std::vector<std::size_t> by_sentence(const Relations& relations, const std::vector<std::size_t>& equations) {
  std::vector<std::tuple<std::string, std::vector<std::string>, std::size_t>> keyed;
  for (const std::size_t e : equations) {
    std::vector<std::string> names;
    for (const std::size_t q : quantities_of(relations.graph, relations.equations[e]))
      names.push_back(relations.quantities[q].name);
    std::sort(names.begin(), names.end());
    keyed.emplace_back(relations.equations[e].sentence, std::move(names), e);
  }
  std::sort(keyed.begin(), keyed.end());
  std::vector<std::size_t> sorted;
  for (const auto& [sentence, names, equation] : keyed) sorted.push_back(equation);
  return sorted;
}

// Leaves out what is not needed for the contradiction.
std::vector<std::size_t> smallest(const Relations& relations, const Givens& all, std::vector<std::size_t> givens,
                                  Broken broken) {
  sort_by_name(relations, givens);
  for (std::size_t i = givens.size(); i-- > 0;) {
    std::vector<std::size_t> fewer = givens;
    fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
    if (contradict(relations, all.exactly(fewer), broken)) givens = std::move(fewer);
  }
  std::sort(givens.begin(), givens.end());
  return givens;
}

}  // namespace

std::vector<Conflict> conflicts(const Relations& relations, const Givens& givens, const Solution& solution,
                                const std::vector<std::size_t>& failed, Broken broken) {
  constexpr std::size_t most = 8;  // a file that is wrong throughout needs no longer list
  std::vector<Conflict> all;
  for (const std::size_t e : by_sentence(relations, failed)) {
    if (all.size() >= most) break;
    std::vector<std::size_t> behind;
    for (const std::size_t q : givens_of_equation(relations, solution, e))
      if (givens.stated(q)) behind.push_back(q);
    if (behind.size() > 60 || !contradict(relations, givens.exactly(behind), broken)) continue;
    Conflict conflict;
    conflict.equation = e;
    conflict.givens = smallest(relations, givens, std::move(behind), broken);
    if (conflict.givens.empty()) continue;  // the equations contradict each other, whatever is given
    const auto covers = [&](const Conflict& other) {
      return std::includes(conflict.givens.begin(), conflict.givens.end(), other.givens.begin(), other.givens.end());
    };
    if (std::any_of(all.begin(), all.end(), covers)) continue;
    for (std::size_t q = 0; q < solution.found.size(); ++q) {
      if (solution.found[q].status != Status::derived || relations.quantities[q].inner) continue;
      const std::vector<std::size_t> below = givens_behind(relations, solution, q);
      if (std::any_of(conflict.givens.begin(), conflict.givens.end(),
                      [&](std::size_t g) { return std::binary_search(below.begin(), below.end(), g); }))
        conflict.dependents.push_back(q);
    }
    all.push_back(std::move(conflict));
  }
  std::sort(all.begin(), all.end(), [](const Conflict& a, const Conflict& b) {
    return std::pair(a.givens.size(), a.givens) < std::pair(b.givens.size(), b.givens);
  });
  return all;
}

}  // namespace costcurve
