// The rules of precision and verdicts, a row each: what is given, what is claimed, what is found.

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "support/support.h"

using namespace costcurve;
using namespace costcurve::testing;

namespace {

const std::string source = "[sources]\np = { title = \"a paper\", year = 2025 }\n";

struct Rule {
  const char* given;  // the value of p.x, as TOML
  const char* claim;  // the text of the claim
  const char* verdict;
  const char* why;  // how its reason begins
};

std::string scenario_of(const Rule& rule) {
  // Derived, so that it is computed and not given; a date cannot be multiplied.
  const bool is_date = std::string(rule.given).starts_with("\"202");
  return source +
         fmt::format("[p]\nx = {}\n[q]\ny = \"p.x{}\"\n[[claim]]\nsays = \"c\"\nof = \"q.y\"\nvalue = \"{}\"\n",
                     rule.given, is_date ? "" : " * 1", rule.claim);
}

void check_rule(const Rule& rule) {
  CAPTURE(rule.given);
  CAPTURE(rule.claim);
  const auto found = audited(scenario_of(rule));
  CHECK(verdict(*found) == rule.verdict);
  const std::string why = found->claims[0].judgement.why;
  CAPTURE(why);
  CHECK(why.starts_with(rule.why));
}

}  // namespace

TEST_CASE("verdicts on values: the first that fits") {
  const Rule rules[] = {
      {"\"81920 USD\"", "81,920 USD", "exact", ""},
      {"\"101376 chip h\"", "101 k chip h", "agrees", "rounded"},
      {"\"5.576 M USD\"", "5.58 M USD", "agrees", "rounded"},
      {"\"5.576 M USD\"", "5.57 M USD", "agrees", "truncated"},
      {"\"5.576 M USD\"", "5.6 M USD", "agrees", "rounded"},
      {"\"2048 chip\"", "2,000 chip", "agrees", "as a round number"},
      {"\"592.658 B USD\"", "600 B USD", "agrees", "as a round number"},
      {"\"92.4 USD\"", "$100", "agrees", "as a round number"},
      {"\"85 USD\"", "$100", "contradicted", ""},                          // a round number, but 15 % away
      {"{ is = \"198 h\", source = \"p\" }", "199 h", "off", "by 0.5 %"},  // 197.5 to 198.5 touches 198.5 to 199.5
      {"{ is = \"198 h\", source = \"p\" }", "198.4 h", "agrees", "within precision of 198 h"},
      {"\"198 h\"", "198.4 h", "off", "by 0.2 %"},  // without a source it is exact
      {"{ assumed = \"198 h\", source = \"p\" }", "198.4 h", "off", "by 0.2 %"},
      {"{ is = \"198 h\", source = \"p\", exact = true }", "198.4 h", "off", "by 0.2 %"},
      {"{ is = \"198 ± 2 h\", source = \"p\" }", "199.4 h", "agrees", "within precision"},
      {"{ is = \"512 chip\", source = \"p\" }", "512.3 chip", "off", "by 0.059 %"},        // a whole count is exact
      {"{ is = \"2 USD/chip/h\", source = \"p\" }", "2.1 USD/chip/h", "off", "by 4.8 %"},  // a price is exact
      {"{ is = \"64*8 chip\", source = \"p\" }", "512.3 chip", "off",
       "by 0.059 %"},  // numbers in expressions are exact
      {"\"20 to 50 M USD\"", "45 M USD", "possible", "the 90 % ranges reach it"},
      {"\"20 to 50 M USD\"", "60 M USD", "contradicted", ""},
      {"\"108 USD\"", "$100.0", "off", "by 8 %"},
      {"\"113.8 USD\"", "$100.0", "contradicted", ""},
      {"\"108 USD\"", "about $100", "agrees", "within the 10 % of about"},
      {"\"112 USD\"", "about $100", "contradicted", ""},
      {"\"30 USD\"", "20 to 50 USD", "agrees", "within the stated range"},
      {"\"50 USD\"", "20 to 50 USD", "agrees", "within the stated range"},
      {"\"56.25 %\"", "56.3 %", "agrees", "rounded"},
      {"\"2024-12-26\"", "2024-12", "agrees", "on that date"},
      {"\"2024-12-01\"", "2024-12", "agrees", "on that date"},
      {"\"2025-01-01\"", "2024-12", "contradicted", ""},
  };
  for (const Rule& rule : rules) check_rule(rule);
}

TEST_CASE("bounds, limits and the words with a width are true, false or possible") {
  const Rule rules[] = {
      {"\"5.576 M USD\"", "< 6 M USD", "true", ""},
      {"\"5.576 M USD\"", "under 5 M USD", "false", ""},
      {"\"6 M USD\"", "< 6 M USD", "false", ""},
      {"\"6 M USD\"", "at most 6 M USD", "true", ""},
      {"\"20 to 50 M USD\"", "> 30 M USD", "possible", ""},
      {"\"62.5 B USD\"", "between 60 and 65 B USD", "true", ""},
      {"\"62.5 B USD\"", "over 65 B USD", "false", ""},
      {"\"30 M USD\"", "a few 10 M USD", "true", ""},
      {"\"10 M USD\"", "a few 10 M USD", "false", ""},
      {"\"30 B USD\"", "tens of billions of USD", "true", ""},
      {"\"129.4 M USD\"", "hundreds of M USD", "true", ""},
      {"\"5.87 M USD\"", "just under 6 M USD", "true", ""},
      {"\"6.01 M USD\"", "just under 6 M USD", "false", ""},
      {"\"2.5 M USD\"", "on the order of 1 M USD", "true", ""},
      {"\"2024-12-26\"", "before 2025-01", "true", ""},
      {"\"2025-01-01\"", "before 2025-01", "false", ""},
  };
  for (const Rule& rule : rules) check_rule(rule);
}

TEST_CASE("comparisons in the words people print") {
  struct Comparison {
    const char* value;
    const char* verdict;
  };
  // 2.19 against 60: 27.4 times less, 96.35 % less.
  const Comparison comparisons[] = {{"27x less", "agrees"},       {"27 times cheaper", "agrees"},
                                    {"95 % cheaper", "off"},      {"96 % cheaper", "agrees"},
                                    {"a fraction of", "true"},    {"half", "contradicted"},
                                    {"over 20x cheaper", "true"}, {"< 1x", "true"}};
  for (const Comparison& comparison : comparisons) {
    CAPTURE(comparison.value);
    const auto found =
        audited(fmt::format("[p]\na = \"2.19 USD/Mtoken\"\nb = \"60 USD/Mtoken\"\n[[claim]]\nsays = \"c\"\nof = "
                            "\"p.a\"\nthan = \"p.b\"\nvalue = \"{}\"\n",
                            comparison.value));
    CHECK(verdict(*found) == comparison.verdict);
  }
}

TEST_CASE("what both sides of a check share cancels") {
  // The cost rests on the same quoted hours as the chip time: their ratio is the rent, to the last digit.
  const auto found = audited(
      source +
      "[p]\nhours = { is = \"198 h\", source = \"p\" }\n[q]\nchip_time = \"512 chip * p.hours\"\ncost = \"q.chip_time "
      "* 2 USD/chip/h\"\n"
      "rent = \"q.cost / q.chip_time\"\n[[claim]]\nsays = \"c\"\nof = \"q.rent\"\nvalue = \"2.00 USD/chip/h\"\n");
  CHECK(verdict(*found) == "exact");
  CHECK_FALSE(found->claims[0].judgement.has_rounding);
}

TEST_CASE(
    "a claim of a given is compared and marked, a quotation without a value is cited, an unknown is not determined") {
  const auto given = audited("[p]\nx = \"2 USD\"\n[[claim]]\nsays = \"c\"\nof = \"p.x\"\nvalue = \"$2\"\n");
  CHECK(given->claims[0].of_given);
  CHECK(verdict(*given) == "exact");
  CHECK(verdict(*audited("[p]\nx = \"2 USD\"\n[[claim]]\nsays = \"it was the first\"\n")) == "cited");
  CHECK(verdict(*audited("[p]\nx = \"? USD\"\n[[claim]]\nsays = \"c\"\nof = \"p.x\"\nvalue = \"$2\"\n")) ==
        "not determined");
}

TEST_CASE("a failed claim is searched for its cause") {
  const std::string stages =
      "[a]\ncost = \"202752 USD\"\n[b]\ncost = \"10000 USD\"\n[c]\nhours = \"40960 chip h\"\nrent = \"2 "
      "USD/chip/h\"\ncost = \"c.hours * c.rent\"\n"
      "[total]\ncost = \"a.cost + b.cost + c.cost\"\n";
  const auto causes = [&](const std::string& of, const std::string& value) {
    std::string all;
    for (const std::string& cause :
         causes_in(stages + fmt::format("[[claim]]\nsays = \"c\"\nof = \"{}\"\nvalue = \"{}\"\n", of, value)))
      all += cause + "\n";
    return all;
  };
  CHECK(causes("total.cost", "$81,920").find("is c.cost") != std::string::npos);                // a term alone
  CHECK(causes("total.cost", "$212,752").find("leaves out c.cost") != std::string::npos);       // a term left out
  CHECK(causes("total.cost", "$500,000").find("the sum lacks $205,328") != std::string::npos);  // the residual
  CHECK(causes("c.cost", "$294,672").find("is total.cost, of which c.cost is 28 %") != std::string::npos);
  CHECK(causes("c.cost", "$40,960").find("are the digits of c.hours") !=
        std::string::npos);  // the same digits, another dimension
  CHECK(causes("c.cost", "$8.192 M").find("factor of 100") != std::string::npos);
}

TEST_CASE("what would have to be true: each single given that would do it") {
  const auto found = audited(
      "[r1]\nsheet = \"training\"\nchips = 512\nduration = \"80 h\"\nrent = \"2 USD/chip/h\"\n[[claim]]\nsays = "
      "\"c\"\nof = \"r1.cost\"\nvalue = \"$294,000\"\n");
  struct Change {
    const char* quantity;
    double value;
  };
  const Change changes[] = {{"r1.duration", 287.109375}, {"r1.chips", 1837.5}, {"r1.rent", 7.177734375}};
  for (const Change& change : changes) {
    CAPTURE(change.quantity);
    const std::size_t quantity = *found->scenario.quantity(change.quantity);
    const auto& all = found->claims[0].would_have_to_be;
    const auto place =
        std::find_if(all.begin(), all.end(), [&](const WouldBe& one) { return one.quantity == quantity; });
    REQUIRE(place != all.end());
    CHECK(place->value / found->scenario.relations->quantities[quantity].shown.factor ==
          doctest::Approx(change.value).epsilon(1e-9));
  }
}
