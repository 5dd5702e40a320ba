#include "imports/llm_shape.h"

namespace costcurve::imports {

namespace {

WideCount if_so(bool condition, WideCount count) { return condition ? count : 0; }

WideCount parameters_of(const GroupedAttention& attention, WideCount hidden) {
  const WideCount queries = WideCount{attention.heads} * attention.head_width,
                  keys = WideCount{attention.kv_heads} * attention.head_width;
  return hidden * queries + 2 * hidden * keys + queries * hidden + if_so(attention.input_biases, queries + 2 * keys) +
         if_so(attention.output_bias, hidden) + if_so(attention.norms, 2 * attention.head_width) +
         if_so(attention.sinks, attention.heads);
}

// DeepSeek-V2, section 2.1. What is projected down is normed before it is projected up.
WideCount parameters_of(const LatentAttention& attention, WideCount hidden) {
  const WideCount queries = WideCount{attention.heads} * (attention.nope_width + attention.rope_width);
  const WideCount down = attention.kv_rank + attention.rope_width;
  const WideCount to_queries = attention.q_rank == 0
                                   ? hidden * queries
                                   : hidden * attention.q_rank + if_so(attention.biases, attention.q_rank) +
                                         attention.q_rank + attention.q_rank * queries;
  const WideCount to_keys =
      hidden * down + if_so(attention.biases, down) + attention.kv_rank +
      WideCount{attention.kv_rank} * attention.heads * (attention.nope_width + attention.value_width);
  return to_queries + to_keys + hidden * attention.heads * attention.value_width + if_so(attention.biases, hidden);
}

// Gate, up and down.
WideCount feed_forward(WideCount hidden, WideCount width, bool biases) {
  return 3 * hidden * width + if_so(biases, 2 * width + hidden);
}

}  // namespace

WideCount LlmShape::attention_parameters() const {
  return is_latent ? parameters_of(latent, hidden) : parameters_of(grouped, hidden);
}

WideCount LlmShape::expert_parameters() const { return feed_forward(hidden, expert_ffn, expert_biases); }

WideCount LlmShape::without_experts() const {
  const WideCount norms = 2 * hidden;
  const WideCount router = hidden * experts + if_so(expert_biases, experts) + if_so(balance_biases, experts);
  const WideCount in_dense_layers = dense_layers * feed_forward(hidden, ffn, ffn_biases);
  const WideCount in_moe_layers = moe_layers * (router + 3 * hidden * shared_ffn);
  return layers * (attention_parameters() + norms) + in_dense_layers + in_moe_layers + hidden + embedding() +
         if_so(!shares_embedding, embedding());
}

WideCount LlmShape::parameters() const { return without_experts() + moe_layers * experts * expert_parameters(); }

WideCount LlmShape::active_parameters() const { return without_experts() + moe_layers * top_k * expert_parameters(); }

WideCount LlmShape::vector_parameters() const {
  LlmShape without = *this;
  without.grouped.input_biases = without.grouped.output_bias = without.grouped.norms = without.grouped.sinks = false;
  without.latent.biases = without.ffn_biases = without.expert_biases = without.balance_biases = false;
  const WideCount norms = (2 * WideCount{layers} + 1) * hidden,
                  latent_norms = if_so(is_latent, WideCount{layers} * (latent.q_rank + latent.kv_rank));
  return parameters() - without.parameters() + norms + latent_norms;
}

WideCount LlmShape::kv_bytes(long long layers_counted) const {
  constexpr WideCount bytes_of_number = 2;
  const WideCount numbers =
      is_latent ? latent.kv_rank + latent.rope_width : WideCount{2} * grouped.kv_heads * grouped.head_width;
  return bytes_of_number * numbers * layers_counted;
}

}  // namespace costcurve::imports
