#pragma once
// What the sheets about serving stand on: a model in its format on some chips, split in some way, and one pass through
// it. Each struct is listed and related by functions of its own, so that a sheet is made of those that it needs.
//
//   serving_memory.cpp   weights and KV cache: what fits
//   serving_plan.cpp     chips, formats, plans, and the constants of engines with their 90 % ranges
//   serving_pass.cpp     how long one pass takes, term by term
//   serving.cpp          clients that ask again as soon as they are answered: time per token, throughput
//   serving_queue.cpp    requests that arrive at a rate
//   token_cost.cpp       what tokens cost, by phase and all on output

#include "sheets/transformer.h"

namespace costcurve {

using PerToken = Traced<detail::derived_dimension<detail::K, -1>::type>;
using ChipBytesPerToken = Traced<detail::derived_dimension<detail::I, 1, detail::C, -1, detail::K, -1>::type>;

/// How numbers are kept and multiplied: of attention, of feed-forwards that every token passes, of experts; of the KV
/// cache.
struct WeightFormat {
  BytesPerParameter attention_bytes, ffn_bytes, expert_bytes;
  Information kv_bytes;
  Word attention_precision, ffn_precision, expert_precision, scaling;
};

/// A chip as its maker describes it.
struct Device {
  ChipMemory memory;
  ChipBandwidth memory_bandwidth, link_bandwidth, network_bandwidth;
  Chips domain;
  Speed peak_bf16, peak_fp8, peak_fp4;
};

/// How the model is split: attention over `tensor` chips, copied `replicas` times; experts over ranks, each over chips.
struct ServingPlan {
  Chips tensor, chips, expert_split;
  Ratio replicas, pipeline, expert_parallel, prompts_at_once;
  Word two_batches, prompts;
};

/// What one request brings and asks for, on average, and how many are answered at once.
struct Requests {
  Tokens input, cached, output, fresh, looks, context, longest_context;
  Ratio sequences;
};

/// What engines and kernels reach of a chip, and what they cost whatever the size.
struct EngineConstants {
  Ratio memory_efficiency, compute_efficiency, narrow_gain, link_efficiency, attention_efficiency, network_efficiency;
  Time kernel_time, sequence_time, network_time;
  Tokens tile_rows;
  Ratio overlap, imbalance, structure;
  Ratio grouped_kernels, latent_kernels, linear_kernels, sparse_kernels, ffn_kernels, scaled_ffn_kernels;
  Ratio bf16_expert_kernels, fp8_expert_kernels, fp4_expert_kernels, widened_expert_kernels, step_kernels;
};

/// Where experts of one token may lie.
struct ExpertGroups {
  Ratio group_limit;
};

/// Weights and KV cache in the chips' memory.
struct ServingMemory {
  Transformer llm;
  ExpertGroups groups;
  WeightFormat format;
  Device device;
  ServingPlan plan;
  Requests requests;
  Ratio attention_layers;
  Parameters attention_weights, ffn_weights;
  PerToken kv_width;
  BytesPerToken kv_per_token;
  Tokens keys_seen;
  Information linear_state;
  Chips kv_split;
  ChipMemory sequence_memory, weights_memory, free_memory, reserve;
  Ratio memory_use, most_sequences;
};

/// What one chip does in a second, as engines have it, and how often it talks.
struct ServingRates {
  ChipBandwidth stream, reduce_bandwidth, exchange_bandwidth;
  Speed attention_speed, ffn_speed, expert_speed, head_speed, core_speed;
  Ratio kernels, reductions, exchanges;
};

/// One pass through the model, term by term. Kernels run one after the other, so the terms add.
struct Pass {
  Time dense, experts, cache, attention, reduce, exchange, fixed, waits, hidden, whole;
};

/// A model on its chips: all that a pass needs.
struct ServedModel {
  ServingMemory memory;
  EngineConstants constants;
  ServingRates rates;
};

/// One sequence lies on one rank and is in one stage: where there are fewer than ranks or stages, those that have one
/// take as long as it takes.
struct RankSequences {
  Ratio on_rank;   // on a rank, in one stage
  Ratio in_stage;  // in one stage, on all its ranks
};
/// Of so many sequences over all ranks and stages.
RankSequences spread_over_ranks(const ServingPlan& plan, const Ratio& sequences, System& system);

/// What a pass carries: sequences that each check new tokens, and tokens of prompts that come in prompts of `length`.
struct PassLoad {
  RankSequences sequences;
  Tokens checked;  // by each sequence
  bool has_prompt = false;
  Tokens prompt = {};  // on each rank
  Ratio stages = {};   // that prompts fill, each with one
  Tokens length = {};
};

/// What the terms of a pass are called in a table.
struct PassNames {
  std::string_view dense, experts, cache, attention, reduce, exchange, fixed, waits, hidden, whole, meaning;
};

void quantities(WeightFormat& format, Table& table);
void quantities(Device& device, Table& table);
void quantities(ServingPlan& plan, Table& table);
void quantities(Requests& requests, Table& table);
void quantities(EngineConstants& constants, Table& table);
void quantities(ExpertGroups& groups, Table& table);
void quantities(ServingMemory& memory, Table& table);
void quantities(ServingRates& rates, Table& table);
void quantities(ServedModel& served, Table& table);
/// Lists the terms of a pass; `attention` only where it has one.
void pass_quantities(Pass& pass, const PassNames& names, Table& table);

void equations(ServingPlan& plan, System& system);
void equations(Requests& requests, System& system);
void equations(ServingMemory& memory, System& system);
void equations(ServedModel& served, System& system);
/// How long a pass takes, as one expression: for what its length decides itself.
Time pass_time(const ServedModel& served, const PassLoad& load, System& system);
/// Relates the terms of a pass to what it carries.
void pass_equations(const ServedModel& served, const PassLoad& load, Pass& pass, System& system);

/// Decoding and taking in prompts on the same chips: a decode step, what one prompt adds to it, and drafts that a step
/// checks.
struct ServingSteps {
  ServedModel served;
  Pass decode, with_prompt, checking;
  Time decode_step, prompt_step, checked_step, draft_step, decode_interval, prompt_time;
  Ratio drafts, acceptance, weights_share;
  RankSequences sequences;
  Tokens tokens_per_step;
};
void quantities(ServingSteps& steps, Table& table);
/// `stages`: that prompts fill, each with one.
void equations(ServingSteps& steps, const Ratio& stages, System& system);

/// A request's own prompt: it lies on one replica, while others' are spread over all, and passes one stage after the
/// other, while others' fill them.
Time own_prompt(const ServingSteps& steps, const Ratio& stages);

/// What steps come to with so many sequences: the time of a token that no prompt disturbs, and what a prompt adds.
struct StepTimes {
  Time decode_interval, prompt_time;
};
/// As expressions, for a number of sequences that follows from them; prompts fill all stages.
StepTimes step_times(const ServingSteps& steps, const Ratio& sequences, System& system);

/// What tokens cost: rent by phase, and what an API asks for the same.
struct TokenCost {
  Rent rent;
  Ratio utilisation;
  MoneyRate money_rate;
  TokenRate throughput;
  ChipTokenRate chip_throughput;
  Time request_time, decode_time, prefill_time, cache_load_time;
  TokenPrice decode_cost, prefill_cost, cached_cost, cost_per_output_token, cost_per_token;
  Money request_cost, request_price;
  TokenPrice input_price, cached_input_price, output_price;
  Ratio cached_discount;
  Ratio margin, price_over_cost;
  ChipPower power;
  Ratio server_power, pue;
  EnergyPerToken energy_per_output_token;
  Energy energy_per_request;
  EnergyPrice electricity_price;
  TokenPrice energy_cost;
};
void quantities(TokenCost& cost, Table& table);
/// The throughput of a deployment that is always full.
void full_throughput(TokenCost& cost, const ServingSteps& steps, System& system);
/// All but the throughput, which arrivals or a full deployment say.
void equations(TokenCost& cost, const ServingSteps& steps, System& system);

}  // namespace costcurve
