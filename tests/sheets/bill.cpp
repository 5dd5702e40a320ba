// Bills of APIs, with what price lists print beside their two prices.

#include "directions.h"
#include "literature.h"

using namespace costcurve::testing;

TEST_CASE("the bill sheet gives DeepSeek's published day, and what nights and batches take off a list") {
  const std::string day =
      "input_price = '0.55 USD/Mtoken'\ncached_input_price = '0.14 USD/Mtoken'\noutput_price = '2.19 USD/Mtoken'\n"
      "input_tokens = '608 B token'\ncached_tokens = '342 B token'\noutput_tokens = '168 B token'\n";
  expect_figures(
      "bill",
      {
          {"DeepSeek open-infra-index, day 6", day, "cost", 562027, "USD", 1440},
          // 16:30 to 00:30 UTC at a quarter: a day of traffic that is the same at all hours has a third of it there
          {"DeepSeek API documentation, off-peak prices of February 2025",
           "api = 'DeepSeek-R1'\nat = '2025-06-01'\nbusy_begin = '0 h'\nbusy_length = '24 h'", "off_peak_share",
           100.0 / 3, "%", 0.01},
          {"DeepSeek API documentation, off-peak prices of February 2025",
           "api = 'DeepSeek-R1'\nat = '2025-06-01'\nbusy_begin = '22 h'\nbusy_length = '4 h'", "off_peak_share", 62.5,
           "%", 0.01},
          {"DeepSeek API documentation, off-peak prices of February 2025",
           day + "off_peak_discount = '75 %'\noff_peak_share = '100 %'", "cost", 562027 / 4.0, "USD", 360},
          // input from 1 to 0.5 USD at night, output from 2 to 0.5
          {"a list whose nights take more off output",
           "input_price = '1 USD/Mtoken'\noutput_price = '2 USD/Mtoken'\ninput_tokens = '1 M token'\n"
           "output_tokens = '1 M token'\noff_peak_discount = '50 %'\noff_peak_output_discount = '75 %'\n"
           "off_peak_share = '100 %'",
           "cost", 1, "USD", 0.0005},
          // 0.2 uncached at 0.5, 0.8 from the cache at 0.1 less 90 %, output at 1
          {"a list whose nights take more off the cache",
           "input_price = '1 USD/Mtoken'\ncached_input_price = '0.1 USD/Mtoken'\noutput_price = '2 USD/Mtoken'\n"
           "input_tokens = '1 M token'\ncached_share = '80 %'\noutput_tokens = '1 M token'\n"
           "off_peak_discount = '50 %'\noff_peak_cached_discount = '90 %'\noff_peak_share = '100 %'",
           "cost", 1.108, "USD", 0.0005},
          {"OpenAI, Batch API, April 2024: 50 % less", day + "batch_discount = '50 %'\nbatch_share = '20 %'", "cost",
           0.9 * 562027, "USD", 1300},
      });
}

TEST_CASE("the bill sheet gives what writing to a cache, long prompts and fees add") {
  const std::string claude =
      "input_price = '3 USD/Mtoken'\noutput_price = '15 USD/Mtoken'\ncached_input_price = '0.30 USD/Mtoken'\n";
  const std::string prompts = "requests = 1000\ninput_tokens = '250 M token'\noutput_tokens = '1 M token'\n";
  const std::string gemini =
      "input_price = '1.25 USD/Mtoken'\noutput_price = '10 USD/Mtoken'\ntier_above = '200 k token'\n"
      "tier_input_price = '2.50 USD/Mtoken'\ntier_output_price = '15 USD/Mtoken'\n";
  const std::string short_prompts = "input_price = '1.25 USD/Mtoken'\noutput_price = '10 USD/Mtoken'\n";
  const std::string sol =
      "requests = 1000\ninput_tokens = '300 M token'\noutput_tokens = '1 M token'\ncached_tokens = '200 M token'\n"
      "cache_write_tokens = '50 M token'\ninput_price = '5 USD/Mtoken'\noutput_price = '30 USD/Mtoken'\n"
      "cached_input_price = '0.5 USD/Mtoken'\ncache_write_price = '6.25 USD/Mtoken'\ntier_rule = 'cliff'\n"
      "tier_above = '272 k token'\ntier_input_price = '10 USD/Mtoken'\ntier_output_price = '45 USD/Mtoken'\n";
  expect_figures(
      "bill",
      {
          // a quarter more for 5 minutes, twice the price for an hour
          {"Anthropic, Prompt caching: Claude Sonnet 4.5",
           claude + "cache_write_price = '3.75 USD/Mtoken'\ncache_write_hour_price = '6 USD/Mtoken'",
           "cache_write_surcharge", 25, "%", 0.5},
          {"Anthropic, Prompt caching: Claude Sonnet 4.5", claude + "cache_write_hour_price = '6 USD/Mtoken'",
           "cache_write_hour_surcharge", 100, "%", 0.5},
          // 10 M tokens at 3, written for an hour: 10 M at 3 more; a list without that price charges its other, 0.75
          // more
          {"Anthropic, Prompt caching: Claude Sonnet 4.5, kept for an hour",
           claude + "cache_write_price = '3.75 USD/Mtoken'\ncache_write_hour_price = '6 USD/Mtoken'\n"
                    "input_tokens = '10 M token'\noutput_tokens = 0\ncache_write_hour_tokens = '10 M token'",
           "cost", 60, "USD", 0.05},
          {"a list without a price for an hour",
           claude + "cache_write_price = '3.75 USD/Mtoken'\ninput_tokens = '10 M token'\noutput_tokens = 0\n"
                    "cache_write_hour_tokens = '10 M token'",
           "cost", 37.5, "USD", 0.05},
          // 250,000 tokens are above 200,000: all of them at 2.50, the answer at 15
          {"Google, Gemini API pricing: 2.5 Pro", gemini + prompts + "tier_rule = 'cliff'", "cost", 640, "USD", 0.5},
          // of a marginal tariff 50,000 of them alone, and the answer at 10
          {"the same list, were it marginal", gemini + prompts + "tier_rule = 'marginal'", "cost", 385, "USD", 0.5},
          {"Google, Gemini API pricing: 2.5 Pro",
           gemini + "tier_rule = 'cliff'\nrequests = 1000\ninput_tokens = '200 M token'\noutput_tokens = '1 M token'",
           "cost", 260, "USD", 0.5},
          // 100 M tokens at 10, 200 M from the cache at 1, 50 M of them written for 2.50 more, 1 M of output at 45
          {"OpenAI, API pricing: GPT-5.6 Sol above 272,000 tokens",
           sol + "tier_cached_input_price = '1 USD/Mtoken'\ntier_cache_write_price = '12.5 USD/Mtoken'", "cost", 1370,
           "USD", 0.5},
          {"the same list, its cache as much dearer as other input", sol, "cost", 1370, "USD", 0.5},
          // 200 M from the cache stay at 0.50, and 50 M are written for 1 more
          // Claude Haiku 4.5 has no tier: 15 M at 1, 5 M of them written for 0.25 more, 0.5 M of output at 5
          {"Anthropic, Prompt caching: a list without tiers",
           "input_price = '1 USD/Mtoken'\noutput_price = '5 USD/Mtoken'\ncache_write_price = '1.25 USD/Mtoken'\n"
           "input_tokens = '15 M token'\noutput_tokens = '0.5 M token'\ncache_write_tokens = '5 M token'",
           "cost", 18.75, "USD", 0.005},
          {"the same list, were the cache not as much dearer",
           sol + "tier_cached_input_price = '0.5 USD/Mtoken'\ntier_cache_write_price = '11 USD/Mtoken'", "cost", 1195,
           "USD", 0.5},
          {"Perplexity, Sonar: 5 USD for a thousand requests, and tokens",
           "input_price = '1 USD/Mtoken'\noutput_price = '1 USD/Mtoken'\nrequests = 1000\ninput_tokens = '1 M token'\n"
           "output_tokens = '1 M token'\nrequest_fee = '0.005 USD/request'",
           "cost", 7, "USD", 0.005},
          {"a contract with a minimum",
           short_prompts + "input_tokens = '1 M token'\noutput_tokens = 0\nminimum = '100 USD'", "cost", 100, "USD",
           0.01},
          {"reasoning of three times the answer",
           short_prompts + "input_tokens = '1 M token'\nvisible_output_tokens = '1 M token'\nreasoning_multiple = 3",
           "cost", 41.25, "USD", 0.005},
      });
}

TEST_CASE("bill: what rises and falls with each input") {
  const std::string paid = " list_cost use_cost cost cost_per_request blended_price",
                    surcharges = " cache_write_surcharge cache_write_hour_surcharge tier_input_surcharge";
  expect_directions(
      "bill", "tier_rule = 'cliff'",
      {
          // beyond the limit the tier's prices hold, whatever shorter prompts cost
          {"input_price", "2 USD/Mtoken",
           "cached_discount blended_input_price tier_cached_extra tier_cache_write_extra tier_cache_write_hour_extra",
           surcharges + " cache_write_hour_premium cache_write_extra cache_write_hour_extra tier_input_extra "
                        "tier_input_factor input_cost"},
          {"cached_input_price", "0.2 USD/Mtoken", "blended_input_price input_cost",
           "cached_discount tier_cached_extra"},
          {"output_price", "8 USD/Mtoken", "tier_reasoning_extra",
           "tier_output_surcharge tier_output_extra reasoning_extra"},
          {"reasoning_price", "10 USD/Mtoken", "reasoning_extra", "tier_reasoning_extra"},
          {"tier_reasoning_price", "16 USD/Mtoken",
           "tier_reasoning_extra output_cost batch_output_saving off_peak_output_saving" + paid, ""},
          {"cache_write_price", "2.5 USD/Mtoken", "cache_write_surcharge cache_write_extra",
           "cache_write_hour_premium tier_cache_write_extra"},
          {"cache_write_hour_price", "4 USD/Mtoken",
           "cache_write_hour_premium cache_write_hour_surcharge cache_write_hour_extra", "tier_cache_write_hour_extra"},
          {"tier_input_price", "4 USD/Mtoken",
           "tier_input_surcharge tier_input_extra tier_input_factor cache_write_extra cache_write_hour_extra "
           "input_cost" +
               paid,
           "tier_cached_extra tier_cache_write_extra tier_cache_write_hour_extra"},
          {"tier_cached_input_price", "0.3 USD/Mtoken", "tier_cached_extra off_peak_cached_saving" + paid,
           "batch_cached_saving"},
          {"tier_cache_write_price", "6 USD/Mtoken", "tier_cache_write_extra" + paid, ""},
          {"tier_cache_write_hour_price", "7 USD/Mtoken", "tier_cache_write_hour_extra" + paid, ""},
          {"tier_output_price", "12 USD/Mtoken",
           "tier_output_surcharge tier_output_extra reasoning_extra output_cost batch_output_saving "
           "off_peak_output_saving" +
               paid,
           "tier_reasoning_extra"},
          {"tier_above", "200 k token", "", ""},
          {"listed_up_to", "300 k token", "", ""},
          {"requests", "1000", "fees cost blended_price", "input_per_request request_tokens cost_per_request"},
          {"input_tokens", "250 M token",
           "uncached_tokens tokens input_per_request request_tokens blended_input_price input_cost" + paid,
           "cached_share"},
          {"cached_tokens", "100 M token", "cached_share off_peak_cached_saving",
           "uncached_tokens blended_input_price tier_cached_extra input_cost batch_cached_saving" + paid},
          {"visible_output_tokens", "1 M token",
           "output_tokens reasoning_tokens reasoning_extra tier_reasoning_extra tokens request_tokens output_cost "
           "batch_output_saving off_peak_output_saving" +
               paid,
           ""},
          {"reasoning_multiple", "3",
           "output_tokens reasoning_tokens reasoning_extra tier_reasoning_extra tokens request_tokens output_cost "
           "batch_output_saving off_peak_output_saving" +
               paid,
           ""},
          {"cache_write_tokens", "50 M token", "cache_write_extra tier_cache_write_extra" + paid, ""},
          {"cache_write_hour_tokens", "10 M token", "cache_write_hour_extra" + paid, "tier_cache_write_hour_extra"},
          {"batch_discount", "50 %", "batch_saving",
           "batch_cached_saving batch_output_saving off_peak_cached_saving off_peak_output_saving paid_share use_cost "
           "cost cost_per_request blended_price"},
          {"batch_share", "20 %", "batch_saving batch_output_saving",
           "batch_cached_saving off_peak_cached_saving off_peak_output_saving paid_share use_cost cost "
           "cost_per_request blended_price"},
          {"batch_cached_discount", "40 %", "batch_cached_saving", "use_cost cost cost_per_request blended_price"},
          {"batch_output_discount", "60 %", "batch_output_saving", "use_cost cost cost_per_request blended_price"},
          {"off_peak_discount", "75 %", "off_peak_saving",
           "off_peak_cached_saving off_peak_output_saving paid_share use_cost cost cost_per_request blended_price"},
          {"off_peak_cached_discount", "80 %", "off_peak_cached_saving",
           "use_cost cost cost_per_request blended_price"},
          {"off_peak_output_discount", "85 %", "off_peak_output_saving",
           "use_cost cost cost_per_request blended_price"},
          {"context", "1 M token", "", ""},
          {"off_peak_begin", "16.5 h", "paid_share use_cost cost cost_per_request blended_price",
           "off_peak_share off_peak_saving off_peak_cached_saving off_peak_output_saving"},
          {"off_peak_length", "8 h", "", ""},
          {"second_off_peak_begin", "4 h", "", ""},
          {"second_off_peak_length", "2 h", "", ""},
          {"busy_begin", "8 h", "off_peak_share off_peak_saving off_peak_cached_saving off_peak_output_saving",
           "paid_share use_cost cost cost_per_request blended_price"},
          {"busy_length", "10 h", "off_peak_share off_peak_saving off_peak_cached_saving off_peak_output_saving",
           "paid_share use_cost cost cost_per_request blended_price"},
          {"request_fee", "0.005 USD", "fees cost cost_per_request blended_price", ""},
          {"minimum", "1 USD", "", ""},
      });
}
