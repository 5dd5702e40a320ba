// Per request, and per user and month, as the literature prints them.

#include "directions.h"
#include "literature.h"

using namespace costcurve::testing;

TEST_CASE("the functional_unit sheet gives the energy of a request as papers print it") {
  expect_figures("functional_unit",
                 {
                     {"de Vries 2023, Joule 7: ChatGPT", "energy = '564 MWh'\nrequests = 195e6", "energy_per_request",
                      2.9, "Wh", 0.05},
                     {"Luccioni et al. 2022, section 5: BLOOM's API", "energy = '914 kWh'\nrequests = 230768",
                      "energy_per_request", 3.96, "Wh", 0.005},
                     // backwards: the day's energy behind the figure for one request
                     {"de Vries 2023, Joule 7: ChatGPT", "energy_per_request = '2.9 Wh'\nrequests = 195e6", "energy",
                      564, "MWh", 10},
                     // 13 million daily users, from the same account: 15 requests a day each
                     {"de Vries 2023, Joule 7: ChatGPT", "energy = '564 MWh'\nusers = 13e6\nperiod = '1 day'",
                      "energy_per_user", 564e3 / 13e6 * 30.4375, "kWh/month", 1e-9},
                 });
}

TEST_CASE("functional_unit: what rises and falls with each input") {
  expect_directions("functional_unit", "",
                    {
                        {"emissions", "200 tCO2e", "emissions_per_request emissions_per_user", ""},
                        {"energy", "564 MWh", "energy_per_request energy_per_user", ""},
                        {"cost", "700 kUSD", "cost_per_request cost_per_user", ""},
                        {"requests", "195e6", "", "emissions_per_request energy_per_request cost_per_request"},
                        {"users", "13e6", "", "emissions_per_user energy_per_user cost_per_user"},
                        {"period", "1 day", "", "emissions_per_user energy_per_user cost_per_user"},
                    });
}
