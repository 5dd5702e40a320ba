// What lies in the chips' memory while a model answers: its weights, and the keys and values of every sequence.

#include "sheets/serving.h"

namespace costcurve {

void quantities(ExpertGroups& groups, Table& table) {
  table
      .row("group_limit", groups.group_limit, "",
           "nodes that the experts of one token lie on at most; 0 without such a limit")
      .in(Domain::not_negative)
      .from("llm.group_limit")
      .usually("0", "a token's experts may lie anywhere");
}

void quantities(ServingMemory& memory, Table& table) {
  quantities(memory.llm, table);
  quantities(memory.groups, table);
  quantities(memory.format, table);
  quantities(memory.device, table);
  quantities(memory.plan, table);
  quantities(memory.requests, table);
  table.row("sequences", memory.requests.sequences, "", "sequences that are answered at once, over all replicas");
  table.row("attention_layers", memory.attention_layers, "", "layers with a KV cache");
  table.row("attention_weights", memory.attention_weights, "B parameter", "projections of attention, all layers");
  table
      .row("ffn_weights", memory.ffn_weights, "B parameter",
           "plain feed-forwards and shared experts, all layers: every token passes them")
      .in(Domain::not_negative);
  table.row("kv_width", memory.kv_width, "1/token", "numbers that a token leaves in a layer's cache");
  table.row("kv_per_token", memory.kv_per_token, "byte/token", "what a token leaves in the KV cache, all layers")
      .of("kv_bytes");
  table.row("keys_seen", memory.keys_seen, "token", "keys that a new token finds at `context`, summed over layers");
  table.row("linear_state", memory.linear_state, "MB", "state of linear attention, of one sequence")
      .in(Domain::not_negative);
  table.row("kv_split", memory.kv_split, "chip", "chips that a sequence's cache is split over");
  table.row("sequence_memory", memory.sequence_memory, "MB/chip", "cache of one sequence on a chip that holds it");
  table.row("weights_memory", memory.weights_memory, "GB/chip", "weights on one chip");
  table.row("memory_use", memory.memory_use, "%", "share of a chip's memory that an engine takes")
      .in(Domain::fraction)
      .usually("0.9", "vLLM's gpu_memory_utilization; other engines 0.85 to 0.92")
      .between("0.80", "0.95");
  table.row("reserve", memory.reserve, "GB/chip", "for activations, graphs and communication")
      .in(Domain::not_negative)
      .usually("3 GB/chip", "aiconfigurator keeps 3.5 to 4 GiB")
      .between("1.5 GB/chip", "6 GB/chip");
  table.row("free_memory", memory.free_memory, "GB/chip", "what is left for KV cache").in(Domain::any);
  table.row("most_sequences", memory.most_sequences, "", "sequences that fit, over all replicas")
      .in(Domain::not_negative);
}

namespace {

void where_parameters_lie(ServingMemory& memory, System& system) {
  const Transformer& llm = memory.llm;
  system.equal("layers without linear attention have a KV cache", memory.attention_layers,
               llm.layers - llm.linear_layers);
  system.equal_forward("attention projects in every layer", memory.attention_weights,
                       memory.attention_layers * llm.attention_parameters + llm.linear_layers * llm.linear_parameters);
  system.equal_forward("every token passes plain feed-forwards and shared experts", memory.ffn_weights,
                       llm.plain_layers * llm.ffn_parameters + llm.mixture_layers * llm.shared_parameters);
}

void what_a_sequence_takes(ServingMemory& memory, System& system) {
  const Transformer& llm = memory.llm;
  const Ratio two = system.number(2);
  const Chips one_chip = system.constant<Chips>(1, "1 chip");
  const PerToken per_token = system.constant<PerToken>(1, "1/token");
  const Information four = system.constant<Information>(4, "4 byte"), byte = system.constant<Information>(1, "1 byte");
  const Ratio latent = is_latent(llm, system);
  system.equal_forward("a cache holds keys and values of each head, or one latent vector", memory.kv_width,
                       per_token * select(latent, llm.kv_rank + llm.rope_width, two * llm.kv_heads * llm.head_width),
                       "DeepSeek-V2, section 2.1");
  const BytesPerToken indexed = llm.index_width * byte * per_token;
  system.equal_forward("every layer with attention keeps what a token leaves", memory.kv_per_token,
                       memory.attention_layers * (memory.format.kv_bytes * memory.kv_width + indexed),
                       "DeepSeek, Insights into DeepSeek-V3 (ISCA 2025), table 1");
  const Tokens context = memory.requests.context;
  system.equal_forward(
      "a token sees its context, in a windowed layer no more than the window", memory.keys_seen,
      (memory.attention_layers - llm.window_layers) * context + llm.window_layers * min(context, llm.window));
  system.equal_forward("linear attention keeps a matrix for each head, in four bytes", memory.linear_state,
                       llm.linear_layers * llm.value_heads * llm.key_width * llm.key_width * four);
  // A KV head is not split: with more chips than heads it is copied. A latent vector always is.
  system.equal_forward("heads of the cache are spread over the chips, a latent vector is on each", memory.kv_split,
                       select(latent, one_chip, min(memory.plan.tensor, llm.kv_heads * one_chip)));
  const Ratio stages = memory.plan.pipeline;
  system.equal_forward("a sequence keeps keys, values and states on its chips", memory.sequence_memory,
                       (memory.format.kv_bytes * memory.kv_width * memory.keys_seen / memory.kv_split +
                        memory.linear_state / memory.plan.tensor + llm.layers * indexed * context / one_chip) /
                           stages);
}

void what_fits(ServingMemory& memory, System& system) {
  const Transformer& llm = memory.llm;
  const WeightFormat& format = memory.format;
  const ServingPlan& plan = memory.plan;
  const BytesPerParameter wide = system.constant<BytesPerParameter>(2, "2 byte/parameter");
  const ChipMemory nothing = system.constant<ChipMemory>(0, "0 byte/chip");
  system.equal_forward("weights are spread over the chips; embedding and head, which may be one, stay in two bytes",
                       memory.weights_memory,
                       ((memory.attention_weights * format.attention_bytes + memory.ffn_weights * format.ffn_bytes +
                         llm.embedding_matrices * llm.vocabulary_parameters * wide) /
                            plan.tensor +
                        llm.mixture_layers * llm.experts * llm.expert_parameters * format.expert_bytes /
                            (plan.expert_parallel * plan.expert_split)) /
                           plan.pipeline);
  system.estimate_forward("an engine leaves for the cache what weights and working memory do not take",
                          memory.free_memory,
                          memory.memory_use * memory.device.memory - memory.weights_memory - memory.reserve,
                          "vLLM, gpu_memory_utilization", {.less = "fragmentation of the cache"});
  system.equal_forward("so many sequences fit as the free memory of all replicas holds", memory.most_sequences,
                       plan.replicas * max(memory.free_memory, nothing) / memory.sequence_memory);
  const Ratio one = system.number(1);
  const Ratio heads_of_a_chip = llm.heads * system.constant<Chips>(1, "1 chip") / plan.tensor;
  system.at_most("tensor divides the attention heads", ceil(heads_of_a_chip), heads_of_a_chip);
  system.at_most("experts lie on no more ranks than there are experts", plan.expert_parallel, max(llm.experts, one));
  system.at_most("a sequence is no longer than the model takes", memory.requests.input + memory.requests.output,
                 memory.requests.longest_context);
  system.at_most("sequences fit in memory", memory.requests.sequences, memory.most_sequences);
  system.at_least("the weights fit in memory", memory.free_memory, nothing);
}

}  // namespace

void equations(ServingMemory& memory, System& system) {
  equations(memory.llm, system);
  equations(memory.plan, system);
  equations(memory.requests, system);
  where_parameters_lie(memory, system);
  what_a_sequence_takes(memory, system);
  what_fits(memory, system);
}

extern const Sheet serving_memory_sheet = {
    "serving_memory",
    "what lies in memory while a model answers: weights, KV cache, sequences that fit",
    record_sheet<ServingMemory>,
    rows_of_sheet<ServingMemory>,
    R"(# What lies in the chips' memory while a model answers: weights, and the keys and values of every sequence.

title    = "The KV cache of Llama 3.1 70B"
question = "How many sequences of 4,096 tokens fit on two H100s beside the weights in FP8?"

[memory]
sheet              = "serving_memory"
llm                = "Llama-3.1-70B"
chip               = "H100"
format             = "fp8-static"        # `costcurve list formats`: how weights and cache are kept
tensor             = 2                   # chips that attention is split over
input_per_request  = "2048 token"
output_per_request = "2048 token"
# sequences        = 200                 # a limit says whether so many fit
)",
    {"most_sequences", "kv_per_token", "weights_memory", "sequence_memory"}};

}  // namespace costcurve
