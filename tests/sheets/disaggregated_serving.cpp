// Prompts and answers on different chips.

#include "directions.h"
#include "literature.h"

using namespace costcurve::testing;

TEST_CASE("prefill workers for each decode worker: DeepSeek in FP8, prefill TP8 and decode DP16 EP16 of H200") {
  // 7.689 requests a second take in 4,096 tokens each; decode steps of 31.13 to 70.27 ms give 1,024 tokens each.
  const std::string rates = "prefill_rate = '7.689/s'\ndecode_rate = ";
  expect_figures("disaggregated_serving",
                 {{"worked example", rates + "'8.03/s'", "balance", 1.04, "x", 0.005},
                  {"worked example", rates + "'13.76/s'", "balance", 1.79, "x", 0.005},
                  {"worked example", rates + "'21.39/s'", "balance", 2.78, "x", 0.005},
                  {"worked example", rates + "'28.46/s'", "balance", 3.70, "x", 0.005},
                  {"DeepSeek open-infra-index, day 6: 278 nodes at the peak, 226.75 on average",
                   "peak_over_mean = '278/226.75'", "peak_over_mean", 1.23, "x", 0.005}});
}

TEST_CASE("disaggregated serving: what one worker does follows from the model and the chip") {
  const auto part = audited(
      "[prefill]\nsheet = 'serving'\nllm = 'DeepSeek-V3'\nchip = 'H200'\nformat = 'fp8-block'\ntensor = 8\n"
      "prompts = 'alone'\nconcurrency = 1\ninput_per_request = '4096 token'\noutput_per_request = '1024 token'\n"
      "[decode]\nsheet = 'serving'\nllm = 'DeepSeek-V3'\nchip = 'H200'\nformat = 'fp8-block'\nreplicas = 16\n"
      "expert_parallel = 16\nconcurrency = 1024\ninput_per_request = '4096 token'\noutput_per_request = '1024 token'\n"
      "[fleet]\nsheet = 'disaggregated_serving'\nprefill_rate = '1 / prefill.prompt_time'\n"
      "decode_rate = '1024 / (1024 * decode.decode_step)'\n");
  CHECK(value(*part, "fleet.prefill_rate") == doctest::Approx(7.689).epsilon(1e-3));
  CHECK(value(*part, "decode.decode_step") == doctest::Approx(46.75e-3).epsilon(1e-3));
  CHECK(value(*part, "fleet.decode_rate") == doctest::Approx(21.39).epsilon(1e-3));
  CHECK(value(*part, "fleet.balance") == doctest::Approx(2.78).epsilon(2e-3));
}

TEST_CASE("disaggregated serving: where both kinds of workers are counted, one is as busy as the other lets it be") {
  const std::string workers =
      "[prefill]\nsheet = 'serving'\nllm = 'DeepSeek-V3'\nchip = 'H200'\nformat = 'fp8-block'\ntensor = 8\n"
      "prompts = 'alone'\nconcurrency = 1\ninput_per_request = '4096 token'\noutput_per_request = '1024 token'\n"
      "[decode]\nsheet = 'serving'\nllm = 'DeepSeek-V3'\nchip = 'H200'\nformat = 'fp8-block'\nreplicas = 16\n"
      "expert_parallel = 16\nconcurrency = 1024\ninput_per_request = '4096 token'\noutput_per_request = '1024 token'\n"
      "[fleet]\nsheet = 'disaggregated_serving'\nprompt_time = 'prefill.prompt_time'\n"
      "prompt_step = 'prefill.prompt_step'\ndecode_step = 'decode.decode_step'\n"
      "decode_sequences = 'decode.sequences'\ninput_per_request = '4096 token'\noutput_per_request = '1024 token'\n"
      "prefill_chips = 8\ndecode_chips = 16\nrent = '3.5 USD/chip/h'\ndecode_workers = 1\nprefill_use = '70 %'\n";
  const auto part = audited(workers + "prefill_workers = 1\n"), open = audited(workers);
  CHECK(value(*part, "prefill.prompt_time") == doctest::Approx(130.05e-3).epsilon(1e-3));
  CHECK(value(*part, "fleet.request_rate") == doctest::Approx(0.7 / 130.05e-3).epsilon(1e-3));
  CHECK(value(*part, "fleet.decode_use") == doctest::Approx(5.382 / 21.39).epsilon(1e-3));
  CHECK(value(*part, "fleet.cost_per_output_token") * 1e6 ==
        doctest::Approx(24 * 3.5 / 3600 / (5.382 * 1024) * 1e6).epsilon(2e-3));
  CHECK(value(*open, "fleet.decode_use") == 1);
}

TEST_CASE("a first token waits for prompts before it, its own, the cache on its way and a step") {
  const std::string steps =
      "prompt_time = '100 ms'\nprompt_step = '100 ms'\ndecode_step = '40 ms'\ndecode_sequences = 1000\n"
      "input_per_request = '4000 token'\noutput_per_request = '500 token'\nkv_per_token = '50000 byte/token'\n"
      "network_bandwidth = '50 GB/s/chip'\nnetwork_efficiency = 0.8\nprefill_chips = 10\n";
  expect_figures("disaggregated_serving",
                 {{"Pollaczek-Khinchine: half a service at a load of a half", steps + "prefill_use = '50 %'",
                   "first_token", 50 + 100 + 0.5 + 40, "ms", 1e-6},
                  {"twice the variance of arrivals, twice the wait", steps + "prefill_use = '50 %'\narrival_cv2 = 2",
                   "wait", 100, "ms", 1e-6},
                  {"no prompt disturbs an answer", steps, "time_per_token", 40, "ms", 1e-9},
                  {"1,000 sequences of 500 tokens, a step of 40 ms each", steps, "decode_rate", 50, "1/s", 1e-9}});
}

TEST_CASE("disaggregated_serving: what rises and falls with each input") {
  const std::string fleet = "request_rate prefill_workers chips money_rate ";
  expect_directions(
      "disaggregated_serving",
      "input_per_request = '4096 token'\noutput_per_request = '1024 token'\ncached_per_request = '1024 token'\n"
      "kv_per_token = '70272 byte/token'\nnetwork_bandwidth = '50 GB/s/chip'\nprefill_time = '130 ms'\n"
      "cached_prefill_time = '100 ms'\nload_bandwidth = '20 GB/s/chip'\nprefill_use = '50 %'\n"
      "time_per_token_limit = '1 s'\nfirst_token_limit = '60 s'\npower = '700 W/chip'",
      {
          {"prompt_time", "130 ms",
           "prefill_workers balance chips money_rate cost_per_output_token prefill_cost energy_per_output_token",
           "prefill_rate chip_throughput"},
          {"prompt_step", "130 ms", "wait first_token latency", ""},
          {"decode_step", "46.75 ms",
           "time_per_token first_token latency decode_cost cost_per_output_token energy_per_output_token",
           fleet + "decode_rate balance interactivity throughput chip_throughput"},
          {"decode_sequences", "1000", fleet + "decode_rate balance throughput chip_throughput",
           "decode_cost cost_per_output_token energy_per_output_token"},
          {"decode_workers", "2", fleet + "throughput", ""},
          {"prefill_chips", "8 chip", "chips money_rate cost_per_output_token prefill_cost energy_per_output_token",
           "transfer load_time first_token latency chip_throughput"},
          {"decode_chips", "16 chip", "chips money_rate cost_per_output_token decode_cost energy_per_output_token",
           "chip_throughput"},
          {"server_power", "1.25", "energy_per_output_token", ""},
          {"peak_over_mean", "1.2", "", ""},  // workers that are given back at night are not paid for
          {"rent", "3.5 USD/chip/h", "money_rate cost_per_output_token decode_cost prefill_cost", ""},
      });
}
