#pragma once
// What a value may be. Logarithms and log-normal ranges rely on it.

#include <cstdint>
#include <string_view>

#include "numeric/roots.h"

namespace costcurve {

enum class Domain : std::uint8_t { positive, not_negative, fraction, any };

/// True if the value lies in the domain.
inline bool lies_in(Domain domain, double value) {
  switch (domain) {
    case Domain::positive: return value > 0;
    case Domain::not_negative: return value >= 0;
    case Domain::fraction: return value >= 0 && value <= 1;
    case Domain::any: break;
  }
  return true;
}

/// Where a quantity of that domain is looked for, in base units: up to 1e40, and below zero only where it may be
/// negative.
inline Interval search_range(Domain domain) {
  switch (domain) {
    case Domain::positive: return {smallest_searched, largest_searched};
    case Domain::fraction: return {0, 1};
    case Domain::any: return {-largest_searched, largest_searched};
    case Domain::not_negative: break;
  }
  return {0, largest_searched};
}

/// "above zero", "zero or more", "between 0 and 1", and nothing for any number.
inline std::string_view domain_words(Domain domain) {
  switch (domain) {
    case Domain::positive: return "above zero";
    case Domain::not_negative: return "zero or more";
    case Domain::fraction: return "between 0 and 1";
    case Domain::any: break;
  }
  return "";
}

}  // namespace costcurve
