// Prices of APIs, and price levels: their dates, how their parts stand to each other, and how entries of one model do.

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <map>

#include "catalog/configs.h"

using namespace costcurve;
using namespace costcurve::testing;

namespace {

constexpr std::array<std::string_view, 6> kinds = {"input",  "cached_input", "cache_write", "cache_write_hour",
                                                   "output", "reasoning"};

/// Calls back for each price of each API: "apis/o1.toml, 2024-12-17", and the table.
template <typename Seen>
void for_each_price(const Seen& seen) {
  for (const ConfigFile& file : config_files())
    if (file.folder == "apis")
      for (const Value& price : file.content.find("price")->value.elements)
        seen(file.path + ", " + text_at(price, "from"), price);
}

const Value* table_at(const Value& price, std::string_view key) {
  const Entry* entry = price.find(key);
  return entry ? &entry->value : nullptr;
}

/// The tiers of a price or of one of its classes of service: one table, or several.
std::vector<const Value*> tiers_of(const Value& price) {
  const Value* tier = table_at(price, "tier");
  std::vector<const Value*> all;
  if (tier && tier->is_table()) all.push_back(tier);
  if (tier)
    for (const Value& one : tier->elements) all.push_back(&one);
  return all;
}

bool says(const Value& price, std::string_view field, std::string_view words) {
  const Value* amount = table_at(price, field);
  return amount && text_at(*amount, "note").find(words) != std::string::npos;
}

void check_at_most(const std::string& place, const Value& price, std::string_view less, std::string_view more) {
  const std::optional<double> small = number_at(price, less), large = number_at(price, more);
  if (small && large) CHECK_MESSAGE(*small <= *large, place, ": ", less, " is above ", more);
}

// How far each kind of token is from the median of all prices of its model, over time and over hosts.
struct Priced {
  std::string place;
  double price;
};

/// "Llama-3.3-70B" of apis/Llama-3.3-70B-Groq.toml, whose vendor is Groq: the same model elsewhere is its neighbour.
std::string model_of(const ConfigFile& file) {
  const std::string vendor = text_at(file.content, "vendor");
  const std::string host = "-" + vendor.substr(vendor.rfind(' ') + 1);
  return file.name.ends_with(host) ? file.name.substr(0, file.name.size() - host.size()) : file.name;
}

std::map<std::string, std::vector<Priced>> prices_by_model(std::string_view kind) {
  std::map<std::string, std::vector<Priced>> models;
  for (const ConfigFile& file : config_files())
    if (file.folder == "apis")
      for (const Value& price : file.content.find("price")->value.elements)
        if (const std::optional<double> number = number_at(price, kind))
          models[model_of(file)].push_back({file.path + ", " + text_at(price, "from"), *number});
  return models;
}

}  // namespace

TEST_CASE("every price of an API and every level of a deflator says on which day it begins") {
  for (const ConfigFile& file : config_files()) {
    if (file.folder != "apis" && file.folder != "deflators") continue;
    const Entry* prices = file.content.find("price");
    REQUIRE_MESSAGE(prices, file.path, " has no price");
    for (const Value& price : prices->value.elements)
      CHECK_MESSAGE(is_date(text_at(price, "from")), file.path, ": ", text_at(price, "from"), " is no date");
  }
}

TEST_CASE("what is read from a cache is not dearer than other input, an hour's cache not cheaper than a short one") {
  const auto check = [](const std::string& place, const Value& price) {
    check_at_most(place, price, "cached_input", "input");
    check_at_most(place, price, "cache_write", "cache_write_hour");
    if (!says(price, "output", "cheaper than input")) check_at_most(place, price, "input", "output");
  };
  for_each_price([&](const std::string& place, const Value& price) {
    CHECK_MESSAGE((number_at(price, "input") && number_at(price, "output")), place, " lacks input or output");
    check(place, price);
    for (const Value* tier : tiers_of(price)) check(place + ", tier", *tier);
    for (const std::string_view service : {"flex", "priority"})
      if (const Value* own = table_at(price, service)) check(place + ", " + std::string(service), *own);
  });
}

TEST_CASE("a tier begins above some thousand tokens, and is dearer than what it stands above") {
  int tiers = 0;
  for_each_price([&](const std::string& place, const Value& price) {
    const Value* lower = &price;
    for (const Value* tier : tiers_of(price)) {
      ++tiers;
      CHECK_MESSAGE(number_at(*tier, "above").value_or(0) >= 1000, place, ": a tier begins above some thousand tokens");
      for (const std::string_view kind : kinds) {
        const std::optional<double> below = number_at(*lower, kind), above = number_at(*tier, kind);
        if (above) CHECK_MESSAGE((below && *above >= *below), place, ": ", kind, " is not dearer in the tier");
      }
      lower = tier;
    }
  });
  CHECK(tiers > 20);
}

TEST_CASE("a discount takes something off, and not all") {
  for_each_price([&](const std::string& place, const Value& price) {
    for (const std::string_view when : {"batch", "off_peak"})
      if (const Value* rebate = table_at(price, when)) {
        const double discount = number_at(*rebate, "discount").value_or(0);
        CHECK_MESSAGE((discount > 0 && discount < 1), place, ": the discount of ", when, " is ", discount);
      }
  });
}

TEST_CASE("flex service is cheaper than standard service, priority dearer") {
  int services = 0;
  for_each_price([&](const std::string& place, const Value& price) {
    for (const std::string_view kind : {"input", "output"}) {
      const double standard = number_at(price, kind).value_or(0);
      for (const std::string_view service : {"flex", "priority"})
        if (const Value* own = table_at(price, service)) {
          const double asked = number_at(*own, kind).value_or(0);
          CHECK_MESSAGE((service == "flex" ? asked < standard : asked > standard), place, ": ", service, " ", kind);
          ++services;
        }
    }
  });
  CHECK(services > 40);
}

TEST_CASE("no price is ten times off those of the same model at other times and other hosts") {
  int compared = 0;
  for (const std::string_view kind : {"input", "output"})
    for (const auto& [model, prices] : prices_by_model(kind)) {
      std::vector<double> sorted;
      for (const Priced& priced : prices) sorted.push_back(priced.price);
      std::sort(sorted.begin(), sorted.end());
      const double median = sorted[sorted.size() / 2];
      for (const Priced& priced : prices) {
        CHECK_MESSAGE((priced.price < 10 * median && priced.price > median / 10), priced.place, ": ", kind, " is ",
                      priced.price / median, " of what ", model, " usually costs: per thousand, per million?");
        compared += prices.size() > 1;
      }
    }
  CHECK(compared > 200);
  // Alone, a price is per million tokens where it lies between a cent and some hundred dollars.
  for_each_price([](const std::string& place, const Value& price) {
    for (const std::string_view kind : {"input", "output"}) {
      const double dollars = number_at(price, kind).value_or(0) * 1e6;
      CHECK_MESSAGE((dollars == 0 || (dollars >= 0.01 && dollars <= 1000)), place, ": ", kind, " is ", dollars,
                    " USD/Mtoken");
    }
  });
}
