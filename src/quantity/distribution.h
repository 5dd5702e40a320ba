#pragma once
// What somebody believes of a number: a distribution, known by its quantiles.

#include <cstddef>
#include <vector>

#include "numeric/interval.h"

namespace costcurve {

struct Distribution {
  enum class Kind : unsigned char {
    point,
    log_normal,  // first, second: mean and standard deviation of the logarithm
    normal,      // first, second: mean and standard deviation
    uniform,     // first to second
    two_sided,   // first: median of the logarithm; second and mode: its standard deviation below and above
    triangular,  // first to second, most often `mode`
    choice,      // one of `values`, each up to its place in `cumulative`
  };
  Kind kind = Kind::point;
  double first = 0;
  double second = 0;
  double mode = 0;
  std::vector<double> values;
  std::vector<double> cumulative;  // ascending, the last is 1
  double from = 0, to = 1;         // the quantiles between which it was cut

  static Distribution point(double value);
  /// From a 90 % interval: log-normal where both ends are positive and `may_be_log`, else normal.
  static Distribution interval(double low, double high, bool may_be_log);
  /// From a median and a 90 % interval around it, all positive: log-normal to each side by itself.
  static Distribution around(double median, double low, double high);
  static Distribution normal(double mean, double deviation);
  static Distribution uniform(double low, double high);
  static Distribution triangular(double low, double mode, double high);
  /// Weights need not add up to one; without weights all are alike.
  static Distribution choice(std::vector<double> values, std::vector<double> weights = {});

  /// The same, but for what lies outside of the range, which cannot be; unchanged where hardly anything would be left.
  Distribution within(Interval possible) const;
  bool is_cut() const { return from > 0 || to < 1; }
  /// The share that was cut away.
  double share_outside() const { return from + (1 - to); }
  /// The probability of a value of at most `value`, cut or not.
  double cumulative_at(double value) const;

  bool is_point() const { return kind == Kind::point; }
  /// True where low() and high() are all that is possible; of the others they hold 90 %.
  bool is_bounded() const { return kind != Kind::log_normal && kind != Kind::normal && kind != Kind::two_sided; }
  double quantile(double u) const;
  double median() const { return quantile(0.5); }
  /// The 5 % and the 95 % quantile; the ends of the support where that is bounded.
  double low() const;
  double high() const;
};

/// The quantile of the standard normal distribution, to 16 digits: Wichura 1988, algorithm AS 241 (PPND16).
double normal_quantile(double u);

}  // namespace costcurve
