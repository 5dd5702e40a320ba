// Parameters counted from config.json, against what the models' files hold.

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "imports/import.h"
#include "support/support.h"
#include "text/toml.h"

using namespace costcurve;
using namespace costcurve::testing;
using imports::Imported;

namespace {

SourcePointer config_of(const std::string& name, const std::string& text) {
  auto source = std::make_shared<Source>();
  source->name = name;
  source->text = text;
  return source;
}

struct Counted {
  std::string mistakes;
  std::string note;
  std::map<std::string, std::string> facts;
};

Counted counted(const SourcePointer& source) {
  Diagnostics diagnostics;
  const std::optional<Imported> imported = imports::read_hf_config(source, {"2026-11-28", "Model"}, diagnostics);
  if (!imported) return {render(diagnostics.sorted()), "", {}};
  Counted counted;
  if (!imported->notes.empty()) counted.note = imported->notes.front();
  const std::optional<Value> document =
      parse_document(config_of("Model.toml", imported->files[0].written("")->text), diagnostics);
  for (const Entry& member : document->members)
    if (const Entry* is = member.value.find("is")) counted.facts[member.key] = is->value.text.text;
  return counted;
}

Counted counted(const std::string& config) { return counted(config_of("config.json", "{" + config + "}")); }

struct KnownModel {
  std::string name, config;
  std::string parameters, active_without_embedding, kv_cache;
};

const std::vector<KnownModel>& rows() {
  static const std::vector<KnownModel> table = {
      {"Llama-3.1-8B",
       R"("model_type": "llama", "architectures": ["LlamaForCausalLM"], "attention_bias": false, "hidden_size": 4096,
          "intermediate_size": 14336, "num_hidden_layers": 32, "num_attention_heads": 32, "num_key_value_heads": 8,
          "vocab_size": 128256, "rope_theta": 500000.0, "eos_token_id": [128001, 128008], "pretraining_tp": 1,
          "rope_scaling": {"factor": 8.0}, "tie_word_embeddings": false, "max_position_embeddings": 131072)",
       "8,030,261,248", "7,504,924,672", "131,072"},
      {"Llama-3.2-1B, whose embedding is the output's matrix",
       R"("model_type": "llama", "hidden_size": 2048, "intermediate_size": 8192, "num_hidden_layers": 16, "head_dim": 64,
          "num_attention_heads": 32, "num_key_value_heads": 8, "vocab_size": 128256, "tie_word_embeddings": true)",
       "1,235,814,400", "973,146,112", "32,768"},
      {"Mistral-7B-v0.1, which looks back 4,096 tokens",
       R"("model_type": "mistral", "hidden_size": 4096, "intermediate_size": 14336, "num_hidden_layers": 32,
          "num_attention_heads": 32, "num_key_value_heads": 8, "vocab_size": 32000, "sliding_window": 4096)",
       "7,241,732,096", "7,110,660,096", "131,072"},
      {"Mistral-Nemo, whose heads are narrower than its width over their number",
       R"("model_type": "mistral", "hidden_size": 5120, "intermediate_size": 14336, "num_hidden_layers": 40,
          "num_attention_heads": 32, "num_key_value_heads": 8, "head_dim": 128, "vocab_size": 131072)",
       "12,247,782,400", "11,576,693,760", "163,840"},
      {"Qwen2.5-7B, with biases where it projects to queries, keys and values",
       R"("model_type": "qwen2", "hidden_size": 3584, "intermediate_size": 18944, "num_hidden_layers": 28,
          "num_attention_heads": 28, "num_key_value_heads": 4, "vocab_size": 152064, "use_sliding_window": false,
          "sliding_window": 131072, "max_window_layers": 28)",
       "7,615,616,512", "7,070,619,136", "57,344"},
      {"Qwen3-8B",
       R"("model_type": "qwen3", "hidden_size": 4096, "intermediate_size": 12288, "num_hidden_layers": 36, "head_dim": 128,
          "num_attention_heads": 32, "num_key_value_heads": 8, "vocab_size": 151936, "attention_bias": false)",
       "8,190,735,360", "7,568,405,504", "147,456"},
      {"Qwen3-30B-A3B",
       R"("model_type": "qwen3_moe", "hidden_size": 2048, "intermediate_size": 6144, "moe_intermediate_size": 768,
          "num_hidden_layers": 48, "head_dim": 128, "num_attention_heads": 32, "num_key_value_heads": 4,
          "vocab_size": 151936, "num_experts": 128, "num_experts_per_tok": 8, "mlp_only_layers": [],
          "decoder_sparse_step": 1)",
       "30,532,122,624", "3,041,867,776", "98,304"},
      {"Mixtral-8x7B",
       R"("model_type": "mixtral", "hidden_size": 4096, "intermediate_size": 14336, "num_hidden_layers": 32,
          "num_attention_heads": 32, "num_key_value_heads": 8, "vocab_size": 32000, "num_local_experts": 8,
          "num_experts_per_tok": 2, "sliding_window": null)",
       "46,702,792,704", "12,748,853,248", "131,072"},
      {"DeepSeek-V2-Lite, whose queries are projected directly",
       R"("model_type": "deepseek_v2", "hidden_size": 2048, "intermediate_size": 10944, "moe_intermediate_size": 1408,
          "num_hidden_layers": 27, "num_attention_heads": 16, "num_key_value_heads": 16, "vocab_size": 102400,
          "n_routed_experts": 64, "n_shared_experts": 2, "num_experts_per_tok": 6, "first_k_dense_replace": 1,
          "moe_layer_freq": 1, "q_lora_rank": null, "kv_lora_rank": 512, "qk_nope_head_dim": 128,
          "qk_rope_head_dim": 64, "v_head_dim": 128, "topk_method": "greedy")",
       "15,706,484,224", "2,451,435,008", "31,104"},
      {"DeepSeek-V2, whose queries pass through a short vector",
       R"("model_type": "deepseek_v2", "hidden_size": 5120, "intermediate_size": 12288, "moe_intermediate_size": 1536,
          "num_hidden_layers": 60, "num_attention_heads": 128, "vocab_size": 102400, "n_routed_experts": 160,
          "n_shared_experts": 2, "num_experts_per_tok": 6, "first_k_dense_replace": 1, "moe_layer_freq": 1,
          "q_lora_rank": 1536, "kv_lora_rank": 512, "qk_nope_head_dim": 128, "qk_rope_head_dim": 64,
          "v_head_dim": 128)",
       "235,741,434,880", "", "69,120"},
      {"Qwen2-0.5B, with biases and a shared embedding",
       R"("model_type": "qwen2", "hidden_size": 896, "intermediate_size": 4864, "num_hidden_layers": 24,
          "num_attention_heads": 14, "num_key_value_heads": 2, "vocab_size": 151936, "tie_word_embeddings": true,
          "use_sliding_window": false, "sliding_window": 32768, "max_window_layers": 24)",
       "494,032,768", "357,898,112", "12,288"},
      {"Llama-3.1-405B",
       R"("model_type": "llama", "hidden_size": 16384, "intermediate_size": 53248, "num_hidden_layers": 126,
          "num_attention_heads": 128, "num_key_value_heads": 8, "vocab_size": 128256)",
       "405,853,388,800", "", "516,096"},
      {"Mixtral-8x22B",
       R"("model_type": "mixtral", "hidden_size": 6144, "intermediate_size": 16384, "num_hidden_layers": 56,
          "num_attention_heads": 48, "num_key_value_heads": 8, "vocab_size": 32000, "num_local_experts": 8,
          "num_experts_per_tok": 2)",
       "140,620,634,112", "", "229,376"},
      {"DeepSeek-V3",
       R"("model_type": "deepseek_v3", "hidden_size": 7168, "intermediate_size": 18432, "moe_intermediate_size": 2048,
          "num_hidden_layers": 61, "num_attention_heads": 128, "vocab_size": 129280, "n_routed_experts": 256,
          "n_shared_experts": 1, "num_experts_per_tok": 8, "first_k_dense_replace": 3, "moe_layer_freq": 1,
          "q_lora_rank": 1536, "kv_lora_rank": 512, "qk_nope_head_dim": 128, "qk_rope_head_dim": 64,
          "v_head_dim": 128, "num_nextn_predict_layers": 1)",
       "671,026,419,200", "36,625,618,432", "70,272"},
      {"gpt-oss-20b",
       R"("model_type": "gpt_oss", "hidden_size": 2880, "intermediate_size": 2880, "num_hidden_layers": 4, "head_dim": 64,
          "num_attention_heads": 64, "num_key_value_heads": 8, "vocab_size": 201088, "num_local_experts": 32,
          "num_experts_per_tok": 4, "sliding_window": 128, "attention_bias": true,
          "layer_types": ["sliding_attention", "full_attention", "sliding_attention", "full_attention"])",
       "", "", "8,192"},
  };
  return table;
}

const KnownModel& deep_seek_v3() {
  return *std::find_if(rows().begin(), rows().end(), [](const KnownModel& row) { return row.name == "DeepSeek-V3"; });
}

}  // namespace

TEST_CASE("parameters and KV caches are counted as the models' files hold them") {
  for (const KnownModel& row : rows()) {
    const Counted model = counted(row.config);
    INFO(row.name, "\n", model.mistakes);
    REQUIRE(model.mistakes.empty());
    if (!row.parameters.empty()) CHECK(model.facts.at("parameters") == row.parameters + " parameter");
    if (!row.active_without_embedding.empty())
      CHECK(model.facts.at("active_parameters_without_embedding") == row.active_without_embedding + " parameter");
    CHECK(model.facts.at("kv_cache_per_token") == row.kv_cache + " byte/token");
  }
}

TEST_CASE("gpt-oss-20b has 20,914,757,184 parameters, 24 layers of which half look back 128 tokens") {
  std::string types;
  for (int layer = 0; layer < 24; ++layer)
    types += fmt::format("{}\"{}\"", layer ? ", " : "", layer % 2 ? "full_attention" : "sliding_attention");
  const Counted model = counted(fmt::format(
      R"("model_type": "gpt_oss", "hidden_size": 2880, "intermediate_size": 2880, "num_hidden_layers": 24, "head_dim": 64,
         "num_attention_heads": 64, "num_key_value_heads": 8, "vocab_size": 201088, "num_local_experts": 32,
         "num_experts_per_tok": 4, "experts_per_token": 4, "sliding_window": 128, "layer_types": [{}])",
      types));
  REQUIRE(model.mistakes == "");
  CHECK(model.facts.at("parameters") == "20,914,757,184 parameter");
  CHECK(model.facts.at("kv_cache_per_token") == "49,152 byte/token");
  CHECK(model.facts.at("kv_cache_per_token_beyond_window") == "24,576 byte/token");
}

TEST_CASE("the layer that predicts further tokens is not counted, and that is said") {
  CHECK(counted(deep_seek_v3().config).note ==
        "Model has 671,026,419,200 parameters (37,552,297,472 of them active) and keeps 70,272 bytes a token, counted "
        "without the layer that predicts further tokens");
}

TEST_CASE("a size-bearing key that nobody accounts for is refused by name; words and what is off are not") {
  const std::string llama = rows()[0].config;
  CHECK(counted(llama + R"(, "_name_or_path": "x", "rope_theta2": null, "a_word": "x", "off": false)").mistakes == "");
  const std::string refused = counted(llama + R"(, "num_experts": 8, "use_qk_norm": true)").mistakes;
  CHECK(refused.find("not understood: num_experts and use_qk_norm") != std::string::npos);
  const std::string family = counted(deep_seek_v3().config + R"(, "index_n_heads": 64)").mistakes;
  CHECK(family.find("`index_n_heads` is not understood") != std::string::npos);
}

TEST_CASE("another family is refused with what is strange about it") {
  std::string config = deep_seek_v3().config;
  config.replace(config.find("deepseek_v3"), 11, "deepseek_v9");
  const std::string refused = counted(config + R"(, "index_n_heads": 64, "index_head_dim": 128)").mistakes;
  CHECK(refused.find("is deepseek_v9, a family whose parameters cannot be counted here") != std::string::npos);
  CHECK(refused.find("not understood of it: index_n_heads and") != std::string::npos);
}

TEST_CASE("sizes that are none, do not fit together or are absurd are refused") {
  const std::string llama = rows()[0].config;
  const auto with = [&](const std::string& old, const std::string& other) {
    std::string config = llama;
    config.replace(config.find(old), old.size(), other);
    return counted(config).mistakes;
  };
  CHECK(with("\"hidden_size\": 4096", "\"hidden_size\": null").find("`hidden_size` is null") != std::string::npos);
  CHECK(with("\"hidden_size\": 4096", "\"hidden_sizes\": 4096").find("has no `hidden_size`") != std::string::npos);
  CHECK(with("\"hidden_size\": 4096", "\"hidden_size\": 0").find("is 0; a whole number from 1 on") !=
        std::string::npos);
  CHECK(with("\"hidden_size\": 4096", "\"hidden_size\": 4096.5").find("is 4096.5; a whole") != std::string::npos);
  CHECK(with("\"hidden_size\": 4096", "\"hidden_size\": \"4096\"").find("is a text; a number belongs") !=
        std::string::npos);
  CHECK(with("\"hidden_size\": 4096", "\"hidden_size\": 99999968").find("more parameters than any model") !=
        std::string::npos);
  CHECK(with("\"num_hidden_layers\": 32", "\"num_hidden_layers\": 1e9").find("which no model is") != std::string::npos);
  CHECK(with("_heads\": 32", "_heads\": 31").find("31 heads do not divide") != std::string::npos);
  CHECK(with("value_heads\": 8", "value_heads\": 7").find("does not divide 32 heads") != std::string::npos);
  CHECK(with("LlamaForCausalLM", "LlamaForSequenceClassification").find("is not LlamaForCausalLM") !=
        std::string::npos);
}
