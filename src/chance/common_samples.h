#pragma once
// Where a program's outputs lie at many points. Each point is drawn from the same samples of what is believed, so two
// points differ by what is given at them and not by their draws: a band over a sweep is as smooth as its line.

#include <optional>
#include <string>
#include <vector>

#include "chance/simulation.h"

namespace costcurve {

/// The 5 % and the 95 % quantile of the samples that are finite; nothing where none is.
std::optional<Interval> middle_ninety(std::vector<double> samples);

class CommonSamples {
 public:
  /// `names[i]` keys input i, `beliefs[i]` is what is believed of it: an input that is believed to be a point is not
  /// drawn.
  CommonSamples(const Program& program, const std::vector<std::string>& names, const std::vector<Distribution>& beliefs,
                const SimulationOptions& options);

  /// Of each output the 5 % and the 95 % quantile, where the inputs that are not drawn have these values. May be asked
  /// by several threads at once.
  std::vector<std::optional<Interval>> ranges(const std::vector<double>& inputs) const;

 private:
  const Program& program_;
  std::size_t samples_;
  std::vector<bool> varies_;
  std::vector<std::vector<double>> drawn_;  // by input; empty where it is not drawn
};

}  // namespace costcurve
