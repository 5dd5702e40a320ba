#include "sheets/plan.h"

namespace costcurve {

namespace {

void givens(Plan& plan, Table& table) {
  table.row("chips", plan.chips, "chip", "accelerators used at once");
  table.row("host_bandwidth", plan.host_bandwidth, "GB/s/chip", "one way between a chip and its host")
      .from("chip.host_bandwidth")
      .usually("25 GB/s/chip", "PCIe 4");
  table.row("spread", plan.spread, "", "standard deviation of the speeds of chips")
      .usually("0.021", "calibrated on published runs, docs/training.md")
      .between("0.008", "0.035");
  table.row("left_out", plan.left_out, "x", "what the equations leave out: a run's step over what they say")
      .usually("1", "published runs that were not calibrated on, docs/training.md")
      .between("0.821", "1.218")
      .what_is_left_out();
  table.row("left_out_of_mixtures", plan.left_out_of_mixtures, "x", "the same, what mixtures of experts add to it")
      .usually("1", "published runs of mixtures, docs/training.md")
      .between("0.802", "1.247")
      .what_is_left_out();
}

void in_the_pipeline(Plan& plan, Table& table) {
  const auto time = [&](std::string_view name, Time& member, std::string_view unit, std::string_view meaning) {
    table.row(name, member, unit, meaning).in(Domain::not_negative);
  };
  table.row("microbatches", plan.microbatches, "", "that pass through each replica in a step");
  time("plain_time", plan.plain_time, "ms", "a plain layer, forward and backward");
  time("mixture_time", plan.mixture_time, "ms", "a mixture layer, forward and backward");
  time("through", plan.through, "s", "one microbatch through all layers");
  table.row("stage_layers", plan.stage_layers, "", "layers of the fullest stage");
  table.row("stage_mixture", plan.stage_mixture, "", "of these, mixture layers").in(Domain::not_negative);
  time("slowest", plan.slowest, "s", "one microbatch through the slowest stage");
  time("time_send", plan.time_send, "ms", "sent to the next stage and back");
  time("exposed_send", plan.exposed_send, "ms", "what of it the work does not cover");
  const auto bytes = [&](std::string_view name, BytesPerToken& member, std::string_view meaning) {
    table.row(name, member, "kB/token", meaning).in(Domain::not_negative);
  };
  bytes("token_attention", plan.token_attention, "kept of attention in one layer until the backward pass");
  bytes("token_common", plan.token_common, "kept of norms and sums in one layer");
  bytes("token_plain", plan.token_plain, "kept in a plain layer if little is made again");
  bytes("token_mixture", plan.token_mixture, "kept in a mixture layer if little is made again");
  bytes("stored_plain", plan.stored_plain, "kept in a plain layer");
  bytes("stored_mixture", plan.stored_mixture, "kept in a mixture layer");
  time("time_offload", plan.time_offload, "ms", "activations sent to the host and back, beyond what the work covers");
  time("fill", plan.fill, "s", "stages that wait at the beginning and the end of a step (the bubble)");
  time("pipeline_time", plan.pipeline_time, "s", "all microbatches through the pipeline");
  table.row("slowdown", plan.slowdown, "", "the slowest chip against the average one: every step waits for it");
}

void between_replicas(Plan& plan, Table& table) {
  const auto time = [&](std::string_view name, Time& member, std::string_view meaning) {
    table.row(name, member, "s", meaning).in(Domain::not_negative);
  };
  const auto some = [&](std::string_view name, Parameters& member, std::string_view meaning) {
    table.row(name, member, "M parameter", meaning).in(Domain::not_negative);
  };
  some("shard_dense", plan.shard_dense, "parameters outside of experts whose gradients a chip reduces");
  some("shard_experts", plan.shard_experts, "parameters of experts whose gradients a chip reduces");
  table.row("replicas", plan.replicas, "", "chips that hold the same parameters");
  table.row("expert_replicas", plan.expert_replicas, "", "chips that hold the same experts");
  time("time_scatter", plan.time_scatter, "gradients reduced over the replicas");
  time("time_gather", plan.time_gather, "weights, or reduced gradients, gathered from the replicas");
  time("time_replicas", plan.time_replicas, "what of that the work does not cover");
  some("updated", plan.updated, "parameters that a chip updates");
  time("time_update", plan.time_update, "the optimizer");
  table.row("step", plan.step, "s", "one step: what a log prints as iteration time");
  table.row("step_token_rate", plan.step_token_rate, "M token/s", "tokens per second between failures");
  table.row("chip_token_rate", plan.chip_token_rate, "token/s/chip",
            "tokens per second of one chip, as logs print it: between failures");
  table
      .row("mfu", plan.mfu, "%",
           "model FLOP utilisation: the share of the peak that became model, attention over the "
           "whole square")
      .of("peak", "attention's whole square")
      .in(Domain::positive);
  table.row("mfu_causal", plan.mfu_causal, "%", "the same with the half of the square that a causal mask leaves")
      .of("peak", "half of attention's square")
      .in(Domain::positive);
  table.row("achieved_speed_causal", plan.achieved_speed_causal, "TFLOP/s/chip",
            "model FLOP/s of one chip with that half, as logs of Megatron-LM print it");
}

/// The equations of a step, and what several of them share.
struct PlanEquations {
  const Transformer& llm;
  const Network& network;
  const Split& split;
  const Layer& layer;
  Plan& plan;
  System& system;

  const Ratio zero = system.number(0), one = system.number(1), two = system.number(2);
  const Time none = system.constant<Time>(0, "0 s");
  const BytesPerToken byte_of_token = system.constant<BytesPerToken>(1, "1 byte/token");
  const BytesPerParameter byte_of_parameter = system.constant<BytesPerParameter>(1, "1 byte/parameter");
  const Ratio split_over_stages = less(one, split.pipeline);
  const Ratio overlapped = split.overlap == "yes";

  Ratio number(double value) const { return system.number(value); }
  Time exposed_by(const Time& transfer, const Time& cover, const Ratio& on) const {
    return exposed(network, transfer, cover, on, system);
  }

  void one_microbatch() const {
    system.equal_forward("a replica's share of the batch passes in microbatches", plan.microbatches,
                         split.batch / (split.data * split.microbatch));
    system.equal_forward("a plain layer takes both passes", plan.plain_time,
                         layer.plain_forward + layer.plain_backward);
    system.equal_forward("a mixture layer takes both passes", plan.mixture_time,
                         layer.mixture_forward + layer.mixture_backward);
    const Time further = select(is_mixture(llm, system), plan.mixture_time, plan.plain_time) + layer.time_head;
    system.equal_forward(
        "a microbatch passes through all layers, and those that predict further tokens", plan.through,
        llm.plain_layers * plan.plain_time + llm.mixture_layers * plan.mixture_time + llm.mtp_layers * further);
    system.equal_forward("the fullest stage has a whole number of layers", plan.stage_layers,
                         ceil(llm.layers / split.pipeline));
    system.equal_forward("mixture layers stand together", plan.stage_mixture,
                         min(llm.mixture_layers, plan.stage_layers));
    const Time of_stage = (plan.stage_layers - plan.stage_mixture) * plan.plain_time +
                          plan.stage_mixture * plan.mixture_time + layer.time_ends;
    const Time all = plan.through + layer.time_ends;
    system.equal_forward(
        "the last stage carries the logits, unless layers are spread for it", plan.slowest,
        select(split_over_stages, select(split.balanced == "yes", all / split.pipeline, of_stage), all));
  }

  void pipeline() const {
    const ByteRate rate = select(at_most(plan.chips, network.domain * system.constant<Chips>(1, "1 chip")),
                                 network.link_rate, network.net_rate);
    const Information activations = two * byte_of_token * layer.microbatch_tokens * llm.hidden / split.tensor;
    system.equal_forward(
        "every chunk is sent forward and back", plan.time_send,
        select(split_over_stages, two * split.interleave * (activations / rate + network.start), none));
    system.equal_forward("plain one-forward-one-backward waits for what is sent", plan.exposed_send,
                         exposed_by(plan.time_send, plan.slowest, less(one, split.interleave) * overlapped));
    const BytesPerToken kept_here =
        (plan.stage_layers - plan.stage_mixture) * plan.stored_plain + plan.stage_mixture * plan.stored_mixture;
    const Time to_host = two * layer.microbatch_tokens * kept_here / on_one_chip(plan.host_bandwidth, system);
    system.equal_forward("activations go to the host and back beneath the work", plan.time_offload,
                         select((split.offload == "activations") + (split.offload == "both"),
                                exposed_by(to_host, plan.slowest, one), none),
                         "not calibrated: no measured run");
    system.equal_forward(
        "stages wait until the first microbatch is through", plan.fill,
        select(split_over_stages,
               (split.pipeline - one) / split.interleave * (plan.through / split.pipeline + plan.time_send) *
                   select(split.dual_pipe == "yes", number(0.5), one),
               none),
        "Narayanan et al. 2021, section 2.2");
    system.equal_forward("microbatches follow each other through the slowest stage", plan.pipeline_time,
                         plan.microbatches * (plan.slowest + plan.exposed_send + plan.time_offload) + plan.fill);
    const Ratio ranks = max(plan.chips / system.constant<Chips>(1, "1 chip"), one);
    system.equal_forward("every step waits for the slowest of so many chips", plan.slowdown,
                         one + plan.spread * sqrt(two * log(ranks)), "the largest of normal deviates");
  }

  Time both(const BytesPerParameter& bytes, const Ratio& calls) const {
    const Ratio stride = min(split.tensor * split.expert_parallel, network.domain);
    return ring(network, bytes * plan.shard_dense, plan.replicas, split.tensor, calls, system) +
           select(is_mixture(llm, system),
                  ring(network, bytes * plan.shard_experts, plan.expert_replicas, stride, calls, system), none);
  }

  void what_replicas_hold() const {
    const Parameters resident = llm.mixer_parameters + llm.shared_parameters + llm.router_parameters;
    system.equal_forward(
        "a chip reduces the gradients of its part of its stage", plan.shard_dense,
        ((llm.plain_layers * (llm.mixer_parameters + llm.ffn_parameters) + llm.mixture_layers * resident) /
             split.pipeline +
         llm.vocabulary_parameters) /
            split.tensor);
    system.equal_forward("and those of its experts", plan.shard_experts,
                         llm.mixture_layers * layer.local_experts * llm.expert_parameters / split.pipeline);
    system.equal_forward("replicas see other sequences, or other parts of them", plan.replicas,
                         split.data * split.context);
    system.equal_forward("experts have fewer replicas, for they are spread", plan.expert_replicas,
                         max(plan.replicas * split.tensor / split.expert_parallel, one));
  }

  void between() const {
    const BytesPerParameter weight = two * byte_of_parameter;
    const Ratio sharded = zero_from(split, 1, system);
    system.equal_forward("gradients are scattered and reduced", plan.time_scatter, both(split.gradient_bytes, one));
    system.equal_forward("weights are gathered; without sharding it is the second half of an all-reduce",
                         plan.time_gather, both(select(sharded, weight, split.gradient_bytes), one));
    const Ratio layers_here = llm.layers / split.pipeline;
    const Time scatter = exposed_by(plan.time_scatter, number(0.67) * plan.slowest, overlapped),
               gather = exposed_by(plan.time_gather, number(0.33) * plan.slowest, overlapped);
    const Time whole = both(split.gradient_bytes, layers_here) + two * both(weight, layers_here);
    const Time each_time = plan.microbatches * exposed_by(whole, plan.slowest, overlapped);
    system.equal_forward(
        "replicas meet once a step, with ZeRO 2 and 3 in every microbatch", plan.time_replicas,
        select(less(one, max(plan.replicas, select(is_mixture(llm, system), plan.expert_replicas, one))),
               select(split.zero == "3", each_time,
                      select(split.zero == "2", plan.microbatches * scatter + gather, scatter + gather)),
               none),
        "Rajbhandari et al. 2020; Zhao et al. 2023");
  }

  void update() const {
    const Parameters nothing = system.constant<Parameters>(0, "0 parameter");
    const Ratio sharded = zero_from(split, 1, system);
    system.equal_forward("a chip updates its shard", plan.updated,
                         select(split.frozen == "yes", nothing,
                                plan.shard_dense / select(sharded, plan.replicas, one) +
                                    plan.shard_experts / select(sharded, plan.expert_replicas, one)));
    // Master weight and two moments, each read and written, gradient and weight: 30 bytes. Of these 24 cross to a host.
    const Ratio at_host = (split.offload == "optimizer") + (split.offload == "both");
    const Time here = number(30) * byte_of_parameter * plan.updated / layer.stream_rate;
    const Time there = number(24) * byte_of_parameter * plan.updated / on_one_chip(plan.host_bandwidth, system);
    system.equal_forward("the optimizer reads and writes its state", plan.time_update,
                         here + select(at_host, there, none));
  }

  void rates() const {
    const Ratio beyond = plan.left_out * select(is_mixture(llm, system), plan.left_out_of_mixtures, one);
    system.equal_forward("a step is the pipeline at the slowest chip's pace, the replicas and the optimizer", plan.step,
                         beyond * (plan.pipeline_time * plan.slowdown + plan.time_replicas + plan.time_update));
    system.equal("batch tokens are sequences times their length", split.batch_tokens, split.batch * llm.sequence);
    system.equal("token rate is the batch over the step", plan.step_token_rate, split.batch_tokens / plan.step);
    system.equal("chip token rate is the token rate over the chips", plan.chip_token_rate,
                 plan.step_token_rate / plan.chips);
    system.equal("MFU is the FLOP of a chip's tokens over its peak", plan.mfu,
                 plan.chip_token_rate * llm.flop_per_token / layer.peak);
    system.equal("causal MFU counts half of the square", plan.mfu_causal,
                 plan.chip_token_rate * llm.flop_per_token_causal / layer.peak);
    system.equal("causal achieved speed is the peak times causal MFU", plan.achieved_speed_causal,
                 layer.peak * plan.mfu_causal);
    // Forwards only: a degree that nobody states is not what happens to be left over.
    const Chips of_a_replica = split.tensor * split.pipeline * split.context * system.constant<Chips>(1, "1 chip");
    system.equal_forward("replicas are what of the chips is left", split.data, plan.chips / of_a_replica);
    system.equal_forward("chips are what the degrees multiply to", plan.chips, split.data * of_a_replica);
  }
};

}  // namespace

Ratio zero_from(const Split& split, int stage, System& system) {
  Ratio below = split.zero == "0";
  if (stage > 1) below = below + (split.zero == "1");
  if (stage > 2) below = below + (split.zero == "2");
  return system.number(1) - below;
}

void quantities(Plan& plan, Table& table) {
  givens(plan, table);
  in_the_pipeline(plan, table);
  between_replicas(plan, table);
}

void equations(const Transformer& llm, const Network& network, const Split& split, const Layer& layer, Plan& plan,
               System& system) {
  const PlanEquations plan_equations{llm, network, split, layer, plan, system};
  plan_equations.one_microbatch();
  plan_equations.pipeline();
  plan_equations.what_replicas_hold();
  plan_equations.between();
  plan_equations.update();
  plan_equations.rates();
}

}  // namespace costcurve
