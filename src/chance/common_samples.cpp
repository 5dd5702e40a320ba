#include "chance/common_samples.h"

#include <algorithm>
#include <cmath>

#include "chance/draws.h"

namespace costcurve {

std::optional<Interval> middle_ninety(std::vector<double> samples) {
  std::erase_if(samples, [](double sample) { return !std::isfinite(sample); });
  if (samples.empty()) return std::nullopt;
  const auto at = [&](double share) {
    return samples.begin() + static_cast<std::ptrdiff_t>(share * static_cast<double>(samples.size() - 1));
  };
  std::nth_element(samples.begin(), at(0.95), samples.end());
  std::nth_element(samples.begin(), at(0.05), at(0.95));
  return Interval{*at(0.05), *at(0.95)};
}

CommonSamples::CommonSamples(const Program& program, const std::vector<std::string>& names,
                             const std::vector<Distribution>& beliefs, const SimulationOptions& options)
    : program_(program), samples_(static_cast<std::size_t>(options.samples)), drawn_(beliefs.size()) {
  Draws draws(names, beliefs, options.seed);
  for (std::size_t i = 0; i < beliefs.size(); ++i) {
    varies_.push_back(!beliefs[i].is_point());
    if (!varies_[i]) continue;
    drawn_[i].resize(samples_);
    for (std::size_t begin = 0; begin < samples_; begin += strip_length)
      draws.strip_of(i, begin / strip_length, std::min<std::size_t>(strip_length, samples_ - begin),
                     drawn_[i].data() + begin);
  }
}

std::vector<std::optional<Interval>> CommonSamples::ranges(const std::vector<double>& inputs) const {
  const ColumnProgram columns(program_, inputs, varies_);
  ColumnProgram::Workspace workspace = columns.workspace();
  std::vector<std::vector<double>> outputs(program_.outputs.size(), std::vector<double>(samples_));
  for (std::size_t begin = 0; begin < samples_; begin += strip_length) {
    const std::size_t count = std::min<std::size_t>(strip_length, samples_ - begin);
    for (std::size_t i = 0; i < drawn_.size(); ++i)
      if (varies_[i]) std::copy_n(drawn_[i].data() + begin, count, workspace.input(i));
    columns.evaluate(workspace, count);
    for (std::size_t o = 0; o < outputs.size(); ++o)
      std::copy_n(columns.output(workspace, o), count, outputs[o].data() + begin);
  }
  std::vector<std::optional<Interval>> all;
  for (std::vector<double>& samples : outputs) all.push_back(middle_ninety(std::move(samples)));
  return all;
}

}  // namespace costcurve
