#include "imports/api_entry.h"

#include <fmt/format.h>

#include "imports/decimal.h"
#include "imports/toml_text.h"
#include "text/diagnostic.h"

namespace costcurve::imports {

namespace {

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

std::string price_lines(const PriceList& prices, const ReadFrom& from) {
  std::string lines;
  for (std::size_t kind = 0; kind < kinds_billed; ++kind) {
    if (!prices[kind]) continue;
    const auto billed = static_cast<Billed>(kind);
    lines += fmt::format("{} = {}\n", key_of(billed),
                         toml_fact(fmt::format("{} {}", prices[kind]->digits, unit_of(billed)), from.source_key,
                                   prices[kind]->is_doubtful ? "verified = false" : ""));
  }
  return lines;
}

std::string rates_text(const std::string& heading, const DatedRates& dated, const ReadFrom& from) {
  std::string text = fmt::format("\n[[{}]]\n", heading);
  if (!dated.from.empty()) text += fmt::format("from = \"{}\"\n", dated.from);
  text += price_lines(dated.rates.prices, from);
  if (const std::optional<Tier>& tier = dated.rates.tier)
    text += fmt::format("\n[{}.tier]\nabove = \"{} token\"\nrule = \"cliff\"\n", heading, with_thousands(tier->above)) +
            price_lines(tier->prices, from);
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
  std::string text = "\n";
  if (!entry.comment.empty()) text += toml_comment(entry.comment);
  text += fmt::format("[{}]\nname = {}\nvendor = {}\n", key, toml_quoted(entry.name.empty() ? entry.key : entry.name),
                      toml_quoted(provider.name));
  if (entry.context)
    text += fmt::format("context = {}\n", toml_fact(with_thousands(*entry.context) + " token", from.source_key));
  for (const DatedRates& dated : entry.dated) text += rates_text(key + ".price", dated, from);
  return text;
}

}  // namespace

std::string_view key_of(Billed billed) { return billed_words[static_cast<std::size_t>(billed)].key; }
std::string_view unit_of(Billed billed) { return billed_words[static_cast<std::size_t>(billed)].unit; }

std::string toml_of(const Provider& provider, const ReadFrom& from) {
  std::string text =
      imported_head(fmt::format("the models of {}, {}.", made_visible(provider.name), provider.id), from);
  if (!provider.price_page.empty())
    text += fmt::format("# Its own list of prices: {}\n", made_visible(provider.price_page));
  text += "\n" + toml_source(from);
  for (const ApiEntry& entry : provider.entries) text += entry_text(entry, provider, from);
  return text;
}

}  // namespace costcurve::imports
