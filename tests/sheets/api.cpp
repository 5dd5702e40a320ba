// Prices, bills and margins as they are printed.

#include "directions.h"
#include "literature.h"

using namespace costcurve::testing;

TEST_CASE("the api sheet gives DeepSeek's published day: bill, hit rate, mark-up and margin") {
  const std::string list =
      "input_price = '0.55 USD/Mtoken'\ncached_input_price = '0.14 USD/Mtoken'\noutput_price = '2.19 USD/Mtoken'\n";
  const std::string tokens =
      "input_tokens = '608 B token'\ncached_tokens = '342 B token'\noutput_tokens = '168 B token'\n";
  expect_figures(
      "api",
      {
          // tokens are printed to a billion: half a billion of each kind is 1,440 dollars. 562,100 from what is printed
          {"DeepSeek open-infra-index, day 6", list + tokens, "revenue", 562027, "USD", 1440},
          {"DeepSeek open-infra-index, day 6", tokens, "cached_share", 56.3, "%", 0.05},
          {"DeepSeek open-infra-index, day 6", tokens, "uncached_tokens", 266, "B token", 0.5},
          {"DeepSeek open-infra-index, day 6", "revenue = '562,027 USD'\ncost = '87,072 USD'", "mark_up", 545, "%",
           0.5},
          // "cost profit margin" is on cost; on revenue the same day is 84.5 %
          {"DeepSeek open-infra-index, day 6", "mark_up = '545 %'", "margin", 84.5, "%", 0.05},
          {"DeepSeek open-infra-index, day 6", "revenue = '562,027 USD'\ncost = '87,072 USD'", "margin", 84.5, "%",
           0.05},
      });
}

TEST_CASE("the api sheet gives the discounts on cached input that price lists announce") {
  expect_figures(
      "api",
      {
          {"OpenAI, Prompt Caching in the API, 1 October 2024: GPT-4o",
           "input_price = '2.50 USD/Mtoken'\ncached_input_price = '1.25 USD/Mtoken'", "cached_discount", 50, "%", 0.5},
          {"OpenAI, Prompt Caching in the API, 1 October 2024: o1",
           "input_price = '15 USD/Mtoken'\ncached_discount = '50 %'", "cached_input_price", 7.50, "USD/Mtoken", 0.005},
          {"Anthropic, Prompt caching with Claude, 14 August 2024",
           "input_price = '3 USD/Mtoken'\ncached_input_price = '0.30 USD/Mtoken'", "cached_discount", 90, "%", 0.5},
          {"DeepSeek, context caching on disk, 2 August 2024",
           "input_price = '0.14 USD/Mtoken'\ncached_discount = '90 %'", "cached_input_price", 0.014, "USD/Mtoken",
           0.0005},
      });
}

TEST_CASE("the api sheet gives the blended prices that Epoch AI compares lists by, from the catalog's launch prices") {
  expect_figures(
      "api", {
                 {"Epoch AI, price data: GPT-4", "api = 'GPT-4'\nat = '2023-03-14'", "three_to_one_price", 37.5,
                  "USD/Mtoken", 0.05},
                 {"Epoch AI, price data: Claude 3.5 Sonnet", "api = 'Claude-3.5-Sonnet'\nat = '2024-06-20'",
                  "three_to_one_price", 6.0, "USD/Mtoken", 0.05},
                 {"GPT-4, one to one", "api = 'GPT-4'\nat = '2023-03-14'", "one_to_one_price", 45, "USD/Mtoken", 0.5},
                 {"Claude 3.5 Sonnet, one to one", "api = 'Claude-3.5-Sonnet'\nat = '2024-06-20'", "one_to_one_price",
                  9, "USD/Mtoken", 0.5},
                 // 0.32 for an average token of R1's input on the published day, which the press put at 0.55
                 {"DeepSeek open-infra-index, day 6, and its price list",
                  "api = 'DeepSeek-R1'\nat = '2025-01-27'\ncached_share = '56.3 %'", "blended_input_price", 0.32,
                  "USD/Mtoken", 0.005},
             });
}

TEST_CASE("api: what rises and falls with each input") {
  const std::string left = " profit revenue_over_cost mark_up margin", paid = "revenue blended_price" + left,
                    lists = " three_to_one_price one_to_one_price";
  expect_directions("api", "",
                    {
                        {"input_price", "0.55 USD/Mtoken", "cached_discount blended_input_price " + paid + lists, ""},
                        {"cached_input_price", "0.14 USD/Mtoken", "blended_input_price " + paid, "cached_discount"},
                        {"output_price", "2.19 USD/Mtoken", paid + lists, ""},
                        // fresh input is cheaper than the average token, and dearer than the average input
                        {"input_tokens", "608 B token", "uncached_tokens tokens blended_input_price revenue" + left,
                         "cached_share blended_price cost_per_token"},
                        {"cached_tokens", "342 B token", "cached_share", "uncached_tokens blended_input_price " + paid},
                        {"output_tokens", "168 B token", "tokens " + paid, "cost_per_token"},
                        {"cost", "87,072 USD", "cost_per_token", left},
                    });
}
