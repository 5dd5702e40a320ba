// LiteLLM's map of models: an object with a record for each, its prices for one token. What a price is of, above how
// many tokens it holds, and in which class of service, is coded in the names of its keys:
//
//   cache_read_input_token_cost_above_200k_tokens_priority
//
// Above a length all tokens of a request are charged its price. Some have a list of ranges of lengths in place of it.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <unordered_set>

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
    {"output_cost_per_reasoning_token", Billed::reasoning, 6},
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

// How keys of a class of service end, in the order of the catalog's words for them.
constexpr std::array<std::string_view, service_names.size()> service_endings = {"_batches", "_flex", "_priority"};
constexpr std::size_t standard_service = service_names.size();

// A key that prices text: what it prices, above which length, and in which class of service.
struct TextKey {
  const BilledKey* row = nullptr;
  long long above = 0;
  std::size_t service = standard_service;
};

std::optional<TextKey> text_key(std::string_view name) {
  std::size_t service = standard_service;
  for (std::size_t i = 0; i < service_endings.size(); ++i)
    if (name.ends_with(service_endings[i])) service = i;
  if (service != standard_service) name.remove_suffix(service_endings[service].size());
  for (const BilledKey& row : billed_keys) {
    if (name == row.key) return TextKey{&row, 0, service};
    if (!name.starts_with(row.key)) continue;
    if (const std::optional<long long> above = tokens_above(name.substr(row.key.size())))
      return TextKey{&row, *above, service};
  }
  return std::nullopt;
}

// A key that prices something is said so, or has it in its name.
bool is_price(std::string_view name) {
  return name.find("cost") != std::string_view::npos || name.find("pricing") != std::string_view::npos;
}

// "audio": what a price is of that the catalog has no words for.
std::string litellm_words_for(std::string_view name) {
  std::string words(name);
  for (const std::string_view filler : {"_cost_per_token", "_cost_per", "_token_cost", "_cost"})
    if (const std::size_t at = words.find(filler); at != std::string::npos) words.replace(at, filler.size(), "");
  std::replace(words.begin(), words.end(), '_', ' ');
  return words;
}

// What a model is for, by the file's word for it.
struct ModeWord {
  std::string_view mode, use;
};
constexpr ModeWord modes[] = {{"", ""},
                              {"chat", ""},
                              {"completion", ""},
                              {"responses", ""},
                              {"embedding", "embedding"},
                              {"image_generation", "image"},
                              {"image_edit", "image"},
                              {"audio_transcription", "audio"},
                              {"audio_speech", "audio"},
                              {"realtime", "audio"},
                              {"video_generation", "video"},
                              {"rerank", "rerank"},
                              {"moderation", "moderation"},
                              {"search", "search"},
                              {"ocr", "ocr"}};

std::string use_in_mode(std::string_view mode) {
  const auto found =
      std::find_if(std::begin(modes), std::end(modes), [&](const ModeWord& row) { return row.mode == mode; });
  return found == std::end(modes) ? "other" : std::string(found->use);
}

struct LitellmModel {
  std::string left_out;
  std::set<std::string> not_carried;
  std::vector<std::string> doubtful;
  using ByLength = std::map<long long, PriceList>;           // above so many tokens; 0: from the first on
  std::array<ByLength, service_names.size() + 1> by_length;  // of each class of service, and of the standard one
  ByLength& standard() { return by_length[standard_service]; }
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
    if (const JsonValue* ranges = reading_.member(value, "tiered_pricing", Kind::list)) read_ranges(*ranges, model);
    ApiEntry entry;
    if (const JsonValue* context = reading_.member(value, "max_input_tokens", Kind::number))
      entry.context = reading_.whole(*context, 0);
    if (entry.context == 0) entry.context.reset();
    entry.name = member.name;
    entry.use = use_in_mode(reading_.text(value, "mode"));
    entry.note = reading_.text(value, "source");
    entry.dated = {dated_of(model)};
    read_end(value, entry.dated.front(), model);
    if (!model.left_out.empty()) return leave_out(member, model.left_out);
    keep(std::move(entry), model, id);
  }

  void read_end(const JsonValue& value, DatedRates& dated, LitellmModel& model) {
    const std::string day = reading_.text(value, "deprecation_date");
    if (is_day(day)) dated.to = day;
    if (!day.empty() && !is_day(day)) model.not_carried.insert("deprecation date that is none");
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
      if (costs && member.name != "tiered_pricing") model.not_carried.insert(litellm_words_for(member.name));
      return;
    }
    read_text_price(value, *text, text->above, model);
  }

  void read_text_price(const JsonValue& value, const TextKey& key, long long above, LitellmModel& model) {
    const std::optional<Price> price = reading_.price(value, key.row->shift, key.row->billed);
    std::optional<Price>& place = model.by_length[key.service][above][static_cast<std::size_t>(key.row->billed)];
    if (!price || place) return;
    place = price;
    if (price->is_doubtful) model.doubtful.push_back(priced_words(key.row->billed, *price));
  }

  // A list of prices, each with the range of lengths in which it holds for all tokens.
  void read_ranges(const JsonValue& ranges, LitellmModel& model) {
    long long end = 0;
    for (const JsonValue& prices : ranges.elements) {
      if (!reading_.expect(prices, Kind::object)) return;
      const JsonValue* range = reading_.member(prices, "range", Kind::list);
      if (!range) return void(model.not_carried.insert("what is sold by numbers"));
      if (range->elements.size() != 2)
        return reading_.wrong(*range, "is no range of lengths", "a range has two ends: [0, 128000]");
      const std::optional<long long> from = reading_.whole(range->elements[0], 0),
                                     to = reading_.whole(range->elements[1], 1);
      if (!from || !to) return;
      if (*from != end) return void(model.left_out = "its prices by length leave a gap, or overlap");
      for (const JsonMember& member : prices.members)
        if (const std::optional<TextKey> key = text_key(member.name)) read_text_price(member.value, *key, *from, model);
      end = *to;
    }
  }

  DatedRates dated_of(LitellmModel& model) {
    DatedRates dated;
    dated.rates = rates_by_length(model.standard());
    const bool has_text = dated.rates.prices[static_cast<std::size_t>(Billed::input)] ||
                          dated.rates.prices[static_cast<std::size_t>(Billed::output)];
    if (!model.left_out.empty()) return dated;
    if (!has_text)
      model.left_out = model.not_carried.empty() ? "no price in the file" : "no price of text";
    else if (costs_nothing(dated.rates.prices) && !model.not_carried.empty())
      model.left_out = "no price of text";  // tokens at nought beside images or seconds that cost
    for (std::size_t i = 0; i < service_names.size(); ++i) add_service(i, dated, model);
    return dated;
  }

  // A class that has but a price for the cache is none that could be bought.
  static void add_service(std::size_t i, DatedRates& dated, LitellmModel& model) {
    if (model.by_length[i].empty()) return;
    Rates rates = rates_by_length(model.by_length[i]);
    if (rates.prices[static_cast<std::size_t>(Billed::input)] || rates.prices[static_cast<std::size_t>(Billed::output)])
      dated.services[i] = std::move(rates);
    else
      model.not_carried.insert(std::string(service_names[i]) + " service without a price of input or output");
  }

  static bool costs_nothing(const PriceList& prices) {
    return std::all_of(prices.begin(), prices.end(), [](const auto& price) { return !price || price->number == 0; });
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
