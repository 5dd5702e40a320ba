#include "sheets/training.h"

namespace costcurve {

void quantities(Training& run, Table& table) {
  table.row("chips", run.chips, "chip", "accelerators used at once");
  table.row("duration", run.duration, "h", "wall clock from start to end");
  table
      .row("uptime", run.uptime, "%",
           "goodput: the share of the chip time that becomes training, not lost to failures and restarts")
      .in(Domain::fraction);
  table.row("chip_time", run.chip_time, "chip h", "what a bill counts: GPU-hours, idle and failed ones too");
  table.row("useful_chip_time", run.useful_chip_time, "chip h", "chip time that becomes training");
  table.row("rent", run.rent, "USD/chip/h", "price of one chip for one hour")
      .in(Domain::not_negative)
      .from("cloud.rent");
  table.row("cost", run.cost, "USD", "what the chips cost for this run").in(Domain::not_negative);
  table.row("active_parameters", run.active_parameters, "B parameter", "parameters that one token passes through")
      .from("llm.active_parameters");
  table.row("tokens", run.tokens, "B token", "training tokens seen");
  table.row("flop_per_token", run.flop_per_token, "GFLOP/token", "forward and backward, for one token");
  table.row("compute", run.compute, "FLOP", "floating point operations of the whole run");
  table.row("peak", run.peak, "TFLOP/s/chip", "what one chip could do: dense, in the stated precision")
      .from("chip.peak");
  table.row("mfu", run.mfu, "%", "model FLOP utilisation: the share of the peak that became model")
      .of("peak")
      .in(Domain::positive);
  table.row("achieved_speed", run.achieved_speed, "TFLOP/s/chip",
            "model FLOP/s of one chip, as logs print it: of useful chip time");
  table.row("token_rate", run.token_rate, "B token/day", "tokens per day of wall clock");
  table.row("chip_token_rate", run.chip_token_rate, "token/s/chip",
            "tokens per second of one chip, as logs print it: of useful chip time");
  table.row("chip_time_per_token", run.chip_time_per_token, "k chip h/T token",
            "what a bill counts for one token: of all chip time");
  table.row("cost_per_token", run.cost_per_token, "USD/Mtoken", "what the chips cost for one training token")
      .in(Domain::not_negative);
}

namespace {

void rates(Training& run, System& system) {
  system.equal("token rate is tokens over duration", run.token_rate, run.tokens / run.duration);
  system.equal("chip token rate is tokens over useful chip time", run.chip_token_rate,
               run.tokens / run.useful_chip_time);
  system.equal("chip time per token is chip time over tokens", run.chip_time_per_token, run.chip_time / run.tokens);
  system.equal("cost per token is cost over tokens", run.cost_per_token, run.cost / run.tokens);
}

}  // namespace

void identities(Training& run, System& system) {
  system.equal("chip time is chips times duration", run.chip_time, run.chips * run.duration);
  system.equal("useful chip time is what uptime leaves of it", run.useful_chip_time, run.chip_time * run.uptime);
  system.equal("cost is chip time times rent", run.cost, run.chip_time * run.rent);
  system.equal("compute is tokens times FLOP per token", run.compute, run.tokens * run.flop_per_token);
  system.equal("compute is useful chip time at peak and MFU", run.compute, run.useful_chip_time * run.peak * run.mfu);
  system.equal("achieved speed is the peak times MFU", run.achieved_speed, run.peak * run.mfu);
  rates(run, system);
  const char* rents = "the clouds of the catalog ask 0.4 to 18 USD/chip/h";
  system.seldom_above("a chip seldom rents for more than 100 USD/h", run.rent,
                      system.constant<Rent>(100.0 / 3600, "100 USD/chip/h"), rents);
  system.seldom_below("a chip seldom rents for less than 0.05 USD/h", run.rent,
                      system.constant<Rent>(0.05 / 3600, "0.05 USD/chip/h"), rents);
}

void equations(Training& run, System& system) {
  const Ratio one = system.number(1);
  const ComputePerParameterToken six = system.constant<ComputePerParameterToken>(6, "6 FLOP/parameter/token");

  identities(run, system);
  system.estimate("full uptime", run.uptime, one, "the common reading of a quoted duration",
                  {.less = "restarts and failures", .most = 3});
  // 2 FLOP forward and 4 backward per parameter and token. Attention is left out: 2.8 % for GPT-3 at 2,048 tokens
  // [narayanan2021, sec. 5.1], more with long contexts.
  system.estimate("six FLOP per parameter and token", run.flop_per_token, six * run.active_parameters,
                  "Kaplan et al. 2020, section 2.1",
                  {.more = "attention",
                   .factors = {{4.0 / 3, "recomputed activations take 8 FLOP per parameter and token"},
                               {2.0 / 3, "frozen weights take 4 FLOP per parameter and token"},
                               {1.0 / 3, "the forward pass alone takes 2 FLOP per parameter and token"}}});
  system.at_most("MFU is at most 1", run.mfu, one);
  system.seldom_above("MFU is seldom above 75 %", run.mfu, system.number(0.75),
                      "published runs reach 30 to 65 %; is the peak that of the precision used?");
}

extern const Sheet training_sheet = {
    "training",
    "a training run: chips, hours, rent, cost; parameters, tokens, compute, MFU",
    record_sheet<Training>,
    rows_of_sheet<Training>,
    R"(# A training run. Give what you know; the rest is worked out. Any sufficient subset will do: chips and hours,
# or chip time; dollars instead of a rent; tokens and parameters for the compute.

title    = "What one training run costs"
question = "What do 512 H800s for 80 hours cost, and how well are they used?"

[sources]
paper = { title = "the paper you read", year = 2025, url = "https://example.org" }

[run]
sheet    = "training"
layer    = "final run"                     # or development, cluster, fleet: what the cost covers
chip     = "H800"                          # brings the peak; `costcurve list chips` shows the others
chips    = 512                             # a bare number is a count
duration = { is = "80 h", source = "paper" }    # with a source it is a quotation: 79.5 to 80.5 h
rent     = "2 USD/chip/h"
# chip_time = "41 k chip h"                # instead of chips and duration, or beside them as a check
# active_parameters = "37 B parameter"     # with tokens: compute and MFU
# tokens   = "100 B token"

[[claim]]
says  = "the run cost $82,000"
of    = "run.cost"
value = "$82,000"
source = "paper"
)",
    {"cost", "rent", "mfu", "chip_time", "duration", "compute", "chip_token_rate"}};

}  // namespace costcurve
