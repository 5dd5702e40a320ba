// What lies in memory while a model answers.

#include "directions.h"
#include "literature.h"

using namespace costcurve::testing;

TEST_CASE("a token leaves in the KV cache what its model's shape says, to the byte") {
  // In bf16: layers times twice the KV heads times their width times two bytes; of latent attention 576 numbers a
  // layer.
  const std::string plain = "tensor = 1\nformat = 'bf16'\nllm = ";
  expect_figures("serving_memory",
                 {
                     {"DeepSeek, Insights into DeepSeek-V3 (ISCA 2025), table 1", plain + "'DeepSeek-V3'",
                      "kv_per_token", 70272, "byte/token", 0},
                     {"DeepSeek, Insights into DeepSeek-V3 (ISCA 2025), table 1", plain + "'Llama-3.1-405B'",
                      "kv_per_token", 516096, "byte/token", 0},
                     {"config.json", plain + "'Llama-3.1-70B'", "kv_per_token", 327680, "byte/token", 0},
                     {"config.json", plain + "'Llama-3.1-8B'", "kv_per_token", 131072, "byte/token", 0},
                     {"config.json", plain + "'Llama-2-70B'", "kv_per_token", 327680, "byte/token", 0},
                     {"config.json", plain + "'Qwen3-32B'", "kv_per_token", 262144, "byte/token", 0},
                     {"config.json", plain + "'Qwen3-30B-A3B'", "kv_per_token", 98304, "byte/token", 0},
                     {"config.json", plain + "'Qwen3-235B-A22B'", "kv_per_token", 192512, "byte/token", 0},
                     {"config.json", plain + "'gpt-oss-120b'", "kv_per_token", 73728, "byte/token", 0},
                     {"config.json", plain + "'Mixtral-8x7B'", "kv_per_token", 131072, "byte/token", 0},
                     {"config.json", plain + "'Kimi-K2'", "kv_per_token", 70272, "byte/token", 0},
                 });
}

TEST_CASE("so many sequences fit as memory, weights and cache allow") {
  expect_figures("serving_memory", {{"worked example 3: (0.9 x 80 GiB - 36.33 GB - 3 GB) / 251.7 MB",
                                     "llm = 'Llama-3.1-70B'\nchip = 'H100'\nformat = 'fp8-static'\ntensor = 2\n"
                                     "input_per_request = '2048 token'\noutput_per_request = '2048 token'",
                                     "most_sequences", 150.93, "x", 0.15}});
}

TEST_CASE("a KV head is not split: more chips than heads hold copies") {
  const auto split = [](int tensor) {
    const auto part = audited(
        "[part]\nsheet = 'serving_memory'\nllm = 'Qwen3-30B-A3B'\nchip = 'H100'\ntensor = " + std::to_string(tensor) +
        "\ninput_per_request = '1 token'\noutput_per_request = '1 token'");
    return value(*part, "part.kv_split");
  };
  CHECK(split(2) == 2);
  CHECK(split(4) == 4);
  CHECK(split(8) == 4);  // it has four KV heads
}

TEST_CASE("serving_memory: what rises and falls with each input") {
  expect_directions("serving_memory",
                    "llm = 'gpt-oss-120b'\nchip = 'H100'\nformat = 'mxfp4-bf16'\ntensor = 2\n"
                    "sequence = '2048 token'\nsequences = 8\ninput_per_request = '1024 token'\n"
                    "cached_per_request = '128 token'",
                    {
                        {"memory", "80 GiB/chip", "free_memory most_sequences", ""},
                        {"kv_bytes", "1 byte", "kv_per_token sequence_memory", "most_sequences"},
                        {"output_per_request", "512 token", "context keys_seen sequence_memory", "most_sequences"},
                        {"reserve", "3 GB/chip", "", "free_memory most_sequences"},
                    });
}
