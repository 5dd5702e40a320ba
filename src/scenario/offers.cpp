// What the catalog and the sheet offer for a quantity that nothing else determines.

#include <fmt/format.h>

#include "scenario/binding.h"
#include "text/listing.h"

namespace costcurve {

void Binding::offer(std::size_t q, Rank rank, const Excerpt& text, Given given) {
  Diagnostics unheard = Diagnostics::unheard();
  const Slot slot = parse_slot(text, *elsewhere_.catalog.units(), unheard);
  if (!slot.understood || slot.form != Slot::Form::value || slot.first.refers()) return;
  Graph scratch;
  ExpressionBinder binder(scratch, *this, *elsewhere_.catalog.units(), unheard);
  const std::optional<NodeId> node = binder.bind(slot.first, text, {});
  Quantity& quantity = scenario_.relations.quantities[q];
  if (!node || (scratch[*node].dimension != quantity.dimension &&
                !(scratch[*node].dimension.is_plain() && quantity.dimension.is_count())))
    return;
  given.rank = rank;
  given.text = text.text;
  given.value = scratch.constant_value(*node);
  const bool dated = slot.first.is_literal() && slot.first.literal.kind == Literal::Kind::date;
  given.rounding = given.belief = dated ? stated_literal(slot.first.literal).rounding : Interval::point(given.value);
  quantity.offers.push_back(std::move(given));
}

void Binding::bind_offers(std::size_t q) {
  const Draft& draft = drafts_[q];
  const auto from_fact = [&](const Fact& fact, const CatalogEntry& entry) {
    Given given;
    given.source = fact.source;
    given.date = fact.date;
    given.where = entry.path;
    given.note = fact.verified ? "" : "unverified";
    offer(q, Rank::catalog, fact.text, std::move(given));
  };
  if (draft.fact) return from_fact(*draft.fact, *fact_entries_[q]);
  if (!draft.row) return;
  const Row& row = *draft.row;
  if (!row.catalog.empty()) {
    const std::size_t dot = row.catalog.find('.');
    const std::string kind(row.catalog.substr(0, dot));
    std::string field(row.catalog.substr(dot + 1));
    const Part& part = *scenario_.part(draft.part);
    const CatalogEntry* entry = catalog_entry(part, kind);
    if (entry && field == "peak") {
      const auto precision = part.attributes.find("precision");
      field += "." + (precision == part.attributes.end() ? "bf16" : precision->second);
      if (!entry->find(field) && precision == part.attributes.end()) field = "peak.fp16";
      if (!entry->find(field) && precision != part.attributes.end()) {
        std::vector<std::string> known;
        for (const Fact& fact : entry->facts)
          if (fact.field.starts_with("peak.")) known.push_back(fact.field.substr(5));
        report(attribute_places_[{part.name, "precision"}],
               fmt::format("the catalog has no peak of {} in precision `{}`", entry->name, precision->second),
               {known.empty() ? "it knows none" : "it knows " + listed(known)});
      }
    }
    if (const Fact* fact = entry ? entry->find(field) : nullptr) from_fact(*fact, *entry);
  }
  if (row.fallback.empty()) return;
  Given given;
  given.source = row.fallback_source;
  offer(q, Rank::fallback, built_in(row.fallback), std::move(given));
}

}  // namespace costcurve
