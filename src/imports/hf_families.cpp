#include "imports/hf_families.h"

#include <fmt/format.h>

#include <algorithm>

namespace costcurve::imports {

namespace {

// Files of Llama's first years leave out the heads of keys and values: they are as many. Other families have a number
// of their own, which such a file does not say.
enum class KvHeads : std::uint8_t { as_many, stated };

void read_heads(ConfigReading& config, LlmShape& shape, bool needs_head_width, KvHeads kv_heads = KvHeads::stated) {
  GroupedAttention& attention = shape.grouped;
  attention.heads = config.size("num_attention_heads");
  attention.kv_heads = kv_heads == KvHeads::stated ? config.size("num_key_value_heads")
                                                   : config.size_or("num_key_value_heads", attention.heads);
  const bool divides = attention.heads > 0 && shape.hidden % attention.heads == 0;
  if (config.has("head_dim") || needs_head_width)
    attention.head_width = config.size("head_dim");
  else if (divides)
    attention.head_width = shape.hidden / attention.heads;
  else if (attention.heads > 0)
    config.wrong("hidden_size", fmt::format("is {}, which {} heads do not divide", shape.hidden, attention.heads),
                 "`head_dim` says how wide a head is");
  if (attention.kv_heads > 0 && attention.heads % attention.kv_heads != 0)
    config.wrong("num_key_value_heads",
                 fmt::format("is {}, which does not divide {} heads", attention.kv_heads, attention.heads),
                 "each of them serves as many heads");
}

void read_dense(ConfigReading& config, LlmShape& shape) {
  shape.ffn = config.size("intermediate_size");
  shape.dense_layers = shape.layers;
}

void read_experts(ConfigReading& config, LlmShape& shape, std::string_view experts, std::string_view width) {
  shape.experts = config.size(experts);
  shape.expert_ffn = config.size(width);
  shape.top_k = config.size("num_experts_per_tok");
  if (shape.top_k > shape.experts && shape.experts > 0)
    config.wrong("num_experts_per_tok",
                 fmt::format("is {}, more than the {} experts there are", shape.top_k, shape.experts),
                 "look into the file that it is from");
}

// Layers whose kind is listed: "full_attention", "sliding_attention". Nothing where there is no such list.
std::optional<long long> listed_window_layers(ConfigReading& config, const LlmShape& shape) {
  if (!config.has("layer_types")) return std::nullopt;
  const std::vector<std::string> types = config.words("layer_types");
  const auto sliding = std::count(types.begin(), types.end(), "sliding_attention");
  const auto full = std::count(types.begin(), types.end(), "full_attention");
  if (static_cast<long long>(types.size()) != shape.layers)
    config.wrong("layer_types", fmt::format("lists {} layers of {}", types.size(), shape.layers),
                 "look into the file that it is from");
  else if (sliding + full != shape.layers)
    config.wrong("layer_types", "lists layers that are neither full_attention nor sliding_attention",
                 "how many parameters such a layer has is not known here");
  return sliding;
}

// Of all layers, or of those that a list names.
void read_window(ConfigReading& config, LlmShape& shape) {
  shape.window = config.size_or("sliding_window", 0);
  const std::optional<long long> listed = listed_window_layers(config, shape);
  shape.window_layers = shape.window > 0 ? listed.value_or(shape.layers) : 0;
}

// Qwen's windows are switched on by a key of their own, and begin at some layer.
void read_qwen_window(ConfigReading& config, LlmShape& shape) {
  const bool is_on = config.flag("use_sliding_window", false);
  const long long window = config.size_or("sliding_window", 0),
                  first = config.count_or("max_window_layers", shape.layers);
  const std::optional<long long> listed = listed_window_layers(config, shape);
  shape.window_layers = is_on && window > 0 ? listed.value_or(std::max(0LL, shape.layers - first)) : 0;
  shape.window = shape.window_layers > 0 ? window : 0;
}

void read_llama(ConfigReading& config, LlmShape& shape) {
  read_heads(config, shape, false, KvHeads::as_many);
  shape.grouped.input_biases = shape.grouped.output_bias = config.flag("attention_bias", false);
  read_dense(config, shape);
  shape.ffn_biases = config.flag("mlp_bias", false);
}

void read_mistral(ConfigReading& config, LlmShape& shape) {
  read_heads(config, shape, false);
  read_dense(config, shape);
  read_window(config, shape);
}

void read_mixtral(ConfigReading& config, LlmShape& shape) {
  read_heads(config, shape, false);
  read_experts(config, shape, "num_local_experts", "intermediate_size");
  shape.moe_layers = shape.layers;
  read_window(config, shape);
}

void read_qwen2(ConfigReading& config, LlmShape& shape) {
  read_heads(config, shape, false);
  shape.grouped.input_biases = true;
  read_dense(config, shape);
  read_qwen_window(config, shape);
}

void read_qwen3_attention(ConfigReading& config, LlmShape& shape) {
  read_heads(config, shape, true);
  shape.grouped.norms = true;
  shape.grouped.input_biases = shape.grouped.output_bias = config.flag("attention_bias", false);
}

void read_qwen3(ConfigReading& config, LlmShape& shape) {
  read_qwen3_attention(config, shape);
  read_dense(config, shape);
  read_qwen_window(config, shape);
}

// Every so many layers has experts, but for those that are listed.
void read_qwen3_moe(ConfigReading& config, LlmShape& shape) {
  read_qwen3_attention(config, shape);
  read_experts(config, shape, "num_experts", "moe_intermediate_size");
  const std::vector<std::string> dense = config.words("mlp_only_layers");
  const long long step = config.size_or("decoder_sparse_step", 1);
  for (long long layer = 0; layer < shape.layers && step > 0; ++layer) {
    const bool is_listed = std::find(dense.begin(), dense.end(), std::to_string(layer)) != dense.end();
    shape.moe_layers += !is_listed && (layer + 1) % step == 0 ? 1 : 0;
  }
  shape.ffn = config.size_or("intermediate_size", 0);
  shape.dense_layers = shape.layers - shape.moe_layers;
  if (shape.dense_layers > 0 && shape.ffn == 0) config.size("intermediate_size");
  read_qwen_window(config, shape);
}

void read_latent(ConfigReading& config, LlmShape& shape) {
  shape.is_latent = true;
  LatentAttention& attention = shape.latent;
  attention.heads = config.size("num_attention_heads");
  attention.q_rank = config.size_or_null("q_lora_rank");
  attention.kv_rank = config.size("kv_lora_rank");
  attention.nope_width = config.size("qk_nope_head_dim");
  attention.rope_width = config.size("qk_rope_head_dim");
  attention.value_width = config.size("v_head_dim");
  attention.biases = config.flag("attention_bias", false);
  // All heads read the one latent vector; what these say holds for other kinds of attention.
  config.size_or("num_key_value_heads", 0);
  config.size_or("head_dim", 0);
  config.size_or("qk_head_dim", 0);
}

void read_deepseek(ConfigReading& config, LlmShape& shape) {
  read_latent(config, shape);
  shape.ffn = config.size("intermediate_size");
  config.count_or("num_nextn_predict_layers", 0);
  if (config.has("n_routed_experts")) {
    read_experts(config, shape, "n_routed_experts", "moe_intermediate_size");
    shape.shared_ffn = config.count("n_shared_experts") * shape.expert_ffn;
    const long long first = config.count("first_k_dense_replace"), step = config.size_or("moe_layer_freq", 1);
    if (first > shape.layers)
      config.wrong("first_k_dense_replace", fmt::format("is {}, and there are {} layers", first, shape.layers),
                   "look into the file that it is from");
    for (long long layer = first; layer < shape.layers && step > 0; ++layer)
      shape.moe_layers += layer % step == 0 ? 1 : 0;
  }
  shape.dense_layers = shape.layers - shape.moe_layers;
}

void read_deepseek_v3(ConfigReading& config, LlmShape& shape) {
  read_deepseek(config, shape);
  shape.balance_biases = shape.moe_layers > 0;
}

void read_gpt_oss(ConfigReading& config, LlmShape& shape) {
  read_heads(config, shape, true);
  shape.grouped.sinks = true;
  shape.grouped.input_biases = shape.grouped.output_bias = config.flag("attention_bias", true);
  read_experts(config, shape, "num_local_experts", "intermediate_size");
  shape.expert_biases = true;
  shape.moe_layers = shape.layers;
  if (const long long other = config.size_or("experts_per_token", shape.top_k); other != shape.top_k)
    config.wrong("experts_per_token", fmt::format("is {}, and `num_experts_per_tok` {}", other, shape.top_k),
                 "the two say the same");
  shape.window = config.size("sliding_window");
  const std::optional<long long> listed = listed_window_layers(config, shape);
  if (!listed) config.size("layer_types");
  shape.window_layers = listed.value_or(0);
}

}  // namespace

const std::vector<HfFamily>& hf_families() {
  static const std::vector<HfFamily> rows = {
      {"llama", "LlamaForCausalLM", read_llama},
      {"mistral", "MistralForCausalLM", read_mistral},
      {"mixtral", "MixtralForCausalLM", read_mixtral},
      {"qwen2", "Qwen2ForCausalLM", read_qwen2},
      {"qwen3", "Qwen3ForCausalLM", read_qwen3},
      {"qwen3_moe", "Qwen3MoeForCausalLM", read_qwen3_moe},
      {"deepseek_v2", "DeepseekV2ForCausalLM", read_deepseek},
      {"deepseek_v3", "DeepseekV3ForCausalLM", read_deepseek_v3},
      {"kimi_k2", "DeepseekV3ForCausalLM", read_deepseek_v3},
      {"gpt_oss", "GptOssForCausalLM", read_gpt_oss},
  };
  return rows;
}

const HfFamily* find_hf_family(std::string_view model_type) {
  const auto found = std::find_if(hf_families().begin(), hf_families().end(),
                                  [&](const HfFamily& family) { return family.model_type == model_type; });
  return found == hf_families().end() ? nullptr : &*found;
}

LlmShape shape_of(const HfFamily& family, ConfigReading& config) {
  LlmShape shape;
  constexpr long long most_layers = 10'000;
  shape.layers = config.size("num_hidden_layers");
  shape.hidden = config.size("hidden_size");
  shape.vocabulary = config.size("vocab_size");
  shape.context = config.size_or("max_position_embeddings", 0);
  shape.shares_embedding = config.flag("tie_word_embeddings", false);
  if (shape.layers > most_layers) {
    config.wrong("num_hidden_layers", fmt::format("is {}, which no model has", shape.layers),
                 "look into the file that it is from");
    shape.layers = 0;
  }
  family.read(config, shape);
  return shape;
}

}  // namespace costcurve::imports
