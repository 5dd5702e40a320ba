#include "sheets/memory.h"

namespace costcurve {

namespace {

/// The equations of what is kept and held, and what several of them share.
struct MemoryEquations {
  const Transformer& llm;
  const Split& split;
  const Layer& layer;
  Plan& plan;
  Memory& memory;
  System& system;

  const Ratio zero = system.number(0), one = system.number(1), two = system.number(2), four = system.number(4);
  const BytesPerToken byte_of_token = system.constant<BytesPerToken>(1, "1 byte/token");
  const BytesPerParameter byte_of_parameter = system.constant<BytesPerParameter>(1, "1 byte/parameter");
  const Information nothing = system.constant<Information>(0, "0 byte");
  const Ratio full = split.recompute == "full", light = split.recompute == "light", fused = is_fused(split, system);
  /// Bytes of a matmul's input that is kept; light recomputation makes norms and activation functions again.
  const Ratio keep = select(light, zero, layer.operand_bytes);

  Ratio number(double value) const { return system.number(value); }

  void what_a_token_leaves() const {
    const Ratio &h = llm.hidden, &a = llm.heads, &t = split.tensor;
    const Ratio latent = two * (llm.q_rank + llm.kv_rank + llm.rope_width) +
                         select(light, two * a * llm.v_width / t,
                                two * (llm.q_rank + llm.kv_rank) + four * a * (llm.qk_width + llm.v_width) / t);
    const Ratio grouped = four * (a + llm.kv_heads) * llm.head_width / t;
    const BytesPerTokenPair of_score = system.constant<BytesPerTokenPair>(5, "5 byte/token^2");
    const Ratio values = llm.value_heads * llm.key_width;
    const Ratio of_linear = two * (two * llm.key_heads * llm.key_width + number(3) * values) / t;
    const BytesPerToken no_scores = system.constant<BytesPerToken>(0, "0 byte/token");
    const BytesPerToken scores = over_layers(llm, BytesPerToken(of_score * a * llm.sequence / t), no_scores, system);
    const Ratio keeps_no_scores = max(fused, split.recompute == "selective");
    system.equal_forward(
        "attention keeps queries, keys, values and output, linear attention its gates too; an unfused one its scores",
        plan.token_attention,
        byte_of_token * over_layers(llm, select(is_latent(llm, system), latent, grouped), of_linear, system) +
            select(keeps_no_scores, no_scores, scores),
        "Korthikanti et al. 2022, section 4.1");
    system.equal_forward("norms and sums keep their input, twice", plan.token_common,
                         byte_of_token * (four + two * keep + select(fused, zero, two)) * h / layer.split_norms,
                         "Korthikanti et al. 2022, section 4.1");
    system.equal_forward(
        "a plain layer keeps the inputs of its activation function and of the matmul behind", plan.token_plain,
        plan.token_common + plan.token_attention + byte_of_token * (two * (llm.matrices - one) + keep) * llm.ffn / t,
        "Korthikanti et al. 2022, equation 1");
    const Ratio of_experts = llm.experts_per_token *
                             (layer.operand_bytes * h + select(light, zero, two * h) + (four + keep) * llm.expert_ffn);
    system.equal_forward(
        "a mixture layer keeps a copy for each expert of a token", plan.token_mixture,
        plan.token_common + plan.token_attention + byte_of_token * (of_experts + (four + keep) * llm.shared_ffn) / t);
    const BytesPerToken input = byte_of_token * two * h / layer.split_norms;
    system.equal_forward("full recomputation keeps a plain layer's input alone", plan.stored_plain,
                         select(full, input, plan.token_plain));
    system.equal_forward("full recomputation keeps a mixture layer's input alone", plan.stored_mixture,
                         select(full, input, plan.token_mixture));
  }

  Parameters shared_from(int stage) const {
    const Ratio sharded = zero_from(split, stage, system);
    return memory.held_dense / select(sharded, plan.replicas, one) +
           memory.held_experts / select(sharded, plan.expert_replicas, one);
  }

  void parameters_and_their_state() const {
    const Ratio plain = plan.stage_layers - plan.stage_mixture;
    const Parameters layers = plan.stage_layers * llm.mixer_parameters + plain * llm.ffn_parameters +
                              plan.stage_mixture * (llm.shared_parameters + llm.router_parameters);
    const Ratio ends = select(less(one, split.pipeline), one, llm.embedding_matrices);
    system.equal_forward("the fullest stage holds its layers and one end of the vocabulary, or both", memory.held_dense,
                         (layers + ends * llm.vocabulary_parameters) / split.tensor,
                         "Megatron-LM, theoretical_memory_usage");
    system.equal_forward("a chip holds its experts of its stage", memory.held_experts,
                         plan.stage_mixture * layer.local_experts * llm.expert_parameters);
    const Ratio learns = one - (split.frozen == "yes");
    const Ratio at_host = (split.offload == "optimizer") + (split.offload == "both");
    system.equal_forward("weights take two bytes, shared from ZeRO 3 on", memory.bytes_weights,
                         two * byte_of_parameter * shared_from(3), "Rajbhandari et al. 2020");
    system.equal_forward("gradients are shared from ZeRO 2 on", memory.bytes_gradients,
                         learns * split.gradient_bytes * shared_from(2), "Rajbhandari et al. 2020");
    system.equal_forward(
        "the optimizer keeps a master weight and two moments, shared from ZeRO 1 on", memory.bytes_optimizer,
        select(at_host, nothing, number(12) * learns * byte_of_parameter * shared_from(1)), "Rajbhandari et al. 2020");
    const Parameters one_layer =
        llm.mixer_parameters + llm.ffn_parameters + llm.shared_parameters + layer.local_experts * llm.expert_parameters;
    system.equal_forward("ZeRO 3 gathers one layer while the one before is worked on", memory.bytes_gathered,
                         select(split.zero == "3", four * byte_of_parameter * one_layer / split.tensor, nothing));
  }

  void what_is_worked_on() const {
    const Ratio &m = plan.microbatches, &p = split.pipeline;
    const Ratio of_stages =
        select(less(one, split.interleave), min(m * p, p + (p - one) / split.interleave), min(m, p));
    system.equal_forward("the first stage keeps as many microbatches as there are stages", memory.in_flight,
                         select(less(one, p), of_stages / p, one), "Korthikanti et al. 2022, section 4.2.3");
    const Ratio at_host = (split.offload == "activations") + (split.offload == "both");
    const Tokens& n = layer.microbatch_tokens;
    system.equal_forward("activations are what all tokens in flight leave", memory.bytes_activations,
                         select(at_host, number(0.1), one) * n * memory.in_flight *
                             (llm.plain_layers * plan.stored_plain + llm.mixture_layers * plan.stored_mixture));
    const Ratio widest = max(select(less(zero, llm.plain_layers), (llm.matrices - one) * llm.hidden * llm.ffn, zero),
                             two * llm.hidden * llm.shared_ffn) /
                         split.tensor;
    const Information gradient = four * byte_of_parameter * widest * system.constant<Parameters>(1, "1 parameter");
    system.equal_forward("one weight gradient in fp32 and one layer's activation gradients are worked on",
                         memory.bytes_working,
                         gradient + n * byte_of_token * two * llm.matrices * llm.ffn / split.tensor +
                             select(full, n * plan.token_plain, nothing));
    system.equal_forward("logits lie there in bf16 and fp32", memory.bytes_logits,
                         number(6) * byte_of_token * n * llm.vocabulary / split.tensor);
  }

  void all_together() const {
    const Information always = memory.bytes_weights + memory.bytes_gradients + memory.bytes_optimizer +
                               memory.bytes_gathered + memory.bytes_working;
    system.equal_forward("the first stage keeps most activations", memory.bytes_first,
                         always + memory.bytes_activations);
    system.equal_forward(
        "the last stage keeps one microbatch and its logits", memory.bytes_last,
        always + memory.bytes_activations / max(memory.in_flight * split.pipeline, one) + memory.bytes_logits);
    system.equal_forward("the fullest chip is of the first stage or of the last", memory.bytes,
                         select(less(one, split.pipeline), max(memory.bytes_first, memory.bytes_last),
                                memory.bytes_first + memory.bytes_logits));
    system.equal_forward("headroom is what the fullest chip leaves free", memory.headroom,
                         one - memory.bytes / on_one_chip(memory.memory, system));
    system.equal_forward(
        "a plan fits if the runtime has its share", memory.fits,
        select(at_most(memory.reserved, memory.headroom), memory.fits.is("yes"), memory.fits.is("no")));
  }
};

}  // namespace

void quantities(Memory& memory, Table& table) {
  table.row("memory", memory.memory, "GB/chip", "of one chip").from("chip.memory");
  table.row("reserved", memory.reserved, "%", "share of the memory that runtime and fragmentation take")
      .in(Domain::fraction)
      .usually("6 %", "what frameworks leave unused at the peak");
  const auto held = [&](std::string_view name, Parameters& member, std::string_view meaning) {
    table.row(name, member, "M parameter", meaning).in(Domain::not_negative);
  };
  const auto bytes = [&](std::string_view name, Information& member, std::string_view meaning) {
    table.row(name, member, "GB", meaning).in(Domain::not_negative);
  };
  held("held_dense", memory.held_dense, "parameters outside of experts on the fullest chip");
  held("held_experts", memory.held_experts, "parameters of experts on it");
  bytes("bytes_weights", memory.bytes_weights, "weights on the fullest chip");
  bytes("bytes_gradients", memory.bytes_gradients, "gradients on it");
  bytes("bytes_optimizer", memory.bytes_optimizer, "master weights and moments on it");
  bytes("bytes_gathered", memory.bytes_gathered, "weights gathered from replicas for a while");
  table.row("in_flight", memory.in_flight, "", "microbatches whose activations are kept, in whole models");
  bytes("bytes_activations", memory.bytes_activations, "activations kept for the backward pass");
  bytes("bytes_working", memory.bytes_working, "gradients that are being worked out");
  bytes("bytes_logits", memory.bytes_logits, "logits");
  bytes("bytes_first", memory.bytes_first, "on a chip of the first stage");
  bytes("bytes_last", memory.bytes_last, "on a chip of the last stage");
  bytes("bytes", memory.bytes, "on the fullest chip");
  table.row("headroom", memory.headroom, "%", "what of the memory is left; below zero where it does not suffice")
      .in(Domain::any)
      .of("memory");
  table.words("fits", memory.fits, {"yes", "no"}, "whether a chip's memory suffices");
}

void equations(const Transformer& llm, const Network&, const Split& split, const Layer& layer, Plan& plan,
               Memory& memory, System& system) {
  const MemoryEquations memory_equations{llm, split, layer, plan, memory, system};
  memory_equations.what_a_token_leaves();
  memory_equations.parameters_and_their_state();
  memory_equations.what_is_worked_on();
  memory_equations.all_together();
}

}  // namespace costcurve
