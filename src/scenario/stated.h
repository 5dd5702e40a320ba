#pragma once
// What printed digits mean: the value, the numbers that would have been printed so, and what is merely believed.

#include <optional>
#include <string>

#include "graph/relations.h"
#include "numeric/interval.h"
#include "text/expression.h"

namespace costcurve {

/// How a claim compares two quantities, in the words people print.
enum class Comparison : std::uint8_t {
  none,      // it states a value
  share,     // of / than: "27x", "twice", "a fraction of"
  inverse,   // than / of: "27x less", "11 times cheaper"
  discount,  // 1 - of / than: "95 % cheaper"
  surplus,   // of / than - 1: "20 % more"
};

/// A stated value with its widths.
struct Stated {
  enum class Form : std::uint8_t { value, bound, limits };
  Form form = Form::value;
  double value = 0;
  Interval rounding;      // rounded to half the last printed digit
  Interval truncation;    // printed digits kept, the rest cut off
  Interval round_number;  // trailing zeros taken for filling
  Interval belief;        // of a 90 % range
  bool is_belief = false;
  bool about = false;    // "about": within 10 %
  std::string relation;  // of a bound
  Interval limits;       // of limits, both ends allowed
  std::string words;     // "a few", "just under"
  Comparison comparison = Comparison::none;
  std::string text;  // as written
  ShownUnit shown;
  Dimension dimension;
};

/// What "about" such a value allows: 10 % to both sides, of a pace in its factor per year.
Interval about(double value, const ShownUnit& unit);

/// Where a stated bound lies: before a month is before its first day, after it is after its last.
double limit_of(const Stated& stated);

/// The widths of a single printed number.
Stated stated_literal(const Literal& literal);

}  // namespace costcurve
