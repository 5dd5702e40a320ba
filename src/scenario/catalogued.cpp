// What a part takes from the catalog: the entries that it names, and of a part without a sheet all that they know.

#include <fmt/format.h>

#include "catalog/kinds.h"
#include "scenario/names.h"
#include "scenario/outline.h"
#include "text/listing.h"
#include "text/suggest.h"

namespace costcurve {

const CatalogEntry* catalog_entry(const Part& part, const std::string& kind, const Elsewhere& elsewhere) {
  const auto named = part.attributes.find(kind);
  if (named == part.attributes.end()) return nullptr;
  const auto at = part.attributes.find("at");
  return elsewhere.catalog.find(kind, named->second, at == part.attributes.end() ? "" : at->second);
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

void no_entry(const Part& part, const CatalogKind& row, const Elsewhere& elsewhere, Outline& outline,
              Diagnostics& diagnostics) {
  constexpr std::size_t few = 8;
  const std::string kind(row.name);
  const std::string& name = part.attributes.at(kind);
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

// Prices and price levels have dates; before the first there is none to take.
bool begins_later(const Part& part, const CatalogKind& row, const CatalogEntry& entry) {
  return !row.dated.field.empty() && part.attributes.contains("at") && !entry.find(row.dated.field);
}

void add_facts(Part& part, const CatalogEntry& entry, Outline& outline) {
  for (const Fact& fact : entry.facts) {
    if (fact.text.text.empty() || !is_name(as_name(fact.field))) continue;
    const std::string name = part.name + "." + as_name(fact.field);
    if (outline.index.contains(name)) continue;  // the scenario says it itself
    Diagnostics unheard = Diagnostics::unheard();
    const Slot slot = parse_slot(fact.text, outline.header.units, unheard);
    if (!slot.understood || !slot.first.is_literal()) continue;  // words, such as a vendor's name
    Draft draft;
    draft.name = name;
    draft.part = part.name;
    draft.fact = &fact;
    draft.entry = &entry;
    draft.dimension = slot.first.literal.dimension;
    draft.shown = slot.first.literal.shown;
    part.quantities.push_back(outline.add(std::move(draft)));
  }
}

}  // namespace

void attach_catalog(Part& part, const Elsewhere& elsewhere, Outline& outline, Diagnostics& diagnostics) {
  for (const CatalogKind& row : catalog_kinds) {
    const std::string kind(row.name);
    if (!row.is_attribute || !part.attributes.contains(kind)) continue;
    const CatalogEntry* entry = catalog_entry(part, kind, elsewhere);
    if (!entry) {
      no_entry(part, row, elsewhere, outline, diagnostics);
    } else if (begins_later(part, row, *entry)) {
      diagnostics.report(outline.attribute_places[{part.name, "at"}],
                         fmt::format("the catalog has no {} of {} on that day", row.dated.noun, entry->name),
                         {fmt::format("its {}s begin later", row.dated.noun)});
      outline.mistaken.insert(part.name);
    } else if (!part.sheet) {
      add_facts(part, *entry, outline);
    }
  }
}

}  // namespace costcurve
