// What is exact and what is rounded, to the letter of the design: section 5, "What is exact" and "Two widths".

#include "scenario/stated.h"

#include "scenario/comparing_words.h"

#include <doctest/doctest.h>

#include <cmath>

#include "support/spelled.h"

using namespace costcurve;
using namespace costcurve::testing;

namespace {

constexpr double h = 3600, year = 365.25 * 86400;

// A quantity of its own with this TOML value, in a scenario that has a source `paper`.
Given given(const std::string& toml, const std::string& above = "") {
  const auto made = audited("[sources]\npaper = \"A paper\"\n[part]\n" + above + "x = " + toml + "\n");
  return *made->givens.stated(*made->scenario.quantity("part.x"));
}

std::string quoted(const std::string& text) { return "{ is = \"" + text + "\", source = \"paper\" }"; }

void check_interval(const Interval& interval, double low, double high) {
  CHECK(interval.low == doctest::Approx(low).epsilon(1e-12));
  CHECK(interval.high == doctest::Approx(high).epsilon(1e-12));
}

Stated stated(const std::string& text) { return stated_literal(spelled(text).slot.first.literal); }

}  // namespace

TEST_CASE("a quotation is rounded to half its last printed digit") {
  struct Row {
    std::string text;
    double low, high;
  };
  for (const Row& row : {Row{"198 h", 197.5 * h, 198.5 * h},
                         {"198.0 h", 197.95 * h, 198.05 * h},
                         {"80 h", 79.5 * h, 80.5 * h},
                         {"5 k chip h", 4500 * h, 5500 * h},
                         {"5.0 k chip h", 4950 * h, 5050 * h},
                         {"3,311,616 chip h", 3311615.5 * h, 3311616.5 * h},
                         {"5.576 M USD", 5575500, 5576500},
                         {"$294,000", 293999.5, 294000.5},
                         {"$294 K", 293500, 294500},
                         {"14.8 T token", 14.75e12, 14.85e12},
                         {"608 B token", 607.5e9, 608.5e9},
                         {"34.6 %", 0.3455, 0.3465},
                         {"27x", 26.5, 27.5},
                         {"3.3e24 FLOP", 3.25e24, 3.35e24},
                         {"-5 USD", -5.5, -4.5},
                         {"4x/year", std::log(3.5) / year, std::log(4.5) / year},
                         {"2024-12", 1733011200.0, 1735689600.0},
                         {"5 k chip", 4500, 5500},
                         {"1e1 h", 5 * h, 15 * h},
                         {"0.5 chip", 0.45, 0.55}}) {
    CAPTURE(row.text);
    const Given found = given(quoted(row.text));
    check_interval(found.rounding, row.low, row.high);
    CHECK(found.belief == found.rounding);
    CHECK_FALSE(found.is_belief);
    CHECK(found.source == "paper");
    CHECK(found.text == row.text);
  }
}

TEST_CASE("a part's source makes quotations of all its givens") {
  check_interval(given("\"80 h\"", "source = \"paper\"\n").rounding, 79.5 * h, 80.5 * h);
  CHECK(given("\"80 h\"").rounding.is_point());
}

TEST_CASE("exact are prices, whole counts, bare numbers, expressions and dates in full, even with a source") {
  for (const std::string text : {"2 USD/chip/h", "2.19 USD/Mtoken", "$2.19/Mtoken", "0.08 USD/kWh", "$0.5 M/day",
                                 "512 chip", "2,048 GPUs", "14 token", "6.25", "512", "64*8 chip", "8 * 10 h",
                                 "6.5/3.2", "80 h + 0 h", "2024-12-26", "2 * 34.6 %", "(80 h)^1"}) {
    CAPTURE(text);
    CHECK(given(quoted(text)).rounding.is_point());
  }
}

TEST_CASE("exact is what has no source, what is assumed, and what is said to be exact") {
  for (const std::string toml :
       {"\"198 h\"", "\"5 k chip h\"", "{ is = \"198 h\" }", "{ assumed = \"198 h\" }",
        "{ assumed = \"198 h\", source = \"paper\" }", "{ is = \"198 h\", source = \"paper\", exact = true }", "5",
        "5.5", "{ is = 5, source = \"paper\" }"}) {
    CAPTURE(toml);
    CHECK(given(toml).rounding.is_point());
  }
  CHECK(given("{ assumed = \"198 h\", source = \"paper\" }").assumed);
}

TEST_CASE("± is a hard range, with a source or without; a range and `about` are beliefs") {
  for (const std::string toml : {"\"80 ± 2 h\"", "{ is = \"80 ± 2 h\", source = \"paper\" }"}) {
    const Given found = given(toml);
    CHECK(found.value == 80 * h);
    check_interval(found.rounding, 78 * h, 82 * h);
    CHECK(found.belief == found.rounding);
    CHECK_FALSE(found.is_belief);
  }
  for (const std::string toml : {"\"20 to 50 M USD\"", "{ is = \"20 to 50 M USD\", source = \"paper\" }"}) {
    const Given found = given(toml);
    CHECK(found.value == doctest::Approx(std::sqrt(20e6 * 50e6)));
    CHECK(found.rounding.is_point());
    check_interval(found.belief, 20e6, 50e6);
    CHECK(found.is_belief);
  }
  for (const std::string toml : {"\"about 80 h\"", "{ is = \"about 80 h\", source = \"paper\" }"}) {
    const Given found = given(toml);
    CHECK(found.value == 80 * h);
    CHECK(found.rounding.is_point());
    check_interval(found.belief, 72 * h, 88 * h);
    CHECK(found.is_belief);
  }
}

TEST_CASE("the middle of a range is geometric for amounts, the mean for paces and for what may be negative") {
  CHECK(given("\"4 to 9 h\"").value == doctest::Approx(6 * h));
  CHECK(given("\"-2 to 4 h\"").value == doctest::Approx(1 * h));
  CHECK(given("\"3 to 5x/year\"").value == doctest::Approx((std::log(3) + std::log(5)) / 2 / year));
}

TEST_CASE("a printed number stands for what rounds to it, what is cut to it, and what it is a round number for") {
  struct Row {
    std::string text;
    double rounded_low, rounded_high, cut_low, cut_high, round_low, round_high;
  };
  for (const Row& row : {Row{"294,000 USD", 293999.5, 294000.5, 294000, 294001, 293500, 294500},
                         {"5.5 M USD", 5.45e6, 5.55e6, 5.5e6, 5.6e6, 5.45e6, 5.55e6},
                         {"2,000 USD", 1999.5, 2000.5, 2000, 2001, 1500, 2500},
                         {"-20 USD", -20.5, -19.5, -21, -20, -25, -15},
                         {"101 k chip h", 100500 * h, 101500 * h, 101000 * h, 102000 * h, 100500 * h, 101500 * h}}) {
    CAPTURE(row.text);
    const Stated found = stated(row.text);
    check_interval(found.rounding, row.rounded_low, row.rounded_high);
    check_interval(found.truncation, row.cut_low, row.cut_high);
    check_interval(found.round_number, row.round_low, row.round_high);
  }
}

TEST_CASE("a pace is rounded in the number that was printed") {
  check_interval(stated("halving in 8 months").rounding, std::log(2) / (8.5 * year / 12),
                 std::log(2) / (7.5 * year / 12));
  check_interval(stated("44x in 7 years").rounding, std::log(43.5) / (7 * year), std::log(44.5) / (7 * year));
  check_interval(stated("1.2x/year").rounding, std::log(1.15) / year, std::log(1.25) / year);
  check_interval(stated("0.14 OOM/year").rounding, 0.135 * std::log(10) / year, 0.145 * std::log(10) / year);
}

TEST_CASE("`about` is 10 % to both sides, of a pace in its factor per year") {
  check_interval(about(100, {"h", 3600, Dimension(Base::time)}), 90, 110);
  check_interval(about(-100, {"USD", 1, Dimension(Base::money)}), -110, -90);
  const Dimension per_time(Base::time, -1);
  check_interval(about(std::log(4) / year, {"x/year", 1, per_time}), std::log(3.6) / year, std::log(4.4) / year);
  check_interval(about(5, {"Hz", 1, per_time}), 4.5, 5.5);
}

TEST_CASE("comparisons are understood in the words that people print") {
  struct Row {
    std::string text;
    Comparison comparison;
    std::string front;
    std::string slot;
  };
  const Row rows[] = {
      {"95 % cheaper", Comparison::discount, "95 %", ""},
      {"95% cheaper", Comparison::discount, "95%", ""},
      {"95 percent cheaper", Comparison::discount, "95 percent", ""},
      {"20 % less", Comparison::discount, "20 %", ""},
      {"20 % lower", Comparison::discount, "20 %", ""},
      {"20 % more", Comparison::surplus, "20 %", ""},
      {"20 % more expensive", Comparison::surplus, "20 %", ""},
      {"20 percent higher", Comparison::surplus, "20 percent", ""},
      {"27x", Comparison::share, "27x", ""},
      {"27x less", Comparison::inverse, "27x", ""},
      {"11 times cheaper", Comparison::inverse, "11 times", ""},
      {"3x more", Comparison::share, "3x", ""},
      {"3x more expensive", Comparison::share, "3x", ""},
      {"2.7x less expensive", Comparison::inverse, "2.7x", ""},
      {"3x as much", Comparison::share, "3x", ""},
      {"60 % of it", Comparison::share, "60 %", ""},
      {"about 27x less ", Comparison::inverse, "about 27x", ""},
      {"10 to 30x cheaper", Comparison::inverse, "10 to 30x", ""},
      {"at least 5x faster", Comparison::share, "at least 5x", ""},
      {"twice", Comparison::share, "twice", "2"},
      {"twice as much", Comparison::share, "twice", "2"},
      {"half", Comparison::share, "half", "0.5"},
      {"half as much", Comparison::share, "half", "0.5"},
      {"a third", Comparison::share, "a third", "1/3"},
      {"a tenth of it", Comparison::share, "a tenth", "0.1"},
      {"a fraction of", Comparison::share, "a fraction of", "< 1"},
      {"more than twice as much", Comparison::share, "more than twice", "more than 2"},
      {"70 % less expensive", Comparison::discount, "70 %", ""},
      {"at least 70 per cent less costly", Comparison::discount, "at least 70 per cent", ""},
      {"pricier", Comparison::share, "", "> 1x"},
      {"a bit cheaper", Comparison::discount, "", "> 0 %"},
      {"2/3 cheaper", Comparison::discount, "2/3", ""},
      {"3/4 more", Comparison::surplus, "3/4", ""},
      {"two thirds cheaper", Comparison::discount, "two thirds", "2/3"},
      {"a quarter more", Comparison::surplus, "a quarter", "25 %"},
      {"less than half", Comparison::share, "less than half", "less than 0.5"},
      {"about a third less", Comparison::discount, "about a third", "about 1/3"},
      {"more than triple the cost", Comparison::share, "more than triple", "more than 3"},
      {"half the price", Comparison::share, "half", "0.5"},
      {"+25 %", Comparison::surplus, "", "25 %"},
      {"-25 %", Comparison::discount, "", "25 %"},
      {"5x or more", Comparison::share, "5x or more", ""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const ComparingWords words = comparing_words(row.text, false);
    CHECK(words.comparison == row.comparison);
    CHECK(row.text.substr(words.begin, words.length) == row.front);
    CHECK(words.slot == row.slot);
  }
  CHECK(comparing_words("2x faster", false).comparison == Comparison::share);
  CHECK(comparing_words("2x faster", true).comparison == Comparison::inverse);
  CHECK(comparing_words("50 % slower", false).comparison == Comparison::discount);
  CHECK(comparing_words("50 % slower", true).comparison == Comparison::surplus);
}
