// Prompts and answers on different chips: so many prefill workers for so many decode workers, and what a day costs.

#include "sheets/rates.h"
#include "sheets/system.h"

namespace costcurve {

namespace {

/// Prefill workers take in prompts, decode workers answer; keys and values travel from one to the other. Of each kind a
/// part of the sheet `serving` says what one worker does; here is how many there must be, and what a request waits for.
///
/// No prompt disturbs an answer. A first token waits for the prompts before it: where prefill workers always work there
/// is no steady state, and no such number. Left out: prefill workers that are not alike busy, failures, and prompts
/// that are routed to where their prefix is.
struct DisaggregatedServing {
  Pace request_rate, prefill_rate, decode_rate;
  Ratio prefill_workers, decode_workers, prefill_use, decode_use, balance;
  Chips prefill_chips, decode_chips, chips;
  Tokens input, cached, output;
  BytesPerToken kv_per_token;
  ChipBandwidth network_bandwidth, load_bandwidth;
  Ratio network_efficiency, hit_rate, peak_over_mean, paid_over_mean;
  Time transfer, prefill_time, cached_prefill_time, saved, load_time;
  Time prompt_time, prompt_step, decode_step, wait, first_token, time_per_token, latency;
  Time first_token_limit, time_per_token_limit;
  Ratio decode_sequences, arrival_cv2, length_cv2, extra_steps;
  TokenRate interactivity, throughput;
  ChipTokenRate chip_throughput;
  ChipPower power;
  Ratio server_power;
  EnergyPerToken energy_per_output_token;
  TokenPrice decode_cost, prefill_cost;
  Word nodes_at_night;
  Rent rent;
  MoneyRate money_rate;
  TokenPrice cost_per_output_token;
};

void workers(DisaggregatedServing& fleet, Table& table) {
  table.row("request_rate", fleet.request_rate, "1/s", "requests that the whole fleet answers").counts(requests_asked);
  table.row("prefill_rate", fleet.prefill_rate, "1/s", "prompts that one prefill worker takes in at full load");
  table.row("decode_rate", fleet.decode_rate, "1/s", "requests that one decode worker answers at full load");
  table.row("prefill_workers", fleet.prefill_workers, "", "workers that take in prompts (x of xPyD)");
  table.row("decode_workers", fleet.decode_workers, "", "workers that answer (y of xPyD)");
  table.row("prefill_use", fleet.prefill_use, "%", "share of the time that prefill workers work")
      .in(Domain::fraction)
      .usually("1", "the scarcer kind always works")
      .unless_given({"prefill_workers"})  // how busy they are follows from the decode workers
      .where_nothing_says_it();
  table.row("decode_use", fleet.decode_use, "%", "share of the time that decode workers work")
      .in(Domain::fraction)
      .usually("1", "the scarcer kind always works")
      .where_nothing_says_it();
  table.row("balance", fleet.balance, "", "prefill workers that keep one decode worker busy");
  table.row("prefill_chips", fleet.prefill_chips, "chip", "accelerators of one prefill worker");
  table.row("decode_chips", fleet.decode_chips, "chip", "accelerators of one decode worker");
  table.row("chips", fleet.chips, "chip", "accelerators of the fleet");
  table.row("throughput", fleet.throughput, "token/s", "output tokens of the fleet in a second");
  table.row("chip_throughput", fleet.chip_throughput, "token/s/chip",
            "that over all chips, those that take in prompts too");
}

void steps(DisaggregatedServing& fleet, Table& table) {
  table.row("prompt_time", fleet.prompt_time, "ms", "of a prefill worker, time that each prompt takes at full load");
  table.row("prompt_step", fleet.prompt_step, "ms",
            "of a prefill worker, the step that takes in a request's own prompt");
  table.row("decode_step", fleet.decode_step, "ms", "of a decode worker, a token's time for all that it answers");
  table.row("decode_sequences", fleet.decode_sequences, "", "requests that a decode worker answers at once")
      .counts(requests_asked);
}

void waiting(DisaggregatedServing& fleet, Table& table) {
  table
      .row("arrival_cv2", fleet.arrival_cv2, "",
           "squared coefficient of variation of the time between arrivals: 1 where they are independent")
      .in(Domain::not_negative)
      .usually("1", "independent arrivals (a Poisson process)");
  table.row("length_cv2", fleet.length_cv2, "", "squared coefficient of variation of the input's length")
      .in(Domain::not_negative)
      .usually("0", "requests of equal length");
  table
      .row("extra_steps", fleet.extra_steps, "",
           "decode steps more than the queue explains before a first token is seen")
      .in(Domain::not_negative)
      .usually("1", "engines schedule a step ahead and stream a token late");
  table.row("wait", fleet.wait, "ms", "for the prompts before one's own, a mean").in(Domain::not_negative);
  table.row("first_token", fleet.first_token, "ms", "TTFT: from a request's arrival to its first token, a mean");
  table.row("time_per_token", fleet.time_per_token, "ms",
            "TPOT: the time of an answer after its first token, over the tokens of that time");
  table.row("interactivity", fleet.interactivity, "token/s", "output tokens that one user sees in a second");
  table.row("latency", fleet.latency, "s", "from a request to its last token");
  table.row("time_per_token_limit", fleet.time_per_token_limit, "ms", "what a user is promised");
  table.row("first_token_limit", fleet.first_token_limit, "ms", "the same of the first token");
}

void caches(DisaggregatedServing& fleet, Table& table) {
  table.row("input_per_request", fleet.input, "token", "input of an average request, cached or not");
  table.row("cached_per_request", fleet.cached, "token", "of it, what is in the prefix cache")
      .in(Domain::not_negative)
      .usually("0 token", "nothing is cached");
  table.row("output_per_request", fleet.output, "token", "answer to an average request");
  table.row("hit_rate", fleet.hit_rate, "%", "share of the input that is in the prefix cache").in(Domain::fraction);
  table.row("kv_per_token", fleet.kv_per_token, "byte/token", "what a token leaves in the KV cache");
  table.row("network_bandwidth", fleet.network_bandwidth, "GB/s/chip", "how fast a chip sends to other nodes")
      .from("chip.network_bandwidth");
  table.row("network_efficiency", fleet.network_efficiency, "%", "share of a network port that transfers reach")
      .in(Domain::fraction)
      .usually("0.85", "DeepEP: 43 to 58 of 50 GB/s")
      .between("0.70", "0.95");
  table.row("transfer", fleet.transfer, "ms", "keys and values of one request on their way");
  table.row("prefill_time", fleet.prefill_time, "ms", "taking in one prompt of which nothing is cached");
  table.row("cached_prefill_time", fleet.cached_prefill_time, "ms", "taking in what of it is not cached");
  table.row("saved", fleet.saved, "ms", "what a hit of the prefix cache saves");
  table.row("load_bandwidth", fleet.load_bandwidth, "GB/s/chip", "how fast one chip loads a stored prefix");
  table.row("load_time", fleet.load_time, "ms", "loading the stored prefix").in(Domain::not_negative);
}

void day(DisaggregatedServing& fleet, Table& table) {
  table.row("peak_over_mean", fleet.peak_over_mean, "x", "workers at the busiest hour over the day's mean")
      .usually("1", "a day without hours");
  table
      .words("nodes_at_night", fleet.nodes_at_night, {"kept", "given back"},
             "whether workers that nobody needs are paid for all the same")
      .usually("given back", "they train, or belong to others");
  table.row("paid_over_mean", fleet.paid_over_mean, "x", "workers that are paid for over those that work");
  table.row("rent", fleet.rent, "USD/chip/h", "price of one chip for one hour")
      .in(Domain::not_negative)
      .from("cloud.rent");
  table.row("money_rate", fleet.money_rate, "USD/h", "what an hour of the fleet costs").in(Domain::not_negative);
  const auto price = [&](std::string_view name, TokenPrice& member, std::string_view meaning) {
    table.row(name, member, "USD/Mtoken", meaning).in(Domain::not_negative);
  };
  price("decode_cost", fleet.decode_cost, "by phase: decode workers, on output tokens");
  price("prefill_cost", fleet.prefill_cost, "by phase: prefill workers, on input that is computed");
  price("cost_per_output_token", fleet.cost_per_output_token, "the whole fleet, laid on output alone");
  table.row("power", fleet.power, "W/chip", "rated power of one chip").from("chip.power");
  table.row("server_power", fleet.server_power, "x", "what a loaded server draws over the rated power of its chips")
      .usually("1.25", "MLPerf power, Llama 2 70B: B200 1.31, H200 capped at 500 W 1.54")
      .between("1.05", "1.55");
  table.row("energy_per_output_token", fleet.energy_per_output_token, "J/token", "of all chips, at the servers' plugs");
}

void quantities(DisaggregatedServing& fleet, Table& table) {
  workers(fleet, table);
  steps(fleet, table);
  waiting(fleet, table);
  caches(fleet, table);
  day(fleet, table);
}

void what_workers_do(DisaggregatedServing& fleet, System& system) {
  const Ratio one = system.number(1);
  const Tokens one_token = system.constant<Tokens>(1, "1 token");
  system.equal("a prefill worker takes in one prompt after the other", one, fleet.prefill_rate * fleet.prompt_time);
  system.equal("a decode worker gives each of its sequences a token in every step", fleet.decode_rate,
               fleet.decode_sequences * one_token / (fleet.output * fleet.decode_step));
}

// Prompts queue at the prefill workers; answers are not disturbed.
void what_requests_wait_for(DisaggregatedServing& fleet, System& system) {
  const Ratio one = system.number(1), two = system.number(2);
  const Tokens one_token = system.constant<Tokens>(1, "1 token");
  system.estimate_forward(
      "where prefill workers are not always busy (prefill_use below 100 %) a prompt waits for those before it",
      fleet.wait,
      fleet.prompt_step * fleet.prefill_use * (fleet.arrival_cv2 + fleet.length_cv2) /
          (two * (one - fleet.prefill_use)) / less(fleet.prefill_use, one),
      "Pollaczek-Khinchine; Kingman 1961", {.more = "bursts, uneven prefill workers"});
  system.estimate_forward("a first token waits for its prompt, for the cache on its way, and for a decode step",
                          fleet.first_token,
                          fleet.wait + fleet.prompt_step + fleet.transfer + fleet.extra_steps * fleet.decode_step,
                          "a queue before the prefill workers", {.more = "bursts"});
  system.equal("no prompt disturbs an answer", fleet.time_per_token, fleet.decode_step);
  system.equal_forward("a user sees a token in the time of one", fleet.interactivity, one_token / fleet.time_per_token);
  system.equal_forward("an answer takes its first token and the time of the others", fleet.latency,
                       fleet.first_token + (fleet.output / one_token - one) * fleet.time_per_token);
  system.at_most("time per token keeps its limit", fleet.time_per_token, fleet.time_per_token_limit);
  system.at_most("the first token keeps its limit", fleet.first_token, fleet.first_token_limit);
}

void what_that_costs(DisaggregatedServing& fleet, System& system) {
  system.equal("the fleet costs the rent of what is paid for", fleet.money_rate,
               fleet.chips * fleet.rent * fleet.paid_over_mean);
  system.equal_forward("decode workers are laid on output", fleet.decode_cost,
                       fleet.decode_workers * fleet.decode_chips * fleet.rent * fleet.paid_over_mean /
                           (fleet.request_rate * fleet.output));
  system.equal_forward("prefill workers are laid on input that is computed", fleet.prefill_cost,
                       fleet.prefill_workers * fleet.prefill_chips * fleet.rent * fleet.paid_over_mean /
                           (fleet.request_rate * (fleet.input - fleet.cached)));
  system.equal("all of it on output", fleet.cost_per_output_token,
               fleet.money_rate / (fleet.request_rate * fleet.output));
}

void what_comes_out(DisaggregatedServing& fleet, System& system) {
  system.equal_forward("every request brings its output", fleet.throughput, fleet.request_rate * fleet.output);
  system.equal_forward("a chip's throughput is its share", fleet.chip_throughput, fleet.throughput / fleet.chips);
  system.estimate_forward("chips draw their rated power, servers somewhat more", fleet.energy_per_output_token,
                          fleet.chips * fleet.power * fleet.server_power / fleet.throughput, "MLPerf power",
                          {.less = "workers that are idle at times", .most = 3});
}

void equations(DisaggregatedServing& fleet, System& system) {
  const Ratio one = system.number(1);
  what_workers_do(fleet, system);
  system.equal("prefill workers take in every request", fleet.request_rate,
               fleet.prefill_workers * fleet.prefill_rate * fleet.prefill_use);
  system.equal("decode workers answer every request", fleet.request_rate,
               fleet.decode_workers * fleet.decode_rate * fleet.decode_use);
  system.equal("balance is what a decode worker answers over what a prefill worker takes in", fleet.balance,
               fleet.decode_rate / fleet.prefill_rate);
  system.equal("chips are those of all workers", fleet.chips,
               fleet.prefill_workers * fleet.prefill_chips + fleet.decode_workers * fleet.decode_chips);
  system.equal("hit rate is the cached share of the input", fleet.cached, fleet.input * fleet.hit_rate);
  system.estimate_forward(
      "keys and values travel over the ports of all chips of a prefill worker", fleet.transfer,
      fleet.input * fleet.kv_per_token / (fleet.network_bandwidth * fleet.network_efficiency * fleet.prefill_chips),
      "DeepEP for the share", {.more = "ports that others use"});
  system.equal("a hit saves what need not be taken in", fleet.saved, fleet.prefill_time - fleet.cached_prefill_time);
  system.equal_forward("a stored prefix is loaded by all chips of a prefill worker", fleet.load_time,
                       fleet.cached * fleet.kv_per_token / (fleet.load_bandwidth * fleet.prefill_chips));
  system.at_most("a stored prefix pays if it loads faster than it is computed", fleet.load_time, fleet.saved);
  system.equal_forward("what is kept at night is paid for", fleet.paid_over_mean,
                       select(fleet.nodes_at_night == "kept", fleet.peak_over_mean, one));
  what_requests_wait_for(fleet, system);
  what_that_costs(fleet, system);
  what_comes_out(fleet, system);
  system.at_least("the busiest hour is no less than the mean", fleet.peak_over_mean, one);
}

}  // namespace

extern const Sheet disaggregated_serving_sheet = {
    "disaggregated_serving",
    "prompts and answers on different chips: how many workers of each, transfers, prefix cache, a day's cost",
    record_sheet<DisaggregatedServing>,
    rows_of_sheet<DisaggregatedServing>,
    R"toml(# Prompts on some chips, answers on others. What one worker does comes from two parts of the sheet `serving`.

title    = "DeepSeek-V3 on H200s, prefill and decode apart"
question = "How many prefill workers keep one decode worker of 16 chips busy?"

[request]
sheet              = "workload"
input_per_request  = "4096 token"
output_per_request = "1024 token"

[prefill]
sheet              = "serving"
like               = "request"
llm                = "DeepSeek-V3"
chip               = "H200"
format             = "fp8-block"
tensor             = 8
prompts            = "alone"
concurrency        = 1

[decode]
sheet              = "serving"
like               = "request"
llm                = "DeepSeek-V3"
chip               = "H200"
format             = "fp8-block"
replicas           = 16
expert_parallel    = 16
concurrency        = 1024

[fleet]
sheet              = "disaggregated_serving"
chip               = "H200"
input_per_request  = "4096 token"
output_per_request = "1024 token"
prompt_time        = "prefill.prompt_time"
prompt_step        = "prefill.prompt_step"
decode_step        = "decode.decode_step"
decode_sequences   = "decode.sequences"
prefill_chips      = 8
decode_chips       = 16
kv_per_token       = "decode.kv_per_token"
decode_workers     = 1
prefill_use        = "70 %"           # a first token has a mean only where prefill workers are idle at times
rent               = "3.50 USD/chip/h"
)toml",
    {"balance", "prefill_workers", "chips", "first_token", "time_per_token", "cost_per_output_token"}};

}  // namespace costcurve
