// Monte Carlo, column by column: a formula over columns beside a hand-written AVX2 loop, a gradient beside a value, and
// whole runs of seven log-normals with three quantiles. Prints a line "name value" for each; bench/run sets them beside
// those of numpy and Squiggle.
//
//   bench_monte_carlo             everything, once
//   bench_monte_carlo scaling     100 M samples on one thread and on two

#include <immintrin.h>
#include <sys/resource.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <filesystem>
#include <functional>

#include "answer/checked.h"
#include "audit/beliefs.h"
#include "chance/draws.h"
#include "machine/disk.h"
#include "machine/location.h"

using namespace costcurve;

namespace {

namespace files = std::filesystem;

double seconds(const std::function<void()>& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

// Of this thread alone, so that whoever shares the machine counts less.
double processor_seconds(const std::function<void()>& work) {
  const auto now = [] {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
  };
  const double start = now();
  work();
  return now() - start;
}

double least_seconds(int times, const std::function<void()>& work) {
  double least = processor_seconds(work);
  for (int i = 1; i < times; ++i) least = std::min(least, processor_seconds(work));
  return least;
}

struct Subject {
  Variants variants;
  Program program;
  std::vector<std::string> names;
  std::vector<Distribution> beliefs;
  std::vector<double> stated;
};

Subject subject() {
  const std::string path = (files::path(configs_folder()).parent_path() / "bench/ownership.toml").string();
  const Disk disk;
  Library library(disk, configs_folder());
  Diagnostics mistakes;
  Subject subject;
  if (library.open_catalog(mistakes)) subject.variants = audited_cases(path, Question(), true, library, mistakes);
  if (subject.variants.empty()) {
    std::fputs(render(mistakes.sorted()).c_str(), stderr);
    std::exit(2);
  }
  const AuditedVariant& audited = *subject.variants.front();
  const Relations& relations = *audited.scenario.relations;
  const NodeId cost = relations.quantities[*audited.scenario.quantity("run.cost")].symbol;
  std::optional<Program> program = compile(relations, audited.solution, {cost});
  if (!program) {
    std::fprintf(stderr, "%s does not determine run.cost\n", path.c_str());
    std::exit(2);
  }
  subject.program = std::move(*program);
  subject.names = input_names(subject.program, relations);
  subject.beliefs = beliefs_of(subject.program, audited.solution);
  subject.stated = stated_values(subject.program, audited.solution);
  return subject;
}

// The same formula by hand: cost = (price k time / (1 - share) + time power overhead utilisation pue electricity)
// index. Eleven operations, all in registers.
__attribute__((target("avx2"))) void by_hand(const std::vector<const double*>& x, double k, double rest, double index,
                                             double* out, std::size_t count) {
  const double *price = x[0], *time = x[1], *power = x[2], *overhead = x[3], *use = x[4], *pue = x[5],
               *electricity = x[6];
  const __m256d decline = _mm256_set1_pd(k), not_network = _mm256_set1_pd(rest), level = _mm256_set1_pd(index);
  for (std::size_t i = 0; i < count; i += 4) {
    const __m256d t = _mm256_loadu_pd(time + i);
    const __m256d hardware = _mm256_mul_pd(t, _mm256_mul_pd(_mm256_loadu_pd(price + i), decline));
    __m256d energy = _mm256_mul_pd(t, _mm256_loadu_pd(power + i));
    energy = _mm256_mul_pd(energy, _mm256_loadu_pd(overhead + i));
    energy = _mm256_mul_pd(energy, _mm256_loadu_pd(use + i));
    energy = _mm256_mul_pd(energy, _mm256_loadu_pd(pue + i));
    energy = _mm256_mul_pd(energy, _mm256_loadu_pd(electricity + i));
    const __m256d cost = _mm256_mul_pd(_mm256_add_pd(_mm256_div_pd(hardware, not_network), energy), level);
    _mm256_storeu_pd(out + i, cost);
  }
}

std::size_t input_named(const Subject& all, const std::string& name) {
  for (std::size_t i = 0; i < all.names.size(); ++i)
    if (all.names[i] == "run." + name) return i;
  std::fprintf(stderr, "there is no input %s\n", name.c_str());
  std::exit(2);
}

void columns(const Subject& all) {
  const ColumnProgram program = columns_of(all.program, all.beliefs);
  auto workspace = program.workspace();
  Draws draws(all.names, all.beliefs, 1);
  draws.strip_of_all(0, strip_length, workspace);
  std::vector<const double*> inputs;
  for (const char* name :
       {"price_at_start", "chip_time", "chip_power", "server_overhead", "utilisation", "pue", "electricity_price"})
    inputs.push_back(workspace.input(input_named(all, name)));
  const double decline = all.stated[input_named(all, "price_decline")],
               rest = 1 - all.stated[input_named(all, "interconnect_share")],
               index = all.stated[input_named(all, "price_index")];
  constexpr int strips = 20000;
  std::vector<double> out(strip_length);
  program.evaluate(workspace, strip_length);
  by_hand(inputs, decline, rest, index, out.data(), strip_length);
  for (std::size_t i = 0; i < strip_length; ++i)
    if (std::abs(out[i] / program.output(workspace, 0)[i] - 1) > 1e-12)
      std::exit((std::fputs("the two formulas differ\n", stderr), 2));
  const double ours = least_seconds(15, [&] {
    for (int i = 0; i < strips; ++i) program.evaluate(workspace, strip_length);
  });
  const double hand = least_seconds(15, [&] {
    for (int i = 0; i < strips; ++i) {
      by_hand(inputs, decline, rest, index, out.data(), strip_length);
      asm volatile("" ::"r"(out.data()) : "memory");
    }
  });
  const double evaluations = static_cast<double>(strips) * strip_length / 1e6;
  std::printf("columns_M_per_s %.1f\navx2_by_hand_M_per_s %.1f\n", evaluations / ours, evaluations / hand);
}

void gradients(const Subject& all) {
  constexpr int times = 100000;
  double sum = 0;
  const double value = least_seconds(9, [&] {
    for (int i = 0; i < times; ++i) sum += evaluate_first(all.program, all.stated);
  });
  const double slopes = least_seconds(9, [&] {
    for (int i = 0; i < times; ++i) sum += gradient(all.program, all.stated)[0];
  });
  std::printf("value_ns %.1f\nvalue_and_gradient_in_values %.2f\n", value / times * 1e9, sum != 0 ? slopes / value : 0);
}

void draw(const Subject& all, std::uint64_t samples, unsigned threads) {
  SimulationOptions options;
  options.samples = samples;
  options.threads = threads;
  if (!(simulate(all.program, all.names, all.beliefs, {}, options).outputs[0].median > 0)) std::exit(2);
}

void scaling(const Subject& all) {
  constexpr std::uint64_t samples = 100000000;
  const double one = seconds([&] { draw(all, samples, 1); }), two = seconds([&] { draw(all, samples, 2); });
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  std::printf("one_thread_s %.2f\ntwo_threads_s %.2f\ntwo_over_one %.2f\npeak_MB %.1f\n", one, two, one / two,
              static_cast<double>(usage.ru_maxrss) / 1024);
}

}  // namespace

int main(int count, char** words) {
  const Subject all = subject();
  if (count > 1 && std::strcmp(words[1], "scaling") == 0) {
    scaling(all);
    return 0;
  }
  columns(all);
  gradients(all);
  std::printf("lognormals_M_per_s %.2f\n", 1 / least_seconds(5, [&] { draw(all, 1000000, 1); }));
}
