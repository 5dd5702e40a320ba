// What an answer found is plain data: it is told when the scenario it was found in is long gone.

#include "answer/check.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <ctime>

#include "answer/diff.h"
#include "answer/side_by_side.h"
#include "audit/beliefs.h"
#include "support/support.h"

using namespace costcurve;
using namespace costcurve::testing;

namespace {

// A claim that fails with causes and remedies, a belief, a broken limit, an estimate, a fact that is overruled, a
// contradiction, and a quantity that is not determined.
const std::string everything = R"toml(
equations = ["run.mfu <= 0.1", "own.a + own.b = 3 USD"]
[run]
sheet             = "training"
chip              = "H800"
chips             = 512
duration          = "70 to 90 h"
peak              = "900 TFLOP/s/chip"
rent              = "2 USD/chip/h"
active_parameters = "7 B parameter"
tokens            = "14 T token"
[own]
a     = "1 USD"
b     = "5 USD"
other = "? USD"
half  = "own.other / 2"
[[claim]]
says  = "a run costs that"
of    = "run.cost"
value = "50 kUSD"
[[claim]]
says  = "it is below"
of    = "run.cost"
value = "< 85 kUSD"
)toml";

std::unique_ptr<AuditedVariant> with_beliefs(const std::string& text) {
  std::unique_ptr<AuditedVariant> found = audited(text);
  found->beliefs = std::make_shared<const Beliefs>(simulate_beliefs(*found, {}).value());
  return found;
}

std::string told(const Document& document) { return markdown(document); }

}  // namespace

TEST_CASE("what was found of a scenario is told without it") {
  for (const Detail detail : {Detail::claims_and_checks, Detail::everything}) {
    const CheckedCases found = found_in(with_beliefs(everything), {detail});
    Variants alive;
    alive.push_back(with_beliefs(everything));
    CHECK(told(check_document(found, detail)) == told(check_document(checked(alive, {detail}), detail)));
    CHECK(told(check_document(found, detail)).find("does not hold") != std::string::npos);
    CHECK_FALSE(told(side_by_side_document(found)).empty());
  }
  const std::string data = json(data_of("mine.toml", found_in(with_beliefs(everything), {Detail::data})));
  for (const char* words : {"run.cost", "probability", "would_have_to_be", "contradictions", "p95"})
    CHECK_MESSAGE(data.find(words) != std::string::npos, words);
}

TEST_CASE("a difference is told without its two sides") {
  const auto difference = [](const std::string& from, const std::string& to) {
    std::string other = everything;
    const auto a = audited(everything), b = audited(other.replace(other.find(from), from.size(), to));
    return std::pair(differences_between(*a, *b),
                     difference_of(*a, *b, *a->scenario.quantity("run.cost"), *b->scenario.quantity("run.cost")));
  };
  const auto [all, cost] = difference("2 USD/chip/h", "3 USD/chip/h");
  CHECK(told(diff_document(all, {}, {})).find("run.rent") != std::string::npos);
  CHECK(told(diff_document(cost, {}, {})).find("because of run.rent") != std::string::npos);
  CHECK(json(data_of(all, {}, {})).find("run.chip_time") == std::string::npos);
  CHECK(json(data_of(cost, {}, {})).find("run.rent") != std::string::npos);
  const auto given = difference("rent              = \"2 USD/chip/h\"", "cost              = \"9 kUSD\"").second;
  CHECK(told(diff_document(given, {}, {})).find("run.cost") != std::string::npos);
}

TEST_CASE("a chain of twenty thousand quantities is told in the time that it takes to solve it") {
  std::string chain = "[c]\nx0 = \"3 USD\"\n";
  for (int i = 1; i < 20'000; ++i) chain += fmt::format("x{} = \".x{} + 1 USD\"\n", i, i - 1);
  for (const Detail detail : {Detail::claims_and_checks, Detail::everything, Detail::data}) {
    const std::clock_t start = std::clock();
    Variants variants;
    variants.push_back(audited(chain));
    const CheckedCases cases = checked(variants, {detail});
    CHECK(cases.front().quantities.back().value == 20'002);
    CHECK(static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC < 5);  // 0.2 on a machine that is not busy
  }
}
