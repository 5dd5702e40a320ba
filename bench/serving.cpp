// Deployments of a served model worked out in columns, the front of all of them, and requests simulated one by one: a
// mixture of experts, whose equations are the longest.
//
//   build/bench/bench_serving [options of Google Benchmark]

#include <benchmark/benchmark.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include "answer/cases.h"
#include "machine/disk.h"
#include "machine/location.h"
#include "serve/deployments.h"
#include "serve/drawn_requests.h"
#include "serve/step_law.h"

namespace {

using namespace costcurve;

[[noreturn]] void give_up(const Diagnostics& mistakes) {
  std::fputs(render(mistakes.sorted()).c_str(), stderr);
  std::exit(2);
}

std::shared_ptr<const Scenario> bound_scenario(const char* file) {
  static const Disk disk;
  static Library library(disk, configs_folder());
  const std::string path = (std::filesystem::path(configs_folder()).parent_path() / "bench" / file).string();
  Diagnostics mistakes;
  if (!library.open_catalog(mistakes)) give_up(mistakes);
  std::shared_ptr<const Scenario> scenario = bound({path, "", {}, {}}, library, mistakes);
  if (!mistakes.empty()) give_up(mistakes);
  return scenario;
}

const Deployments& deployments() {
  static const Deployments all = [] {
    Diagnostics mistakes;
    Deployments made(bound_scenario("serving.toml"), "served", {}, mistakes);
    if (!mistakes.empty()) give_up(mistakes);
    return made;
  }();
  return all;
}

std::vector<DeploymentPoint> points(std::size_t count) {
  std::vector<DeploymentPoint> all;
  for (std::size_t i = 0; i < count; ++i)
    all.push_back({deployments().plans()[i % deployments().plans().size()], 1 + static_cast<double>(i % 1000), 1});
  return all;
}

void estimates(benchmark::State& state) {
  const auto all = points(static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(deployments().work_out(all, 1));
  state.SetItemsProcessed(state.range(0) * static_cast<std::int64_t>(state.iterations()));
}

void front_of(benchmark::State& state) {
  const auto all = points(static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(frontier(deployments().work_out(all, 1)));
}

void requests(benchmark::State& state) {
  Diagnostics mistakes;
  const std::optional<StepLaw> law = step_law(bound_scenario("serving.toml"), "served", {{0, 1024, 256}}, mistakes);
  if (!law) give_up(mistakes);
  const std::vector<TracedRequest> all = drawn_requests(1'000'000, {static_cast<double>(state.range(0)), 1}, {{1024}, {256}}, 1);
  double sequences = 0;
  for (auto _ : state) {
    const ServedRequests served = simulate(*law, all);
    sequences = served.mean_sequences;
    benchmark::DoNotOptimize(served.duration);
  }
  state.counters["at once"] = sequences;
  state.SetItemsProcessed(static_cast<std::int64_t>(all.size()) * static_cast<std::int64_t>(state.iterations()));
}

BENCHMARK(estimates)->Arg(100'000)->UseRealTime()->MeasureProcessCPUTime()->Unit(benchmark::kMillisecond);
BENCHMARK(front_of)->Arg(100'000)->UseRealTime()->MeasureProcessCPUTime()->Unit(benchmark::kMillisecond);
BENCHMARK(requests)->Arg(2)->Arg(10)->MeasureProcessCPUTime()->Unit(benchmark::kMillisecond);

}  // namespace
