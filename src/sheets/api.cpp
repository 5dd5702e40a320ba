#include "sheets/token_prices.h"

namespace costcurve {

namespace {

/// Tokens sold by the million: a price list, a workload (a day's, a month's, one request's), what the buyer pays for it
/// and what is left to the seller.
///
/// Left out: surcharges for writing to a cache and for long contexts, batch and off-peak discounts, free tiers.
struct Api {
  TokenPrice input_price;
  TokenPrice cached_input_price;
  Ratio cached_discount;
  TokenPrice output_price;
  Tokens input_tokens;
  Tokens cached_tokens;
  Tokens uncached_tokens;
  Ratio cached_share;
  Tokens output_tokens;
  Tokens tokens;
  TokenPrice blended_input_price;
  Money revenue;
  TokenPrice blended_price;
  Money cost;
  TokenPrice cost_per_token;
  Money profit;
  Ratio revenue_over_cost;
  Ratio mark_up;
  Ratio margin;
  TokenPrice three_to_one_price;
  TokenPrice one_to_one_price;
};

void workload(Api& api, Table& table) {
  tokens_bought(api, table, "B token");
  table.row("tokens", api.tokens, "B token", "input and output together");
}

void money(Api& api, Table& table) {
  table
      .row("blended_input_price", api.blended_input_price, "USD/Mtoken",
           "price of an average input token, cached or not")
      .in(Domain::not_negative);
  table.row("revenue", api.revenue, "USD", "the workload at these prices: the buyer's bill, the seller's revenue");
  table.row("blended_price", api.blended_price, "USD/Mtoken", "revenue over all tokens of this workload")
      .in(Domain::not_negative);
  table.row("cost", api.cost, "USD", "what serving the workload cost the provider");
  table.row("cost_per_token", api.cost_per_token, "USD/Mtoken",
            "what serving a token, input or output, cost the provider");
  table.row("profit", api.profit, "USD", "revenue less cost").in(Domain::any);
  table.row("revenue_over_cost", api.revenue_over_cost, "x", "how many times the cost comes back");
  // 545 % and 84.5 % are one fact about one day. DeepSeek's "cost profit margin of 545 %" is the mark-up.
  table.row("mark_up", api.mark_up, "%", "profit over cost").in(Domain::any).of("cost");
  table.row("margin", api.margin, "%", "profit over revenue: the gross margin, never above 100 %")
      .in(Domain::any)
      .of("revenue");
  table
      .row("three_to_one_price", api.three_to_one_price, "USD/Mtoken",
           "three input tokens to one of output: the list alone")
      .in(Domain::not_negative);
  table.row("one_to_one_price", api.one_to_one_price, "USD/Mtoken", "one input token to one of output: the list alone")
      .in(Domain::not_negative);
}

void quantities(Api& api, Table& table) {
  price_list(api, table);
  workload(api, table);
  money(api, table);
}

void what_is_paid(Api& api, System& system) {
  what_tokens_are(api, system);
  system.equal("revenue is input and output tokens at their prices", api.revenue,
               api.input_tokens * api.blended_input_price + api.output_tokens * api.output_price);
  system.equal("blended price is revenue over tokens", api.blended_price, api.revenue / api.tokens);
}

void what_is_left(Api& api, System& system) {
  const Ratio one = system.number(1);
  system.equal("cost per token is cost over tokens", api.cost_per_token, api.cost / api.tokens);
  system.equal("profit is revenue less cost", api.profit, api.revenue - api.cost);
  system.equal("revenue over cost is their ratio", api.revenue_over_cost, api.revenue / api.cost);
  system.equal("mark-up is revenue over cost, less 1", api.mark_up, api.revenue_over_cost - one);
  system.equal("margin is 1 less cost over revenue", api.margin, one - one / api.revenue_over_cost);
}

/// Weights that two price lists are compared by when nobody's workload is known. They know no cache: 3:1 is 0.96
/// USD/Mtoken for DeepSeek-R1, whose own day of 3.6:1 with 56 % cached came to 0.72.
void what_lists_are_compared_by(Api& api, System& system) {
  const Ratio two = system.number(2), three = system.number(3), four = system.number(4);
  system.equal("the 3:1 price weighs input three times", api.three_to_one_price,
               (three * api.input_price + api.output_price) / four, "Epoch AI, price data: GPT-4 at 37.5 USD/Mtoken");
  system.equal("the 1:1 price is the mean of input and output", api.one_to_one_price,
               (api.input_price + api.output_price) / two);
}

void equations(Api& api, System& system) {
  what_is_paid(api, system);
  what_is_left(api, system);
  what_lists_are_compared_by(api, system);
  what_prices_there_are(api, system);
}

}  // namespace

extern const Sheet api_sheet = {
    "api",
    "tokens sold through an API: prices with cached input, workload, bill, blended price, mark-up, margin",
    record_sheet<Api>,
    rows_of_sheet<Api>,
    R"(# Tokens at list prices. The workload is whatever you put in: a day's, a month's, one request's. `revenue` is
# what it costs the buyer and brings the seller; `cost` is what serving it cost the seller, and may be left out.

title    = "DeepSeek's day of inference"
question = "Is the margin 545 %?"

[sources]
day_6 = { title = "DeepSeek open-infra-index, day 6: one more thing", year = 2025, url = "https://github.com/deepseek-ai/open-infra-index" }

[day]
sheet              = "api"
source             = "day_6"                    # for all givens of the part: they are quotations
input_price        = "0.55 USD/Mtoken"
cached_input_price = "0.14 USD/Mtoken"          # without it, cached input costs what other input does
output_price       = "2.19 USD/Mtoken"
input_tokens       = "608 B token"              # all input
cached_tokens      = "342 B token"              # or cached_share = "56.3 %"; without either, nothing is cached
output_tokens      = "168 B token"
cost               = "87,072 USD"

[[claim]]
says   = "56.3 % of the input hit the cache"
of     = "day.cached_share"
value  = "56.3 %"
source = "day_6"

[[claim]]
says   = "a theoretical revenue of $562,027 a day"
of     = "day.revenue"
value  = "$562,027"
source = "day_6"

[[claim]]
says   = "a cost profit margin of 545 %"        # on cost: a mark-up. The margin on revenue is 84.5 %
of     = "day.mark_up"
value  = "545 %"
source = "day_6"
)",
    {"revenue", "margin", "blended_price", "three_to_one_price"}};

}  // namespace costcurve
