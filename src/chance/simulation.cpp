#include "chance/simulation.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <limits>
#include <span>
#include <string>

#include "chance/draws.h"
#include "numeric/machine.h"
#include "numeric/moments.h"
#include "numeric/sample_columns.h"
#include "numeric/selection.h"

namespace costcurve {

namespace {

constexpr std::uint64_t most_kept = 1U << 20U;
constexpr std::uint64_t first_samples = 65536;      // place the brackets of those that are not kept
constexpr std::uint64_t fewest_strips = 16;         // in a chunk, the unit that threads take
constexpr std::uint64_t worth_threads = 1U << 17U;  // values to be worked out, below which one thread is as fast
constexpr std::uint64_t most_chunks = 4096;
constexpr std::size_t shown_bins = 24;
constexpr std::size_t shown_samples = 8192;  // eight heights of a block show no more
constexpr int most_runs = 64;

// Sums of one output over one chunk of strips: merged in order at the end, whoever made them.
struct ChunkSums {
  Moments samples;
  Moments strip_means;  // of whole strips
};

// An event with both of its limits included.
struct Limits {
  std::size_t output;
  double low;
  double high;
};

Limits limits_of(const Event& event) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  return {event.output, event.low_included ? event.between.low : std::nextafter(event.between.low, infinity),
          event.high_included ? event.between.high : std::nextafter(event.between.high, -infinity)};
}

// Whole numbers that one thread counts: the order in which threads are added up makes no difference.
struct Counts {
  std::vector<std::uint64_t> not_finite;
  std::vector<std::uint64_t> happened;
  std::vector<std::uint64_t> in_whole_strips, squared;  // of the same, for the error
  std::vector<BracketCounts> brackets;

  void merge(const Counts& more) {
    const auto add = [](std::vector<std::uint64_t>& sums, const std::vector<std::uint64_t>& terms) {
      for (std::size_t i = 0; i < sums.size(); ++i) sums[i] += terms[i];
    };
    add(not_finite, more.not_finite);
    add(happened, more.happened);
    add(in_whole_strips, more.in_whole_strips);
    add(squared, more.squared);
    for (std::size_t o = 0; o < brackets.size(); ++o) brackets[o].merge(more.brackets[o]);
  }
};

// The small histogram spans the 1 % to the 99 % quantile, roughly: a few far samples must not flatten the rest.
void show(Summary& made, std::span<const double> samples) {
  made.histogram.assign(shown_bins, 0);
  if (samples.empty()) return;
  const double spread = made.p95 - made.p5;
  const auto [least, most] = extremes_of(samples.data(), samples.size());
  made.lowest = std::max(least, made.p5 - spread / 2);
  made.highest = std::min(most, made.p95 + spread / 2);
  const double width = made.highest - made.lowest;
  if (!(width > 0) || !std::isfinite(width)) return;
  for (const double value : samples) {
    if (value < made.lowest || value > made.highest) continue;
    const double place = (value - made.lowest) / width * static_cast<double>(shown_bins);
    ++made.histogram[std::min<std::size_t>(static_cast<std::size_t>(place), shown_bins - 1)];
  }
}

// What is finite of a column; the column itself where all is.
std::span<const double> finite_of(std::span<const double> column, std::vector<double>& room) {
  if (all_finite(column.data(), column.size())) return column;
  room.resize(column.size());
  const auto end =
      std::copy_if(column.begin(), column.end(), room.begin(), [](double value) { return std::isfinite(value); });
  return {room.data(), static_cast<std::size_t>(end - room.begin())};
}

// An error is known to two digits or so, and a difference of nearly equal numbers: machines whose powers differ in the
// last bit agree on six of its digits, and not on all.
double told_error(double error) { return std::isfinite(error) ? std::stod(fmt::format("{:.6g}", error)) : error; }

class Run {
 public:
  Run(const Program& program, const std::vector<std::string>& names, const std::vector<Distribution>& beliefs,
      const std::vector<Event>& events, const SimulationOptions& options, bool keeps)
      : names_(names),
        beliefs_(beliefs),
        options_(options),
        instructions_(program.outputs),
        outputs_(program.outputs.size()),
        columns_(columns_of(program, beliefs)),
        keeps_(keeps),
        samples_(outputs_, keeps ? options.samples : first_samples) {
    for (const Event& event : events) events_.push_back(limits_of(event));
    strips_ = (options.samples + strip_length - 1) / strip_length;
    strips_in_chunk_ = std::max(fewest_strips, (strips_ + most_chunks - 1) / most_chunks);
    chunks_ = static_cast<std::size_t>((strips_ + strips_in_chunk_ - 1) / strips_in_chunk_);
    threads_ = options.threads > 0                          ? options.threads
               : options.samples < worth_threads / outputs_ ? 1
                                                            : threads_of_machine();
  }

  void all() {
    if (keeps_) return once();
    place_brackets();
    for (int run = 0; run < most_runs; ++run) {
      once();
      bool settled = true;
      for (std::size_t o = 0; o < outputs_; ++o) settled = counts_.brackets[o].settled(brackets_[o]) && settled;
      if (settled) break;
    }
  }

  Simulation summary() {
    Simulation made;
    made.samples = options_.samples;
    made.outputs.resize(outputs_);
    // A claim's quantity is often an output already.
    const auto first_like = [&](std::size_t o) {
      return static_cast<std::size_t>(
          std::find(instructions_.begin(), instructions_.begin() + static_cast<std::ptrdiff_t>(o), instructions_[o]) -
          instructions_.begin());
    };
    std::atomic<std::size_t> next = 0;
    work_on(outputs_, [&](std::size_t) {
      for (std::size_t o = next++; o < outputs_; o = next++)
        if (first_like(o) == o) made.outputs[o] = summary_of(o);
    });
    for (std::size_t o = 0; o < outputs_; ++o)
      if (const std::size_t same = first_like(o); same < o) made.outputs[o] = made.outputs[same];
    for (std::size_t e = 0; e < events_.size(); ++e) {
      const double share = static_cast<double>(counts_.happened[e]) / static_cast<double>(options_.samples);
      made.probabilities.push_back({share, error_of_share(share, options_.samples, options_.samples / strip_length,
                                                          counts_.in_whole_strips[e], counts_.squared[e])});
    }
    return made;
  }

  std::vector<std::vector<double>> samples() {
    std::vector<std::vector<double>> all;
    for (std::size_t o = 0; o < outputs_; ++o) all.emplace_back(samples_[o].begin(), samples_[o].end());
    return all;
  }

 private:
  std::size_t strip_size(std::uint64_t strip) const {
    return static_cast<std::size_t>(std::min<std::uint64_t>(strip_length, options_.samples - strip * strip_length));
  }

  // On no more threads than there are things to be done.
  void work_on(std::uint64_t things, const std::function<void(std::size_t)>& work) const {
    on_threads(static_cast<std::size_t>(std::min<std::uint64_t>(threads_, things)), work);
  }

  // A strip of every output, to where its samples are kept.
  void keep(std::uint64_t strip, const ColumnProgram::Workspace& workspace) {
    for (std::size_t o = 0; o < outputs_; ++o)
      std::copy_n(columns_.output(workspace, o), strip_size(strip),
                  samples_[o].begin() + static_cast<std::ptrdiff_t>(strip * strip_length));
  }

  void place_brackets() {
    Draws draws(names_, beliefs_, options_.seed);
    ColumnProgram::Workspace workspace = columns_.workspace();
    for (std::uint64_t strip = 0; strip < first_samples / strip_length; ++strip) {
      draws.strip_of_all(strip, strip_length, workspace);
      columns_.evaluate(workspace, strip_length);
      keep(strip, workspace);
    }
    std::vector<double> room;
    for (std::size_t o = 0; o < outputs_; ++o) brackets_.push_back(brackets_from(finite_of(samples_[o], room), 6));
  }

  Counts no_counts() const {
    Counts made;
    made.not_finite.assign(outputs_, 0);
    made.happened = made.in_whole_strips = made.squared = std::vector<std::uint64_t>(events_.size(), 0);
    for (const Brackets& brackets : brackets_) made.brackets.emplace_back(brackets);
    return made;
  }

  void once() {
    sums_.assign(chunks_ * outputs_, {});
    next_ = 0;
    std::vector<Counts> counted(std::clamp<std::size_t>(threads_, 1, chunks_), no_counts());
    work_on(chunks_, [&](std::size_t thread) { work(counted[thread], thread == 0); });
    counts_ = std::move(counted[0]);
    for (std::size_t t = 1; t < counted.size(); ++t) counts_.merge(counted[t]);
  }

  void work(Counts& counts, bool reports) {
    Draws draws(names_, beliefs_, options_.seed);
    ColumnProgram::Workspace workspace = columns_.workspace();
    std::vector<double> room;
    for (std::size_t chunk = next_++; chunk < chunks_; chunk = next_++) {
      for (std::uint64_t strip = chunk * strips_in_chunk_; strip < std::min((chunk + 1) * strips_in_chunk_, strips_);
           ++strip) {
        draws.strip_of_all(strip, strip_size(strip), workspace);
        columns_.evaluate(workspace, strip_size(strip));
        if (keeps_) keep(strip, workspace);
        for (std::size_t o = 0; o < outputs_; ++o)
          add_strip(o, {columns_.output(workspace, o), strip_size(strip)}, sums_[chunk * outputs_ + o], counts, room);
        add_events(workspace, strip_size(strip), counts);
      }
      if (reports && options_.progress)
        options_.progress(static_cast<double>(chunk + 1) / static_cast<double>(chunks_));
    }
  }

  void add_strip(std::size_t o, std::span<const double> column, ChunkSums& sums, Counts& counts,
                 std::vector<double>& room) {
    const std::span<const double> finite = finite_of(column, room);
    counts.not_finite[o] += column.size() - finite.size();
    if (finite.empty()) return;
    const Moments strip = moments_of(finite.data(), finite.size());
    sums.samples.merge(strip);
    if (column.size() == strip_length) sums.strip_means.add(strip.mean);
    if (!keeps_) counts.brackets[o].add(finite);
  }

  void add_events(const ColumnProgram::Workspace& workspace, std::size_t count, Counts& counts) {
    for (std::size_t e = 0; e < events_.size(); ++e) {
      const std::uint64_t happened =
          count_between(columns_.output(workspace, events_[e].output), count, events_[e].low, events_[e].high);
      counts.happened[e] += happened;
      if (count < strip_length) continue;
      counts.in_whole_strips[e] += happened;
      counts.squared[e] += happened * happened;
    }
  }

  Summary summary_of(std::size_t o) {
    ChunkSums sums;
    for (std::size_t chunk = 0; chunk < chunks_; ++chunk) {
      sums.samples.merge(sums_[chunk * outputs_ + o].samples);
      sums.strip_means.merge(sums_[chunk * outputs_ + o].strip_means);
    }
    Summary made;
    made.not_finite = counts_.not_finite[o];
    if (sums.samples.count == 0) return made;
    made.mean = sums.samples.mean;
    made.deviation = sums.samples.deviation();
    // Of a few strips the spread says little; independent samples would have no smaller error.
    constexpr double enough_strips = 8;
    made.standard_error =
        told_error(sums.strip_means.count >= enough_strips ? sums.strip_means.standard_error()
                                                           : made.deviation / std::sqrt(sums.samples.count));
    std::vector<double> room;
    const std::span<const double> kept = finite_of(samples_[o], room);
    const Quantiles found = keeps_ ? quantiles_of(kept) : counts_.brackets[o].quantiles();
    made.p5 = found[0].value, made.median = found[1].value, made.p95 = found[2].value;
    made.p5_error = told_error(found[0].standard_error), made.median_error = told_error(found[1].standard_error),
    made.p95_error = told_error(found[2].standard_error);
    show(made, kept.first(std::min<std::size_t>(kept.size(), shown_samples)));
    return made;
  }

  const std::vector<std::string>& names_;
  const std::vector<Distribution>& beliefs_;
  std::vector<Limits> events_;
  const SimulationOptions& options_;
  const std::vector<std::uint32_t>& instructions_;
  std::size_t outputs_;
  ColumnProgram columns_;
  bool keeps_;
  std::size_t threads_ = 1;
  std::uint64_t strips_ = 0;
  std::uint64_t strips_in_chunk_ = 1;
  std::size_t chunks_ = 0;  // at most most_chunks
  std::vector<ChunkSums> sums_;
  SampleColumns samples_;  // all, or the first
  std::vector<Brackets> brackets_;
  std::atomic<std::size_t> next_ = 0;
  Counts counts_;
};

}  // namespace

Simulation simulate(const Program& program, const std::vector<std::string>& names,
                    const std::vector<Distribution>& beliefs, const std::vector<Event>& events,
                    const SimulationOptions& options) {
  Run run(program, names, beliefs, events, options, options.samples <= most_kept);
  run.all();
  return run.summary();
}

std::vector<std::vector<double>> sample_outputs(const Program& program, const std::vector<std::string>& names,
                                                const std::vector<Distribution>& beliefs,
                                                const SimulationOptions& options) {
  const std::vector<Event> none;
  Run run(program, names, beliefs, none, options, true);
  run.all();
  return run.samples();
}

bool is_constant(const Summary& summary) {
  const double size = std::max(std::abs(summary.lowest), std::abs(summary.highest));
  return summary.not_finite == 0 && summary.highest - summary.lowest <= 1e-12 * size;
}

}  // namespace costcurve
