#include "quantity/print.h"

#include "support/property.h"
#include "support/support.h"
#include "text/expression.h"
#include "text/lexer.h"

using namespace costcurve;
using namespace costcurve::testing;

namespace {

constexpr double hour = 3600, year = 365.25 * 86400;
const double infinite = HUGE_VAL;

ShownUnit in(const std::string& text) {
  Diagnostics mistakes;
  const std::optional<ShownUnit> unit = parse_units(built_in(text), catalog_units(), mistakes);
  REQUIRE_MESSAGE(unit.has_value(), text);
  return *unit;
}

const ShownUnit date = {"date", 1, Dimension::point_in_time()};

}  // namespace

TEST_CASE("a number has commas below a million, a scale word from there on, and no trailing zeros") {
  struct Row {
    double value;
    int digits;
    std::string text;
  };
  const Row rows[] = {
      {0, 6, "0"},
      {1, 6, "1"},
      {-1, 6, "-1"},
      {0.5, 6, "0.5"},
      {999, 6, "999"},
      {1000, 6, "1,000"},
      {-1000, 6, "-1,000"},
      {294672, 6, "294,672"},
      {999999, 6, "999,999"},
      {999999.4, 6, "999,999"},
      {999999.6, 6, "1 M"},
      {1e6, 6, "1 M"},
      {5.87067e6, 6, "5.87067 M"},
      {1.5e9, 6, "1.5 B"},
      {-2e12, 6, "-2 T"},
      {123.456789e12, 6, "123.457 T"},
      {1e15, 6, "1e15"},
      {1.25e21, 6, "1.25e21"},
      {-1.25e21, 6, "-1.25e21"},
      {0.0001, 6, "0.0001"},
      {0.00001234567, 6, "1.23457e-5"},
      {1e-7, 6, "1e-7"},
      {3.14159265, 3, "3.14"},
      {1234.5678, 6, "1,234.57"},
      {2.0, 3, "2"},
      {0.1 + 0.2, 12, "0.3"},
      {infinite, 6, "infinity"},
      {-infinite, 6, "-infinity"},
      {std::nan(""), 6, "no number"},
  };
  for (const Row& row : rows) CHECK(number_text(row.value, row.digits) == row.text);
}

TEST_CASE("an amount is printed as people write it") {
  struct Row {
    double value;
    std::string unit;
    std::string text;
  };
  const Row rows[] = {
      {294672, "USD", "$294,672"},
      {3337.8, "chip", "3,338 chips"},
      {333.78, "chip", "333.78 chips"},
      {1082.4588, "MWh", "0.300683 Wh"},
      {4.428e7, "MWh", "0.0123 MWh"},
      {9e15, "MWh", "2.5 M MWh"},
      {9e18, "MWh", "2,500 TWh"},
      {1e-6, "tCO2e", "1 mgCO2e"},
      {1.010714, "chip h", "1.01071 chip·s"},
      {3e6, "TB/s", "3 MB/s"},
      {-294672, "USD", "-$294,672"},
      {5.576e6, "USD", "$5.576 M"},
      {2 / hour, "USD/chip/h", "$2/chip/h"},
      {2.19e-6, "USD/Mtoken", "$2.19/Mtoken"},
      {294000, "kUSD", "294 kUSD"},
      {0, "USD", "$0"},
      {147336 * hour, "chip h", "147,336 chip·h"},
      {2.788e6 * hour, "chip h", "2.788 M chip·h"},
      {1, "chip", "1 chip"},
      {512, "chip", "512 chips"},
      {0.5, "chip", "0.5 chips"},
      {-1, "chip", "-1 chip"},
      {80 * hour, "h", "80 h"},
      {90, "s", "90 s"},
      {60, "min", "1 min"},
      {120, "min", "2 min"},
      {86400, "day", "1 day"},
      {864000, "day", "10 days"},
      {14.8e12, "T token", "14.8 T tokens"},
      {14.8e12, "B token", "14.8 T tokens"},
      {1e9, "B token", "1 B tokens"},
      {989.4e12, "TFLOP/s/chip", "989.4 TFLOP/s/chip"},
      {180000 * hour / 1e12, "k chip h/T token", "180 k chip·h/T token"},
      {0.346, "%", "34.6 %"},
      {0.28, "%", "28 %"},
      {27, "x", "27x"},
      {1.5, "x", "1.5x"},
      {std::log(4) / year, "x/year", "4x/year"},
      {80e9, "GB", "80 GB"},
      {3e3, "USD chip", "3,000 USD·chip"},
      {1e6, "x", "1,000,000x"},
      {385e-3 / 3.6e6, "gCO2e/kWh", "385 gCO2e/kWh"},
      {1.5e6 * 1e3, "k token/s", "1.5 B token/s"},
      {73.7e3, "k token/s", "73.7 k token/s"},
      {infinite, "USD", "infinity"},
      {-infinite, "h", "-infinity"},
  };
  for (const Row& row : rows) CHECK(amount_text(row.value, in(row.unit)) == row.text);
}

TEST_CASE("only nouns have a plural") {
  for (const auto& [unit, text] : std::vector<std::pair<const char*, const char*>>{{"week", "2 weeks"},
                                                                                   {"month", "2 months"},
                                                                                   {"year", "2 years"},
                                                                                   {"token", "2 tokens"},
                                                                                   {"parameter", "2 parameters"},
                                                                                   {"GPU", "2 GPU"},
                                                                                   {"h", "2 h"},
                                                                                   {"min", "2 min"},
                                                                                   {"sec", "2 sec"},
                                                                                   {"hertz", "2 hertz"},
                                                                                   {"flop", "2 flop"},
                                                                                   {"percent", "2 percent"},
                                                                                   {"hours", "2 hours"},
                                                                                   {"fold", "2 fold"},
                                                                                   {"times", "2 times"},
                                                                                   {"Wh", "2 Wh"},
                                                                                   {"dex", "2 dex"},
                                                                                   {"chip h", "2 chip·h"}})
    CHECK(amount_text(2 * in(unit).factor, in(unit)) == text);
}

TEST_CASE("a unit with nothing above the line is printed as so many per something") {
  CHECK(amount_text(5, {"1/chip", 1, Dimension() / Dimension(Base::chip)}) == "5/chip");
  CHECK(amount_text(5, catalog_units().usual(Dimension() / (Dimension(Base::chip) * Dimension(Base::token)))) ==
        "5/(chip·token)");
}

TEST_CASE("a date is printed as the day it lies in, and beyond the calendar as such") {
  struct Row {
    double seconds;
    std::string text;
  };
  const Row rows[] = {{0, "1970-01-01"},
                      {seconds_at(2024, 12, 26), "2024-12-26"},
                      {seconds_at(2024, 12, 26) + 86399, "2024-12-26"},
                      {-1, "1969-12-31"},
                      {seconds_at(2024, 2, 29), "2024-02-29"},
                      {1e12, "a date beyond the calendar"},
                      {infinite, "infinity"},
                      {std::nan(""), "no number"}};
  for (const Row& row : rows) CHECK(amount_text(row.seconds, date) == row.text);
  property("every day is read back as itself", [] {
    const double day = 86400.0 * a_whole(-25567, 39999);  // 1900 to 2079
    Diagnostics mistakes;
    const Slot slot = parse_slot(built_in(amount_text(day, date)), catalog_units(), mistakes);
    RC_ASSERT(slot.understood);
    RC_ASSERT(slot.first.literal.value() == day);
    RC_ASSERT(date_text(day) == amount_text(day, date));
  });
}

TEST_CASE("a range is short: two numbers without their unit, but shares, paces and dates in full") {
  CHECK(range_text(292570, 296774, in("USD")) == "292.6 k to 296.8 k");
  CHECK(range_text(5868148, 5873196, in("USD")) == "5.86815 M to 5.8732 M");
  CHECK(range_text(5e-324, 3, in("USD")) == "0 to 3");
  CHECK(range_text(79.5 * hour, 80.5 * hour, in("h")) == "79.5 to 80.5");
  CHECK(range_text(9000, 11000, in("USD")) == "9,000 to 11 k");
  CHECK(range_text(0.345, 0.347, in("%")) == "34.5 % to 34.7 %");
  CHECK(range_text(2, 5, in("x")) == "2x to 5x");
  CHECK(range_text(std::log(3.5) / year, std::log(4.5) / year, in("x/year")) == "3.5x/year to 4.5x/year");
  CHECK(range_text(seconds_at(2024, 12, 1), seconds_at(2024, 12, 31), date) == "2024-12-01 to 2024-12-31");
  CHECK(range_text(0, infinite, in("USD")) == "0 to infinity");
  CHECK(range_text(-infinite, infinite, in("h")) == "-infinity to infinity");
}

TEST_CASE("a value and its range are shown at the place that the range bears out") {
  const double hour = 3600, day = 24 * hour, year = seconds_per_year;
  struct Row {
    double value, low, high;
    std::string unit, shown, range;
  };
  const Row rows[] = {
      {21.6e6, 17.2e6, 27.6e6, "USD", "$21.6 M", "17.2 to 27.6"},
      {993278, 811120, 1217400, "USD", "$0.99 M", "0.81 to 1.22"},
      {1018230, 651400, 1593000, "USD", "$1.02 M", "0.65 to 1.59"},
      {294672, 250113, 330441, "USD", "$295 k", "250 to 330"},
      {9512, 9012, 9977, "USD", "$9,510", "9,010 to 9,980"},
      {2002.46, 2002.05, 2002.95, "USD", "$2,002.46", "2,002.05 to 2,002.95"},
      {-21.6e6, -27.6e6, 3e6, "USD", "-$22 M", "-28 to 3"},
      {3, 0.02611, 7.436, "USD", "$3", "0.026 to 7.4"},
      {0.345, 0.301, 0.398, "%", "34.5 %", "30.1 % to 39.8 %"},
      {6.93, 6.001, 7.999, "x", "6.93x", "6x to 8x"},
      {std::log(4) / year, std::log(3.5) / year, std::log(4.5) / year, "x/year", "4x/year", "3.5x/year to 4.5x/year"},
      {24031 * hour, 17970 * hour, 31870 * hour, "chip h", "24 k chip·h", "18 to 31.9"},
      {54.2 * day, 50 * day, 60 * day, "day", "54.2 days", "50 to 60"},
      {5e6, 5e6, 5e6, "USD", "$5 M", "5 M to 5 M"},
      {5e6, 0, infinite, "USD", "$5 M", "0 to infinity"},
  };
  for (const Row& row : rows) {
    const RangedText text = ranged_text(row.value, row.low, row.high, in(row.unit));
    CHECK(text.value == row.shown);
    CHECK(text.range == row.range);
  }
}

TEST_CASE("a share is a percentage") {
  struct Row {
    double share;
    int digits;
    std::string text;
  };
  const Row rows[] = {{0.28, 3, "28 %"},    {0.28, 2, "28 %"},      {0.019999, 2, "2 %"},
                      {1.2595, 3, "126 %"}, {1.2595, 2, "126 %"},   {0, 3, "0 %"},
                      {-0.05, 3, "-5 %"},   {0.12345, 3, "12.3 %"}, {27.4, 2, "2740 %"}};
  for (const Row& row : rows) CHECK(percent_text(row.share, row.digits) == row.text);
}

TEST_CASE("JSON carries the number in front of the unit, unrounded") {
  CHECK(in_unit(294672.123456, in("USD")) == 294672.123456);
  CHECK(in_unit(2 / hour, in("USD/chip/h")) == doctest::Approx(2).epsilon(1e-15));
  CHECK(in_unit(std::log(4) / year, in("x/year")) == doctest::Approx(4).epsilon(1e-14));
  CHECK(in_unit(0.346, in("%")) == doctest::Approx(34.6).epsilon(1e-15));
}

TEST_CASE("a number is read back to the digits it was printed with") {
  property("for six digits and for twelve", [] {
    const double value = a_size(1e-200, 1e200) * (flip() ? 1 : -1);
    const int digits = flip() ? 6 : 12;
    Diagnostics mistakes;
    const Slot slot = parse_slot(built_in(number_text(value, digits)), catalog_units(), mistakes);
    RC_LOG() << number_text(value, digits);
    const double read = slot.first.is_literal() ? slot.first.literal.value() : std::nan("");
    RC_ASSERT(near(read, value, std::pow(10.0, 1 - digits)));
  });
}
