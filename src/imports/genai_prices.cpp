// Pydantic's genai-prices, data.json: a list of providers, each with its models. A price is per million tokens, or a
// base and tiers by the length of the input, of which the highest that is reached holds for all tokens; prices under
// conditions stand in a list that is tried from its last to its first.

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "imports/conditional_rates.h"
#include "imports/decimal.h"
#include "imports/import.h"
#include "imports/json_reading.h"
#include "imports/provider_file.h"

namespace costcurve::imports {

namespace {

using Kind = JsonValue::Kind;

// The file's words for what is billed: text alone before tokens of any kind.
constexpr BilledKey price_keys[] = {
    {"input_text_mtok", Billed::input, 0},
    {"input_mtok", Billed::input, 0},
    {"cache_text_read_mtok", Billed::cached_input, 0},
    {"cache_read_mtok", Billed::cached_input, 0},
    {"cache_text_write_5m_mtok", Billed::cache_write, 0},
    {"cache_write_5m_mtok", Billed::cache_write, 0},
    {"cache_text_write_mtok", Billed::cache_write, 0},
    {"cache_write_mtok", Billed::cache_write, 0},
    {"cache_text_write_1h_mtok", Billed::cache_write_hour, 0},
    {"cache_write_1h_mtok", Billed::cache_write_hour, 0},
    {"output_text_mtok", Billed::output, 0},
    {"output_mtok", Billed::output, 0},
    {"output_reasoning_mtok", Billed::reasoning, 0},
    {"requests_kcount", Billed::request, -3},
};

// "web searches" of web_searches_kcount: what a price is of that the catalog has no word for.
std::string words_for(std::string_view key) {
  std::string words(key.substr(0, key.rfind('_')));
  std::replace(words.begin(), words.end(), '_', ' ');
  return words;
}

// What is found out about one model on the way.
// What a model makes beside text, by the words for what that costs: answers in text are not what it is for.
struct MadeKey {
  std::string_view key, use;
};
constexpr MadeKey made_keys[] = {
    {"output_image_mtok", "image"}, {"output_audio_mtok", "audio"}, {"output_video_mtok", "video"}};

struct ModelReading {
  std::string left_out;  // the reason; empty while there is none
  std::set<std::string> not_carried;
  std::vector<std::string> doubtful;
  std::string use;  // empty: answers in text
};

constexpr std::string_view no_day = "9999-12-31";  // what is no day was reported

class GenaiPricesReader {
 public:
  GenaiPricesReader(const JsonDocument& json, const Circumstances& circumstances, Diagnostics& diagnostics)
      : reading_{json, diagnostics},
        from_{"genai-prices", "genai_prices", "Pydantic, genai-prices", "https://github.com/pydantic/genai-prices",
              circumstances.day} {}

  Imported read() {
    if (reading_.expect(reading_.json.root, Kind::list))
      for (const JsonValue& provider : reading_.json.root.elements) read_provider(provider);
    return std::move(imported_);
  }

 private:
  void read_provider(const JsonValue& value) {
    if (!reading_.expect(value, Kind::object)) return;
    ++imported_.groups;
    Provider provider;
    provider.id = reading_.required_text(value, "id");
    provider.name = reading_.text(value, "name");
    if (provider.name.empty()) provider.name = provider.id;
    if (!provider.id.empty() && !is_file_name(provider.id))
      reading_.wrong(*value.find("id"), "cannot be the name of a file", "letters, digits, - _ and . can");
    if (!provider.id.empty() && !providers_.insert(provider.id).second)
      reading_.wrong(*value.find("id"), "stands twice among the providers", "keep one of them");
    if (const JsonValue* pages = reading_.member(value, "pricing_urls", Kind::list);
        pages && !pages->elements.empty() && reading_.expect(pages->elements.front(), Kind::text))
      provider.price_page = pages->elements.front().text;
    std::set<std::string> ids;
    if (const JsonValue* models = reading_.member(value, "models", Kind::list))
      for (const JsonValue& model : models->elements) read_model(model, provider, ids);
    else if (!value.find("models"))
      reading_.wrong(value, "has no `models`", "is it a file of this kind, and of this version?");
    add_file(provider);
  }

  void add_file(const Provider& provider) {
    if (provider.entries.empty()) return;
    CatalogFile file = provider_file(provider, from_);
    for (const ApiEntry& entry : provider.entries) file.records.push_back(provider.id + "/" + entry.key);
    imported_.files.push_back(std::move(file));
  }

  void read_model(const JsonValue& value, Provider& provider, std::set<std::string>& ids) {
    if (!reading_.expect(value, Kind::object)) return;
    ApiEntry entry;
    entry.key = reading_.required_text(value, "id");
    entry.name = reading_.text(value, "name");
    entry.note = reading_.text(value, "price_comments");
    if (const JsonValue* context = reading_.member(value, "context_window", Kind::number))
      entry.context = reading_.whole(*context, 1);
    if (!entry.key.empty() && !ids.insert(entry.key).second)
      reading_.wrong(*value.find("id"), fmt::format("stands twice among the models of {}", provider.id),
                     "keep one of them");
    ModelReading model;
    const JsonValue* prices = value.find("prices");
    if (!prices)
      reading_.wrong(value, "has no `prices`", "is it a file of this kind, and of this version?");
    else
      entry.dated = dated_of(*prices, model);
    if (const JsonValue* deprecated = value.find("deprecated"); deprecated && deprecated->is(Kind::boolean))
      if (deprecated->boolean) model.not_carried.insert("deprecated, without a day");
    keep(std::move(entry), std::move(model), provider);
  }

  void keep(ApiEntry entry, ModelReading model, Provider& provider) {
    const std::string record = provider.id + "/" + entry.key;
    entry.use = model.use;
    if (entry.key == "sources") model.left_out = "its name is the catalog's word for sources";
    if (!model.left_out.empty()) {
      imported_.left_out.push_back({record, model.left_out});
      return;
    }
    for (const std::string& what : model.not_carried) ++imported_.not_carried[what];
    for (const std::string& what : model.doubtful) imported_.doubtful.push_back(record + ": " + what);
    provider.entries.push_back(std::move(entry));
  }

  std::vector<DatedRates> dated_of(const JsonValue& prices, ModelReading& model) {
    std::vector<Conditional> list;
    if (prices.is(Kind::list)) {
      for (const JsonValue& conditional : prices.elements) {
        list.push_back(conditional_of(conditional, model));
        report_second_of_day(list, conditional);
      }
    } else if (reading_.expect(prices, Kind::object)) {
      list.push_back({rates_of(prices, model), "", {}, {}, false});
    }
    const bool has_none = std::all_of(list.begin(), list.end(), [](const Conditional& price) { return price.is_none; });
    if (has_none && model.left_out.empty()) model.left_out = "no price in the file";
    if (!model.left_out.empty()) return {};
    std::string reason;
    std::optional<std::vector<DatedRates>> dated = dated_rates(list, reason);
    model.left_out = reason;
    return dated.value_or(std::vector<DatedRates>());
  }

  // Of two prices from one day on the first would never hold.
  void report_second_of_day(const std::vector<Conditional>& list, const JsonValue& conditional) {
    const std::string& day = list.back().from_day;
    const auto same = [&](const Conditional& other) { return other.from_day == day; };
    if (!day.empty() && day != no_day && std::count_if(list.begin(), list.end(), same) > 1)
      reading_.wrong(*conditional.find("constraint"),
                     fmt::format("begins on {}, as another price of this model does", day), "keep one of them");
  }

  Conditional conditional_of(const JsonValue& value, ModelReading& model) {
    Conditional conditional;
    if (!reading_.expect(value, Kind::object)) return conditional;
    const JsonValue* prices = reading_.member(value, "prices", Kind::object);
    const JsonValue* when = value.find("constraint");
    const bool is_of_hours = when && when->is(Kind::object) && when->find("start_date") == nullptr;
    if (prices && prices->members.empty() && !is_of_hours)
      conditional.is_none = true;
    else if (prices)
      conditional.rates = rates_of(*prices, model);
    else if (!value.find("prices"))
      reading_.wrong(value, "has no `prices`", "is it a file of this kind, and of this version?");
    if (const JsonValue* constraint = reading_.member(value, "constraint", Kind::object))
      read_constraint(*constraint, conditional, model);
    return conditional;
  }

  void read_constraint(const JsonValue& constraint, Conditional& conditional, ModelReading& model) {
    const bool has_day = constraint.find("start_date") != nullptr;
    for (const JsonMember& member : constraint.members) {
      const bool is_known =
          member.name == "type" ||
          (has_day ? member.name == "start_date" : member.name == "start_time" || member.name == "end_time");
      if (!is_known) model.left_out = fmt::format("its price depends on `{}`, which is not understood", member.name);
    }
    if (has_day) {
      conditional.from_day = day_of(constraint);
    } else {
      conditional.from_minute = minute_of(constraint, "start_time");
      conditional.to_minute = minute_of(constraint, "end_time");
      if (!conditional.from_minute || !conditional.to_minute) conditional.from_minute = conditional.to_minute = {};
    }
  }

  std::string day_of(const JsonValue& constraint) {
    const std::string day = reading_.text(constraint, "start_date");
    if (is_day(day)) return day;
    if (constraint.find("start_date")->is(Kind::text))
      reading_.wrong(*constraint.find("start_date"), "is no day", "a day is written 2025-06-10");
    return std::string(no_day);
  }

  // "16:30:00Z"
  std::optional<int> minute_of(const JsonValue& constraint, std::string_view name) {
    const std::string time = reading_.required_text(constraint, name);
    const std::optional<int> minute = minute_of_day(time);
    if (!minute && !time.empty())
      reading_.wrong(*constraint.find(name), "is no minute of the day in UTC", "a time is written 16:30:00Z");
    return minute;
  }

  Rates rates_of(const JsonValue& prices, ModelReading& model) {
    std::map<long long, PriceList> by_length;
    for (const BilledKey& row : price_keys) {
      const JsonValue* value = prices.find(row.key);
      if (!value || value->is(Kind::null) || by_length[0][static_cast<std::size_t>(row.billed)]) continue;
      read_price(*value, row, by_length, model);
    }
    Rates rates = rates_by_length(by_length);
    for (const JsonMember& member : prices.members)
      if (std::none_of(std::begin(price_keys), std::end(price_keys),
                       [&](const BilledKey& row) { return row.key == member.name; }))
        read_other(member, model);
    if (!rates.prices[0] && !rates.prices[static_cast<std::size_t>(Billed::output)] && model.left_out.empty())
      model.left_out = prices.members.empty() ? "no price in the file" : "no price of text";
    return rates;
  }

  void read_price(const JsonValue& value, const BilledKey& row, std::map<long long, PriceList>& by_length,
                  ModelReading& model) {
    const auto kind = static_cast<std::size_t>(row.billed);
    std::optional<Price>& price = by_length[0][kind];
    const JsonValue* base = value.is(Kind::object) ? value.find("base") : &value;
    if (!base) return reading_.wrong(value, "has no `base`", "is it a file of this kind, and of this version?");
    price = reading_.price(*base, row.shift, row.billed);
    if (price && price->is_doubtful) model.doubtful.push_back(priced_words(row.billed, *price));
    if (!value.is(Kind::object)) return;
    const JsonValue* tiers = reading_.member(value, "tiers", Kind::list);
    if (!tiers) return;
    for (const JsonValue& tier : tiers->elements) {
      if (!reading_.expect(tier, Kind::object)) continue;
      const JsonValue *start = tier.find("start"), *tier_price = tier.find("price");
      if (!start || !tier_price) {
        reading_.wrong(tier, "lacks `start` or `price`", "is it a file of this kind, and of this version?");
        continue;
      }
      const std::optional<long long> tokens = reading_.whole(*start, 1);
      const std::optional<Price> dearer = reading_.price(*tier_price, row.shift, row.billed);
      if (!tokens || !dearer) continue;
      if (dearer->is_doubtful) model.doubtful.push_back(priced_words(row.billed, *dearer));
      if (by_length[*tokens][kind])
        reading_.wrong(*start, fmt::format("is {}, where another tier of this price begins", start->text),
                       "keep one of them");
      by_length[*tokens][kind] = dearer;
    }
  }

  // A price that the catalog has no word for is a price all the same.
  void read_other(const JsonMember& member, ModelReading& model) {
    const JsonValue& value = member.value;
    if (value.is(Kind::null)) return;
    if (!value.is(Kind::object) && !reading_.price(value, 0, Billed::request)) return;
    for (const MadeKey& made : made_keys)
      if (member.name == made.key) model.use = made.use;
    model.not_carried.insert(words_for(member.name));
  }

  JsonReading reading_;
  ReadFrom from_;
  Imported imported_;
  std::set<std::string> providers_;
};

}  // namespace

std::optional<Imported> read_genai_prices(const SourcePointer& source, const Circumstances& circumstances,
                                          Diagnostics& diagnostics) {
  const std::optional<JsonDocument> json = parse_json(source, diagnostics);
  if (!json) return std::nullopt;
  Imported imported = GenaiPricesReader(*json, circumstances, diagnostics).read();
  return diagnostics.empty() ? std::optional<Imported>(std::move(imported)) : std::nullopt;
}

}  // namespace costcurve::imports
