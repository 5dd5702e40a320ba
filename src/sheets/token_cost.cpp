// What tokens cost: the rent of the chips, laid on what they did.
//
// A price per token means nothing without the request that it is of, the rule by which a request's cost is divided, and
// the share of the hours in which somebody asks. Here are two rules. By phase: the rent of decode steps on output, what
// prompts add on input that was computed. All on output: the whole request over its output, as most who print "$ per
// million output tokens" mean.

#include "sheets/serving.h"
#include "sheets/token_prices.h"

namespace costcurve {

namespace {

void what_tokens_cost(TokenCost& cost, Table& table) {
  table.row("rent", cost.rent, "USD/chip/h", "price of one chip for one hour")
      .in(Domain::not_negative)
      .from("cloud.rent");
  table
      .row("utilisation", cost.utilisation, "%",
           "share of the paid hours in which somebody asks: below 1 the others are laid on its tokens")
      .in(Domain::fraction)
      .usually("1", "cost by use: chips that are always busy");
  table.row("money_rate", cost.money_rate, "USD/h", "what a busy hour of the deployment costs")
      .in(Domain::not_negative)
      .of("utilisation");
  table.row("throughput", cost.throughput, "token/s", "output tokens of the deployment in a second");
  table.row("chip_throughput", cost.chip_throughput, "token/s/chip", "output tokens of one chip in a second");
  table.row("request_time", cost.request_time, "ms", "time of the whole deployment that one request takes");
  table.row("decode_time", cost.decode_time, "ms", "of it, its share of decode steps");
  table.row("prefill_time", cost.prefill_time, "ms", "of it, what its prompt adds").in(Domain::not_negative);
  table.row("cache_load_time", cost.cache_load_time, "ms", "time of the whole deployment that loading a prefix takes")
      .in(Domain::not_negative)
      .usually("0 s", "a prefix cache in the chips' own memory");
  const auto price = [&](std::string_view name, TokenPrice& member, std::string_view meaning) {
    table.row(name, member, "USD/Mtoken", meaning).in(Domain::not_negative);
  };
  price("decode_cost", cost.decode_cost, "by phase: decode steps, on output tokens");
  price("prefill_cost", cost.prefill_cost, "by phase: what prompts add, on input that is computed");
  price("cached_cost", cost.cached_cost, "by phase: loading prefixes, on input from the cache");
  price("cost_per_output_token", cost.cost_per_output_token, "the whole request, laid on its output alone");
  price("cost_per_token", cost.cost_per_token, "the whole request, over its input and output");
  table.row("request_cost", cost.request_cost, "USD", "rent of one request").in(Domain::not_negative);
}

void what_it_sells_for(TokenCost& cost, Table& table) {
  price_list(cost, table);
  table.row("request_price", cost.request_price, "USD", "what the API asks for one request");
  table.row("margin", cost.margin, "%", "what the price leaves over the rent, over the price")
      .in(Domain::any)
      .of("request_price");
  table.row("price_over_cost", cost.price_over_cost, "x", "the API's price over the rent, for the same request");
}

void what_it_draws(TokenCost& cost, Table& table) {
  table.row("power", cost.power, "W/chip", "rated power of one chip").from("chip.power");
  table.row("server_power", cost.server_power, "x", "what a loaded server draws over the rated power of its chips")
      .usually("1.25", "MLPerf power, Llama 2 70B: B200 1.31, H200 capped at 500 W 1.54")
      .between("1.05", "1.55");
  table.row("pue", cost.pue, "x", "power usage effectiveness: energy of the building over that of its servers")
      .usually("1.1", "large data centers; 1.25 elsewhere");
  table.row("energy_per_output_token", cost.energy_per_output_token, "J/token", "at the servers' plugs");
  table.row("energy_per_request", cost.energy_per_request, "Wh", "one request, cooling of the building included");
  table.row("electricity_price", cost.electricity_price, "USD/kWh", "price of energy at the meter")
      .in(Domain::not_negative)
      .from("grid.price");
  table.row("energy_cost", cost.energy_cost, "USD/Mtoken", "electricity of an output token, the building's included")
      .in(Domain::not_negative);
}

void what_a_request_takes(TokenCost& cost, const ServingSteps& steps, System& system) {
  const Requests& requests = steps.served.memory.requests;
  const ServingPlan& plan = steps.served.memory.plan;
  const Tokens one_token = system.constant<Tokens>(1, "1 token");
  system.equal_forward("a chip's throughput is its share", cost.chip_throughput, cost.throughput / plan.chips);
  system.equal_forward("a request takes the time in which its output comes out, and loading its prefix",
                       cost.request_time, requests.output / cost.throughput + cost.cache_load_time);
  system.equal_forward("a request has its share of decode steps", cost.decode_time,
                       requests.output / one_token * steps.decode_interval / requests.sequences);
  system.equal_forward("the rest is what its prompt adds", cost.prefill_time,
                       cost.request_time - cost.cache_load_time - cost.decode_time);
}

void what_that_costs(TokenCost& cost, const ServingSteps& steps, System& system) {
  const Requests& requests = steps.served.memory.requests;
  const ServingPlan& plan = steps.served.memory.plan;
  const Tokens one_token = system.constant<Tokens>(1, "1 token");
  system.equal("busy hours pay for the idle ones", cost.money_rate, cost.rent * plan.chips / cost.utilisation);
  system.equal_forward("decode steps are laid on output", cost.decode_cost,
                       cost.money_rate * cost.decode_time / requests.output);
  system.equal_forward("what prompts add is laid on input that is computed", cost.prefill_cost,
                       cost.money_rate * cost.prefill_time / requests.fresh);
  system.equal_forward("loading prefixes is laid on cached input", cost.cached_cost,
                       cost.money_rate * cost.cache_load_time / max(requests.cached, one_token));
  system.equal_forward("a request costs the rent of its time", cost.request_cost, cost.money_rate * cost.request_time);
  system.equal_forward("all of it on output", cost.cost_per_output_token, cost.request_cost / requests.output);
  system.equal_forward("all of it over input and output", cost.cost_per_token,
                       cost.request_cost / (requests.input + requests.output));
}

void what_is_asked_for_it(TokenCost& cost, const ServingSteps& steps, System& system) {
  const Requests& requests = steps.served.memory.requests;
  const Ratio one = system.number(1);
  system.equal("a cached token costs the input price less the discount", cost.cached_input_price,
               cost.input_price * (one - cost.cached_discount));
  system.equal_forward("an API charges input, cached input and output", cost.request_price,
                       requests.fresh * cost.input_price + requests.cached * cost.cached_input_price +
                           requests.output * cost.output_price);
  system.equal_forward("margin is 1 less cost over price", cost.margin, one - cost.request_cost / cost.request_price);
  system.equal_forward("price over cost is their ratio", cost.price_over_cost, cost.request_price / cost.request_cost);
}

void what_that_draws(TokenCost& cost, const ServingSteps& steps, System& system) {
  const Requests& requests = steps.served.memory.requests;
  system.estimate_forward("chips draw their rated power, servers somewhat more", cost.energy_per_output_token,
                          steps.served.memory.plan.chips * cost.power * cost.server_power / cost.throughput,
                          "MLPerf power", {.less = "steps that wait for memory", .most = 3});
  system.equal_forward("a request draws for its output, at the building's meter", cost.energy_per_request,
                       cost.energy_per_output_token * requests.output * cost.pue);
  system.equal_forward("energy costs its price at the building's meter", cost.energy_cost,
                       cost.energy_per_output_token * cost.electricity_price * cost.pue);
}

}  // namespace

void quantities(TokenCost& cost, Table& table) {
  what_tokens_cost(cost, table);
  what_it_sells_for(cost, table);
  what_it_draws(cost, table);
}

void full_throughput(TokenCost& cost, const ServingSteps& steps, System& system) {
  const Requests& requests = steps.served.memory.requests;
  const Tokens one_token = system.constant<Tokens>(1, "1 token");
  system.estimate_forward(
      "a full deployment decodes, and takes in a prompt for every answer", cost.throughput,
      requests.sequences * one_token /
          (steps.decode_interval + requests.sequences * steps.prompt_time * one_token / requests.output),
      "a closed loop", {.less = "hours in which fewer ask"});
}

void equations(TokenCost& cost, const ServingSteps& steps, System& system) {
  what_a_request_takes(cost, steps, system);
  what_that_costs(cost, steps, system);
  what_is_asked_for_it(cost, steps, system);
  what_that_draws(cost, steps, system);
}

}  // namespace costcurve
