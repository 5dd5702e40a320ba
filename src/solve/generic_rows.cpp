#include "solve/generic_rows.h"

#include <algorithm>
#include <utility>

namespace costcurve {

namespace {

// Splitmix64 of where the coefficient stands: the same at every run.
Modular coefficient(std::size_t equation, std::size_t quantity) {
  std::uint64_t x = (static_cast<std::uint64_t>(equation) << 32U) + quantity + 0x9E3779B97F4A7C15U;
  x = (x ^ (x >> 30U)) * 0xBF58476D1CE4E5B9U;
  x = (x ^ (x >> 27U)) * 0x94D049BB133111EBU;
  return Modular(x ^ (x >> 31U));
}

}  // namespace

GenericRows::GenericRows(std::size_t quantities) : rows_(quantities), within_(quantities) {
  for (std::uint32_t q = 0; q < quantities; ++q) rows_[q].terms = {{q, Modular(1)}};
}

void GenericRows::keep(const OpenEquation& equation) {
  GenericRow row = weighted_sum(equation);
  if (row.is_none()) return;
  const auto least = std::min_element(row.terms.begin(), row.terms.end(), [&](const auto& a, const auto& b) {
    return within_[a.unit].size() < within_[b.unit].size();
  });
  const auto [unit, factor] = *least;
  row.leave_out(unit);
  // The unknown is a combination of others from now on.
  put_in_place_of(unit, times(row, -(Modular(1) / factor)), rows_, within_);
}

GenericRow GenericRows::weighted_sum(const OpenEquation& equation) const {
  std::vector<GenericRow::Term> all;
  for (const std::size_t q : equation.unknowns)
    for (const GenericRow::Term& term : rows_[q].terms)
      all.push_back({term.unit, coefficient(equation.equation, q) * term.factor});
  std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.unit < b.unit; });
  GenericRow sum;
  for (const GenericRow::Term& term : all)
    if (!sum.is_none() && sum.terms.back().unit == term.unit)
      sum.terms.back().factor = sum.terms.back().factor + term.factor;
    else
      sum.terms.push_back(term);
  std::erase_if(sum.terms, [&](const GenericRow::Term& term) { return term.factor == Modular(0); });
  return sum;
}

}  // namespace costcurve
