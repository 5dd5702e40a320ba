#pragma once
// The shape of a transformer that only decodes, and what follows from it: how many parameters it has, how many of them
// a token passes through, how large its KV cache is. Widths and counts are those of its config.json; names are the
// catalog's.

#include <cstdint>
#include <string>

namespace costcurve::imports {

/// Wide enough for products of any sizes that a file may have.
__extension__ typedef __int128 WideCount;

/// Grouped-query attention, of which multi-head attention is the case of as many KV heads as heads.
struct GroupedAttention {
  long long heads = 0, kv_heads = 0, head_width = 0;
  bool input_biases = false;  // of the projections to queries, keys and values
  bool output_bias = false;   // of the projection back
  bool norms = false;         // of queries and keys, a weight for each place of a head
  bool sinks = false;         // a number for each head that attention may go to instead
};

/// Multi-head latent attention: keys and values are kept as one short vector, and queries may pass through another.
struct LatentAttention {
  long long heads = 0;
  long long q_rank = 0;  // 0: queries are projected directly
  long long kv_rank = 0, nope_width = 0, rope_width = 0, value_width = 0;
  bool biases = false;  // of the projections down, and of the one back
};

struct LlmShape {
  long long layers = 0, hidden = 0, vocabulary = 0;
  bool shares_embedding = false;  // the output's matrix is the embedding
  bool is_latent = false;
  GroupedAttention grouped;
  LatentAttention latent;

  long long ffn = 0, dense_layers = 0;
  bool ffn_biases = false;
  long long moe_layers = 0, experts = 0, top_k = 0, expert_ffn = 0;
  long long shared_ffn = 0;     // of the experts that every token passes, together
  bool expert_biases = false;   // of each expert's matrices, and of the router
  bool balance_biases = false;  // a number for each expert that evens out their load

  long long window_layers = 0, window = 0;  // layers that look back so many tokens and no further
  long long context = 0;                    // 0: not known

  WideCount embedding() const { return WideCount{vocabulary} * hidden; }
  WideCount attention_parameters() const;  // of a layer
  WideCount expert_parameters() const;     // of one expert of one layer
  WideCount parameters() const;
  WideCount active_parameters() const;
  /// Norms, biases and sinks: what no matmul multiplies.
  WideCount vector_parameters() const;
  /// Bytes that a token takes in the caches of `layers_counted` layers, two for each number (BF16).
  WideCount kv_bytes(long long layers_counted) const;

 private:
  WideCount without_experts() const;
};

}  // namespace costcurve::imports
