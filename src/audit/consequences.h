#pragma once
// What else changes when some quantities take other values: which limits and givens break, and which claims turn.

#include <string>
#include <utility>
#include <vector>

#include "audit/audit.h"

namespace costcurve {

/// Quantities by number, each with a value.
using Values = std::vector<std::pair<std::size_t, double>>;

/// The scenario's givens with these values in place of what stands there, as wide for their size as what stood there: a
/// claim must not fail for digits that a solution has too many. A relation beside a value stays, and is then compared.
Givens with_values(const Scenario& scenario, const Values& values);

struct Consequences {
  std::vector<std::string> broken;     // limits and equations that fail now and did not before
  std::vector<std::string> now_true;   // claims that hold now and did not
  std::vector<std::string> now_false;  // claims that fail now and did not
};

/// Compares two audits of the same scenario.
Consequences consequences(const AuditedVariant& before, const AuditedVariant& after);

}  // namespace costcurve
