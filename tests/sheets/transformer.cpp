// Parameters and FLOP of published models, counted from their shapes.

#include "sheets/transformer.h"

#include <fmt/format.h>

#include "directions.h"
#include "literature.h"

using namespace costcurve::testing;

namespace {

struct Published {
  std::string llm;
  double parameters;
};

// What the files on Hugging Face hold, as their pages print it; of mixtures without layers that predict further tokens.
const std::vector<Published>& published() {
  static const std::vector<Published> table = {
      {"Llama-2-7B", 6'738'415'616},     {"Llama-2-13B", 13'015'864'320},      {"Llama-2-70B", 68'976'648'192},
      {"Llama-3.1-8B", 8'030'261'248},   {"Llama-3.1-70B", 70'553'706'496},    {"Llama-3.1-405B", 405'853'388'800},
      {"Llama-3.2-1B", 1'235'814'400},   {"Llama-3.2-3B", 3'212'749'824},      {"Mistral-7B", 7'241'732'096},
      {"Mixtral-8x7B", 46'702'792'704},  {"Mixtral-8x22B", 140'620'634'112},   {"Gemma-2-2B", 2'614'341'888},
      {"Gemma-2-9B", 9'241'705'984},     {"Gemma-2-27B", 27'227'128'320},      {"Qwen2-7B", 7'615'616'512},
      {"Qwen3-0.6B", 596'049'920},       {"Qwen3-8B", 8'190'735'360},          {"Qwen3-32B", 32'762'123'264},
      {"Qwen3-30B-A3B", 30'532'122'624}, {"Qwen3-235B-A22B", 235'093'634'560}, {"OLMo-2-7B", 7'298'617'344},
      {"OLMo-2-13B", 13'716'198'400},    {"OLMo-2-32B", 32'234'279'936},       {"TinyLlama-1.1B", 1'100'048'384},
      {"DeepSeek-V2", 235'741'434'880},  {"DeepSeek-V2-Lite", 15'706'484'224}, {"DeepSeek-V3", 671'026'419'200},
      {"gpt-oss-20b", 20'914'757'184},   {"gpt-oss-120b", 116'829'156'672},    {"BLOOM-176B", 176'247'271'424},
  };
  return table;
}

std::string named(const std::string& llm) { return "llm = \"" + llm + "\"\n"; }

}  // namespace

TEST_CASE("parameters counted from a shape are those that the model's files hold, to the last one") {
  for (const Published& model : published())
    expect_figures("transformer",
                   {{"files on Hugging Face", named(model.llm), "parameters", model.parameters, "parameter", 0.1}});
}

TEST_CASE("parameters and active parameters are the printed ones") {
  expect_figures(
      "transformer",
      {
          // with the vocabulary padded to 51,200 and the head counted apart, without norms and positions
          {"Brown et al. 2020, table 2.1", named("GPT-3") + "vector_parameters = 0", "parameters", 175.204,
           "B parameter", 5e-4},
          {"Smith et al. 2022", named("MT-NLG-530B") + "vector_parameters = 0", "parameters", 530.579, "B parameter",
           5e-4},
          {"DeepSeek-V3, section 4.2", named("DeepSeek-V3"), "active_parameters", 37.55, "B parameter", 5e-3},
          {"Qwen3, table 2", named("Qwen3-30B-A3B"), "active_parameters", 3.353, "B parameter", 5e-4},
          {"Qwen3, table 2", named("Qwen3-235B-A22B"), "active_parameters", 22.190, "B parameter", 1e-3},
          {"Kimi K2, table 2", named("Kimi-K2"), "active_parameters", 32.86, "B parameter", 5e-3},
      });
}

TEST_CASE("FLOP per token of a GPT is Korthikanti's equation 7") {
  struct Gpt {
    double layers, hidden, heads, vocabulary, sequence;
  };
  for (const Gpt& gpt :
       {Gpt{48, 6144, 64, 51200, 2048}, Gpt{96, 12288, 96, 51200, 2048}, Gpt{105, 20480, 128, 51200, 2048},
        Gpt{128, 25600, 160, 51200, 2048}, Gpt{24, 1024, 16, 50304, 512}}) {
    const double printed = 72 * gpt.layers * gpt.hidden * gpt.hidden *
                           (1 + gpt.sequence / (6 * gpt.hidden) + gpt.vocabulary / (12 * gpt.layers * gpt.hidden));
    const std::string shape = fmt::format(
        "layers = {}\nhidden = {}\nheads = {}\nkv_heads = {}\nhead_width = {}\nffn = {}\nmatrices = 2\n"
        "vocabulary = {}\nsequence = \"{} token\"\n",
        gpt.layers, gpt.hidden, gpt.heads, gpt.heads, gpt.hidden / gpt.heads, 4 * gpt.hidden, gpt.vocabulary,
        gpt.sequence);
    expect_figures("transformer", {{"Korthikanti et al. 2022, equation 7", shape, "flop_per_token", printed,
                                    "FLOP/token", 1e-9 * printed}});
  }
}

TEST_CASE("transformer: what rises and falls with each input") {
  const std::string flop = " flop_per_token flop_per_token_causal", linear = " linear_flop" + flop,
                    active = " active_block_parameters active_parameters" + linear,
                    blocks = " block_parameters parameters" + active, ends = "parameters active_parameters";
  expect_directions(
      "transformer", "kv_rank = 0\nq_rank = 0\nnope_width = 0\nrope_width = 0\nvalue_width = 0",
      {
          {"layers", "48", "mixture_layers span core_flop" + blocks, "window_share"},
          {"hidden", "2048",
           "attention_parameters mixer_parameters ffn_parameters expert_parameters shared_parameters router_parameters "
           "vocabulary_parameters head_flop" +
               blocks,
           ""},
          {"heads", "32", "attention_parameters mixer_parameters core_flop" + blocks, ""},
          {"kv_heads", "4", "attention_parameters mixer_parameters" + blocks, ""},
          {"head_width", "128", "qk_width v_width attention_parameters mixer_parameters core_flop" + blocks, ""},
          {"ffn", "6144", "ffn_parameters" + blocks, ""},
          {"matrices", "3", "ffn_parameters" + blocks, ""},
          {"vocabulary", "151936", "vocabulary_parameters head_flop " + ends + flop, ""},
          {"embedding_matrices", "2", ends, ""},
          {"vector_parameters", "0.2 M parameter", ends, ""},
          {"experts", "128", "router_parameters" + blocks, ""},
          {"experts_per_token", "8", active, ""},
          {"expert_ffn", "768", "expert_parameters" + blocks, ""},
          {"shared_ffn", "1024", "shared_parameters" + blocks, ""},
          // a plain layer holds less than all the experts, and here takes less than those of a token
          {"dense_layers", "4", "plain_layers", "mixture_layers" + blocks},
          {"window_layers", "12", "window_share", "span core_flop" + flop},
          {"window", "128 token", "span core_flop" + flop, ""},
          {"sequence", "4096 token", "span core_flop" + flop, ""},
      });
}
