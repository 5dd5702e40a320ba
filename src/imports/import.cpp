#include "imports/import.h"

#include <algorithm>

namespace costcurve::imports {

const std::vector<ImportKind>& import_kinds() {
  static const std::vector<ImportKind> rows = {
      {"genai-prices", "Pydantic's genai-prices: data.json, prices of APIs with their history", "model", "provider",
       false, "costcurve import genai-prices data.json", read_genai_prices},
      {"litellm", "LiteLLM's model_prices_and_context_window.json: prices of APIs", "model", "provider", false,
       "costcurve import litellm model_prices_and_context_window.json", read_litellm},
      {"hf-config", "Hugging Face's config.json: an llm, its parameters counted", "model", "", true,
       "costcurve import hf-config config.json Qwen3-8B", read_hf_config},
      {"skypilot", "SkyPilot's catalog of a cloud, vms.csv: rents of its accelerators", "line", "cloud", true,
       "costcurve import skypilot vms.csv aws", read_skypilot},
      {"grid", "Our World in Data's carbon intensity of electricity, as CSV", "value", "grid", false,
       "costcurve import grid carbon-intensity-electricity.csv", read_grid},
      {"catalog", "what `costcurve export` has written: files of a catalog", "file", "", false,
       "costcurve import catalog mine.txt", read_bundle},
  };
  return rows;
}

const ImportKind* find_import_kind(std::string_view name) {
  const auto found = std::find_if(import_kinds().begin(), import_kinds().end(),
                                  [&](const ImportKind& kind) { return kind.name == name; });
  return found == import_kinds().end() ? nullptr : &*found;
}

}  // namespace costcurve::imports
