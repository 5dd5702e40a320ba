// How a run is split over its chips: counts, and words of closed lists.

#include "sheets/layer.h"

namespace costcurve {

namespace {

void counts(Split& split, Table& table) {
  const auto degree = [&](std::string_view name, Ratio& member, std::string_view meaning, std::string_view none) {
    table.row(name, member, "", meaning).usually("1", none);
  };
  degree("tensor", split.tensor, "chips that share each matrix (TP)", "matrices are not split");
  degree("context", split.context, "chips that share each sequence (CP)", "sequences are not split");
  degree("pipeline", split.pipeline, "stages, each with some of the layers (PP)", "layers are not split");
  table.row("data", split.data, "", "replicas, each with some of the batch (DP)");
  degree("expert_parallel", split.expert_parallel, "chips that share the experts of a layer (EP)",
         "every chip has all experts of its layers");
  degree("interleave", split.interleave, "chunks of layers that a stage has (virtual pipeline)",
         "a stage has its layers in one piece");
  degree("microbatch", split.microbatch, "sequences that pass through a replica at once", "one sequence at a time");
  table.row("batch", split.batch, "", "sequences of one step, over all replicas");
  table.row("batch_tokens", split.batch_tokens, "M token", "tokens of one step");
}

void yes_or_no(Split& split, Table& table) {
  const auto words = [&](std::string_view name, Word& member, std::string_view meaning, std::string_view usual,
                         std::string_view why) {
    table.words(name, member, {"yes", "no"}, meaning).usually(usual, why);
  };
  words("sequence_parallel", split.sequence_parallel, "norms and sums are split over `tensor` too", "yes",
        "it costs nothing, Korthikanti et al. 2022, section 4.2.2");
  words("overlap", split.overlap, "gradients, weights and interleaved stages are sent beneath the work", "yes",
        "frameworks since 2023 do");
  words("overlap_tensor", split.overlap_tensor, "what `tensor` sends is sent beneath matmuls", "yes",
        "frameworks since 2023 do");
  words("overlap_expert", split.overlap_expert, "what experts send is sent beneath matmuls", "no",
        "it takes two microbatches at once");
  words("balanced", split.balanced, "the first and the last stage have fewer layers, for embedding and head", "no",
        "stages have as many layers as fit");
  words("dual_pipe", split.dual_pipe, "microbatches enter the pipeline from both ends", "no",
        "one forward, one backward");
  words("frozen", split.frozen, "weights stay as they are, and small adapters learn (LoRA)", "no", "all weights learn");
}

}  // namespace

void quantities(Split& split, Table& table) {
  counts(split, table);
  table
      .words("precision", split.precision, {"bf16", "fp8", "mxfp8", "nvfp4"},
             "what matmuls with weights read; attention, router and head stay in bf16")
      .usually("bf16", "most published runs");
  table
      .words("zero", split.zero, {"0", "1", "2", "3"},
             "what replicas share: nothing, the optimizer, gradients too, weights too (FSDP)")
      .usually("1", "a distributed optimizer");
  table
      .words("recompute", split.recompute, {"none", "selective", "light", "full"},
             "what the backward pass makes again: nothing, attention's scores, norms and activation functions, all")
      .usually("none", "everything is kept");
  table
      .words("attention", split.attention, {"unfused", "v1", "v2", "v3"},
             "scores in memory, or one kernel: FlashAttention 1, 2, or 3 and cuDNN 9")
      .from("chip.attention")
      .usually("v2", "the kernel of 2023");
  table
      .words("launch", split.launch, {"eager", "partial", "graph"},
             "who issues operations: the host each of them, captured graphs for a part, for all")
      .usually("eager", "PyTorch without graphs");
  table.words("offload", split.offload, {"none", "optimizer", "activations", "both"}, "what lies in the host's memory")
      .usually("none", "nothing");
  yes_or_no(split, table);
  table.row("gradient_bytes", split.gradient_bytes, "byte/parameter", "bytes of a gradient that is kept and sent")
      .usually("4 byte/parameter", "fp32, as Megatron-LM reduces them");
  table.row("dispatch_bytes", split.dispatch_bytes, "byte/token", "bytes of a token's number on its way to an expert")
      .usually("2 byte/token", "bf16 both ways; 1.5 where tokens travel in FP8 and come back in bf16");
  table.row("group_limit", split.group_limit, "", "domains that a token's experts lie in at most; 0 where no limit is")
      .in(Domain::not_negative)
      .from("llm.group_limit")
      .usually("0", "experts may lie anywhere");
}

Ratio is_fused(const Split& split, System& system) { return system.number(1) - (split.attention == "unfused"); }

}  // namespace costcurve
