#pragma once
// What follows from a value that is known from one side only: cost = "over $51 million".

#include <optional>
#include <vector>

#include "audit/audit.h"

namespace costcurve {

/// The values that the scenario states so, in the order of its equations.
std::vector<OneSided> one_sided(const AuditedVariant& audited);
/// The first twelve of them with their consequences, each of which costs a solution of its own.
std::vector<Followed> followed(const AuditedVariant& audited);

/// A quantity of which that value leaves a range: open to one side, or a point where whatever is beyond the value
/// changes nothing.
struct Follows {
  std::size_t quantity = 0;
  Interval range;
  std::vector<std::size_t> by;  // places of the bounds that it follows from, of those that were given together
};
/// Judges a claim about what is not determined by the bound that follows for it; nothing where none does. Whatever the
/// bound leaves open is possible.
std::optional<Judgement> judge_by_bounds(const AuditedVariant& audited, const Claim& claim);

/// What is not determined either and has a bound as far as that value reaches; in the order of the scenario. A quantity
/// that may move either way has none.
std::vector<Follows> what_follows(const AuditedVariant& audited, const Followed& bound);

}  // namespace costcurve
