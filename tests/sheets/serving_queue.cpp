// Requests that arrive at a rate.

#include "directions.h"
#include "literature.h"

using namespace costcurve::testing;

namespace {

const std::string llama_on_h100 =
    "llm = 'Llama-3.1-70B'\nchip = 'H100'\nformat = 'fp8-static'\ntensor = 2\n"
    "input_per_request = '2048 token'\noutput_per_request = '512 token'\n";

Figure at_rate(int rate, const std::string& quantity, double figure, const std::string& unit) {
  return {"worked example: Llama-3.3-70B in FP8 on two H100, 2,048 + 512, independent arrivals of equal length",
          llama_on_h100 + "request_rate = '" + std::to_string(rate) + "/s'",
          quantity,
          figure,
          unit,
          1e-3 * figure};
}

}  // namespace

TEST_CASE("a queue in its steady state: as many are answered at once as arrive while one is") {
  expect_figures("serving_queue", {at_rate(1, "time_per_token", 21.28, "ms"), at_rate(1, "sequences", 10.90, "x"),
                                   at_rate(1, "busy", 17.11, "%"), at_rate(1, "first_token", 240.7, "ms"),
                                   at_rate(2, "time_per_token", 29.76, "ms"), at_rate(2, "sequences", 30.47, "x"),
                                   at_rate(2, "busy", 34.51, "%"), at_rate(2, "first_token", 293.3, "ms"),
                                   at_rate(3, "time_per_token", 50.68, "ms"), at_rate(3, "sequences", 77.85, "x"),
                                   at_rate(3, "busy", 52.83, "%"), at_rate(3, "first_token", 407.5, "ms")});
}

TEST_CASE("a queue's tokens cost the rent of its chips over the requests that come") {
  const auto part = audited("[a]\nsheet = \"serving_queue\"\n" + llama_on_h100 +
                            "request_rate = '24/s'\ndeployments = 12\nrent = '2.5 USD/chip/h'\n");
  CHECK(value(*part, "a.cost_per_output_token") == doctest::Approx(24 * 2.5 / 3600 / (24 * 512)).epsilon(1e-6));
  CHECK(value(*part, "a.chip_throughput") == doctest::Approx(24 * 512 / 24.0).epsilon(1e-6));
}

TEST_CASE("serving_queue: what rises and falls with each input") {
  const std::string waits =
                        "time_per_token seen_step own_step gated_first_token crowded_first_token first_token "
                        "first_token_p50 first_token_p90 first_token_p99 latency sequences "
                        "rank_sequences stage_sequences ",
                    steps =
                        "decode_experts decode_cache decode_reduce decode_fixed decode_step prompt_dense "
                        "prompt_experts prompt_cache prompt_reduce prompt_fixed prompt_step check_experts "
                        "check_cache check_reduce check_fixed checked_step draft_step decode_interval ",
                    costs =
                        "request_time decode_time decode_cost cost_per_output_token cost_per_token request_cost "
                        "energy_per_output_token energy_per_request energy_cost ",
                    gains = "throughput chip_throughput margin price_over_cost ";
  expect_directions(
      "serving_queue",
      "llm = 'gpt-oss-120b'\nchip = 'H100'\nformat = 'mxfp4-bf16'\napi = 'gpt-oss-120b-Groq'\n"
      "grid = 'united_states'\ntensor = 2\nsequence = '2048 token'\ntime_per_token_limit = '1 s'\n"
      "first_token_limit = '60 s'\ninput_per_request = '1024 token'\noutput_per_request = '512 token'\n"
      "cached_per_request = '128 token'\ncache_load_time = '1 ms'",
      {
          // more requests at once share each step: dearer for nobody but who waits
          {"request_rate", "2/s", waits + steps + gains + "deployment_rate busy load weights_share",
           costs + "interactivity prompt_time prefill_time prefill_cost"},
          {"rent", "1 USD/chip/h",
           "money_rate all_money_rate decode_cost prefill_cost cached_cost cost_per_output_token cost_per_token "
           "request_cost",
           "margin price_over_cost"},
          // as many requests come and are answered on as many chips: they cost what they cost
          {"memory_bandwidth", "3.35 TB/s/chip", "interactivity busy load stream prompt_time prefill_time prefill_cost",
           waits + steps + "decode_time decode_cost decode_dense check_dense weights_share"},
      });
}
