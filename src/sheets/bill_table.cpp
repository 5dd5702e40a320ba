#include "sheets/bill.h"

namespace costcurve {

namespace {

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
  table.row("reasoning_tokens", bill.reasoning_tokens, "M token", "the hidden ones among the output")
      .in(Domain::not_negative);
  table.row("tokens", bill.tokens, "M token", "input and output together");
  table.row("request_tokens", bill.request_tokens, "token", "input and output of an average request");
  table.row("context", bill.context, "token", "the longest request that is taken, its answer included")
      .from("api.context");
}

void reasoning(Bill& bill, Table& table) {
  const std::string_view none = "no list price of its own: hidden reasoning costs what other output does";
  table
      .row("reasoning_price", bill.reasoning_price, "USD/Mtoken",
           "price of an output token of hidden reasoning, where a list has another than for answers")
      .in(Domain::not_negative)
      .from("api.reasoning");
  table
      .row("reasoning_extra", bill.reasoning_extra, "USD",
           "what hidden reasoning adds to the bill beyond output's price")
      .in(Domain::any)
      .usually("0 USD", none)
      .unless_given({"reasoning_price"})
      .only_said();
  table
      .row("tier_reasoning_price", bill.tier_reasoning_price, "USD/Mtoken",
           "price of an output token of hidden reasoning after long prompts")
      .in(Domain::not_negative)
      .from("api.tier.reasoning");
  table
      .row("tier_reasoning_extra", bill.tier_reasoning_extra, "USD",
           "what hidden reasoning adds after long prompts, beyond what they add for all output")
      .in(Domain::any)
      .usually("0 USD", "there it is as much dearer as other output")
      .unless_given({"tier_reasoning_price"})
      .only_said();
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
      .row("listed_up_to", bill.listed_up_to, "k token",
           "input of one request up to which a class of service has prices, where longer ones have others")
      .from("api.listed_up_to");
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
  table
      .row("batch_cached_discount", bill.batch_cached_discount, "%",
           "how much cheaper input read from the cache is then, where that is another")
      .in(Domain::fraction)
      .from("api.batch.cached_discount");
  table
      .row("batch_output_discount", bill.batch_output_discount, "%",
           "how much cheaper output is then, where that is another")
      .in(Domain::fraction)
      .from("api.batch.output_discount");
  table.row("batch_saving", bill.batch_saving, "%", "what the bill is less because some of it may wait")
      .in(Domain::not_negative)
      .usually("0", "nothing may wait, or nothing is cheaper for it")
      .only_said();
  table
      .row("batch_cached_saving", bill.batch_cached_saving, "USD",
           "what waiting saves on the cache beyond what it saves on all")
      .in(Domain::any)
      .usually("0 USD", "the cache is as much cheaper in a batch as all else")
      .only_said();
  table
      .row("batch_output_saving", bill.batch_output_saving, "USD",
           "what waiting saves on output beyond what it saves on all")
      .in(Domain::any)
      .usually("0 USD", "output is as much cheaper in a batch as all else")
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
  table
      .row("second_off_peak_begin", bill.second_off_peak_begin, "h",
           "when a second stretch of them begins, in hours of the day, UTC")
      .in(Domain::not_negative)
      .from("api.off_peak.second_begin");
  table.row("second_off_peak_length", bill.second_off_peak_length, "h", "how many hours that has")
      .from("api.off_peak.second_length");
  table.row("busy_begin", bill.busy_begin, "h", "when the workload's day begins, in hours of the day, UTC")
      .in(Domain::not_negative)
      .usually("12 h", "not said: of a day of less than 24 hours it may be any")
      .anywhere_between("0 h", "24 h", {"busy_length"});
  table.row("busy_length", bill.busy_length, "h", "how many hours of the day it has, alike")
      .usually("24 h", "requests come at all hours alike");
  table
      .row("second_off_peak_share", bill.second_off_peak_share, "%",
           "share of the workload in a second stretch of cheaper hours")
      .in(Domain::fraction)
      .usually("0", "the day has one stretch of cheaper hours")
      .only_said();
  table.row("off_peak_share", bill.off_peak_share, "%", "share of the workload in the cheaper hours")
      .in(Domain::fraction);
  table.row("off_peak_saving", bill.off_peak_saving, "%", "what the bill is less for these hours")
      .in(Domain::not_negative)
      .usually("0", "all hours cost alike")
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

}  // namespace

void quantities(Bill& bill, Table& table) {
  price_list(bill, table);
  workload(bill, table);
  // Before what they multiply: a default is offered in the order of the table.
  tiers(bill, table);
  what_tiers_add(bill, table);
  reasoning(bill, table);
  cache_writes(bill, table);
  savings(bill, table);
  fees(bill, table);
  money(bill, table);
}

}  // namespace costcurve
