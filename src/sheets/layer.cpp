#include "sheets/layer.h"

namespace costcurve {

namespace {

constexpr std::string_view calibrated = "calibrated on published runs, docs/training.md";

void machine(Layer& layer, Table& table) {
  table.row("peak", layer.peak, "TFLOP/s/chip", "what one chip could do in bf16, dense: what MFU is a share of")
      .from("chip.peak.bf16");
  table
      .row("operand_peak", layer.operand_peak, "TFLOP/s/chip",
           "what it could do in the precision of the matmuls, if that is below bf16")
      .from("chip.peak");
  const std::string_view unmeasured = "nobody measured this chip: of others it is 0.51 to 0.97";
  table.row("matmul_share", layer.matmul_share, "", "share of the peak that the best matmul reaches, in bf16")
      .from("chip.matmul.bf16")
      .usually("0.75", unmeasured)
      .between("0.5", "0.95");
  table
      .row("operand_matmul_share", layer.operand_matmul_share, "",
           "share of the peak that the best matmul reaches, in the precision of the matmuls, if that is below bf16")
      .from("chip.matmul")
      .usually("0.73", unmeasured)
      .between("0.5", "0.95");
  table
      .row("machine_share", layer.machine_share, "",
           "what this machine reaches of its chip's measured ceiling: power limit, cooling, clock")
      .usually("1", "a machine as good as the one that was measured")
      .between("0.89", "1.06")
      .is_of_the_machine();
  table.row("memory_bandwidth", layer.memory_bandwidth, "TB/s/chip", "of a chip's own memory")
      .from("chip.memory_bandwidth");
  table
      .words("modern", layer.modern, {"yes", "no"},
             "of NVIDIA's since Hopper, on which FlashAttention 1 and 2 use old instructions")
      .from("chip.modern")
      .usually("yes", "a chip of NVIDIA's since 2022");
}

void shares(Layer& layer, Table& table) {
  table.row("stream_share", layer.stream_share, "", "share of the memory bandwidth that kernels stream at")
      .usually("0.81", calibrated)
      .between("0.72", "0.88");
  table.row("core_share_v1", layer.core_share_v1, "", "FlashAttention 1: share of the matmul ceiling, forward")
      .usually("0.38", calibrated)
      .between("0.33", "0.43");
  table.row("core_share_v2", layer.core_share_v2, "", "FlashAttention 2: share of the matmul ceiling, forward")
      .usually("0.58", "Dao 2023: 0.5 to 0.7")
      .between("0.42", "0.70");
  table.row("core_share_v3", layer.core_share_v3, "", "FlashAttention 3, cuDNN 9: share of the matmul ceiling, forward")
      .usually("0.48", calibrated)
      .between("0.40", "0.70");
  table.row("grouped_share", layer.grouped_share, "", "experts' grouped matmul against a plain one: padding, imbalance")
      .usually("0.78", calibrated)
      .between("0.58", "1.00");
  table.row("host_time", layer.host_time, "us", "one operation issued by an eager framework")
      .usually("29 us", calibrated)
      .between("12 us", "40 us");
}

void rates(Layer& layer, Table& table) {
  table.row("microbatch_tokens", layer.microbatch_tokens, "token", "tokens that pass through a chip at once");
  table.row("operand_bytes", layer.operand_bytes, "", "bytes of a number that a matmul reads");
  table.row("cast_bytes", layer.cast_bytes, "", "bytes read and written to quantise one").in(Domain::not_negative);
  table.row("split_norms", layer.split_norms, "", "chips that share norms and sums");
  table.row("matmul16", layer.matmul16, "TFLOP/s", "the best matmul of a chip in bf16");
  table.row("matmul_rate", layer.matmul_rate, "TFLOP/s", "the best matmul of a chip in the precision of the run");
  table.row("stream_rate", layer.stream_rate, "TB/s", "bytes that kernels read and write");
  table.row("core_rate", layer.core_rate, "TFLOP/s", "scores and sums of attention");
  table.row("core_share", layer.core_share, "", "share of the square of scores that is worked out");
}

void times(Layer& layer, Table& table) {
  const auto time = [&](std::string_view name, Time& member, std::string_view meaning) {
    table.row(name, member, "ms", meaning).in(Domain::not_negative);
  };
  time("time_projections", layer.time_projections, "queries, keys, values and back, forward");
  time("time_ffn", layer.time_ffn, "feed-forward of a plain layer, forward");
  time("time_core", layer.time_core, "scores, softmax and sums of attention, forward");
  time("time_elementwise", layer.time_elementwise, "norms, sums, rotations and quantising, forward");
  time("time_activation", layer.time_activation, "activation function of a plain layer, forward");
  table.row("copies", layer.copies, "token", "tokens times experts that a chip works on").in(Domain::not_negative);
  table.row("local_experts", layer.local_experts, "", "experts of a layer on one chip");
  time("time_experts", layer.time_experts, "experts, forward");
  time("time_shared", layer.time_shared, "shared experts, forward");
  time("time_routing", layer.time_routing, "router, sorting by expert and back, forward");
  time("time_tensor", layer.time_tensor, "sent between the chips that share matrices, one pass");
  time("time_context", layer.time_context, "keys and values sent round the chips that share a sequence");
  table.row("ranks_hit", layer.ranks_hit, "", "chips that a token's experts lie on");
  table.row("domains_hit", layer.domains_hit, "", "domains that a token's experts lie in");
  time("time_all_to_all", layer.time_all_to_all, "tokens sent to their experts and back, one pass");
  time("issue", layer.issue, "one operation issued by the host");
  table.row("operations", layer.operations, "", "operations of a plain layer and pass");
  table.row("mixture_operations", layer.mixture_operations, "", "operations of a mixture layer and pass");
  time("plain_forward", layer.plain_forward, "a plain layer, forward");
  time("plain_backward", layer.plain_backward, "a plain layer, backward");
  time("mixture_forward", layer.mixture_forward, "a mixture layer, forward");
  time("mixture_backward", layer.mixture_backward, "a mixture layer, backward");
  time("time_head", layer.time_head, "logits and loss, forward and backward");
  time("time_ends", layer.time_ends, "head and embedding, forward and backward");
}

/// The equations of a layer, and what several of them share.
struct LayerEquations {
  const Transformer& llm;
  const Network& network;
  const Split& split;
  Layer& layer;
  System& system;

  const Ratio zero = system.number(0), one = system.number(1), two = system.number(2);
  const ComputePerParameterToken multiply_add = system.constant<ComputePerParameterToken>(2, "2 FLOP/parameter/token");
  const BytesPerToken byte_of_token = system.constant<BytesPerToken>(1, "1 byte/token");
  const BytesPerParameter byte_of_parameter = system.constant<BytesPerParameter>(1, "1 byte/parameter");
  const Time none = system.constant<Time>(0, "0 s");
  const Tokens& n = layer.microbatch_tokens;

  Ratio number(double value) const { return system.number(value); }

  /// FLOP at the ceiling, and operands streamed once. Small or sharded matmuls slow down by themselves: it is the law
  /// of saturation, with nothing to fit.
  Time matmul(const Parameters& weights, const Ratio& columns, const ComputeRate& rate, const Ratio& bytes) const {
    const Compute flop = multiply_add * n * weights / split.tensor;
    const Information operands = bytes * (byte_of_parameter * weights / split.tensor + byte_of_token * n * columns);
    return system.named("matmul", "FLOP at the ceiling, and operands streamed once",
                        flop / rate + operands / layer.stream_rate, {weights.value().node, columns.value().node});
  }

  void what_a_chip_does() const {
    const Ratio old_attention = select(layer.modern == "yes", number(0.62), one);  // mma.sync of an H100 against wgmma
    system.equal_forward("a chip has its share of a microbatch's tokens", n,
                         split.microbatch * llm.sequence / split.context);
    system.equal_forward(
        "operands are as wide as the precision says", layer.operand_bytes,
        select(split.precision == "bf16", two, select(split.precision == "nvfp4", number(0.5625), one)));
    system.equal_forward(
        "what a narrow matmul reads is quantised first", layer.cast_bytes,
        select(split.precision == "bf16", zero, select(split.precision == "nvfp4", number(5), number(3))));
    system.equal_forward("sequence parallelism splits norms too", layer.split_norms,
                         select(split.sequence_parallel == "yes", split.tensor, one));
    system.at_most("a matmul reaches no more than the peak", layer.matmul_share * layer.machine_share, one);
    system.equal_forward("a matmul reaches the measured share of the peak", layer.matmul16,
                         on_one_chip(layer.peak, system) * layer.matmul_share * layer.machine_share,
                         "Bekman, Machine Learning Engineering, maximum achievable matmul FLOPS");
    const ComputeRate narrow =
        on_one_chip(layer.operand_peak, system) * layer.operand_matmul_share * layer.machine_share;
    system.equal_forward("a narrow matmul reaches its own share of its own peak", layer.matmul_rate,
                         select(split.precision == "bf16", layer.matmul16, narrow),
                         "Bekman, Machine Learning Engineering, maximum achievable matmul FLOPS");
    system.equal_forward("kernels stream at a share of the memory bandwidth", layer.stream_rate,
                         on_one_chip(layer.memory_bandwidth, system) * layer.stream_share);
    const Ratio of_kernel =
        select(split.attention == "unfused", one,
               select(split.attention == "v3", layer.core_share_v3,
                      old_attention * select(split.attention == "v2", layer.core_share_v2, layer.core_share_v1)));
    system.equal_forward("attention reaches a share of the matmul ceiling", layer.core_rate, layer.matmul16 * of_kernel,
                         "Luo et al. 2024: old instructions reach 0.62 of an H100");
    system.equal_forward("a fused kernel skips the half that is masked", layer.core_share,
                         select(is_fused(split, system), number(0.5), one));
  }

  void plain_work() const {
    const Ratio &h = llm.hidden, &a = llm.heads, &kv = llm.kv_heads, &w = llm.head_width, &t = split.tensor;
    const Ratio fused = is_fused(split, system);
    const Ratio of_keys =
        select(is_latent(llm, system),
               two * llm.q_rank + two * llm.kv_rank + a * (llm.qk_width + llm.nope_width + two * llm.v_width) / t,
               two * (a + kv) * w / t);
    const Ratio state = llm.value_heads * llm.key_width;
    const Ratio columns =
        two * h +
        over_layers(llm, of_keys, Ratio((two * llm.key_heads * llm.key_width + number(3) * state) / t), system);
    system.equal_forward("projections are matmuls", layer.time_projections,
                         matmul(llm.mixer_parameters, columns, layer.matmul_rate, layer.operand_bytes));
    system.equal_forward(
        "a feed-forward is two or three matmuls", layer.time_ffn,
        matmul(llm.ffn_parameters, two * h + llm.matrices * llm.ffn / t, layer.matmul_rate, layer.operand_bytes));
    // 13 bytes a score: written, softmax, dropout and mask, read; five of them are kept (Korthikanti et al., 4.1).
    const BytesPerTokenPair of_score = system.constant<BytesPerTokenPair>(13, "13 byte/token^2");
    // A number of a linear layer's state is read and written for key and value, as the sheet `serving` has it.
    const ComputePerToken of_state = system.constant<ComputePerToken>(8, "8 FLOP/token") * state * llm.key_width;
    const ComputePerToken stateless = system.constant<ComputePerToken>(0, "0 FLOP/token");
    const ComputePerToken scores = layer.core_share * scores_of_layer(llm, system);
    const Compute flop =
        n * (scores + select(less(zero, llm.linear_layers), ComputePerToken(linear_share(llm) * of_state), stateless)) /
        t;
    const Information of_scores = of_score * a * llm.sequence * n / t,
                      none_of_them = system.constant<Information>(0, "0 byte");
    const Information moved = select(fused, number(4) * byte_of_token * n * (a + kv) * w / t,
                                     over_layers(llm, of_scores, none_of_them, system));
    system.equal_forward("attention works out scores and sums, and moves what it reads", layer.time_core,
                         flop / layer.core_rate + moved / layer.stream_rate, "Korthikanti et al. 2022, section 4.1");
    const Ratio &cast = layer.cast_bytes, &sp = layer.split_norms;
    system.equal_forward("two norms, two sums, rotations and quantising move bytes", layer.time_elementwise,
                         n * byte_of_token *
                             (select(fused, number(20), number(22)) * h / sp +
                              select(fused, number(8), number(12)) * a * w / t + cast * (two * h / sp + a * w / t)) /
                             layer.stream_rate);
    system.equal_forward("an activation function moves bytes", layer.time_activation,
                         n * byte_of_token * (two * llm.matrices + cast) * llm.ffn / t / layer.stream_rate);
  }

  void mixture_work() const {
    const Ratio &h = llm.hidden, &t = split.tensor, &f = llm.expert_ffn, &cast = layer.cast_bytes;
    const Ratio mixture = is_mixture(llm, system);
    system.equal_forward("each token is copied to its experts", layer.copies, n * llm.experts_per_token / t);
    system.equal_forward("experts are spread over chips", layer.local_experts,
                         max(llm.experts / split.expert_parallel, one));
    const Time grouped =
        multiply_add * layer.copies * llm.expert_parameters / (layer.matmul_rate * layer.grouped_share);
    const Information read = layer.operand_bytes * (byte_of_parameter * layer.local_experts * llm.expert_parameters +
                                                    byte_of_token * layer.copies * (two * h + number(3) * f));
    system.equal_forward("experts are grouped matmuls, each read once", layer.time_experts,
                         select(mixture, grouped + read / layer.stream_rate, none));
    system.equal_forward("shared experts are matmuls", layer.time_shared,
                         select(less(zero, llm.shared_ffn),
                                matmul(llm.shared_parameters, two * h + number(3) * llm.shared_ffn / t,
                                       layer.matmul_rate, layer.operand_bytes),
                                none));
    const Information sorted = byte_of_token * (layer.copies * (number(8) * h + number(6) * f + cast * (h + f)) +
                                                number(8) * n * llm.experts / t);
    system.equal_forward(
        "a router chooses, and copies are sorted and put back", layer.time_routing,
        select(mixture, multiply_add * n * llm.router_parameters / t / layer.matmul16 + sorted / layer.stream_rate,
               none));
  }

  void transfers() const {
    const Ratio &t = split.tensor, &e = split.expert_parallel;
    const Information hidden = number(2) * byte_of_token * n * llm.hidden;
    system.equal_forward("matrices that are shared send two all-reduces a pass, or gathers and scatters",
                         layer.time_tensor,
                         select(less(one, t), number(4) * ring(network, hidden, t, one, one, system), none),
                         "Korthikanti et al. 2022, section 4.2.2");
    const ByteRate round = select(at_most(split.context * t, network.domain), network.link_rate, network.net_rate);
    system.equal_forward("keys and values go round the chips that share a sequence", layer.time_context,
                         select(less(one, split.context),
                                over_layers(llm,
                                            Time(number(4) * byte_of_token * n * llm.kv_heads * llm.head_width / t *
                                                 (split.context - one) / round),
                                            none, system) +
                                    network.hop * split.context,
                                none));
    const Ratio k = max(llm.experts_per_token, one), domains = max(e / network.domain, one);
    system.equal_forward("several of a token's experts may lie on one chip", layer.ranks_hit,
                         e * (one - pow(one - one / e, k)), "k draws from e with replacement");
    system.equal_forward("a token crosses the network once for each domain", layer.domains_hit,
                         min(domains * (one - pow(one - one / domains, k)),
                             select(less(zero, split.group_limit), split.group_limit, domains)),
                         "DeepEP; DeepSeek-V3, section 2.1.2");
    const Information token_copies = n / t * llm.hidden * split.dispatch_bytes;
    const Time within = token_copies * layer.ranks_hit * (one - domains / e) / network.link_rate;
    const Time across = token_copies * layer.domains_hit * (one - one / domains) / network.net_rate;
    system.equal_forward("tokens go to their experts and back, both ways of transport at once", layer.time_all_to_all,
                         select(is_mixture(llm, system) * less(one, e),
                                two * (max(within, across) + network.start + network.hop * (e - one)), none));
  }

  /// What one kind of layer is made of.
  struct Work {
    Time linear, other, all_to_all, waiting;
    Ratio operations;
  };
  struct Passes {
    Time forward, backward;
  };

  /// The chip's time, or the host's if it issues more slowly than the chip works.
  Passes passes(const Work& work) const {
    const Ratio full = split.recompute == "full", tensor_on = split.overlap_tensor == "yes",
                expert_on = split.overlap_expert == "yes";
    const Time forward = work.linear + work.other + layer.time_core + work.waiting;
    const Time sent = exposed(network, layer.time_tensor, work.linear, tensor_on, system) +
                      exposed(network, work.all_to_all, work.linear, expert_on, system) +
                      exposed(network, layer.time_context, layer.time_core, one, system);
    const Time sent_back = exposed(network, layer.time_tensor, two * work.linear, tensor_on, system) +
                           exposed(network, work.all_to_all, two * work.linear, expert_on, system) +
                           exposed(network, two * layer.time_context, two * layer.time_core, one, system);
    const Time again = select(
        full, forward + sent,
        select(split.recompute == "selective", layer.time_core, select(split.recompute == "light", work.other, none)));
    // Attention's backward pass is five products against two, of which an unfused one keeps one.
    const Time backward = select(split.frozen == "yes", one, two) * work.linear + two * work.other +
                          select(is_fused(split, system), number(2.5), two) * layer.time_core + two * work.waiting;
    return {max(forward + sent, work.operations * layer.issue),
            max(backward + sent_back + again, work.operations * (two + full) * layer.issue)};
  }

  void both_passes() const {
    system.equal_forward(
        "the host issues each operation, or captured graphs do", layer.issue,
        layer.host_time * select(split.launch == "graph", zero, select(split.launch == "partial", number(0.35), one)));
    system.equal_forward("a plain layer has so many operations", layer.operations,
                         select(is_fused(split, system), number(24), number(30)), "counted in Megatron-LM");
    system.equal_forward("a mixture layer has more, and some for each expert", layer.mixture_operations,
                         layer.operations + number(12) + number(3) * layer.local_experts, "counted in Megatron-LM");
    const Passes plain = passes({layer.time_projections + layer.time_ffn,
                                 layer.time_elementwise + layer.time_activation, none, none, layer.operations});
    // Outside of a captured graph a mixture waits for the router's counts: what follows cannot be issued ahead.
    const Passes mixture = passes(
        {layer.time_projections + layer.time_experts + layer.time_shared, layer.time_elementwise + layer.time_routing,
         layer.time_all_to_all, (layer.mixture_operations - layer.operations) * layer.issue, layer.mixture_operations});
    system.equal_forward("a plain layer forward is its work and what is sent", layer.plain_forward, plain.forward);
    system.equal_forward("backward is twice the work, and what is made again", layer.plain_backward, plain.backward);
    system.equal_forward("a mixture layer forward waits for its router", layer.mixture_forward, mixture.forward);
    system.equal_forward("a mixture layer backward is twice the work, and what is made again", layer.mixture_backward,
                         mixture.backward);
  }

  void ends() const {
    const Ratio t = split.tensor;
    const Time head = matmul(llm.vocabulary_parameters, llm.hidden + llm.vocabulary / t, layer.matmul16, two);
    const Information loss =
        select(is_fused(split, system), number(30), number(60)) * byte_of_token * n * llm.vocabulary / t;
    system.equal_forward("logits are a matmul three times over, and the loss moves bytes", layer.time_head,
                         number(3) * head + loss / layer.stream_rate);
    system.equal_forward("the embedding moves bytes too", layer.time_ends,
                         layer.time_head + number(12) * byte_of_token * n * llm.hidden / layer.stream_rate);
  }
};

}  // namespace

void quantities(Layer& layer, Table& table) {
  machine(layer, table);
  shares(layer, table);
  rates(layer, table);
  times(layer, table);
}

void equations(const Transformer& llm, const Network& network, const Split& split, Layer& layer, System& system) {
  const LayerEquations layer_equations{llm, network, split, layer, system};
  layer_equations.what_a_chip_does();
  layer_equations.plain_work();
  layer_equations.mixture_work();
  layer_equations.transfers();
  layer_equations.both_passes();
  layer_equations.ends();
}

}  // namespace costcurve
