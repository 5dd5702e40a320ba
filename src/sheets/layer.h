#pragma once
// One microbatch through one layer on one chip: seconds, from FLOP at the chip's measured ceiling and bytes at its
// memory bandwidth.

#include "sheets/network.h"
#include "sheets/transformer.h"

namespace costcurve {

/// How a run is split over its chips, and the words for how it is carried out. Given.
struct Split {
  Ratio tensor, pipeline, data, context, expert_parallel, interleave, microbatch, batch;
  Tokens batch_tokens;
  Word precision, zero, recompute, attention, launch, offload;
  Word sequence_parallel, overlap, overlap_tensor, overlap_expert, balanced, dual_pipe, frozen;
  BytesPerParameter gradient_bytes;
  BytesPerToken dispatch_bytes;
  Ratio group_limit;
};

void quantities(Split& split, Table& table);

/// Times of a plain layer and of a mixture layer, forward and backward, and of the head.
struct Layer {
  Speed peak, operand_peak;
  Ratio matmul_share, operand_matmul_share, machine_share;
  ChipBandwidth memory_bandwidth;
  Word modern;
  Ratio stream_share, core_share_v1, core_share_v2, core_share_v3, grouped_share;
  Time host_time;

  Tokens microbatch_tokens;
  Ratio operand_bytes, cast_bytes, split_norms;
  ComputeRate matmul16, matmul_rate, core_rate;
  ByteRate stream_rate;
  Ratio core_share;
  Time time_projections, time_ffn, time_core, time_elementwise, time_activation;
  Tokens copies;
  Ratio local_experts;
  Time time_experts, time_shared, time_routing, time_tensor, time_context;
  Ratio ranks_hit, domains_hit;
  Time time_all_to_all, issue;
  Ratio operations, mixture_operations;
  Time plain_forward, plain_backward, mixture_forward, mixture_backward, time_head, time_ends;
};

void quantities(Layer& layer, Table& table);
void equations(const Transformer& llm, const Network& network, const Split& split, Layer& layer, System& system);

/// 1 where attention is one kernel, else 0.
Ratio is_fused(const Split& split, System& system);

}  // namespace costcurve
