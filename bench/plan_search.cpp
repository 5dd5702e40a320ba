// A search over ten million plans of a scenario of a hundred equations (bench/plan.toml): the cheapest that fits into
// memory and divides its chips, on one core and on several, beside reading every plan without dropping any.
//
//   build/bench/bench_plan_search [options of Google Benchmark]

#include <benchmark/benchmark.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include "answer/checked.h"
#include "machine/disk.h"
#include "machine/location.h"
#include "program/space.h"
#include "program/space_readers.h"

namespace {

using namespace costcurve;

struct PlanSearch {
  Variants variants;
  Program outputs;  // cost, duration, and for each plan that is dropped the sides of what it breaks
  Program sides;
  std::vector<Kept> kept;
  std::vector<SpaceAxis> axes;

  const AuditedVariant& audited() const { return *variants.front(); }
  std::size_t number(const char* name) const { return *audited().scenario.quantity(name); }
  NodeId symbol(const char* name) const { return audited().scenario.relations->quantities[number(name)].symbol; }

  Space space(bool drops) const {
    return {outputs, drops ? sides : Program(), drops ? kept : std::vector<Kept>(), axes,
            [this](std::size_t q) { return audited().solution.found[q].value; }};
  }
};

void add_axis(PlanSearch& search, const char* name, std::vector<double> values) {
  SpaceAxis axis;
  axis.size = values.size();
  axis.gives = {listed_values(search.number(name), std::move(values))};
  search.axes.push_back(std::move(axis));
}

PlanSearch plan_search() {
  const std::string path = (std::filesystem::path(configs_folder()).parent_path() / "bench/plan.toml").string();
  const Disk disk;
  Library library(disk, configs_folder());
  Diagnostics mistakes;
  PlanSearch search;
  if (library.open_catalog(mistakes)) search.variants = audited_cases(path, Question(), true, library, mistakes);
  if (search.variants.empty()) {
    std::fputs(render(mistakes.sorted()).c_str(), stderr);
    std::exit(2);
  }
  add_axis(search, "plan.chips", {512, 1024, 2048, 3072, 4096, 6144, 8192, 16384});
  add_axis(search, "plan.overlap", {0, 0.25, 0.5, 0.75, 0.8, 0.9, 1});
  add_axis(search, "plan.tensor", {1, 2, 4, 8, 16, 32});
  add_axis(search, "plan.pipeline", {1, 2, 3, 4, 6, 8, 12, 16, 24, 32});
  add_axis(search, "plan.context", {1, 2, 4, 8});
  add_axis(search, "plan.micro", {1, 2, 3, 4, 6, 8});
  add_axis(search, "plan.interleave", {1, 2, 3, 4, 6, 8});
  add_axis(search, "plan.recompute", {0, 1, 2});
  add_axis(search, "plan.shard", {0, 1, 2, 3});
  add_axis(search, "plan.sequence_parallel", {0, 1});
  std::size_t stride = 1;
  for (std::size_t a = search.axes.size(); a-- > 0; stride *= search.axes[a].size) search.axes[a].stride = stride;
  const Relations& relations = *search.audited().scenario.relations;
  search.outputs =
      *compile(relations, search.audited().solution, {search.symbol("run.cost"), search.symbol("run.duration")});
  search.sides = *compile(
      relations, search.audited().solution,
      {search.symbol("search.whole_replicas"), search.symbol("shape.data"), search.symbol("search.most_chunks"),
       search.symbol("plan.interleave"), search.symbol("memory.share"), search.symbol("search.all")});
  search.kept = {{0, 1, Demand::equal}, {2, 3, Demand::at_least}, {4, 5, Demand::at_most}};
  return search;
}

const PlanSearch& the_search() {
  static const PlanSearch search = plan_search();
  return search;
}

void cheapest(benchmark::State& state, bool drops) {
  const PlanSearch& search = the_search();
  const Space space = search.space(drops);
  std::size_t dropped = 0;
  for (auto _ : state) {
    Best best(0, 10);
    dropped = space.read(best, static_cast<unsigned>(state.range(0)));
    benchmark::DoNotOptimize(best.points());
  }
  state.counters["plans"] = space.points();
  state.counters["dropped"] = static_cast<double>(dropped);
  state.SetItemsProcessed(static_cast<std::int64_t>(space.points()) * static_cast<std::int64_t>(state.iterations()));
  state.counters["operations"] = static_cast<double>(search.outputs.code.size());
}

void cheapest_that_fits(benchmark::State& state) { cheapest(state, true); }
void cheapest_of_all(benchmark::State& state) { cheapest(state, false); }

BENCHMARK(cheapest_that_fits)->Arg(1)->Arg(2)->UseRealTime()->MeasureProcessCPUTime()->Unit(benchmark::kMillisecond);
BENCHMARK(cheapest_of_all)->Arg(1)->Arg(2)->UseRealTime()->MeasureProcessCPUTime()->Unit(benchmark::kMillisecond);

}  // namespace
