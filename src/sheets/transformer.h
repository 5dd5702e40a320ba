#pragma once
// The shape of a transformer, and what follows from it. Sheets about training and about serving stand on this one: its
// quantities are theirs under the same names (`Table` gives one symbol to what has one name).

#include "sheets/rates.h"

namespace costcurve {

/// A transformer that only decodes: its parameters, and the FLOP that a token takes.
///
/// Plain attention with grouped heads or latent attention, perhaps with an indexer that picks tokens or with a gate;
/// in some layers linear attention; plain layers, mixture layers or both; attention to all tokens before or, in some
/// layers, to a window of them. Left out: Mamba and other recurrent layers, encoders, the state of linear attention,
/// and whatever is not a matmul.
struct Transformer {
  Ratio layers, hidden, heads, kv_heads, head_width, ffn, matrices, vocabulary, embedding_matrices;
  Ratio experts, experts_per_token, expert_ffn, shared_ffn, dense_layers;
  Ratio q_rank, kv_rank, nope_width, rope_width, value_width;
  Ratio window_layers, window_share, mtp_layers;
  Tokens window, sequence, sparse_top;
  Ratio index_heads, index_width, output_gate;
  Ratio linear_layers, key_heads, key_width, value_heads;
  Parameters vector_parameters;

  Ratio qk_width, v_width;
  Parameters attention_parameters, linear_parameters, mixer_parameters, ffn_parameters, expert_parameters,
      shared_parameters, router_parameters;
  Parameters vocabulary_parameters;
  Ratio mixture_layers, plain_layers;
  Parameters block_parameters, active_block_parameters, parameters, active_parameters;
  Tokens span;
  ComputePerToken linear_flop, core_flop, head_flop, flop_per_token, flop_per_token_causal;
};

void quantities(Transformer& llm, Table& table);
void equations(Transformer& llm, System& system);

/// 1 where keys and values are kept as one short vector (latent attention), else 0.
Ratio is_latent(const Transformer& llm, System& system);
/// 1 where some layers are mixtures of experts, else 0.
Ratio is_mixture(const Transformer& llm, System& system);
/// The layers that have linear attention, of all.
Ratio linear_share(const Transformer& llm);
/// Of an amount of a layer the mean over all layers, where those with linear attention have another.
template <class Amount>
Amount over_layers(const Transformer& llm, const Amount& with_keys, const Amount& linear, System& system) {
  const Ratio share = linear_share(llm), one = system.number(1);
  return select(less(system.number(0), llm.linear_layers), Amount((one - share) * with_keys + share * linear),
                with_keys);
}
/// Scores and sums of attention in one layer, on average over all, forward and over the whole square; those with which
/// an indexer picks keys among them.
ComputePerToken scores_of_layer(const Transformer& llm, System& system);

}  // namespace costcurve
