#include "sheets/energy.h"

namespace costcurve {

void quantities(EnergyUse& use, Table& table) {
  table.row("chips", use.chips, "chip", "accelerators used at once");
  table.row("duration", use.duration, "h", "wall clock from start to end");
  table.row("chip_time", use.chip_time, "chip h", "what a model card counts: GPU-hours");
  table.row("chip_power", use.chip_power, "W/chip", "rated power of one chip (TDP)").from("chip.power");
  table.row("utilisation", use.utilisation, "%", "average draw of a chip over its rated power").of("chip_power");
  table.row("energy_of_chips", use.energy_of_chips, "MWh", "what the chips alone drew");
  table.row("server_overhead", use.server_overhead, "x", "power of a server over that of its chips");
  table.row("pue", use.pue, "x", "power usage effectiveness: energy of the building over that of its servers");
  table.row("energy", use.energy, "MWh", "what the building drew: chips, servers, cooling");
  table.row("facility_power", use.facility_power, "kW", "average power of the building over the duration");
  table.row("power_per_chip", use.power_per_chip, "W/chip",
            "what the building drew per chip: energy for one chip and hour");
  table.row("electricity_price", use.electricity_price, "USD/kWh", "price of energy at the meter")
      .in(Domain::not_negative)
      .from("grid.price");
  table.row("electricity_cost", use.electricity_cost, "USD", "what that energy cost").in(Domain::not_negative);
  table.row("grid_intensity", use.grid_intensity, "gCO2e/kWh", "emissions of the grid per energy")
      .in(Domain::not_negative)
      .from("grid.intensity");
  table.row("emissions", use.emissions, "tCO2e", "what making that energy emitted").in(Domain::not_negative);
}

namespace {

// What breaks these is told, and fails nothing: a unit may have slipped, or a server was taken for its chip.
void what_there_seldom_is(EnergyUse& use, System& system) {
  const char* rated = "the chips of the catalog are rated at 225 W to 1,400 W; a server of eight at 10 kW";
  system.seldom_above("a chip is seldom rated above 5 kW", use.chip_power, system.constant<ChipPower>(5e3, "5 kW/chip"),
                      rated);
  system.seldom_below("a chip is seldom rated below 20 W", use.chip_power, system.constant<ChipPower>(20, "20 W/chip"),
                      rated);
  system.seldom_below("chips at work seldom draw below a tenth of their rating", use.utilisation, system.number(0.1),
                      "an idle H100 draws a tenth of its 700 W");
  system.seldom_above("a grid seldom emits more than 1,500 gCO2e/kWh", use.grid_intensity,
                      system.constant<GridIntensity>(1.5 / 3.6e6, "1,500 gCO2e/kWh"),
                      "coal alone is near 1,000 gCO2e/kWh, IPCC 2014, annex III");
  system.seldom_above("electricity seldom costs more than 2 USD/kWh", use.electricity_price,
                      system.constant<EnergyPrice>(2 / 3.6e6, "2 USD/kWh"),
                      "businesses in Finland and Ireland pay 0.094 and 0.256 EUR/kWh, Eurostat 2024");
}

}  // namespace

void identities(EnergyUse& use, System& system) {
  system.equal("chip time is chips times duration", use.chip_time, use.chips * use.duration);
  system.equal("energy of the chips is chip time at their average draw", use.energy_of_chips,
               use.chip_time * use.chip_power * use.utilisation);
  system.equal("energy is that of the chips, with the rest of servers and building", use.energy,
               use.energy_of_chips * use.server_overhead * use.pue);
  system.equal("average power is energy over duration", use.facility_power, use.energy / use.duration);
  system.equal("power per chip is energy over chip time", use.power_per_chip, use.energy / use.chip_time);
  system.equal("electricity cost is energy times its price", use.electricity_cost, use.energy * use.electricity_price);
  system.equal("emissions are energy times the grid's intensity", use.emissions, use.energy * use.grid_intensity);
}

void equations(EnergyUse& use, System& system) {
  const Ratio one = system.number(1);

  identities(use, system);
  // Estimates are taken in this order, the most certain first, so that energy which was measured tells the least
  // certain: what the chips drew. The last two err in opposite directions and do not cancel: Epoch takes 75 % of the
  // server's rating, which is 1.4 (H100) to 1.5 times (A100) the rating of its chips.
  system.estimate("the PUE of hyperscalers", use.pue, system.number(1.1), "Cottier et al. 2024; LLaMA, table 15",
                  {.more = "other buildings: 1.25 on average, Cottier et al. 2024"});
  system.estimate("chips alone", use.server_overhead, one, "LLaMA, table 15, and most model cards",
                  {.more = "the rest of the server: a DGX H100 is rated at 1.82 times its chips, a DGX A100 at 2.03 "
                           "times",
                   .most = 2.5});
  system.estimate("power at the rating", use.utilisation, one, "LLaMA, table 15, and most model cards",
                  {.less = "idle and waiting chips", .most = 5});
  system.at_most("a chip draws at most its rated power", use.utilisation, one);
  system.at_least("a server draws at least what its chips do", use.server_overhead, one);
  system.at_least("PUE is at least 1", use.pue, one);
  system.seldom_above("PUE is seldom above 2", use.pue, system.number(2),
                      "the mean of data centres asked is near 1.6, Uptime Institute 2024");
  what_there_seldom_is(use, system);
}

extern const Sheet energy_sheet = {
    "energy",
    "the electricity of a run: chip time, power, PUE, energy, its cost and emissions",
    record_sheet<EnergyUse>,
    rows_of_sheet<EnergyUse>,
    R"(# The electricity of a run. Give chip time, or chips and duration; the power is the chip's rating unless you know
# better. Backwards it works too: emissions and energy give the grid, energy and power the hours.

title    = "The electricity behind LLaMA-65B"
question = "Does 1,022,362 chip hours make 449 MWh and 173 tCO2e?"

[sources]
llama = { title = "LLaMA, table 15 and section 6", year = 2023, url = "https://arxiv.org/abs/2302.13971" }

[run]
sheet          = "energy"
layer          = "final run"
chip_time      = { is = "1,022,362 chip h", source = "llama" }
chip_power     = "400 W/chip"              # or chip = "...", whose rating is in the catalog
pue            = 1.1                       # 1 for a paper that leaves the building out, as BLOOM's
grid_intensity = "385 gCO2e/kWh"           # or grid = "...", from the catalog
# utilisation       = "75 %"               # with server_overhead, if you count servers rather than chips
# server_overhead   = "6.5/3.2"            # DGX A100: 6.5 kW around eight chips of 0.4 kW
# electricity_price = "0.08 USD/kWh"

[[claim]]
says   = "449 MWh"
of     = "run.energy"
value  = "449 MWh"
source = "llama"

[[claim]]
says   = "173 tCO2e"
of     = "run.emissions"
value  = "173 tCO2e"
source = "llama"
)",
    {"electricity_cost", "energy", "emissions", "facility_power", "power_per_chip", "pue"}};

}  // namespace costcurve
