// Trends in each other's words, as the literature prints them side by side.

#include "directions.h"
#include "literature.h"

using namespace costcurve::testing;

TEST_CASE("the growth sheet turns doubling times into yearly factors and back, as papers print them") {
  expect_figures(
      "growth",
      {
          {"Hernandez and Brown 2020, arXiv 2005.04305; Amodei 2025", "pace = 'halving in 16 months'", "annual_factor",
           1.68, "x", 0.005},
          {"Ho et al. 2024, arXiv 2403.05812: headline", "pace = 'halving in 8 months'", "annual_factor", 2.83, "x",
           0.005},
          {"Ho et al. 2024, arXiv 2403.05812: slow end", "pace = 'halving in 14 months'", "annual_factor", 1.81, "x",
           0.005},
          {"Ho et al. 2024, arXiv 2403.05812: fast end", "pace = 'halving in 5 months'", "annual_factor", 5.28, "x",
           0.005},
          // both printed to six digits: half of the factor's last is 1.5 of the months' last
          {"Epoch AI, cost_analysis.ipynb, 2025-07", "annual_factor = 2.76748", "doubling_time", 8.17119, "month",
           0.000015},
          {"Epoch AI, cost_analysis.ipynb, 2025-07", "doubling_time = '8.17119 months'", "annual_factor", 2.76748, "x",
           0.000005},
          {"Cottier et al. 2024, arXiv 2405.21015: 2.4x a year", "pace = '2.4x/year'", "doubling_time", 9.5, "month",
           0.05},
          // Sevilla et al. 2022, arXiv 2202.05924, table 2: doubling times beside orders of magnitude per year
          {"Sevilla et al. 2022, table 2: before deep learning", "doubling_time = '21.3 months'", "pace", 0.2,
           "OOM/year", 0.05},
          {"Sevilla et al. 2022, table 2: deep learning", "doubling_time = '5.7 months'", "pace", 0.6, "OOM/year",
           0.05},
          {"Sevilla et al. 2022, table 2: large scale", "doubling_time = '9.9 months'", "pace", 0.4, "OOM/year", 0.05},
          {"a16z, LLMflation, 2024", "factor = '60/0.06'\nelapsed = '3 years'", "pace", 10, "x/year", 0.5},
          {"a16z, LLMflation, 2024", "factor = '60/0.06'\nelapsed = '3 years'", "annual_decline", 90, "%", 0.5},
          // halving compute in 8 months and chips' 0.14 OOM/year: Amodei's ~4x out of two papers
          {"Ho et al. 2024 with Cottier et al. 2024", "pace = 'halving in 8 months + 0.14 OOM/year'", "annual_factor",
           3.90, "x", 0.005},
          // 37.5 to 6 dollars in 464 days
          {"Epoch AI, price data", "factor = 6.25\nelapsed = '2024-06-20 - 2023-03-14'", "pace", 4.23, "x/year", 0.005},
          {"Epoch AI, price data: input alone", "factor = 10\nelapsed = '2024-06-20 - 2023-03-14'", "pace", 6.1,
           "x/year", 0.05},
      });
}

TEST_CASE("five spellings of a pace are one pace") {
  // 44x less compute in 7 years, Hernandez and Brown 2020: by its end points a halving in 15.4 months, printed as 16.
  for (const std::string spelling :
       {"44x in 7 years", "1.717x/year", "halving in 15.39 months", "doubling in 15.39 months", "0.2348 OOM/year"}) {
    const auto growth = audited("[g]\nsheet = 'growth'\npace = '" + spelling + "'\nelapsed = '7 years'");
    CHECK_MESSAGE(value(*growth, "g.factor") == doctest::Approx(44).epsilon(0.002), spelling);
  }
}

TEST_CASE("growth: what rises and falls with each input") {
  const std::string faster = "pace annual_factor annual_growth annual_decline";
  expect_directions("growth", "",
                    {
                        {"start", "6", "doubling_time", "factor " + faster},
                        {"end", "37.5", "factor " + faster, "doubling_time"},
                        {"elapsed", "464 days", "doubling_time", faster},
                    });
}
