// A model that answers: worked examples, each term to a tenth of a per cent of the figures that a program of its own
// came to (numpy, the same equations), and measured times per token with the error they are known to.

#include "directions.h"
#include "literature.h"

using namespace costcurve::testing;

namespace {

struct Term {
  std::string quantity;
  double figure;
  std::string unit;
};

// Each figure to 0.1 %.
void expect_terms(const std::string& where, const std::string& given, const std::vector<Term>& terms) {
  std::vector<Figure> figures;
  for (const Term& term : terms)
    figures.push_back({where, given, term.quantity, term.figure, term.unit, 1e-3 * std::abs(term.figure)});
  expect_figures("serving", figures);
}

const std::string qwen =
    "llm = 'Qwen3-32B'\nchip = 'H100'\nformat = 'bf16'\ntensor = 2\nconcurrency = 32\n"
    "input_per_request = '1024 token'\noutput_per_request = '1024 token'\n";
const std::string gpt_oss =
    "llm = 'gpt-oss-120b'\nchip = 'B200'\nformat = 'mxfp4-fp8'\nconcurrency = 64\n"
    "input_per_request = '921.6 token'\noutput_per_request = '921.6 token'\n";
const std::string r1 =
    "llm = 'DeepSeek-V3'\nchip = 'B200'\nformat = 'nvfp4-moe'\ntensor = 8\nexpert_parallel = 8\n"
    "prompts = 'alone'\nconcurrency = 64\n"
    "input_per_request = '921.6 token'\noutput_per_request = '921.6 token'\n";
const std::string llama =
    "llm = 'Llama-3.1-70B'\nchip = 'H100'\nformat = 'fp8-static'\ntensor = 2\n"
    "input_per_request = '2048 token'\noutput_per_request = '2048 token'\n";

}  // namespace

TEST_CASE("serving: a dense model on two chips, term by term") {
  expect_terms("worked example 4: Qwen3-32B, bf16, TP2 of H100, 32 in flight, 1,024 + 1,024", qwen,
               {{"kernels", 838, "x"},
                {"decode_dense", 10.344, "ms"},
                {"decode_cache", 2.0836, "ms"},
                {"decode_reduce", 0.20759, "ms"},
                {"decode_fixed", 4.6658, "ms"},
                {"decode_step", 17.301, "ms"},
                {"prompt_dense", 49.749, "ms"},
                {"prompt_cache", 2.0836, "ms"},
                {"prompt_attention", 0.92608, "ms"},
                {"prompt_reduce", 6.8504, "ms"},
                {"prompt_fixed", 4.6658, "ms"},
                {"prompt_step", 64.275, "ms"},
                {"weights_memory", 32.761, "GB/chip"},
                {"sequence_memory", 201.33, "MB/chip"},
                {"most_sequences", 206.37, "x"},
                {"time_per_token", 18.723, "ms"},
                {"first_token", 295.7, "ms"},
                {"throughput", 1705.0, "token/s"}});
}

TEST_CASE("serving: mixtures of experts, term by term") {
  expect_terms("worked example 5: gpt-oss-120b on one B200, 64 in flight, 921.6 + 921.6", gpt_oss,
               {{"kernels", 510, "x"},
                {"decode_dense", 0.43186, "ms"},
                {"decode_experts", 7.4474, "ms"},
                {"decode_cache", 0.25070, "ms"},
                {"decode_fixed", 3.2170, "ms"},
                {"decode_step", 11.347, "ms"},
                {"weights_memory", 65.142, "GB/chip"},
                {"sequence_memory", 27.840, "MB/chip"},
                {"prompt_time", 3.7998, "ms"},
                {"time_per_token", 11.607, "ms"}});
  expect_terms("worked example 6: DeepSeek-R1 in FP4, TP8 EP8 of B200, 64 in flight, prompts alone", r1,
               {{"kernels", 1351, "x"},
                {"decode_dense", 0.47111, "ms"},
                {"decode_experts", 5.6213, "ms"},
                {"decode_cache", 0.43739, "ms"},
                {"decode_reduce", 0.48475, "ms"},
                {"decode_fixed", 7.3579, "ms"},
                {"decode_step", 14.372, "ms"},
                {"weights_memory", 49.558, "GB/chip"},
                {"prompt_time", 22.014, "ms"},
                {"time_per_token", 15.877, "ms"}});
}

TEST_CASE("serving: large expert parallelism, term by term") {
  expect_terms("worked example 7: DeepSeek in FP4, DP48 EP48 of GB200, 1,408 sequences a chip at 2,050",
               "llm = 'DeepSeek-V3'\nchip = 'GB200'\nformat = 'nvfp4-moe'\nreplicas = 48\nexpert_parallel = 48\n"
               "concurrency = '1408*48'\ninput_per_request = '2000 token'\noutput_per_request = '100 token'\n",
               {{"kernels", 1351, "x"},
                {"decode_dense", 23.932, "ms"},
                {"decode_experts", 17.920, "ms"},
                {"decode_cache", 32.694, "ms"},
                {"decode_exchange", 31.660, "ms"},
                {"decode_fixed", 28.836, "ms"},
                {"decode_step", 135.04, "ms"}});
  expect_terms("worked example 8: DeepSeek in FP8, DP144 EP144 of H800, 88 sequences a chip at 4,989, two batches",
               "llm = 'DeepSeek-V3'\nchip = 'H800'\nformat = 'fp8-block-kv16'\nreplicas = 144\nexpert_parallel = 144\n"
               "two_batches = 'yes'\nconcurrency = '88*144'\n"
               "input_per_request = '4900 token'\noutput_per_request = '178 token'\n",
               {{"kernels", 1931, "x"},
                {"decode_dense", 5.5013, "ms"},
                {"decode_experts", 4.4841, "ms"},
                {"decode_cache", 12.565, "ms"},
                {"decode_exchange", 20.025, "ms"},
                {"decode_fixed", 10.210, "ms"},
                {"decode_waits", 4.060, "ms"},
                {"decode_hidden", 12.042, "ms"},
                {"decode_step", 44.803, "ms"}});
  expect_terms("worked example 9: prefill of DeepSeek in FP8, DP32 EP32 of H100, 16 prompts of 1,024 a chip",
               "llm = 'DeepSeek-V3'\nchip = 'H100'\nformat = 'fp8-block-kv16'\nreplicas = 32\nexpert_parallel = 32\n"
               "two_batches = 'yes'\nprompts = 'alone'\nprompts_at_once = 16\nconcurrency = 32\n"
               "input_per_request = '1024 token'\noutput_per_request = '1024 token'\n",
               {{"prompt_dense", 533.13, "ms"},
                {"prompt_experts", 721.52, "ms"},
                {"prompt_attention", 70.613, "ms"},
                {"prompt_exchange", 1298.0, "ms"},
                {"prompt_fixed", 8.8021, "ms"},
                {"prompt_waits", 4.060, "ms"},
                {"prompt_hidden", 651.05, "ms"},
                {"prompt_step", 1985.1, "ms"}});
}

TEST_CASE("serving: what tokens cost, by phase and all on output, with and without a cache") {
  const std::string full = llama + "concurrency = '.most_sequences'\nrent = '2.95 USD/chip/h'\n";
  expect_terms("worked example 10: Llama-3.3-70B in FP8, TP2 of H100, full, 2,048 + 2,048", full,
               {{"most_sequences", 150.93, "x"},
                {"decode_step", 33.251, "ms"},
                {"prompt_time", 181.59, "ms"},
                {"throughput", 3236.5, "token/s"},
                {"decode_cost", 0.36107, "USD/Mtoken"},
                {"prefill_cost", 0.14532, "USD/Mtoken"},
                {"cost_per_output_token", 0.50638, "USD/Mtoken"},
                {"cost_per_token", 0.25319, "USD/Mtoken"},
                {"request_cost", 0.0010371, "USD"}});
  expect_terms("the same with half of the input cached", full + "cached_per_request = '1024 token'\n",
               {{"decode_cost", 0.36107, "USD/Mtoken"},
                {"prefill_cost", 0.14710, "USD/Mtoken"},
                {"cost_per_output_token", 0.43462, "USD/Mtoken"},
                {"cost_per_token", 0.21731, "USD/Mtoken"},
                {"request_cost", 0.00089010, "USD"}});
}

TEST_CASE("serving: drafts that a step checks") {
  expect_terms("worked example 11: DeepSeek-R1 in FP8, TP8 of B200, 4 sequences at 1,382, two drafts",
               "llm = 'DeepSeek-V3'\nchip = 'B200'\nformat = 'fp8-block'\ntensor = 8\nconcurrency = 4\ndrafts = 2\n"
               "input_per_request = '921 token'\noutput_per_request = '922 token'\n",
               {{"tokens_per_step", 2.0044, "token"},
                {"checked_step", 12.953, "ms"},
                {"decode_step", 10.620, "ms"},
                {"decode_interval", 6.669, "ms"}});
}

TEST_CASE("serving: times per token and throughput that were measured, to the error they are known to") {
  expect_figures(
      "serving",
      {{"NVIDIA, aiconfigurator: vLLM 0.12, Qwen3-32B on 2 H100", qwen, "time_per_token", 20.06, "ms", 0.10 * 20.06},
       {"InferenceX: vLLM 0.15, gpt-oss-120b on one B200", gpt_oss, "time_per_token", 10.50, "ms", 0.30 * 10.50},
       {"InferenceX: SGLang 0.5.9, DeepSeek-R1 in FP4 on 8 B200", r1, "time_per_token", 16.31, "ms", 0.12 * 16.31},
       {"NVIDIA, TensorRT-LLM 1.0, Llama 3.3 70B in FP8 on 2 H100, offline",
        llama + "concurrency = '.most_sequences'\n", "throughput", 3082, "token/s", 0.12 * 3082}});
}

TEST_CASE("serving: more bandwidth, higher rents and longer answers do what everybody expects") {
  const auto with = [](const std::string& line) {
    return audited("[part]\nsheet = 'serving'\n" + llama + "concurrency = 64\n" + line);
  };
  const std::string rent = "rent = '2.95 USD/chip/h'\n";
  const auto plain = with(rent);
  const auto of = [&](const std::string& line, const std::string& name) {
    return value(*with(line), "part." + name) / value(*plain, "part." + name);
  };
  CHECK(of(rent + "memory_bandwidth = '4.8 TB/s/chip'\n", "time_per_token") < 1);
  CHECK(of(rent + "link_bandwidth = '900 GB/s/chip'\n", "time_per_token") < 1);
  CHECK(of(rent + "kernel_time = '8 us'\n", "time_per_token") > 1);
  CHECK(of("rent = '5.90 USD/chip/h'\n", "cost_per_output_token") == doctest::Approx(2));
  CHECK(of(rent + "utilisation = '50 %'\n", "cost_per_output_token") == doctest::Approx(2));
  CHECK(of(rent + "structure = 1.3\n", "time_per_token") == doctest::Approx(1.3));
  CHECK(of(rent + "structure = 1.3\n", "cost_per_output_token") == doctest::Approx(1.3));
}

TEST_CASE("serving: throughput and time per token both rise with the batch") {
  double tokens = 0, time = 0;
  for (const int batch : {1, 2, 8, 32, 128}) {
    const auto part = audited("[part]\nsheet = 'serving'\n" + llama + "concurrency = " + std::to_string(batch));
    CHECK(value(*part, "part.throughput") > tokens);
    CHECK(value(*part, "part.time_per_token") > time);
    tokens = value(*part, "part.throughput");
    time = value(*part, "part.time_per_token");
  }
}

TEST_CASE("serving: one chip talks to nobody, many tokens touch every expert, one token its own") {
  const std::string mixture =
      "[part]\nsheet = 'serving'\nllm = 'gpt-oss-120b'\nchip = 'B200'\nformat = 'mxfp4-fp8'\n"
      "input_per_request = '1024 token'\noutput_per_request = '1024 token'\nconcurrency = ";
  const auto one = audited(mixture + "1"), many = audited(mixture + "4096\nmemory = '10 TB/chip'");
  CHECK(value(*one, "part.decode_reduce") == 0);
  CHECK(value(*one, "part.decode_exchange") == 0);
  // Bytes of four of 128 experts in each of 36 layers, and of all.
  const double stream = value(*one, "part.stream"), bytes = 36 * 3 * 2880.0 * 2880 * 0.53125;
  CHECK(value(*one, "part.decode_experts") == doctest::Approx(4 * bytes / stream).epsilon(1e-6));
  CHECK(value(*many, "part.decode_experts") >= 128 * bytes / stream * 0.999);
}

TEST_CASE("serving: a first token takes no less than its own prompt on its own replica") {
  const std::string llama_8b =
      "llm = 'Llama-3.1-8B'\nchip = 'H100'\nformat = 'bf16'\nconcurrency = 1\ninput_per_request = '32768 token'\n"
      "output_per_request = '128 token'\n";
  const auto first_token = [&](const std::string& more) {
    const auto plan = audited("[a]\nsheet = \"serving\"\n" + llama_8b + more);
    return value(*plan, "a.first_token");
  };
  const double alone = first_token("");
  CHECK(first_token("replicas = 8\n") == doctest::Approx(alone).epsilon(1e-6));
  // 32,768 tokens of two FLOP for each of 7.5 billion parameters that multiply, at the peak of an H100.
  CHECK(alone > 32768 * 2 * 7.5e9 / 989.4e12);
}

TEST_CASE("serving: an embedding that is the output's matrix lies in memory once") {
  for (const std::string llm : {"Qwen3-0.6B", "Llama-3.2-1B", "Gemma-2-2B"}) {
    CAPTURE(llm);
    const auto plan = audited("[a]\nsheet = \"serving_memory\"\nllm = '" + llm +
                              "'\nchip = 'H100'\nformat = 'bf16'\ninput_per_request = '100 token'\n"
                              "output_per_request = '100 token'\n");
    // Norms and biases aside.
    CHECK(value(*plan, "a.weights_memory") == doctest::Approx(2 * value(*plan, "a.parameters")).epsilon(1e-3));
  }
}

TEST_CASE("serving: four bits are widened, kernel by kernel, on a chip that has no units for them") {
  const auto kernels = [](const std::string& chip, const std::string& format) {
    const auto plan =
        audited("[a]\nsheet = \"serving\"\nllm = 'gpt-oss-120b'\nchip = '" + chip + "'\nformat = '" + format +
                "'\nconcurrency = 16\ninput_per_request = '1000 token'\n"
                "output_per_request = '100 token'\n");
    return value(*plan, "a.kernels");
  };
  CHECK(kernels("H100", "mxfp4-fp8") == kernels("H100", "mxfp4-bf16"));
  CHECK(kernels("B200", "mxfp4-fp8") < kernels("B200", "mxfp4-bf16"));
}

TEST_CASE("serving: input that is cached to its last token leaves one token to compute") {
  const auto part =
      audited("[part]\nsheet = 'serving'\n" + llama + "concurrency = 8\ncached_per_request = '2047 token'");
  CHECK(value(*part, "part.fresh_per_request") == doctest::Approx(1));
  CHECK(value(*part, "part.looks") == doctest::Approx(2048 + 2047));
}

TEST_CASE("serving: drafts that are never right are a loss, and those that always are divide the time") {
  const auto with = [&](const std::string& acceptance) {
    return audited("[part]\nsheet = 'serving'\n" + llama + "concurrency = 1\ndrafts = 2\nacceptance = " + acceptance);
  };
  const auto never = with("1e-9"), always = with("1");
  CHECK(value(*never, "part.decode_interval") > value(*never, "part.decode_step"));
  CHECK(value(*always, "part.tokens_per_step") == doctest::Approx(3).epsilon(1e-5));
}

TEST_CASE("serving: what rises and falls with each input") {
  const std::string slower =
                        "time_per_token first_token latency decode_step prompt_step checked_step draft_step "
                        "decode_interval request_time decode_time ",
                    costs = "decode_cost cost_per_output_token cost_per_token request_cost ",
                    energy = "energy_per_output_token energy_per_request energy_cost ",
                    faster = "interactivity busy throughput chip_throughput margin price_over_cost ";
  expect_directions(
      "serving",
      "llm = 'gpt-oss-120b'\nchip = 'H100'\nformat = 'mxfp4-bf16'\napi = 'gpt-oss-120b-Groq'\n"
      "grid = 'united_states'\ntensor = 2\nsequence = '2048 token'\ntime_per_token_limit = '1 s'\n"
      "first_token_limit = '60 s'\ninput_per_request = '1024 token'\noutput_per_request = '512 token'\n"
      "cached_per_request = '128 token'\nconcurrency = 16\ncache_load_time = '1 ms'",
      {
          // the more a step waits for memory, the less a prompt that rides along adds to it
          {"memory_bandwidth", "3.35 TB/s/chip", faster + "stream prompt_time prefill_time prefill_cost",
           slower + costs + energy + "decode_dense decode_cache prompt_cache check_dense check_cache weights_share"},
          {"kernel_time", "4.3 us", slower + costs + energy + "decode_fixed prompt_fixed check_fixed",
           faster + "weights_share"},
          // experts of 16 tokens are bound by their padding
          {"tile_rows", "64 token",
           slower + costs + energy +
               "decode_experts prompt_experts check_experts prompt_time prefill_time prefill_cost weights_share",
           faster},
          {"rent", "0.5 USD/chip/h", costs + "money_rate prefill_cost cached_cost", "margin price_over_cost"},
          {"server_power", "1.25", energy, ""},
      });
}
