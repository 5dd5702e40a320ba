#pragma once
// Monte Carlo: the outputs of a program when its inputs are drawn from what is believed of them.
//
// Sample i of an input depends on (seed, the input's name, i) alone and is stratified within its strip of 256, so the
// result is the same for any number of threads, and adding an input changes no other's draws. Sampling, evaluation and
// counting are done strip by strip while the numbers are in cache.
//
// Up to a million samples are kept and their quantiles found by selection. Beyond that memory stays constant, whatever
// the number of samples: the first 65,536 say where the quantiles lie, and only there the samples are counted finely
// (selection.h). Where the first samples misled, the run is repeated with better brackets: a sample can be drawn again.
// Sums are kept for at most 4,096 chunks and added up in their order, whichever thread made them.

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "program/program.h"
#include "quantity/distribution.h"

namespace costcurve {

struct SimulationOptions {
  std::uint64_t samples = 16384;
  std::uint64_t seed = 1;
  unsigned threads = 1;                  // 0: as many as the machine has, where the work is worth it
  std::function<void(double)> progress;  // called with the share done, now and then, by one thread
};

/// Counts the samples of one output that lie between two limits, ends included as said.
struct Event {
  std::size_t output = 0;
  Interval between;
  bool low_included = true;
  bool high_included = true;
};

struct Summary {
  double mean = 0;
  double deviation = 0;
  double standard_error = 0;  // of the mean, from the spread of the strips' means
  double p5 = 0;
  double median = 0;
  double p95 = 0;
  double p5_error = 0;  // standard errors of the three
  double median_error = 0;
  double p95_error = 0;
  std::uint64_t not_finite = 0;          // samples that came out infinite or no number; in none of the figures above
  std::vector<std::uint64_t> histogram;  // of the first 65,536 samples: equal bins from `lowest` to `highest`
  double lowest = 0;
  double highest = 0;
};

/// True where all samples came out alike but for the rounding of arithmetic: what is believed cancelled out.
bool is_constant(const Summary& summary);

/// Of all samples, how many it happens to; the infinite count, and what is no number happens to none.
struct Probability {
  double value = 0;
  double standard_error = 0;
};

struct Simulation {
  std::uint64_t samples = 0;
  std::vector<Summary> outputs;
  std::vector<Probability> probabilities;  // of the events
};

/// Draws and evaluates. `names[i]` keys input i; `beliefs[i]` is what is believed of it.
Simulation simulate(const Program& program, const std::vector<std::string>& names,
                    const std::vector<Distribution>& beliefs, const std::vector<Event>& events,
                    const SimulationOptions& options);

/// All samples of the outputs, in order: for readers that need them side by side. As many as memory holds.
std::vector<std::vector<double>> sample_outputs(const Program& program, const std::vector<std::string>& names,
                                                const std::vector<Distribution>& beliefs,
                                                const SimulationOptions& options);

}  // namespace costcurve
