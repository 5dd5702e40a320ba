#include "solve/open_equations.h"

#include <algorithm>
#include <numeric>

namespace costcurve {

bool is_allowed(const Equation& equation, Use use) {
  return equation.statement == Statement::equal ||
         (equation.statement == Statement::estimate && use == Use::estimates_too);
}

OpenEquations::OpenEquations(const Relations& relations)
    : relations_(relations),
      with_(relations.quantities.size()),
      used_(relations.equations.size(), false),
      useless_(relations.equations.size(), false),
      not_closed_(relations.equations.size()) {
  quantities_of_.reserve(relations.equations.size());
  std::iota(not_closed_.begin(), not_closed_.end(), std::size_t{0});
  for (std::size_t e = 0; e < relations.equations.size(); ++e) {
    std::vector<std::size_t> all = costcurve::quantities_of(relations.graph, relations.equations[e]);
    std::sort(all.begin(), all.end());
    unknowns_.push_back(all.size());
    for (const std::size_t quantity : all) with_[quantity].push_back(e);
    quantities_of_.push_back(std::move(all));
  }
}

std::size_t OpenEquations::only_unknown(std::size_t e, const Solution& solution) const {
  return *std::find_if(quantities_of_[e].begin(), quantities_of_[e].end(),
                       [&](std::size_t q) { return !solution.knows(q); });
}

bool OpenEquations::is_open(std::size_t e, Use use) const {
  return is_allowed(relations_.equations[e], use) && unknowns_[e] > 0 && !used_[e];
}

std::vector<std::size_t> OpenEquations::settle(std::size_t quantity) {
  std::vector<std::size_t> ready;
  for (const std::size_t e : with_[quantity]) {
    useless_[e] = false;
    if (--unknowns_[e] == 1 && !used_[e]) ready.push_back(e);
  }
  return ready;
}

std::tuple<bool, int, std::string_view, std::string_view> OpenEquations::order_of(std::size_t e) const {
  const Equation& equation = relations_.equations[e];
  return {equation.statement == Statement::estimate, equation.order, equation.sentence,
          relations_.quantities[quantities_of_[e].front()].name};
}

// A word is chosen by somebody and never solved for.
bool OpenEquations::wants_word(std::size_t e, const Solution& solution) const {
  return std::any_of(quantities_of_[e].begin(), quantities_of_[e].end(), [&](std::size_t q) {
    return relations_.quantities[q].dimension.is_word() && !solution.knows(q);
  });
}

std::vector<OpenEquation> OpenEquations::still_open(const Solution& solution, Use use) {
  std::erase_if(not_closed_, [&](std::size_t e) { return unknowns_[e] == 0; });
  std::vector<OpenEquation> open;
  for (const std::size_t e : not_closed_) {
    if (!is_usable(e, use) || wants_word(e, solution)) continue;
    if (relations_.equations[e].only_forward) continue;
    open.push_back({e, {}});
    for (const std::size_t q : quantities_of_[e])
      if (!solution.knows(q)) open.back().unknowns.push_back(q);
  }
  return open;
}

std::vector<OpenEquation> OpenEquations::entangled(const Solution& solution, Use use) {
  std::vector<OpenEquation> open = still_open(solution, use);
  if (open.empty()) return open;
  std::vector<int> uses(relations_.quantities.size(), 0);
  for (const OpenEquation& one : open)
    for (const std::size_t q : one.unknowns) ++uses[q];
  const auto is_loose = [&](const OpenEquation& one) {
    if (one.unknowns.size() == 1 ||
        std::none_of(one.unknowns.begin(), one.unknowns.end(), [&](std::size_t q) { return uses[q] == 1; }))
      return false;
    for (const std::size_t q : one.unknowns) --uses[q];
    return true;
  };
  while (std::erase_if(open, is_loose) > 0) {
  }
  for (OpenEquation& one : open)
    std::sort(one.unknowns.begin(), one.unknowns.end(), [&](std::size_t a, std::size_t b) {
      return relations_.quantities[a].name < relations_.quantities[b].name;
    });
  std::sort(open.begin(), open.end(),
            [&](const OpenEquation& a, const OpenEquation& b) { return order_of(a.equation) < order_of(b.equation); });
  return open;
}

}  // namespace costcurve
