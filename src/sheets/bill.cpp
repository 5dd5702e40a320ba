#include "sheets/token_prices.h"

namespace costcurve {

namespace {

/// A bill of an API with all that a price list may ask for. Two prices are the beginning: writing to a cache may cost
/// more than other input, a long prompt is dearer by the token, what may wait is cheaper and so are some hours of the
/// day, hidden reasoning is billed as output, a request may cost a fee, and there may be a least to pay.
///
/// Left out: free tiers, web searches, images and sound.
struct Bill {
  TokenPrice input_price;
  TokenPrice cached_input_price;
  Ratio cached_discount;
  TokenPrice output_price;
  Ratio requests;
  Tokens input_per_request;
  Tokens input_tokens;
  Tokens cached_tokens;
  Tokens uncached_tokens;
  Ratio cached_share;
  Tokens visible_output_tokens;
  Ratio reasoning_multiple;
  Tokens output_tokens;
  Tokens tokens;
  Tokens request_tokens;
  Tokens context;
  TokenPrice cache_write_price;
  Ratio cache_write_surcharge;
  TokenPrice cache_write_hour_price;
  Ratio cache_write_hour_surcharge;
  Ratio cache_write_hour_premium;
  Tokens cache_write_tokens;
  Tokens cache_write_hour_tokens;
  Money cache_write_extra;
  Money cache_write_hour_extra;
  Tokens tier_above;
  Word tier_rule;
  TokenPrice tier_input_price;
  Ratio tier_input_surcharge;
  TokenPrice tier_output_price;
  Ratio tier_output_surcharge;
  TokenPrice tier_cached_input_price;
  TokenPrice tier_cache_write_price;
  TokenPrice tier_cache_write_hour_price;
  Ratio tier_share;
  Ratio tier_input_extra;
  Ratio tier_input_factor;
  Ratio tier_output_extra;
  Money tier_cached_extra;
  Money tier_cache_write_extra;
  Money tier_cache_write_hour_extra;
  Ratio batch_discount;
  Ratio batch_share;
  Ratio batch_saving;
  Ratio off_peak_discount;
  Ratio off_peak_cached_discount;
  Ratio off_peak_output_discount;
  Time off_peak_begin;
  Time off_peak_length;
  Time busy_begin;
  Time busy_length;
  Ratio off_peak_share;
  Ratio off_peak_saving;
  Money off_peak_cached_saving;
  Money off_peak_output_saving;
  Money request_fee;
  Money fees;
  Money minimum;
  Money top_up;
  TokenPrice blended_input_price;
  Money input_cost;
  Money output_cost;
  Money list_cost;
  Ratio paid_share;
  Money use_cost;
  Money cost;
  Money cost_per_request;
  TokenPrice blended_price;
};

void workload(Bill& bill, Table& table) {
  table.row("requests", bill.requests, "", "requests of the workload").counts("request query prompt message");
  table.row("input_per_request", bill.input_per_request, "token", "input of an average request, cached or not");
  tokens_bought(bill, table, "M token");
  table
      .row("visible_output_tokens", bill.visible_output_tokens, "M token",
           "tokens of the answers alone, without hidden reasoning")
      .in(Domain::not_negative);
  table
      .row("reasoning_multiple", bill.reasoning_multiple, "x",
           "hidden reasoning, billed as output, over the tokens of the answers")
      .in(Domain::not_negative)
      .usually("0", "no hidden reasoning")
      .where_given({"visible_output_tokens"});
  table.row("tokens", bill.tokens, "M token", "input and output together");
  table.row("request_tokens", bill.request_tokens, "token", "input and output of an average request");
  table.row("context", bill.context, "token", "the longest request that is taken, its answer included")
      .from("api.context");
}

// What else a list may ask for, and what of it this workload meets. Of each the default is that there is nothing of it.
void cache_writes(Bill& bill, Table& table) {
  table
      .row("cache_write_price", bill.cache_write_price, "USD/Mtoken",
           "price of an input token that is also written to the cache, for minutes")
      .from("api.cache_write");
  table.row("cache_write_surcharge", bill.cache_write_surcharge, "%", "how much dearer than other input that is")
      .in(Domain::any)
      .of("input_price");
  table
      .row("cache_write_hour_price", bill.cache_write_hour_price, "USD/Mtoken",
           "price of an input token that is also written to the cache, for an hour")
      .from("api.cache_write_hour");
  table
      .row("cache_write_hour_surcharge", bill.cache_write_hour_surcharge, "%",
           "how much dearer than other input that is")
      .in(Domain::any)
      .of("input_price");
  table
      .row("cache_write_hour_premium", bill.cache_write_hour_premium, "%",
           "how much of the input price an hour adds to what minutes cost")
      .in(Domain::any)
      .usually("0", "a list that names no price for an hour charges what it charges for minutes")
      .of("input_price");
  table.row("cache_write_tokens", bill.cache_write_tokens, "M token", "uncached input that is written to the cache")
      .in(Domain::not_negative);
  table
      .row("cache_write_hour_tokens", bill.cache_write_hour_tokens, "M token",
           "uncached input that is written to the cache for an hour")
      .in(Domain::not_negative);
  const std::string_view none = "writing to a cache costs what other input does, or nothing is written";
  table.row("cache_write_extra", bill.cache_write_extra, "USD", "what writing to the cache adds to the bill")
      .in(Domain::any)
      .usually("0 USD", none)
      .only_said();
  table.row("cache_write_hour_extra", bill.cache_write_hour_extra, "USD", "what writing to it for an hour adds")
      .in(Domain::any)
      .usually("0 USD", none)
      .only_said();
}

void tiers(Bill& bill, Table& table) {
  table.row("tier_above", bill.tier_above, "k token", "input of one request above which other prices hold")
      .from("api.tier.above");
  table
      .words("tier_rule", bill.tier_rule, {"cliff", "marginal"},
             "cliff: all tokens of such a request at these prices; marginal: its input beyond the limit alone")
      .from("api.tier.rule");
  table.row("tier_input_price", bill.tier_input_price, "USD/Mtoken", "price of an input token there")
      .from("api.tier.input");
  table.row("tier_input_surcharge", bill.tier_input_surcharge, "%", "how much dearer input is there, cached or not")
      .in(Domain::any)
      .of("input_price");
  table.row("tier_output_price", bill.tier_output_price, "USD/Mtoken", "price of an output token there")
      .from("api.tier.output");
  table.row("tier_output_surcharge", bill.tier_output_surcharge, "%", "how much dearer output is there")
      .in(Domain::any)
      .of("output_price");
  table
      .row("tier_cached_input_price", bill.tier_cached_input_price, "USD/Mtoken",
           "price of an input token read from the cache there")
      .in(Domain::not_negative)
      .from("api.tier.cached_input");
  table
      .row("tier_cache_write_price", bill.tier_cache_write_price, "USD/Mtoken",
           "price of an input token that is also written to the cache there, for minutes")
      .from("api.tier.cache_write");
  table
      .row("tier_cache_write_hour_price", bill.tier_cache_write_hour_price, "USD/Mtoken",
           "price of an input token that is also written to the cache there, for an hour")
      .from("api.tier.cache_write_hour");
}

// What a tier adds. Without a price of its own the cache is as much dearer there as other input.
void what_tiers_add(Bill& bill, Table& table) {
  const std::string_view none = "no request is that long, or length does not matter",
                         in_proportion = "there the cache is as much dearer as other input";
  table.row("tier_share", bill.tier_share, "%", "share of the input that costs the prices of long prompts")
      .in(Domain::fraction)
      .usually("0", none)
      .unless_given({"tier_above", "tier_rule"})
      .only_said();
  table.row("tier_input_extra", bill.tier_input_extra, "%", "what long prompts add to the bill for input")
      .in(Domain::any)
      .usually("0", none)
      .unless_given({"tier_input_price", "tier_input_surcharge"})
      .only_said();
  table.row("tier_input_factor", bill.tier_input_factor, "x", "how many times the bill for input long prompts make it");
  table.row("tier_output_extra", bill.tier_output_extra, "%", "what long prompts add to the bill for output")
      .in(Domain::any)
      .usually("0", none)
      .unless_given({"tier_output_price", "tier_output_surcharge"})
      .only_said();
  table
      .row("tier_cached_extra", bill.tier_cached_extra, "USD",
           "what long prompts add for reading the cache, beyond what they add for all input")
      .in(Domain::any)
      .usually("0 USD", in_proportion)
      .unless_given({"tier_cached_input_price"})
      .only_said();
  table
      .row("tier_cache_write_extra", bill.tier_cache_write_extra, "USD",
           "what long prompts add for writing to the cache, beyond what they add for all input")
      .in(Domain::any)
      .usually("0 USD", in_proportion)
      .unless_given({"tier_cache_write_price"})
      .only_said();
  table
      .row("tier_cache_write_hour_extra", bill.tier_cache_write_hour_extra, "USD",
           "what long prompts add for writing to it for an hour, beyond what they add for all input")
      .in(Domain::any)
      .usually("0 USD", in_proportion)
      .unless_given({"tier_cache_write_hour_price"})
      .only_said();
}

void savings(Bill& bill, Table& table) {
  table.row("batch_discount", bill.batch_discount, "%", "how much cheaper is what may wait")
      .in(Domain::fraction)
      .from("api.batch.discount");
  table.row("batch_share", bill.batch_share, "%", "share of the workload that may wait").in(Domain::fraction);
  table.row("batch_saving", bill.batch_saving, "%", "what the bill is less because some of it may wait")
      .in(Domain::not_negative)
      .usually("0", "nothing may wait, or nothing is cheaper for it")
      .only_said();
  table.row("off_peak_discount", bill.off_peak_discount, "%", "how much cheaper some hours of the day are")
      .in(Domain::fraction)
      .from("api.off_peak.discount");
  table
      .row("off_peak_cached_discount", bill.off_peak_cached_discount, "%",
           "how much cheaper input read from the cache is then, where that is another")
      .in(Domain::fraction)
      .from("api.off_peak.cached_discount");
  table
      .row("off_peak_output_discount", bill.off_peak_output_discount, "%",
           "how much cheaper output is then, where that is another")
      .in(Domain::fraction)
      .from("api.off_peak.output_discount");
  table.row("off_peak_begin", bill.off_peak_begin, "h", "when they begin, in hours of the day, UTC")
      .in(Domain::not_negative)
      .from("api.off_peak.begin");
  table.row("off_peak_length", bill.off_peak_length, "h", "how many they are").from("api.off_peak.length");
  table.row("busy_begin", bill.busy_begin, "h", "when the workload's day begins, in hours of the day, UTC")
      .in(Domain::not_negative);
  table.row("busy_length", bill.busy_length, "h", "how many hours of the day it has, alike");
  table.row("off_peak_share", bill.off_peak_share, "%", "share of the workload in the cheaper hours")
      .in(Domain::fraction);
  table.row("off_peak_saving", bill.off_peak_saving, "%", "what the bill is less for these hours")
      .in(Domain::not_negative)
      .usually("0", "no work in cheaper hours, or all hours cost alike")
      .only_said();
  table
      .row("off_peak_cached_saving", bill.off_peak_cached_saving, "USD",
           "what these hours save on the cache beyond what they save on all")
      .in(Domain::any)
      .usually("0 USD", "the cache is as much cheaper then as all else")
      .only_said();
  table
      .row("off_peak_output_saving", bill.off_peak_output_saving, "USD",
           "what these hours save on output beyond what they save on all")
      .in(Domain::any)
      .usually("0 USD", "output is as much cheaper then as all else")
      .only_said();
}

void fees(Bill& bill, Table& table) {
  table.row("request_fee", bill.request_fee, "USD", "fee for each request, whatever its tokens")
      .in(Domain::not_negative)
      .counts("request query prompt message")
      .from("api.request_fee");
  table.row("fees", bill.fees, "USD", "the fees for all requests")
      .in(Domain::not_negative)
      .usually("0 USD", "no fee for a request")
      .unless_given({"request_fee"})
      .only_said();
  table.row("minimum", bill.minimum, "USD", "what is billed at least").only_said();
  table.row("top_up", bill.top_up, "USD", "what the minimum adds to the bill")
      .in(Domain::not_negative)
      .usually("0 USD", "no minimum")
      .unless_given({"minimum"})
      .only_said();
}

void money(Bill& bill, Table& table) {
  table
      .row("blended_input_price", bill.blended_input_price, "USD/Mtoken",
           "price of an average input token, cached or not, in short prompts")
      .in(Domain::not_negative);
  table.row("input_cost", bill.input_cost, "USD", "what input costs at its prices, from the cache or not")
      .in(Domain::not_negative);
  table.row("output_cost", bill.output_cost, "USD", "what output costs at its price").in(Domain::not_negative);
  table.row("list_cost", bill.list_cost, "USD", "all tokens at the prices of the list").in(Domain::not_negative);
  table.row("paid_share", bill.paid_share, "%", "what of the list is paid after all savings")
      .in(Domain::not_negative)
      .of("list_cost");
  table.row("use_cost", bill.use_cost, "USD", "the same less what is saved by waiting and by the hour")
      .in(Domain::not_negative);
  table.row("cost", bill.cost, "USD", "the bill").in(Domain::not_negative);
  table.row("cost_per_request", bill.cost_per_request, "USD", "the bill over its requests")
      .in(Domain::not_negative)
      .counts("request query prompt message");
  table.row("blended_price", bill.blended_price, "USD/Mtoken", "the bill over all tokens of this workload")
      .in(Domain::not_negative);
}

void quantities(Bill& bill, Table& table) {
  price_list(bill, table);
  workload(bill, table);
  // Before what they multiply: a default is offered in the order of the table.
  tiers(bill, table);
  what_tiers_add(bill, table);
  cache_writes(bill, table);
  savings(bill, table);
  fees(bill, table);
  money(bill, table);
}

void what_is_used(Bill& bill, System& system) {
  const Ratio one = system.number(1);
  what_tokens_are(bill, system);
  system.equal("input per request is input over requests", bill.input_per_request, bill.input_tokens / bill.requests);
  system.equal_forward("an average request takes all tokens over requests", bill.request_tokens,
                       bill.tokens / bill.requests);
  system.at_most("a request and its answer fit into the context", bill.request_tokens, bill.context);
  system.equal("output is the answers and the reasoning behind them", bill.output_tokens,
               bill.visible_output_tokens * (one + bill.reasoning_multiple));
}

void what_a_cache_costs(Bill& bill, System& system) {
  const Ratio one = system.number(1);
  system.equal("a token written to the cache costs the input price and a surcharge", bill.cache_write_price,
               bill.input_price * (one + bill.cache_write_surcharge));
  system.equal("a token written to it for an hour costs the input price and another", bill.cache_write_hour_price,
               bill.input_price * (one + bill.cache_write_hour_surcharge));
  system.equal("writing for an hour is dearer than for minutes by what an hour adds", bill.cache_write_hour_surcharge,
               bill.cache_write_surcharge + bill.cache_write_hour_premium);
  system.at_most("only uncached input is written to the cache", bill.cache_write_tokens, bill.uncached_tokens);
  system.at_most("only uncached input is written to it for an hour", bill.cache_write_hour_tokens,
                 bill.uncached_tokens);
  system.at_most("uncached input is written to the cache but once",
                 bill.cache_write_tokens + bill.cache_write_hour_tokens, bill.uncached_tokens);
  system.equal_forward(
      "writing adds the surcharge on what is written, more in long prompts", bill.cache_write_extra,
      bill.cache_write_tokens * bill.input_price * bill.cache_write_surcharge * bill.tier_input_factor);
  system.equal_forward(
      "writing for an hour adds its surcharge, more in long prompts", bill.cache_write_hour_extra,
      bill.cache_write_hour_tokens * bill.input_price * bill.cache_write_hour_surcharge * bill.tier_input_factor);
}

/// Of requests of one length: where they differ, those above the limit are another part.
void what_long_prompts_cost(Bill& bill, System& system) {
  const Ratio one = system.number(1), zero = system.number(0);
  const Ratio is_above = less(bill.tier_above, bill.input_per_request);
  system.equal("the tier's input price is the input price and a surcharge", bill.tier_input_price,
               bill.input_price * (one + bill.tier_input_surcharge));
  system.equal("the tier's output price is the output price and a surcharge", bill.tier_output_price,
               bill.output_price * (one + bill.tier_output_surcharge));
  system.equal_forward(
      "a long prompt costs them throughout, or for what is beyond the limit", bill.tier_share,
      select(is_above, select(bill.tier_rule == "cliff", one, one - bill.tier_above / bill.input_per_request), zero));
  system.equal_forward("a long prompt adds the surcharge on that share", bill.tier_input_extra,
                       bill.tier_input_surcharge * bill.tier_share);
  system.equal("the bill for input is that many times what it is without long prompts", bill.tier_input_factor,
               one + bill.tier_input_extra);
  system.equal_forward("a long prompt makes its answer dearer where the limit is a cliff", bill.tier_output_extra,
                       select(is_above * (bill.tier_rule == "cliff"), bill.tier_output_surcharge, zero));
}

/// A tier may ask more or less for the cache than its surcharge on input would make of it.
void what_a_cache_costs_in_long_prompts(Bill& bill, System& system) {
  const Ratio surcharged = system.number(1) + bill.tier_input_surcharge;
  system.equal_forward("reading the cache there adds what its price is beyond the surcharge", bill.tier_cached_extra,
                       bill.input_tokens * bill.cached_share * bill.tier_share *
                           (bill.tier_cached_input_price - bill.cached_input_price * surcharged));
  system.equal_forward(
      "writing there adds what its price is beyond the surcharge", bill.tier_cache_write_extra,
      bill.cache_write_tokens * bill.tier_share * (bill.tier_cache_write_price - bill.cache_write_price * surcharged));
  system.equal_forward("writing there for an hour adds what its price is beyond the surcharge",
                       bill.tier_cache_write_hour_extra,
                       bill.cache_write_hour_tokens * bill.tier_share *
                           (bill.tier_cache_write_hour_price - bill.cache_write_hour_price * surcharged));
}

/// Hours of the day on a circle: two stretches can meet before midnight, after it, and the day after.
Ratio overlap(const Bill& bill, System& system) {
  const Time none = system.constant<Time>(0, "0 h"), day = system.constant<Time>(86400, "24 h");
  const Time end = bill.busy_begin + bill.busy_length;
  const auto common_from = [&](const Time& begin) {
    return max(none, min(end, begin + bill.off_peak_length) - max(bill.busy_begin, begin));
  };
  const Time common = common_from(bill.off_peak_begin - day) + common_from(bill.off_peak_begin) +
                      common_from(bill.off_peak_begin + day);
  return common / bill.busy_length;
}

void hours_of_a_day(Bill& bill, System& system) {
  const Time day = system.constant<Time>(86400, "24 h");
  system.at_most("an hour of the day is at most 24", bill.busy_begin, day);
  system.at_most("the workload's day has at most 24 hours", bill.busy_length, day);
  system.at_most("cheaper hours begin at 24 at the latest", bill.off_peak_begin, day);
  system.at_most("cheaper hours are at most 24", bill.off_peak_length, day);
}

void what_is_saved(Bill& bill, System& system) {
  system.equal_forward("the share in cheaper hours is what of the workload's day they cover", bill.off_peak_share,
                       overlap(bill, system));
  system.equal("batches save their discount on the share that may wait", bill.batch_saving,
               bill.batch_share * bill.batch_discount);
  system.equal("cheaper hours save their discount on the share that falls into them", bill.off_peak_saving,
               bill.off_peak_share * bill.off_peak_discount);
}

/// What is read from the cache, and output, may be cheaper by another share than all else. Of what waits in a batch
/// less is saved.
void what_hours_save_otherwise(Bill& bill, System& system) {
  const Ratio paid = bill.off_peak_share * (system.number(1) - bill.batch_saving);
  const Money cached =
      bill.input_tokens * bill.cached_share * bill.cached_input_price * bill.tier_input_factor + bill.tier_cached_extra;
  system.equal_forward("the cache saves its own discount in place of the other", bill.off_peak_cached_saving,
                       cached * paid * (bill.off_peak_cached_discount - bill.off_peak_discount));
  system.equal_forward("output saves its own discount in place of the other", bill.off_peak_output_saving,
                       bill.output_cost * paid * (bill.off_peak_output_discount - bill.off_peak_discount));
}

void what_is_billed(Bill& bill, System& system) {
  const Ratio one = system.number(1);
  const Money none = system.constant<Money>(0, "0 USD");
  system.equal("input costs its blended price, more in long prompts", bill.input_cost,
               bill.input_tokens * bill.blended_input_price * bill.tier_input_factor);
  system.equal("output costs its price, more after long prompts", bill.output_cost,
               bill.output_tokens * bill.output_price * (one + bill.tier_output_extra));
  system.equal("list cost is input, output and what the cache adds", bill.list_cost,
               bill.input_cost + bill.output_cost + bill.cache_write_extra + bill.cache_write_hour_extra +
                   bill.tier_cached_extra + bill.tier_cache_write_extra + bill.tier_cache_write_hour_extra);
  system.equal("what is paid of the list is what savings leave", bill.paid_share,
               (one - bill.batch_saving) * (one - bill.off_peak_saving));
  system.at_most("savings leave no more to pay than the list", bill.paid_share, one);
  system.equal("use cost is what is paid of the list, less what cheaper hours save otherwise", bill.use_cost,
               bill.list_cost * bill.paid_share - bill.off_peak_cached_saving - bill.off_peak_output_saving);
  system.equal_forward("fees are requests times the fee", bill.fees, bill.requests * bill.request_fee);
  system.equal_forward("a minimum adds what the use is short of it", bill.top_up,
                       max(none, bill.minimum - (bill.use_cost + bill.fees)));
  system.equal("the bill is use, fees and what a minimum adds", bill.cost, bill.use_cost + bill.fees + bill.top_up);
  system.equal("cost per request is the bill over requests", bill.cost_per_request, bill.cost / bill.requests);
  system.equal("blended price is the bill over tokens", bill.blended_price, bill.cost / bill.tokens);
}

void equations(Bill& bill, System& system) {
  what_is_used(bill, system);
  what_a_cache_costs(bill, system);
  what_long_prompts_cost(bill, system);
  what_a_cache_costs_in_long_prompts(bill, system);
  hours_of_a_day(bill, system);
  what_is_saved(bill, system);
  what_hours_save_otherwise(bill, system);
  what_is_billed(bill, system);
  what_prices_there_are(bill, system);
}

}  // namespace

extern const Sheet bill_sheet = {
    "bill",
    "an API's bill for a workload: caching, long prompts, batches, cheaper hours, reasoning, fees",
    record_sheet<Bill>,
    rows_of_sheet<Bill>,
    R"(# What a workload costs at an API, with all that its price list asks for. `costcurve compare` puts several side by side.

title    = "A support bot at two vendors"
question = "What does a month of our support bot cost?"

[bot]
sheet              = "workload"
requests           = "1 M requests"           # a month's
input_per_request  = "1,500 token"
output_per_request = "400 token"
cached_share       = "60 %"                   # or shared_prefix and request_rate, from which it follows
batch_share        = "20 %"                   # what may wait for a day

[deepseek]
sheet = "bill"
like  = "bot"                                 # takes what it does not say itself from there
api   = "DeepSeek-V3.2"                       # `costcurve list apis` shows the others

[o3]
sheet = "bill"
like  = "bot"
api   = "o3"
reasoning_multiple = "3x"                     # hidden reasoning, billed as output
)",
    {"cost", "cost_per_request", "blended_price"}};

}  // namespace costcurve
