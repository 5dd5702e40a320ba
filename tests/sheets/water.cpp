// Water on site and off site, as the papers print it.

#include "directions.h"
#include "literature.h"

using namespace costcurve::testing;

TEST_CASE(
    "the water sheet gives GPT-3's water at 18 places: training in millions of liters, a request in milliliters") {
  // Li et al. 2023, arXiv 2304.03271, table 1: 1,287 MWh of training, 0.004 kWh for a request. Three decimals of each.
  struct Place {
    const char* name;
    double pue, wue, water_intensity;                            // L/kWh
    double on_site, off_site, all;                               // of the training, M L
    double of_request_on_site, of_request_off_site, of_request;  // mL
  };
  for (const Place& place : {Place{"US average", 1.170, 0.550, 3.142, 0.708, 4.731, 5.439, 2.200, 14.704, 16.904},
                             {"Arizona", 1.180, 1.630, 4.959, 2.098, 7.531, 9.629, 6.520, 23.406, 29.926},
                             {"Georgia", 1.120, 0.060, 2.309, 0.077, 3.328, 3.406, 0.240, 10.345, 10.585},
                             {"Illinois", 1.350, 0.740, 2.233, 0.952, 3.880, 4.833, 2.960, 12.060, 15.020},
                             {"Iowa", 1.160, 0.140, 3.104, 0.180, 4.634, 4.814, 0.560, 14.403, 14.963},
                             {"Texas", 1.280, 0.250, 1.287, 0.322, 2.120, 2.442, 1.000, 6.590, 7.590},
                             {"Virginia", 1.140, 0.140, 2.385, 0.180, 3.499, 3.679, 0.560, 10.875, 11.435},
                             {"Washington", 1.150, 0.950, 9.501, 1.223, 14.063, 15.285, 3.800, 43.706, 47.506},
                             {"Wyoming", 1.110, 0.130, 2.574, 0.167, 3.677, 3.845, 0.520, 11.429, 11.949},
                             {"Australia", 1.120, 0.012, 4.259, 0.015, 6.138, 6.154, 0.048, 19.078, 19.126},
                             {"Denmark", 1.160, 0.010, 3.180, 0.013, 4.747, 4.760, 0.040, 14.754, 14.794},
                             {"Finland", 1.120, 0.010, 4.542, 0.013, 6.548, 6.561, 0.040, 20.350, 20.390},
                             {"India", 1.430, 0.000, 3.445, 0.000, 6.340, 6.340, 0.000, 19.704, 19.704},
                             {"Indonesia", 1.320, 1.900, 2.271, 2.445, 3.858, 6.304, 7.600, 11.992, 19.592},
                             {"Ireland", 1.190, 0.020, 1.476, 0.026, 2.261, 2.287, 0.080, 7.027, 7.107},
                             {"Mexico", 1.120, 0.056, 5.300, 0.072, 7.639, 7.711, 0.224, 23.742, 23.966},
                             {"Netherlands", 1.140, 0.060, 3.445, 0.077, 5.054, 5.131, 0.240, 15.708, 15.948},
                             {"Sweden", 1.160, 0.090, 6.019, 0.116, 8.986, 9.101, 0.360, 27.927, 28.287}}) {
    const std::string where = "Li et al. 2023, table 1: " + std::string(place.name),
                      there = "pue = " + std::to_string(place.pue) + "\nwue = '" + std::to_string(place.wue) +
                              " L/kWh'\nwater_intensity = '" + std::to_string(place.water_intensity) + " L/kWh'\n",
                      training = there + "energy_of_servers = '1,287 MWh'\n",
                      request = there + "energy_of_servers = '0.004 kWh'\nrequests = 1\n";
    // The intensities are printed to a thousandth, of which 1,505 MWh make 0.75 thousand liters, 0.005 kWh nothing.
    expect_figures("water", {{where, training, "on_site_water", place.on_site, "M L", 0.0005},
                             {where, training, "off_site_water", place.off_site, "M L", 0.0015},
                             {where, training, "water", place.all, "M L", 0.0015},
                             {where, request, "on_site_water", place.of_request_on_site, "mL", 0.0005},
                             {where, request, "off_site_water", place.of_request_off_site, "mL", 0.0035},
                             {where, request, "water_per_request", place.of_request, "mL", 0.0035}});
  }
}

TEST_CASE("the water sheet gives what all AI of 2027 withdraws and consumes, from the same energy") {
  // the appendix: 85 to 134 TWh, PUE 1.1; on site 1.2 L/kWh withdrawn and 1.0 consumed, off site 43.83 and 3.14.
  const std::string where = "Li et al. 2023, appendix", most = "energy_of_servers = '134 TWh'\npue = 1.1\n",
                    withdrawn = "wue = '1.2 L/kWh'\nwater_intensity = '43.83 L/kWh'\n",
                    consumed = "wue = '1.0 L/kWh'\nwater_intensity = '3.14 L/kWh'\n";
  expect_figures("water", {
                              {where, most, "energy", 147.4, "TWh", 0.05},
                              {where, most + withdrawn, "off_site_water", 6460, "M m3", 5},
                              {where, most + withdrawn, "water", 6600, "M m3", 50},
                              {where, most + consumed, "off_site_water", 460, "M m3", 5},
                              {where, most + consumed, "water", 600, "M m3", 5},
                          });
}

TEST_CASE("the water sheet goes backwards, and takes what is said of the building alone") {
  expect_figures("water",
                 {
                     // Meta 2023: 55,475 megaliters for 14,975,435 MWh are 3.70 L/kWh
                     {"Meta, Sustainability report 2024", "off_site_water = '55,475 M L'\nenergy = '14,975,435 MWh'",
                      "water_intensity", 3.70, "L/kWh", 0.005},
                     // a bottle of half a liter for 29.6 requests
                     {"Li et al. 2023, table 1: US average", "water = '500 mL'\nwater_per_request = '16.904 mL'",
                      "requests", 29.6, "x", 0.05},
                     {"by hand", "water_per_request = '16.9 mL'\nrequests = 1\ntokens = 500", "water_per_token",
                      16.9 / 500, "mL/token", 1e-12},
                     {"by hand", "wue = '0.55 L/kWh'\nwater_intensity = '3.142 L/kWh'\npue = 1.17", "water_per_energy",
                      0.55 + 1.17 * 3.142, "L/kWh", 1e-12},
                 });
}

TEST_CASE("water: what rises and falls with each input") {
  const std::string shares = "water_per_request water_per_token";
  expect_directions("water", "",
                    {
                        {"energy_of_servers", "1,287 MWh", "energy on_site_water off_site_water water " + shares, ""},
                        {"pue", "1.17", "energy off_site_water water water_per_energy " + shares, ""},
                        {"wue", "0.55 L/kWh", "on_site_water water water_per_energy " + shares, ""},
                        {"water_intensity", "3.142 L/kWh", "off_site_water water water_per_energy " + shares, ""},
                        {"requests", "1e9", "", "water_per_request"},
                        {"tokens", "1 T token", "", "water_per_token"},
                    });
}
