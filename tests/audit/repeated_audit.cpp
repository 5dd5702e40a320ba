// Options that differ in numbers are worked out by the formulas of one audit: each comes to what its own scenario comes
// to, and what cannot be is told from what can.

#include "audit/repeated_audit.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <cmath>
#include <sstream>

#include "support/support.h"

using namespace costcurve;
using namespace costcurve::testing;

namespace {

// A scenario with marks in the place of what is chosen, and what takes the place of each in turn.
struct Chosen {
  std::string text;  // {} marks the places
  std::string first_key, second_key, shown;
  std::vector<std::string> first, second;
};

std::string filled(const Chosen& chosen, const std::string& first, const std::string& second) {
  return fmt::format(fmt::runtime(chosen.text), first, second);
}

std::string listed_in_quotes(const std::vector<std::string>& values) {
  std::string list;
  for (const std::string& value : values) list += (list.empty() ? "\"" : ", \"") + value + "\"";
  return "[" + list + "]";
}

// The rows of `compare`: the two choices, and the value or nothing.
std::vector<std::vector<std::string>> compared(const Chosen& chosen) {
  const std::string compare =
      fmt::format("[compare]\nover = {{ {} = {}, {} = {} }}\nshow = [\"{}\"]\n", chosen.first_key,
                  listed_in_quotes(chosen.first), chosen.second_key, listed_in_quotes(chosen.second), chosen.shown);
  const TemporaryFolder folder;
  write_file(folder.path + "/a.toml", filled(chosen, chosen.first.front(), chosen.second.front()) + compare);
  std::istringstream csv(run_line("costcurve compare a.toml --format csv", folder.path).out);
  std::vector<std::vector<std::string>> rows;
  std::string line;
  std::getline(csv, line);  // the headings
  while (std::getline(csv, line)) {
    std::istringstream cells(line);
    std::vector<std::string> row(3);
    for (std::string& cell : row) std::getline(cells, cell, ',');
    rows.push_back(row);
  }
  return rows;
}

void expect_the_same(const Chosen& chosen) {
  const std::vector<std::vector<std::string>> rows = compared(chosen);
  REQUIRE(rows.size() == chosen.first.size() * chosen.second.size());
  for (const std::vector<std::string>& row : rows) {
    CAPTURE(row[0]);
    CAPTURE(row[1]);
    const auto alone = audited(filled(chosen, row[0], row[1]));
    const bool can_be = alone->conflicts.empty() && std::none_of(alone->checks.begin(), alone->checks.end(),
                                                                 [](const CheckResult& check) { return check.failed; });
    const double expected = shown_value(*alone, chosen.shown);
    CHECK(row[2].empty() == (!can_be || std::isnan(expected)));
    if (!row[2].empty()) CHECK(std::stod(row[2]) == doctest::Approx(expected).epsilon(1e-11));
  }
}

}  // namespace

TEST_CASE("options that differ in numbers come to what each comes to alone") {
  expect_the_same({R"([work]
sheet              = "workload"
requests           = "1 M requests"
input_per_request  = "{1}"
output_per_request = "400 token"
cached_share       = "60 %"
batch_share        = "20 %"
busy_begin         = "14 h"
busy_length        = "10 h"
[bill]
sheet = "bill"
like  = "work"
api   = "{0}"
)",
                   "bill.api",
                   "work.input_per_request",
                   "bill.cost",
                   {"o1", "DeepSeek-R1", "DeepSeek-V3", "GPT-4o-mini", "Claude-Sonnet-4.5", "Gemini-2.5-Pro",
                    "Gemini-1.5-Pro", "Grok-4", "Claude-3-Opus", "Sonar-Pro"},
                   {"10 token", "1500 token", "150000 token", "250000 token", "2000000 token"}});
}

TEST_CASE("an option beyond a limit, or with a default that gives way, is told from those like it") {
  expect_the_same({R"([run]
sheet             = "training"
chip              = "{0}"
active_parameters = "37 B parameter"
tokens            = "14.8 T token"
rent              = "2 USD/chip/h"
mfu               = "{1}"
)",
                   "run.chip",
                   "run.mfu",
                   "run.cost",
                   {"H800", "H100", "V100", "TPU-v5p", "MI300X", "B200"},
                   {"20 %", "35 %", "99 %", "120 %", "35 %"}});
  expect_the_same({R"([run]
sheet     = "training"
chips     = "{0}"
duration  = "100 h"
chip_time = "{1}"
rent      = "2 USD/chip/h"
)",
                   "run.chips",
                   "run.chip_time",
                   "run.cost",
                   {"8", "16", "100"},
                   {"800 chip h", "1600 chip h", "790 chip h", "10000 chip h"}});
}
