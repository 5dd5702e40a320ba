#pragma once
// The 5 %, 50 % and 95 % quantiles of many samples, by selection.
//
// Some of the samples, sorted, say between which two values a quantile of all must lie. Then one pass is enough: it
// counts what is below the bracket and looks closer only at what is inside. Where the samples are kept, what is inside
// is selected from, and the quantile is exact. Where they are not, it is counted in 1,024 bins, and the quantile is
// right to a bin, which holds about 1/40,000 of all samples. Ranks alone place the brackets, so tails of any weight do
// no harm.

#include <array>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace costcurve {

inline constexpr std::array<double, 3> quantile_probabilities = {0.05, 0.5, 0.95};

/// Where one quantile is looked for; `middle` is where it was among the first samples.
struct Bracket {
  double low = 0;
  double middle = 0;
  double high = 0;
};
using Brackets = std::array<Bracket, quantile_probabilities.size()>;

/// Brackets from some samples, so wide that a quantile of all lies `errors` of its standard errors inside.
Brackets brackets_from(std::span<const double> first, double errors);

/// A quantile and its standard error.
struct Quantile {
  double value = 0;
  double standard_error = 0;
};
using Quantiles = std::array<Quantile, quantile_probabilities.size()>;

/// Of finite samples in the order in which they were drawn. Between two samples it is interpolated (Hyndman and Fan
/// 1996, type 7). The standard error is Woodruff's (1952): the share of samples below the quantile varies from strip to
/// strip, and that error of a probability is read off as a stretch of values.
Quantiles quantiles_of(std::span<const double> samples);

/// What is counted of one output against its brackets, where samples are not kept. Whole numbers, so that the order in
/// which threads are merged makes no difference.
class BracketCounts {
 public:
  explicit BracketCounts(const Brackets& brackets = {});
  /// Adds at most a strip of finite samples.
  void add(std::span<const double> samples);
  void merge(const BracketCounts& more);

  Quantiles quantiles() const;
  /// False, and `better` filled, where a quantile is not in its bracket, or the bracket is still too wide: then the
  /// samples have to be drawn again with better brackets.
  bool settled(Brackets& better) const;

 private:
  struct Bin {
    std::uint64_t count = 0;
    double lowest = std::numeric_limits<double>::infinity();
    double highest = -std::numeric_limits<double>::infinity();

    void add(double value);
  };
  struct Counts {
    std::uint64_t below = 0;  // less than the bracket's low
    std::uint64_t inside = 0;
    std::uint64_t under = 0;          // less than its middle, over whole strips
    std::uint64_t under_squares = 0;  // the same of each strip, squared
    std::vector<Bin> bins;
  };
  std::size_t bin_of(std::size_t b, double value) const;
  const Bin* bin_at(std::size_t b, double& wanted) const;
  double value_at(std::size_t b, double probability) const;

  Brackets brackets_;
  std::array<Counts, quantile_probabilities.size()> counts_;
  std::uint64_t whole_strips_ = 0;
  Bin all_;
};

/// The standard error of a share of samples, from how many of each whole strip it was: their sum and the sum of their
/// squares. Strips are independent of each other, samples within a strip are not: they are stratified. Of fewer than
/// eight strips nothing can be said of them, and the error is that of independent samples, which is larger.
double error_of_share(double share, std::uint64_t samples, std::uint64_t strips, std::uint64_t sum,
                      std::uint64_t squares);

}  // namespace costcurve
