#include "imports/import.h"

#include <algorithm>

namespace costcurve::imports {

const std::vector<ImportKind>& import_kinds() {
  static const std::vector<ImportKind> rows = {
      {"genai-prices", "Pydantic's genai-prices: data.json, prices of APIs with their history", "model", "provider",
       false, "costcurve import genai-prices data.json", read_genai_prices},
      {"hf-config", "Hugging Face's config.json: an llm, its parameters counted", "model", "", true,
       "costcurve import hf-config config.json Qwen3-8B", read_hf_config},
  };
  return rows;
}

const ImportKind* find_import_kind(std::string_view name) {
  const auto found = std::find_if(import_kinds().begin(), import_kinds().end(),
                                  [&](const ImportKind& kind) { return kind.name == name; });
  return found == import_kinds().end() ? nullptr : &*found;
}

}  // namespace costcurve::imports
