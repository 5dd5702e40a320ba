#include "compare/common_description.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "compare/difference.h"
#include "support/property.h"
#include "support/support.h"

using namespace costcurve;
using namespace costcurve::testing;

namespace {

QuantityDifference difference(const AuditedVariant& a, const AuditedVariant& b, const std::string& quantity) {
  return difference_of(a, b, a.scenario.quantity(quantity).value(), b.scenario.quantity(quantity).value());
}

std::vector<std::string> inputs(const QuantityDifference& difference) {
  std::vector<std::string> names;
  for (const DifferenceRow& row : difference.rows) names.push_back(row.input.name);
  std::sort(names.begin(), names.end());
  return names;
}

double contribution(const QuantityDifference& difference, const std::string& input) {
  for (const DifferenceRow& row : difference.rows)
    if (row.input.name == input) return row.contribution;
  return std::nan("");
}

void expect_adds_up(const QuantityDifference& difference) {
  CAPTURE(difference.quantity);
  double sum = 0, size = std::abs(difference.difference);
  for (const DifferenceRow& row : difference.rows) {
    sum += row.contribution;
    size += std::abs(row.contribution);
  }
  if (difference.obstacle == Obstacle::none && !difference.rows.empty())
    CHECK(std::abs(sum - difference.difference) <= 1e-12 * size);
}

// The same the other way round, input by input.
void expect_opposite(const QuantityDifference& there, const QuantityDifference& back) {
  CAPTURE(there.quantity);
  REQUIRE(there.rows.size() == back.rows.size());
  double size = std::max(std::abs(there.a), std::abs(there.b));
  for (const DifferenceRow& row : there.rows) size = std::max(size, std::abs(row.contribution));
  for (const DifferenceRow& row : there.rows)
    CHECK(std::abs(row.contribution + contribution(back, row.input.name)) <= 1e-8 * size);
}

const char* const one_run = R"(
[run]
sheet = "training"
chips = 512
duration = "80 h"
rent = "2 USD/chip/h"
)";

}  // namespace

TEST_CASE("two sides that derive a quantity alike are followed down to the givens") {
  const auto a = audited(one_run),
             b = audited("[run]\nsheet = \"training\"\nchips = 1024\nduration = \"40 h\"\nrent = \"3 USD/chip/h\"\n");
  const QuantityDifference cost = difference(*a, *b, "run.cost");
  CHECK(inputs(cost) == std::vector<std::string>{"run.chips", "run.duration", "run.rent"});
  CHECK(contribution(cost, "run.rent") == doctest::Approx(40960).epsilon(1e-12));
}

TEST_CASE("what one side derives and the other gives is attributed by the equation that both have") {
  // B gives dollars and chips, and its hours follow: the difference is one of chips and hours all the same.
  const auto a = audited(one_run),
             b = audited(
                 "[run]\nsheet = \"training\"\nchips = 1024\ncost = \"163,840 USD\"\nrent = \"2 USD/chip/h\"\n");
  const QuantityDifference cost = difference(*a, *b, "run.cost");
  CHECK(inputs(cost) == std::vector<std::string>{"run.chips"});
  CHECK(contribution(cost, "run.chips") == doctest::Approx(81920).epsilon(1e-12));
  expect_opposite(cost, difference(*b, *a, "run.cost"));
}

TEST_CASE("where the two sides part, the quantity itself is the input") {
  const auto a = audited(one_run),
             b = audited("[run]\nsheet = \"training\"\nchip_time = \"50 k chip h\"\nrent = \"2 USD/chip/h\"\n");
  const QuantityDifference cost = difference(*a, *b, "run.cost");
  REQUIRE(inputs(cost) == std::vector<std::string>{"run.chip_time"});
  CHECK(cost.rows.front().input.how_a == "= chips × duration");
  CHECK(cost.rows.front().input.how_b == "given");
  CHECK(difference(*a, *b, "run.chip_time").shares_nothing);
}

TEST_CASE("an estimate that does not hold on the other side is an input") {
  const auto a = audited(std::string(one_run) + "tokens = \"1 T token\"\nactive_parameters = \"37 B parameter\"\n");
  const auto b =
      audited(std::string(one_run) +
              "tokens = \"1 T token\"\nactive_parameters = \"37 B parameter\"\nflop_per_token = \"250 GFLOP/token\"\n");
  CHECK(inputs(difference(*a, *b, "run.compute")) == std::vector<std::string>{"run.flop_per_token"});
}

TEST_CASE("terms of a sum that stand on one side only count from nought or to nought") {
  const std::string parts = "[a]\ncost = \"10 USD\"\n[b]\ncost = \"20 USD\"\n[c]\ncost = \"30 USD\"\n[rate]\nof = 2\n";
  const auto a = audited(parts + "[total]\ncost = \"(a.cost + b.cost) * rate.of\"\n");
  const auto b = audited(parts + "[total]\ncost = \"(a.cost + c.cost) * rate.of\"\n");
  const QuantityDifference cost = difference(*a, *b, "total.cost");
  CHECK(inputs(cost) == std::vector<std::string>{"b.cost", "c.cost"});
  CHECK(contribution(cost, "b.cost") == doctest::Approx(-40));
  CHECK(contribution(cost, "c.cost") == doctest::Approx(60));
  expect_opposite(cost, difference(*b, *a, "total.cost"));
}

TEST_CASE("a factor that stands on one side only counts from one, and numbers that differ are inputs") {
  const std::string part = "[a]\ncost = \"10 USD\"\n";
  const auto plain = audited(part + "[total]\ncost = \"a.cost\"\n"),
             more = audited(part + "[total]\ncost = \"a.cost * 1.5\"\n"),
             twice = audited(part + "[total]\ncost = \"2 * a.cost\"\n");
  const QuantityDifference added = difference(*plain, *more, "total.cost");
  REQUIRE(added.rows.size() == 1);
  CHECK(added.rows.front().input.presence == CommonInput::Presence::only_b);
  CHECK(added.rows.front().contribution == doctest::Approx(5));
  const QuantityDifference changed = difference(*more, *twice, "total.cost");
  CHECK(inputs(changed) == std::vector<std::string>{"a number in total.cost"});
  CHECK(changed.rows.front().contribution == doctest::Approx(5));
}

TEST_CASE("parts of different names that play the same role are compared with each other") {
  const std::string sheet = "sheet = \"training\"\nduration = \"80 h\"\nrent = \"2 USD/chip/h\"\n";
  const auto a = audited("[h800]\nchips = 512\n" + sheet + "[total]\ncost = \"h800.cost\"\n"),
             b = audited("[h100]\nchips = 256\n" + sheet + "[total]\ncost = \"h100.cost\"\n");
  const QuantityDifference cost = difference(*a, *b, "total.cost");
  CHECK(inputs(cost) == std::vector<std::string>{"h800.chips → h100.chips"});
  CHECK(cost.paired_parts == std::map<std::string, std::string>{{"h800", "h100"}});
  CHECK(cost.only_in_a.empty());
  // Not where either of two might be meant.
  const auto two = audited("[h100]\nchips = 256\n" + sheet + "[b200]\nchips = 128\n" + sheet +
                           "[total]\ncost = \"h100.cost + b200.cost\"\n");
  CHECK(inputs(difference(*a, *two, "total.cost")) == std::vector<std::string>{"b200.cost", "h100.cost", "h800.cost"});
}

TEST_CASE("a scenario's own counting units are told by their names") {
  const auto a = audited("[units]\nrequest = \"new\"\n[x]\nn = \"5 request\"\nm = \"x.n * 2\"\n");
  const auto b = audited("[units]\nshare = \"new\"\nrequest = \"new\"\n[x]\nn = \"7 request\"\nm = \"x.n * 2\"\n");
  CHECK(inputs(difference(*a, *b, "x.m")) == std::vector<std::string>{"x.n"});
  const auto c = audited("[units]\nshare = \"new\"\n[x]\nn = \"7 share\"\nm = \"x.n * 2\"\n");
  CHECK(differences_between(*a, *c).unlike.size() == 2);
}

TEST_CASE("a chain of ten thousand quantities is followed") {
  std::string text = "[x]\nq0 = \"1 USD\"\nstep = \"2 USD\"\n";
  for (int i = 1; i < 10000; ++i)
    text += "q" + std::to_string(i) + " = \"x.q" + std::to_string(i - 1) + " + x.step\"\n";
  const auto a = audited(text);
  text.replace(text.find("2 USD"), 1, "3");
  const auto b = audited(text);
  const QuantityDifference last = difference(*a, *b, "x.q9999");
  CHECK(inputs(last) == std::vector<std::string>{"x.step"});
  CHECK(last.difference == doctest::Approx(9999));
}

TEST_CASE("in every shipped scenario with other numbers, every difference adds up and turns round") {
  const std::string folder = source_folder() + "/scenarios";
  property("for numbers up to three times as large", [&] {
    const std::string path = one_of(files_in(folder, ".toml"));
    RC_LOG() << path << "\n";
    Diagnostics mistakes;
    Question question;
    question.options.add(Option::samples, "2");
    const auto a = std::move(audited_cases(path, question, true, library(), mistakes).front());
    const auto b = std::move(audited_cases(path, question, true, library(), mistakes).front());
    const std::vector<Quantity>& quantities = b->scenario.relations->quantities;
    for (const std::size_t q : b->givens.stated_quantities()) {
      if (quantities[q].domain == Domain::fraction || quantities[q].dimension.is_point() || below(3) != 0) continue;
      Given given = *b->givens.stated(q);
      given.value *= a_number(1, 3);
      b->givens.state(q, given);
    }
    b->solution = solve(*b->scenario.relations, b->givens);
    std::vector<std::string> names;
    for (const Differing& one : differences_between(*a, *b).quantities) names.push_back(one.name);
    for (int i = 0; i < 4 && !names.empty(); ++i) {
      const QuantityDifference there = difference(*a, *b, one_of(names)), back = difference(*b, *a, there.quantity);
      expect_adds_up(there);
      expect_adds_up(back);
      expect_opposite(there, back);
    }
  });
}
