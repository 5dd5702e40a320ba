// One scenario, many audits: they share what is bound, and none of them changes it.

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <thread>

#include "audit/consequences.h"
#include "audit/swept.h"
#include "support/support.h"

using namespace costcurve;
using namespace costcurve::testing;

namespace {

// A chain to follow, equations that hold only together, an estimate, a limit, a claim that fails, a range.
const char* const everything =
    "equations = [\"own.x + own.y = 10\", \"own.x * own.y = 21\", \"own.x >= own.y\", \"run.mfu <= 0.6\"]\n"
    "[run]\nsheet = \"training\"\nchip = \"H800\"\nchips = 512\nduration = \"70 to 90 h\"\nuptime = 1\n"
    "rent = \"2 USD/chip/h\"\nactive_parameters = \"7 B parameter\"\ntokens = \"140 B token\"\n"
    "[own]\nx = { is = \"?\" }\ny = { is = \"?\" }\ntwice = \"2 * own.x * run.cost\"\n"
    "[[claim]]\nsays = \"a run costs that\"\nof = \"run.cost\"\nvalue = \"50 kUSD\"\n";

// What an audit says, in one line.
std::string told(const AuditedVariant& audited) {
  std::string all;
  for (const Finding& finding : audited.solution.found) all += fmt::format("{} ", finding.value);
  for (const CheckResult& check : audited.checks)
    all += fmt::format("{} {} ", check.equation.sentence, verdict_word(check.judgement.verdict));
  for (const ClaimResult& claim : audited.claims) {
    all += verdict_word(claim.judgement.verdict);
    for (const WouldBe& change : claim.would_have_to_be) all += fmt::format(" {} {}", change.quantity, change.value);
  }
  return all;
}

std::string told_with(const std::shared_ptr<const Scenario>& scenario, std::size_t chips, double value) {
  return told(*audit(scenario, with_values(*scenario, {{chips, value}}))) +
         told(*audited_with(scenario, {{chips, value}}));
}

}  // namespace

TEST_CASE("threads audit one scenario at once, each with givens of its own") {
  const std::shared_ptr<const Scenario> scenario = audited(everything)->kept;
  const std::size_t nodes = scenario->relations->graph.size(), equations = scenario->relations->equations.size(),
                    chips = *scenario->quantity("run.chips");
  constexpr int times = 8;
  std::vector<std::string> alone, one(times), other(times);
  for (int i = 0; i < times; ++i) alone.push_back(told_with(scenario, chips, 100.0 * (i + 1)));
  const auto work = [&](std::vector<std::string>& answers) {
    for (int i = 0; i < times; ++i) answers[static_cast<std::size_t>(i)] = told_with(scenario, chips, 100.0 * (i + 1));
  };
  std::thread first(work, std::ref(one)), second(work, std::ref(other));
  first.join();
  second.join();
  CHECK(one == alone);
  CHECK(other == alone);
  CHECK(alone.front() != alone.back());
  CHECK(scenario->relations->graph.size() == nodes);
  CHECK(scenario->relations->equations.size() == equations);
}
