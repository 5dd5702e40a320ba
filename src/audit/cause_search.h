#pragma once
// What is known while the causes of a failed claim are looked for. Internal to audit/:
//
//   cause.cpp         slips in the arithmetic: another quantity, a term, a factor
//   misreadings.cpp   slips in reading: a lost asterisk, a flipped bound, another pair compared

#include <cmath>

#include "audit/cause.h"

namespace costcurve {

struct Search {
  const Scenario& scenario;
  const Givens& all_givens;
  const Solution& solution;
  const Claim& claim;
  const Judgement& judgement;
  std::vector<Cause>& causes;
  std::vector<std::size_t> givens = {};  // that the claim's quantity rests on

  const Relations& relations() const { return *scenario.relations; }
  ShownUnit unit() const { return shown_unit(scenario, claim); }
};

/// True of two values that would be printed alike in two or three digits.
inline bool alike(double a, double b, double tolerance = 0.005) {
  return a != 0 && b != 0 && std::abs(a / b - 1) <= tolerance;
}

/// Each adds what it finds to `search.causes`.
void lost_operator(const Search& search);
void other_comparison(const Search& search);
void exchange_rate(const Search& search);
void flipped_bound(const Search& search);
void beyond_limits(const Search& search);
void not_compounded(const Search& search);

}  // namespace costcurve
