#include "catalog/laid_over.h"

#include <algorithm>
#include <array>

#include "numeric/stable_order.h"

namespace costcurve {

namespace {

// With where it is from, now that it stands in an entry of another file.
Fact moved(Fact fact, const CatalogEntry& from) {
  if (fact.path.empty()) fact.path = from.path;
  return fact;
}

bool says(const CatalogEntry& entry, const std::string& field) {
  return std::any_of(entry.facts.begin(), entry.facts.end(), [&](const Fact& fact) { return fact.field == field; });
}

bool says_of_day(const CatalogEntry& entry, const Fact& other) {
  return std::any_of(entry.facts.begin(), entry.facts.end(),
                     [&](const Fact& fact) { return fact.field == other.field && fact.date == other.date; });
}

// How many prices of the lower entry begin before the first of the upper one.
std::size_t prices_before(const CatalogEntry& upper, const CatalogEntry& lower) {
  const bool is_undated = std::any_of(upper.facts.begin(), upper.facts.end(),
                                      [](const Fact& fact) { return fact.price == 0 && fact.field == "input"; });
  if (is_undated) return 0;
  if (upper.periods.empty()) return lower.periods.size();
  const std::string& first = upper.periods.front().from;
  return static_cast<std::size_t>(std::count_if(lower.periods.begin(), lower.periods.end(),
                                                [&](const Period& period) { return period.from < first; }));
}

void add_prices_before(CatalogEntry& upper, const CatalogEntry& lower) {
  const std::size_t count = prices_before(upper, lower);
  for (Fact& fact : upper.facts)
    if (fact.price > 0) fact.price += count;
  upper.periods.insert(upper.periods.begin(), lower.periods.begin(),
                       lower.periods.begin() + static_cast<std::ptrdiff_t>(count));
  std::vector<Fact> facts;
  for (const Fact& fact : lower.facts)
    if (fact.price > 0 ? fact.price <= count : !says(upper, fact.field)) facts.push_back(moved(fact, lower));
  upper.facts.insert(upper.facts.begin(), facts.begin(), facts.end());
}

void add_rents(CatalogEntry& upper, const CatalogEntry& lower) {
  for (const Fact& fact : lower.facts)
    if (fact.field == "rent" || !says(upper, fact.field)) upper.facts.push_back(moved(fact, lower));
}

// One that is accounted in another way is no other year of the same.
bool is_alike(const CatalogEntry& upper, const CatalogEntry& lower, const std::string& field) {
  const Fact *above = upper.find(field + "_accounting"), *below = lower.find(field + "_accounting");
  return !above || !below || above->text.text == below->text.text;
}

void add_years(CatalogEntry& upper, const CatalogEntry& lower) {
  std::vector<Fact> facts;
  for (const Fact& fact : lower.facts) {
    const bool is_of_history = says(upper, fact.field);
    if (is_of_history && (!fact.has_history || says_of_day(upper, fact) || !is_alike(upper, lower, fact.field)))
      continue;
    facts.push_back(moved(fact, lower));
  }
  upper.facts.insert(upper.facts.end(), facts.begin(), facts.end());
  sort_stably(upper.facts,
              [](const Fact& a, const Fact& b) { return a.field != b.field ? a.field < b.field : a.date < b.date; });
}

// What is no part of the shape of a model, and may be known of it elsewhere.
constexpr std::array<std::string_view, 3> beside_shape = {"released", "training_tokens", "context"};

void add_beside_shape(CatalogEntry& upper, const CatalogEntry& lower) {
  for (const Fact& fact : lower.facts)
    if (std::find(beside_shape.begin(), beside_shape.end(), fact.field) != beside_shape.end() &&
        !says(upper, fact.field))
      upper.facts.push_back(moved(fact, lower));
}

struct Laying {
  std::string_view kind;
  void (*add)(CatalogEntry& upper, const CatalogEntry& lower);
};
constexpr std::array<Laying, 4> layings = {
    {{"api", add_prices_before}, {"cloud", add_rents}, {"grid", add_years}, {"llm", add_beside_shape}}};

}  // namespace

bool is_laid_over(const CatalogKind& kind) {
  return std::any_of(layings.begin(), layings.end(), [&](const Laying& laying) { return laying.kind == kind.name; });
}

CatalogEntry laid_over(CatalogEntry upper, const CatalogEntry& lower) {
  if (upper.mistaken || lower.mistaken) return upper;
  if (upper.title.empty()) upper.title = lower.title;
  if (upper.vendor.empty()) upper.vendor = lower.vendor;
  upper.known_on = std::max(upper.known_on, lower.known_on);
  for (const Laying& laying : layings)
    if (laying.kind == upper.kind) laying.add(upper, lower);
  return upper;
}

}  // namespace costcurve
