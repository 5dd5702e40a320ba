#pragma once
// One step of a training plan: microbatches through a pipeline, gradients between replicas, the optimizer.

#include "sheets/layer.h"

namespace costcurve {

/// A step, its token rate and its MFU.
///
/// What no equation here knows (software, versions, odd shapes, a bad day) is the factor `left_out`: 1, and of
/// published runs nine in ten within 0.82 and 1.22, of mixtures 0.74 and 1.34.
struct Plan {
  Chips chips;
  ChipBandwidth host_bandwidth;
  Ratio spread, left_out, left_out_of_mixtures;

  Ratio microbatches;
  Time plain_time, mixture_time, through;
  Ratio stage_layers, stage_mixture;
  Time slowest, time_send, exposed_send;
  BytesPerToken token_attention, token_common, token_plain, token_mixture, stored_plain, stored_mixture;
  Time time_offload, fill, pipeline_time;
  Ratio slowdown;
  Parameters shard_dense, shard_experts;
  Ratio replicas, expert_replicas;
  Time time_scatter, time_gather, time_replicas;
  Parameters updated;
  Time time_update, step;
  TokenRate step_token_rate;
  ChipTokenRate chip_token_rate;
  Ratio mfu, mfu_causal;
  Speed achieved_speed_causal;
};

void quantities(Plan& plan, Table& table);
void equations(const Transformer& llm, const Network& network, const Split& split, const Layer& layer, Plan& plan,
               System& system);

/// 1 where replicas share what a stage of ZeRO shares, else 0: stage 2 shares gradients, 3 weights as well.
Ratio zero_from(const Split& split, int stage, System& system);

}  // namespace costcurve
