// The search for the best plan: what is pruned cannot be the best, and no number of threads or shards changes it.

#include "plan/search.h"

#include <doctest/doctest.h>

#include "audit/swept.h"
#include "plan/specialise.h"
#include "support/support.h"

using namespace costcurve;
using namespace costcurve::testing;

namespace {

struct Searched {
  PlanProgram program;
  ShapeSpace space;
};

// A part without a split, as `plan` has it.
Searched searched(const std::string& given, long long chips) {
  const auto plan = audited("[run]\nsheet = \"parallel_training\"\n" + given + "\nchips = " + std::to_string(chips) +
                            "\ntensor = 1\npipeline = 1\ncontext = 1\ndata = " + std::to_string(chips) +
                            "\nexpert_parallel = 1\nmicrobatch = 1\ninterleave = 1\nzero = 1\nrecompute = \"none\"\n"
                            "offload = \"none\"\nsequence_parallel = \"yes\"\noverlap = \"yes\"\n"
                            "overlap_tensor = \"yes\"\nbalanced = \"no\"\n");
  const Scenario& scenario = plan->scenario;
  const auto number = [&](std::string_view name) { return *scenario.quantity("run." + std::string(name)); };
  const auto known = [&](const char* name) { return plan->solution.found[number(name)].value; };
  Searched made;
  made.space.chips = chips;
  made.space.batch = std::llround(known("batch"));
  made.space.sequence = std::llround(known("sequence"));
  made.space.layers = std::llround(known("layers"));
  made.space.heads = std::llround(known("heads"));
  made.space.kv_heads = std::llround(known("kv_heads"));
  made.space.experts = std::llround(known("experts"));
  made.space.domain = std::llround(known("domain"));
  PlanProgram& program = made.program;
  for (std::size_t d = 0; d < degree_count; ++d) program.degrees[d] = number(name_of(static_cast<Degree>(d)));
  for (std::size_t s = 0; s < switch_count; ++s) program.switches[s] = number(name_of(static_cast<PlanSwitch>(s)));
  program.balanced = number("balanced");
  program.layers = made.space.layers;
  program.has_usual_gradients = are_usual_gradients(known("gradient_bytes"));
  program.most_bytes = known("memory") * (1 - known("reserved"));
  const auto& quantities = scenario.relations->quantities;
  const Program whole = *compile(*scenario.relations, plan->solution,
                                 {quantities[number("step")].symbol, quantities[number("bytes")].symbol});
  program.program = specialised(whole, [&](std::size_t q) -> std::optional<double> {
    const auto among = [&](const auto& all) { return std::find(all.begin(), all.end(), q) != all.end(); };
    if (among(program.degrees) || among(program.switches) || q == program.balanced) return std::nullopt;
    return plan->solution.found[q].value;
  });
  return made;
}

const std::string gpt_3 = "llm = \"GPT-3\"\nchip = \"A100-80GB\"\nsequence = \"2048 token\"\nattention = \"v2\"";

}  // namespace

TEST_CASE("the best plan of GPT-3 on 1,024 A100s is TP4 PP8 DP32 v12 b2 with ZeRO-1 and light recomputation") {
  const Searched gpt = searched(gpt_3 + "\nbatch = 1536", 1024);
  const FoundPlans pruned = search_plans(gpt.program, gpt.space, {});
  REQUIRE(pruned.best);
  CHECK(pruned.best->step == doctest::Approx(17.107).epsilon(1e-4));
  CHECK(pruned.best->bytes == doctest::Approx(62.4e9).epsilon(1e-3));
  CHECK(pruned.best->shape.degrees == std::array<long long, degree_count>{4, 8, 1, 1, 2, 12, 32});
  CHECK(pruned.best->switches.words == std::array<std::uint8_t, switch_count>{1, 2, 0, 0, 0, 0});
  CHECK(pruned.plans == 2'995'456);
  CHECK(pruned.worked_out <= 84'341);
}

TEST_CASE("no plan that is skipped is the best: every plan of eight spaces worked out") {
  struct Space {
    std::string given;
    long long chips;
  };
  for (const auto& [given, chips] :
       {Space{gpt_3 + "\nbatch = 64", 64},
        Space{"llm = \"GPT-3\"\nchip = \"A100-80GB\"\nsequence = \"2048 token\"\nattention = \"unfused\"\nbatch = 64",
              64},
        Space{gpt_3 + "\nbatch = 256", 256},
        Space{"llm = \"Llama-3.1-70B\"\nchip = \"H100\"\nprecision = \"fp8\"\nsequence = \"8192 token\"\nbatch = 128",
              64},
        Space{"llm = \"Llama-3.1-8B\"\nchip = \"H100\"\nsequence = \"8192 token\"\nbatch = 32", 8},
        Space{"llm = \"Llama-3.1-8B\"\nchip = \"H100\"\nsequence = \"8192 token\"\nbatch = 64\n"
              "network_bandwidth = \"2 GB/s/chip\"\ngradient_bytes = \"1 byte/parameter\"",
              64},
        Space{"llm = \"Llama-3.1-8B\"\nchip = \"H100\"\nsequence = \"8192 token\"\nbatch = 64\n"
              "network_bandwidth = \"2 GB/s/chip\"\ngradient_bytes = \"32 byte/parameter\"\ncontention = 0.1",
              64},
        Space{"llm = \"Qwen3-30B-A3B\"\nchip = \"GB200\"\nprecision = \"mxfp8\"\nsequence = \"4096 token\"\nbatch = 64",
              8}}) {
    const Searched of = searched(given, chips);
    const FoundPlans pruned = search_plans(of.program, of.space, {}),
                     every = search_plans(of.program, of.space, {.exhaustive = true});
    CHECK(every.worked_out == every.plans);
    REQUIRE(pruned.best.has_value() == every.best.has_value());
    if (!every.best) continue;
    CHECK(pruned.best->step == every.best->step);
    CHECK(pruned.best->shape == every.best->shape);
    // Of each split the best, for the second-best of another shape is told beside it.
    REQUIRE(pruned.by_shape.size() == every.by_shape.size());
    for (std::size_t i = 0; i < every.by_shape.size(); ++i) CHECK(pruned.by_shape[i].step == every.by_shape[i].step);
  }
}

TEST_CASE("the plans that are found are the same for any number of threads and of shards") {
  const Searched gpt = searched(gpt_3 + "\nbatch = 256", 256);
  const FoundPlans one = search_plans(gpt.program, gpt.space, {.front = true});
  const auto same = [&](const FoundPlans& other) {
    CHECK(other.plans == one.plans);
    CHECK(other.fits == one.fits);
    REQUIRE(other.by_shape.size() == one.by_shape.size());
    for (std::size_t i = 0; i < one.by_shape.size(); ++i) {
      CHECK(other.by_shape[i].shape == one.by_shape[i].shape);
      CHECK(other.by_shape[i].step == one.by_shape[i].step);
    }
    REQUIRE(other.front.size() == one.front.size());
    for (std::size_t i = 0; i < one.front.size(); ++i) CHECK(other.front[i].step == one.front[i].step);
  };
  same(search_plans(gpt.program, gpt.space, {.front = true, .threads = 3}));
  std::vector<FoundPlans> shards;
  for (std::size_t shard = 0; shard < 5; ++shard)
    shards.push_back(search_plans(gpt.program, gpt.space, {.front = true, .shard = shard, .shards = 5}));
  same(joined(std::move(shards)));
}

TEST_CASE("no plan of the front is beaten in time and memory at once") {
  const Searched gpt = searched(gpt_3 + "\nbatch = 64", 64);
  const FoundPlans found = search_plans(gpt.program, gpt.space, {.front = true});
  for (std::size_t i = 1; i < found.front.size(); ++i) {
    CHECK(found.front[i].step > found.front[i - 1].step);
    CHECK(found.front[i].bytes < found.front[i - 1].bytes);
  }
}

TEST_CASE("a program for less comes to the same to the bit") {
  const Searched gpt = searched(gpt_3 + "\nbatch = 64", 64);
  std::vector<double> inputs(gpt.program.program.inputs.size(), 1);
  for (std::size_t i = 0; i < inputs.size(); ++i)
    if (gpt.program.program.inputs[i] == gpt.program.degrees[0]) inputs[i] = 8;
  const std::vector<double> whole = evaluate(gpt.program.program, inputs);
  const Program less = specialised(gpt.program.program, [&](std::size_t q) -> std::optional<double> {
    return q == gpt.program.degrees[0] ? std::optional(8.0) : std::nullopt;
  });
  CHECK(less.code.size() < gpt.program.program.code.size());
  CHECK(evaluate(less, std::vector<double>(less.inputs.size(), 1)) == whole);
}

TEST_CASE("what is slower than is of use is left out, and nothing else: rule 3") {
  const Searched gpt = searched(gpt_3 + "\nbatch = 512", 256);
  const FoundPlans whole = search_plans(gpt.program, gpt.space, {});
  REQUIRE(whole.best);
  for (const double times : {0.99, 1.0, 1.02, 1.5}) {
    CAPTURE(times);
    PlanSearchOptions options;
    options.most_step = times * whole.best->step;
    const FoundPlans found = search_plans(gpt.program, gpt.space, options);
    CHECK(found.worked_out <= whole.worked_out);
    std::vector<FoundPlan> fast = whole.by_shape;
    std::erase_if(fast, [&](const FoundPlan& plan) { return plan.step > options.most_step; });
    REQUIRE(found.by_shape.size() == fast.size());
    for (std::size_t i = 0; i < fast.size(); ++i) {
      CHECK(found.by_shape[i].shape == fast[i].shape);
      CHECK(found.by_shape[i].step == fast[i].step);
    }
    CHECK(found.best.has_value() == (times >= 1));
    if (times < 1) {
      REQUIRE(found.too_slow);
      CHECK(found.too_slow->step >= whole.best->step);
    }
  }
}
