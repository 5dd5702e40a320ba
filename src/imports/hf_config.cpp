// Hugging Face's config.json: the shape of a model, of which the catalog gets what is counted from it.

#include <fmt/format.h>

#include "imports/decimal.h"
#include "imports/hf_families.h"
#include "imports/import.h"
#include "imports/toml_text.h"
#include "text/listing.h"
#include "text/path.h"

namespace costcurve::imports {

namespace {

// "Qwen3-8B" of "Qwen--Qwen3-8B_config.json" and of "models/Qwen3-8B/config.json".
std::string name_of_file(const std::string& path) {
  std::string name = file_name(path);
  for (const std::string_view ending : {".json", "config", "_", "-", "."})
    if (name.ends_with(ending)) name.erase(name.size() - ending.size());
  if (name.empty() && path.find('/') != std::string::npos) return name_of_file(folder_of(path));
  const std::size_t organisation = name.rfind("--");
  return organisation == std::string::npos ? name : name.substr(organisation + 2);
}

// "https://huggingface.co/Qwen/Qwen3-8B" of the first of these; else nothing.
std::string page_of(const std::string& path, const std::string& name) {
  const std::string file = file_name(path);
  const std::size_t between = file.find("--" + name);
  return between == std::string::npos || between == 0
             ? ""
             : fmt::format("https://huggingface.co/{}/{}", file.substr(0, between), name);
}

std::string name_for(const std::string& path, const Circumstances& circumstances, Diagnostics& diagnostics) {
  const std::string name = circumstances.name.empty() ? name_of_file(path) : circumstances.name;
  if (is_file_name(name) && !(circumstances.name.empty() && path == "standard input")) return name;
  diagnostics.add(without_place(
      name == "standard input" ? "the model needs a name" : fmt::format("`{}` cannot be the name of a model", name),
      {"put it behind the file: costcurve import hf-config config.json Qwen3-8B",
       "letters, digits, - _ and . make a name"}));
  return {};
}

// What no family accounts for: of the family that comes nearest.
std::vector<std::string> strange_keys(const JsonDocument& json) {
  std::vector<std::string> fewest;
  for (const HfFamily& family : hf_families()) {
    Diagnostics unheard = Diagnostics::unheard();
    ConfigReading config(json, unheard);
    config.word("model_type"), config.words("architectures");
    shape_of(family, config);
    std::vector<std::string> strange = config.not_understood();
    if (&family == &hf_families().front() || strange.size() < fewest.size()) fewest = std::move(strange);
  }
  return fewest;
}

void refuse_family(ConfigReading& config, const std::string& family, const std::vector<std::string>& strange) {
  std::vector<std::string> known;
  for (const HfFamily& row : hf_families()) known.emplace_back(row.model_type);
  const std::string what_is_strange = strange.empty() ? "" : "; not understood of it: " + listed_some(strange);
  config.wrong("model_type",
               family.empty()
                   ? "has no `model_type`: of what family is it?"
                   : fmt::format("is {}, a family whose parameters cannot be counted here", made_visible(family)),
               "those that can: " + listed(known) + what_is_strange);
}

// What follows from the shape, as facts of the catalog: key, amount, note.
struct ShapeFact {
  std::string_view key;
  WideCount number;
  std::string_view unit;
  std::string note = {};
};

std::vector<ShapeFact> counted_facts(const LlmShape& shape, const std::string& left_out) {
  const WideCount embedding = shape.embedding();
  const std::string shared = shape.shares_embedding ? "without the output's matrix too, which is the embedding" : "";
  std::vector<ShapeFact> facts = {
      {"parameters", shape.parameters(), "parameter", left_out},
      {"active_parameters", shape.active_parameters(), "parameter",
       "with the embedding, of which a token looks up one row"},
      {"parameters_without_embedding", shape.parameters() - embedding, "parameter", shared},
      {"active_parameters_without_embedding", shape.active_parameters() - embedding, "parameter", shared},
      {"kv_cache_per_token", shape.kv_bytes(shape.layers), "byte/token", "BF16, two bytes for each number"},
  };
  if (shape.window_layers > 0)
    facts.push_back({"kv_cache_per_token_beyond_window", shape.kv_bytes(shape.layers - shape.window_layers),
                     "byte/token",
                     fmt::format("{} of {} layers look back {} tokens and keep no more", shape.window_layers,
                                 shape.layers, with_thousands(shape.window))});
  if (shape.context > 0) facts.push_back({"context", shape.context, "token"});
  return facts;
}

// The shape itself; what it does not have is left out.
std::vector<ShapeFact> shape_facts(const LlmShape& shape) {
  const LatentAttention& latent = shape.latent;
  std::vector<ShapeFact> facts = {
      {"layers", shape.layers, ""},
      {"hidden", shape.hidden, ""},
      {"heads", shape.is_latent ? latent.heads : shape.grouped.heads, ""},
      {"kv_heads", shape.is_latent ? latent.heads : shape.grouped.kv_heads, ""},
      {"head_width", shape.is_latent ? latent.value_width : shape.grouped.head_width, ""},
      {"vocabulary", shape.vocabulary, ""},
      {"q_rank", latent.q_rank, ""},
      {"kv_rank", latent.kv_rank, ""},
      {"nope_width", latent.nope_width, ""},
      {"rope_width", latent.rope_width, ""},
      {"value_width", latent.value_width, ""},
      {"dense_layers", shape.dense_layers, ""},
      {"ffn", shape.dense_layers > 0 ? shape.ffn : 0, ""},
      {"moe_layers", shape.moe_layers, ""},
      {"experts", shape.experts, ""},
      {"top_k", shape.top_k, ""},
      {"expert_ffn", shape.expert_ffn, ""},
      {"shared_ffn", shape.shared_ffn, ""},
      {"window_layers", shape.window_layers, ""},
      {"window", shape.window, ""},
      {"embedding_matrices", shape.shares_embedding ? 1 : 0, ""},
      {"vector_parameters", shape.vector_parameters(), "parameter"},
  };
  std::erase_if(facts, [](const ShapeFact& fact) { return fact.number == 0; });
  return facts;
}

std::string toml_of(const std::string& name, const LlmShape& shape, const std::string& left_out, const ReadFrom& from) {
  std::string text = imported_head("the shape of " + made_visible(name) + ", and what is counted from it.", from);
  text += fmt::format("\nname = {}\n", toml_quoted(name));
  for (const std::vector<ShapeFact>& facts : {counted_facts(shape, left_out), shape_facts(shape)})
    for (const ShapeFact& fact : facts)
      text += fmt::format("{} = {}\n", fact.key,
                          toml_fact(with_thousands(static_cast<long long>(fact.number)) +
                                        (fact.unit.empty() ? "" : " ") + std::string(fact.unit),
                                    from.source_key, fact.note.empty() ? "" : "note = " + toml_quoted(fact.note)));
  return text + "\n" + toml_sources(from);
}

std::string summary_of(const std::string& name, const LlmShape& shape) {
  const auto counted = [](WideCount count) { return with_thousands(static_cast<long long>(count)); };
  const std::string active =
      shape.moe_layers > 0 ? fmt::format(" ({} of them active)", counted(shape.active_parameters())) : "";
  return fmt::format("{} has {} parameters{} and keeps {} bytes a token", name, counted(shape.parameters()), active,
                     counted(shape.kv_bytes(shape.layers)));
}

std::string layers_left_out(ConfigReading& config) {
  const long long count = config.count_or("num_nextn_predict_layers", 0);
  if (count == 0) return {};
  return fmt::format("without {} that predict{} further tokens",
                     count == 1 ? "the layer" : std::to_string(count) + " layers", count == 1 ? "s" : "");
}

void refuse_what_is_not_understood(ConfigReading& config) {
  const std::vector<std::string> unknown = config.not_understood();
  if (unknown.empty()) return;
  config.wrong(unknown.front(),
               fmt::format("{} not understood{}", unknown.size() == 1 ? "is" : "and others are",
                           unknown.size() == 1 ? "" : ": " + listed_some(unknown)),
               "it may add parameters, so that none are counted");
}

}  // namespace

std::optional<Imported> read_hf_config(const SourcePointer& source, const Circumstances& circumstances,
                                       Diagnostics& diagnostics) {
  const std::optional<JsonDocument> json = parse_json(source, diagnostics);
  if (!json) return std::nullopt;
  const JsonReading reading{*json, diagnostics};
  if (!reading.expect(json->root, JsonValue::Kind::object)) return std::nullopt;
  const std::string name = name_for(source->name, circumstances, diagnostics);
  ConfigReading config(*json, diagnostics);
  const std::string model_type = config.word("model_type");
  const HfFamily* family = find_hf_family(model_type);
  if (!family) {
    refuse_family(config, model_type, strange_keys(*json));
    return std::nullopt;
  }
  const std::vector<std::string> architectures = config.words("architectures");
  if (!architectures.empty() && (architectures.size() > 1 || architectures.front() != family->architecture))
    config.wrong("architectures", fmt::format("is not {}, as {} are", family->architecture, family->model_type),
                 "what else it has is not known here");
  const LlmShape shape = shape_of(*family, config);
  constexpr WideCount most_parameters = 1'000'000'000'000'000;
  if (shape.parameters() > most_parameters)
    config.wrong("hidden_size", "and the other sizes come to more parameters than any model has",
                 "look into the file that it is from");
  const std::string left_out = layers_left_out(config);
  refuse_what_is_not_understood(config);
  if (!diagnostics.empty()) return std::nullopt;
  const ReadFrom from{"hf-config", "config", name + ", config.json on Hugging Face", page_of(source->name, name),
                      circumstances.day};
  Imported imported;
  imported.files.push_back({"llms/" + name + ".toml", {name}, always(toml_of(name, shape, left_out, from))});
  imported.notes.push_back(summary_of(name, shape) + (left_out.empty() ? "" : ", counted " + left_out));
  return imported;
}

}  // namespace costcurve::imports
