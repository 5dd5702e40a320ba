#include "sheets/bill.h"

namespace costcurve {

namespace {

void what_is_used(Bill& bill, System& system) {
  const Ratio one = system.number(1);
  what_tokens_are(bill, system);
  system.equal("input per request is input over requests", bill.input_per_request, bill.input_tokens / bill.requests);
  system.equal_forward("an average request takes all tokens over requests", bill.request_tokens,
                       bill.tokens / bill.requests);
  system.at_most("a request and its answer fit into the context", bill.request_tokens, bill.context);
  system.equal("output is the answers and the reasoning behind them", bill.output_tokens,
               bill.visible_output_tokens * (one + bill.reasoning_multiple));
  system.equal_forward("reasoning is so many times the answers", bill.reasoning_tokens,
                       bill.visible_output_tokens * bill.reasoning_multiple);
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
  system.at_most("prompts are no longer than those that this service has prices for", bill.input_per_request,
                 bill.listed_up_to);
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

/// A list may ask another price for hidden reasoning than for answers, and another in long prompts.
void what_reasoning_costs(Bill& bill, System& system) {
  const Ratio one = system.number(1), zero = system.number(0);
  const Ratio is_cliff = less(bill.tier_above, bill.input_per_request) * (bill.tier_rule == "cliff");
  system.equal_forward(
      "reasoning adds what its price is beyond that of answers", bill.reasoning_extra,
      bill.reasoning_tokens * (bill.reasoning_price - bill.output_price) * (one + bill.tier_output_extra));
  system.equal_forward("after long prompts it adds what its price there is beyond the surcharge on output",
                       bill.tier_reasoning_extra,
                       bill.reasoning_tokens * select(is_cliff, one, zero) *
                           (bill.tier_reasoning_price - bill.reasoning_price * (one + bill.tier_output_surcharge)));
}

/// Hours of the day on a circle: two stretches can meet before midnight, after it, and the day after.
Ratio overlap(const Bill& bill, const Time& cheaper_begin, const Time& cheaper_length, System& system) {
  const Time none = system.constant<Time>(0, "0 h"), day = system.constant<Time>(86400, "24 h");
  const Time end = bill.busy_begin + bill.busy_length;
  const auto common_from = [&](const Time& begin) {
    return max(none, min(end, begin + cheaper_length) - max(bill.busy_begin, begin));
  };
  const Time common = common_from(cheaper_begin - day) + common_from(cheaper_begin) + common_from(cheaper_begin + day);
  return common / bill.busy_length;
}

void hours_of_a_day(Bill& bill, System& system) {
  const Time day = system.constant<Time>(86400, "24 h");
  system.at_most("an hour of the day is at most 24", bill.busy_begin, day);
  system.at_most("the workload's day has at most 24 hours", bill.busy_length, day);
  system.at_most("cheaper hours begin at 24 at the latest", bill.off_peak_begin, day);
  system.at_most("cheaper hours are at most 24", bill.off_peak_length, day);
  system.at_most("both stretches of cheaper hours are at most 24", bill.off_peak_length + bill.second_off_peak_length,
                 day);
  system.at_most("the second stretch of cheaper hours begins at 24 at the latest", bill.second_off_peak_begin, day);
}

// Reading it, at the prices of the list.
Money what_the_cache_costs(const Bill& bill) {
  return bill.input_tokens * bill.cached_share * bill.cached_input_price * bill.tier_input_factor +
         bill.tier_cached_extra;
}

// Output, hidden reasoning included, at the prices of the list.
Money what_output_costs(const Bill& bill, System& system) {
  return bill.output_tokens * bill.output_price * (system.number(1) + bill.tier_output_extra) + bill.reasoning_extra +
         bill.tier_reasoning_extra;
}

void what_is_saved(Bill& bill, System& system) {
  system.equal_forward("the share in a second stretch is what of the workload's day that covers",
                       bill.second_off_peak_share,
                       overlap(bill, bill.second_off_peak_begin, bill.second_off_peak_length, system));
  system.equal_forward("the share in cheaper hours is what of the workload's day they cover", bill.off_peak_share,
                       overlap(bill, bill.off_peak_begin, bill.off_peak_length, system) + bill.second_off_peak_share);
  system.equal("batches save their discount on the share that may wait", bill.batch_saving,
               bill.batch_share * bill.batch_discount);
  system.equal_forward(
      "of the cache they save another share", bill.batch_cached_saving,
      what_the_cache_costs(bill) * bill.batch_share * (bill.batch_cached_discount - bill.batch_discount));
  system.equal_forward(
      "of output they save another share", bill.batch_output_saving,
      what_output_costs(bill, system) * bill.batch_share * (bill.batch_output_discount - bill.batch_discount));
  system.equal("cheaper hours save their discount on the share that falls into them", bill.off_peak_saving,
               bill.off_peak_share * bill.off_peak_discount);
}

/// What is read from the cache, and output, may be cheaper by another share than all else. Of what waits in a batch
/// less is saved.
void what_hours_save_otherwise(Bill& bill, System& system) {
  const Ratio paid = bill.off_peak_share * (system.number(1) - bill.batch_saving);
  system.equal_forward("the cache saves its own discount in place of the other", bill.off_peak_cached_saving,
                       what_the_cache_costs(bill) * paid * (bill.off_peak_cached_discount - bill.off_peak_discount));
  system.equal_forward(
      "output saves its own discount in place of the other", bill.off_peak_output_saving,
      what_output_costs(bill, system) * paid * (bill.off_peak_output_discount - bill.off_peak_discount));
}

void what_is_billed(Bill& bill, System& system) {
  const Ratio one = system.number(1);
  const Money none = system.constant<Money>(0, "0 USD");
  system.equal("input costs its blended price, more in long prompts", bill.input_cost,
               bill.input_tokens * bill.blended_input_price * bill.tier_input_factor);
  system.equal("output costs its price, more after long prompts, and what reasoning adds", bill.output_cost,
               what_output_costs(bill, system));
  system.equal("list cost is input, output and what the cache adds", bill.list_cost,
               bill.input_cost + bill.output_cost + bill.cache_write_extra + bill.cache_write_hour_extra +
                   bill.tier_cached_extra + bill.tier_cache_write_extra + bill.tier_cache_write_hour_extra);
  system.equal("what is paid of the list is what savings leave", bill.paid_share,
               (one - bill.batch_saving) * (one - bill.off_peak_saving));
  system.at_most("savings leave no more to pay than the list", bill.paid_share, one);
  system.equal("use cost is what is paid of the list, less what batches and cheaper hours save otherwise",
               bill.use_cost,
               bill.list_cost * bill.paid_share - bill.batch_cached_saving - bill.batch_output_saving -
                   bill.off_peak_cached_saving - bill.off_peak_output_saving);
  system.equal_forward("fees are requests times the fee", bill.fees, bill.requests * bill.request_fee);
  system.equal_forward("a minimum adds what the use is short of it", bill.top_up,
                       max(none, bill.minimum - (bill.use_cost + bill.fees)));
  system.equal("the bill is use, fees and what a minimum adds", bill.cost, bill.use_cost + bill.fees + bill.top_up);
  system.equal("cost per request is the bill over requests", bill.cost_per_request, bill.cost / bill.requests);
  system.equal("blended price is the bill over tokens", bill.blended_price, bill.cost / bill.tokens);
}

}  // namespace

void equations(Bill& bill, System& system) {
  what_is_used(bill, system);
  what_a_cache_costs(bill, system);
  what_long_prompts_cost(bill, system);
  what_a_cache_costs_in_long_prompts(bill, system);
  what_reasoning_costs(bill, system);
  hours_of_a_day(bill, system);
  what_is_saved(bill, system);
  what_hours_save_otherwise(bill, system);
  what_is_billed(bill, system);
  what_prices_there_are(bill, system);
}

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
