// What a part takes from the catalog: the entries that it names, and of a part without a sheet all that they know.

#include <fmt/format.h>

#include "catalog/kinds.h"
#include "catalog/services.h"
#include "scenario/names.h"
#include "scenario/outline.h"
#include "text/listing.h"
#include "text/suggest.h"

namespace costcurve {

const CatalogEntry* catalog_entry(const Part& part, const std::string& kind, const Elsewhere& elsewhere) {
  const auto named = part.attributes.find(kind);
  if (named == part.attributes.end()) return nullptr;
  return elsewhere.catalog.find(kind, named->second);
}

namespace {

std::string attribute_of(const Part& part, const std::string& name) {
  const auto said = part.attributes.find(name);
  return said == part.attributes.end() ? std::string() : said->second;
}

}  // namespace

std::string day_of(const Part& part) { return attribute_of(part, "at"); }

std::string service_of(const Part& part) { return attribute_of(part, "service"); }

RentWanted rent_wanted(const Part& part, const Elsewhere& elsewhere) {
  const CatalogEntry* chip = catalog_entry(part, "chip", elsewhere);
  return {chip ? chip->name : attribute_of(part, "chip"), attribute_of(part, "term"), attribute_of(part, "region"),
          attribute_of(part, "instance"), day_of(part)};
}

namespace {

// The quantity of the part's sheet that an amount belongs to: 400 gCO2e/kWh is the intensity of a grid. Empty for
// words.
std::string key_of_amount(const Part& part, const std::string& text, const Outline& outline) {
  Diagnostics unheard = Diagnostics::unheard();
  const Slot slot = parse_slot(built_in(text), outline.header.units, unheard);
  if (!part.sheet || !slot.understood || !slot.first.is_literal() || !slot.first.literal.has_unit ||
      !slot.first.literal.chip.empty())
    return {};
  for (const Row& row : part.sheet->rows())
    if (row.dimension == slot.first.literal.dimension) return std::string(row.name);
  return {};
}

// A spelling that is nearer to none of several names is none of them.
void one_of_several(const Part& part, const CatalogKind& row, const std::vector<std::string>& several, Outline& outline,
                    Diagnostics& diagnostics) {
  const std::string kind(row.name);
  diagnostics.report(
      outline.attribute_places[{part.name, kind}],
      fmt::format("`{}` may be each of {} {} of the catalog", part.attributes.at(kind), several.size(), row.plural),
      {"write the one that is meant as it is spelled there: " + listed(several, "or")});
  outline.mistaken.insert(part.name);
}

void no_entry(const Part& part, const CatalogKind& row, const Elsewhere& elsewhere, Outline& outline,
              Diagnostics& diagnostics) {
  constexpr std::size_t few = 8;
  const std::string kind(row.name);
  const std::string& name = part.attributes.at(kind);
  if (const std::vector<std::string> several = elsewhere.catalog.meant_by(kind, name); !several.empty())
    return one_of_several(part, row, several, outline, diagnostics);
  std::vector<std::string> notes;
  if (const std::string key = key_of_amount(part, name, outline); !key.empty())
    notes.push_back(fmt::format("an amount is no name: write {} = \"{}\"", key, name));
  else if (const std::string hint = did_you_mean(name, elsewhere.catalog.names(kind)); !hint.empty())
    notes.push_back(hint);
  else if (const std::vector<std::string> known = elsewhere.catalog.names(kind); known.size() <= few)
    notes.push_back("the catalog has " + listed(known));
  notes.push_back(
      fmt::format("`costcurve list {}` shows those that are known; one more is one file in configs/", row.plural));
  diagnostics.report(outline.attribute_places[{part.name, kind}], fmt::format("the catalog has no {} `{}`", kind, name),
                     notes);
  outline.mistaken.insert(part.name);
}

// Prices and price levels have dates: before the first there is none to take, and none when the last has ended.
void no_price(const Part& part, const CatalogKind& row, const CatalogEntry& entry, Outline& outline,
              Diagnostics& diagnostics) {
  const Period& last = entry.periods.back();
  const bool has_ended = last.from <= day_of(part);
  diagnostics.report(outline.attribute_places[{part.name, "at"}],
                     fmt::format("the catalog has no {} of {} on that day", row.dated_noun, entry.name),
                     {has_ended ? fmt::format("its last {} ended on {}", row.dated_noun, last.to)
                                : fmt::format("its {}s begin on {}", row.dated_noun, entry.periods.front().from)});
  outline.mistaken.insert(part.name);
}

void no_chip(const Part& part, Outline& outline, Diagnostics& diagnostics) {
  diagnostics.report(outline.attribute_places[{part.name, "cloud"}],
                     fmt::format("what `{}` rents of a cloud is not said", part.name),
                     {"name the chip: chip = \"H100\""});
  outline.mistaken.insert(part.name);
}

// A cloud that lets no such chip, or not in that region or for that term.
void no_rent(const Part& part, const CatalogEntry& cloud, const Elsewhere& elsewhere, Outline& outline,
             Diagnostics& diagnostics) {
  constexpr std::size_t few = 8;
  const RentFound found = find_rent(cloud, rent_wanted(part, elsewhere), *elsewhere.catalog.units());
  const std::string whose = cloud.title.empty() ? cloud.name : cloud.title;
  std::vector<std::string> notes;
  if (!found.instead.empty())
    notes.push_back(found.instead.size() <= few ? "it has " + listed(found.instead)
                                                : "it has " + listed_some(found.instead));
  diagnostics.report(outline.attribute_places[{part.name, "cloud"}],
                     fmt::format("the catalog has no rent of {} at {}", found.lacking, whose), notes);
  outline.mistaken.insert(part.name);
}

void other_use(const Part& part, const CatalogEntry& api, Outline& outline, Diagnostics& diagnostics) {
  diagnostics.report(outline.attribute_places[{part.name, "api"}],
                     fmt::format("{} is for {}, and a bill is of answers in text", api.name, use_of(api)),
                     {"the sheet `api` prices tokens of any kind"});
  outline.mistaken.insert(part.name);
}

void add_fact(Part& part, const CatalogEntry& entry, const Fact& fact, Outline& outline) {
  if (fact.text.text.empty() || !is_name(as_name(fact.field))) return;
  const std::string name = part.name + "." + as_name(fact.field);
  if (outline.index.contains(name)) return;  // the scenario says it itself
  Diagnostics unheard = Diagnostics::unheard();
  const Slot slot = parse_slot(fact.text, outline.header.units, unheard);
  if (!slot.understood || !slot.first.is_literal()) return;  // words, such as a vendor's name
  Draft draft;
  draft.name = name;
  draft.part = part.name;
  draft.fact = &fact;
  draft.entry = &entry;
  draft.dimension = slot.first.literal.dimension;
  draft.shown = slot.first.literal.shown;
  part.quantities.push_back(outline.add(std::move(draft)));
}

// Of each field what holds on the part's day.
void add_facts(Part& part, const CatalogEntry& entry, Outline& outline) {
  for (const Fact& fact : entry.facts)
    if (entry.find(fact.field, day_of(part)) == &fact) add_fact(part, entry, fact, outline);
}

void add_rent(Part& part, const CatalogEntry& cloud, const Elsewhere& elsewhere, Outline& outline) {
  if (const Fact* rent = find_rent(cloud, rent_wanted(part, elsewhere), *elsewhere.catalog.units()).rent)
    add_fact(part, cloud, *rent, outline);
}

}  // namespace

std::string use_of(const CatalogEntry& api) {
  const Fact* use = api.find("use");
  return use ? use->text.text : "";
}

Lack lack_of(const Part& part, const CatalogKind& kind, const Elsewhere& elsewhere) {
  const CatalogEntry* entry = catalog_entry(part, std::string(kind.name), elsewhere);
  if (!entry) return Lack::entry;
  if (entry->mistaken) return Lack::soundness;
  if (!entry->periods.empty() && !entry->price_at(day_of(part))) return Lack::price;
  if (kind.name == "api" && part.sheet && part.sheet->name == "bill" && !use_of(*entry).empty()) return Lack::use;
  if (kind.name == "api" && !is_sold_as(*entry, service_of(part), day_of(part))) return Lack::service;
  if (kind.name != "cloud") return Lack::nothing;
  const RentWanted wanted = rent_wanted(part, elsewhere);
  if (wanted.chip.empty()) return Lack::chip;
  return find_rent(*entry, wanted, *elsewhere.catalog.units()).rent ? Lack::nothing : Lack::rent;
}

void attach_catalog(Part& part, const Elsewhere& elsewhere, Outline& outline, Diagnostics& diagnostics) {
  for (const CatalogKind& row : catalog_kinds) {
    const std::string kind(row.name);
    if (!part.attributes.contains(kind)) continue;
    const CatalogEntry* entry = catalog_entry(part, kind, elsewhere);
    switch (lack_of(part, row, elsewhere)) {
      case Lack::entry: no_entry(part, row, elsewhere, outline, diagnostics); break;
      case Lack::soundness: outline.mistaken.insert(part.name); break;  // its mistakes are reported
      case Lack::price: no_price(part, row, *entry, outline, diagnostics); break;
      case Lack::chip: no_chip(part, outline, diagnostics); break;
      case Lack::rent: no_rent(part, *entry, elsewhere, outline, diagnostics); break;
      case Lack::use: other_use(part, *entry, outline, diagnostics); break;
      case Lack::service:  // check_services() reports it, when parts that are like others are known
      case Lack::nothing:
        if (part.sheet) break;
        if (kind == "cloud")
          add_rent(part, *entry, elsewhere, outline);
        else
          add_facts(part, *entry, outline);
    }
  }
}

}  // namespace costcurve
