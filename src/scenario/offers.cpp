// What the catalog and the sheet offer for a quantity that nothing else determines. An offer that cannot be read is
// left out in silence: the catalog's own test is where its mistakes are found, and a scenario's author cannot mend
// them.

#include "scenario/offers.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "catalog/services.h"
#include "scenario/slots.h"
#include "scenario/stated.h"
#include "scenario/words.h"
#include "text/listing.h"

namespace costcurve {

namespace {

// Nothing where the text is no amount of the quantity's kind.
std::optional<Given> offered(const Quantity& quantity, const Excerpt& text, const Names& names, const Units& units) {
  Diagnostics unheard = Diagnostics::unheard();
  const Slot slot = parse_slot(text, units, unheard);
  if (!slot.understood || slot.form != Slot::Form::value || slot.first.refers()) return std::nullopt;
  Graph scratch;
  ExpressionBinder binder(scratch, names, units, unheard);
  const std::optional<NodeId> node = binder.bind(slot.first, text, {});
  if (!node) return std::nullopt;
  const Dimension actual = scratch[*node].dimension;
  if (!fits(quantity, slot.first, text, actual, true, {names, units, unheard})) return std::nullopt;
  Given given = exact(scratch.constant_value(*node));
  given.text = text.text;
  const bool dated = slot.first.is_literal() && slot.first.literal.kind == Literal::Kind::date;
  if (dated) given.rounding = given.belief = stated_literal(slot.first.literal).rounding;
  return given;
}

bool is_after(const Fact& fact, const std::string& day) {
  return !day.empty() && fact.date > day && !is_within(fact.date, day);
}

// Where what was seen now and then was not seen about the day that is asked for.
std::string distance_from(const Fact& fact, const std::string& day) {
  constexpr long about_the_same = 90;  // days
  if (day.empty() || fact.date.empty()) return {};
  if (fact.price != 0 && fact.date > day) return "as listed on " + fact.date + ", since when is not known";
  if (!fact.has_history && fact.field != "rent") return {};
  if (is_after(fact, day)) return "the first known, none by " + day;
  return days_between(fact.date, day) > about_the_same ? "the last known by " + day : std::string();
}

// Where no day is asked for: that a price holds no longer, or not yet, or that another has been announced.
void add_timing_of_newest(const Period& period, const CatalogEntry& entry, std::vector<std::string>& timing) {
  if (!period.to.empty()) timing.push_back((entry.has_ended(period) ? "until " : "in force until ") + period.to);
  if (!entry.has_begun(period)) timing.push_back("in force from " + period.from + " on");
  for (const Period& other : entry.periods)
    if (other.from > period.from && !entry.has_begun(other))
      timing.push_back("another price from " + other.from + " on");
}

// That a number is not of the day, or holds no longer.
std::vector<std::string> timing_of(const Fact& fact, const CatalogEntry& entry, const std::string& day) {
  constexpr long long_ago = 183;  // days: prices may have changed, and nobody looked
  std::vector<std::string> timing;
  if (const std::string distance = distance_from(fact, day); !distance.empty()) timing.push_back(distance);
  const Period* period = entry.period_of(fact);
  if (!period) return timing;
  if (day.empty()) add_timing_of_newest(*period, entry, timing);
  const bool is_last = period == &entry.periods.back() && period->to.empty();
  if (!day.empty() && is_last && !fact.retrieved.empty() && days_between(fact.retrieved, day) > long_ago)
    timing.push_back("last read on " + fact.retrieved);
  return timing;
}

// What has to be known beside the number: its timing, what the fact says, how it is accounted, where the entry says so,
// and that nobody vouches for it.
std::vector<std::string> notes_on(const Fact& fact, const CatalogEntry& entry, std::vector<std::string> notes) {
  if (!fact.note.empty()) notes.push_back(fact.note);
  if (const Fact* accounting = entry.find(fact.field + "_accounting")) notes.push_back(accounting->text.text);
  if (!fact.verified) notes.emplace_back("unverified");
  return notes;
}

// A number of an entry, and what was chosen to get it.
struct FoundFact {
  const CatalogEntry* entry = nullptr;
  const Fact* fact = nullptr;
  std::string chosen;
  std::string text = {};    // what it comes to where that is worked out of several
  std::string caveat = {};  // what has to be known beside it
};

std::optional<Given> offered_fact(const Quantity& quantity, const FoundFact& found, const std::string& day,
                                  const Names& names, const Units& units) {
  const Fact& fact = *found.fact;
  std::optional<Given> given =
      quantity.dimension.is_word()
          ? given_word(quantity, found.text.empty() ? fact.text.text : found.text)
          : offered(quantity, found.text.empty() ? fact.text : built_in(found.text), names, units);
  if (!given) return std::nullopt;
  given->rank = Rank::catalog;
  given->source = fact.source;
  given->date = fact.date;
  given->retrieved = fact.retrieved;
  given->where = fact.path.empty() ? found.entry->path : fact.path;
  given->is_later = fact.field == "rent" && is_after(fact, day);
  given->caveats = timing_of(fact, *found.entry, day);
  if (!found.caveat.empty()) given->caveats.push_back(found.caveat);
  std::vector<std::string> notes = notes_on(fact, *found.entry, given->caveats);
  if (!fact.verified) given->caveats.emplace_back("unverified");
  if (!found.chosen.empty()) notes.insert(notes.begin(), found.chosen);
  // 989 for 989.4 is no other number.
  constexpr double another = 0.02;
  for (const Conflicting& other : fact.conflicts)
    if (const std::optional<Given> printed = offered(quantity, built_in(other.text), names, units);
        printed && std::abs(printed->value / given->value - 1) > another)
      given->conflicts.push_back("also printed: " + other.words());
  notes.insert(notes.end(), given->conflicts.begin(), given->conflicts.end());
  given->note = fmt::format("{}", fmt::join(notes, "; "));
  return given;
}

// The format of a number in which a precision multiplies: mxfp8 is fp8 with a scale for each block of numbers.
std::string format_of(const std::string& precision) {
  return precision == "mxfp8" ? "fp8" : precision == "nvfp4" ? "fp4" : precision;
}

// What the best matmul reaches, by precision as the peak is; what nobody measured is left to the sheet.
std::string matmul_field(const Part& part) {
  const auto precision = part.attributes.find("precision");
  return "matmul." + (precision == part.attributes.end() ? "bf16" : format_of(precision->second));
}

// A chip has a peak in each precision; without one that is named, bf16 is meant, and fp16 on chips that are older.
std::string peak_field(const Part& part, const CatalogEntry& entry, const Place& where, Diagnostics& diagnostics) {
  const auto precision = part.attributes.find("precision");
  const bool named = precision != part.attributes.end();
  const std::string field = "peak." + (named ? format_of(precision->second) : "bf16");
  // Scales for blocks came with matrix units that multiply in four bits.
  const auto can_multiply_in = [&](const std::string& word) {
    return entry.find("peak." + format_of(word)) && (word != "mxfp8" || entry.find("peak.fp4"));
  };
  if (can_multiply_in(named ? precision->second : "bf16")) return field;
  if (!named) return "peak.fp16";
  const Row* const row = part.sheet ? part.sheet->row("precision") : nullptr;
  std::vector<std::string> known;
  if (row && !row->words.empty())
    std::copy_if(row->words.begin(), row->words.end(), std::back_inserter(known), can_multiply_in);
  else
    for (const Fact& fact : entry.facts)
      if (fact.field.starts_with("peak.")) known.push_back(fact.field.substr(5));
  diagnostics.report(where,
                     fmt::format("the catalog has no peak of {} in precision `{}`", entry.name, precision->second),
                     {known.empty() ? "it knows none" : "it knows " + listed(known)});
  return field;
}

// The field of a sheet's row, "chip.peak", in the entry that the part names.
FoundFact fact_for(const Row& row, const Part& part, const Elsewhere& elsewhere, const Place& where,
                   Diagnostics& diagnostics) {
  const std::size_t dot = row.catalog.find('.');
  const std::string kind(row.catalog.substr(0, dot)), field(row.catalog.substr(dot + 1));
  const CatalogEntry* entry = catalog_entry(part, kind, elsewhere);
  if (!entry) return {};
  if (field == "peak") return {entry, entry->find(peak_field(part, *entry, where, diagnostics)), ""};
  // What a chip itself counts is known of few: of the others what is printed.
  if (field == "device_memory" && !entry->find(field)) return {entry, entry->find("memory"), ""};
  if (kind == "api") {
    PriceFound price = find_price(*entry, field, service_of(part), day_of(part));
    if (field == "tier.rule" && price.fact) price.text = rule_of_tiers(*entry, service_of(part), day_of(part));
    const bool is_standard = service_of(part).empty() || service_of(part) == standard_service;
    return {entry, price.fact, price.fact && !is_standard ? service_of(part) + " service" : "", std::move(price.text),
            std::move(price.caveat)};
  }
  if (field == "matmul") return {entry, entry->find(matmul_field(part)), ""};
  const bool is_of_rent = field == "rent" || field == "idle_paid";
  if (!is_of_rent) return {entry, entry->find(field, day_of(part)), ""};
  RentFound found = find_rent(*entry, rent_wanted(part, elsewhere), *elsewhere.catalog.units());
  if (field == "rent" || !found.rent) return {entry, found.rent, std::move(found.chosen)};
  return {entry, found.rent, "", is_commitment(found.rent->offering) ? "1" : "0"};
}

}  // namespace

std::optional<Given> offered_by_catalog(const Quantity& quantity, const Row& row, const Part& part,
                                        const Elsewhere& elsewhere, const Units& units, const Names& names,
                                        const Place& where, Diagnostics& diagnostics) {
  const FoundFact found = fact_for(row, part, elsewhere, where, diagnostics);
  return found.fact ? offered_fact(quantity, found, day_of(part), names, units) : std::nullopt;
}

namespace {

// Nine in ten lie between a default's limits, log-normal to each side; of what lies anywhere, 90 % of what is between.
bool add_range(Given& given, const Quantity& quantity, const Row& row, const Names& names, const Units& units) {
  constexpr double left_out = 0.05;  // at each end of a 90 % range
  const std::optional<Given> low = offered(quantity, built_in(row.fallback_low), names, units),
                             high = offered(quantity, built_in(row.fallback_high), names, units);
  if (!low || !high) return false;
  const bool is_even = !row.even_where.empty();
  const double inside = is_even ? left_out * (high->value - low->value) : 0;
  given.belief = {low->value + inside, high->value - inside};
  given.is_belief = true;
  given.distribution = is_even ? Distribution::uniform(low->value, high->value)
                               : Distribution::around(given.value, low->value, high->value);
  return true;
}

std::optional<Given> offered_by_sheet(const Quantity& quantity, const Row& row, bool has_range, const Names& names,
                                      const Units& units) {
  std::optional<Given> given = quantity.dimension.is_word() ? given_word(quantity, row.fallback)
                                                            : offered(quantity, built_in(row.fallback), names, units);
  if (!given) return std::nullopt;
  if (has_range && !add_range(*given, quantity, row, names, units)) return std::nullopt;
  given->rank = Rank::fallback;
  given->source = row.fallback_source;
  return given;
}

Place place_of_precision(const Outline& outline, const std::string& part) {
  const auto place = outline.attribute_places.find({part, "precision"});
  return place == outline.attribute_places.end() ? Place() : place->second;
}

// Anything but a question.
bool is_said(const Draft& draft) {
  if (!draft.value || draft.value->withdrawn || draft.is_of_catalog) return false;
  return !draft.asks();
}

// True where the part says something of one of these quantities.
bool says_one_of(const std::vector<std::string_view>& quantities, const std::string& part, const Outline& outline) {
  return std::any_of(quantities.begin(), quantities.end(), [&](std::string_view quantity) {
    const auto found = outline.index.find(part + "." + std::string(quantity));
    return found != outline.index.end() && is_said(outline.drafts[found->second]);
  });
}

bool has_fallback(const Draft& draft, const Outline& outline) {
  const Row& row = *draft.row;
  return !row.fallback.empty() && (row.where.empty() || says_one_of(row.where, draft.part, outline)) &&
         !says_one_of(row.unless, draft.part, outline);
}

// Where a part is like another, what that one says.
bool is_said_somewhere(const std::string& quantity, const Outline& outline) {
  std::string name = quantity;
  for (std::size_t step = 0; step <= outline.parts.size(); ++step) {
    const auto found = outline.index.find(name);
    if (found == outline.index.end() || !is_said(outline.drafts[found->second])) return false;
    const std::string& text = outline.drafts[found->second].value->text.text;
    if (last_word(text) != last_word(name) || !outline.index.contains(text)) return true;
    name = text;
  }
  return false;
}

bool has_range(const Draft& draft, const Outline& outline) {
  const Row& row = *draft.row;
  if (row.fallback_low.empty() || row.even_where.empty()) return !row.fallback_low.empty();
  return std::any_of(row.even_where.begin(), row.even_where.end(), [&](std::string_view other) {
    return is_said_somewhere(draft.part + "." + std::string(other), outline);
  });
}

}  // namespace

void bind_offers(std::size_t q, SlotBinding& binding) {
  const Draft& draft = binding.outline.drafts[q];
  const Quantity& quantity = binding.relations.quantities[q];
  const Units& units = *binding.outline.header.catalog_units;
  const auto offer = [&](std::optional<Given> given) {
    if (given) binding.givens.offer(q, std::move(*given));
  };
  const Part& part = binding.outline.parts[draft.part_number];
  if (draft.fact)
    return offer(offered_fact(quantity, {draft.entry, draft.fact, ""}, day_of(part), binding.names, units));
  if (!draft.row) return;
  if (!draft.row->catalog.empty() && !draft.is_of_catalog)
    offer(offered_by_catalog(quantity, *draft.row, part, binding.elsewhere, units, binding.names,
                             place_of_precision(binding.outline, draft.part), binding.diagnostics));
  if (has_fallback(draft, binding.outline))
    offer(offered_by_sheet(quantity, *draft.row, has_range(draft, binding.outline), binding.names, units));
}

}  // namespace costcurve
