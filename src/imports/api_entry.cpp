#include "imports/api_entry.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "imports/decimal.h"
#include "imports/toml_text.h"
#include "text/diagnostic.h"

namespace costcurve::imports {

namespace {

constexpr std::string_view first_read_note = "the day on which it was first read; it may be in force for longer";

struct BilledWords {
  std::string_view key, unit;
};
constexpr std::array<BilledWords, kinds_billed> billed_words = {{
    {"input", "USD/Mtoken"},
    {"cached_input", "USD/Mtoken"},
    {"cache_write", "USD/Mtoken"},
    {"cache_write_hour", "USD/Mtoken"},
    {"output", "USD/Mtoken"},
    {"reasoning", "USD/Mtoken"},
    {"request_fee", "USD/request"},
}};

std::string price_lines(const PriceList& prices, const std::string& source) {
  std::string lines;
  for (std::size_t kind = 0; kind < kinds_billed; ++kind) {
    if (!prices[kind]) continue;
    const auto billed = static_cast<Billed>(kind);
    lines += fmt::format("{} = {}\n", key_of(billed),
                         toml_fact(fmt::format("{} {}", prices[kind]->digits, unit_of(billed)), source,
                                   prices[kind]->is_doubtful ? "verified = false" : ""));
  }
  return lines;
}

std::string tiers_text(const std::string& heading, const std::vector<Tier>& tiers, const std::string& source) {
  const auto [open, close] = tiers.size() > 1 ? std::pair{"[[", "]]"} : std::pair{"[", "]"};
  std::string text;
  for (const Tier& tier : tiers)
    text += fmt::format("\n{}{}.tier{}\nabove = \"{} token\"\nrule = \"cliff\"\n", open, heading, close,
                        with_thousands(tier.above)) +
            price_lines(tier.prices, source);
  return text;
}

std::string rates_text(const std::string& heading, const DatedRates& dated, const ReadFrom& from) {
  const std::string source = source_key(from, dated.read_on);
  std::string text = fmt::format("\n[[{}]]\n", heading);
  if (!dated.from.empty()) text += fmt::format("from = \"{}\"\n", dated.from);
  if (!dated.to.empty()) text += fmt::format("to = \"{}\"\n", dated.to);
  if (!dated.is_first_day) text += fmt::format("note = \"{}\"\n", first_read_note);
  text += price_lines(dated.rates.prices, source) + tiers_text(heading, dated.rates.tiers, source);
  for (std::size_t i = 0; i < service_names.size(); ++i) {
    if (!dated.services[i]) continue;
    const std::string below = fmt::format("{}.{}", heading, service_names[i]);
    text += fmt::format("\n[{}]\n", below) + price_lines(dated.services[i]->prices, source) +
            tiers_text(below, dated.services[i]->tiers, source);
  }
  if (const std::optional<OffPeak>& off_peak = dated.off_peak) {
    text += fmt::format("\n[{}.off_peak]\nhours = \"{}\"\ndiscount = \"{}\"\n", heading, off_peak->hours,
                        off_peak->discount);
    if (!off_peak->cached_discount.empty())
      text += fmt::format("cached_discount = \"{}\"\n", off_peak->cached_discount);
    if (!off_peak->output_discount.empty())
      text += fmt::format("output_discount = \"{}\"\n", off_peak->output_discount);
  }
  return text;
}

std::string entry_text(const ApiEntry& entry, const Provider& provider, const ReadFrom& from) {
  const std::string key = toml_key(entry.key);
  std::string text = fmt::format("\n[{}]\nname = {}\nvendor = {}\n", key,
                                 toml_quoted(entry.name.empty() ? entry.key : entry.name), toml_quoted(provider.name));
  if (!entry.use.empty()) text += fmt::format("use = {}\n", toml_quoted(entry.use));
  if (!entry.note.empty()) text += fmt::format("note = {}\n", toml_quoted(entry.note));
  if (entry.context)
    text += fmt::format("context = {}\n",
                        toml_fact(with_thousands(*entry.context) + " token", source_key(from, entry.read_on)));
  for (const DatedRates& dated : entry.dated) text += rates_text(key + ".price", dated, from);
  return text;
}

// A row for each day on which something was read.
std::string sources_text(const Provider& provider, const ReadFrom& from) {
  std::set<std::string> days;
  for (const ApiEntry& entry : provider.entries) {
    days.insert(entry.read_on);
    for (const DatedRates& dated : entry.dated) days.insert(dated.read_on);
  }
  return toml_sources(from, days);
}

}  // namespace

std::string_view key_of(Billed billed) { return billed_words[static_cast<std::size_t>(billed)].key; }
std::string_view unit_of(Billed billed) { return billed_words[static_cast<std::size_t>(billed)].unit; }

namespace {

void drop_reasoning_at_output(PriceList& prices) {
  auto& reasoning = prices[static_cast<std::size_t>(Billed::reasoning)];
  if (reasoning == prices[static_cast<std::size_t>(Billed::output)]) reasoning.reset();
}

bool has_reasoning(const PriceList& prices) { return prices[static_cast<std::size_t>(Billed::reasoning)].has_value(); }

}  // namespace

Rates rates_by_length(const std::map<long long, PriceList>& by_length) {
  Rates rates;
  PriceList below;
  for (const auto& [above, prices] : by_length) {
    for (std::size_t kind = 0; kind < kinds_billed; ++kind)
      if (prices[kind]) below[kind] = prices[kind];
    if (above == 0) {
      rates.prices = below;
      drop_reasoning_at_output(rates.prices);
      if (!has_reasoning(rates.prices)) below[static_cast<std::size_t>(Billed::reasoning)].reset();
      continue;
    }
    rates.tiers.push_back({above, below});
    PriceList& tier = rates.tiers.back().prices;
    tier[static_cast<std::size_t>(Billed::request)].reset();  // whatever its tokens
    if (!has_reasoning(rates.prices)) drop_reasoning_at_output(tier);
  }
  return rates;
}

std::string priced_words(Billed billed, const Price& price) {
  return fmt::format("{} is {} {}", key_of(billed), price.digits, unit_of(billed));
}

std::string toml_of(const Provider& provider, const ReadFrom& from) {
  std::string text =
      imported_head(fmt::format("the models of {}, {}.", made_visible(provider.name), provider.id), from);
  if (!provider.price_page.empty())
    text += fmt::format("# Its own list of prices: {}\n", made_visible(provider.price_page));
  text += "\n" + sources_text(provider, from);
  for (const ApiEntry& entry : provider.entries) text += entry_text(entry, provider, from);
  return text;
}

}  // namespace costcurve::imports
