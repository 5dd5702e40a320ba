// The settled ambiguities of the scenario language: what people spell, and what it comes to in base units, or what they
// are asked. See section 4 of the design.

#include "text/expression.h"

#include <doctest/doctest.h>

#include <cmath>

#include "support/property.h"
#include "support/spelled.h"

using namespace costcurve;
using namespace costcurve::testing;

namespace {

constexpr double h = 3600, day = 24 * h, year = 365.25 * day, month = year / 12;

const Dimension plain, time_(Base::time), money(Base::money), chip(Base::chip), token(Base::token),
    parameter(Base::parameter), operation(Base::operation), information(Base::information), energy(Base::energy),
    emission(Base::emission);
const Dimension rent = money / chip / time_, pace = plain / time_, date = Dimension::point_in_time();

struct Amount {
  std::string text;
  double value;
  Dimension dimension;
};
struct Ends {
  std::string text;
  Slot::Form form;
  double low, high;
  Dimension dimension;
};
struct Refusal {
  std::string text;
  std::string first_words;
};

void check(const std::vector<Amount>& rows) {
  for (const Amount& row : rows) {
    CAPTURE(row.text);
    const Spelled read = spelled(row.text);
    CHECK_MESSAGE(read.mistake.empty(), read.mistake);
    CHECK(read.slot.form == Slot::Form::value);
    CHECK(read.value() == doctest::Approx(row.value).epsilon(1e-12));
    CHECK_MESSAGE(read.dimension == row.dimension, in_words(read.dimension));
  }
}

void check(const std::vector<Ends>& rows) {
  for (const Ends& row : rows) {
    CAPTURE(row.text);
    const Spelled read = spelled(row.text);
    CHECK_MESSAGE(read.mistake.empty(), read.mistake);
    CHECK(read.slot.form == row.form);
    REQUIRE(read.values.size() == 2);
    CHECK(read.values[0] == doctest::Approx(row.low).epsilon(1e-12));
    CHECK(read.values[1] == doctest::Approx(row.high).epsilon(1e-12));
    CHECK_MESSAGE(read.dimension == row.dimension, in_words(read.dimension));
  }
}

void check(const std::vector<Refusal>& rows) {
  for (const Refusal& row : rows) {
    CAPTURE(row.text);
    const Spelled read = spelled(row.text);
    CHECK_MESSAGE(read.mistake.starts_with(row.first_words), "it says: ", read.mistake, "; value ", read.value());
  }
}

}  // namespace

TEST_CASE("numbers: commas between groups of three, fractions, exponents, signs") {
  check(std::vector<Amount>{
      {"512", 512, plain},
      {"1,022,362", 1022362, plain},
      {"1022362", 1022362, plain},
      {"0.5", 0.5, plain},
      {".5", 0.5, plain},
      {"1,234.5", 1234.5, plain},
      {"3.3e24", 3.3e24, plain},
      {"1e-3", 0.001, plain},
      {"2E6", 2e6, plain},
      {"-5", -5, plain},
      {"+5", 5, plain},
      {"--5", 5, plain},
      {"- 5 USD", -5, money},
      {"  80   h ", 80 * h, time_},
      {"80\th", 80 * h, time_},
      {"007", 7, plain},
  });
  check(std::vector<Refusal>{
      {"1,5", "the commas of this number are not between groups of three digits"},
      {"12,34 USD", "the commas of this number"},
      {"1,0000", "the commas of this number"},
      {"1,022,36", "`,` is not expected here"},
      {"1e300", "this number is too large"},
      {"1e-300", "this number is too small"},
  });
}

TEST_CASE("an amount with its units is one word") {
  check(std::vector<Amount>{
      {"64*8 chip", 512, chip},
      {"64 * 8 chip", 512, chip},
      {"1/7.07 USD", 1 / 7.07, money},
      {"1/(7.07 USD)", 1 / 7.07, plain / money},
      {"1 USD / 7.07", 1 / 7.07, money},
      {"37.5 USD / 6 USD", 6.25, plain},
      {"2 USD/chip/h", 2 / h, rent},
      {"2 USD/(chip h)", 2 / h, rent},
      {"2 USD / chip / h", 2 / h, rent},
      {"2.49 USD/h / (8 chip)", 2.49 / 8 / h, rent},
      {"16 USD/h / 8 chip", 2 / h, rent},
      {"5 k chip h", 5000 * h, chip * time_},
      {"5k chip h", 5000 * h, chip * time_},
      {"2,788 k chip·h", 2788e3 * h, chip * time_},
      {"989.4 TFLOP/s/chip", 989.4e12, operation / chip / time_},
      {"180 k chip h/T token", 180e3 * h / 1e12, chip * time_ / token},
      {"700 W/chip", 700, energy / time_ / chip},
      {"385 gCO2e/kWh", 0.385 / 3.6e6, emission / energy},
      {"6.5/3.2", 2.03125, plain},
      {"80 Hours", 80 * h, time_},
      {"5 usd", 5, money},
      {"40 Kilowatt-Hours", 40 * 3.6e6, energy},
      {"3 GWH", 3e9 * 3600, energy},
      {"3 MWhr", 3e6 * 3600, energy},
      {"8 h100s", 8, chip},
      {"64 cards", 64, chip},
      {"$5.6 mn", 5.6e6, money},
      {"29.4万美元", 294e3, money},
      {"3 crore USD", 3e7, money},
      {"Three Months", 3 * 30.4375 * 24 * h, time_},
      {"2 BTU", 2 * 1055.05585262, energy},
      {"20 GPU", 20, chip},
      {"8 GPUs", 8, chip},
      {"$2.19/Mtoken", 2.19e-6, money / token},
      {"2.19 USD/M token", 2.19e-6, money / token},
      {"$3 / 1M tokens", 3e-6, money / token},
      {"0.14 USD/million tokens", 0.14e-6, money / token},
      {"5 USD per chip", 5, money / chip},
      {"2 USD per chip per hour", 2 / h, rent},
      {"5 GPU-hours", 5 * h, chip * time_},
      {"80 chip-hours", 80 * h, chip * time_},
      {"5 GPUh", 5 * h, chip * time_},
      {"$2 per GPU-hour", 2 / h, rent},
      {"2 USD/GPU-hour", 2 / h, rent},
      {"$2/GPUh", 2 / h, rent},
      {"2 USD per GPU hour", 2 / h, rent},
      {"$2 per chip hour", 2 / h, rent},
      {"2 USD/(GPU-hour)", 2 / h, rent},
      {"5 GPU - 2 GPU", 3, chip},
      {"5 GPU-hours - 2 GPU-hours", 3 * h, chip * time_},
      {"10 USD/GPU-hour - 8 USD/GPU-hour", 2 / h, rent},
      {"USD 5.6 million", 5.6e6, money},
      {"1 day", day, time_},
      {"1 USD/chip/h", 1 / h, rent},
      {"1/s", 1, pace},
      {"5/chip", 5, plain / chip},
      {"3 × 4 h", 12 * h, time_},
      {"10 − 4", 6, plain},
  });
  check(std::vector<Refusal>{
      {"2 USD/chip h", "is `h` above or below the line"},
      {"2 USD/chip hour", "is `hour` above or below the line"},
      {"2 USD per token hour", "is `hour` above or below the line"},
      {"5 GPU -hour", "time cannot be taken from"},
      {"10^(6 token)", "an exponent is a plain number"},
      {"5 chip h/T token s", "is `s` above or below the line"},
      {"30 min 80 h", "`80` is not expected here"},
      {"5 5", "`5` is not expected here"},
      {"USD 5 5", "`5` is not expected here"},
      {"5 furlong", "`furlong` is no unit"},
      {"5 ugx", "`ugx` is no unit"},
      {"5 USD/microfortnight", "`microfortnight` is no unit"},
      {"5 mwh", "`mwh` is no unit"},
      {"5 GBPS", "`GBPS` is no unit"},
      {"5 Gib", "`Gib` is no unit"},
      {"5 mtok", "`mtok` is no unit"},
      {"($300)", "is this below nought"},
      {"$(300)", "is this below nought"},
      {"(300) USD", "is this below nought"},
      {"3 pounds", "`pounds` can be read in two ways"},
      {"5 PFlops", "`PFlops` can be read in two ways"},
  });
}

TEST_CASE("a scale stands between a number and its unit, or after $") {
  check(std::vector<Amount>{
      {"5.576 M USD", 5.576e6, money},
      {"$5.576 M", 5.576e6, money},
      {"$5.6M", 5.6e6, money},
      {"$294K", 294e3, money},
      {"$294,000", 294000, money},
      {"294 kUSD", 294e3, money},
      {"$65 B", 65e9, money},
      {"65 B USD", 65e9, money},
      {"$1.5 T", 1.5e12, money},
      {"671 B parameter", 671e9, parameter},
      {"14.8 T token", 14.8e12, token},
      {"14.8 Ttoken", 14.8e12, token},
      {"5 million USD", 5e6, money},
      {"5 billion tokens", 5e9, token},
      {"2 thousand chips", 2000, chip},
      {"128 k token", 128000, token},
      {"128 Ki token", 131072, token},
      {"80 GB", 80e9, information},
      {"80 GiB", 80 * 1073741824.0, information},
      {"3.35 TB/s", 3.35e12, information / time_},
      {"5 k", 5000, plain},
      {"5 M", 5e6, plain},
      {"3.3e24 FLOP", 3.3e24, operation},
      {"900 GB/s/chip", 900e9, information / time_ / chip},
      {"$0.002/chip/h", 0.002 / h, rent},
      {"2.08 M CNY", 2.08e6 * catalog_units().find("CNY")->factor, money},
  });
  check(std::vector<Refusal>{
      {"671 B", "`B` alone can be read in two ways"},
      {"3 B/s", "`B` alone can be read in two ways"},
      {"14.8 T", "`T` alone can be read in two ways"},
      {"5 K", "`K` alone can be read in two ways"},
      {"5 m", "`m` can be read in two ways"},
      {"2 m USD", "`m` can be read in two ways"},
      {"989 TFLOPS", "`TFLOPS` can be read in two ways"},
      {"5 FLOPS", "`FLOPS` can be read in two ways"},
      {"5 FLOPs", "`FLOPs` can be read in two ways"},
      {"300 t", "`t` can be read in two ways"},
      {"¥5", "`¥` may be yuan or yen"},
      {"5 $", "`$`"},
      {"$", "`$` must stand before a number"},
      {"5 k M USD", "`M`"},
      {"2 USD/node/h", "`node` can be read in two ways"},
  });
}

TEST_CASE("precedence is that of arithmetic, and powers bind before signs") {
  check(std::vector<Amount>{
      {"2 + 3 * 4", 14, plain},
      {"(2 + 3) * 4", 20, plain},
      {"2 - 3 - 4", -5, plain},
      {"2 - (3 - 4)", 3, plain},
      {"24 / 4 / 2", 3, plain},
      {"24 / (4 / 2)", 12, plain},
      {"2 * 3 ^ 2", 18, plain},
      {"2 ^ 3 ^ 2", 512, plain},
      {"(2 ^ 3) ^ 2", 64, plain},
      {"-2 ^ 2", -4, plain},
      {"(-2) ^ 2", 4, plain},
      {"2 ^ -1", 0.5, plain},
      {"3 - -2", 5, plain},
      {"3 * -2", -6, plain},
      {"4 ^ 0.5", 2, plain},
      {"8 ^ (1/3)", 2, plain},
      {"(2 h) ^ 2", 4 * h * h, Dimension(Base::time, 2)},
      {"2 h ^ 2", 4 * h * h, Dimension(Base::time, 2)},
      {"2 h^2", 2 * h * h, Dimension(Base::time, 2)},
      {"2 USD/h^2", 2 / (h * h), Dimension(Base::money) / Dimension(Base::time, 2)},
      {"4 h^0.5 * 1 h^0.5", 4 * h, time_},
      {"10 %^2", 0.01, plain},
      {"(4 h * 9 h) ^ 0.5", 6 * h, time_},
      {"((((5))))", 5, plain},
      {"(1 + (2 + (3 + 4)))", 10, plain},
      {"1 h + 30 min", 1.5 * h, time_},
      {"8 chip * 2 USD/chip/h", 16 / h, money / time_},
      {"20 % + 5 %", 0.25, plain},
      {"1 - 5 %", 0.95, plain},
  });
  check(std::vector<Refusal>{
      {"5 USD + 3", "a plain number cannot be added to"},
      {"5 USD - 3 h", "time cannot be taken from"},
      {"5 + 3 USD", "money cannot be added to"},
      {"2 ^ (3 h)", "an exponent is a plain number"},
      {"(2 h) ^ 0.3", "time can only be raised to a fixed power"},
      {"5 / 0", "this divides by zero"},
      {"(2 + 3", "this bracket is never closed"},
      {"2 + 3)", "this bracket closes nothing"},
      {"2 +", "the expression stops here"},
      {"* 2", "`*` is not expected here"},
      {"2 ** 3", "`*` is not expected here"},
      {"", "nothing is written here"},
      {"   ", "nothing is written here"},
      {"()", "`)` is not expected here"},
      {"2 & 3", "`&` means nothing here"},
  });
}

TEST_CASE("27x is a factor, and shares may be written in per cent") {
  check(std::vector<Amount>{
      {"27x", 27, plain},
      {"1.5x", 1.5, plain},
      {"27 times", 27, plain},
      {"34.6 %", 0.346, plain},
      {"34.6%", 0.346, plain},
      {"545 %", 5.45, plain},
      {"5 percent", 0.05, plain},
      {"3 fold", 3, plain},
      {"2x * 3 h", 6 * h, time_},
  });
  check(std::vector<Refusal>{{"27 x", "`x` stands apart from its number"},
                             {"4 x/year", "`x` stands apart from its number"}});
}

TEST_CASE("the spellings of a pace: five, and they agree") {
  check(std::vector<Amount>{
      {"4x/year", std::log(4) / year, pace},
      {"2x/month", std::log(2) / month, pace},
      {"44x in 7 years", std::log(44) / (7 * year), pace},
      {"halving in 8 months", std::log(2) / (8 * month), pace},
      {"doubling in 9.5 months", std::log(2) / (9.5 * month), pace},
      {"0.14 OOM/year", 0.14 * std::log(10) / year, pace},
      {"0.14 dex/year", 0.14 * std::log(10) / year, pace},
      {"10x in 18 months", std::log(10) / (18 * month), pace},
      {"4x/year + 2x/year", std::log(8) / year, pace},
      {"4x/year * 2 years", std::log(16), plain},
  });
  CHECK(spelled("doubling in 6 months").value() == doctest::Approx(spelled("4x/year").value()).epsilon(1e-14));
  CHECK(spelled("halving in 6 months").value() == doctest::Approx(spelled("4x/year").value()).epsilon(1e-14));
  CHECK(spelled("16x in 2 years").value() == doctest::Approx(spelled("4x/year").value()).epsilon(1e-14));
  CHECK(spelled("0.602059991327962 OOM/year").value() == doctest::Approx(spelled("4x/year").value()).epsilon(1e-14));
  check(std::vector<Refusal>{
      {"0.5x/year", "a pace is given as a factor above 1"},
      {"1x/year", "a pace is given as a factor above 1"},
      {"4x/chip", "a pace is a factor per time"},
      {"44x in 7 USD", "a pace is a factor per time"},
      {"halving in 8 USD", "`halving in` needs a time"},
      {"halving", "`halving` needs a time"},
      {"doubling after 8 months", "`doubling` needs a time"},
      {"4x/year * 2x/year", "two paces are multiplied"},
  });
}

TEST_CASE("`grown` makes an amount grow at a pace for a time") {
  check(std::vector<Amount>{
      {"5 USD grown 4x/year for 2 years", 80, money},
      {"5 USD grown doubling in 6 months for 1 year", 20, money},
      {"8 grown halving in 1 year for -1 year", 4, plain},
      {"2 USD grown 2x/year for 1 year grown 3x/year for 1 year", 12, money},
      {"1 USD + 1 USD grown 2x/year for 1 year", 4, money},
      {"3 h grown 0.5 OOM/year for 2 years", 30 * h, time_},
  });
  check(std::vector<Refusal>{
      {"5 USD grown 4x/year", "`grown` needs a pace and a time"},
      {"5 USD grown 4 for 2 years", "`grown` needs a pace"},
      {"5 USD grown 4x/year for 2", "`for` needs a time"},
      {"2024-12-26 grown 4x/year for 2 years", "a date does not grow"},
  });
}

TEST_CASE("a date is a point: the difference of two is a time, and a number less a number is none") {
  const double christmas = seconds_at(2024, 12, 26), inauguration = seconds_at(2025, 1, 20);
  check(std::vector<Amount>{
      {"2024-12-26", christmas, date},
      {"2025-01-20 - 2024-12-26", 25 * day, time_},
      {"2024-12-26 + 25 day", inauguration, date},
      {"25 days + 2024-12-26", inauguration, date},
      {"2025-01-20 - 25 days", christmas, date},
      {"2024 - 12", 2012, plain},
      {"2024-12", seconds_at(2024, 12, 1) + 15.5 * day, date},
      {"2024-02", seconds_at(2024, 2, 1) + 14.5 * day, date},
      {"2024-Q4", seconds_at(2024, 10, 1) + 46 * day, date},
      {"2024-02-29", seconds_at(2024, 2, 29), date},
      {"weekday(2025-01-27)", 1, plain},
      {"Monday", 1, plain},
      {"Sunday", 7, plain},
      {"max(2024-12-26, 2025-01-20)", inauguration, date},
  });
  check(std::vector<Refusal>{
      {"2024-13", "there is no month 2024-13"},
      {"2024-12-26T10:00:00", "a date has no time of day"},
      {"2023-02-29", "there is no day 2023-02-29"},
      {"2024-12-26 + 2025-01-20", "a date can be moved by a time"},
      {"2024-12-26 * 2", "a date cannot be multiplied"},
      {"2024-12-26 + 5", "a date can be moved by a time"},
      {"5 day - 2024-12-26", "only a date or a time can be taken from a date"},
      {"-2024-12-26", "a date has no negative"},
      {"sum(2024-12-26, 2025-01-20)", "dates cannot be added up"},
      {"weekday(5 h)", "weekday needs a date"},
  });
}

TEST_CASE("functions take values in brackets") {
  check(std::vector<Amount>{
      {"sum(1, 2, 3)", 6, plain},
      {"sum(1 h, 30 min)", 1.5 * h, time_},
      {"min(3, 2)", 2, plain},
      {"max(1 h, 30 min)", h, time_},
      {"log(10)", std::log(10), plain},
      {"exp(1)", std::exp(1), plain},
      {"sqrt(16 h * h)", 4 * h, time_},
      {"sum(5 USD)", 5, money},
      {"2 * sum(1,234, 1)", 2470, plain},
      {"sum(1, 234)", 235, plain},
      {"max(1, (2 + 3) * 4)", 20, plain},
  });
  check(std::vector<Refusal>{
      {"log(5 USD)", "log needs a plain number; this is"},
      {"exp(2 h)", "exp needs a plain number; this is"},
      {"sum()", "sum() of nothing"},
      {"sum(1 h, 2 USD)", "time and money cannot stand in one list"},
      {"sqrt(2 h, 3 h)", "sqrt takes one value"},
      {"mean(1, 2)", "there is no function `mean`"},
      {"summ(1, 2)", "there is no function `summ`"},
      {"sum(1, 2", "this bracket is never closed"},
  });
  CHECK(spelled("summ(1, 2)").notes.find("did you mean `sum`?") != std::string::npos);
}

TEST_CASE("the trailing scale and unit rule both ends of a range") {
  const Slot::Form range = Slot::Form::range, deviation = Slot::Form::deviation;
  check(std::vector<Ends>{
      {"20 to 50 M USD", range, 20e6, 50e6, money},
      {"7 to 10 months", range, 7 * month, 10 * month, time_},
      {"$20 M to $50 M", range, 20e6, 50e6, money},
      {"20 M USD to 0.05 B USD", range, 20e6, 50e6, money},
      {"$20 to $50", range, 20, 50, money},
      {"0.10 to 0.18 OOM/year", range, 0.10 * std::log(10) / year, 0.18 * std::log(10) / year, pace},
      {"3x to 5x", range, 3, 5, plain},
      {"3 to 5x/year", range, std::log(3) / year, std::log(5) / year, pace},
      {"3x to 5x/year", range, std::log(3) / year, std::log(5) / year, pace},
      {"2024-12-01 to 2024-12-31", range, seconds_at(2024, 12, 1), seconds_at(2024, 12, 31), date},
      {"30 min to 2 h", range, 0.5 * h, 2 * h, time_},
      {"10 to 20 %", range, 0.1, 0.2, plain},
      {"2 to 3 USD/chip/h", range, 2 / h, 3 / h, rent},
      {"1 to 2", range, 1, 2, plain},
      {"80 ± 0.5 h", deviation, 80 * h, 0.5 * h, time_},
      {"80 h ± 30 min", deviation, 80 * h, 0.5 * h, time_},
      {"5.6 ± 0.2 M USD", deviation, 5.6e6, 0.2e6, money},
      {"$2 to $4/chip/h", range, 2 / h, 4 / h, money / Dimension(Base::chip) / time_},
      {"$2 to $3 per GPU hour", range, 2 / h, 3 / h, money / Dimension(Base::chip) / time_},
  });
  check(std::vector<Refusal>{
      {"$20 to 50 M", "the two ends of this range are written differently"},
      {"$400 to $600 million", "the two ends of this range are written differently"},
      {"between $400 and $600 million", "the two ends of this range are written differently"},
      {"$0.4 to $0.6 billion", "the two ends of this range are written differently"},
      {"400 USD to 600 M USD", "the two ends of this range are written differently"},
      {"$2 to €4/chip/h", "the first end of this range is money, the second"},
      {"(80 to 100 h)", "`to` is not expected inside of these brackets"},
      {"$20 to 50", "the second end of this range has no unit"},
      {"20-50 M USD", "is this a range or a difference?"},
      {"20–50 M USD", "`–` means nothing here"},
      {"20 USD to 50", "the second end of this range has no unit"},
      {"20 to", "the expression stops here"},
      {"20 to 50 to 80", "`to`"},
  });
}

TEST_CASE("words with a width are limits on both sides") {
  const Slot::Form limits = Slot::Form::limits;
  check(std::vector<Ends>{
      {"a few $10M", limits, 20e6, 50e6, money},
      {"a few M USD", limits, 2e6, 5e6, money},
      {"a few hours", limits, 2 * h, 5 * h, time_},
      {"several 100 k USD", limits, 300e3, 900e3, money},
      {"tens of M USD", limits, 10e6, 100e6, money},
      {"tens of millions of USD", limits, 10e6, 100e6, money},
      {"tens of billions of USD", limits, 10e9, 100e9, money},
      {"hundreds of chips", limits, 100, 1000, chip},
      {"hundreds of millions of dollars", limits, 100e6, 1e9, money},
      {"thousands of GPUs", limits, 1000, 10000, chip},
      {"dozens of chips", limits, 24, 100, chip},
      {"on the order of 10 M USD", limits, 10e6 / 3, 30e6, money},
      {"just under 6 M USD", limits, 5.4e6, 6e6, money},
      {"just over 6 M USD", limits, 6e6, 6.6e6, money},
      {"nearly 6 M USD", limits, 5.4e6, 6e6, money},
      {"almost $100", limits, 90, 100, money},
      {"between 60 and 65 B USD", limits, 60e9, 65e9, money},
      {"between $60 B and $65 B", limits, 60e9, 65e9, money},
      {"between 2024-12-01 and 2024-12-31", limits, seconds_at(2024, 12, 1), seconds_at(2024, 12, 31), date},
  });
  check(std::vector<Refusal>{{"between 60 B USD", "`between` needs an `and`"},
                             {"a few", "the expression stops here"},
                             {"between $60 and 65 B", "the two ends of this range are written differently"}});
}

TEST_CASE("a bound may be a sign or words") {
  struct Bound {
    std::string text;
    std::string relation;
    double value;
  };
  const Bound rows[] = {
      {"< 5 USD", "<", 5},
      {"<= 5 USD", "<=", 5},
      {"> 5 USD", ">", 5},
      {">= 5 USD", ">=", 5},
      {"more than 5 USD", ">", 5},
      {"less than 5 USD", "<", 5},
      {"fewer than 5 USD", "<", 5},
      {"at least 5 USD", ">=", 5},
      {"at most 5 USD", "<=", 5},
      {"up to 5 USD", "<=", 5},
      {"over $5", ">", 5},
      {"above $5", ">", 5},
      {"under $5", "<", 5},
      {"below $5", "<", 5},
      {"over $100 M", ">", 100e6},
      {"<5 M USD", "<", 5e6},
      {"before 2025-01-20", "<", seconds_at(2025, 1, 20)},
      {"after 2025-01-20", ">", seconds_at(2025, 1, 20)},
      {"> 2 * 3 USD", ">", 6},
  };
  for (const Bound& row : rows) {
    CAPTURE(row.text);
    const Spelled read = spelled(row.text);
    CHECK_MESSAGE(read.mistake.empty(), read.mistake);
    CHECK(read.slot.form == Slot::Form::bound);
    CHECK(read.slot.relation == row.relation);
    CHECK(read.value() == doctest::Approx(row.value));
  }
  check(std::vector<Refusal>{{"<", "the expression stops here"},
                             {"less 5 USD", "`less` is neither a unit nor a quantity"},
                             {"= 5", "`=` is not expected here"}});
}

TEST_CASE("`about` is a hedge, and ? asks, in a unit if one is named") {
  for (const std::string text : {"about 4 days", "roughly 4 days", "around 4 days"}) {
    CAPTURE(text);
    const Spelled read = spelled(text);
    CHECK(read.slot.about);
    CHECK(read.value() == 4 * day);
  }
  CHECK_FALSE(spelled("4 days").slot.about);
  struct Asked {
    std::string text;
    std::string unit;
    double factor;
  };
  for (const Asked& row : {Asked{"?", "", 0},
                           {"? USD", "USD", 1},
                           {"? chip h", "chip h", h},
                           {"? k chip h", "k chip h", 1000 * h},
                           {"?USD", "USD", 1},
                           {"? x", "x", 1},
                           {"? %", "%", 0.01},
                           {"? M USD", "M USD", 1e6}}) {
    CAPTURE(row.text);
    const Spelled read = spelled(row.text);
    CHECK(read.mistake.empty());
    CHECK(read.slot.form == Slot::Form::asked);
    CHECK(read.slot.shown.has_value() == !row.unit.empty());
    if (!read.slot.shown) continue;
    CHECK(read.slot.shown->text == row.unit);
    CHECK(read.slot.shown->factor == doctest::Approx(row.factor));
  }
  check(std::vector<Refusal>{{"? 5 USD", "`?` asks for a value"},
                             {"? gold", "`gold` is no unit"},
                             {"? USD extra", "`extra` is no unit"},
                             {"5 USD ?", "`?` is not expected here"}});
}

TEST_CASE("a reference always has a dot, a unit never does") {
  struct Reference {
    std::string text;
    std::string name;
  };
  for (const Reference& row : {Reference{"total.cost", "total.cost"},
                               {".b7", ".b7"},
                               {"llama.b8.grid_intensity", "llama.b8.grid_intensity"},
                               {"_x.y_2", "_x.y_2"}}) {
    CAPTURE(row.text);
    const Slot slot = spelled(row.text).slot;
    CHECK(slot.understood);
    CHECK(slot.first.form == Expression::Form::reference);
    CHECK(slot.first.name == row.name);
    CHECK(slot.first.refers());
  }
  for (const std::string text :
       {"sum(*.cost)", "sum(llama.*.cost)", "sum(.b7, .b13)", "2*.cost", "r1.cost*.share", "2 * r1.cost / 1 USD",
        "r1.cost grown 4x/year for .elapsed", "-r1.cost", "(r1.cost)^2"}) {
    CAPTURE(text);
    const Slot slot = spelled(text).slot;
    CHECK(slot.understood);
    CHECK(slot.first.refers());
  }
  CHECK(spelled("2*.cost").slot.first.form == Expression::Form::multiply);
  CHECK(spelled("sum(*.cost)").slot.first.operands[0].name == "*.cost");
  CHECK_FALSE(spelled("2 * 3 USD").slot.first.refers());
  check(std::vector<Refusal>{{"cost", "`cost` is neither a unit nor a quantity"},
                             {"r1 .cost", "`r1` is neither a unit nor a quantity"},
                             {"r1.", "`.` means nothing here"},
                             {"5.cost", "`.cost` is not expected here"},
                             {"r1-zero.cost", "`r1` is neither"}});
}

TEST_CASE("an amount is shown in the unit that it was written in") {
  struct Shown {
    std::string text;
    std::string unit;
  };
  for (const Shown& row : {Shown{"80 h", "h"},
                           {"5 k chip h", "chip h"},
                           {"2 USD/chip/h", "USD/chip/h"},
                           {"$5.6 M", "USD"},
                           {"4x/year", "x/year"},
                           {"34.6 %", "%"},
                           {"20 to 50 M USD", "USD"},
                           {"a few hours", "hours"},
                           {"< 5 USD", "USD"}}) {
    CAPTURE(row.text);
    const Slot slot = spelled(row.text).slot;
    REQUIRE(slot.shown.has_value());
    CHECK(slot.shown->text == row.unit);
  }
  CHECK_FALSE(spelled("512").slot.shown.has_value());
}

TEST_CASE("a relation has two sides and one of three signs") {
  Diagnostics mistakes;
  for (const std::string sign : {"=", "<=", ">="}) {
    const Relation relation = parse_relation(built_in(std::string("a.power * a.uptime ") + sign + " g.energy / 1 year"),
                                             catalog_units(), mistakes);
    CHECK(relation.understood);
    CHECK(relation.relation == sign);
    CHECK(relation.left.form == Expression::Form::multiply);
    CHECK(relation.right.form == Expression::Form::divide);
  }
  CHECK(mistakes.empty());
  for (const std::string text : {"a.x", "a.x < 5", "= 5", "a.x = ", "a.x = 5 = 6", "", "a.x == 5"}) {
    CAPTURE(text);
    Diagnostics said;
    CHECK_FALSE(parse_relation(built_in(text), catalog_units(), said).understood);
    CHECK_FALSE(said.empty());
  }
}

TEST_CASE("units alone have a factor and a dimension") {
  struct Row {
    std::string text;
    double factor;
    Dimension dimension;
  };
  for (const Row& row : {Row{"USD/chip/h", 1 / h, rent},
                         {"k chip h/T token", 1e3 * h / 1e12, chip * time_ / token},
                         {"x/year", 1 / year, pace},
                         {"x", 1, plain},
                         {"%", 0.01, plain},
                         {"B token", 1e9, token}}) {
    CAPTURE(row.text);
    Diagnostics mistakes;
    const std::optional<ShownUnit> unit = parse_units(built_in(row.text), catalog_units(), mistakes);
    REQUIRE(unit.has_value());
    CHECK(unit->factor == doctest::Approx(row.factor).epsilon(1e-14));
    CHECK(unit->dimension == row.dimension);
    CHECK(unit->text == row.text);
  }
  for (const std::string text : {"", "5 USD", "gold", "USD/", "USD)"}) {
    CAPTURE(text);
    Diagnostics mistakes;
    CHECK_FALSE(parse_units(built_in(text), catalog_units(), mistakes).has_value());
  }
}

TEST_CASE("long and deep expressions are read, or refused in words, and never crash") {
  std::string sum = "1", brackets = "1", signs = "1", powers = "1", divisions = "1 USD";
  for (int i = 0; i < 1000; ++i) sum += " + 1";
  CHECK(spelled(sum).value() == 1001);
  for (int i = 0; i < 100; ++i) brackets = "(" + brackets + ")";
  CHECK(spelled(brackets).value() == 1);
  for (int i = 0; i < 100000; ++i) {
    brackets += ")";
    signs = "-" + (i < 5000 ? signs : "");
    powers += "^1";
    divisions += "/1";
  }
  brackets.insert(0, 100000, '(');
  signs.insert(0, 100000, '-');
  for (const std::string& text : {brackets, signs, powers, divisions, std::string(100000, '('),
                                  std::string(100000, '1'), std::string(100000, '.'), std::string(100000, 'k')}) {
    CAPTURE(text.substr(0, 20));
    CHECK_FALSE(spelled(text).mistake.empty());
  }
}

TEST_CASE("any text is read or refused, one way or the other") {
  const std::vector<std::string> words = {
      "5",    "1,000",      "2.5",     "x",          "k",   "M",      "B",   "USD",     "chip", "h",
      "year", "$",          "%",       "/",          "*",   "+",      "-",   "^",       "(",    ")",
      ",",    "to",         "±",       "about",      "<",   ">=",     "?",   "halving", "in",   "grown",
      "for",  "2024-12-26", "2024",    "total.cost", ".b7", "*.cost", "sum", "max",     "log",  "between",
      "and",  "a few",      "tens of", ".",          "=",   "€",      "·",   "\xff",    "\xc3"};
  property("whatever words stand in whatever order", [&] {
    std::string text;
    for (int count = a_whole(1, 12); count > 0; --count) text += one_of(words) + (below(3) == 0 ? "" : " ");
    RC_LOG() << text;
    const Spelled read = spelled(text);
    RC_ASSERT(read.slot.understood || !read.mistake.empty());
  });
}
