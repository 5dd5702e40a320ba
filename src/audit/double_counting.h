#pragma once
// What a sum of the scenario's own counts twice: a rent contains the electricity of the chips that are rented.

#include <vector>

#include "audit/audit.h"

namespace costcurve {

struct CountedTwice {
  std::size_t total = 0;  // the quantity that is the sum
  std::size_t rent = 0;   // behind one of its items
  std::size_t price = 0;  // of electricity, behind another
};

/// The sums that add electricity to a rent, each once.
std::vector<CountedTwice> counted_twice(const AuditedVariant& audited);

}  // namespace costcurve
