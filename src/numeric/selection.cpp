#include "numeric/selection.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "numeric/moments.h"
#include "numeric/random.h"

namespace costcurve {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr std::size_t bin_count = 1024;

// The values of some neighbouring ranks: sorts only what is between the first and the last of them.
class Ranks {
 public:
  Ranks(std::vector<double>& values, std::size_t first, std::size_t last) : values_(values) {
    const auto begin = values.begin() + static_cast<std::ptrdiff_t>(first),
               end = values.begin() + static_cast<std::ptrdiff_t>(last);
    std::nth_element(values.begin(), begin, values.end());
    std::nth_element(begin, end, values.end());
    std::sort(begin, end);
  }
  double between(double place) const {
    const auto below = static_cast<std::size_t>(place);
    const double share = place - static_cast<double>(below);
    return share == 0 ? values_[below] : values_[below] + (values_[below + 1] - values_[below]) * share;
  }

 private:
  const std::vector<double>& values_;
};

// Values of these ascending ranks, each once, come to stand in their places; the middle one first, so that the others
// have less to look at.
void put_in_place(std::vector<double>& values, std::size_t from, std::size_t to, std::span<const std::size_t> ranks) {
  if (ranks.empty()) return;
  const std::size_t half = ranks.size() / 2, rank = ranks[half];
  const auto begin = values.begin();
  std::nth_element(begin + static_cast<std::ptrdiff_t>(from), begin + static_cast<std::ptrdiff_t>(rank),
                   begin + static_cast<std::ptrdiff_t>(to));
  put_in_place(values, from, rank, ranks.first(half));
  put_in_place(values, rank + 1, to, ranks.subspan(half + 1));
}

struct Inside {
  std::uint64_t below = 0;
  std::vector<double> values;
};

// Where a quantile falls between two strata, every strip has the same share below it. Its rank is still right to one
// only.
double error_of_rank(double share, std::uint64_t samples, std::uint64_t strips, std::uint64_t sum,
                     std::uint64_t squares) {
  return std::max(error_of_share(share, samples, strips, sum, squares), 1 / static_cast<double>(samples));
}

// The share of a strip that is less than a quantile varies from strip to strip. It is asked at the quantile itself: in
// the next stratum all strips may be alike.
double error_of_rank_at(double quantile, double share, std::span<const double> samples) {
  std::uint64_t sum = 0, squares = 0;
  const std::size_t strips = samples.size() / strip_length;
  for (std::size_t strip = 0; strip < strips; ++strip) {
    const std::uint64_t under = count_below(samples.data() + strip * strip_length, strip_length, quantile);
    sum += under;
    squares += under * under;
  }
  return error_of_rank(share, samples.size(), strips, sum, squares);
}

// The values at some ranks among all: from those inside of a bracket, which are some, or from all.
class RankedValues {
 public:
  RankedValues(Inside inside, std::span<const double> samples)
      : below_(static_cast<double>(inside.below)), values_(std::move(inside.values)), samples_(samples) {}

  Ranks between(double low, double high) {
    if (low < below_ || std::ceil(high) >= below_ + static_cast<double>(values_.size())) {
      values_.assign(samples_.begin(), samples_.end());
      below_ = 0;
    }
    return Ranks(values_, static_cast<std::size_t>(low - below_), static_cast<std::size_t>(std::ceil(high - below_)));
  }
  double below() const { return below_; }

 private:
  double below_;
  std::vector<double> values_;
  std::span<const double> samples_;
};

// Read off over three errors to each side: over a few neighbouring samples the gap between them is chance.
constexpr double stretch = 3;

// One pass, a strip at a time, so that a strip is read from memory once for all brackets.
std::array<Inside, quantile_probabilities.size()> look_inside(std::span<const double> samples,
                                                              const Brackets& brackets) {
  std::array<Inside, quantile_probabilities.size()> all;
  for (Inside& one : all) one.values.reserve(samples.size() / 4);
  std::array<double, strip_length + 1> found;
  for (std::size_t at = 0; at < samples.size(); at += strip_length) {
    const std::size_t count = std::min(strip_length, samples.size() - at);
    for (std::size_t b = 0; b < all.size(); ++b) {
      const std::size_t inside =
          copy_between(samples.data() + at, count, brackets[b].low, brackets[b].high, found.data());
      all[b].values.insert(all[b].values.end(), found.begin(), found.begin() + static_cast<std::ptrdiff_t>(inside));
      all[b].below += count_below(samples.data() + at, count, brackets[b].low);
    }
  }
  return all;
}

}  // namespace

double error_of_share(double share, std::uint64_t samples, std::uint64_t strips, std::uint64_t sum,
                      std::uint64_t squares) {
  constexpr std::uint64_t enough = 8;
  if (strips < enough) return std::sqrt(std::max(0.0, share * (1 - share)) / static_cast<double>(samples));
  const auto n = static_cast<double>(strips);
  const double mean = static_cast<double>(sum) / n;
  const double variance = std::max(0.0, static_cast<double>(squares) / n - mean * mean) * n / (n - 1);
  return std::sqrt(variance / n) / static_cast<double>(strip_length);
}

Brackets brackets_from(std::span<const double> first, double errors) {
  std::vector<double> values(first.begin(), first.end());
  const auto n = static_cast<double>(values.size());
  std::array<std::array<double, 3>, quantile_probabilities.size()> places;
  std::vector<std::size_t> ranks;
  for (std::size_t b = 0; b < places.size(); ++b) {
    const double u = quantile_probabilities[b], width = errors * std::sqrt(u * (1 - u) * n) + 2, place = u * (n - 1);
    places[b] = {std::floor(place - width), std::round(place), std::ceil(place + width)};
    for (const double one : places[b])
      if (one >= 0 && one < n) ranks.push_back(static_cast<std::size_t>(one));
  }
  std::sort(ranks.begin(), ranks.end());
  ranks.erase(std::unique(ranks.begin(), ranks.end()), ranks.end());
  put_in_place(values, 0, values.size(), ranks);
  const auto at = [&](double rank) {
    return rank < 0 ? -infinity : rank > n - 1 ? infinity : values[static_cast<std::size_t>(rank)];
  };
  Brackets brackets;
  for (std::size_t b = 0; b < brackets.size(); ++b)
    brackets[b] = {at(places[b][0]), values.empty() ? 0 : at(places[b][1]), at(places[b][2])};
  return brackets;
}

Quantiles quantiles_of(std::span<const double> samples) {
  Quantiles made;
  if (samples.empty()) return made;
  // Four standard errors: the quantile of all lies outside once in 16,000 times, and is then selected from everything.
  constexpr std::size_t fewest = 1024, most = 8192;
  const Brackets brackets =
      brackets_from(samples.first(std::min(samples.size(), std::clamp(samples.size() / 64, fewest, most))), 4);
  auto looked = look_inside(samples, brackets);
  const auto last = static_cast<double>(samples.size() - 1);
  for (std::size_t b = 0; b < made.size(); ++b) {
    const double u = quantile_probabilities[b], middle = u * last;
    RankedValues values(std::move(looked[b]), samples);
    Ranks ranks = values.between(middle, std::min(middle + 1, last));
    made[b].value = ranks.between(middle - values.below());
    const double error = stretch * error_of_rank_at(made[b].value, u, samples);
    const double low = std::max(0.0, (u - error) * last), high = std::min((u + error) * last, last);
    const Ranks around = values.between(low, high);
    const double width = around.between(high - values.below()) - around.between(low - values.below());
    made[b].standard_error = width / (2 * stretch);
  }
  return made;
}

void BracketCounts::Bin::add(double value) {
  ++count;
  lowest = value < lowest ? value : lowest;
  highest = value > highest ? value : highest;
}

BracketCounts::BracketCounts(const Brackets& brackets) : brackets_(brackets) {
  constexpr double most = std::numeric_limits<double>::max();
  for (Bracket& bracket : brackets_)
    bracket = {std::max(bracket.low, -most), bracket.middle, std::min(bracket.high, most)};
  for (Counts& counts : counts_) counts.bins.resize(bin_count);
}

// Halves, because the width of a bracket may be more than a number can hold.
std::size_t BracketCounts::bin_of(std::size_t b, double value) const {
  const double low = brackets_[b].low / 2, width = brackets_[b].high / 2 - low;
  const double place = width > 0 ? (value / 2 - low) / width * static_cast<double>(bin_count) : 0;
  return std::min(static_cast<std::size_t>(place), bin_count - 1);
}

void BracketCounts::add(std::span<const double> samples) {
  std::array<double, strip_length + 1> found;
  const double* const column = samples.data();
  const std::size_t count = samples.size();
  const bool whole = count == strip_length;
  for (std::size_t b = 0; b < counts_.size(); ++b) {
    Counts& counts = counts_[b];
    const std::size_t inside = copy_between(column, count, brackets_[b].low, brackets_[b].high, found.data());
    for (std::size_t i = 0; i < inside; ++i) counts.bins[bin_of(b, found[i])].add(found[i]);
    counts.inside += inside;
    counts.below += count_below(column, count, brackets_[b].low);
    const std::uint64_t under = whole ? count_below(column, count, brackets_[b].middle) : 0;
    counts.under += under;
    counts.under_squares += under * under;
  }
  const auto [lowest, highest] = extremes_of(column, count);
  all_.lowest = std::min(all_.lowest, lowest);
  all_.highest = std::max(all_.highest, highest);
  all_.count += count;
  whole_strips_ += whole ? 1 : 0;
}

void BracketCounts::merge(const BracketCounts& more) {
  const auto add = [](Bin& bin, const Bin& other) {
    bin.count += other.count;
    bin.lowest = std::min(bin.lowest, other.lowest);
    bin.highest = std::max(bin.highest, other.highest);
  };
  add(all_, more.all_);
  whole_strips_ += more.whole_strips_;
  for (std::size_t b = 0; b < counts_.size(); ++b) {
    Counts& counts = counts_[b];
    const Counts& others = more.counts_[b];
    counts.below += others.below;
    counts.inside += others.inside;
    counts.under += others.under;
    counts.under_squares += others.under_squares;
    for (std::size_t bin = 0; bin < bin_count; ++bin) add(counts.bins[bin], others.bins[bin]);
  }
}

// The bin that holds a rank, which becomes a rank within it; null outside of the bracket.
const BracketCounts::Bin* BracketCounts::bin_at(std::size_t b, double& wanted) const {
  wanted -= static_cast<double>(counts_[b].below);
  if (wanted < 0) return nullptr;
  for (const Bin& bin : counts_[b].bins) {
    const auto count = static_cast<double>(bin.count);
    if (wanted <= count && count > 0) return &bin;
    wanted -= count;
  }
  return nullptr;
}

double BracketCounts::value_at(std::size_t b, double probability) const {
  double rank = probability * static_cast<double>(all_.count);
  const bool before = rank < static_cast<double>(counts_[b].below);
  if (const Bin* bin = bin_at(b, rank))
    return bin->lowest + (bin->highest - bin->lowest) * (rank / static_cast<double>(bin->count));
  return before ? std::max(brackets_[b].low, all_.lowest) : std::min(brackets_[b].high, all_.highest);
}

Quantiles BracketCounts::quantiles() const {
  Quantiles made;
  if (all_.count == 0) return made;
  for (std::size_t b = 0; b < made.size(); ++b) {
    const double u = quantile_probabilities[b];
    const double error = error_of_rank(u, all_.count, whole_strips_, counts_[b].under, counts_[b].under_squares);
    made[b] = {value_at(b, u), (value_at(b, u + stretch * error) - value_at(b, u - stretch * error)) / (2 * stretch)};
  }
  return made;
}

bool BracketCounts::settled(Brackets& better) const {
  bool all = true;
  better = brackets_;
  if (all_.count == 0) return true;
  for (std::size_t b = 0; b < counts_.size(); ++b) {
    double rank = quantile_probabilities[b] * static_cast<double>(all_.count);
    const bool before = rank < static_cast<double>(counts_[b].below);
    const Bin* bin = bin_at(b, rank);
    // Too wide is a bin that holds many samples and is not narrow either.
    if (bin && (bin->count * 1000 <= all_.count || bin->highest - bin->lowest <= 1e-9 * std::abs(bin->highest)))
      continue;
    Bracket& bracket = better[b];
    if (bin)
      bracket = {bin->lowest, 0, bin->highest};
    else if (before)
      bracket = {all_.lowest, 0, brackets_[b].low};
    else
      bracket = {brackets_[b].high, 0, all_.highest};
    bracket.middle = bracket.low / 2 + bracket.high / 2;
    all = false;
  }
  return all;
}

}  // namespace costcurve
