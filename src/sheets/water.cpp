#include "sheets/system.h"

namespace costcurve {

namespace {

using VolumePerToken = Traced<detail::derived_dimension<detail::V, 1, detail::K, -1>::type>;

/// The water that computing took: on site, where it cools the building, and off site, where it cools the plants that
/// made the electricity. After Li et al. 2023, "Making AI less thirsty", and The Green Grid's WUE.
///
/// Consumed is what evaporates and does not come back; withdrawn is all that was taken, most of which flows back,
/// warmer. The sheet takes either, as long as both intensities are of one kind: for US electricity 3.1 L/kWh are
/// consumed and 43.8 withdrawn. Left out: the water that made chips and servers, and how scarce water is where it was
/// taken.
struct Water {
  Energy energy_of_servers;
  Ratio pue;
  Energy energy;
  VolumePerEnergy wue;
  VolumePerEnergy water_intensity;
  Volume on_site_water;
  Volume off_site_water;
  Volume water;
  VolumePerEnergy water_per_energy;
  Ratio requests;
  Tokens tokens;
  Volume water_per_request;
  VolumePerToken water_per_token;
};

void energies(Water& use, Table& table) {
  table.row("energy_of_servers", use.energy_of_servers, "MWh", "what the servers drew: IT energy");
  table.row("pue", use.pue, "x", "power usage effectiveness: energy of the building over that of its servers");
  table.row("energy", use.energy, "MWh", "what the building drew: servers and cooling");
}

void waters(Water& use, Table& table) {
  table.row("wue", use.wue, "L/kWh", "water usage effectiveness: water on site over energy of the servers")
      .in(Domain::not_negative);
  table
      .row("water_intensity", use.water_intensity, "L/kWh",
           "water at the source: what making a kWh of the grid's electricity takes (EWIF), consumed like the WUE")
      .in(Domain::not_negative)
      .from("grid.water_intensity");
  table.row("on_site_water", use.on_site_water, "m3", "water that cooled the building").in(Domain::not_negative);
  table.row("off_site_water", use.off_site_water, "m3", "water that making the electricity took")
      .in(Domain::not_negative);
  table.row("water", use.water, "m3", "on site and off site").in(Domain::not_negative);
  table.row("water_per_energy", use.water_per_energy, "L/kWh", "all water over the energy of the servers")
      .in(Domain::not_negative);
}

void shares(Water& use, Table& table) {
  table.row("requests", use.requests, "", "requests that the energy is of: prompts, queries, answers")
      .counts(requests_asked);
  table.row("tokens", use.tokens, "B token", "tokens that the energy is of");
  table.row("water_per_request", use.water_per_request, "mL", "all water of one request")
      .in(Domain::not_negative)
      .counts(requests_asked);
  table.row("water_per_token", use.water_per_token, "mL/token", "all water of one token").in(Domain::not_negative);
}

void quantities(Water& use, Table& table) {
  energies(use, table);
  waters(use, table);
  shares(use, table);
}

void equations(Water& use, System& system) {
  const char* source = "Li et al. 2023, section 3.1";
  system.equal("energy is that of the servers, with the rest of the building", use.energy,
               use.energy_of_servers * use.pue);
  system.equal("water on site is energy of the servers times WUE", use.on_site_water, use.energy_of_servers * use.wue,
               "The Green Grid 2011, Water usage effectiveness");
  system.equal("water off site is the building's energy times what electricity takes", use.off_site_water,
               use.energy * use.water_intensity, source);
  system.equal("water is on site and off site", use.water, use.on_site_water + use.off_site_water, source);
  system.equal("water per energy is water over energy of the servers", use.water_per_energy,
               use.water / use.energy_of_servers);
  system.equal("water is that of one request times requests", use.water, use.water_per_request * use.requests);
  system.equal("water is that of one token times tokens", use.water, use.water_per_token * use.tokens);
  system.at_least("PUE is at least 1", use.pue, system.number(1));
  system.seldom_above("PUE is seldom above 2", use.pue, system.number(2),
                      "the mean of data centres asked is near 1.6, Uptime Institute 2024");
}

}  // namespace

extern const Sheet water_sheet = {
    "water",
    "the water of a run or a service: on site for cooling, off site for its electricity, per request and token",
    record_sheet<Water>,
    rows_of_sheet<Water>,
    R"(# Water, on site and off site. Give the energy of the servers, or of the building with its PUE ("run.energy" of a
# part with the sheet `energy`), and what a kWh takes of water in both places: both consumed, or both withdrawn.

title    = "The water behind GPT-3"
question = "Do 1,287 MWh evaporate 700,000 liters on site, and how much at the power plants?"

[sources]
li2023 = { title = "Li et al., Making AI less thirsty, table 1", year = 2023, url = "https://arxiv.org/abs/2304.03271" }

[gpt3]
sheet             = "water"
source            = "li2023"                # for all givens of the part: they are quotations
energy_of_servers = "1,287 MWh"
pue               = 1.17
wue               = "0.55 L/kWh"            # consumed, as is the next
water_intensity   = "3.142 L/kWh"           # the US average; 43.8 L/kWh are withdrawn
# requests        = 1e9                     # or tokens, where the energy is that of a service

[[claim]]
says   = "can directly evaporate 700,000 liters of clean freshwater"
of     = "gpt3.on_site_water"
value  = "700,000 L"
source = "li2023"

[[claim]]
says   = "5.439 million liters in all"
of     = "gpt3.water"
value  = "5.439 M L"
source = "li2023"
)",
    {"water", "water_per_request", "water_per_token", "on_site_water"}};

}  // namespace costcurve
