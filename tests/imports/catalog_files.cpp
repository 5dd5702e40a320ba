// The files that imports write: TOML that our own reader reads, with the prices of the file that was imported, the same
// however often it is imported.

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <rapidcheck.h>

#include <cmath>
#include <filesystem>

#include "catalog/configs.h"
#include "imports/decimal.h"
#include "imports/import.h"
#include "support/property.h"
#include "support/support.h"
#include "text/toml.h"

using namespace costcurve;
using namespace costcurve::testing;
using imports::Imported;

namespace {

SourcePointer source_of(const std::string& name, const std::string& text) {
  auto source = std::make_shared<Source>();
  source->name = name;
  source->text = text;
  return source;
}

Imported imported(std::string_view kind, const std::string& name, const std::string& text,
                  const std::string& day = "2026-11-28") {
  Diagnostics diagnostics;
  std::optional<Imported> read = imports::find_import_kind(kind)->read(source_of(name, text), {day, ""}, diagnostics);
  if (!read) throw std::runtime_error(render(diagnostics.sorted()));
  return std::move(*read);
}

Value parsed(const imports::CatalogFile& file) {
  Diagnostics diagnostics;
  std::optional<Value> document = parse_document(source_of(file.path, file.written("")->text), diagnostics);
  if (!document) throw std::runtime_error(render(diagnostics.sorted()));
  CHECK(mistakes_in(file.path, *document) == "");
  return std::move(*document);
}

// How many entries of APIs stand in a file.
std::size_t entries_in(const Value& document) {
  std::size_t count = 0;
  for (const Entry& member : document.members) count += member.value.find("price") ? 1 : 0;
  return count;
}

std::optional<std::string> shared_file(const std::string& path) {
  const std::string place = source_folder() + "/../shared/imports/" + path;
  return std::filesystem::exists(place) ? std::optional<std::string>(read_file(place)) : std::nullopt;
}

// A model as a list of prices has it, and as it should come out.
struct Model {
  std::string id;
  std::map<std::string, std::string> prices;  // by the file's keys, as JSON spells them
};

const std::map<std::string, std::string>& catalog_keys() {
  static const std::map<std::string, std::string> keys = {{"input_mtok", "input"},
                                                          {"cache_read_mtok", "cached_input"},
                                                          {"cache_write_mtok", "cache_write"},
                                                          {"cache_write_1h_mtok", "cache_write_hour"},
                                                          {"output_mtok", "output"}};
  return keys;
}

rc::Gen<std::string> number_text() {
  return rc::gen::map(rc::gen::tuple(rc::gen::inRange(0, 100000), rc::gen::inRange(0, 7), rc::gen::inRange(0, 3)),
                      [](const std::tuple<int, int, int>& parts) {
                        const auto [digits, shift, form] = parts;
                        if (form == 0) return fmt::format("{}e-{:02}", digits, shift);
                        if (form == 1) return fmt::format("{:.{}f}", digits / std::pow(10, shift), shift);
                        return fmt::format("{}", digits);
                      });
}

// A name as people give them: of letters, dots, slashes, blanks, quotes, and what lies beyond ASCII.
rc::Gen<std::string> name_text() {
  static const std::vector<std::string> pieces = {"a", "B", "7",  ".",  "/", ":",  "-",
                                                  "_", " ", "\"", "\\", "é", "模", "\t"};
  return rc::gen::map(rc::gen::nonEmpty(rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(pieces))),
                      [](const std::vector<std::string>& parts) {
                        std::string name;
                        for (const std::string& part : parts) name += part;
                        return name;
                      });
}

std::string json_quoted(const std::string& text) {
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += c == '\t' ? std::string("\\t") : std::string(1, c);
  }
  return quoted + "\"";
}

std::string json_of(const std::vector<Model>& models) {
  std::string text = R"([{"id": "acme", "models": [)";
  for (std::size_t i = 0; i < models.size(); ++i) {
    text += fmt::format("{}\n{{\"id\": {}, \"prices\": {{", i ? "," : "", json_quoted(models[i].id));
    bool is_first = true;
    for (const auto& [key, number] : models[i].prices) {
      text += fmt::format("{}\"{}\": {}", is_first ? "" : ", ", key, number);
      is_first = false;
    }
    text += "}}";
  }
  return text + "]}]";
}

std::vector<Model> generated_models() {
  std::vector<Model> models;
  std::set<std::string> ids;
  const int count = *rc::gen::inRange(1, 6);
  for (int number = 0; number < count; ++number) {
    Model model{*name_text(), {}};
    if (!ids.insert(model.id).second) continue;
    model.prices["input_mtok"] = *number_text();
    for (const auto& [key, ours] : catalog_keys())
      if (*rc::gen::arbitrary<bool>()) model.prices[key] = *number_text();
    models.push_back(std::move(model));
  }
  return models;
}

}  // namespace

TEST_CASE("decimals keep their digits") {
  using imports::plain_decimal;
  CHECK(plain_decimal("2.19e-06", 6) == "2.19");
  CHECK(plain_decimal("1e-06", 6) == "1");
  CHECK(plain_decimal("0.0", 6) == "0");
  CHECK(plain_decimal("-0", 6) == "0");
  CHECK(plain_decimal("1.0E+1") == "10");
  CHECK(plain_decimal("3.0000000000000004e-07", 6) == "0.30000000000000004");
  CHECK(plain_decimal("5", -3) == "0.005");
  CHECK(plain_decimal("15000", 0) == "15000");
  CHECK(imports::with_thousands(1047576) == "1,047,576");
  CHECK(imports::with_thousands(999) == "999");
  CHECK(imports::with_thousands(-1000) == "-1,000");
}

TEST_CASE("whatever models are called and cost, their file is TOML with each price as it was") {
  property("prices come back", [] {
    const std::vector<Model> models = generated_models();
    const Imported read = imported("genai-prices", "data.json", json_of(models));
    RC_ASSERT(read.files.size() == 1U);
    RC_ASSERT(read.files[0].records.size() + read.left_out.size() == models.size());
    const Value document = parsed(read.files[0]);
    for (const Model& model : models) {
      const Entry* entry = document.find(model.id);
      RC_ASSERT(entry != nullptr);
      const Value& price = entry->value.find("price")->value.elements.at(0);
      for (const auto& [key, ours] : catalog_keys()) {
        const Entry* fact = price.find(ours);
        RC_ASSERT((fact != nullptr) == model.prices.contains(key));
        if (!fact) continue;
        const std::string text = fact->value.find("is")->value.text.text;
        RC_ASSERT(text.ends_with(" USD/Mtoken"));
        RC_ASSERT(std::stod(text) == std::stod(model.prices.at(key)));
      }
    }
  });
}

namespace {

// One model's file after imports of these prices on these days.
std::string after_imports(const std::vector<std::pair<std::string, std::string>>& prices_by_day) {
  std::string text;
  for (const auto& [day, prices] : prices_by_day) {
    const std::string file =
        R"([{"id": "acme", "models": [{"id": "steady", "prices": {"output_mtok": 9}})" +
        (prices.empty() ? "" : R"(, {"id": "m", "context_window": 1000, "prices": )" + prices + "}") + "]}]";
    text = imported("genai-prices", "data.json", file, day).files[0].written(text)->text;
  }
  return text;
}

std::size_t prices_in(const std::string& text) {
  std::size_t count = 0;
  for (const std::string& line : lines_of(text)) count += line.starts_with("[[");
  return count;
}

// "2026-11-28 1 USD/Mtoken genai_prices; ..." of the prices for input of a model.
std::string history_in(const std::string& text) {
  Diagnostics diagnostics;
  const std::optional<Value> document = parse_document(source_of("acme.toml", text), diagnostics);
  std::string history;
  for (const Value& price : document->find("m")->value.find("price")->value.elements) {
    const Value& input = price.find("input")->value;
    history += fmt::format("{}{} {} {}", history.empty() ? "" : "; ",
                           price.find("from") ? price.find("from")->value.text.text : "-",
                           input.find("is")->value.text.text, input.find("source")->value.text.text);
  }
  return history;
}

}  // namespace

TEST_CASE("a price that has changed since an earlier import is followed by the new one, and none is overwritten") {
  const std::string one = R"({"input_mtok": 1})", two = R"({"input_mtok": 2})";
  CHECK(history_in(after_imports({{"2026-11-28", one}})) == "2026-11-28 1 USD/Mtoken genai_prices");
  CHECK(history_in(after_imports({{"2026-11-28", one}, {"2026-12-05", one}})) ==
        "2026-11-28 1 USD/Mtoken genai_prices");
  CHECK(history_in(after_imports({{"2026-11-28", one}, {"2026-11-28", two}})) ==
        "2026-11-28 2 USD/Mtoken genai_prices");
  CHECK(history_in(after_imports({{"2026-11-28", one}, {"2026-12-05", two}, {"2026-12-06", two}})) ==
        "2026-11-28 1 USD/Mtoken genai_prices_2026_11_28; 2026-12-05 2 USD/Mtoken genai_prices");
  CHECK(history_in(after_imports({{"2026-11-28", one}, {"2026-12-05", two}, {"2026-12-06", one}})) ==
        "2026-11-28 1 USD/Mtoken genai_prices_2026_11_28; 2026-12-05 2 USD/Mtoken genai_prices_2026_12_05; "
        "2026-12-06 1 USD/Mtoken genai_prices");
  // A model that the list has no longer.
  CHECK(history_in(after_imports({{"2026-11-28", one}, {"2026-12-05", ""}})) ==
        "2026-11-28 1 USD/Mtoken genai_prices_2026_11_28");
}

TEST_CASE("a list that says since when its prices hold rules, and what was read before its first day goes before it") {
  const std::string one = R"({"input_mtok": 1})";
  const std::string cut = R"([{"prices": {"input_mtok": 1}},
                             {"constraint": {"start_date": "2026-12-01"}, "prices": {"input_mtok": 0.5}}])";
  CHECK(history_in(after_imports({{"2026-11-28", cut}})) ==
        "- 1 USD/Mtoken genai_prices; 2026-12-01 0.5 USD/Mtoken genai_prices");
  CHECK(history_in(after_imports({{"2026-11-28", one}, {"2026-12-05", cut}})) ==
        "2026-11-28 1 USD/Mtoken genai_prices; 2026-12-01 0.5 USD/Mtoken genai_prices");
  CHECK(history_in(after_imports({{"2026-11-28", cut}, {"2026-12-05", R"({"input_mtok": 0.5})"}})) ==
        "- 1 USD/Mtoken genai_prices_2026_11_28; 2026-12-01 0.5 USD/Mtoken genai_prices");
}

TEST_CASE("a price begins on the day that the list says, also where it is the first or the only one") {
  const auto from = [](const std::string& day, const std::string& price) {
    return R"({"constraint": {"start_date": ")" + day + R"("}, "prices": )" + price + "}";
  };
  const std::string one = from("2026-12-01", R"({"input_mtok": 1})"), two = from("2027-01-01", R"({"input_mtok": 2})");
  CHECK(history_in(after_imports({{"2026-11-28", "[" + one + "]"}})) == "2026-12-01 1 USD/Mtoken genai_prices");
  CHECK(history_in(after_imports({{"2026-11-28", "[" + one + ", " + two + "]"}})) ==
        "2026-12-01 1 USD/Mtoken genai_prices; 2027-01-01 2 USD/Mtoken genai_prices");
  // What was first read earlier stays; what had the same price has the better day.
  CHECK(history_in(after_imports({{"2026-11-28", R"({"input_mtok": 3})"}, {"2026-12-05", "[" + one + "]"}})) ==
        "2026-11-28 3 USD/Mtoken genai_prices_2026_11_28; 2026-12-01 1 USD/Mtoken genai_prices");
  CHECK(history_in(after_imports({{"2026-12-04", R"({"input_mtok": 1})"}, {"2026-12-05", "[" + one + "]"}})) ==
        "2026-12-01 1 USD/Mtoken genai_prices");
  // From a day on there is none.
  CHECK(
      after_imports({{"2026-11-28", "[" + one + ", " + from("2027-01-01", "{}") + "]"}}).find("to = \"2026-12-31\"") !=
      std::string::npos);
}

TEST_CASE("a price that has changed is followed by the new one, also where the list says since when it holds") {
  const auto list = [](const std::string& price) {
    return R"([{"prices": {"input_mtok": 1}}, {"constraint": {"start_date": "2026-12-01"}, "prices": {"input_mtok": )" +
           price + "}}]";
  };
  CHECK(history_in(after_imports({{"2026-12-05", list("2")}, {"2026-12-20", list("3")}})) ==
        "- 1 USD/Mtoken genai_prices; 2026-12-01 2 USD/Mtoken genai_prices_2026_12_05; "
        "2026-12-20 3 USD/Mtoken genai_prices");
  CHECK(history_in(after_imports({{"2026-12-05", list("2")}, {"2026-12-20", list("3")}, {"2026-12-21", list("3")}})) ==
        "- 1 USD/Mtoken genai_prices; 2026-12-01 2 USD/Mtoken genai_prices_2026_12_05; "
        "2026-12-20 3 USD/Mtoken genai_prices");
  // What was announced, and announced anew, never was a price.
  CHECK(history_in(after_imports({{"2026-11-20", list("2")}, {"2026-11-21", list("3")}})) ==
        "- 1 USD/Mtoken genai_prices; 2026-12-01 3 USD/Mtoken genai_prices");
}

TEST_CASE("a rent that has changed since an earlier import is followed by the new one") {
  std::string text;
  const auto import_rent = [&](const std::string& day, const std::string& price) {
    const std::string table = "InstanceType,AcceleratorName,AcceleratorCount,Price,SpotPrice,Region\n";
    text = imported("skypilot", "aws.csv", table + "p5,H100,8," + price + ",10,us\nsteady,H100,3,1,,us\n", day)
               .files[0]
               .written(text)
               ->text;
  };
  const auto has = [&](const std::string& part) { return text.find(part) != std::string::npos; };
  import_rent("2026-11-28", "98.32");
  const std::string first = text;
  import_rent("2026-11-28", "98.32");
  CHECK(text == first);
  import_rent("2026-12-05", "98.32");
  CHECK(prices_in(text) == 2);
  CHECK(has("date = \"2026-11-28\"\non_demand = { is = \"12.29 USD/chip/h\", source = \"skypilot\""));
  import_rent("2026-12-06", "80");
  CHECK(prices_in(text) == 3);
  CHECK(has("date = \"2026-11-28\"\non_demand = { is = \"12.29 USD/chip/h\", source = \"skypilot_2026_12_05\""));
  CHECK(has("date = \"2026-12-06\"\non_demand = { is = \"10 USD/chip/h\", source = \"skypilot\""));
  import_rent("2026-12-06", "72");
  CHECK(prices_in(text) == 3);
  CHECK(has("date = \"2026-12-06\"\non_demand = { is = \"9 USD/chip/h\", source = \"skypilot\""));
}

TEST_CASE("there and back: what is written, read and written again is the same, to the byte") {
  property("the same file", [] {
    const std::vector<Model> models = generated_models();
    const Imported read = imported("genai-prices", "data.json", json_of(models));
    const std::string text = read.files[0].written("")->text;
    RC_ASSERT(read.files[0].written(text)->text == text);
    RC_ASSERT(read.files[0].written(text)->entries_kept == 0U);
  });
  for (const auto& [kind, path] : {std::pair{"genai-prices", "genai-prices/v2_data.json"},
                                   std::pair{"litellm", "litellm/model_prices_and_context_window.json"}})
    if (const std::optional<std::string> list = shared_file(path))
      for (const imports::CatalogFile& file : imported(kind, path, *list).files) {
        const std::string text = file.written("")->text;
        CHECK((file.written(text)->text == text));
      }
}

TEST_CASE("a price that is the same a week later is no new price, whatever its digits") {
  property("as many prices", [] {
    const std::string list = json_of(generated_models());
    const std::string first = imported("genai-prices", "data.json", list).files[0].written("")->text;
    const std::string later = imported("genai-prices", "data.json", list, "2026-12-05").files[0].written(first)->text;
    RC_ASSERT(prices_in(later) == prices_in(first));
  });
  const std::string map = R"({"a": {"litellm_provider": "acme", "input_cost_per_token": 3e-07}})";
  const std::string first = imported("litellm", "map.json", map).files[0].written("")->text;
  CHECK(prices_in(imported("litellm", "map.json", map, "2026-12-05").files[0].written(first)->text) == 1);
}

TEST_CASE("what is imported again is the same, to the byte") {
  MemoryFiles files;
  files.put("data.json", json_of({{"a", {{"input_mtok", "1"}}}, {"b/c.d", {{"output_mtok", "2e-01"}}}}));
  CHECK(run_line("costcurve import genai-prices data.json", files).exit == 0);
  const std::string first = std::get<std::string>(files.read("data/catalog/apis/acme.toml", 1U << 20U));
  CHECK(run_line("costcurve import genai-prices data.json", files).exit == 0);
  CHECK(std::get<std::string>(files.read("data/catalog/apis/acme.toml", 1U << 20U)) == first);
}

TEST_CASE("the ecosystem's own lists are imported, every record accounted for") {
  struct List {
    std::string_view kind;
    std::string path;
    std::size_t records, imported;
  };
  for (const List& list : {List{"genai-prices", "genai-prices/v2_data.json", 1466, 1309},
                           List{"litellm", "litellm/model_prices_and_context_window.json", 2986, 2520}}) {
    const std::optional<std::string> text = shared_file(list.path);
    if (!text) continue;
    const Imported read = imported(list.kind, list.path, *text);
    std::size_t kept = 0, entries = 0;
    for (const imports::CatalogFile& file : read.files) {
      kept += file.records.size();
      entries += entries_in(parsed(file));
    }
    CHECK(kept == list.imported);
    CHECK(entries == kept);
    CHECK(kept + read.left_out.size() == list.records);
  }
}
