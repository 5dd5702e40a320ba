// LiteLLM's map of models: an object with a record for each, its prices for one token. What a price is of, above how
// many tokens it holds, and in which class of service, is coded in the names of its keys:
//
//   cache_read_input_token_cost_above_200k_tokens_priority
//
// Above a length all tokens of a request are charged its price.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <unordered_set>

#include "imports/decimal.h"
#include "imports/import.h"
#include "imports/json_reading.h"
#include "imports/provider_file.h"

namespace costcurve::imports {

namespace {

using Kind = JsonValue::Kind;

// What is billed, by the beginning of a key.
constexpr BilledKey billed_keys[] = {
    {"input_cost_per_token", Billed::input, 6},
    {"output_cost_per_token", Billed::output, 6},
    {"cache_read_input_token_cost", Billed::cached_input, 6},
    {"input_cost_per_token_cache_hit", Billed::cached_input, 6},
    {"cache_creation_input_token_cost", Billed::cache_write, 6},
    {"cache_creation_input_token_cost_above_1hr", Billed::cache_write_hour, 6},
    {"input_cost_per_request", Billed::request, 0},
};

// "200k" of "_above_200k_tokens"; nothing of a key that has no such end.
std::optional<long long> tokens_above(std::string_view end) {
  if (!end.starts_with("_above_") || !end.ends_with("k_tokens")) return std::nullopt;
  long long thousands = 0;
  for (const char c : end.substr(7, end.size() - 15)) {
    if (c < '0' || c > '9' || thousands > 1'000'000) return std::nullopt;
    thousands = 10 * thousands + (c - '0');
  }
  return thousands > 0 ? std::optional<long long>(1000 * thousands) : std::nullopt;
}

// A key that prices text: what it prices, and above which length.
struct TextKey {
  const BilledKey* row = nullptr;
  long long above = 0;
};

std::optional<TextKey> text_key(std::string_view name) {
  for (const BilledKey& row : billed_keys) {
    if (name == row.key) return TextKey{&row, 0};
    if (!name.starts_with(row.key)) continue;
    if (const std::optional<long long> above = tokens_above(name.substr(row.key.size()))) return TextKey{&row, *above};
  }
  return std::nullopt;
}

// A key that prices something is said so, or has it in its name.
bool is_price(std::string_view name) {
  return name.find("cost") != std::string_view::npos || name.find("pricing") != std::string_view::npos;
}

// "priority service", "audio": what a price is of that the catalog has no words for.
std::string litellm_words_for(std::string_view name) {
  for (const auto& [ending, words] : {std::pair{"_priority", "priority service"}, std::pair{"_flex", "flex service"},
                                      std::pair{"_batches", "batch service at another discount"}})
    if (name.ends_with(ending)) return words;
  std::string words(name);
  for (const std::string_view filler : {"_cost_per_token", "_cost_per", "_token_cost", "_cost"})
    if (const std::size_t at = words.find(filler); at != std::string::npos) words.replace(at, filler.size(), "");
  std::replace(words.begin(), words.end(), '_', ' ');
  return words;
}

struct LitellmModel {
  std::string left_out;
  std::set<std::string> not_carried;
  std::vector<std::string> doubtful;
  std::map<long long, PriceList> by_length;  // above so many tokens; 0: from the first on
};

class LitellmReader {
 public:
  LitellmReader(const JsonDocument& json, const Circumstances& circumstances, Diagnostics& diagnostics)
      : reading_{json, diagnostics},
        from_{"litellm", "litellm", "LiteLLM, model_prices_and_context_window.json",
              "https://github.com/BerriAI/litellm", circumstances.day} {}

  Imported read() {
    if (!reading_.expect(reading_.json.root, Kind::object)) return {};
    for (const JsonMember& member : reading_.json.root.members) names_.insert(member.name);
    for (const JsonMember& member : reading_.json.root.members)
      if (reading_.expect(member.value, Kind::object)) read_model(member);
    imported_.groups = seen_.size();
    for (auto& [id, provider] : providers_) add_file(provider);
    return std::move(imported_);
  }

 private:
  void leave_out(const JsonMember& member, std::string reason) {
    imported_.left_out.push_back({member.name, std::move(reason)});
  }

  void read_model(const JsonMember& member) {
    const JsonValue& value = member.value;
    if (member.name == "sample_spec") return leave_out(member, "it explains the file and is no model");
    const std::string id = reading_.text(value, "litellm_provider");
    if (id.empty()) return leave_out(member, "no provider in the file");
    seen_.insert(id);
    if (!is_file_name(id))
      return reading_.wrong(*value.find("litellm_provider"), "cannot be the name of a file",
                            "letters, digits, - _ and . can");
    LitellmModel model;
    for (const JsonMember& price : value.members) read_price(price, model);
    ApiEntry entry;
    if (const JsonValue* context = reading_.member(value, "max_input_tokens", Kind::number))
      entry.context = reading_.whole(*context, 0);
    if (entry.context == 0) entry.context.reset();
    entry.name = member.name;
    entry.note = reading_.text(value, "source");
    entry.dated = {dated_of(value, model)};
    if (!model.left_out.empty()) return leave_out(member, model.left_out);
    keep(std::move(entry), model, id);
  }

  void keep(ApiEntry entry, const LitellmModel& model, const std::string& id) {
    Provider& provider = providers_[id];
    provider.id = provider.name = id;
    entry.key = key_in(provider, entry.name);
    for (const std::string& what : model.not_carried) ++imported_.not_carried[what];
    for (const std::string& what : model.doubtful) imported_.doubtful.push_back(entry.name + ": " + what);
    provider.entries.push_back(std::move(entry));
  }

  // Without the provider's name before it, where nothing else is called so.
  std::string key_in(const Provider& provider, const std::string& name) {
    std::string key = name.starts_with(provider.id + "/") ? name.substr(provider.id.size() + 1) : name;
    const bool is_taken = key != name && (key.empty() || names_.contains(key));
    return is_taken || key == "sources" ? name : key;
  }

  void read_price(const JsonMember& member, LitellmModel& model) {
    const JsonValue& value = member.value;
    const std::optional<TextKey> text = text_key(member.name);
    if (value.is(Kind::null) || (!text && !is_price(member.name))) return;
    if (!text) {
      if (!value.is(Kind::object) && !value.is(Kind::list) && !reading_.price(value, 0, Billed::request)) return;
      const bool costs = !value.is(Kind::number) || value.number != 0;
      if (costs && !is_batch(member.name)) model.not_carried.insert(litellm_words_for(member.name));
      return;
    }
    const std::optional<Price> price = reading_.price(value, text->row->shift, text->row->billed);
    std::optional<Price>& place = model.by_length[text->above][static_cast<std::size_t>(text->row->billed)];
    if (!price || place) return;
    place = price;
    if (price->is_doubtful) model.doubtful.push_back(priced_words(text->row->billed, *price));
  }

  static bool is_batch(std::string_view name) {
    return name == "input_cost_per_token_batches" || name == "output_cost_per_token_batches";
  }

  DatedRates dated_of(const JsonValue& value, LitellmModel& model) {
    DatedRates dated;
    dated.rates.prices = model.by_length[0];
    const bool has_text = dated.rates.prices[static_cast<std::size_t>(Billed::input)] ||
                          dated.rates.prices[static_cast<std::size_t>(Billed::output)];
    const std::string mode = reading_.text(value, "mode");
    if (value.find("tiered_pricing"))
      model.left_out = "its price has several tiers by length, and the catalog has room for one";
    else if (!has_text)
      model.left_out = model.not_carried.empty() ? "no price in the file" : "no price of text";
    else if (costs_nothing(dated.rates.prices) && !model.not_carried.empty())
      model.left_out = "no price of text";  // tokens at nought beside images or seconds that cost
    else if (model.by_length.size() > 2)
      model.left_out = "its price has several tiers by length, and the catalog has room for one";
    add_tier(dated.rates, model);
    add_batch(value, dated, model);
    return dated;
  }

  static bool costs_nothing(const PriceList& prices) {
    return std::all_of(prices.begin(), prices.end(), [](const auto& price) { return !price || price->number == 0; });
  }

  static void add_tier(Rates& rates, const LitellmModel& model) {
    if (model.by_length.size() != 2) return;
    const auto& [above, dearer] = *model.by_length.rbegin();
    rates.tier = Tier{above, rates.prices};
    for (std::size_t kind = 0; kind < kinds_billed; ++kind)
      if (dearer[kind]) rates.tier->prices[kind] = dearer[kind];
    rates.tier->prices[static_cast<std::size_t>(Billed::request)] = {};
  }

  // One discount for input and output, or none that the catalog has words for.
  void add_batch(const JsonValue& value, DatedRates& dated, LitellmModel& model) {
    std::set<double> discounts;
    for (const auto& [key, billed] : {std::pair{"input_cost_per_token_batches", Billed::input},
                                      std::pair{"output_cost_per_token_batches", Billed::output}}) {
      const JsonValue* in_batch = reading_.member(value, key, Kind::number);
      const std::optional<Price>& price = dated.rates.prices[static_cast<std::size_t>(billed)];
      if (!in_batch || (price && price->number == 0 && in_batch->number == 0)) continue;
      const double discount = price && price->number > 0 ? 1 - 1e6 * in_batch->number / price->number : -1;
      discounts.insert(std::round(discount * 1e9) / 1e7);
    }
    if (discounts.empty()) return;
    if (discounts.size() == 1 && *discounts.begin() >= 0)
      dated.batch_discount = twelve_digit_decimal(*discounts.begin()) + " %";
    else
      model.not_carried.insert(litellm_words_for("_batches"));
  }

  void add_file(const Provider& provider) {
    CatalogFile file = provider_file(provider, from_);
    for (const ApiEntry& entry : provider.entries) file.records.push_back(entry.name);
    imported_.files.push_back(std::move(file));
  }

  JsonReading reading_;
  ReadFrom from_;
  Imported imported_;
  std::unordered_set<std::string_view> names_;  // of all records
  std::set<std::string> seen_;                  // providers
  std::map<std::string, Provider> providers_;
};

}  // namespace

std::optional<Imported> read_litellm(const SourcePointer& source, const Circumstances& circumstances,
                                     Diagnostics& diagnostics) {
  const std::optional<JsonDocument> json = parse_json(source, diagnostics);
  if (!json) return std::nullopt;
  Imported imported = LitellmReader(*json, circumstances, diagnostics).read();
  return diagnostics.empty() ? std::optional<Imported>(std::move(imported)) : std::nullopt;
}

}  // namespace costcurve::imports
