#include "sheets/system.h"

namespace costcurve {

namespace {

/// What a run costs on hardware that one owns: the value its chips lose while it lasts, the same for the network
/// between them, and electricity. The method, its constants and the adjustment for inflation are those of Cottier et
/// al. 2024 (Epoch AI), "The rising costs of training frontier AI models".
///
/// Left out: staff, buildings, interest, hardware that stands idle between runs, and the runs before the last.
struct Ownership {
  ChipPrice purchase_price;
  Time age;
  Pace price_decline;
  ChipPrice price_at_start;
  Rent chip_rent;
  Chips cluster_chips;
  Time duration;
  ChipTime chip_time;
  Money hardware_cost;
  Ratio interconnect_share;
  Money interconnect_cost;
  Money amortised_cost;
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
  Money cluster_price;
};

void hardware(Ownership& own, Table& table) {
  table
      .row("purchase_price", own.purchase_price, "USD/chip",
           "price of one chip with its share of the server, when bought. Listed prices are often of the chip alone")
      .from("chip.price");
  table.row("age", own.age, "day", "time from the purchase to the start of training").in(Domain::not_negative);
  table.row("price_decline", own.price_decline, "x/year", "pace at which such hardware loses its value")
      .usually("0.14 OOM/year", "Cottier et al. 2024: price-performance of chips; 90 %: 0.10 to 0.18");
  table.row("price_at_start", own.price_at_start, "USD/chip", "what a chip is still worth when training starts");
  table.row("chip_rent", own.chip_rent, "USD/chip/h", "value that a chip loses in an hour of training");
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
      .in(Domain::not_negative);
  table.row("energy_cost", own.energy_cost, "USD", "what that energy cost").in(Domain::not_negative);
}

void totals(Ownership& own, Table& table) {
  table.row("nominal_cost", own.nominal_cost, "USD", "hardware, network and energy in the dollars of their day");
  table.row("price_index", own.price_index, "x", "price level of the dollars asked for over that of the dollars spent")
      .usually("1", "no adjustment for inflation: in the dollars that were spent");
  table.row("cost", own.cost, "USD", "what the run cost its owner, adjusted for inflation");
  table.row("cost_per_chip_time", own.cost_per_chip_time, "USD/chip/h",
            "all of it per chip and hour: what to hold against a rent");
  table.row("cluster_price", own.cluster_price, "USD", "what buying the whole cluster cost, network included");
}

void quantities(Ownership& own, Table& table) {
  hardware(own, table);
  electricity(own, table);
  totals(own, table);
}

void value_lost(Ownership& own, System& system) {
  const Ratio one = system.number(1);
  system.equal("price at the start is the purchase price after its decline", own.price_at_start,
               own.purchase_price * exp(-(own.price_decline * own.age)), "Cottier et al. 2024");
  // The first hour's loss is charged for every hour. The value falls during the run too: over 95 days that makes the
  // charge 4 % too high (half of 0.14 * ln 10 / 365.25 * 95), which the method accepts.
  system.equal("chip rent is the value lost per time when training starts", own.chip_rent,
               own.price_at_start * own.price_decline, "Cottier et al. 2024");
  system.equal("chip time is chips times duration", own.chip_time, own.cluster_chips * own.duration);
  system.equal("hardware cost is chip time times chip rent", own.hardware_cost, own.chip_time * own.chip_rent);
  system.equal("what is not interconnect is hardware", own.hardware_cost,
               own.amortised_cost * (one - own.interconnect_share), "Cottier et al. 2024");
  system.equal("amortised cost is hardware and interconnect", own.amortised_cost,
               own.hardware_cost + own.interconnect_cost);
  system.equal("the cluster's price is that of its chips, with interconnect",
               own.cluster_price * (one - own.interconnect_share), own.cluster_chips * own.purchase_price,
               "Cottier et al. 2024");
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
  system.equal("nominal cost is hardware, interconnect and energy", own.nominal_cost,
               own.amortised_cost + own.energy_cost);
  system.equal("cost is nominal cost times the price index", own.cost, own.nominal_cost * own.price_index);
  system.equal("cost per chip time is cost over chip time", own.cost_per_chip_time, own.cost / own.chip_time);
}

void equations(Ownership& own, System& system) {
  value_lost(own, system);
  energy_used(own, system);
  summed_up(own, system);
}

}  // namespace

extern const Sheet ownership_sheet = {
    "ownership", "a run on hardware one owns: value lost by chips and network, electricity, inflation",
    record_sheet<Ownership>, rows_of_sheet<Ownership>,
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
)"};

}  // namespace costcurve
