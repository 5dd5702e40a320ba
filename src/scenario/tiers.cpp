// Several tiers of an API's prices. A sheet knows one, which its requests reach or not; which of several that is
// follows from their length, so the sheet's tier becomes a relation: select(.input_per_request > 128 k token, ...,
// ...).

#include <fmt/format.h>

#include "catalog/services.h"
#include "scenario/outline.h"

namespace costcurve {

namespace {

constexpr std::string_view row_prefix = "api.tier.", length = ".input_per_request";

// The tiers of one entry, numbered from 1, with the sentences that choose among them.
class Tiers {
 public:
  Tiers(const CatalogEntry& api, std::string service, std::string day)
      : api_(api), service_(std::move(service)), day_(std::move(day)), count_(tiers_of(api, service_, day_)) {}

  std::size_t count() const { return count_; }
  Place place() const { return find("above", 1).fact->text.place(); }

  /// What the sheet's tier has in a field, as an expression. Empty where the list has nothing of it, and of the rule,
  /// which is offered as of a single tier.
  std::string expression(const std::string& field) const {
    if (!is_listed(field) || field == "rule") return {};
    std::string chosen = in_band(field, 1);
    for (std::size_t tier = 2; tier <= count_; ++tier)
      chosen = fmt::format("select({} > {}, {}, {})", length, above(tier), in_band(field, tier), chosen);
    return chosen;
  }

 private:
  PriceFound find(const std::string& field, std::size_t tier) const {
    return find_price(api_, (tier == 0 ? "" : tier_prefix(tier)) + field, service_, day_);
  }
  std::string text(const std::string& field, std::size_t tier) const {
    const PriceFound found = find(field, tier);
    return !found.fact ? "" : found.text.empty() ? found.fact->text.text : found.text;
  }
  std::string above(std::size_t tier) const { return text("above", tier); }
  bool is_cliff(std::size_t tier) const { return text("rule", tier) == "cliff"; }

  bool is_listed(const std::string& field) const {
    for (std::size_t tier = 1; tier <= count_; ++tier)
      if (find(field, tier).fact) return true;
    return false;
  }
  bool has_several_rules() const {
    for (std::size_t tier = 2; tier <= count_; ++tier)
      if (is_cliff(tier) != is_cliff(1)) return true;
    return false;
  }

  // Of the tiers up to this one the last that holds for all tokens; 0 where each is for what is beyond.
  std::size_t cliff_at(std::size_t tier) const {
    while (tier > 0 && !is_cliff(tier)) --tier;
    return tier;
  }

  // What a tier does not list is there what it is below, and the cache as much dearer as other input.
  std::string price(const std::string& field, std::size_t tier) const {
    if (const std::string own = text(field, tier); !own.empty()) return own;
    const bool is_cache = field.starts_with("cache");
    if (tier == 0) return is_cache ? price("input", 0) : field == "reasoning" ? price("output", 0) : "0 USD/Mtoken";
    if (!is_cache) return price(field, tier - 1);
    return fmt::format("({}) * ({}) / ({})", price(field, 0), price("input", tier), price("input", 0));
  }

  // What holds for requests that reach this tier and no other.
  std::string in_band(const std::string& field, std::size_t tier) const {
    const std::size_t cliff = cliff_at(tier);
    const bool is_whole = cliff > 0 || has_several_rules();
    const std::size_t first = is_whole ? cliff : 1;
    if (field == "above") return above(std::max<std::size_t>(first, 1));
    const bool is_of_answer = field == "output" || field == "reasoning";
    return is_of_answer || first == tier ? price(field, first) : average(field, first, tier, is_whole);
  }

  // Of several stretches of a request's input the average price: of all of it, or of what is beyond the first limit.
  // Lists of both rules are told as a cliff at the average of all.
  std::string average(const std::string& field, std::size_t first, std::size_t last, bool is_whole) const {
    std::string sum;
    for (std::size_t tier = first; tier < last; ++tier)
      sum += fmt::format("({}) * ({}{}) + ", price(field, tier), above(tier + 1),
                         tier == first && is_whole ? "" : " - " + above(tier));
    sum += fmt::format("({}) * ({} - {})", price(field, last), length, above(last));
    return fmt::format("({}) / ({}{})", sum, length, is_whole ? "" : " - " + above(first));
  }

  const CatalogEntry& api_;
  std::string service_, day_;
  std::size_t count_;
};

bool is_tier(const Draft& draft) { return draft.row && draft.row->catalog.starts_with(row_prefix); }

bool says_tiers(const Part& part, const Outline& outline) {
  for (const std::size_t q : part.quantities)
    if (is_tier(outline.drafts[q]) && outline.drafts[q].value) return true;
  return false;
}

const CatalogEntry* sound_api_of(const Part& part, const Elsewhere& elsewhere) {
  const CatalogEntry* api =
      part.sheet && part.sheet->row(length.substr(1)) ? catalog_entry(part, "api", elsewhere) : nullptr;
  return api && !api->mistaken ? api : nullptr;
}

}  // namespace

bool has_several_tiers(const Part& part, const Elsewhere& elsewhere) {
  const CatalogEntry* api = sound_api_of(part, elsewhere);
  return api && tiers_of(*api, service_of(part), day_of(part)) > 1;
}

void link_tiers(const Elsewhere& elsewhere, Outline& outline) {
  for (const Part& part : outline.parts) {
    if (!has_several_tiers(part, elsewhere) || says_tiers(part, outline)) continue;
    const Tiers tiers(*sound_api_of(part, elsewhere), service_of(part), day_of(part));
    for (const std::size_t q : part.quantities) {
      Draft& draft = outline.drafts[q];
      if (!is_tier(draft)) continue;
      const std::string expression = tiers.expression(std::string(draft.row->catalog.substr(row_prefix.size())));
      if (expression.empty()) continue;
      relate(expression, tiers.place(), draft, outline);
      draft.is_of_catalog = true;
    }
  }
}

}  // namespace costcurve
