// Training plans: worked examples, printed times, and properties that hold of every plan.

#include <fmt/format.h>

#include "directions.h"
#include "literature.h"
#include "worked_plans.h"

using namespace costcurve;
using namespace costcurve::testing;

namespace {

std::string plan(const std::string& given) { return "[run]\nsheet = \"parallel_training\"\n" + given; }

const std::string& given_of(const char* number) {
  static const std::string none;
  for (const WorkedPlan& worked : worked_plans())
    if (worked.name.starts_with(number)) return worked.given;
  return none;
}

double amount(const std::string& given, const std::string& quantity) {
  return value(*audited(plan(given)), "run." + quantity);
}

// A line of the part in place of what stands there.
std::string with(std::string given, const std::string& key, const std::string& text) {
  const std::string line = key + " = " + text + "\n";
  const std::size_t at = given.starts_with(key + " =") ? 0 : given.find("\n" + key + " =");
  if (at == std::string::npos) return given + line;
  const std::size_t begin = at == 0 ? 0 : at + 1;
  return given.replace(begin, given.find('\n', begin) + 1 - begin, line);
}

/// Of a sheet of two hundred quantities the named ones alone: they rise or fall as the input is raised by a hundredth.
void expect_directions(const std::string& given, const std::vector<Direction>& rows) {
  const auto before = audited(plan(given));
  for (const Direction& row : rows) {
    const auto after = audited(plan(with(given, row.input, "\"1.01 * (" + row.amount + ")\"")));
    for (const bool rises : {true, false})
      for (const std::string& name : names_in(rises ? row.rise : row.fall)) {
        const double was = value(*before, "run." + name), is = value(*after, "run." + name);
        CHECK_MESSAGE((rises ? is > was : is < was), row.input, " rises: ", name, " from ", was, " to ", is);
      }
  }
}

}  // namespace

TEST_CASE("twelve training plans come out as an independent program has them, to a thousandth in every figure") {
  for (const WorkedPlan& worked : worked_plans()) {
    const auto audited_plan = audited(plan(worked.given));
    for (const WorkedFigure& figure : worked.figures) {
      const double found = in_unit_of(value(*audited_plan, "run." + figure.quantity), figure.unit);
      CHECK_MESSAGE(std::abs(found - figure.value) <= 1e-3 * std::abs(figure.value), worked.name, ": ", figure.quantity,
                    " is ", found, " ", figure.unit, ", expected ", figure.value);
    }
    CHECK_MESSAGE(audited_plan->as_expected(), worked.name);
  }
}

TEST_CASE("steps of published runs are as long as printed, within what the equations leave out") {
  const std::string korthikanti = "Korthikanti et al. 2022, table 5";
  expect_figures("parallel_training", {
                                          {korthikanti, given_of("1 "), "step", 1.42, "s", 0.12 * 1.42},
                                          {korthikanti, given_of("2 "), "step", 1.10, "s", 0.12 * 1.10},
                                          {korthikanti, given_of("3 "), "step", 13.75, "s", 0.12 * 13.75},
                                          {korthikanti, given_of("4 "), "step", 37.83, "s", 0.12 * 37.83},
                                          {korthikanti, given_of("3 "), "mfu", 51.4, "%", 1.5},
                                      });
}

TEST_CASE("an unfused layer keeps what Korthikanti's equation 1 says") {
  // 34 h + 5 a s bytes for a token, with nothing shared
  const std::string given = with(with(with(given_of("1 "), "tensor", "1"), "chips", "1"), "recompute", "\"none\"");
  CHECK(amount(given, "token_plain") == doctest::Approx(34.0 * 6144 + 5.0 * 64 * 2048));
}

TEST_CASE("parallel_training: what rises and falls with each rate and share") {
  expect_directions(given_of("10 "),
                    {
                        {"peak", "989.4 TFLOP/s/chip", "", "step mfu"},
                        {"operand_peak", "1978.9 TFLOP/s/chip", "mfu chip_token_rate", "step time_ffn"},
                        {"memory_bandwidth", "3.35 TB/s/chip", "mfu", "step time_elementwise time_update"},
                        {"link_bandwidth", "450 GB/s/chip", "mfu", "step time_tensor"},
                        {"network_bandwidth", "50 GB/s/chip", "mfu", "step time_scatter"},
                        {"stream_share", "0.81", "mfu", "step"},
                        {"contention", "0.54", "step", "mfu"},
                        {"spread", "0.021", "step slowdown", "mfu"},
                        {"machine_share", "1", "mfu", "step"},
                        {"left_out", "1", "step", "mfu"},
                        {"memory", "80 GB/chip", "headroom", ""},
                    });
}

TEST_CASE("parallel_training: in bf16 the share and the peak of bf16 are those of all matmuls") {
  expect_directions(given_of("7 "), {
                                        {"peak", "312 TFLOP/s/chip", "matmul16 matmul_rate core_rate", "step time_ffn"},
                                        {"matmul_share", "0.869", "matmul_rate mfu", "step time_ffn time_projections"},
                                    });
}

TEST_CASE("parallel_training: what is shared by more chips takes less of each, and what is overlapped no longer") {
  const std::string llama = given_of("9 "), zero_3 = with(llama, "zero", "3");
  for (const char* shard : {"0", "1", "2"})
    CHECK(amount(with(llama, "zero", shard), "bytes") >=
          amount(with(llama, "zero", std::to_string(shard[0] - '0' + 1)), "bytes"));
  for (const char* switched : {"overlap", "overlap_tensor"})
    CHECK(amount(with(llama, switched, "\"no\""), "step") >= amount(llama, "step"));
  for (const char* words : {"selective", "light", "full"}) {
    const std::string again = with(llama, "recompute", fmt::format("\"{}\"", words));
    CHECK(amount(again, "step") > amount(llama, "step"));
    CHECK(amount(again, "bytes") <= amount(llama, "bytes"));
  }
  CHECK(amount(zero_3, "step") >= amount(llama, "step"));
}

TEST_CASE("parallel_training: one chip alone sends nothing") {
  const auto alone = audited(plan(with(with(with(given_of("8 "), "chips", "1"), "data", "1"), "zero", "1")));
  for (const char* name : {"time_tensor", "time_context", "time_all_to_all", "time_send", "time_replicas", "fill"})
    CHECK(value(*alone, std::string("run.") + name) == 0);
}

TEST_CASE("layers with linear attention and keys that an indexer picks cost what their widths say") {
  const std::string split =
      "chip = \"H200\"\nsequence = \"65536 token\"\nbatch = 64\nzero = \"1\"\ntensor = 2\npipeline = 2\nchips = 256\n";
  const std::string qwen = "llm = \"Qwen3.5-397B-A17B\"\nexpert_parallel = 64\n" + split,
                    glm = "llm = \"GLM-5\"\nexpert_parallel = 32\n" + split;
  const auto linear = [&](const char* layers, const std::string& quantity) {
    return amount(qwen + "linear_layers = " + layers + "\n", quantity);
  };
  for (const char* quantity : {"step", "time_core", "span", "core_flop"}) {
    CHECK(linear("45", quantity) < linear("30", quantity));
    CHECK(linear("30", quantity) < linear("0", quantity));
  }
  // A quarter of the layers look at keys: what they take, and the state of the others, an eighth of a token's square.
  CHECK(linear("45", "time_core") > linear("0", "time_core") / 4);
  CHECK(linear("45", "time_core") < linear("0", "time_core") / 3);
  CHECK(linear("45", "mfu") > linear("0", "mfu") / 1.6);
  const auto picking = [&](const char* top, const std::string& quantity) {
    return amount(glm + "sparse_top = \"" + top + " token\"\n", quantity);
  };
  CHECK(picking("2048", "span") == 2 * 2048);
  CHECK(picking("100000", "span") == 65536);
  for (const char* quantity : {"step", "time_core", "core_flop"})
    CHECK(picking("2048", quantity) < picking("0", quantity));
  // The indexer itself looks at the whole sequence.
  CHECK(picking("2048", "core_flop") > picking("0", "core_flop") / 16);
}
