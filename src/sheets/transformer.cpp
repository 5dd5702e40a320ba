#include "sheets/transformer.h"

namespace costcurve {

namespace {

void widths(Transformer& llm, Table& table) {
  table.row("layers", llm.layers, "", "blocks of attention and feed-forward, one behind the other").from("llm.layers");
  table.row("hidden", llm.hidden, "", "width of what passes from layer to layer").from("llm.hidden");
  table.row("heads", llm.heads, "", "attention heads of a layer").from("llm.heads");
  table
      .row("kv_heads", llm.kv_heads, "",
           "heads that have keys and values of their own; as many as heads in latent "
           "attention")
      .from("llm.kv_heads");
  table.row("head_width", llm.head_width, "", "width of a head; of a value in latent attention").from("llm.head_width");
  table.row("ffn", llm.ffn, "", "width of the feed-forward of a plain layer")
      .in(Domain::not_negative)
      .from("llm.ffn")
      .usually("0", "no plain layer");
  table.row("matrices", llm.matrices, "", "matrices of a feed-forward: 3 where it is gated, otherwise 2")
      .from("llm.matrices")
      .usually("3", "gated, as in most models since Llama");
  table.row("vocabulary", llm.vocabulary, "", "tokens that there are, padding included").from("llm.vocabulary");
  table.row("embedding_matrices", llm.embedding_matrices, "", "1 where the output's matrix is the embedding, else 2")
      .from("llm.embedding_matrices")
      .usually("2", "an output matrix of its own");
  table
      .row("vector_parameters", llm.vector_parameters, "M parameter",
           "norms, biases, learned positions: parameters that no matmul multiplies")
      .in(Domain::not_negative)
      .from("llm.vector_parameters")
      .usually("0 parameter", "norms and biases are not counted");
}

void mixtures(Transformer& llm, Table& table) {
  const std::string_view none = "no mixture of experts";
  const auto count = [&](std::string_view name, Ratio& member, std::string_view meaning, std::string_view field) {
    table.row(name, member, "", meaning).in(Domain::not_negative).from(field).usually("0", none);
  };
  count("experts", llm.experts, "experts of a mixture layer", "llm.experts");
  count("experts_per_token", llm.experts_per_token, "experts that one token passes through", "llm.top_k");
  count("expert_ffn", llm.expert_ffn, "width of the feed-forward of an expert", "llm.expert_ffn");
  count("shared_ffn", llm.shared_ffn, "width of the experts that every token passes through, together",
        "llm.shared_ffn");
  count("dense_layers", llm.dense_layers, "plain layers of a model that has mixture layers", "llm.dense_layers");
}

void latent_widths(Transformer& llm, Table& table) {
  const std::string_view none = "no latent attention";
  const auto width = [&](std::string_view name, Ratio& member, std::string_view meaning, std::string_view field) {
    table.row(name, member, "", meaning).in(Domain::not_negative).from(field).usually("0", none);
  };
  width("q_rank", llm.q_rank, "width that queries are squeezed to; 0 where they are projected at once", "llm.q_rank");
  width("kv_rank", llm.kv_rank, "width that keys and values are kept in", "llm.kv_rank");
  width("nope_width", llm.nope_width, "width of a query without position", "llm.nope_width");
  width("rope_width", llm.rope_width, "width of a query that carries the position", "llm.rope_width");
  width("value_width", llm.value_width, "width of a value", "llm.value_width");
  table.row("window_layers", llm.window_layers, "", "layers that attend to a window of tokens only")
      .in(Domain::not_negative)
      .from("llm.window_layers")
      .usually("0", "every layer attends to all tokens before");
  table.row("window_share", llm.window_share, "", "share of the layers that do").in(Domain::fraction);
  table.row("window", llm.window, "token", "tokens in such a window")
      .from("llm.window")
      .usually("256 token", "used where layers have a window whose length nobody says");
  table.row("mtp_layers", llm.mtp_layers, "", "layers that predict further tokens; in no count of parameters here")
      .in(Domain::not_negative)
      .from("llm.mtp_layers")
      .usually("0", "one token is predicted");
  table.row("sequence", llm.sequence, "token", "tokens of a sequence, as it is trained on");
}

void other_attention(Transformer& llm, Table& table) {
  const auto count = [&](std::string_view name, Ratio& member, std::string_view meaning, std::string_view field,
                         std::string_view none) {
    table.row(name, member, "", meaning).in(Domain::not_negative).from(field).usually("0", none);
  };
  const std::string_view no_indexer = "every query sees all keys", no_linear = "no linear attention";
  table.row("sparse_top", llm.sparse_top, "token", "keys that an indexer picks for each query; 0 without one")
      .in(Domain::not_negative)
      .from("llm.sparse_top")
      .usually("0 token", no_indexer);
  count("index_heads", llm.index_heads, "heads of the indexer", "llm.index_heads", no_indexer);
  count("index_width", llm.index_width, "width of a key of the indexer", "llm.index_width", no_indexer);
  count("output_gate", llm.output_gate, "1 where attention multiplies what comes out by a gate, else 0",
        "llm.output_gate", "no gate");
  count("linear_layers", llm.linear_layers, "layers with linear attention: a state of fixed size instead of keys",
        "llm.linear_layers", no_linear);
  count("key_heads", llm.key_heads, "heads of keys in linear attention", "llm.key_heads", no_linear);
  count("key_width", llm.key_width, "width of a head in linear attention", "llm.key_width", no_linear);
  count("value_heads", llm.value_heads, "heads of values in linear attention", "llm.value_heads", no_linear);
}

void parameter_counts(Transformer& llm, Table& table) {
  table.row("qk_width", llm.qk_width, "", "width of a query");
  table.row("v_width", llm.v_width, "", "width of a value as attention sums them");
  table.row("attention_parameters", llm.attention_parameters, "M parameter", "projections of one layer");
  const auto some = [&](std::string_view name, Parameters& member, std::string_view meaning) {
    table.row(name, member, "M parameter", meaning).in(Domain::not_negative);
  };
  some("linear_parameters", llm.linear_parameters, "projections of one layer with linear attention");
  some("mixer_parameters", llm.mixer_parameters, "projections of one layer, on average over both kinds of attention");
  some("ffn_parameters", llm.ffn_parameters, "feed-forward of a plain layer");
  some("expert_parameters", llm.expert_parameters, "one expert of one layer");
  some("shared_parameters", llm.shared_parameters, "shared experts of one layer");
  some("router_parameters", llm.router_parameters, "what chooses the experts of one layer");
  table.row("vocabulary_parameters", llm.vocabulary_parameters, "M parameter", "the embedding, and again the head");
  table.row("mixture_layers", llm.mixture_layers, "", "layers with experts").in(Domain::not_negative);
  table.row("plain_layers", llm.plain_layers, "", "layers without").in(Domain::not_negative);
  table.row("block_parameters", llm.block_parameters, "B parameter", "matrices of all layers");
  table.row("active_block_parameters", llm.active_block_parameters, "B parameter",
            "of these, what one token passes through");
  // Not of the catalog: what is printed of a model is rounded, and its shape says it to the last one.
  table.row("parameters", llm.parameters, "B parameter", "all of them, embedding and head included");
  table.row("active_parameters", llm.active_parameters, "B parameter", "parameters that one token passes through");
}

void flop_counts(Transformer& llm, Table& table) {
  table.row("span", llm.span, "token", "keys that a query sees, on average over the layers; the whole square");
  table.row("linear_flop", llm.linear_flop, "GFLOP/token", "matmuls with weights, forward");
  table.row("core_flop", llm.core_flop, "GFLOP/token", "scores and sums of attention over the whole square, forward");
  table.row("head_flop", llm.head_flop, "GFLOP/token", "logits, forward");
  table.row("flop_per_token", llm.flop_per_token, "GFLOP/token",
            "forward and backward, attention over the whole square");
  table.row("flop_per_token_causal", llm.flop_per_token_causal, "GFLOP/token",
            "the same with the half of the square that a causal mask leaves");
}

void what_attention_has(Transformer& llm, System& system) {
  const Ratio two = system.number(2), zero = system.number(0);
  const Parameters unit = system.constant<Parameters>(1, "1 parameter");
  const Ratio latent = is_latent(llm, system);
  system.equal_forward("a query is as wide as its head, or as both its parts", llm.qk_width,
                       select(latent, llm.nope_width + llm.rope_width, llm.head_width), "DeepSeek-V2, section 2.1");
  system.equal_forward("a value is as wide as its head, or as said", llm.v_width,
                       select(latent, llm.value_width, llm.head_width), "DeepSeek-V2, section 2.1");
  // Queries may be projected at once, as in DeepSeek-V2-Lite.
  const Ratio queries = select(less(zero, llm.q_rank), llm.q_rank * (llm.hidden + llm.heads * llm.qk_width),
                               llm.hidden * llm.heads * llm.qk_width);
  const Ratio in_latent = queries + llm.kv_rank * (llm.hidden + llm.heads * (llm.nope_width + llm.v_width)) +
                          llm.hidden * llm.rope_width + llm.heads * llm.v_width * llm.hidden;
  const Ratio gate = llm.output_gate * llm.hidden * llm.heads * llm.head_width,
              indexer = llm.hidden * llm.index_width + llm.q_rank * llm.index_heads * llm.index_width +
                        llm.hidden * llm.index_heads;
  system.equal_forward(
      "attention projects to queries, keys, values and back, with gate and indexer where there are such",
      llm.attention_parameters,
      unit *
          (select(latent, in_latent, two * llm.hidden * (llm.heads + llm.kv_heads) * llm.head_width) + gate + indexer),
      "Megatron-LM, theoretical_memory_usage; the indexer: DeepSeek-V3.2");
  const Ratio keys = llm.key_heads * llm.key_width, values = llm.value_heads * llm.key_width;
  system.equal_forward("linear attention projects to keys, queries, values, gates and back", llm.linear_parameters,
                       unit * (llm.hidden * (two * keys + two * values + two * llm.value_heads) + values * llm.hidden),
                       "Qwen3-Next");
  system.equal_forward("layers have one attention or the other", llm.mixer_parameters,
                       over_layers(llm, llm.attention_parameters, llm.linear_parameters, system));
}

void what_layers_have(Transformer& llm, System& system) {
  const Ratio three = system.number(3), zero = system.number(0);
  const Parameters unit = system.constant<Parameters>(1, "1 parameter");
  system.at_most("heads share keys and values, and none has several", llm.kv_heads, llm.heads);
  system.equal_forward("a feed-forward has two or three matrices", llm.ffn_parameters,
                       unit * llm.matrices * llm.hidden * llm.ffn);
  system.equal_forward("an expert has three matrices", llm.expert_parameters,
                       unit * three * llm.hidden * llm.expert_ffn);
  system.equal_forward("shared experts have three matrices", llm.shared_parameters,
                       unit * three * llm.hidden * llm.shared_ffn);
  system.equal_forward("a router has a column for each expert", llm.router_parameters, unit * llm.hidden * llm.experts);
  system.equal_forward("the vocabulary has a row for each token", llm.vocabulary_parameters,
                       unit * llm.hidden * llm.vocabulary);
  system.equal_forward("layers are mixtures but for the plain ones", llm.mixture_layers,
                       select(is_mixture(llm, system), llm.layers - llm.dense_layers, zero));
  system.equal_forward("layers without experts are plain", llm.plain_layers, llm.layers - llm.mixture_layers);
}

void what_all_have(Transformer& llm, System& system) {
  const Parameters plain = llm.mixer_parameters + llm.ffn_parameters;
  const Parameters resident = llm.mixer_parameters + llm.shared_parameters + llm.router_parameters;
  system.equal_forward(
      "blocks are plain layers and mixture layers with all experts", llm.block_parameters,
      llm.plain_layers * plain + llm.mixture_layers * (resident + llm.experts * llm.expert_parameters));
  system.equal_forward(
      "a token passes through some experts only", llm.active_block_parameters,
      llm.plain_layers * plain + llm.mixture_layers * (resident + llm.experts_per_token * llm.expert_parameters));
  const Parameters ends = llm.embedding_matrices * llm.vocabulary_parameters + llm.vector_parameters;
  system.equal_forward("parameters are blocks, embedding, head and vectors", llm.parameters,
                       llm.block_parameters + ends);
  system.equal_forward("active parameters are those of a token's blocks, embedding, head and vectors",
                       llm.active_parameters, llm.active_block_parameters + ends);
}

void what_a_token_takes(Transformer& llm, System& system) {
  const Ratio one = system.number(1), two = system.number(2), three = system.number(3);
  const ComputePerParameterToken multiply_add = system.constant<ComputePerParameterToken>(2, "2 FLOP/parameter/token");
  const Tokens none = system.constant<Tokens>(0, "0 token");
  system.equal_forward("window share is the layers that have one", llm.window_share, llm.window_layers / llm.layers);
  // What an indexer picks is no square: of keys that are picked every query sees all, and half a square stands for
  // them.
  const Tokens picked = select(less(none, llm.sparse_top), min(llm.sequence, two * llm.sparse_top), llm.sequence);
  const Ratio without_window = one - llm.window_share,
              others =
                  select(less(system.number(0), llm.linear_layers), without_window - linear_share(llm), without_window);
  system.equal_forward(
      "a query sees its sequence or what an indexer picks, in a windowed layer no more than the window", llm.span,
      picked * others + llm.window_share * min(picked, llm.window));
  system.equal_forward("a multiplication and an addition for each parameter", llm.linear_flop,
                       multiply_add * llm.active_block_parameters, "Narayanan et al. 2021, equation 3");
  system.equal_forward("a multiplication and an addition for each score and each summed value", llm.core_flop,
                       llm.layers * scores_of_layer(llm, system), "Narayanan et al. 2021, equation 3");
  system.equal_forward("the head multiplies by the whole vocabulary", llm.head_flop,
                       multiply_add * llm.vocabulary_parameters, "Narayanan et al. 2021, equation 3");
  system.equal_forward("backward takes twice what forward takes; attention counts the whole square", llm.flop_per_token,
                       three * (llm.linear_flop + llm.core_flop + llm.head_flop),
                       "Korthikanti et al. 2022, equation 7");
  system.equal_forward("a causal mask leaves half of the square", llm.flop_per_token_causal,
                       three * (llm.linear_flop + llm.core_flop / two + llm.head_flop),
                       "Megatron-LM, num_floating_point_operations, since 2024");
}

}  // namespace

Ratio is_latent(const Transformer& llm, System& system) { return less(system.number(0), llm.kv_rank); }
Ratio is_mixture(const Transformer& llm, System& system) { return less(system.number(0), llm.experts); }
Ratio linear_share(const Transformer& llm) { return llm.linear_layers / llm.layers; }

ComputePerToken scores_of_layer(const Transformer& llm, System& system) {
  const ComputePerTokenPair score = system.constant<ComputePerTokenPair>(2, "2 FLOP/token^2");
  const Tokens none = system.constant<Tokens>(0, "0 token");
  const Tokens indexed = select(less(none, llm.sparse_top), llm.sequence, none);
  return score * (llm.span * llm.heads * (llm.qk_width + llm.v_width) + indexed * llm.index_heads * llm.index_width);
}

void quantities(Transformer& llm, Table& table) {
  widths(llm, table);
  mixtures(llm, table);
  latent_widths(llm, table);
  other_attention(llm, table);
  parameter_counts(llm, table);
  flop_counts(llm, table);
}

void equations(Transformer& llm, System& system) {
  what_attention_has(llm, system);
  what_layers_have(llm, system);
  what_all_have(llm, system);
  what_a_token_takes(llm, system);
}

extern const Sheet transformer_sheet = {
    "transformer",
    "the shape of a model: layers, heads, experts; its parameters, and the FLOP of a token",
    record_sheet<Transformer>,
    rows_of_sheet<Transformer>,
    R"(# The shape of a model. `llm` brings it from the catalog (`costcurve list llms`); or write the widths yourself.

title    = "What one token takes"
question = "How many parameters has Llama 3 70B, and what does six FLOP per parameter leave out at 8,192 tokens?"

[model]
sheet    = "transformer"
llm      = "Llama-3.1-70B"
sequence = "8192 token"          # attention grows with it
# layers = 40                    # whatever is said here replaces what the catalog says

[six_n]
flop_per_token = "6 FLOP/parameter/token * model.parameters"
left_out       = "model.flop_per_token / six_n.flop_per_token - 1"
)",
    {"flop_per_token", "parameters", "active_parameters"}};

}  // namespace costcurve
