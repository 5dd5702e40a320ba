#include "imports/provider_file.h"

#include <algorithm>
#include <cstdlib>
#include <map>

#include "text/toml.h"

namespace costcurve::imports {

namespace {

std::string text_at(const Value& table, std::string_view key) {
  const Entry* entry = table.find(key);
  return entry && entry->value.is_text() ? entry->value.text.text : "";
}

// The number of "200,000 token".
long long whole_at(const std::string& text) {
  std::string digits;
  for (const char c : text.substr(0, text.find(' ')))
    if (c != ',') digits += c;
  return std::strtoll(digits.c_str(), nullptr, 10);
}

class FileReader {
 public:
  FileReader(const Value& document, const ReadFrom& from) {
    if (const Entry* sources = document.find("sources"))
      for (const Entry& source : sources->value.members) days_[source.key] = text_at(source.value, "date");
    for (const Entry& member : document.members)
      if (member.key != "sources" && member.value.is_table()) entries.push_back(entry_of(member));
    newest_ = days_[std::string(from.source_key)];
    for (ApiEntry& entry : entries)
      if (entry.read_on.empty()) entry.read_on = entry.dated.empty() ? newest_ : entry.dated.back().read_on;
  }

  std::vector<ApiEntry> entries;

 private:
  std::string day_of(const Value& fact) { return days_[text_at(fact, "source")]; }

  PriceList prices_of(const Value& table, std::string& read_on) {
    PriceList prices;
    for (std::size_t kind = 0; kind < kinds_billed; ++kind) {
      const Entry* fact = table.find(key_of(static_cast<Billed>(kind)));
      if (!fact) continue;
      const std::string amount = text_at(fact->value, "is");
      const Entry* verified = fact->value.find("verified");
      const std::string digits = amount.substr(0, amount.find(' '));
      prices[kind] = Price{digits, std::strtod(digits.c_str(), nullptr), verified && !verified->value.boolean};
      read_on = day_of(fact->value);
    }
    return prices;
  }

  Rates rates_of(const Value& table, std::string& read_on) {
    Rates rates{prices_of(table, read_on), {}};
    const auto add_tier = [&](const Value& tier) {
      rates.tiers.push_back({whole_at(text_at(tier, "above")), prices_of(tier, read_on)});
    };
    const Entry* tiers = table.find("tier");
    if (tiers && tiers->value.is_table()) add_tier(tiers->value);
    if (tiers)
      for (const Value& tier : tiers->value.elements) add_tier(tier);
    return rates;
  }

  DatedRates dated_of(const Value& table) {
    DatedRates dated;
    dated.from = text_at(table, "from");
    dated.to = text_at(table, "to");
    dated.is_first_day = text_at(table, "note").empty();
    dated.rates = rates_of(table, dated.read_on);
    for (std::size_t i = 0; i < service_names.size(); ++i)
      if (const Entry* service = table.find(service_names[i]))
        dated.services[i] = rates_of(service->value, dated.read_on);
    if (const Entry* hours = table.find("off_peak"))
      dated.off_peak = OffPeak{text_at(hours->value, "hours"), text_at(hours->value, "discount"),
                               text_at(hours->value, "cached_discount"), text_at(hours->value, "output_discount")};
    return dated;
  }

  ApiEntry entry_of(const Entry& member) {
    ApiEntry entry;
    entry.key = member.key;
    entry.name = text_at(member.value, "name");
    entry.use = text_at(member.value, "use");
    entry.note = text_at(member.value, "note");
    if (const Entry* context = member.value.find("context")) {
      entry.context = whole_at(text_at(context->value, "is"));
      entry.read_on = day_of(context->value);
    }
    if (const Entry* prices = member.value.find("price"))
      for (const Value& table : prices->value.elements) entry.dated.push_back(dated_of(table));
    return entry;
  }

  std::map<std::string, std::string> days_;  // by the source's key
  std::string newest_;
};

}  // namespace

std::optional<std::vector<ApiEntry>> entries_of(const std::string& text, const ReadFrom& from) {
  auto source = std::make_shared<Source>();
  source->text = text;
  Diagnostics unheard = Diagnostics::unheard();
  const std::optional<Value> document = parse_document(source, unheard);
  if (!document) return std::nullopt;
  return FileReader(*document, from).entries;
}

namespace {

// What ended before it was first read has no end that could be written.
void end_on(DatedRates& price, const std::string& to) { price.to = to < price.from ? "" : to; }

// What was read of the time of a later list's price, and that price behind it: what somebody has read once stays, but
// for what was announced and never came into force. `until`: where the list has another price from then on.
std::vector<DatedRates> followed(std::vector<DatedRates> read, DatedRates price, const std::string& until,
                                 const std::string& day) {
  const auto is_alike = [&](const DatedRates& other) { return other.charges_like(price); };
  // What was first read on this very day, and is no longer so, was no day's price.
  if (!read.empty() && read.back().from == day && !is_alike(read.back())) read.pop_back();
  if (read.empty()) {
    // Of several the list itself says since when; today's alone are known from today on, unless they have ended.
    const bool has_ended = !price.to.empty() && price.to < day;
    if (price.from.empty() && until.empty() && !has_ended) {
      price.from = day;
      price.is_first_day = false;
    }
    end_on(price, price.to);
    return {price};
  }
  // The list's own day is a better one than that on which it was first read.
  const bool begins_earlier = !price.from.empty() && price.from < read.front().from;
  if (begins_earlier && std::all_of(read.begin(), read.end(), is_alike)) return {price};
  if (is_alike(read.back())) {
    read.back().read_on = day;
    end_on(read.back(), price.to);
    return read;
  }
  if (price.from > day) return {price};
  const bool is_over = !until.empty() && until <= day;
  if (is_over) return read;
  while (!read.empty() && read.back().from > read.back().read_on) read.pop_back();
  if (read.empty()) return {price};
  price.from = day;
  price.is_first_day = false;
  end_on(price, price.to);
  read.push_back(price);
  return read;
}

}  // namespace

std::vector<DatedRates> continued(const std::vector<DatedRates>& earlier, const std::vector<DatedRates>& later,
                                  const std::string& day) {
  std::vector<DatedRates> history;
  const auto add = [&](const std::vector<DatedRates>& more) {
    history.insert(history.end(), more.begin(), more.end());
  };
  const auto read_between = [&](const std::string& from, const std::string& until) {
    std::vector<DatedRates> read;
    for (const DatedRates& dated : earlier)
      if (dated.from >= from && (until.empty() || dated.from < until)) read.push_back(dated);
    return read;
  };
  if (!later.empty() && !later.front().from.empty()) add(read_between("", later.front().from));
  for (std::size_t i = 0; i < later.size(); ++i) {
    DatedRates price = later[i];
    price.read_on = day;
    const std::string until = i + 1 < later.size() ? later[i + 1].from : "";
    std::vector<DatedRates> read = read_between(price.from, until);
    add(followed(std::move(read), std::move(price), until, day));
  }
  return history;
}

namespace {

WrittenFile merged(std::vector<ApiEntry> earlier, Provider provider, const ReadFrom& from) {
  std::map<std::string, ApiEntry> before;
  for (ApiEntry& entry : earlier) before.emplace(entry.key, std::move(entry));
  for (ApiEntry& entry : provider.entries) {
    const auto old = before.find(entry.key);
    const std::vector<DatedRates> none;
    entry.read_on = from.day;
    entry.dated = continued(old == before.end() ? none : old->second.dated, entry.dated, from.day);
    if (old != before.end()) before.erase(old);
  }
  for (auto& [key, entry] : before) provider.entries.push_back(std::move(entry));
  return {toml_of(provider, from), before.size()};
}

}  // namespace

CatalogFile provider_file(const Provider& provider, const ReadFrom& from) {
  const auto written = [provider, from](const std::string& earlier) -> std::optional<WrittenFile> {
    std::optional<std::vector<ApiEntry>> entries = entries_of(earlier, from);
    if (!entries) return std::nullopt;
    return merged(std::move(*entries), provider, from);
  };
  return {"apis/" + provider.id + ".toml", {}, written};
}

}  // namespace costcurve::imports
