// What people of the field really type, and what it comes to in base units, or what they are asked.

#include <doctest/doctest.h>

#include <cmath>

#include "support/spelled.h"

using namespace costcurve;
using namespace costcurve::testing;

namespace {

constexpr double h = 3600, day = 24 * h, year = 365.25 * day;

const Dimension plain, time_(Base::time), money(Base::money), chip(Base::chip), token(Base::token),
    parameter(Base::parameter), operation(Base::operation), information(Base::information), energy(Base::energy),
    emission(Base::emission), volume(Base::volume);
const Dimension pace = plain / time_, rent = money / chip / time_, price = money / token;

struct Row {
  std::string text;
  double value;
  Dimension dimension;
};

void reads(const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const Spelled read = spelled(row.text);
    CHECK_MESSAGE(read.mistake.empty(), read.mistake);
    CHECK(read.value() == doctest::Approx(row.value).epsilon(1e-12));
    CHECK_MESSAGE(read.dimension == row.dimension, in_words(read.dimension));
  }
}

struct Question {
  std::string text;
  std::string note;  // an answer that it offers
};

void asks(const std::vector<Question>& rows) {
  for (const Question& row : rows) {
    CAPTURE(row.text);
    const Spelled read = spelled(row.text);
    CHECK_FALSE(read.mistake.empty());
    CHECK_MESSAGE(read.notes.find(row.note) != std::string::npos, read.notes);
    if (row.note.find_first_of("0123456789") != std::string::npos)
      CHECK_MESSAGE(spelled(row.note).mistake.empty(), row.note);
  }
}

}  // namespace

TEST_CASE("a fraction before a unit is the fraction of it") {
  reads({{"1/2 year", year / 2, time_},
         {"3/4 h", 0.75 * h, time_},
         {"1/3 M USD", 1e6 / 3, money},
         {"1/7.07 USD", 1 / 7.07, money},
         {"1 / (2 year)", 1 / (2 * year), pace},
         {"half a year", year / 2, time_},
         {"half a million USD", 5e5, money}});
  asks({{"1 / 2 year", "1/2 year"}, {"100 / 5 h", "100 / (5 h)"}});
}

TEST_CASE("a hyphen behind a number joins it to its unit") {
  reads({{"280-fold", 280, plain},
         {"2-fold", 2, plain},
         {"twofold", 2, plain},
         {"80-hour", 80 * h, time_},
         {"30-day", 30 * day, time_},
         {"5 - 3", 2, plain}});
}

TEST_CASE("a factor with a time is a pace, however the time is put") {
  const double four = std::log(4.0) / year;
  reads({{"4x/year", four, pace},
         {"4x per year", four, pace},
         {"4x a year", four, pace},
         {"4x every year", four, pace},
         {"4 fold/year", four, pace},
         {"fourfold per year", four, pace},
         {"44x in 7 years", std::log(44.0) / (7 * year), pace},
         {"halving every 8 months", std::log(2.0) / (8 * year / 12), pace},
         {"doubling every year", std::log(2.0) / year, pace},
         {"4/year", 4 / year, pace},
         {"4 times a year", 4 / year, pace},
         {"5 per day", 5 / day, pace}});
}

TEST_CASE("powers of ten are numbers of one piece") {
  reads({{"10^25 FLOP", 1e25, operation},
         {"3.14x10^23 FLOP", 3.14e23, operation},
         {"3.14×10^23 FLOP", 3.14e23, operation},
         {"3.14 x 10²³ FLOP", 3.14e23, operation},
         {"2×10^6 token", 2e6, token},
         {"2 * 10^6 token", 2e6, token},
         {"10^-3", 1e-3, plain},
         {"2^30 byte", 1073741824, information},
         {"10^2^2", 1e4, plain},
         {"6/2*10^2", 300, plain},
         {"2^10^2", std::pow(2.0, 100), plain}});
}

TEST_CASE("times of several units are added up") {
  reads({{"3h51m", 3.85 * h, time_},
         {"1 h 30 min", 1.5 * h, time_},
         {"1 hour 30 minutes", 1.5 * h, time_},
         {"2 days 4 hours", 52 * h, time_},
         {"1h2m3s", 3723, time_},
         {"80 h 30 min", 80.5 * h, time_}});
}

TEST_CASE("names of chips count chips, and say which") {
  reads({{"8 H100", 8, chip},
         {"25k H100s", 25000, chip},
         {"8x H100", 8, chip},
         {"8xH100", 8, chip},
         {"8 A100-80GB", 8, chip},
         {"512 TPU v4", 512, chip},
         {"2.1 million H100-hours", 2.1e6 * h, chip * time_},
         {"500 A100 GPU hours", 500 * h, chip * time_},
         {"100 TPU v4 hours", 100 * h, chip * time_},
         {"$2/H100-hour", 2 / h, rent},
         {"$2 per H100 per hour", 2 / h, rent},
         {"2 USD per TPU v4 hour", 2 / h, rent},
         {"a dozen chips", 12, chip},
         {"three hundred thousand GPUs", 3e5, chip},
         {"a million GPU hours", 1e6 * h, chip * time_}});
  CHECK(spelled("8 H100s").slot.first.literal.chip == "H100");
  CHECK(spelled("512 TPU v4").slot.first.literal.chip == "TPU-v4");
  CHECK(spelled("8 GPUs").slot.first.literal.chip.empty());
}

TEST_CASE("work, speeds and bits are told apart") {
  reads({{"3,640 PFLOP/s-day", 3640 * 8.64e19, operation},
         {"3640 petaflop/s-days", 3640 * 8.64e19, operation},
         {"3640 PF-days", 3640 * 8.64e19, operation},
         {"989 TFLOPs/s", 989e12, operation / time_},
         {"989 TFLOPS/s", 989e12, operation / time_},
         {"400 Gb/s", 50e9, information / time_},
         {"400 Gbps", 50e9, information / time_},
         {"100 Mb", 12.5e6, information}});
  asks({{"989 TFLOPS", "989 TFLOP/s"}, {"6 FLOPs", "6 FLOP"}, {"5 b", "5 bit"}});
}

TEST_CASE("prices as price pages print them") {
  reads({{"$3/MTok", 3e-6, price},
         {"$3 / 1M tokens", 3e-6, price},
         {"$60 per 1M tokens", 60e-6, price},
         {"$60/1M tokens", 60e-6, price},
         {"$0.03 per 1K tokens", 3e-5, price},
         {"$2 per 1,000 tokens", 2e-3, price},
         {"$15 per million output tokens", 15e-6, price},
         {"US$63M", 63e6, money},
         {"US$ 63 million", 63e6, money},
         {"$1.52mil", 1.52e6, money},
         {"5 mio USD", 5e6, money},
         {"RMB 2.08 million", 2.08e6 * catalog_units().find("CNY")->factor, money},
         {"30 USD a month", 30 / (year / 12), money / time_},
         {"$2 a GPU-hour", 2 / h, rent}});
}

TEST_CASE("energy, emissions and volume") {
  reads({{"5 gigawatts", 5e9, energy / time_},
         {"0.0585 mWh", 0.0585e-3 * 3600, energy},
         {"100 kilowatt-hours", 3.6e8, energy},
         {"5 pJ/FLOP", 5e-12, energy / operation},
         {"552 tonnes CO2e", 552e3, emission},
         {"552 tonnes of CO2e", 552e3, emission},
         {"552 metric tons CO2eq", 552e3, emission},
         {"5 kt CO2e", 5e6, emission},
         {"300 g CO2e/kWh", 0.3 / 3.6e6, emission / energy},
         {"519 mL", 0.519, volume},
         {"3 m3", 3000, volume},
         {"2 gallons", 7.570823568, volume}});
  asks({{"11,390 tons CO2eq", "11,390 tCO2e"}, {"552 tonnes", "552 tCO2e"}});
}

TEST_CASE("letters before a unit, and letters alone") {
  reads({{"30 G parameter", 30e9, parameter}, {"2 B token", 2e9, token}});
  asks({{"30 G USD", "30 B USD"}, {"2 B/token", "2 byte/token"}, {"70B * 2", "70 B parameter"}});
  CHECK(spelled("70B").slot.first.literal.open == "B");
  CHECK(spelled("$30/M").slot.first.literal.open == "/M");
}

TEST_CASE("what is counted has its plural") {
  const Dimension request = spelled("1 request").dimension;
  reads({{"3 requests", 3, request}, {"2 k requests", 2000, request}, {"1 request/s", 1, request / time_}});
  CHECK(spelled("2 queries").dimension == spelled("1 query").dimension);
  CHECK(spelled("2 people").dimension == spelled("1 person").dimension);
  CHECK(spelled("2 queries").dimension != request);
}

TEST_CASE("words around an amount") {
  for (const std::string text : {"~5 h", "≈ 5 h", "about 5 h", "approximately 5 h", "approx. 5 h", "roughly 5 h",
                                 "Around 5 h", "5 h or so", "some 5 h"}) {
    CAPTURE(text);
    CHECK(spelled(text).slot.about);
    CHECK(spelled(text).value() == 5 * h);
  }
  for (const std::string text : {"5+ h", "at least 5 h", "5 h or more", "no less than 5 h", "upwards of 5 h"}) {
    CAPTURE(text);
    CHECK(spelled(text).slot.form == Slot::Form::bound);
    CHECK(spelled(text).slot.relation == ">=");
    CHECK(spelled(text).value() == 5 * h);
  }
  struct Limits {
    std::string text;
    double low, high;
  };
  for (const Limits& row : {Limits{"slightly over 5 h", 5, 5.5},
                            {"a little under 5 h", 4.5, 5},
                            {"a couple of hours", 2, 3},
                            {"nearly 5 h", 4.5, 5}}) {
    CAPTURE(row.text);
    const Spelled read = spelled(row.text);
    REQUIRE(read.values.size() == 2);
    CHECK(read.values[0] == doctest::Approx(row.low * h));
    CHECK(read.values[1] == doctest::Approx(row.high * h));
  }
  asks({{"2 to 5+ h", "at least"}});
}

TEST_CASE("a deviation in per cent is a share of its amount, and of a share it is points") {
  CHECK(spelled("10 M USD ± 20 %").values[1] == doctest::Approx(2e6));
  CHECK(spelled("10 M USD +/- 20 %").values[1] == doctest::Approx(2e6));
  CHECK(spelled("40 % ± 5 %").values[1] == doctest::Approx(0.05));
  CHECK(spelled("40 ± 5 %").values[1] == doctest::Approx(0.05));
  CHECK(spelled("5 h ± 1 h").values[1] == doctest::Approx(h));
}
