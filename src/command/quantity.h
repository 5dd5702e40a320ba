#pragma once
// A verb about one quantity of one scenario: `explain`, `sensitivity`, `range`.

#include "command/command.h"

namespace costcurve {

/// A quantity that was asked for, in its audited scenario, and the program from the givens to it.
struct Found {
  std::vector<std::unique_ptr<AuditedVariant>> variants;
  std::size_t quantity = 0;
  Program program;

  const AuditedVariant& audited() const { return *variants.front(); }
};

/// Finds it; or nothing, with what to print instead in `failed`: mistakes, no such quantity, not determined.
std::unique_ptr<Found> find_quantity(const Invocation& invocation, Library& library, Outcome& failed);

/// The quantity in one of several variants; where it is not determined, what to say instead.
struct FoundInVariant {
  std::string variant;  // as it is shown: `scenario` is the scenario as it stands
  std::unique_ptr<Found> found;
  std::optional<Document> not_determined;
};

/// Finds it in each of the variants that stand side by side. `outcome` gets the mistakes; those of one variant do not
/// keep the others from being answered.
std::vector<FoundInVariant> find_side_by_side(const Invocation& invocation, Library& library, Outcome& outcome);

/// One answer for each variant as a JSON array.
std::string json_array(const std::vector<std::string>& documents);

}  // namespace costcurve
