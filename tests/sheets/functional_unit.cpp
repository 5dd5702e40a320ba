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

TEST_CASE("the functional_unit sheet says of a token what it says of a request, and one from the other") {
  // 564 MWh a day for 195 million requests, at an assumed 500 tokens each: 97.5 B tokens, 20.8 J and 5.8 mWh for one.
  const std::string day = "energy = '564 MWh'\nrequests = 195e6\ntokens_per_request = 500\n";
  expect_figures("functional_unit", {
                                        {"by hand", day, "tokens", 97.5, "B token", 1e-9},
                                        {"by hand", day, "energy_per_token", 564e6 * 3600 / 97.5e9, "J/token", 1e-9},
                                        // of one token and the length of a request, without any total
                                        {"by hand", "cost_per_token = '10 USD/Mtoken'\ntokens_per_request = 500",
                                         "cost_per_request", 0.005, "USD", 1e-12},
                                        {"by hand", "emissions_per_request = '1.14 gCO2e'\ntokens_per_request = 400",
                                         "emissions_per_token", 2850, "gCO2e/Mtoken", 1e-9},
                                    });
}

TEST_CASE("functional_unit: what rises and falls with each input") {
  expect_directions("functional_unit", "",
                    {
                        {"emissions", "200 tCO2e", "emissions_per_request emissions_per_token emissions_per_user", ""},
                        {"energy", "564 MWh", "energy_per_request energy_per_token energy_per_user", ""},
                        {"cost", "700 kUSD", "cost_per_request cost_per_token cost_per_user", ""},
                        {"requests", "195e6", "tokens",
                         "emissions_per_request energy_per_request cost_per_request emissions_per_token "
                         "energy_per_token cost_per_token"},
                        {"tokens_per_request", "500", "tokens", "emissions_per_token energy_per_token cost_per_token"},
                        {"users", "13e6", "", "emissions_per_user energy_per_user cost_per_user"},
                        {"period", "1 day", "", "emissions_per_user energy_per_user cost_per_user"},
                    });
}
