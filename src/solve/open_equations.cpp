#include "solve/open_equations.h"

#include <algorithm>
#include <utility>

namespace costcurve {

bool is_allowed(const Equation& equation, Use use) {
  return equation.statement == Statement::equal ||
         (equation.statement == Statement::estimate && use == Use::estimates_too);
}

OpenEquations::OpenEquations(const Relations& relations)
    : relations_(relations),
      with_(relations.quantities.size()),
      used_(relations.equations.size(), false),
      useless_(relations.equations.size(), false) {
  quantities_of_.reserve(relations.equations.size());
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
    changes_.push_back(e);
    if (--unknowns_[e] == 1 && !used_[e]) ready.push_back(e);
  }
  return ready;
}

std::tuple<bool, int, std::string_view, std::string_view> OpenEquations::order_of(std::size_t e) const {
  const Equation& equation = relations_.equations[e];
  return {equation.statement == Statement::estimate, equation.order, equation.sentence,
          relations_.quantities[quantities_of_[e].front()].name};
}

std::vector<std::size_t> ChangedEquations::next(const OpenEquations& open, Use use) {
  std::vector<std::size_t> changed;
  if (!std::exchange(has_begun_, true))
    for (std::size_t e = 0; e < open.size(); ++e) changed.push_back(e);
  else
    changed.assign(open.changes().begin() + static_cast<std::ptrdiff_t>(seen_), open.changes().end());
  seen_ = open.changes().size();
  std::erase_if(changed, [&](std::size_t e) { return !open.is_open(e, use) || open.unknowns(e) < 2; });
  return changed;
}

// A word is chosen by somebody and never solved for.
bool OpenEquations::waits_to_be_told(std::size_t e, const Solution& solution) const {
  return std::any_of(quantities_of_[e].begin(), quantities_of_[e].end(), [&](std::size_t q) {
    const Quantity& quantity = relations_.quantities[q];
    return (quantity.dimension.is_word() || quantity.only_said) && !solution.knows(q) &&
           !says(relations_, relations_.equations[e], q);
  });
}

}  // namespace costcurve
