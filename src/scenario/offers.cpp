// What the catalog and the sheet offer for a quantity that nothing else determines. An offer that cannot be read is
// left out in silence: the catalog's own test is where its mistakes are found, and a scenario's author cannot mend
// them.

#include <fmt/format.h>

#include "scenario/slots.h"
#include "scenario/stated.h"
#include "text/listing.h"

namespace costcurve {

namespace {

void offer(std::size_t q, Rank rank, const Excerpt& text, Given given, SlotBinding& binding) {
  const Units& units = *binding.elsewhere.catalog.units();
  Diagnostics unheard = Diagnostics::unheard();
  const Slot slot = parse_slot(text, units, unheard);
  if (!slot.understood || slot.form != Slot::Form::value || slot.first.refers()) return;
  const Quantity& quantity = binding.relations.quantities[q];
  Graph scratch;
  ExpressionBinder binder(scratch, binding.names, units, unheard);
  const std::optional<NodeId> node = binder.bind(slot.first, text, {});
  if (!node) return;
  const Dimension actual = scratch[*node].dimension;
  if (actual != quantity.dimension && !(actual.is_plain() && quantity.dimension.is_count())) return;
  given.rank = rank;
  given.text = text.text;
  given.value = scratch.constant_value(*node);
  const bool dated = slot.first.is_literal() && slot.first.literal.kind == Literal::Kind::date;
  given.rounding = given.belief = dated ? stated_literal(slot.first.literal).rounding : Interval::point(given.value);
  binding.givens.offer(q, std::move(given));
}

void offer_fact(std::size_t q, const Fact& fact, const CatalogEntry& entry, SlotBinding& binding) {
  Given given;
  given.source = fact.source;
  given.date = fact.date;
  given.where = entry.path;
  given.note = fact.verified ? "" : "unverified";
  offer(q, Rank::catalog, fact.text, std::move(given), binding);
}

// A chip has a peak in each precision; without one that is named, bf16 is meant, and fp16 on chips that are older.
std::string peak_field(const Part& part, const CatalogEntry& entry, SlotBinding& binding) {
  const auto precision = part.attributes.find("precision");
  const bool named = precision != part.attributes.end();
  const std::string field = "peak." + (named ? precision->second : "bf16");
  if (entry.find(field)) return field;
  if (!named) return "peak.fp16";
  std::vector<std::string> known;
  for (const Fact& fact : entry.facts)
    if (fact.field.starts_with("peak.")) known.push_back(fact.field.substr(5));
  binding.diagnostics.report(
      binding.outline.attribute_places.at({part.name, "precision"}),
      fmt::format("the catalog has no peak of {} in precision `{}`", entry.name, precision->second),
      {known.empty() ? "it knows none" : "it knows " + listed(known)});
  return field;
}

// The field of a sheet's row, "chip.peak", in the entry that the part names.
void offer_from_catalog(std::size_t q, const Draft& draft, SlotBinding& binding) {
  const std::string_view place = draft.row->catalog;
  const std::size_t dot = place.find('.');
  const std::string kind(place.substr(0, dot)), field(place.substr(dot + 1));
  const Part& part = binding.outline.parts[draft.part_number];
  const CatalogEntry* entry = catalog_entry(part, kind, binding.elsewhere);
  if (!entry) return;
  if (const Fact* fact = entry->find(field == "peak" ? peak_field(part, *entry, binding) : field))
    offer_fact(q, *fact, *entry, binding);
}

}  // namespace

void bind_offers(std::size_t q, SlotBinding& binding) {
  const Draft& draft = binding.outline.drafts[q];
  if (draft.fact) return offer_fact(q, *draft.fact, *draft.entry, binding);
  if (!draft.row) return;
  if (!draft.row->catalog.empty()) offer_from_catalog(q, draft, binding);
  if (draft.row->fallback.empty()) return;
  Given given;
  given.source = draft.row->fallback_source;
  offer(q, Rank::fallback, built_in(draft.row->fallback), std::move(given), binding);
}

}  // namespace costcurve
