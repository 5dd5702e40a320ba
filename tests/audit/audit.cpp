// What is over-determined is a check; estimates are named and never called a contradiction; limits and domains are
// checked.

#include "audit/audit.h"

#include <doctest/doctest.h>

#include "audit/scopes.h"
#include "support/support.h"

using namespace costcurve;
using namespace costcurve::testing;

namespace {

const std::string sources = "[sources]\npaper = \"A paper\"\n";

std::string training(const std::string& lines) { return sources + "[run]\nsheet = \"training\"\n" + lines; }

const CheckResult* check_of(const AuditedVariant& audited, const std::string& words) {
  for (const CheckResult& check : audited.checks)
    if (check.equation.sentence.find(words) != std::string::npos) return &check;
  return nullptr;
}

}  // namespace

TEST_CASE("an equation whose quantities are all known is compared, within the precision of the numbers") {
  struct Paid {
    std::string cost;
    std::string verdict;
    bool failed;
  };
  for (const Paid& row : {Paid{"$81,920", "exact", false},
                          {"$82,000", "agrees", false},
                          {"$84,000", "off", true},
                          {"$294,000", "contradicted", true}}) {
    CAPTURE(row.cost);
    const auto result =
        audited(training("chips = 512\nduration = { is = \"80 h\", source = \"paper\" }\nrent = \"2 "
                         "USD/chip/h\"\nuptime = 1\ncost = \"" +
                         row.cost + "\"\n"));
    const CheckResult* check = check_of(*result, "cost is chip time times rent");
    if (!check) check = check_of(*result, "chip time is chips times duration");
    REQUIRE(check);
    CHECK(verdict_word(check->judgement.verdict) == row.verdict);
    CHECK(check->failed == row.failed);
    CHECK(result->conflicts.size() == (row.failed ? 1 : 0));
    CHECK(result->as_expected() != row.failed);
  }
}

TEST_CASE("givens that cannot all be true are named, and no other") {
  const auto result =
      audited(training("chips = 512\nduration = \"80 h\"\nrent = \"2 USD/chip/h\"\nuptime = 1\ncost = "
                       "\"$294,000\"\ntokens = \"1 T token\"\n"));
  REQUIRE(result->conflicts.size() == 1);
  std::string names;
  for (const std::size_t q : result->conflicts[0].givens) names += result->scenario.relations->quantities[q].name + " ";
  CHECK(names == "run.chips run.duration run.rent run.cost ");
}

TEST_CASE("the gap of an estimate to something better is named, and is no contradiction") {
  auto result = audited(training("active_parameters = \"37 B parameter\"\nflop_per_token = \"250 GFLOP/token\"\n"));
  const CheckResult* check = check_of(*result, "six FLOP");
  REQUIRE(check);
  CHECK_FALSE(check->failed);
  CHECK(check->excuse == Excuse::is_estimate);
  CHECK(result->as_expected());
  const CheckedCases found = found_in(std::move(result));
  const auto told = std::find_if(found[0].equations.begin(), found[0].equations.end(),
                                 [](const auto& equation) { return equation.excuse == Excuse::is_estimate; });
  CHECK(compared_sides(*told).verdict == "the estimate is 11 % too low: it leaves out attention");
  CHECK_FALSE(
      check_of(*audited(training("active_parameters = \"37 B parameter\"\nflop_per_token = \"222 GFLOP/token\"\n")),
               "six FLOP"));
}

TEST_CASE("a limit that is broken fails, one that is kept goes without saying") {
  const std::string half = "chip_time = \"1,000 chip h\"\npeak = \"1,000 TFLOP/s/chip\"\n";
  const auto broken = audited(training(half + "compute = \"7.2e21 FLOP\"\n"));
  const CheckResult* check = check_of(*broken, "MFU is at most 1");
  REQUIRE(check);
  CHECK(check->failed);
  CHECK(broken->conflicts.empty());
  CHECK_FALSE(check_of(*audited(training(half + "compute = \"1.8e21 FLOP\"\n")), "MFU"));
  // A scenario's own limit is shown either way.
  CHECK(check_of(*audited("equations = [\"a.x <= 6 USD\"]\n[a]\nx = \"5 USD\"\n"), "a.x <= 6 USD"));
}

TEST_CASE("a derived value outside its domain is a broken limit too") {
  const auto result =
      audited("[day]\nsheet = \"api\"\ninput_tokens = \"100 B token\"\ncached_tokens = \"120 B token\"\n");
  const CheckResult* check = check_of(*result, "day.cached_share is at most 1");
  REQUIRE(check);
  CHECK(check->failed);
  CHECK_FALSE(result->as_expected());
}

TEST_CASE("a check that cannot fail is not shown") {
  const auto result =
      audited("equations = [\"a.x = a.x\", \"a.x * a.y / a.y = a.x\", \"a.z = a.x\"]\n[a]\nx = 5\ny = 7\nz = 5\n");
  CHECK(result->checks.size() == 1);
}

TEST_CASE("layers are carried through sums, and mixed ones are said to be mixed") {
  const std::string text =
      "[r1]\nlayer = \"final run\"\ncost = \"1 M USD\"\n[lab]\nlayer = \"development\"\ncost = \"2 M "
      "USD\"\n[bare]\ncost = \"3 M USD\"\n"
      "[total]\nmixed = \"sum(r1.cost, lab.cost)\"\npure = \"2 * r1.cost\"\nnone = \".none_of\"\nnone_of = "
      "\"bare.cost\"\nhours = \"r1.cost / 2 USD/h\"\n";
  const auto result = audited(text);
  const Scopes scopes = scopes_of(result->scenario, result->solution);
  const auto scope = [&](const std::string& name) {
    return scope_text(scopes.layers[*result->scenario.quantity(name)]);
  };
  CHECK(scope("total.mixed") == "mixed: final run + development");
  CHECK(scope("total.pure") == "final run");
  CHECK(scope("total.none").empty());
  CHECK(scope("r1.cost") == "final run");
}
