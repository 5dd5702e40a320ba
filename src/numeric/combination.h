#pragma once
// Linear combinations of numbered units over a field, and what is spanned by them. Sparse: most of them hold few units
// of thousands.

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

namespace costcurve {

/// A combination of units: their numbers, ascending, and their factors, none of them nought.
template <typename Number>
struct Combination {
  struct Term {
    std::uint32_t unit = 0;
    Number factor;
    friend bool operator==(const Term&, const Term&) = default;
  };
  std::vector<Term> terms;

  bool is_none() const { return terms.empty(); }
  const Number* factor_of(std::uint32_t unit) const {
    const auto found = std::lower_bound(terms.begin(), terms.end(), unit,
                                        [](const Term& term, std::uint32_t wanted) { return term.unit < wanted; });
    return found != terms.end() && found->unit == unit ? &found->factor : nullptr;
  }
  void leave_out(std::uint32_t unit) {
    std::erase_if(terms, [&](const Term& term) { return term.unit == unit; });
  }
  friend bool operator==(const Combination&, const Combination&) = default;
};

/// a + factor * b
template <typename Number>
Combination<Number> sum_of(const Combination<Number>& a, const Combination<Number>& b, Number factor) {
  Combination<Number> sum;
  sum.terms.reserve(a.terms.size() + b.terms.size());
  auto x = a.terms.begin();
  auto y = b.terms.begin();
  while (x != a.terms.end() || y != b.terms.end()) {
    if (y == b.terms.end() || (x != a.terms.end() && x->unit < y->unit)) {
      sum.terms.push_back(*x++);
    } else if (x == a.terms.end() || y->unit < x->unit) {
      sum.terms.push_back({y->unit, factor * y->factor});
      ++y;
    } else {
      const Number both = x->factor + factor * y->factor;
      if (both != Number(0)) sum.terms.push_back({x->unit, both});
      ++x, ++y;
    }
  }
  return sum;
}

template <typename Number>
Combination<Number> times(const Combination<Number>& combination, Number factor) {
  return factor == Number(0) ? Combination<Number>{} : sum_of({}, combination, factor);
}

/// Puts a combination in the place of a unit, in every row that holds it. `within` says by unit whose rows may hold it,
/// but its own, and is kept up; units beyond it are no rows. Returns how many terms were gone through.
template <typename Number>
std::size_t put_in_place_of(std::uint32_t unit, const Combination<Number>& combination,
                            std::vector<Combination<Number>>& rows, std::vector<std::vector<std::uint32_t>>& within) {
  std::size_t steps = 0;
  std::vector<std::uint32_t> holders = std::exchange(within[unit], {});
  holders.push_back(unit);
  for (const std::uint32_t holder : holders) {
    const Number* factor = rows[holder].factor_of(unit);
    if (!factor) continue;
    const Number share = *factor;
    rows[holder].leave_out(unit);
    rows[holder] = sum_of(rows[holder], combination, share);
    steps += rows[holder].terms.size() + combination.terms.size();
    for (const auto& term : combination.terms)
      if (term.unit < within.size()) within[term.unit].push_back(holder);
  }
  return steps;
}

/// True if it is a combination of the others: what has it is fixed where the others are.
template <typename Number>
bool is_spanned(Combination<Number> combination, std::vector<Combination<Number>> by) {
  for (std::size_t i = 0; i < by.size(); ++i) {
    if (by[i].is_none()) continue;
    const std::uint32_t unit = by[i].terms.front().unit;
    const Number pivot = by[i].terms.front().factor;
    const auto eliminate = [&](Combination<Number>& from) {
      if (const Number* factor = from.factor_of(unit)) from = sum_of(from, by[i], -(*factor / pivot));
    };
    for (std::size_t k = i + 1; k < by.size(); ++k) eliminate(by[k]);
    eliminate(combination);
  }
  return combination.is_none();
}

}  // namespace costcurve
