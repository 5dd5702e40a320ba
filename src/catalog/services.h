#pragma once
// What an API asks in a class of service: batch, flex and priority have prices of their own beside the standard ones,
// or take a share off them.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/entry.h"
#include "catalog/fields.h"

namespace costcurve {

/// A price as the catalog offers it.
struct PriceFound {
  const Fact* fact = nullptr;  // where it stands; null where there is none
  std::string text;            // what it comes to where that is worked out: "(1.25 USD/Mtoken) * (1 - 50 %)"
  std::string caveat;          // what has to be known beside it
};

/// The field of the API's entry in that class (empty: standard) on that day (empty: the newest): `input`,
/// `tier.above`, `batch.discount`.
PriceFound find_price(const CatalogEntry& api, std::string_view field, std::string_view service, std::string_view day);

/// True if the entry says on that day what the class costs; standard service each has.
bool is_sold_as(const CatalogEntry& api, std::string_view service, std::string_view day);
/// The classes beside the standard one that it is sold in on that day.
std::vector<std::string> services_of(const CatalogEntry& api, std::string_view day);

/// How many tiers by length the prices of that class have on that day.
std::size_t tiers_of(const CatalogEntry& api, std::string_view service, std::string_view day);
/// "cliff" or "marginal" where all of several tiers have that rule; else "cliff", at an average price of all tokens.
std::string rule_of_tiers(const CatalogEntry& api, std::string_view service, std::string_view day);
/// What comes before the fields of a tier, from the first on: "tier.", "tier.2.".
std::string tier_prefix(std::size_t number);

}  // namespace costcurve
