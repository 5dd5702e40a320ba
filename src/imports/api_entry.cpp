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

std::string rates_text(const std::string& heading, const DatedRates& dated, const ReadFrom& from) {
  const std::string source = source_key(from, dated.read_on);
  std::string text = fmt::format("\n[[{}]]\n", heading);
  if (!dated.from.empty()) text += fmt::format("from = \"{}\"\n", dated.from);
  if (!dated.is_first_day) text += fmt::format("note = \"{}\"\n", first_read_note);
  text += price_lines(dated.rates.prices, source);
  if (const std::optional<Tier>& tier = dated.rates.tier)
    text += fmt::format("\n[{}.tier]\nabove = \"{} token\"\nrule = \"cliff\"\n", heading, with_thousands(tier->above)) +
            price_lines(tier->prices, source);
  if (!dated.batch_discount.empty())
    text += fmt::format("\n[{}.batch]\ndiscount = \"{}\"\n", heading, dated.batch_discount);
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
