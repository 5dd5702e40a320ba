#pragma once
// Monte Carlo: the outputs of a program when its inputs are drawn from what is believed of them.
//
// Sample i of an input depends on (seed, the input's name, i) alone and is stratified within its strip of 256, so the result
// is the same for any number of threads, and adding an input changes no other's draws. Sampling, evaluation and counting
// are done strip by strip while the numbers are in cache.
//
// Up to four million samples are kept and their quantiles found by selection. Beyond that memory stays constant: quantiles
// come from a histogram of 65,536 bins laid between the extremes of the first 65,536 samples and half as far again on
// both sides; samples beyond it count at its ends. A quantile is then right to a bin: 1/32,768 of that first range.

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "quantity/distribution.h"
#include "evaluate/program.h"

namespace costcurve {

struct SimulationOptions {
  std::uint64_t samples = 16384;
  std::uint64_t seed = 1;
  unsigned threads = 1;
  std::function<void(double)> progress;   // called with the share done, now and then, by one thread
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
  double standard_error = 0;       // of the mean, from the spread of the strips' means
  double p5 = 0;
  double median = 0;
  double p95 = 0;
  std::uint64_t not_finite = 0;    // samples that came out infinite or no number; in none of the figures above
  std::vector<std::uint64_t> histogram;   // equal bins from `lowest` to `highest`
  double lowest = 0;
  double highest = 0;
};

struct Simulation {
  std::uint64_t samples = 0;
  std::vector<Summary> outputs;
  std::vector<double> probabilities;      // of the events
};

/// Draws and evaluates. `names[i]` keys input i; `beliefs[i]` is what is believed of it.
Simulation simulate(const Program& program, const std::vector<std::string>& names, const std::vector<Distribution>& beliefs,
                    const std::vector<Event>& events, const SimulationOptions& options);

/// All samples of the outputs, in order: for readers that need them side by side.
std::vector<std::vector<double>> sample_outputs(const Program& program, const std::vector<std::string>& names,
                                                const std::vector<Distribution>& beliefs, const SimulationOptions& options);

}  // namespace costcurve
