#pragma once
// A scenario in which some quantities are given one value after another: what a sweep must know before it calculates.

#include <optional>

#include "audit/consequences.h"
#include "numeric/demand.h"
#include "program/program.h"

namespace costcurve {

/// The scenario without what stands at the keys of these quantities, in whose place their values come; itself where
/// nothing does.
std::shared_ptr<const Scenario> freed(const std::shared_ptr<const Scenario>& scenario, const Values& values);

/// The scenario audited with these values given, exact, in place of whatever determines them. Its claims are left
/// aside.
std::unique_ptr<AuditedVariant> audited_with(const std::shared_ptr<const Scenario>& scenario, const Values& values);
/// The same solved alone: what is known, and nothing checked.
std::unique_ptr<AuditedVariant> solved_with(const std::shared_ptr<const Scenario>& scenario, const Values& values);
/// The same for a search, several times as fast: what the catalog and the sheets offer is taken at once, not one after
/// the other as nothing else leads further. Where an equation then does not hold, some of it was not wanted, and the
/// scenario is solved as ever. A limit that is broken withdraws nothing: other points may keep it.
std::unique_ptr<AuditedVariant> solved_at_once(const std::shared_ptr<const Scenario>& scenario, const Values& values);

/// A swept quantity that the other givens determine.
struct Contradicted {
  std::size_t quantity = 0;
  std::vector<std::size_t> others;  // the givens that do, by number; empty where only an equation can be named
  std::string sentence;             // the equation that does not hold
};
/// The first of the swept quantities that contradicts what else is given, or nothing.
std::optional<Contradicted> contradicted(const AuditedVariant& audited, const Values& values);

/// A limit or a domain that values of a sweep may leave: two nodes, and how they compare where it is broken.
struct Limit {
  NodeId left = no_node;
  NodeId right = no_node;
  Demand broken = Demand::above;
  std::string sentence;  // "MFU is at most 1"
};
/// The limits of the scenario whose sides are known, and the domains of what is derived and cannot be above one; of the
/// quantities in `shown` all domains.
std::vector<Limit> limits_of(AuditedVariant& audited, const std::vector<std::size_t>& shown);

/// For each input of the program whether output `output` can depend on it.
std::vector<bool> inputs_behind(const Program& program, std::size_t output);

}  // namespace costcurve
