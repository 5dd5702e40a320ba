#include "evaluate/simulation.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <limits>
#include <thread>

#include "evaluate/columns.h"
#include "evaluate/quantiles.h"

namespace costcurve {

namespace {

constexpr std::uint64_t most_kept = 4U << 20U;
constexpr std::uint64_t strips_in_chunk = 64;      // the unit that threads take, and that sums are kept for
constexpr std::size_t fine_bins = 65536;
constexpr std::size_t shown_bins = 24;

// Draws the strips of every input that varies.
class Drawer {
 public:
  Drawer(const std::vector<std::string>& names, const std::vector<Distribution>& beliefs, std::uint64_t seed) : beliefs_(beliefs) {
    for (const std::string& name : names) keys_.push_back(key_of(seed, name));
  }
  bool varies(std::size_t i) const { return !beliefs_[i].is_point(); }

  void draw(std::size_t input, std::uint64_t strip, std::size_t count, double* column) {
    draw_strip(keys_[input], strip, count, drawn_);
    quantiles(beliefs_[input], drawn_.ascending.data(), values_.data(), count);
    for (std::size_t i = 0; i < count; ++i) column[i] = values_[drawn_.order[i]];
  }

 private:
  const std::vector<Distribution>& beliefs_;
  std::vector<PhiloxKey> keys_;
  StratifiedStrip drawn_;
  std::array<double, strip_length> values_;
};

// Sums of one output over one chunk of strips: added up in order at the end, whoever made them.
struct ChunkSums {
  double sum = 0;
  double squares = 0;
  double strip_means_squares = 0;
  std::uint64_t finite = 0;
  std::uint64_t strips = 0;
};

struct Histogram {
  double low = 0;
  double high = 1;
  std::vector<std::uint64_t> bins = std::vector<std::uint64_t>(fine_bins, 0);

  void add(double value) {
    const double place = (value - low) / (high - low) * static_cast<double>(fine_bins);
    ++bins[place <= 0 ? 0 : place >= static_cast<double>(fine_bins) ? fine_bins - 1 : static_cast<std::size_t>(place)];
  }
  double quantile(double u) const {
    std::uint64_t total = 0;
    for (const std::uint64_t count : bins) total += count;
    double wanted = u * static_cast<double>(total);
    for (std::size_t bin = 0; bin < fine_bins; ++bin) {
      const auto count = static_cast<double>(bins[bin]);
      if (wanted <= count && count > 0) return low + (high - low) * (static_cast<double>(bin) + wanted / count) / static_cast<double>(fine_bins);
      wanted -= count;
    }
    return high;
  }
};

bool happens(const Event& event, double value) {
  const bool above = event.low_included ? value >= event.between.low : value > event.between.low;
  const bool below = event.high_included ? value <= event.between.high : value < event.between.high;
  return above && below;
}

// What one thread gathers besides the sums.
struct Gathered {
  std::vector<std::uint64_t> not_finite;
  std::vector<std::uint64_t> happened;
  std::vector<Histogram> histograms;
};

class Run {
 public:
  Run(const Program& program, const std::vector<std::string>& names, const std::vector<Distribution>& beliefs, const std::vector<Event>& events, const SimulationOptions& options)
      : names_(names), beliefs_(beliefs), events_(events), options_(options), outputs_(program.outputs.size()), columns_(columns_of(program, beliefs)) {
    strips_ = (options.samples + strip_length - 1) / strip_length;
    chunks_ = (strips_ + strips_in_chunk - 1) / strips_in_chunk;
    sums_.resize(chunks_ * outputs_);
    keeps_ = options.samples <= most_kept;
    if (keeps_) samples_.assign(outputs_, std::vector<double>(options.samples));
  }

  void all() {
    if (!keeps_) place_histograms();
    const unsigned threads = static_cast<unsigned>(std::clamp<std::uint64_t>(options_.threads, 1, chunks_));
    std::vector<Gathered> gathered(threads);
    {
      std::vector<std::jthread> others;
      for (unsigned t = 1; t < threads; ++t) others.emplace_back([&, t] { work(gathered[t], false); });
      work(gathered[0], true);
    }
    total_ = std::move(gathered[0]);
    for (unsigned t = 1; t < threads; ++t) merge(gathered[t]);
  }

  Simulation summary() {
    Simulation made;
    made.samples = options_.samples;
    for (std::size_t o = 0; o < outputs_; ++o) made.outputs.push_back(summary_of(o));
    for (std::size_t e = 0; e < events_.size(); ++e) made.probabilities.push_back(static_cast<double>(total_.happened[e]) / static_cast<double>(options_.samples));
    return made;
  }

  std::vector<std::vector<double>> samples() { return std::move(samples_); }

 private:
  static ColumnProgram columns_of(const Program& program, const std::vector<Distribution>& beliefs) {
    std::vector<double> fixed;
    std::vector<bool> varies;
    for (const Distribution& belief : beliefs) {
      varies.push_back(!belief.is_point());
      fixed.push_back(belief.first);
    }
    return ColumnProgram(program, fixed, varies);
  }

  std::size_t strip_size(std::uint64_t strip) const {
    return static_cast<std::size_t>(std::min<std::uint64_t>(strip_length, options_.samples - strip * strip_length));
  }

  void evaluate_strip(std::uint64_t strip, Drawer& drawer, ColumnProgram::Workspace& workspace) const {
    for (std::size_t i = 0; i < beliefs_.size(); ++i)
      if (drawer.varies(i)) drawer.draw(i, strip, strip_size(strip), workspace.input(i));
    columns_.evaluate(workspace, strip_size(strip));
  }

  void place_histograms() {
    Drawer drawer(names_, beliefs_, options_.seed);
    ColumnProgram::Workspace workspace = columns_.workspace();
    placed_.resize(outputs_);
    std::vector<Interval> extremes(outputs_, {std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity()});
    for (std::uint64_t strip = 0; strip < fine_bins / strip_length; ++strip) {
      evaluate_strip(strip, drawer, workspace);
      for (std::size_t o = 0; o < outputs_; ++o)
        for (std::size_t i = 0; i < strip_size(strip); ++i)
          if (const double value = columns_.output(workspace, o)[i]; std::isfinite(value)) extremes[o] = hull(extremes[o], Interval::point(value));
    }
    for (std::size_t o = 0; o < outputs_; ++o) {
      const double margin = extremes[o].width() > 0 ? extremes[o].width() / 2 : 1;
      placed_[o].low = extremes[o].low - margin;
      placed_[o].high = extremes[o].high + margin;
    }
  }

  void work(Gathered& gathered, bool reports) {
    gathered.not_finite.assign(outputs_, 0);
    gathered.happened.assign(events_.size(), 0);
    if (!keeps_) gathered.histograms = placed_;
    Drawer drawer(names_, beliefs_, options_.seed);
    ColumnProgram::Workspace workspace = columns_.workspace();
    for (std::uint64_t chunk = next_++; chunk < chunks_; chunk = next_++) {
      for (std::uint64_t strip = chunk * strips_in_chunk; strip < std::min((chunk + 1) * strips_in_chunk, strips_); ++strip) {
        evaluate_strip(strip, drawer, workspace);
        gather(strip, chunk, workspace, gathered);
      }
      if (reports && options_.progress) options_.progress(static_cast<double>(chunk + 1) / static_cast<double>(chunks_));
    }
  }

  void gather(std::uint64_t strip, std::uint64_t chunk, const ColumnProgram::Workspace& workspace, Gathered& gathered) {
    const std::size_t count = strip_size(strip);
    for (std::size_t o = 0; o < outputs_; ++o) {
      const double* column = columns_.output(workspace, o);
      ChunkSums& sums = sums_[chunk * outputs_ + o];
      double sum = 0;
      std::uint64_t finite = 0;
      for (std::size_t i = 0; i < count; ++i) {
        const double value = column[i];
        if (!std::isfinite(value)) continue;
        ++finite;
        sum += value;
        sums.squares += value * value;
        if (!keeps_) gathered.histograms[o].add(value);
      }
      gathered.not_finite[o] += count - finite;
      sums.sum += sum;
      sums.finite += finite;
      if (finite > 0) sums.strip_means_squares += sum / static_cast<double>(finite) * (sum / static_cast<double>(finite));
      ++sums.strips;
      if (keeps_) std::copy_n(column, count, samples_[o].begin() + static_cast<std::ptrdiff_t>(strip * strip_length));
    }
    for (std::size_t e = 0; e < events_.size(); ++e) {
      const double* column = columns_.output(workspace, events_[e].output);
      for (std::size_t i = 0; i < count; ++i) gathered.happened[e] += happens(events_[e], column[i]) ? 1 : 0;
    }
  }

  void merge(const Gathered& more) {
    for (std::size_t o = 0; o < outputs_; ++o) {
      total_.not_finite[o] += more.not_finite[o];
      if (!keeps_)
        for (std::size_t bin = 0; bin < fine_bins; ++bin) total_.histograms[o].bins[bin] += more.histograms[o].bins[bin];
    }
    for (std::size_t e = 0; e < events_.size(); ++e) total_.happened[e] += more.happened[e];
  }

  Summary summary_of(std::size_t o) {
    Summary made;
    double sum = 0, squares = 0, strip_squares = 0, finite = 0, strips = 0;
    for (std::uint64_t chunk = 0; chunk < chunks_; ++chunk) {
      const ChunkSums& sums = sums_[chunk * outputs_ + o];
      sum += sums.sum;
      squares += sums.squares;
      strip_squares += sums.strip_means_squares;
      finite += static_cast<double>(sums.finite);
      strips += static_cast<double>(sums.strips);
    }
    made.not_finite = total_.not_finite[o];
    if (finite == 0) return made;
    made.mean = sum / finite;
    made.deviation = std::sqrt(std::max(0.0, squares / finite - made.mean * made.mean));
    // Strips are independent of each other, samples within a strip are not: they are stratified.
    if (strips > 1) made.standard_error = std::sqrt(std::max(0.0, strip_squares / strips - made.mean * made.mean) / (strips - 1));
    else made.standard_error = made.deviation / std::sqrt(finite);
    if (keeps_) kept_quantiles(made, samples_[o]);
    else histogram_quantiles(made, total_.histograms[o]);
    return made;
  }

  static void kept_quantiles(Summary& made, const std::vector<double>& samples) {
    std::vector<double> values = samples;
    values.erase(std::remove_if(values.begin(), values.end(), [](double value) { return !std::isfinite(value); }), values.end());
    const auto n = static_cast<double>(values.size());
    // By selection, the middle first: each later one has half of the column left to look at.
    const auto pick = [&](double u, std::size_t from, std::size_t to) {
      const double place = u * (n - 1);
      const auto below = static_cast<std::size_t>(place);
      const auto begin = values.begin();
      std::nth_element(begin + static_cast<std::ptrdiff_t>(from), begin + static_cast<std::ptrdiff_t>(below), begin + static_cast<std::ptrdiff_t>(to));
      const double low = values[below];
      const double high = below + 1 < to ? *std::min_element(begin + static_cast<std::ptrdiff_t>(below + 1), begin + static_cast<std::ptrdiff_t>(to)) : low;
      return std::pair{low + (high - low) * (place - static_cast<double>(below)), below};
    };
    const auto [median, middle] = pick(0.5, 0, values.size());
    made.median = median;
    made.p5 = pick(0.05, 0, std::max<std::size_t>(middle + 1, 1)).first;
    made.p95 = pick(0.95, middle, values.size()).first;
    show(made, values);
  }

  // The small histogram spans the 1 % to the 99 % quantile, roughly: a few far samples must not flatten the rest.
  static void show(Summary& made, const std::vector<double>& values) {
    const double spread = made.p95 - made.p5;
    made.lowest = std::max(*std::min_element(values.begin(), values.end()), made.p5 - spread / 2);
    made.highest = std::min(*std::max_element(values.begin(), values.end()), made.p95 + spread / 2);
    made.histogram.assign(shown_bins, 0);
    if (!(made.highest > made.lowest)) return;
    for (const double value : values) {
      if (value < made.lowest || value > made.highest) continue;
      const double place = (value - made.lowest) / (made.highest - made.lowest) * static_cast<double>(shown_bins);
      ++made.histogram[std::min<std::size_t>(static_cast<std::size_t>(place), shown_bins - 1)];
    }
  }

  static void histogram_quantiles(Summary& made, const Histogram& histogram) {
    made.p5 = histogram.quantile(0.05);
    made.median = histogram.quantile(0.5);
    made.p95 = histogram.quantile(0.95);
    const double spread = made.p95 - made.p5;
    made.lowest = made.p5 - spread / 2;
    made.highest = made.p95 + spread / 2;
    made.histogram.assign(shown_bins, 0);
    for (std::size_t bin = 0; bin < fine_bins; ++bin) {
      const double value = histogram.low + (histogram.high - histogram.low) * (static_cast<double>(bin) + 0.5) / static_cast<double>(fine_bins);
      const double place = (value - made.lowest) / (made.highest - made.lowest) * static_cast<double>(shown_bins);
      if (place >= 0 && place < static_cast<double>(shown_bins)) made.histogram[static_cast<std::size_t>(place)] += histogram.bins[bin];
    }
  }

  const std::vector<std::string>& names_;
  const std::vector<Distribution>& beliefs_;
  const std::vector<Event>& events_;
  const SimulationOptions& options_;
  std::size_t outputs_;
  ColumnProgram columns_;
  std::uint64_t strips_ = 0;
  std::uint64_t chunks_ = 0;
  bool keeps_ = true;
  std::vector<ChunkSums> sums_;
  std::vector<std::vector<double>> samples_;
  std::vector<Histogram> placed_;
  std::atomic<std::uint64_t> next_ = 0;
  Gathered total_;
};

}  // namespace

Simulation simulate(const Program& program, const std::vector<std::string>& names, const std::vector<Distribution>& beliefs,
                    const std::vector<Event>& events, const SimulationOptions& options) {
  Run run(program, names, beliefs, events, options);
  run.all();
  return run.summary();
}

std::vector<std::vector<double>> sample_outputs(const Program& program, const std::vector<std::string>& names,
                                                const std::vector<Distribution>& beliefs, const SimulationOptions& options) {
  const std::vector<Event> none;
  Run run(program, names, beliefs, none, options);
  run.all();
  return run.samples();
}

}  // namespace costcurve
