// The figures that this program must reproduce, whatever else changes: each from a scenario that is shipped.

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "quantity/print.h"
#include "support/support.h"
#include "text/expression.h"

using namespace costcurve;
using namespace costcurve::testing;

namespace {

const AuditedVariant& shipped(const std::string& name, const std::string& variant = "") {
  static std::map<std::string, std::unique_ptr<AuditedVariant>> kept;
  auto& place = kept[name + "/" + variant];
  if (!place) place = audited(read_file(source_folder() + "/scenarios/" + name + ".toml"), variant);
  return *place;
}

/// A quantity in a unit of the scenario language.
double in(const AuditedVariant& scenario, const std::string& quantity, const std::string& unit) {
  Diagnostics mistakes;
  const std::optional<ShownUnit> shown = parse_units(built_in(unit), catalog_units(), mistakes);
  REQUIRE_MESSAGE(shown, unit, " is no unit");
  return in_unit(value(scenario, quantity), *shown);
}

/// Equal to the last digit that is recorded.
void expect_figure(double found, double recorded, double half_a_digit) {
  CHECK_MESSAGE(std::abs(found - recorded) <= half_a_digit, found, " is not ", recorded);
}

const ClaimResult& claim(const AuditedVariant& scenario, const std::string& says) {
  const auto found = std::find_if(scenario.claims.begin(), scenario.claims.end(),
                                  [&](const ClaimResult& result) { return result.claim->says == says; });
  REQUIRE_MESSAGE(found != scenario.claims.end(), "no claim says \"", says, '"');
  return *found;
}

/// The one given that would make a failed claim true.
double would_be(const AuditedVariant& scenario, const ClaimResult& failed, const std::string& quantity) {
  for (const WouldBe& change : failed.would_have_to_be)
    if (scenario.scenario.relations->quantities[change.quantity].name == quantity) return change.value;
  FAIL("nothing is said of ", quantity);
  return 0;
}

}  // namespace

TEST_CASE(
    "DeepSeek-R1: 80 hours of 512 chips are 81,920 dollars, three stages 147,336 chip hours and 294,672 dollars") {
  const AuditedVariant& r1 = shipped("deepseek-r1");
  CHECK(in(r1, "r1.cost", "USD") == doctest::Approx(81920).epsilon(1e-12));
  CHECK(in(r1, "total.chip_time", "chip h") == doctest::Approx(147336).epsilon(1e-12));
  CHECK(in(r1, "total.cost", "USD") == doctest::Approx(294672).epsilon(1e-12));
}

TEST_CASE("DeepSeek-R1: for $294,000 it would have to be 287 hours, 1,838 chips or $7.18 per chip and hour") {
  const AuditedVariant& r1 = shipped("deepseek-r1");
  const ClaimResult& headline = claim(r1, "512 H800s for an 80-hour run cost $294,000");
  CHECK(headline.judgement.verdict == Verdict::contradicted);
  expect_figure(headline.judgement.ratio, 0.2786, 0.00005);
  expect_figure(would_be(r1, headline, "r1.duration") / 3600, 287, 0.5);
  expect_figure(would_be(r1, headline, "r1.chips"), 1838, 0.5);
  expect_figure(would_be(r1, headline, "assume.rent") * 3600, 7.18, 0.005);
}

TEST_CASE("DeepSeek-R1: with 648 chips it would be 370,288 dollars, which is not 294,000") {
  const AuditedVariant& lost_asterisk = shipped("deepseek-r1", "hyper_ai");
  CHECK(in(lost_asterisk, "total.cost", "USD") == doctest::Approx(370288).epsilon(1e-12));
  CHECK(claim(lost_asterisk, "648 H800s for 198 and 80 hours cost $294,000").judgement.verdict ==
        Verdict::contradicted);
}

TEST_CASE(
    "DeepSeek-V3: 2,788 thousand chip hours, 5.576 million dollars, 54.2 days, 180 thousand chip hours per trillion "
    "tokens") {
  const AuditedVariant& v3 = shipped("deepseek-v3");
  CHECK(in(v3, "total.chip_time", "k chip h") == doctest::Approx(2788).epsilon(1e-12));
  CHECK(in(v3, "total.cost", "M USD") == doctest::Approx(5.576).epsilon(1e-12));
  CHECK(in(v3, "pretraining.chips", "chip") == 2048);
  expect_figure(in(v3, "pretraining.duration", "day"), 54.2, 0.05);
  CHECK(in(v3, "pretraining.chip_time_per_token", "k chip h/T token") == doctest::Approx(180).epsilon(1e-12));
}

TEST_CASE(
    "DeepSeek-V3: 34.6 % of 989.4 TFLOP/s, for six FLOP each of 37 B parameters and 14.8 T tokens in the hours of "
    "pre-training") {
  const AuditedVariant& v3 = shipped("deepseek-v3");
  CHECK(in(v3, "pretraining.peak", "TFLOP/s/chip") == doctest::Approx(989.4).epsilon(1e-12));
  CHECK(in(v3, "pretraining.compute", "FLOP") == doctest::Approx(6 * 37e9 * 14.8e12).epsilon(1e-12));
  CHECK(in(v3, "pretraining.mfu", "%") ==
        doctest::Approx(100 * 6 * 37e9 * 14.8e12 / (2664e3 * 3600 * 989.4e12)).epsilon(1e-12));
  expect_figure(in(v3, "pretraining.mfu", "%"), 34.6, 0.05);
}

TEST_CASE("DeepSeek-V3: $5.57 million is truncated, $5.6 million rounded, and less than $6 million true") {
  const AuditedVariant& v3 = shipped("deepseek-v3");
  const Judgement& truncated = claim(v3, "DeepSeek-V3 was trained for only $5.57 million").judgement;
  CHECK(truncated.verdict == Verdict::agrees);
  CHECK(truncated.why == "truncated");
  const Judgement& rounded = claim(v3, "the computing power for its base model cost $5.6 million").judgement;
  CHECK(rounded.verdict == Verdict::agrees);
  CHECK(rounded.why == "rounded");
  CHECK(claim(v3, "training DeepSeek-V3 required less than $6 million worth of computing power").judgement.verdict ==
        Verdict::is_true);
}

TEST_CASE("the cost curve: index 1.00, 0.90 and 0.45 by the newspaper's readings, 1.01 in the middle of the essay's") {
  const AuditedVariant& curve = shipped("cost-curve");
  expect_figure(value(curve, "reading_a.trend_index"), 1.00, 0.005);
  expect_figure(value(curve, "reading_b.trend_index"), 0.90, 0.005);
  expect_figure(value(curve, "reading_c.trend_index"), 0.45, 0.005);
  CHECK(in(curve, "essay.reference_cost", "M USD") == doctest::Approx(30).epsilon(1e-12));
  CHECK(in(curve, "essay.elapsed", "month") == doctest::Approx(8.5).epsilon(1e-12));
  CHECK(value(curve, "essay.quality_gap") == 2);
  expect_figure(value(curve, "essay.trend_index"), 1.01, 0.005);
}

TEST_CASE(
    "the cost curve: a break-even of 44.6 million dollars, and 3.90 times a year from algorithms and hardware "
    "together") {
  const AuditedVariant& curve = shipped("cost-curve");
  expect_figure(in(curve, "threshold.break_even_reference_cost", "M USD"), 44.6, 0.05);
  expect_figure(in(curve, "trends.both", "x/year"), 3.90, 0.005);
}

TEST_CASE("API prices: R1 is 27.3 times cheaper than o1 for input and 27.4 times for output") {
  const AuditedVariant& prices = shipped("api-prices");
  expect_figure(value(prices, "o1.input_price") / value(prices, "r1.input_price"), 27.3, 0.05);
  expect_figure(value(prices, "o1.output_price") / value(prices, "r1.output_price"), 27.4, 0.05);
  CHECK(holds(claim(prices, "R1's input is 27.3 times cheaper").judgement.verdict));
  CHECK(holds(claim(prices, "R1's output is 27.4 times cheaper").judgement.verdict));
}

TEST_CASE(
    "the day of inference: 87,072 dollars, a revenue of 562,100 against 562,027, a mark-up of 545 % and a margin of "
    "84.5 %") {
  const AuditedVariant& day = shipped("inference-day");
  CHECK(in(day, "billed.cost", "USD") == doctest::Approx(87072).epsilon(1e-12));
  CHECK(in(day, "day.revenue", "USD") == doctest::Approx(562100).epsilon(1e-12));
  CHECK(claim(day, "a theoretical revenue of $562,027 a day").judgement.verdict == Verdict::agrees);
  CHECK(claim(day, "a cost profit margin of 545 %").judgement.verdict == Verdict::agrees);
  expect_figure(in(day, "day.margin", "%"), 84.5, 0.05);
  // From the printed revenue rather than from the rounded tokens: 545.47 %.
  const auto printed = audited("[day]\nsheet = 'api'\nrevenue = '562,027 USD'\ncost = '87,072 USD'");
  expect_figure(in(*printed, "day.mark_up", "%"), 545, 0.5);
}

TEST_CASE("the day of inference: 226.86 nodes from tokens and speeds, against 226.75") {
  const AuditedVariant& day = shipped("inference-day");
  expect_figure(value(day, "traffic.nodes"), 226.86, 0.005);
  CHECK(value(day, "billed.nodes") == doctest::Approx(226.75).epsilon(1e-12));
  CHECK(claim(day, "an average occupancy of 226.75 nodes").judgement.verdict == Verdict::agrees);
}

TEST_CASE("GPT-4 by Epoch's method: 40,586,592.58 dollars, from the ownership sheet's own example") {
  const auto gpt4 = audited(std::string(find_sheet("ownership")->example));
  CHECK(in(*gpt4, "gpt4.cost", "USD") == doctest::Approx(40586592.58).epsilon(1e-9));
}
