#include "catalog/services.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "quantity/word_list.h"

namespace costcurve {

namespace {

// One class, or standard service, on one day.
class Service {
 public:
  Service(const CatalogEntry& api, std::string_view name, std::string_view day)
      : api_(api), prefix_(name.empty() || name == standard_service ? "" : std::string(name) + "."), day_(day) {}

  bool is_standard() const { return prefix_.empty(); }
  const Fact* own(std::string_view field) const { return api_.find(prefix_ + std::string(field), day_); }
  const Fact* listed(std::string_view field) const { return api_.find(field, day_); }
  const Fact* discount() const { return is_standard() ? nullptr : own("discount"); }
  bool has_prices() const { return own("input") || own("output"); }

  std::size_t tiers() const {
    std::size_t count = 0;
    while (find(tier_prefix(count + 1) + "above").fact) ++count;
    return count;
  }

  PriceFound find(std::string_view field) const {
    if (is_standard()) return standard_price(field);
    if (const Fact* fact = own(field)) return {fact, "", caveat_of(field)};
    if (field == "listed_up_to") return listed_up_to();
    const bool is_of_all = field == "context" || field == "request_fee";
    if (is_of_all) return {listed(field), "", ""};
    if (field == "cached_input" && has_prices()) return cached_in_proportion();
    const bool is_of_standard = field.starts_with("batch.") || field.starts_with("off_peak.");
    const Fact* base = discount() && !has_prices() && !is_of_standard ? listed(field) : nullptr;
    if (!base) return {};
    if (!is_amount_of_money(field)) return {base, "", ""};
    return {base, fmt::format("({}) * (1 - {})", base->text.text, discount()->text.text), ""};
  }

 private:
  static bool is_amount_of_money(std::string_view field) {
    const std::string_view last = field.substr(field.rfind('.') + 1);
    return has_word(token_price_fields, last);
  }

  PriceFound standard_price(std::string_view field) const {
    if (const Fact* fact = listed(field)) return {fact, "", ""};
    return field.starts_with("batch.") ? discount_of_batch(field.substr(6)) : PriceFound();
  }

  // Where prices of batches are listed, what they take off the standard ones.
  PriceFound discount_of_batch(std::string_view field) const {
    const std::string_view kind = field == "discount"          ? "input"
                                  : field == "cached_discount" ? "cached_input"
                                  : field == "output_discount" ? "output"
                                                               : "";
    const Fact *at_once = listed(kind), *waiting = Service(api_, "batch", day_).own(kind);
    if (kind.empty() || !at_once || !waiting) return {};
    return {waiting, fmt::format("1 - ({}) / ({})", waiting->text.text, at_once->text.text), ""};
  }

  // Where longer prompts cost more in standard service, and this one says nothing of them.
  PriceFound listed_up_to() const {
    const bool is_open = has_prices() && !own("tier.above");
    return {is_open ? listed("tier.above") : nullptr, "", ""};
  }

  // A class that lists no price of cached input: the cache as much cheaper or dearer as other input.
  PriceFound cached_in_proportion() const {
    const Fact *cached = listed("cached_input"), *input = listed("input"), *own_input = own("input");
    if (!cached || !input || !own_input) return {};
    return {cached, fmt::format("({}) * ({}) / ({})", cached->text.text, own_input->text.text, input->text.text), ""};
  }

  // What the list has of standard service and leaves open of this one.
  std::string caveat_of(std::string_view field) const {
    if (field == "input" && listed("tier.above") && !own("tier.above"))
      return fmt::format("what prompts above {} cost in this service is not listed", listed("tier.above")->text.text);
    if (field == "input" && listed("cached_input") && !own("cached_input"))
      return "no price of cached input is listed for this service: taken in proportion to other input";
    return {};
  }

  const CatalogEntry& api_;
  std::string prefix_;
  std::string_view day_;
};

}  // namespace

PriceFound find_price(const CatalogEntry& api, std::string_view field, std::string_view service, std::string_view day) {
  return Service(api, service, day).find(field);
}

bool is_sold_as(const CatalogEntry& api, std::string_view service, std::string_view day) {
  const Service asked(api, service, day);
  return asked.is_standard() || asked.has_prices() || asked.discount();
}

std::vector<std::string> services_of(const CatalogEntry& api, std::string_view day) {
  std::vector<std::string> services;
  for (const std::string_view service : service_classes)
    if (is_sold_as(api, service, day)) services.emplace_back(service);
  return services;
}

std::size_t tiers_of(const CatalogEntry& api, std::string_view service, std::string_view day) {
  return Service(api, service, day).tiers();
}

std::string rule_of_tiers(const CatalogEntry& api, std::string_view service, std::string_view day) {
  const Service asked(api, service, day);
  for (std::size_t tier = 1; tier <= asked.tiers(); ++tier)
    if (const Fact* rule = asked.find(tier_prefix(tier) + "rule").fact; rule && rule->text.text == "cliff")
      return "cliff";
  return "marginal";
}

std::string tier_prefix(std::size_t number) { return number == 1 ? "tier." : fmt::format("tier.{}.", number); }

}  // namespace costcurve
