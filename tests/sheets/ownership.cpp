// Runs on hardware that is owned, by the method of Cottier et al. 2024 (Epoch AI).

#include "directions.h"
#include "literature.h"

using namespace costcurve::testing;

TEST_CASE("the ownership sheet gives Epoch's cost of GPT-4 to the cent, and its three terms") {
  // github.com/epoch-research/training-cost-trends: an A100's eighth of a server 24,875 USD, 638 days from purchase to
  // training, 25,000 chips for 2,280 h, 6.5 kW around eight chips of 400 W, PUE 1.25, producer prices 119.029/117.766.
  // The method's own constants (0.14 OOM/year, 19 % interconnect, 75 % of the rated power) are the sheet's defaults.
  const std::string gpt4 =
      "purchase_price = '24,875 USD/chip'\nage = '638 days'\ncharge = 1\ncluster_chips = "
      "25000\nduration = '2,280 h'\nchip_power = "
      "'400 W/chip'\n"
      "server_overhead = '6.5/3.2'\npue = 1.25\nelectricity_price = '0.0806 USD/kWh'\nprice_index = "
      "'119.029/117.766'\n";
  const std::string where = "Cottier et al. 2024, cost_analysis_standalone.py: GPT-4";
  expect_figures("ownership",
                 {
                     {where, gpt4, "chip_time", 57.0, "M chip h", 0.05},
                     {where, gpt4, "hardware_cost", 29.692, "M USD", 0.0005},
                     {where, gpt4, "interconnect_cost", 6.965, "M USD", 0.0005},
                     {where, gpt4, "energy_cost", 3.499, "M USD", 0.0005},
                     {where, gpt4, "nominal_cost", 40.156, "M USD", 0.0005},
                     {where, gpt4, "cost", 40586592.58, "USD", 0.005},
                     // 25,000 chips at 24,875 USD, with the network's 19 %
                     {where, gpt4, "cluster_price", 767.7, "M USD", 0.05},
                     // the same backwards: what the server must have cost for the final figure
                     {where,
                      "cost = '40,586,592.58 USD'\nage = '638 days'\ncharge = 1\ncluster_chips = "
                      "25000\nduration = '2,280 "
                      "h'\nchip_power = '400 W/chip'\nserver_overhead = '6.5/3.2'\n"
                      "pue = 1.25\nelectricity_price = '0.0806 USD/kWh'\nprice_index = '119.029/117.766'\n",
                      "purchase_price", 24875, "USD/chip", 0.5},
                 });
}

TEST_CASE("the ownership sheet gives what an hour of an H800 costs its owner: 1.63 to 2.12 USD") {
  // The price is listed for the chip alone (33.8 k USD) and with its eighth of a server (44.75 k USD).
  const std::string hour =
      "charge = 1\nage = '0 days'\ncluster_chips = 2048\nduration = '1 h'\nchip_power = '700 "
      "W/chip'\npue = "
      "1.25\nelectricity_price = '0.0771 USD/kWh'\n";
  const std::string where = "Epoch AI, training-cost-trends: method and hardware prices";
  expect_figures(
      "ownership",
      {
          {where, hour + "purchase_price = '33.8 kUSD/chip'", "cost_per_chip_time", 1.62668, "USD/chip/h", 0.000005},
          {where, hour + "purchase_price = '44.75 kUSD/chip'", "cost_per_chip_time", 2.12, "USD/chip/h", 0.005},
          // 1.195 kW of building for each chip of 0.7 kW
          {where, hour + "purchase_price = '33.8 kUSD/chip'", "energy", 2048 * 1.195, "kWh", 2048 * 0.0005},
      });
}

TEST_CASE("ownership: what rises and falls with each input") {
  const std::string sums = " nominal_cost cost cost_per_chip_time cost_per_busy_chip_time",
                    written_off = "value_lost chip_rent hardware_cost interconnect_cost amortised_cost" + sums,
                    drawn = "energy energy_cost" + sums;
  expect_directions(
      "ownership", "",
      {
          {"purchase_price", "24,875 USD/chip",
           "price_at_start straight_line_rent capital_cost cluster_price " + written_off, ""},
          {"age", "200 days", "", "price_at_start " + written_off},
          // of hardware that is younger than it takes to lose two thirds of its value
          {"price_decline", "0.14 OOM/year", written_off, "price_at_start charge"},
          {"residual_value", "2,000 USD/chip", "", "straight_line_rent"},
          {"service_life", "5 years", "", "straight_line_rent"},
          {"cluster_chips", "25,000",
           "chip_time hardware_cost interconnect_cost amortised_cost capital_cost energy energy_cost nominal_cost cost "
           "cluster_price",
           ""},
          {"duration", "95 days",
           "value_lost chip_time hardware_cost interconnect_cost amortised_cost capital_cost energy energy_cost "
           "nominal_cost cost",
           "charge chip_rent cost_per_chip_time cost_per_busy_chip_time"},
          {"interconnect_share", "19 %", "interconnect_cost amortised_cost capital_cost cluster_price" + sums, ""},
          {"yearly_interest", "5 %", "capital_cost" + sums, ""},
          {"chip_power", "400 W/chip", drawn, ""},
          {"server_overhead", "6.5/3.2", drawn, ""},
          {"utilisation", "75 %", drawn, ""},
          {"pue", "1.25", drawn, ""},
          {"electricity_price", "0.08 USD/kWh", "energy_cost" + sums, ""},
          {"price_index", "1.02", "cost cost_per_chip_time cost_per_busy_chip_time", ""},
          {"busy_share", "80 %", "", "cost_per_busy_chip_time"},
      });
}
