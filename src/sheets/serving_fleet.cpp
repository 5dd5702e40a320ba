#include "sheets/system.h"

namespace costcurve {

namespace {

/// A fleet that serves tokens: how many nodes its traffic needs, what they cost to rent, and what a token then costs.
///
/// Input (prefill) and output (decode) are served by different nodes, each kind at its own speed, as in a
/// disaggregated deployment; a kind of which nothing is said is not there. Of nodes that do both at once, say what a
/// busy one takes in and gives meanwhile: the rates per busy node. Left out: latency targets, the daily peak that a
/// fleet is sized for, staff and network beyond the rent.
struct ServingFleet {
  Tokens input_tokens;
  Tokens output_tokens;
  Time period;
  TokenRate input_token_rate;
  TokenRate output_token_rate;
  TokenRate token_rate;
  TokenRate input_speed_per_node;
  TokenRate output_speed_per_node;
  TokenRate input_rate_per_busy_node;
  TokenRate output_rate_per_busy_node;
  Ratio prefill_nodes;
  Ratio decode_nodes;
  Ratio utilisation;
  Ratio nodes;
  Chips chips_per_node;
  Chips chips;
  Rent rent;
  MoneyRate cost_per_day;
  Money cost;
  TokenPrice cost_per_token;
  TokenPrice cost_per_output_token;
  ChipPower power_per_chip;
  EnergyPerToken energy_per_token;
  EnergyPerToken energy_per_output_token;
};

void traffic(ServingFleet& fleet, Table& table) {
  table.row("input_tokens", fleet.input_tokens, "B token", "input in the period, the cached included");
  table.row("output_tokens", fleet.output_tokens, "B token", "output in the period");
  table.row("period", fleet.period, "day", "the time that token totals and cost are for")
      .usually("1 day", "totals are a day's unless a period is given");
  table.row("input_token_rate", fleet.input_token_rate, "B token/day", "input through the whole fleet");
  table.row("output_token_rate", fleet.output_token_rate, "B token/day", "output of the whole fleet");
  table.row("token_rate", fleet.token_rate, "B token/day", "input and output together");
}

void machines(ServingFleet& fleet, Table& table) {
  // A node is a plain count, so a speed per node is tokens per time. If it counts cached input, so must the traffic.
  table.row("input_speed_per_node", fleet.input_speed_per_node, "k token/s",
            "input tokens a second that one prefill node takes in");
  table.row("output_speed_per_node", fleet.output_speed_per_node, "k token/s",
            "output tokens a second that one decode node gives");
  table.row("input_rate_per_busy_node", fleet.input_rate_per_busy_node, "k token/s",
            "input tokens a second over the busy nodes, whatever else they do");
  table.row("output_rate_per_busy_node", fleet.output_rate_per_busy_node, "k token/s",
            "output tokens a second over the busy nodes, whatever else they do");
  const std::string_view none = "nothing is said of such nodes or of what they would do";
  table.row("prefill_nodes", fleet.prefill_nodes, "", "nodes that input alone keeps busy")
      .in(Domain::not_negative)
      .usually("0", none)
      .where_given({"output_speed_per_node", "decode_nodes"})
      .unless_given({"input_speed_per_node", "input_tokens", "input_token_rate", "input_rate_per_busy_node",
                     "output_rate_per_busy_node"});
  table.row("decode_nodes", fleet.decode_nodes, "", "nodes that output alone keeps busy")
      .in(Domain::not_negative)
      .usually("0", none)
      .where_given({"input_speed_per_node", "prefill_nodes"})
      .unless_given({"output_speed_per_node", "output_tokens", "output_token_rate", "input_rate_per_busy_node",
                     "output_rate_per_busy_node"});
  table.row("utilisation", fleet.utilisation, "%", "share of the paid nodes that the traffic keeps busy")
      .usually("1", "speeds that are averages over the paid nodes; for others it leaves out idle hours and the peak")
      .of("nodes");
  table.row("nodes", fleet.nodes, "", "nodes paid for, on average over the period");
  table.row("chips_per_node", fleet.chips_per_node, "chip", "accelerators in one node");
  table.row("chips", fleet.chips, "chip", "accelerators paid for, on average over the period");
}

void bill(ServingFleet& fleet, Table& table) {
  table.row("rent", fleet.rent, "USD/chip/h", "price of one chip for one hour")
      .in(Domain::not_negative)
      .from("cloud.rent");
  table.row("cost_per_day", fleet.cost_per_day, "USD/day", "rent of the whole fleet for a day")
      .in(Domain::not_negative);
  table.row("cost", fleet.cost, "USD", "rent of the whole fleet for the period").in(Domain::not_negative);
  table.row("cost_per_token", fleet.cost_per_token, "USD/Mtoken", "cost over input and output tokens")
      .in(Domain::not_negative);
  table
      .row("cost_per_output_token", fleet.cost_per_output_token, "USD/Mtoken",
           "the whole cost, laid on output tokens alone")
      .in(Domain::not_negative);
  table.row("power_per_chip", fleet.power_per_chip, "W/chip",
            "what the building draws per paid chip: of the sheet `energy`");
  table.row("energy_per_token", fleet.energy_per_token, "J/token", "energy over input and output tokens");
  table.row("energy_per_output_token", fleet.energy_per_output_token, "J/token",
            "all energy, laid on output tokens alone");
}

void quantities(ServingFleet& fleet, Table& table) {
  traffic(fleet, table);
  machines(fleet, table);
  bill(fleet, table);
}

void traffic_keeps_nodes_busy(ServingFleet& fleet, System& system) {
  const Ratio one = system.number(1);
  system.equal("input is its rate times the period", fleet.input_tokens, fleet.input_token_rate * fleet.period);
  system.equal("output is its rate times the period", fleet.output_tokens, fleet.output_token_rate * fleet.period);
  system.equal("token rate is that of input and output", fleet.token_rate,
               fleet.input_token_rate + fleet.output_token_rate);
  system.equal("prefill nodes take in the input", fleet.input_token_rate,
               fleet.prefill_nodes * fleet.input_speed_per_node);
  system.equal("decode nodes give the output", fleet.output_token_rate,
               fleet.decode_nodes * fleet.output_speed_per_node);
  system.equal("input is the busy nodes at their mean rate", fleet.input_token_rate,
               fleet.nodes * fleet.utilisation * fleet.input_rate_per_busy_node);
  system.equal("output is the busy nodes at their mean rate", fleet.output_token_rate,
               fleet.nodes * fleet.utilisation * fleet.output_rate_per_busy_node);
  system.equal("busy nodes are for prefill and for decode", fleet.nodes * fleet.utilisation,
               fleet.prefill_nodes + fleet.decode_nodes);
  system.at_most("utilisation is at most 1: a busier fleet needs more nodes", fleet.utilisation, one);
}

void nodes_cost_rent(ServingFleet& fleet, System& system) {
  system.equal("chips are nodes times chips per node", fleet.chips, fleet.nodes * fleet.chips_per_node);
  system.equal("cost per day is chips times rent", fleet.cost_per_day, fleet.chips * fleet.rent);
  system.equal("cost is cost per day over the period", fleet.cost, fleet.cost_per_day * fleet.period);
  system.equal("cost per token is cost over all tokens", fleet.cost_per_token, fleet.cost_per_day / fleet.token_rate);
  system.equal("cost per output token is cost over output tokens", fleet.cost_per_output_token,
               fleet.cost_per_day / fleet.output_token_rate);
  system.equal("energy per token is the power of the chips over all tokens", fleet.energy_per_token,
               fleet.chips * fleet.power_per_chip / fleet.token_rate);
  system.equal("energy per output token is the power of the chips over output tokens", fleet.energy_per_output_token,
               fleet.chips * fleet.power_per_chip / fleet.output_token_rate);
}

void equations(ServingFleet& fleet, System& system) {
  traffic_keeps_nodes_busy(fleet, system);
  nodes_cost_rent(fleet, system);
}

}  // namespace

extern const Sheet serving_fleet_sheet = {
    "serving_fleet",
    "a fleet that serves tokens: traffic, speed and number of nodes, rent, cost per token",
    record_sheet<ServingFleet>,
    rows_of_sheet<ServingFleet>,
    R"(# A fleet that serves tokens. Traffic and speed give the nodes, nodes and rent the cost; or give the nodes, and
# learn how busy they are.

title    = "What DeepSeek's day of inference cost"
question = "Do 608 B tokens in and 168 B out need 227 nodes, and do those cost $87,072 a day?"

[sources]
day_6 = { title = "DeepSeek open-infra-index, day 6: one more thing", year = 2025, url = "https://github.com/deepseek-ai/open-infra-index" }

[fleet]
sheet                 = "serving_fleet"
layer                 = "fleet"
source                = "day_6"                   # for all givens of the part: they are quotations
input_tokens          = "608 B token"             # in the period, which is a day unless `period` says otherwise
output_tokens         = "168 B token"
input_speed_per_node  = "73.7 k token/s"          # cache hits included, as in the total above
output_speed_per_node = "14.8 k token/s"
chips_per_node        = 8
rent                  = "2 USD/chip/h"
# nodes               = 226.75                    # given, it makes `utilisation` the answer
# utilisation         = "60 %"                    # if the speeds are a benchmark's rather than the day's average

[[claim]]
says   = "an average occupancy of 226.75 nodes"
of     = "fleet.nodes"
value  = "226.75"
source = "day_6"

[[claim]]
says   = "$87,072 per day"
of     = "fleet.cost"
value  = "$87,072"
source = "day_6"
)",
    {"cost_per_token", "cost", "cost_per_day", "nodes", "chips", "energy_per_output_token", "token_rate"}};

}  // namespace costcurve
