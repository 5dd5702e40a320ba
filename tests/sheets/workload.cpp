// Workloads: what requests come to, and what of them a cache keeps.

#include "directions.h"
#include "literature.h"

using namespace costcurve::testing;

TEST_CASE("the workload sheet gives what rules of thumb and published traffic say") {
  expect_figures(
      "workload",
      {
          {"OpenAI, What are tokens and how to count them?: 75 words are 100 tokens", "input_words = 75",
           "input_per_request", 100, "token", 0.5},
          {"DeepSeek open-infra-index, day 6", "input_tokens = '608 B token'\ncached_tokens = '342 B token'",
           "cached_share", 56.3, "%", 0.05},
          // the time to the next is exponential: one in five minutes finds 1 - 1/e of the beginnings still there
          {"a Poisson process", "request_rate = '0.2/min'\nshared_prefix = '1 k token'", "hit_share", 63.212, "%",
           0.001},
          {"a Poisson process", "request_rate = '20/min'\nshared_prefix = '1 k token'\nprefixes = 100", "hit_share",
           63.212, "%", 0.001},
          // 240 a day within 8 hours are 30 an hour: 1 - exp(-2.5)
          {"a Poisson process in the hours that have requests",
           "request_rate = '240/day'\nshared_prefix = '5 k token'\nbusy_length = '8 h'", "hit_share", 91.7915, "%",
           0.001},
          {"kept for an hour, written at the price of an hour",
           "requests = 100\nshared_prefix = '1 k token'\nhit_share = '90 %'\ncache_lifetime = '1 h'",
           "cache_write_hour_tokens", 10, "k token", 0.001},
          {"kept for five minutes",
           "requests = 100\nshared_prefix = '1 k token'\nhit_share = '90 %'\ncache_lifetime = '5 min'",
           "cache_write_tokens", 10, "k token", 0.001},
          {"a million a month", "requests = 1000000\ninput_per_request = '1,500 token'", "input_tokens", 1500,
           "M token", 0.5},
      });
}

TEST_CASE("workload: what rises and falls with each input") {
  expect_directions(
      "workload", "",
      {
          {"request_rate", "0.2/min",
           "requests input_tokens visible_output_tokens hit_share cached_tokens "
           "cached_share",
           "written_tokens cache_write_hour_tokens"},
          {"period", "30 day",
           "requests input_tokens visible_output_tokens cached_tokens written_tokens cache_write_hour_tokens", ""},
          {"input_words", "1100", "input_per_request input_tokens", "cached_share"},
          {"output_words", "300", "output_per_request visible_output_tokens", ""},
          {"tokens_per_word", "1.33 token", "input_per_request output_per_request input_tokens visible_output_tokens",
           "cached_share"},
          {"shared_prefix", "1 k token", "cached_tokens written_tokens cache_write_hour_tokens cached_share", ""},
          {"prefixes", "2", "written_tokens cache_write_hour_tokens", "hit_share cached_tokens cached_share"},
          {"cache_lifetime", "6 min", "hit_share cached_tokens cached_share", "written_tokens cache_write_hour_tokens"},
          {"batch_share", "20 %", "", ""},
          {"busy_begin", "8 h", "", ""},
          {"busy_length", "10 h", "written_tokens cache_write_hour_tokens",
           "busy_factor hit_share cached_tokens cached_share"},
      });
}
