// Verdicts, to the letter of the design: section 5. A quantity is given, with a source (a quotation) or without, and
// claimed.

#include "audit/verdict.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "support/support.h"

using namespace costcurve;
using namespace costcurve::testing;

namespace {

enum Source { no_source, sourced };

struct Row {
  std::string given;
  Source source;
  std::string claim;
  std::string verdict;
  std::string why;
};

std::unique_ptr<AuditedVariant> judged(const std::string& part, const std::string& claim) {
  return audited("[sources]\npaper = \"A paper\"\nnews = \"A newspaper\"\n" + part + "[[claim]]\nsays = \"it is so\"\n" + claim);
}

std::string as_toml(const Row& row) {
  if (row.given.starts_with("{")) return row.given;
  return "{ is = \"" + row.given + "\"" + (row.source == sourced ? ", source = \"paper\" }" : " }");
}

void check(const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    CAPTURE(row.given);
    CAPTURE(row.source == sourced);
    CAPTURE(row.claim);
    const auto result = judged("[part]\nx = " + as_toml(row) + "\n",
                               "of = \"part.x\"\nvalue = \"" + row.claim + "\"\nsource = \"news\"\n");
    REQUIRE(result->claims.size() == 1);
    CHECK(verdict(*result) == row.verdict);
    CHECK(result->claims[0].judgement.why == row.why);
    CHECK(result->claims[0].of_given);
  }
}

}  // namespace

TEST_CASE("exact is the same number, however it is written") {
  check({
      {"80 h", no_source, "80 h", "exact", ""},
      {"80 h", sourced, "80 h", "exact", ""},
      {"80 h", no_source, "4,800 min", "exact", ""},
      {"294000 USD", no_source, "$294,000", "exact", ""},
      {"0.294 M USD", no_source, "294 kUSD", "exact", ""},
      {"64*8 chip", sourced, "512 chip", "exact", ""},
      {"2024-12-26", sourced, "2024-12-26", "exact", ""},
      {"0 USD", no_source, "0 USD", "exact", ""},
      {"-5 USD", no_source, "-5 USD", "exact", ""},
      {"4x/year", no_source, "doubling in 6 months", "exact", ""},
      {"80 h", no_source, "about 80 h", "exact", ""},
      {"1/3", no_source, "1/3", "exact", ""},
  });
}

TEST_CASE("agrees: rounded, cut off, or as a round number") {
  check({
      {"101,376 chip h", no_source, "101 k chip h", "agrees", "rounded"},
      {"5.576 M USD", no_source, "5.6 M USD", "agrees", "rounded"},
      {"5.576 M USD", sourced, "5.6 M USD", "agrees", "rounded"},
      {"5.87 M USD", no_source, "5.9 M USD", "agrees", "rounded"},
      {"5.87 M USD", no_source, "5.8 M USD", "agrees", "truncated"},
      {"-5.87 M USD", no_source, "-5.8 M USD", "agrees", "truncated"},
      {"5.87 M USD", no_source, "5.7 M USD", "off", "by 3 %"},
      {"1,022 h", no_source, "1,000 h", "agrees", "as a round number"},
      {"95 h", no_source, "100 h", "agrees", "as a round number"},
      {"1,120 h", no_source, "1,000 h", "contradicted", ""},
      {"80.3 h", no_source, "80 h", "agrees", "rounded"},
      {"56.25 %", no_source, "56.3 %", "agrees", "rounded"},
      {"56.25 %", no_source, "56.2 %", "agrees", "rounded"},
      {"3.9x/year", no_source, "4x/year", "agrees", "rounded"},
      {"80 h", no_source, "82 ± 3 h", "agrees", "rounded"},
  });
}

TEST_CASE("agrees: within the precision of the numbers, and touching ends do not count") {
  check({
      {"80 h", sourced, "80.3 h", "agrees", "within precision of 80 h"},
      {"80 h", no_source, "80.3 h", "off", "by 0.37 %"},
      {"80 h", sourced, "81 h", "off", "by 1.2 %"},
      {"80 h", sourced, "79 h", "off", "by 1.3 %"},
      {"80.0 h", sourced, "80.3 h", "off", "by 0.37 %"},
      {"5 k chip h", sourced, "5,200 chip h", "agrees", "within precision of 5 k chip h"},
      {"80 ± 2 h", no_source, "81.7 h", "agrees", "within precision of 80 ± 2 h"},
      {"80 ± 2 h", no_source, "83 h", "off", "by 3.6 %"},
      {"{ is = \"80 h\", source = \"paper\", exact = true }", sourced, "80.3 h", "off", "by 0.37 %"},
      {"{ assumed = \"80 h\", source = \"paper\" }", sourced, "80.3 h", "off", "by 0.37 %"},
  });
}

TEST_CASE("prices, whole counts, bare numbers and expressions do not bend, though they are quoted") {
  check({
      {"2 USD/chip/h", sourced, "2.1 USD/chip/h", "off", "by 4.8 %"},
      {"512 chip", sourced, "512.2 chip", "off", "by 0.039 %"},
      {"5 k chip", sourced, "5,200 chip", "agrees", "within precision of 5 k chip"},
      {"512 chip", sourced, "648 chip", "contradicted", ""},
      {"6.25", sourced, "6.27", "off", "by 0.32 %"},
      {"6.25", sourced, "6.3", "agrees", "rounded"},
      {"2 * 40 h", sourced, "80.3 h", "off", "by 0.37 %"},
      {"10 h / 3", sourced, "3.3 h", "agrees", "rounded"},
  });
}

TEST_CASE("off is within 10 %, contradicted is beyond") {
  check({
      {"84 h", no_source, "81 h", "off", "by 3.7 %"},
      {"88 h", no_source, "81 h", "off", "by 8.6 %"},
      {"90 h", no_source, "81 h", "contradicted", ""},
      {"73 h", no_source, "81 h", "off", "by 9.9 %"},
      {"72 h", no_source, "81 h", "contradicted", ""},
      {"81,920 USD", no_source, "$294,000", "contradicted", ""},
      {"-84 USD", no_source, "-81 USD", "off", "by 3.7 %"},
      {"84 USD", no_source, "-81 USD", "contradicted", ""},
      {"0 USD", no_source, "81 USD", "contradicted", ""},
      {"5 USD", no_source, "0 USD", "contradicted", ""},
      {"4.4x/year", no_source, "4.1x/year", "off", "by 5 %"},
      {"4x/year", no_source, "10x/year", "contradicted", ""},
      {"89.1 h", no_source, "81 h", "off", "by 10 %"},
      {"110 kWh", no_source, "100.0 kWh", "off", "by 10 %"},
  });
}

TEST_CASE("possible rests on belief, agrees on rounding, and the verdict says which") {
  check({
      {"20 to 50 M USD", no_source, "45 M USD", "possible", "the 90 % ranges reach it"},
      {"20 to 50 M USD", no_source, "31.6 M USD", "agrees", "rounded"},
      {"20 to 50 M USD", no_source, "60 M USD", "contradicted", ""},
      {"20 to 50 M USD", no_source, "20 M USD", "possible", "the 90 % ranges reach it"},
      {"about 80 h", no_source, "85 h", "possible", "the 90 % ranges reach it"},
      {"about 80 h", no_source, "95 h", "contradicted", ""},
      {"about 80 h", sourced, "80.3 h", "possible", "the 90 % ranges reach it"},
  });
}

TEST_CASE("`about` is 10 % to both sides, and a range or words with a width are limits on both sides") {
  check({
      {"85 h", no_source, "about 80 h", "agrees", "within the 10 % of about"},
      {"72 h", no_source, "about 80 h", "agrees", "within the 10 % of about"},
      {"88 h", no_source, "about 80 h", "agrees", "within the 10 % of about"},
      {"71 h", no_source, "about 80 h", "contradicted", ""},
      {"80 h", no_source, "about 4 days", "contradicted", ""},
      {"20 to 50 M USD", no_source, "about 50 M USD", "possible", "the 90 % ranges reach it"},
      {"4.3x/year", no_source, "about 4x/year", "agrees", "within the 10 % of about"},
      {"5x/year", no_source, "about 4x/year", "contradicted", ""},
      {"30 M USD", no_source, "20 to 50 M USD", "agrees", "within the stated range"},
      {"60 M USD", no_source, "20 to 50 M USD", "contradicted", ""},
      {"52 M USD", no_source, "20 to 50 M USD", "off", "by 4 %"},
      {"40 to 90 M USD", no_source, "20 to 50 M USD", "possible", "the ranges overlap"},
      {"60.5 B USD", no_source, "between 60 and 65 B USD", "true", ""},
      {"66 B USD", no_source, "between 60 and 65 B USD", "false", ""},
      {"60 B USD", no_source, "between 60 and 65 B USD", "true", ""},
      {"50 to 70 B USD", no_source, "between 60 and 65 B USD", "possible", ""},
      {"3 h", no_source, "a few hours", "true", ""},
      {"6 h", no_source, "a few hours", "false", ""},
      {"30 M USD", no_source, "a few $10M", "true", ""},
      {"90 M USD", no_source, "tens of M USD", "true", ""},
      {"101 M USD", no_source, "tens of M USD", "false", ""},
      {"25 M USD", no_source, "on the order of 10 M USD", "true", ""},
      {"31 M USD", no_source, "on the order of 10 M USD", "false", ""},
      {"5.576 M USD", no_source, "just under 6 M USD", "true", ""},
      {"6.1 M USD", no_source, "just under 6 M USD", "false", ""},
      {"6.1 M USD", no_source, "just over 6 M USD", "true", ""},
  });
}

TEST_CASE("a bound is true, false or possible") {
  check({
      {"4 USD", no_source, "< 5 USD", "true", ""},
      {"5 USD", no_source, "< 5 USD", "false", ""},
      {"5 USD", no_source, "<= 5 USD", "true", ""},
      {"6 USD", no_source, "<= 5 USD", "false", ""},
      {"5 USD", no_source, "> 5 USD", "false", ""},
      {"5 USD", no_source, ">= 5 USD", "true", ""},
      {"5 USD", no_source, "at least 5 USD", "true", ""},
      {"4.9 USD", no_source, "at least 5 USD", "false", ""},
      {"150 M USD", no_source, "over $100 M", "true", ""},
      {"100 M USD", no_source, "over $100 M", "false", ""},
      {"5 USD", no_source, "up to 5 USD", "true", ""},
      {"80 h", sourced, "< 81 h", "true", ""},
      {"80 h", sourced, "< 80.2 h", "possible", ""},
      {"80 h", sourced, "< 79 h", "false", ""},
      {"20 to 50 M USD", no_source, "< 60 M USD", "true", ""},
      {"20 to 50 M USD", no_source, "< 40 M USD", "possible", ""},
      {"20 to 50 M USD", no_source, "> 60 M USD", "false", ""},
  });
}

TEST_CASE("a date lies in its month or quarter, and before a month is before its first day") {
  check({
      {"2024-12-26", no_source, "2024-12", "agrees", "on that date"},
      {"2024-12-01", no_source, "2024-12", "agrees", "on that date"},
      {"2024-12-31", no_source, "2024-12", "agrees", "on that date"},
      {"2025-01-01", no_source, "2024-12", "contradicted", ""},
      {"2024-11-30", no_source, "2024-12", "contradicted", ""},
      {"2024-12-26", no_source, "2024-Q4", "agrees", "on that date"},
      {"2024-12-26", no_source, "2024-12-27", "contradicted", ""},
      {"2024-12", sourced, "2024-12-26", "agrees", "within precision of 2024-12"},
      {"2024-12-26", no_source, "2025-01", "contradicted", ""},
      {"2024-12-26", no_source, "before 2025-01", "true", ""},
      {"2025-01-15", no_source, "before 2025-01", "false", ""},
      {"2025-01-15", no_source, "after 2025-01", "false", ""},
      {"2025-02-01", no_source, "after 2025-01", "true", ""},
      {"2024-12-26", no_source, "before 2024-12-26", "false", ""},
      {"2024-12-26", no_source, "between 2024-12-01 and 2024-12-31", "true", ""},
  });
}

TEST_CASE("two quantities are compared in the words that people print") {
  struct Compared {
    std::string of, than, value, verdict;
  };
  const Compared rows[] = {
      {"3 USD/Mtoken", "60 USD/Mtoken", "95 % cheaper", "exact"},
      {"2.19 USD/Mtoken", "60 USD/Mtoken", "95 % cheaper", "off"},
      {"2.19 USD/Mtoken", "60 USD/Mtoken", "96 % cheaper", "agrees"},
      {"2.19 USD/Mtoken", "60 USD/Mtoken", "27x less", "agrees"},
      {"2.19 USD/Mtoken", "60 USD/Mtoken", "27x more", "contradicted"},
      {"1 h", "11 h", "11 times cheaper", "exact"},
      {"2 h", "1 h", "twice", "exact"},
      {"2 h", "1 h", "twice as much", "exact"},
      {"1 h", "2 h", "half", "exact"},
      {"1 h", "2 h", "half as much", "exact"},
      {"1 h", "3 h", "a third", "exact"},
      {"1 h", "10 h", "a tenth of it", "exact"},
      {"12 h", "10 h", "20 % more", "exact"},
      {"12 h", "10 h", "20 % more expensive", "exact"},
      {"8 h", "10 h", "20 % less", "exact"},
      {"8 h", "10 h", "20 % more", "contradicted"},
      {"27 h", "1 h", "27x", "exact"},
      {"27 h", "10 h", "2.7x as much", "exact"},
      {"10 h", "27 h", "2.7x less expensive", "exact"},
      {"6 h", "10 h", "60 % of it", "exact"},
      {"1 h", "30 h", "a fraction of", "true"},
      {"30 h", "1 h", "a fraction of", "false"},
      {"3 h", "1 h", "more than twice as much", "true"},
      {"5 h", "1 h", "at least 4x", "true"},
      {"1 h", "1 h", "> 1x", "false"},
      {"27 h", "1 h", "about 25x", "agrees"},
      {"1 h", "27 h", "about 25x less", "agrees"},
      {"1 h", "20 h", "10 to 30x cheaper", "agrees"},
      {"1 h", "50 h", "10 to 30x cheaper", "contradicted"},
  };
  for (const Compared& row : rows) {
    CAPTURE(row.of);
    CAPTURE(row.than);
    CAPTURE(row.value);
    const auto result = judged("[part]\nx = \"" + row.of + "\"\ny = \"" + row.than + "\"\n",
                               "of = \"part.x\"\nthan = \"part.y\"\nvalue = \"" + row.value + "\"\n");
    CHECK(verdict(*result) == row.verdict);
    CHECK_FALSE(result->claims[0].of_given);
  }
}

TEST_CASE("what is computed is judged with the precision of what it rests on, and what is shared cancels") {
  const std::string part =
      "[part]\nhours = { is = \"80 h\", source = \"paper\" }\nchips = { is = \"512 chip\", source = \"paper\" }\nrent "
      "= \"2 USD/chip/h\"\ncost = \".hours * .chips * .rent\"\nsame = \".cost / .hours\"\nfew = \"2 to 3 "
      "USD/chip/h\"\nlikely = \".hours * .chips * .few\"\n";
  struct Computed {
    std::string of, value, verdict, why;
  };
  const Computed rows[] = {
      {"part.cost", "$81,920", "exact", ""},
      {"part.cost", "$82,000", "agrees", "within precision of 80 h"},
      {"part.cost", "$82 k", "agrees", "rounded"},
      {"part.cost", "$84,100", "off", "by 2.6 %"},
      {"part.cost", "$294,000", "contradicted", ""},
      {"part.cost", "< $82,432", "possible", ""},
      {"part.cost", "< $82,433", "true", ""},
      {"part.same", "1,024 USD/h", "exact", ""},
      {"part.same", "1,030 USD/h", "off", "by 0.58 %"},
      {"part.cost / part.hours", "1,024 USD/h", "exact", ""},
      {"part.likely", "$90,000", "possible", "the 90 % ranges reach it"},
      {"part.likely", "$150,000", "contradicted", ""},
      {"part.cost + part.cost", "$163,840", "exact", ""},
      {"part.cost - part.cost", "0 USD", "exact", ""},
  };
  for (const Computed& row : rows) {
    CAPTURE(row.of);
    CAPTURE(row.value);
    const auto result = judged(part, "of = \"" + row.of + "\"\nvalue = \"" + row.value + "\"\n");
    CHECK(verdict(*result) == row.verdict);
    CHECK(result->claims[0].judgement.why == row.why);
    CHECK_FALSE(result->claims[0].of_given);
  }
}

TEST_CASE("a claim without a value is cited, one of an unknown quantity is not determined") {
  CHECK(verdict(*judged("[part]\nx = 5\n", "source = \"paper\"\n")) == "cited");
  CHECK(verdict(*judged("[part]\nx = 5\n", "of = \"part.x\"\nvalue = \"?\"\n")) == "cited");
  CHECK(verdict(*judged("[part]\nx = \"? USD\"\n", "of = \"part.x\"\nvalue = \"5 USD\"\n")) == "not determined");
  CHECK(verdict(*judged("[part]\nx = 0\n", "of = \"1 / part.x\"\nvalue = \"5\"\n")) == "not determined");
}

TEST_CASE("a claim is as expected when it holds, or has the verdict that it is said to have") {
  struct Expected {
    std::string value, expect;
    bool as_expected;
  };
  const Expected rows[] = {
      {"80 h", "", true},
      {"80.2 h", "", true},
      {"81 h", "", false},
      {"81 h", "off", true},
      {"81 h", "contradicted", false},
      {"100 h", "contradicted", true},
      {"100 h", "off", false},
      {"100 h", "", false},
      {"80 h", "exact", true},
      {"80.2 h", "exact", false},
      {"80.2 h", "agrees", true},
      {"80 h", "holds", true},
      {"80 h", "contradicted", false},
      {"< 100 h", "", true},
      {"< 100 h", "true", true},
      {"< 50 h", "", false},
      {"< 50 h", "false", true},
      {"< 50 h", "contradicted", true},
      {"< 80.2 h", "possible", true},
      {"< 80.2 h", "", true},
      {"< 80.2 h", "holds", false},
  };
  for (const Expected& row : rows) {
    CAPTURE(row.value);
    CAPTURE(row.expect);
    const auto result = judged("[part]\nx = { is = \"80 h\", source = \"paper\" }\n",
                               "of = \"part.x\"\nvalue = \"" + row.value + "\"\n" +
                                   (row.expect.empty() ? "" : "expect = \"" + row.expect + "\"\n"));
    CHECK(result->claims[0].as_expected == row.as_expected);
    CHECK(result->as_expected() == row.as_expected);
  }
}

TEST_CASE("the two sides of an equation are compared like a claim") {
  struct Sides {
    std::string x, y, relation, verdict;
  };
  const Sides rows[] = {
      {"80 h", "80 h", "=", "exact"},         {"80 h", "80.3 h", "=", "agrees"},
      {"80 h", "81 h", "=", "off"},           {"80 h", "81.5 h", "=", "off"},
      {"80 h", "100 h", "=", "contradicted"}, {"20 to 50 h", "40 h", "=", "possible"},
      {"80 h", "100 h", "<=", "true"},        {"100 h", "80 h", "<=", "false"},
      {"80 h", "80 h", "<=", "true"},         {"80 h", "80.2 h", ">=", "possible"},
      {"100 h", "80 h", ">=", "true"},        {"20 to 50 h", "40 h", "<=", "possible"},
  };
  for (const Sides& row : rows) {
    CAPTURE(row.x);
    CAPTURE(row.y);
    CAPTURE(row.relation);
    const auto quoted = [](const std::string& text) { return "{ is = \"" + text + "\", source = \"paper\" }"; };
    auto result = audited("equations = [\"part.x " + row.relation +
                          " part.y\"]\n[sources]\npaper = \"A paper\"\n[part]\nx = " + quoted(row.x) +
                          "\ny = " + quoted(row.y) + "\n");
    const Equation equation = result->scenario.relations->equations.back();
    CHECK(verdict_word(judge_equation(*result->scenario.relations, result->solution, equation).verdict) == row.verdict);
  }
}
