// What was imported, exported and imported again is the same catalog, byte for byte, whatever kind of file it was.

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <filesystem>
#include <map>

#include "support/support.h"

using namespace costcurve;
using namespace costcurve::testing;

namespace {

struct Sample {
  std::string_view kind, name;
  std::string text;
  std::string shared;  // a whole file of its kind, where it is there
};

std::vector<Sample> samples() {
  return {
      {"genai-prices", "",
       R"([{"id": "first", "models": [{"id": "a/b", "prices": [{"prices": {"input_mtok": {"base": 1,
           "tiers": [{"start": 1000, "price": 2}, {"start": 2000, "price": 3}]}, "output_mtok": 2,
           "output_reasoning_mtok": 4}}, {"constraint": {"start_date": "2026-01-01"}, "prices": {"input_mtok": 0.5,
           "output_mtok": 1}}]}]}])",
       "genai-prices/v2_data.json"},
      {"litellm", "",
       R"({"a": {"litellm_provider": "acme", "mode": "chat", "input_cost_per_token": 1e-06, "output_cost_per_token": 2e-06,
           "input_cost_per_token_flex": 5e-07, "output_cost_per_token_flex": 1e-06,
           "input_cost_per_token_above_272k_tokens_flex": 7e-07},
           "e": {"litellm_provider": "acme", "mode": "embedding", "input_cost_per_token": 1e-08}})",
       "litellm/model_prices_and_context_window.json"},
      {"hf-config", "Small",
       R"({"model_type": "llama", "hidden_size": 8, "intermediate_size": 16, "num_attention_heads": 2,
           "num_hidden_layers": 2, "num_key_value_heads": 2, "vocab_size": 32})",
       "hf_configs/Qwen--Qwen3-8B_config.json"},
      {"skypilot", "lambda",
       "InstanceType,vCPUs,MemoryGiB,AcceleratorName,AcceleratorCount,Region,Price,SpotPrice\n"
       "gpu_8x,208,1800,H100,8,us-east-1,24,0\n",
       ""},
      {"grid", "",
       "Entity,Code,Year,Carbon intensity of electricity - gCO2e/kWh\nNowhere,NWH,2024,100.5\nNowhere,NWH,2025,99\n",
       "grid/owid_carbon-intensity-electricity.csv"},
  };
}

std::string run(const std::string& line, MemoryFiles& files) {
  const Outcome outcome = run_line(line, files);
  CHECK_MESSAGE(outcome.exit == 0, line, "\n", outcome.out, outcome.err);
  return outcome.out;
}

// Every file of a catalog, with its path in it.
std::map<std::string, std::string> files_of(const std::string& catalog, const MemoryFiles& files) {
  std::map<std::string, std::string> texts;
  for (const std::string place : {"apis", "clouds", "llms"})
    for (const std::string& name : files.list(catalog + "/" + place))
      texts[place + "/" + name] = std::get<std::string>(files.read(catalog + "/" + place + "/" + name, 1U << 30U));
  const auto grids = files.read(catalog + "/grids.toml", 1U << 30U);
  if (std::holds_alternative<std::string>(grids)) texts["grids.toml"] = std::get<std::string>(grids);
  return texts;
}

}  // namespace

TEST_CASE("exporting what was imported and importing that again gives the same catalog, of all five kinds") {
  for (const bool whole : {false, true}) {
    MemoryFiles files;
    for (const std::string name : {"units.toml", "currencies.toml"})  // what amounts are read with
      files.put(source_folder() + "/configs/" + name, read_file(source_folder() + "/configs/" + name));
    for (const Sample& sample : samples()) {
      const std::string place = source_folder() + "/../shared/imports/" + sample.shared;
      const bool is_there = whole && !sample.shared.empty() && std::filesystem::exists(place);
      files.put("file", is_there ? read_file(place) : sample.text);
      run(fmt::format("costcurve import {} file {} --catalog one", sample.kind, sample.name), files);
    }
    files.put("all.txt", run("costcurve export --catalog one", files));
    run("costcurve import catalog all.txt --catalog two", files);
    CHECK(files_of("one", files).size() >= 5);
    CHECK((files_of("one", files) == files_of("two", files)));
    CHECK(run("costcurve export --catalog two", files) == run("costcurve export --catalog one", files));
    // The next import goes on from there as from what the first has written.
    files.put("file", samples()[1].text);
    run("costcurve import litellm file --catalog two", files);
    run("costcurve import litellm file --catalog one", files);
    CHECK((files_of("one", files) == files_of("two", files)));
  }
}
