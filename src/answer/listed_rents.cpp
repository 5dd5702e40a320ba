#include "answer/listed_rents.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "scenario/stated.h"
#include "text/expression.h"

namespace costcurve {

namespace {

// An amount as the catalog writes it, in base units.
std::optional<double> amount_of(const Fact& fact, const Units& units) {
  Diagnostics unheard = Diagnostics::unheard();
  const Slot slot = parse_slot(fact.text, units, unheard);
  if (!slot.understood || slot.form != Slot::Form::value || !slot.first.is_literal()) return std::nullopt;
  return stated_literal(slot.first.literal).value;
}

std::vector<double> rents_of(const std::string& chip, Library& library) {
  Diagnostics unheard = Diagnostics::unheard();
  std::vector<double> rents;
  for (const std::string& cloud : library.catalog_names("cloud"))
    if (const CatalogEntry* entry = library.catalog_entry("cloud", cloud, unheard))
      for (const Fact& fact : entry->facts)
        if (fact.field == "rent" && fact.offering.chip == chip && fact.offering.term == "on_demand")
          if (const std::optional<double> rent = amount_of(fact, *library.units())) rents.push_back(*rent);
  return rents;
}

}  // namespace

std::string place_among_rents(double rent, const std::string& chip, Library& library) {
  constexpr std::size_t fewest = 3;
  const std::vector<double> rents = rents_of(chip, library);
  if (rents.size() < fewest) return {};
  const auto below = std::count_if(rents.begin(), rents.end(), [&](double listed) { return listed < rent; });
  return fmt::format("above {} of {} listed {} rents", below == 0 ? "none" : std::to_string(below), rents.size(), chip);
}

}  // namespace costcurve
