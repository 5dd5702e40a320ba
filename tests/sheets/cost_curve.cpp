// The cost-curve argument in every reading of it that has figures.

#include <array>
#include <utility>

#include "directions.h"
#include "literature.h"

using namespace costcurve::testing;

namespace {

/// What a reading puts in, and what it comes to. Money in M USD, times in months, paces in x/year.
struct Reading {
  std::string name;
  std::string reference_cost, cost, elapsed, gap, trend;
  double observed, expected, index, implied_trend, lead;
};

// H: the Hankyoreh of January 2025, which takes a threshold for an observation, then ten million for "a few $10M's".
// E: Dario Amodei, On DeepSeek and Export Controls, 29 January 2025, over its own ranges (24.97 M USD is Epoch AI's
//    estimate for Claude 3.5 Sonnet); cost of DeepSeek-V3 from arXiv 2412.19437, table 1.
// R: other paces. 1.68: Hernandez and Brown 2020. 1.81, 2.64, 2.83, 5.28: Ho et al. 2024. 3.0 and 5.84: Epoch AI 2025.
//    3.9: Ho's 8 months with chips' 0.14 OOM/year. 10: a16z, of prices. 25: Scher 2025.
// P: V3 at what its chips cost an owner. X: V3 with R1; against GPT-4 at Epoch's 40.6 M USD.
const std::vector<Reading> readings = {
    {"H1", "44.608", "5.576", "12", "2", "4", 8.0, 8.0, 1.0, 4.0, 0.0},
    {"H2", "10", "5.57", "6", "1", "4", 1.795, 2.0, 0.898, 3.22, -0.9},
    {"H3", "10", "5.57", "6", "2", "4", 1.795, 4.0, 0.449, 0.81, -6.9},
    {"E-20-7-2", "20", "5.576", "7", "2", "4", 3.587, 4.49, 0.799, 2.72, -1.9},
    {"E-20-8.5-2", "20", "5.576", "8.5", "2", "4", 3.587, 5.339, 0.672, 2.28, -3.4},
    {"E-20-10-2", "20", "5.576", "10", "2", "4", 3.587, 6.35, 0.565, 2.02, -4.9},
    {"E-20-12-2", "20", "5.576", "12", "2", "4", 3.587, 8.0, 0.448, 1.79, -6.9},
    {"E-24.97-7-2", "24.97", "5.576", "7", "2", "4", 4.478, 4.49, 0.997, 3.98, -0.0},
    {"E-24.97-8.5-2", "24.97", "5.576", "8.5", "2", "4", 4.478, 5.339, 0.839, 3.12, -1.5},
    {"E-24.97-10-2", "24.97", "5.576", "10", "2", "4", 4.478, 6.35, 0.705, 2.63, -3.0},
    {"E-24.97-12-2", "24.97", "5.576", "12", "2", "4", 4.478, 8.0, 0.56, 2.24, -5.0},
    {"E-30-7-2", "30", "5.576", "7", "2", "4", 5.38, 4.49, 1.198, 5.45, 1.6},
    {"E-30-8.5-2", "30", "5.576", "8.5", "2", "4", 5.38, 5.339, 1.008, 4.04, 0.1},
    {"E-30-10-2", "30", "5.576", "10", "2", "4", 5.38, 6.35, 0.847, 3.28, -1.4},
    {"E-30-12-2", "30", "5.576", "12", "2", "4", 5.38, 8.0, 0.673, 2.69, -3.4},
    {"E-40-7-2", "40", "5.576", "7", "2", "4", 7.174, 4.49, 1.598, 8.93, 4.1},
    {"E-40-8.5-2", "40", "5.576", "8.5", "2", "4", 7.174, 5.339, 1.344, 6.07, 2.6},
    {"E-40-10-2", "40", "5.576", "10", "2", "4", 7.174, 6.35, 1.13, 4.63, 1.1},
    {"E-40-12-2", "40", "5.576", "12", "2", "4", 7.174, 8.0, 0.897, 3.59, -0.9},
    {"E-50-7-2", "50", "5.576", "7", "2", "4", 8.967, 4.49, 1.997, 13.09, 6.0},
    {"E-50-8.5-2", "50", "5.576", "8.5", "2", "4", 8.967, 5.339, 1.679, 8.32, 4.5},
    {"E-50-10-2", "50", "5.576", "10", "2", "4", 8.967, 6.35, 1.412, 6.05, 3.0},
    {"E-50-12-2", "50", "5.576", "12", "2", "4", 8.967, 8.0, 1.121, 4.48, 1.0},
    {"R-1.68-8.5", "30", "5.576", "8.5", "2", "1.68", 5.38, 2.888, 1.863, 4.04, 14.4},
    {"R-1.81-7", "30", "5.576", "7", "2", "1.81", 5.38, 2.827, 1.903, 5.45, 13.0},
    {"R-1.81-10", "30", "5.576", "10", "2", "1.81", 5.38, 3.279, 1.641, 3.28, 10.0},
    {"R-2.64-8.5", "30", "5.576", "8.5", "2", "2.64", 5.38, 3.978, 1.352, 4.04, 3.7},
    {"R-2.83-7", "30", "5.576", "7", "2", "2.83", 5.38, 3.669, 1.466, 5.45, 4.4},
    {"R-2.83-10", "30", "5.576", "10", "2", "2.83", 5.38, 4.759, 1.131, 3.28, 1.4},
    {"R-3.0-8.5", "30", "5.576", "8.5", "2", "3.0", 5.38, 4.355, 1.235, 4.04, 2.3},
    {"R-3.9-7", "30", "5.576", "7", "2", "3.9", 5.38, 4.424, 1.216, 5.45, 1.7},
    {"R-3.9-10", "30", "5.576", "10", "2", "3.9", 5.38, 6.217, 0.865, 3.28, -1.3},
    {"R-4-8.5", "30", "5.576", "8.5", "2", "4", 5.38, 5.339, 1.008, 4.04, 0.1},
    {"R-5.28-7", "30", "5.576", "7", "2", "5.28", 5.38, 5.279, 1.019, 5.45, 0.1},
    {"R-5.28-10", "30", "5.576", "10", "2", "5.28", 5.38, 8.002, 0.672, 3.28, -2.9},
    {"R-5.84-8.5", "30", "5.576", "8.5", "2", "5.84", 5.38, 6.981, 0.771, 4.04, -1.8},
    {"R-10-7", "30", "5.576", "7", "2", "10", 5.38, 7.662, 0.702, 5.45, -1.8},
    {"R-10-10", "30", "5.576", "10", "2", "10", 5.38, 13.626, 0.395, 3.28, -4.8},
    {"R-25-8.5", "30", "5.576", "8.5", "2", "25", 5.38, 19.554, 0.275, 4.04, -4.8},
    {"P-1.63", "30", "4.544", "8.5", "2", "4", 6.602, 5.339, 1.236, 5.4, 1.8},
    {"P-2.12", "30", "5.911", "8.5", "2", "4", 5.075, 5.339, 0.951, 3.72, -0.4},
    {"X-R1", "30", "5.87", "8.5", "2", "4", 5.111, 5.339, 0.957, 3.76, -0.4},
    {"X-gpt4", "40.6", "5.576", "28", "1", "4", 7.281, 25.398, 0.287, 2.34, -10.8},
};

std::string text_of(const Reading& reading, const std::string& without = {}, const std::string& instead = {}) {
  const std::array<std::pair<std::string, std::string>, 5> givens = {
      {{"reference_cost", reading.reference_cost + " M USD"},
       {"cost", reading.cost + " M USD"},
       {"elapsed", reading.elapsed + " months"},
       {"quality_gap", reading.gap},
       {"trend", reading.trend + "x/year"}}};
  std::string text = "[curve]\nsheet = 'cost_curve'\n";
  for (const auto& [key, amount] : givens)
    if (key != without) text += key + " = '" + amount + "'\n";
  return text + instead + "\n";
}

void expect_near(const Reading& reading, const std::string& what, double found, double printed, double tolerance) {
  CHECK_MESSAGE(std::abs(found - printed) <= tolerance, reading.name, ": ", what, " is ", found, ", not ", printed);
}

}  // namespace

TEST_CASE("every reading of the cost curve comes to its reduction, index, implied trend and lead") {
  CHECK(readings.size() == 43);
  for (const Reading& reading : readings) {
    const auto curve = audited(text_of(reading));
    expect_near(reading, "observed reduction", value(*curve, "curve.observed_reduction"), reading.observed, 0.0005);
    expect_near(reading, "expected reduction", value(*curve, "curve.expected_reduction"), reading.expected, 0.0005);
    expect_near(reading, "trend index", value(*curve, "curve.trend_index"), reading.index, 0.0005);
    expect_near(reading, "implied trend", in_unit_of(value(*curve, "curve.implied_trend"), "x/year"),
                reading.implied_trend, 0.005);
    expect_near(reading, "lead", in_unit_of(value(*curve, "curve.lead"), "month"), reading.lead, 0.05);
  }
}

TEST_CASE(
    "the implied trend is the trend that makes the index 1, and the break-even cost the reference cost that does") {
  for (const Reading& reading : readings) {
    const auto curve = audited(text_of(reading));
    const auto on_trend = audited(text_of(reading, "trend", "trend_index = 1"));
    expect_near(reading, "trend for an index of 1",
                value(*on_trend, "curve.trend") / value(*curve, "curve.implied_trend"), 1, 1e-9);
    const auto even = audited(text_of(reading, "reference_cost", "trend_index = 1"));
    expect_near(reading, "break-even cost",
                value(*even, "curve.reference_cost") / value(*curve, "curve.break_even_reference_cost"), 1, 1e-9);
  }
}

TEST_CASE("the essay's own sentences come out of its numbers") {
  expect_figures(
      "cost_curve",
      {
          // "current US models developed a year ago": on trend at 8 times less, so the reference cost 44.6 M USD at
          // most
          {"Amodei, On DeepSeek and Export Controls, 2025",
           "cost = '5.576 M USD'\ntrend = '4x/year'\nelapsed = '1 year'\nquality_gap = 2", "break_even_reference_cost",
           44.6, "M USD", 0.05},
          {"Amodei, On DeepSeek and Export Controls, 2025", "trend = '4x/year'\nelapsed = '1 year'\nquality_gap = 2",
           "expected_reduction", 8, "x", 0.5},
          // "7-10 months": 3-4x cheaper takes 9.5 to 12 months, so that 7 to 10 make 2.2 to 3.2 (without the gap)
          {"the same, 7 months", "trend = '4x/year'\nelapsed = '7 months'\nquality_gap = 1", "expected_reduction", 2.2,
           "x", 0.05},
          {"the same, 10 months", "trend = '4x/year'\nelapsed = '10 months'\nquality_gap = 1", "expected_reduction",
           3.2, "x", 0.05},
          {"the same, 3 times cheaper", "trend = '4x/year'\nexpected_reduction = 3\nquality_gap = 1", "elapsed", 9.5,
           "month", 0.05},
          {"the same, 4 times cheaper", "trend = '4x/year'\nexpected_reduction = 4\nquality_gap = 1", "elapsed", 12,
           "month", 0.05},
          // halving in 8 months (Ho et al. 2024) with 0.14 OOM/year of chips (Cottier et al. 2024): 3.90x/year
          {"Ho et al. 2024 and Cottier et al. 2024",
           "trend = 'halving in 8 months + 0.14 OOM/year'\nelapsed = '1 year'\nquality_gap = 1", "expected_reduction",
           3.90, "x", 0.005},
      });
}

TEST_CASE("cost_curve: what rises and falls with each input") {
  // a model that is ahead of the trend
  const std::string cheaper = "observed_reduction trend_index implied_trend lead", more = "expected_reduction",
                    dearer_reference = " break_even_reference_cost";
  expect_directions(
      "cost_curve", "",
      {
          {"cost", "5.576 M USD", "break_even_reference_cost", cheaper},
          {"reference_cost", "35 M USD", "expected_cost " + cheaper, ""},
          {"trend", "4x/year", more + dearer_reference, "trend_index lead expected_cost"},
          {"elapsed", "8 months", more + dearer_reference, "trend_index implied_trend lead expected_cost"},
          {"quality_gap", "2", more + dearer_reference, "trend_index implied_trend lead expected_cost"},
      });
}
