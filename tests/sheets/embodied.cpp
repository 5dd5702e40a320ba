// What making the hardware emitted, as the papers charge it.

#include "directions.h"
#include "literature.h"

using namespace costcurve::testing;

TEST_CASE("the embodied sheet gives BLOOM's footprint: 7.57 t for servers, 3.64 t for chips, 11.2 t of 50.5 t") {
  // Luccioni et al. 2022, arXiv 2211.02001, section 4.1 and table 3: 2,500 kg for a server without its chips, 150 kg
  // for a chip, six years of which 85 % are used, 1,082,990 chip hours.
  const std::string where = "Luccioni et al. 2022, section 4.1",
                    shared = "lifetime = '6 years'\nin_use = '85 %'\nchip_time = '1,082,990 chip h'\n";
  const std::string chips = shared + "embodied_per_chip = '150 kgCO2e/chip'",
                    servers = shared + "embodied_per_chip = '2,500 kgCO2e / (8 chip)'",
                    both = shared +
                           "chip_emissions = '150 kgCO2e/chip'\nserver_emissions = '2,500 "
                           "kgCO2e'\nchips_per_server = 8\n";
  expect_figures(
      "embodied",
      {
          {where, chips, "embodied_rate", 0.003, "kgCO2e/chip/h", 0.0005},
          {where, "embodied_per_chip = '2,500 kgCO2e/chip'", "embodied_rate", 0.056, "kgCO2e/chip/h", 0.0005},
          // of years of 365 days, 0.07 % shorter than ours
          {where, chips, "embodied_emissions", 3.64, "tCO2e", 0.0075},
          {where, servers, "embodied_emissions", 7.57, "tCO2e", 0.005},
          {where, both, "embodied_emissions", 11.2, "tCO2e", 0.05},
          // table 3: embodied 11.2, dynamic 24.69, idle 14.6: 22.2 %, 48.9 % and 28.9 %
          {"Luccioni et al. 2022, table 3", both + "operational_emissions = '24.69 tCO2e + 14.6 tCO2e'", "emissions",
           50.5, "tCO2e", 0.05},
          {"Luccioni et al. 2022, table 3", both + "operational_emissions = '24.69 tCO2e + 14.6 tCO2e'",
           "embodied_share", 22.2, "%", 0.05},
      });
}

TEST_CASE("embodied: what rises and falls with each input") {
  expect_directions(
      "embodied", "",
      {
          {"chip_emissions", "164 kgCO2e/chip",
           "embodied_per_chip embodied_rate embodied_emissions emissions embodied_share", ""},
          {"server_emissions", "2,500 kgCO2e",
           "embodied_per_chip embodied_rate embodied_emissions emissions embodied_share", ""},
          {"chips_per_server", "8 chip", "",
           "embodied_per_chip embodied_rate embodied_emissions emissions embodied_share"},
          {"energy_per_chip", "2,000 kWh/chip", "embodied_energy energy", ""},
          {"lifetime", "4 years", "",
           "embodied_rate embodied_emissions emissions embodied_share embodied_energy energy"},
          {"in_use", "85 %", "", "embodied_rate embodied_emissions emissions embodied_share embodied_energy energy"},
          {"chip_time", "1.08 M chip h", "embodied_emissions emissions embodied_share embodied_energy energy", ""},
          {"operational_emissions", "24.69 tCO2e", "emissions", "embodied_share"},
          {"operational_energy", "433 MWh", "energy", ""},
      });
}
