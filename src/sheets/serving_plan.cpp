// Chips, formats and plans of serving, and the constants of engines.

#include "sheets/serving.h"

namespace costcurve {

namespace {

constexpr std::string_view fitted = "fitted on 1,051 measured times per token of vLLM, SGLang and TensorRT-LLM";
constexpr std::string_view counted = "kernels in a row, counted in engines of 2025 and 2026";

void shares_reached(EngineConstants& constants, Table& table) {
  table
      .row("memory_efficiency", constants.memory_efficiency, "%",
           "share of the memory bandwidth that streams of weights and KV cache reach")
      .in(Domain::fraction)
      .usually("0.923", fitted)
      .between("0.87", "0.96");
  table
      .row("compute_efficiency", constants.compute_efficiency, "%",
           "share of the dense bf16 peak that matrix products reach")
      .in(Domain::fraction)
      .usually("0.67", fitted)
      .between("0.60", "0.89");
  table.row("narrow_gain", constants.narrow_gain, "", "a peak n times that of bf16 is worth n to this power")
      .in(Domain::fraction)
      .usually("0.491", fitted)
      .between("0.10", "0.64");
  table
      .row("link_efficiency", constants.link_efficiency, "%",
           "share of a link's bandwidth that collectives inside a domain reach")
      .in(Domain::fraction)
      .usually("0.449", fitted)
      .between("0.31", "0.56");
  table
      .row("attention_efficiency", constants.attention_efficiency, "%",
           "share of the dense bf16 peak that attention itself reaches")
      .in(Domain::fraction)
      .usually("0.6", "FlashAttention-3 reaches 75 % at its best, FlashMLA 67 %")
      .between("0.35", "0.75");
  table
      .row("network_efficiency", constants.network_efficiency, "%",
           "share of a network port that traffic between experts reaches")
      .in(Domain::fraction)
      .usually("0.85", "DeepEP: 43 to 58 of 50 GB/s")
      .between("0.70", "0.95");
}

void times_whatever_the_size(EngineConstants& constants, Table& table) {
  table
      .row("kernel_time", constants.kernel_time, "us",
           "what each kernel costs beyond its bytes and FLOP: launch, ramp, drain")
      .usually("4.3 us", fitted)
      .between("4.05 us", "4.45 us");
  table
      .row("sequence_time", constants.sequence_time, "us",
           "scheduler, sampler and front end for each sequence and step, on each attention rank")
      .in(Domain::not_negative)
      .usually("16 us", fitted)
      .between("12 us", "26 us");
  table.row("network_time", constants.network_time, "us", "what a collective costs that leaves the domain")
      .in(Domain::not_negative)
      .usually("35 us", "measured steps of H100s split over two nodes")
      .between("20 us", "50 us");
  table.row("tile_rows", constants.tile_rows, "token", "rows that an expert's product is padded by: one matrix tile")
      .in(Domain::not_negative)
      .usually("64 token", "tensor cores work on 64 or 128 rows")
      .between("16 token", "128 token");
}

void what_is_left_out(EngineConstants& constants, Table& table) {
  table
      .row("overlap", constants.overlap, "%",
           "share of the shorter of computing and talking that two batches in turn hide")
      .in(Domain::fraction)
      .usually("0.5", "SGLang, large expert parallelism: 25.5 % faster at 256 sequences")
      .between("0.3", "0.8");
  table.row("imbalance", constants.imbalance, "%", "how much more than the mean the busiest rank of experts does")
      .in(Domain::not_negative)
      .usually("0", "not to be seen with random prompts; without balancing up to 150 %");
  table
      .row("structure", constants.structure, "x",
           "what the equations leave out: measured steps over those worked out, the constants aside")
      .usually("1", "1,417 measured times per token that nothing was fitted on")
      .between("0.77", "1.30")
      .what_is_left_out();
}

void kernel_counts(EngineConstants& constants, Table& table) {
  const auto kernels = [&](std::string_view name, Ratio& member, std::string_view count, std::string_view meaning) {
    table.row(name, member, "", meaning).in(Domain::not_negative).usually(count, counted);
  };
  kernels("grouped_kernels", constants.grouped_kernels, "8", "kernels of attention with grouped heads, in a layer");
  kernels("latent_kernels", constants.latent_kernels, "16", "kernels of latent attention, in a layer");
  kernels("linear_kernels", constants.linear_kernels, "14", "kernels of linear attention, in a layer");
  kernels("sparse_kernels", constants.sparse_kernels, "14", "kernels of an indexer that picks tokens, in a layer");
  kernels("ffn_kernels", constants.ffn_kernels, "5", "kernels of a plain feed-forward");
  kernels("scaled_ffn_kernels", constants.scaled_ffn_kernels, "7", "the same with scales found on the fly");
  kernels("bf16_expert_kernels", constants.bf16_expert_kernels, "8", "kernels of a mixture layer in bf16");
  kernels("fp8_expert_kernels", constants.fp8_expert_kernels, "16", "the same in FP8");
  kernels("fp4_expert_kernels", constants.fp4_expert_kernels, "6", "the same in four bits, fused");
  kernels("widened_expert_kernels", constants.widened_expert_kernels, "15",
          "the same with four-bit weights that are widened to bf16");
  kernels("step_kernels", constants.step_kernels, "6", "kernels of a step outside of its layers");
}

}  // namespace

void quantities(EngineConstants& constants, Table& table) {
  shares_reached(constants, table);
  times_whatever_the_size(constants, table);
  what_is_left_out(constants, table);
  kernel_counts(constants, table);
}

void quantities(WeightFormat& format, Table& table) {
  const std::string_view plain = "bf16, where no `format` is named";
  const auto bytes = [&](std::string_view name, BytesPerParameter& member, std::string_view meaning,
                         std::string_view field) {
    table.row(name, member, "byte/parameter", meaning).from(field).usually("2 byte/parameter", plain);
  };
  bytes("attention_bytes", format.attention_bytes, "how the projections of attention are kept",
        "format.attention_bytes");
  bytes("ffn_bytes", format.ffn_bytes, "how feed-forwards and shared experts are kept", "format.ffn_bytes");
  bytes("expert_bytes", format.expert_bytes, "how experts are kept", "format.expert_bytes");
  table.row("kv_bytes", format.kv_bytes, "byte", "how one number of the KV cache is kept")
      .from("format.kv_bytes")
      .usually("2 byte", plain);
  const std::vector<std::string> precisions = {"bf16", "fp8", "fp4"};
  const auto precision = [&](std::string_view name, Word& member, std::string_view meaning, std::string_view field) {
    table.words(name, member, precisions, meaning).from(field).usually("bf16", plain);
  };
  precision("attention_precision", format.attention_precision, "in what the projections of attention are multiplied",
            "format.attention_precision");
  precision("ffn_precision", format.ffn_precision, "in what feed-forwards are multiplied", "format.ffn_precision");
  precision("expert_precision", format.expert_precision, "in what experts are multiplied", "format.expert_precision");
  table
      .words("scaling", format.scaling, {"static", "dynamic"},
             "whether scales of what is multiplied are found beforehand or on the fly")
      .from("format.scaling")
      .usually("static", plain);
}

void quantities(Device& device, Table& table) {
  table.row("memory", device.memory, "GiB/chip", "memory of one chip, as it counts itself").from("chip.device_memory");
  table.row("memory_bandwidth", device.memory_bandwidth, "GB/s/chip", "how fast a chip reads its memory")
      .from("chip.memory_bandwidth");
  table.row("link_bandwidth", device.link_bandwidth, "GB/s/chip", "how fast a chip sends inside its domain, one way")
      .from("chip.link_bandwidth");
  table
      .row("network_bandwidth", device.network_bandwidth, "GB/s/chip",
           "how fast a chip sends out of its domain, one way")
      .from("chip.network_bandwidth");
  table.row("domain", device.domain, "chip", "chips that the fast link joins").from("chip.domain");
  table.row("peak_bf16", device.peak_bf16, "TFLOP/s/chip", "dense, in bf16").from("chip.peak.bf16");
  const std::string_view widened = "none that the catalog knows: what is kept in it is multiplied in bf16";
  table.row("peak_fp8", device.peak_fp8, "TFLOP/s/chip", "dense, in FP8")
      .in(Domain::not_negative)
      .from("chip.peak.fp8")
      .usually("0 TFLOP/s/chip", widened);
  table.row("peak_fp4", device.peak_fp4, "TFLOP/s/chip", "dense, in FP4")
      .in(Domain::not_negative)
      .from("chip.peak.fp4")
      .usually("0 TFLOP/s/chip", widened);
}

void quantities(ServingPlan& plan, Table& table) {
  const std::string_view whole = "not split, where nothing is said";
  table.row("pipeline", plan.pipeline, "", "stages that layers are spread over (PP); no measured run has any")
      .usually("1", whole);
  table.row("replicas", plan.replicas, "", "copies of attention, each with sequences of its own (DP)")
      .usually("1", whole);
  table.row("tensor", plan.tensor, "chip", "chips that attention is split over (TP)").usually("1 chip", whole);
  table.row("chips", plan.chips, "chip", "accelerators of the deployment");
  table.row("expert_parallel", plan.expert_parallel, "", "ranks that experts lie on (EP)").usually("1", whole);
  table.row("expert_split", plan.expert_split, "chip", "chips that one expert is split over");
  table
      .words("two_batches", plan.two_batches, {"no", "yes"},
             "whether two batches take turns, one computing while the other talks")
      .usually("no", "engines' default");
  table
      .words("prompts", plan.prompts, {"mixed", "alone"},
             "whether prompts ride along with decode steps or stop them (SGLang's default)")
      .usually("mixed", "vLLM's and TensorRT-LLM's default");
  table.row("prompts_at_once", plan.prompts_at_once, "", "prompts that a replica takes in at once")
      .usually("1", "one after the other")
      .counts(requests_asked);
}

void equations(ServingPlan& plan, System& system) {
  system.equal("chips are tensor times replicas times pipeline stages", plan.chips,
               plan.tensor * plan.replicas * plan.pipeline);
  system.equal("experts lie on the chips of attention", plan.expert_parallel * plan.expert_split,
               plan.tensor * plan.replicas);
}

void quantities(Requests& requests, Table& table) {
  table.row("input_per_request", requests.input, "token", "input of an average request, cached or not");
  table.row("cached_per_request", requests.cached, "token", "of it, what is in the prefix cache")
      .in(Domain::not_negative)
      .usually("0 token", "nothing is cached");
  table.row("output_per_request", requests.output, "token", "answer to an average request, reasoning included");
  table.row("fresh_per_request", requests.fresh, "token", "input that has to be computed");
  table.row("looks", requests.looks, "token",
            "length of a prompt with as many pairs for each fresh token: those look at the cached ones too");
  table.row("longest_context", requests.longest_context, "token", "the longest sequence that the model takes")
      .from("llm.context");
  table.row("context", requests.context, "token", "mean length of a sequence while it is answered");
}

void equations(Requests& requests, System& system) {
  const Ratio two = system.number(2);
  system.equal("fresh input is what is not cached", requests.fresh, requests.input - requests.cached);
  system.equal_forward("fresh tokens look at the cached ones too", requests.looks,
                       (requests.input * requests.input - requests.cached * requests.cached) / requests.fresh);
  system.equal("context is the input and half of the output", requests.context, requests.input + requests.output / two);
}

void quantities(ServingRates& rates, Table& table) {
  table.row("stream", rates.stream, "GB/s/chip", "what a chip reads of weights and KV cache in a second");
  table.row("reduce_bandwidth", rates.reduce_bandwidth, "GB/s/chip", "what all-reduces carry");
  table.row("exchange_bandwidth", rates.exchange_bandwidth, "GB/s/chip", "what traffic between experts is carried at");
  table.row("attention_speed", rates.attention_speed, "TFLOP/s/chip", "projections of attention, multiplied");
  table.row("ffn_speed", rates.ffn_speed, "TFLOP/s/chip", "feed-forwards, multiplied");
  table.row("expert_speed", rates.expert_speed, "TFLOP/s/chip", "experts, multiplied");
  table.row("head_speed", rates.head_speed, "TFLOP/s/chip", "the output's matrix, multiplied");
  table.row("core_speed", rates.core_speed, "TFLOP/s/chip", "scores and sums of attention");
  table.row("kernels", rates.kernels, "", "kernels of a step, one after the other");
  table.row("reductions", rates.reductions, "", "all-reduces of a step").in(Domain::not_negative);
  table.row("exchanges", rates.exchanges, "", "dispatches and combines of a step").in(Domain::not_negative);
}

}  // namespace costcurve
