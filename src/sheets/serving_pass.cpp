// How long one pass through a model takes: each term a time, one after the other.
//
// A pass carries sequences that each check new tokens, and perhaps tokens of prompts. The same equations serve a decode
// step, a step that takes in a prompt as well, prompts alone, and a step that checks drafts.

#include "sheets/serving.h"

namespace costcurve {

void pass_quantities(Pass& pass, const PassNames& names, Table& table) {
  const auto term = [&](std::string_view name, Time& member, std::string_view meaning) {
    if (!name.empty()) table.row(name, member, "ms", meaning).in(Domain::not_negative);
  };
  term(names.dense, pass.dense, "matrices that every token passes: read once, or multiplied");
  term(names.experts, pass.experts, "experts that somebody chose: read once, or multiplied");
  term(names.cache, pass.cache, "KV cache: read once, or looked through");
  term(names.attention, pass.attention, "attention inside the prompts");
  term(names.reduce, pass.reduce, "all-reduces between the chips that split attention");
  term(names.exchange, pass.exchange, "tokens on their way to experts and back");
  term(names.fixed, pass.fixed, "kernels and scheduling, whatever the size");
  term(names.waits, pass.waits, "collectives that leave the domain");
  term(names.hidden, pass.hidden, "what two batches in turn hide");
  table.row(names.whole, pass.whole, "ms", names.meaning);
}

namespace {

constexpr std::string_view roofline = "Williams et al. 2009, roofline";

// What a narrower format's peak is worth: less than it says.
Speed worth(const ServedModel& served, const Speed& peak) {
  const EngineConstants& constants = served.constants;
  const Speed& plain = served.memory.device.peak_bf16;
  return plain * pow(peak / plain, constants.narrow_gain) * constants.compute_efficiency;
}

Speed peak_in(const ServedModel& served, const Word& precision) {
  const Device& device = served.memory.device;
  const Speed& plain = device.peak_bf16;
  return select(precision == "fp4", max(device.peak_fp4, plain),
                select(precision == "fp8", max(device.peak_fp8, plain), plain));
}

void what_chips_reach(ServedModel& served, System& system) {
  const EngineConstants& constants = served.constants;
  const Device& device = served.memory.device;
  const WeightFormat& format = served.memory.format;
  ServingRates& rates = served.rates;
  const LeftOut shapes = {.more = "limits of power", .less = "shapes that fit the hardware badly"};
  system.estimate_forward("streams reach a share of the memory bandwidth", rates.stream,
                          device.memory_bandwidth * constants.memory_efficiency, roofline, shapes);
  const std::string_view product = "products reach a share of the peak, and narrow formats less of theirs";
  system.estimate_forward(product, rates.attention_speed, worth(served, peak_in(served, format.attention_precision)),
                          roofline, shapes);
  system.estimate_forward(product, rates.ffn_speed, worth(served, peak_in(served, format.ffn_precision)), roofline,
                          shapes);
  system.estimate_forward(product, rates.expert_speed, worth(served, peak_in(served, format.expert_precision)),
                          roofline, shapes);
  system.estimate_forward("the output's matrix is multiplied in bf16", rates.head_speed,
                          worth(served, device.peak_bf16), roofline, shapes);
  system.estimate_forward("attention reaches a share of the bf16 peak", rates.core_speed,
                          device.peak_bf16 * constants.attention_efficiency, "FlashAttention-3; FlashMLA",
                          {.more = "attention in FP8", .less = "short prompts"});
}

// 1 where something crosses the domain.
Ratio leaves(const ServedModel& served, const Chips& chips) { return less(served.memory.device.domain, chips); }
Ratio is_spread(const ServedModel& served, System& system) {
  return less(system.number(1), served.memory.plan.replicas) * is_mixture(served.memory.llm, system);
}

void what_wires_carry(ServedModel& served, System& system) {
  const EngineConstants& constants = served.constants;
  const Device& device = served.memory.device;
  const ServingPlan& plan = served.memory.plan;
  const Transformer& llm = served.memory.llm;
  ServingRates& rates = served.rates;
  const Ratio two = system.number(2);
  const Chips one_chip = system.constant<Chips>(1, "1 chip");
  const ChipBandwidth inside = device.link_bandwidth * constants.link_efficiency,
                      outside = device.network_bandwidth * constants.network_efficiency;
  const LeftOut uneven = {.more = "messages of a good size", .less = "ranks that talk unevenly"};
  system.estimate_forward("all-reduces go by link inside a domain, else by network", rates.reduce_bandwidth,
                          select(leaves(served, plan.tensor), outside, inside), "DeepEP for the network", uneven);
  system.estimate_forward("traffic between experts goes by link inside a domain, else by network",
                          rates.exchange_bandwidth,
                          select(leaves(served, plan.tensor * plan.replicas), outside, inside), "DeepEP", uneven);
  system.equal_forward("two all-reduces a layer where chips split attention", rates.reductions,
                       less(one_chip, plan.tensor) * two * llm.layers, "Megatron-LM");
  system.equal_forward("a dispatch and a combine a mixture layer where experts are spread", rates.exchanges,
                       is_spread(served, system) * two * llm.mixture_layers, "DeepEP");
}

Ratio expert_kernels(const ServedModel& served, System& system) {
  const EngineConstants& constants = served.constants;
  const WeightFormat& format = served.memory.format;
  const BytesPerParameter wide = system.constant<BytesPerParameter>(2, "2 byte/parameter"),
                          narrow = system.constant<BytesPerParameter>(1, "1 byte/parameter");
  // A chip without units for four bits widens them first.
  const Ratio has_units = less(system.constant<Speed>(0, "0 FLOP/s/chip"), served.memory.device.peak_fp4);
  const Ratio is_fused = has_units * (system.number(1) - (format.expert_precision == "bf16"));
  const Ratio four_bits = select(is_fused, constants.fp4_expert_kernels, constants.widened_expert_kernels);
  return select(at_most(wide, format.expert_bytes), constants.bf16_expert_kernels,
                select(at_most(narrow, format.expert_bytes), constants.fp8_expert_kernels, four_bits));
}

void how_many_kernels(ServedModel& served, System& system) {
  const EngineConstants& constants = served.constants;
  const ServingMemory& memory = served.memory;
  const Transformer& llm = memory.llm;
  const BytesPerParameter wide = system.constant<BytesPerParameter>(2, "2 byte/parameter");
  const Tokens none = system.constant<Tokens>(0, "0 token");
  const Ratio is_scaled = less(memory.format.ffn_bytes, wide) * (memory.format.scaling == "dynamic");
  const Ratio of_attention = select(is_latent(llm, system), constants.latent_kernels, constants.grouped_kernels);
  system.estimate_forward(
      "kernels are those of each layer's blocks, one after the other", served.rates.kernels,
      memory.attention_layers * of_attention + memory.llm.linear_layers * constants.linear_kernels +
          less(none, memory.llm.sparse_top) * llm.layers * constants.sparse_kernels +
          llm.plain_layers * select(is_scaled, constants.scaled_ffn_kernels, constants.ffn_kernels) +
          llm.mixture_layers * expert_kernels(served, system) + constants.step_kernels,
      "counted in engines of 2025 and 2026", {.more = "older engines", .less = "fusion across blocks"});
}

// What the terms of one pass have in common.
struct Carried {
  Ratio sequences;  // on a rank, in one stage
  Tokens checked;   // new tokens of sequences
  Tokens prompt;    // of prompts, where there are any
  Tokens all;       // through every matrix
  Tokens meeting;   // from all ranks, at the experts
  bool has_prompt = false;
  Tokens length;  // of a prompt
};

Carried carried(const ServedModel& served, const PassLoad& load) {
  const ServingPlan& plan = served.memory.plan;
  Carried all;
  all.sequences = load.sequences.on_rank;
  all.checked = all.sequences * load.checked;
  all.all = all.checked;
  all.meeting = load.sequences.in_stage * load.checked;
  all.has_prompt = load.has_prompt;
  if (load.has_prompt) {
    all.prompt = load.prompt / load.stages;
    all.length = load.length;
    all.all = all.all + all.prompt;
    all.meeting = all.meeting + all.prompt * plan.replicas;
  }
  return all;
}

Time dense(const ServedModel& served, const Carried& load, System& system) {
  const ServingMemory& memory = served.memory;
  const ServingRates& rates = served.rates;
  const WeightFormat& format = memory.format;
  const Tokens one_token = system.constant<Tokens>(1, "1 token");
  const BytesPerParameter wide = system.constant<BytesPerParameter>(2, "2 byte/parameter");
  const ComputePerParameterToken multiply_add = system.constant<ComputePerParameterToken>(2, "2 FLOP/parameter/token");
  const Parameters head = memory.llm.vocabulary_parameters;
  const Time read =
      (memory.attention_weights * format.attention_bytes + memory.ffn_weights * format.ffn_bytes + head * wide) /
      (memory.plan.tensor * rates.stream);
  // Only a prompt's last token needs the head.
  const Tokens last = load.has_prompt ? load.checked + load.prompt / load.length * one_token : load.checked;
  const Time work =
      multiply_add *
      (load.all * (memory.attention_weights / rates.attention_speed + memory.ffn_weights / rates.ffn_speed) +
       last * head / rates.head_speed) /
      memory.plan.tensor;
  return max(read, work);
}

Time experts(const ServedModel& served, const Carried& load, System& system) {
  const ServingMemory& memory = served.memory;
  const Transformer& llm = memory.llm;
  const ServingPlan& plan = memory.plan;
  const ServingRates& rates = served.rates;
  const Ratio one = system.number(1);
  const Tokens one_token = system.constant<Tokens>(1, "1 token");
  const ComputePerParameterToken multiply_add = system.constant<ComputePerParameterToken>(2, "2 FLOP/parameter/token");
  const Ratio all_experts = max(llm.experts, one);
  // Uniform, independent choice: at 64 tokens, 111 of gpt-oss's 128.
  const Ratio touched = llm.experts / plan.expert_parallel *
                        (one - pow(one - llm.experts_per_token / all_experts, load.meeting / one_token));
  const Time read = touched * llm.expert_parameters * memory.format.expert_bytes / (plan.expert_split * rates.stream);
  const Time work =
      multiply_add * llm.expert_parameters *
      (load.meeting * llm.experts_per_token + served.constants.tile_rows * touched * plan.expert_parallel) /
      (plan.tensor * plan.replicas * rates.expert_speed);
  const Ratio busiest = one + less(one, plan.expert_parallel) * served.constants.imbalance;
  return llm.mixture_layers * busiest * max(read, work);
}

Time cache(const ServedModel& served, const Carried& load, System& system) {
  const ServingMemory& memory = served.memory;
  const Transformer& llm = memory.llm;
  const Ratio two = system.number(2), four = system.number(4);
  const Chips one_chip = system.constant<Chips>(1, "1 chip");
  const Tokens none = system.constant<Tokens>(0, "0 token"), context = memory.requests.context;
  const PerToken per_token = system.constant<PerToken>(1, "1/token");
  const Information byte = system.constant<Information>(1, "1 byte");
  const ComputePerTokenPair flop = system.constant<ComputePerTokenPair>(1, "1 FLOP/token^2");
  const Ratio picks = less(none, memory.llm.sparse_top);
  const Tokens seen =
      (memory.attention_layers - llm.window_layers) * select(picks, min(context, memory.llm.sparse_top), context) +
      llm.window_layers * min(context, llm.window);
  const Time read = load.sequences *
                    (memory.format.kv_bytes * memory.kv_width * seen / memory.kv_split +
                     llm.layers * memory.llm.index_width * byte * per_token * context / one_chip +
                     two * memory.linear_state / memory.plan.tensor) /
                    served.rates.stream;
  const Ratio looked = select(is_latent(llm, system), two * llm.heads * (two * llm.kv_rank + llm.rope_width),
                              four * llm.heads * llm.head_width);
  const Time work = load.checked * flop * looked * seen / (memory.plan.tensor * served.rates.core_speed);
  return max(read, work);
}

Time attention(const ServedModel& served, const Carried& load, System& system) {
  const ServingMemory& memory = served.memory;
  const Transformer& llm = memory.llm;
  const Ratio two = system.number(2);
  const Tokens none = system.constant<Tokens>(0, "0 token");
  const ComputePerTokenPair flop = system.constant<ComputePerTokenPair>(1, "1 FLOP/token^2");
  // A multiplication and an addition to read a number of the state, and to write it, for key and value.
  const auto of_state =
      system.constant<Traced<detail::derived_dimension<detail::O, 1, detail::K, -1, detail::I, -1>::type>>(
          2, "8 FLOP/token/(4 byte)");
  const Tokens pairs =
      select(less(none, memory.llm.sparse_top), min(load.length, two * memory.llm.sparse_top), load.length);
  const Ratio looked = select(is_latent(llm, system), llm.heads * (llm.nope_width + llm.rope_width + llm.value_width),
                              two * llm.heads * llm.head_width);
  // Half a square of pairs, in a windowed layer a band of the window's width: never more than in a full one.
  const Tokens layers =
      (memory.attention_layers - llm.window_layers) * pairs + llm.window_layers * min(pairs, two * llm.window);
  return load.prompt * (flop * looked * layers + of_state * memory.linear_state) /
         (memory.plan.tensor * served.rates.core_speed);
}

// Ranks, or nodes, other than its own that a token's experts lie on, of n.
Ratio reached(const ServedModel& served, const Ratio& n, System& system) {
  const Ratio one = system.number(1), others = one - one / n;
  return n * (one - pow(others, served.memory.llm.experts_per_token)) * others;
}

Time reduce(const ServedModel& served, const Carried& load, System& system) {
  const ServingPlan& plan = served.memory.plan;
  const Transformer& llm = served.memory.llm;
  const Ratio two = system.number(2);
  const Chips one_chip = system.constant<Chips>(1, "1 chip");
  const ChipBytesPerToken wide = system.constant<ChipBytesPerToken>(2, "2 byte/token/chip");
  return two * llm.layers * two * (plan.tensor - one_chip) / plan.tensor * load.all * llm.hidden * wide /
         served.rates.reduce_bandwidth;
}

Time exchange(const ServedModel& served, const Carried& load, System& system) {
  const ServingMemory& memory = served.memory;
  const ServingPlan& plan = memory.plan;
  const Ratio one = system.number(1), none = system.number(0);
  const Chips one_chip = system.constant<Chips>(1, "1 chip");
  const ChipBytesPerToken both_ways = system.constant<ChipBytesPerToken>(3, "3 byte/token/chip");
  const Ratio ranks = plan.expert_parallel, whole = plan.tensor * plan.replicas / memory.device.domain;
  Tokens sent = load.checked * reached(served, max(ranks, one), system);
  if (load.has_prompt) {
    // Decoding sends to every rank, a prompt once to every node.
    const Ratio domains = ranks * one_chip / memory.device.domain;
    const Ratio limited =
        select(less(none, memory.groups.group_limit), min(domains, memory.groups.group_limit), domains);
    const Ratio nodes = select(less(one, whole), limited, ranks);
    sent = sent + load.prompt * reached(served, max(nodes, one), system);
  }
  return is_spread(served, system) * memory.llm.mixture_layers * memory.llm.hidden * both_ways * sent /
         served.rates.exchange_bandwidth;
}

Time fixed(const ServedModel& served, const Carried& load) {
  const EngineConstants& constants = served.constants;
  const ServingRates& rates = served.rates;
  return (rates.kernels + rates.reductions + rates.exchanges) * constants.kernel_time +
         constants.sequence_time * load.sequences;
}

// What leaves the domain waits: all-reduces, and traffic between experts.
struct Waits {
  Time reductions, exchanges;
};
Waits waits(const ServedModel& served) {
  const ServingRates& rates = served.rates;
  const ServingPlan& plan = served.memory.plan;
  const Time& each = served.constants.network_time;
  return {rates.reductions * leaves(served, plan.tensor) * each,
          rates.exchanges * leaves(served, plan.tensor * plan.replicas) * each};
}

// Of two batches in turn one computes while the other talks.
Time hidden(const ServedModel& served, const Carried& load, const Pass& pass) {
  const Waits waiting = waits(served);
  Time computing = pass.dense + pass.experts + pass.cache + pass.reduce + pass.fixed + waiting.reductions;
  if (load.has_prompt) computing = computing + pass.attention;
  return (served.memory.plan.two_batches == "yes") * served.constants.overlap *
         min(computing, pass.exchange + waiting.exchanges);
}

Time whole(const ServedModel& served, const Carried& load, const Pass& pass) {
  Time sum = pass.dense + pass.experts + pass.cache;
  if (load.has_prompt) sum = sum + pass.attention;
  return served.constants.structure * (sum + pass.reduce + pass.exchange + pass.fixed + pass.waits - pass.hidden);
}

}  // namespace

RankSequences spread_over_ranks(const ServingPlan& plan, const Ratio& sequences, System& system) {
  const Ratio lone = min(sequences, system.number(1));
  return {max(lone, sequences / plan.replicas / plan.pipeline), max(lone, sequences / plan.pipeline)};
}

Time pass_time(const ServedModel& served, const PassLoad& carried_load, System& system) {
  const Carried load = carried(served, carried_load);
  Pass pass;
  pass.dense = dense(served, load, system);
  pass.experts = experts(served, load, system);
  pass.cache = cache(served, load, system);
  if (load.has_prompt) pass.attention = attention(served, load, system);
  pass.reduce = reduce(served, load, system);
  pass.exchange = exchange(served, load, system);
  pass.fixed = fixed(served, load);
  pass.waits = waits(served).reductions + waits(served).exchanges;
  pass.hidden = hidden(served, load, pass);
  return whole(served, load, pass);
}

void pass_equations(const ServedModel& served, const PassLoad& carried_load, Pass& pass, System& system) {
  const Carried load = carried(served, carried_load);
  system.estimate_forward("matrices are read once a step, or multiplied with every token: the longer of the two",
                          pass.dense, dense(served, load, system), roofline, {.more = "router and norms"});
  system.estimate_forward(
      "experts that some token chose are read once, or multiplied with its tokens, padded to a tile", pass.experts,
      experts(served, load, system), roofline,
      {.more = "imbalance, unless given", .less = "the preference of real text for some experts"});
  system.estimate_forward("the cache is read once a step, or looked through by every new token", pass.cache,
                          cache(served, load, system), roofline, {.less = "attention in FP8"});
  if (load.has_prompt)
    system.estimate_forward("prompts look at half of their square", pass.attention, attention(served, load, system),
                            "FlashAttention-3", {.less = "masks between packed prompts"});
  system.estimate_forward("two all-reduces a layer, each twice what one chip does not have", pass.reduce,
                          reduce(served, load, system), "Megatron-LM",
                          {.less = "all-reduces that are fused or quantised"});
  system.estimate_forward("tokens go to their experts in one byte and come back in two", pass.exchange,
                          exchange(served, load, system), "DeepEP", {.less = "ranks that talk unevenly"});
  system.estimate_forward("each kernel has a launch, a ramp and a drain, each sequence its scheduling", pass.fixed,
                          fixed(served, load), "measured steps", {.more = "jitter, and gaps between steps"});
  const Waits waiting = waits(served);
  system.estimate_forward("each collective that leaves the domain waits", pass.waits,
                          waiting.reductions + waiting.exchanges, "steps of H100s split over two nodes",
                          {.more = "congestion"});
  system.estimate_forward("of two batches in turn one computes while the other talks", pass.hidden,
                          hidden(served, load, pass), "DeepSeek-V3, section 3.4; SGLang",
                          {.less = "overlap of other kinds"});
  system.equal_forward("kernels run one after the other, so the terms add; what they leave out is a factor", pass.whole,
                       whole(served, load, pass));
}

void quantities(ServedModel& served, Table& table) {
  quantities(served.memory, table);
  quantities(served.rates, table);
  quantities(served.constants, table);
}

void equations(ServedModel& served, System& system) {
  equations(served.memory, system);
  what_chips_reach(served, system);
  what_wires_carry(served, system);
  how_many_kernels(served, system);
}

}  // namespace costcurve
