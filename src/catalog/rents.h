#pragma once
// What a cloud asks for a chip: of what it lets, the offer that a part means.

#include <string>
#include <vector>

#include "catalog/entry.h"
#include "quantity/units.h"

namespace costcurve {

/// What is to be rented, as a scenario names it; what is empty may be any. Without a term on demand is meant.
struct RentWanted {
  std::string chip;
  std::string term;
  std::string region;
  std::string instance;
  std::string at;  // a day; empty: as lately as is known
};

/// The rent that was found, and what was chosen without being asked for; or what of it there is instead.
struct RentFound {
  const Fact* rent = nullptr;
  std::string chosen;                // "the cheapest of 3 offers: p5.48xlarge in us-east-1"
  std::string lacking;               // "H20", "reserved_1y": what the cloud lets no such
  std::vector<std::string> instead;  // what it has in that place
};

/// Of the offers that were seen last by that day (or, where none was, first thereafter), within 90 days of each other,
/// the cheapest: `units` say what one currency is worth in another.
RentFound find_rent(const CatalogEntry& cloud, const RentWanted& wanted, const Units& units);

/// True of a term whose hours are paid with work or without.
bool is_commitment(const Offering& offering);

/// What a list calls a fact: its field, and of a rent what is let, "H100 p5.48xlarge us-east-1 spot".
std::string name_of(const Fact& fact);

}  // namespace costcurve
