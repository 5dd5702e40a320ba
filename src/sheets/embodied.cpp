#include "sheets/system.h"

namespace costcurve {

namespace {

using EnergyPerChip = Traced<detail::derived_dimension<detail::E, 1, detail::C, -1>::type>;
using EmissionPerChip = Traced<detail::derived_dimension<detail::G, 1, detail::C, -1>::type>;
using EmissionPerChipTime = Traced<detail::derived_dimension<detail::G, 1, detail::C, -1, detail::T, -1>::type>;

/// What making the hardware emitted and took, charged to a run by the time that it had the chips, beside what the run
/// itself emitted: the accounting of Luccioni et al. 2022 for BLOOM.
///
/// Left out: the building, cooling and power lines, transport and disposal, and the hours that chips stand reserved but
/// idle. Figures for making a chip are estimates from outside; makers publish few, and those of different makers and
/// methods differ several-fold.
struct Embodied {
  EmissionPerChip chip_emissions;
  Emission server_emissions;
  Chips chips_per_server;
  EmissionPerChip embodied_per_chip;
  EnergyPerChip energy_per_chip;
  Time lifetime;
  Ratio in_use;
  ChipTime chip_time;
  EmissionPerChipTime embodied_rate;
  Emission embodied_emissions;
  Energy embodied_energy;
  Emission operational_emissions;
  Energy operational_energy;
  Emission emissions;
  Energy energy;
  Ratio embodied_share;
};

void hardware(Embodied& made, Table& table) {
  table.row("chip_emissions", made.chip_emissions, "kgCO2e/chip", "what making one chip emitted, without its server");
  table.row("server_emissions", made.server_emissions, "kgCO2e", "what making one server emitted, without its chips")
      .in(Domain::not_negative);
  table.row("chips_per_server", made.chips_per_server, "chip", "chips in one server");
  table.row("embodied_per_chip", made.embodied_per_chip, "kgCO2e/chip",
            "what making one chip emitted, with its share of the server");
  table.row("energy_per_chip", made.energy_per_chip, "kWh/chip",
            "energy that making one chip took, with its share of the server");
  table.row("lifetime", made.lifetime, "year", "time from the first use of the hardware to its last")
      .usually("6 years", "Luccioni et al. 2022, section 4.1");
  table.row("in_use", made.in_use, "%", "share of the lifetime in which somebody uses it")
      .in(Domain::fraction)
      .usually("85 %", "Luccioni et al. 2022, section 4.1");
}

void the_run(Embodied& made, Table& table) {
  table.row("chip_time", made.chip_time, "chip h", "GPU-hours of the run");
  table.row("embodied_rate", made.embodied_rate, "gCO2e/chip/h",
            "what each hour of use carries of the making of the hardware");
  table.row("embodied_emissions", made.embodied_emissions, "tCO2e",
            "what the run carries of the making of its hardware");
  table.row("embodied_energy", made.embodied_energy, "MWh",
            "energy that the run carries of the making of its hardware");
  table.row("operational_emissions", made.operational_emissions, "tCO2e", "what making the run's electricity emitted")
      .in(Domain::not_negative);
  table.row("operational_energy", made.operational_energy, "MWh", "electricity of the run, cooling included")
      .in(Domain::not_negative);
  table.row("emissions", made.emissions, "tCO2e", "of the run and of the making of its hardware");
  table.row("energy", made.energy, "MWh", "of the run and of the making of its hardware");
  table.row("embodied_share", made.embodied_share, "%", "share of the emissions that the making of hardware is")
      .in(Domain::fraction);
}

void quantities(Embodied& made, Table& table) {
  hardware(made, table);
  the_run(made, table);
}

void equations(Embodied& made, System& system) {
  system.equal("a chip carries its own making and its share of the server's", made.embodied_per_chip,
               made.chip_emissions + made.server_emissions / made.chips_per_server);
  system.equal("an hour of use carries the making over the hours that the hardware is used", made.embodied_rate,
               made.embodied_per_chip / (made.lifetime * made.in_use), "Luccioni et al. 2022, section 4.1");
  system.equal("embodied emissions are chip time at that rate", made.embodied_emissions,
               made.chip_time * made.embodied_rate);
  system.equal("embodied energy is the energy of making, over the same hours", made.embodied_energy,
               made.chip_time * made.energy_per_chip / (made.lifetime * made.in_use));
  system.equal("emissions are those of making and of running", made.emissions,
               made.embodied_emissions + made.operational_emissions);
  system.equal("energy is that of making and of running", made.energy, made.embodied_energy + made.operational_energy);
  system.equal("embodied share is embodied emissions over all", made.embodied_share,
               made.embodied_emissions / made.emissions);
}

}  // namespace

extern const Sheet embodied_sheet = {
    "embodied",
    "what making the hardware emitted, charged by hours of use and added to the electricity's emissions",
    record_sheet<Embodied>,
    rows_of_sheet<Embodied>,
    R"(# Embodied carbon: what the making of chips and servers emitted, charged to a run by the hours that it had them. Give
# the emissions of making, the chip time, and what the electricity emitted; totals and the embodied share follow.

title    = "What BLOOM emitted, hardware included"
question = "How much of BLOOM's footprint is the making of its hardware?"

[sources]
luccioni2022 = { title = "Luccioni et al., Estimating the carbon footprint of BLOOM", year = 2022, url = "https://arxiv.org/abs/2211.02001" }

[bloom]
sheet                 = "embodied"
layer                 = "final run"
source                = "luccioni2022"
chip_emissions        = "150 kgCO2e/chip"
server_emissions      = "2,500 kgCO2e"
chips_per_server      = 8
lifetime              = "6 years"
in_use                = "85 %"
chip_time             = "1,082,990 chip h"
operational_emissions = "24.69 tCO2e"          # or an energy sheet's: "run.emissions"
# embodied_per_chip   = "460 kgCO2e/chip"      # instead of the three that make it up
# energy_per_chip     = "2,000 kWh/chip"       # for the energy of making

[[claim]]
says   = "11.2 tonnes of embodied emissions"
of     = "bloom.embodied_emissions"
value  = "11.2 tCO2e"
source = "luccioni2022"
)",
    {"emissions", "embodied_emissions", "embodied_per_chip"}};

}  // namespace costcurve
