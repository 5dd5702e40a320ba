#include "sheets/system.h"

namespace costcurve {

namespace {

/// What a run costs on hardware that one owns: the value its chips lose while it lasts, the same for the network
/// between them, the interest on what they are worth, and electricity. The constants and the adjustment for inflation
/// are those of Cottier et al. 2024 (Epoch AI), "The rising costs of training frontier AI models"; their way to charge
/// the value lost, at the first hour's rate, is one of three.
///
/// Left out: staff and buildings, and the runs before the last.
struct Ownership {
  ChipPrice purchase_price;
  Time age;
  Pace price_decline;
  ChipPrice price_at_start;
  Ratio charge;
  ChipPrice residual_value;
  Time service_life;
  Rent straight_line_rent;
  ChipPrice value_lost;
  Rent chip_rent;
  Chips cluster_chips;
  Time duration;
  ChipTime chip_time;
  Money hardware_cost;
  Ratio interconnect_share;
  Money interconnect_cost;
  Money amortised_cost;
  Ratio yearly_interest;
  Money capital_cost;
  ChipPower chip_power;
  Ratio server_overhead;
  Ratio utilisation;
  Ratio pue;
  Energy energy;
  EnergyPrice electricity_price;
  Money energy_cost;
  Money nominal_cost;
  Ratio price_index;
  Money cost;
  Rent cost_per_chip_time;
  Ratio busy_share;
  Rent cost_per_busy_chip_time;
  Money cluster_price;
};

void purchase(Ownership& own, Table& table) {
  table
      .row("purchase_price", own.purchase_price, "USD/chip",
           "price of one chip with its share of the server, when bought. Listed prices are often of the chip alone")
      .from("chip.price");
  table.row("age", own.age, "day", "time from the purchase to the start of training").in(Domain::not_negative);
  table.row("price_decline", own.price_decline, "x/year", "pace at which such hardware loses its value")
      .usually("0.14 OOM/year", "Cottier et al. 2024: price-performance of chips; 90 %: 0.10 to 0.18");
  table.row("price_at_start", own.price_at_start, "USD/chip", "what a chip is still worth when training starts");
}

void depreciation(Ownership& own, Table& table) {
  table.row("value_lost", own.value_lost, "USD/chip", "value that is charged to the run for one chip");
  table.row("charge", own.charge, "x",
            "what an average hour of the run is charged over what the first hour loses; 1 is Epoch's way");
  table.row("chip_rent", own.chip_rent, "USD/chip/h",
            "value that is charged for an hour of a chip; \".straight_line_rent\" is another way");
  table.row("residual_value", own.residual_value, "USD/chip", "straight line: what is never written off")
      .in(Domain::not_negative)
      .usually("0 USD/chip", "written off to nothing");
  table.row("service_life", own.service_life, "year", "straight line: time over which the rest is written off");
  table.row("straight_line_rent", own.straight_line_rent, "USD/chip/h",
            "the rest of the price over the service life, as books have it");
}

void hardware(Ownership& own, Table& table) {
  table.row("cluster_chips", own.cluster_chips, "chip", "accelerators in the cluster, all at work on the run");
  table.row("duration", own.duration, "h", "wall clock with the whole cluster at work");
  table.row("chip_time", own.chip_time, "chip h", "what a bill would count: GPU-hours");
  table.row("hardware_cost", own.hardware_cost, "USD", "value that the servers lose over the run");
  table
      .row("interconnect_share", own.interconnect_share, "%",
           "share of a cluster's price that is the network between servers")
      .in(Domain::fraction)
      .usually("19 %", "Cottier et al. 2024")
      .of("amortised_cost");
  table.row("interconnect_cost", own.interconnect_cost, "USD", "value that the network loses over the run")
      .in(Domain::not_negative);
  table.row("amortised_cost", own.amortised_cost, "USD", "value that servers and network lose over the run");
  table
      .row("yearly_interest", own.yearly_interest, "%",
           "cost of capital: simple interest for a year on what the cluster cost")
      .in(Domain::not_negative)
      .usually("0", "left out, as by Cottier et al. 2024");
  table.row("capital_cost", own.capital_cost, "USD", "interest on the cluster's price over the run")
      .in(Domain::not_negative);
}

void electricity(Ownership& own, Table& table) {
  table.row("chip_power", own.chip_power, "W/chip", "rated power of one chip (TDP)").from("chip.power");
  // One default for all chips, although the method has one per server: for A100s write "6.5/3.2", 11 % more energy.
  table.row("server_overhead", own.server_overhead, "x", "rated power of a server over that of its chips")
      .usually("10.2/5.6", "Cottier et al. 2024: DGX H100, 10.2 kW around eight chips of 0.7 kW; DGX A100: 6.5/3.2");
  table.row("utilisation", own.utilisation, "%", "average draw of a server over its rated power")
      .in(Domain::fraction)
      .usually("75 %", "Cottier et al. 2024: GPUs");
  table.row("pue", own.pue, "x", "power usage effectiveness: energy of the building over that of its servers")
      .usually("1.1", "Cottier et al. 2024: hyperscalers; 1.25 elsewhere");
  table.row("energy", own.energy, "MWh", "what the building drew: chips, servers, cooling");
  table.row("electricity_price", own.electricity_price, "USD/kWh", "price of energy at the meter")
      .in(Domain::not_negative)
      .from("grid.price");
  table.row("energy_cost", own.energy_cost, "USD", "what that energy cost").in(Domain::not_negative);
}

void totals(Ownership& own, Table& table) {
  table.row("nominal_cost", own.nominal_cost, "USD",
            "hardware, network, interest and energy in the dollars of their day");
  table.row("price_index", own.price_index, "x", "price level of the dollars asked for over that of the dollars spent")
      .usually("1", "no adjustment for inflation: in the dollars that were spent");
  table.row("cost", own.cost, "USD", "what the run cost its owner, adjusted for inflation");
  table.row("cost_per_chip_time", own.cost_per_chip_time, "USD/chip/h", "all of it per chip and hour of the run");
  table
      .row("busy_share", own.busy_share, "%",
           "share of the run's hours in which the chips have work: idle ones cost too")
      .in(Domain::fraction)
      .usually("1", "one run that fills its time");
  table.row("cost_per_busy_chip_time", own.cost_per_busy_chip_time, "USD/chip/h",
            "all of it per chip and hour with work: what to hold against a rent that ends when the work does");
  table.row("cluster_price", own.cluster_price, "USD", "what buying the whole cluster cost, network included");
}

void quantities(Ownership& own, Table& table) {
  purchase(own, table);
  depreciation(own, table);
  hardware(own, table);
  electricity(own, table);
  totals(own, table);
}

void value_lost(Ownership& own, System& system) {
  const Ratio one = system.number(1);
  system.equal("price at the start is the purchase price after its decline", own.price_at_start,
               own.purchase_price * exp(-(own.price_decline * own.age)), "Cottier et al. 2024");
  system.equal("chip rent is the first hour's loss, times the charge", own.chip_rent,
               own.price_at_start * own.price_decline * own.charge, "Cottier et al. 2024, who charge 1");
  // The value falls during the run too, each hour by less. To charge the first hour's loss throughout is 4 % too much
  // over 95 days (half of 0.14 * ln 10 / 365.25 * 95), which the method accepts; over six years it would come to twice
  // the price.
  const Ratio decline = own.price_decline * own.duration;
  system.estimate_forward("each hour loses less than the one before", own.charge, (one - exp(-decline)) / decline,
                          "a price that falls at a pace", {});
  system.equal("a straight line writes off alike over the service life", own.straight_line_rent,
               (own.purchase_price - own.residual_value) / own.service_life);
  system.equal("value lost is chip rent over the duration", own.value_lost, own.chip_rent * own.duration);
  system.at_most("no chip loses more than was paid for it", own.value_lost, own.purchase_price);
}

void hardware_charged(Ownership& own, System& system) {
  const Ratio one = system.number(1);
  const Time year = system.constant<Time>(365.25 * 86400, "1 year");
  system.equal("chip time is chips times duration", own.chip_time, own.cluster_chips * own.duration);
  system.equal("hardware cost is chip time times chip rent", own.hardware_cost, own.chip_time * own.chip_rent);
  system.equal("what is not interconnect is hardware", own.hardware_cost,
               own.amortised_cost * (one - own.interconnect_share), "Cottier et al. 2024");
  system.equal("amortised cost is hardware and interconnect", own.amortised_cost,
               own.hardware_cost + own.interconnect_cost);
  system.equal("the cluster's price is that of its chips, with interconnect",
               own.cluster_price * (one - own.interconnect_share), own.cluster_chips * own.purchase_price,
               "Cottier et al. 2024");
  // On the whole price, though it falls: what stays in the cluster and what is written off are both money tied up.
  system.equal("capital cost is interest on the cluster's price", own.capital_cost,
               own.cluster_price * own.yearly_interest * (own.duration / year));
}

void energy_used(Ownership& own, System& system) {
  const Ratio one = system.number(1);
  system.equal("energy is chip time at the draw of servers and building", own.energy,
               own.chip_time * own.chip_power * own.server_overhead * own.utilisation * own.pue, "Cottier et al. 2024");
  system.equal("energy cost is energy times its price", own.energy_cost, own.energy * own.electricity_price);
  system.at_least("a server draws at least what its chips do", own.server_overhead, one);
  system.at_least("PUE is at least 1", own.pue, one);
}

void summed_up(Ownership& own, System& system) {
  system.equal("nominal cost is hardware, interconnect, interest and energy", own.nominal_cost,
               own.amortised_cost + own.capital_cost + own.energy_cost);
  system.equal("cost is nominal cost times the price index", own.cost, own.nominal_cost * own.price_index);
  system.equal("cost per chip time is cost over chip time", own.cost_per_chip_time, own.cost / own.chip_time);
  system.equal("cost per busy chip time lays idle hours on the busy ones", own.cost_per_busy_chip_time,
               own.cost_per_chip_time / own.busy_share);
}

void equations(Ownership& own, System& system) {
  value_lost(own, system);
  hardware_charged(own, system);
  energy_used(own, system);
  summed_up(own, system);
}

}  // namespace

extern const Sheet ownership_sheet = {
    "ownership",
    "a run on hardware one owns: value lost by chips and network, electricity, inflation",
    record_sheet<Ownership>,
    rows_of_sheet<Ownership>,
    R"(# A run on hardware that one owns, by Epoch's method: what the chips lose in value while it lasts, what the
# network loses with them, and electricity. The method's constants are the defaults; give your own to replace them.

title    = "What GPT-4 cost on hardware that was bought"
question = "Where do Epoch's $40.6 M come from?"

[sources]
epoch = { title = "Cottier et al., The rising costs of training frontier AI models", year = 2024, url = "https://github.com/epoch-research/training-cost-trends" }

[gpt4]
sheet             = "ownership"
layer             = "final run"
purchase_price    = "24,875 USD/chip"      # an A100 with its eighth of a server
age               = "638 days"             # from the purchase to the start of training; "0 days" for new hardware
charge            = 1                      # Epoch's way: the first hour's loss for every hour. Without it each hour less
# chip_rent       = ".straight_line_rent"  # as in books, with service_life and residual_value
cluster_chips     = 25000
duration          = "2,280 h"
chip_power        = "400 W/chip"
server_overhead   = "6.5/3.2"              # DGX A100: 6.5 kW around eight chips of 0.4 kW
pue               = 1.25
electricity_price = "0.0806 USD/kWh"
price_index       = "119.029/117.766"      # producer prices: December 2023 over the month of publication
# price_decline      = "0.10 to 0.18 OOM/year"   # instead of the method's 0.14
# interconnect_share = "19 %"

[[claim]]
says   = "GPT-4 cost $40.6 M in amortised hardware and energy"
of     = "gpt4.cost"
value  = "40.6 M USD"
source = "epoch"
)",
    {"cost", "cost_per_chip_time", "chip_rent", "price_at_start"}};

}  // namespace costcurve
