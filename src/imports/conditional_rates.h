#pragma once
// Prices that hold under conditions, as a list that is tried from its last to its first: from a day on, or at hours of
// the day.

#include "imports/api_entry.h"

namespace costcurve::imports {

/// Rates, and when they hold: always, from a day on, or between two minutes of the day.
struct Conditional {
  Rates rates;
  std::string from_day;
  std::optional<int> from_minute, to_minute;  // of the day, UTC; the second may be before the first
  bool is_none = false;                       // from that day on there is no price
};

/// The same as rates from one day to the next; before the first day, where all have one, nothing is known. Where the
/// list cannot be said so, nothing, and why in `reason`.
std::optional<std::vector<DatedRates>> dated_rates(const std::vector<Conditional>& list, std::string& reason);

}  // namespace costcurve::imports
