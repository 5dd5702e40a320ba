// A sweep's columns tell what binding anew with --set tells, point by point.

#include "audit/swept.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <cstdlib>

#include "support/property.h"
#include "support/support.h"

using namespace costcurve;
using namespace costcurve::testing;

namespace {

const char* const scenario = R"toml(
[run]
sheet  = "training"
chip   = "H800"
llm    = "DeepSeek-V3"
tokens = "14.8 T token"
mfu    = "35 %"
rent   = "2 USD/chip/h"
chips  = 2048
[api]
sheet = "api"
api   = "deepseek-v3"
[curve]
sheet          = "cost_curve"
cost           = "run.cost"
reference_cost = "20 to 50 M USD"
trend          = "4x/year"
elapsed        = "8 months"
quality_gap    = 2
[own]
start = "2024-01-01"
end   = "2025-01-01"
lag   = ".end - .start"
least = "min(run.cost, 5 M USD)"
)toml";

struct Sweep {
  std::string key, values, show;
};

std::vector<std::string> cells(const std::string& line) {
  std::vector<std::string> all;
  for (std::size_t at = 0; at <= line.size();) {
    const std::size_t end = std::min(line.find(',', at), line.size());
    all.push_back(line.substr(at, end - at));
    at = end + 1;
  }
  return all;
}

// The lines of a table, split.
std::vector<std::vector<std::string>> table(const std::string& csv) {
  std::vector<std::vector<std::string>> rows;
  for (std::size_t at = 0; at < csv.size();) {
    const std::size_t end = csv.find('\n', at);
    rows.push_back(cells(csv.substr(at, end - at)));
    at = end + 1;
  }
  return rows;
}

// "%" of "run.mfu [%]".
std::string unit_of(const std::string& heading) {
  const std::size_t open = heading.find('[');
  return open == std::string::npos ? "" : heading.substr(open + 1, heading.size() - open - 2);
}

// A quantity's value in `run --format json`, in the unit that it has there.
double value_in(const std::string& json, const std::string& quantity, std::string& unit) {
  const std::size_t at = json.find("\"" + quantity + "\": {");
  if (at == std::string::npos) return std::nan("");
  const std::size_t unit_at = json.find("\"unit\": \"", at) + 9;
  unit = json.substr(unit_at, json.find('"', unit_at) - unit_at);
  return std::strtod(json.c_str() + json.find("\"value\": ", at) + 9, nullptr);
}

}  // namespace

TEST_CASE("each row of a sweep is what --set with its value comes to") {
  const TemporaryFolder folder;
  write_file(folder.path + "/mine.toml", scenario);
  const std::vector<Sweep> rows = {
      {"run.mfu", "20 % .. 60 % step 5 %", "run.cost"},
      {"run.mfu", "20 % .. 60 % in 4", "curve.trend_index"},
      {"run.rent", "1 .. 4 USD/chip/h in 5", "own.least"},
      {"run.tokens", "1 B token .. 100 T token in 6 log", "run.duration"},
      {"run.uptime", "50 % .. 100 % in 4", "run.duration"},
      {"run.peak", "500 .. 2000 TFLOP/s/chip in 4", "run.cost"},
      {"run.chip", "H800, H200, A100-80GB, MI300X", "run.cost"},
      {"run.flop_per_token", "200 .. 300 GFLOP/token in 3", "run.chip_time"},
      {"curve.trend", "2x/year .. 5x/year step 0.5x/year", "curve.trend_index"},
      {"curve.elapsed", "3 .. 24 months in 4", "curve.trend_index"},
      {"own.end", "2024-06-01 .. 2024-06-04 step 1 day", "own.lag"},
  };
  for (const Sweep& row : rows) {
    CAPTURE(row.key + " = " + row.values);
    const Outcome swept = run_line(
        fmt::format("costcurve sweep mine.toml --over '{} = {}' --show {} --format csv", row.key, row.values, row.show),
        folder.path);
    REQUIRE_MESSAGE(swept.exit == as_expected, swept.err);
    const auto all = table(swept.out);
    CHECK(all.size() > 3);
    for (std::size_t r = 1; r < all.size(); ++r) {
      const std::string unit = unit_of(all[0][0]) == "date" ? "" : unit_of(all[0][0]);
      const std::string value = unit == "x/year" ? all[r][0] + unit : all[r][0] + " " + unit;
      const Outcome set =
          run_line(fmt::format("costcurve run mine.toml --set '{}={}' --format json", row.key, value), folder.path);
      CHECK_MESSAGE(set.exit != wrong_input, set.err);
      std::string shown_unit;
      const double expected = value_in(set.out, row.show, shown_unit);
      CHECK(shown_unit == unit_of(all[0][1]));
      CHECK_MESSAGE(std::strtod(all[r][1].c_str(), nullptr) == doctest::Approx(expected).epsilon(1e-10), value, ": ",
                    all[r][1], " against ", expected);
    }
  }
}

TEST_CASE("a quantity that the other givens determine is not swept beside them") {
  const auto fixed =
      audited("[run]\nsheet = \"training\"\nchips = 512\nduration = \"80 h\"\nuptime = 1\nrent = \"2 USD/chip/h\"\n");
  const Values cost = {{*fixed->scenario.quantity("run.cost"), 1e6}};
  const auto with_cost = audited_with(fixed->kept, cost);
  const std::optional<Contradicted> conflict = contradicted(*with_cost, cost);
  REQUIRE(conflict);
  CHECK(conflict->quantity == cost.front().first);
  CHECK(conflict->others.size() == 3);
  const Values rent = {{*fixed->scenario.quantity("run.rent"), 3.0 / 3600}};
  CHECK_FALSE(contradicted(*audited_with(fixed->kept, rent), rent));
}

TEST_CASE("an output's inputs are those that it is reached from") {
  const auto run = audited(scenario);
  const Relations& relations = *run->scenario.relations;
  const auto symbol = [&](const char* name) { return relations.quantities[*run->scenario.quantity(name)].symbol; };
  const std::optional<Program> program = compile(relations, run->solution, {symbol("run.cost"), symbol("own.lag")});
  REQUIRE(program);
  const auto behind = [&](std::size_t output, const char* name) {
    const std::optional<std::size_t> input = program->input_of(*run->scenario.quantity(name));
    return input && inputs_behind(*program, output)[*input];
  };
  CHECK(behind(0, "run.rent"));
  CHECK_FALSE(behind(0, "own.end"));
  CHECK(behind(1, "own.end"));
  CHECK_FALSE(behind(1, "run.mfu"));
}

TEST_CASE("what stands at the key of a swept quantity is set aside while it is swept") {
  // A relation, a bound, a second value; what the list `equations` says stays and is held against it.
  const auto run = audited(
      "[sources]\npaper = \"A paper\"\n[own]\na = \"2 h\"\nb = \"3 h\"\nrelated = \".a + .b\"\nbounded = \"< 4 h\"\n"
      "twice = [\"5 h\", { is = \"6 h\", source = \"paper\" }]\n");
  for (const char* name : {"own.related", "own.bounded", "own.twice"}) {
    const Values values = {{*run->scenario.quantity(name), 7.0 * 3600}};
    const auto swept = audited_with(run->kept, values);
    INFO(name);
    CHECK(value(*swept, name) == 7.0 * 3600);
    CHECK_FALSE(contradicted(*swept, values));
  }
  const auto listed =
      audited("equations = [\"own.sum = own.a + own.b\"]\n[own]\na = \"2 h\"\nb = \"3 h\"\nsum = \"? h\"\n");
  const Values sum = {{*listed->scenario.quantity("own.sum"), 7.0 * 3600}};
  CHECK(contradicted(*audited_with(listed->kept, sum), sum));
}
