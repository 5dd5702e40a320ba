#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "answer/comparer.h"
#include "audit/beliefs.h"
#include "chance/common_samples.h"
#include "chance/draws.h"
#include "numeric/machine.h"
#include "quantity/print.h"

namespace costcurve {

namespace {

// What several options rest on is drawn once for all of them: a draw depends on the name of what is drawn.
class CommonDraws {
 public:
  CommonDraws(const std::vector<Worked>& options, const SimulationOptions& simulation) : simulation_(simulation) {
    std::map<Key, std::size_t> users;
    for (const Worked& worked : options)
      for (std::size_t i = 0; i < worked.givens.size(); ++i)
        if (is_belief(worked.givens[i])) ++users[{worked.formula->names[i], worked.givens[i].get()}];
    for (const auto& [key, count] : users)
      if (count > 1) columns_[key] = drawn(key.first, key.second->distribution);
  }

  /// All samples of an input; `room` keeps those that only one option rests on.
  const double* column(const std::string& name, const Given& given, std::vector<double>& room) const {
    const auto common = columns_.find({name, &given});
    if (common != columns_.end()) return common->second.data();
    room = drawn(name, given.distribution);
    return room.data();
  }

  static bool is_belief(const GivenPointer& given) { return given && given->is_belief; }

 private:
  using Key = std::pair<std::string, const Given*>;

  std::vector<double> drawn(const std::string& name, const Distribution& distribution) const {
    const std::vector<Distribution> beliefs = {distribution};
    Draws draws({name}, beliefs, simulation_.seed);
    std::vector<double> column(static_cast<std::size_t>(simulation_.samples));
    for (std::size_t begin = 0; begin < column.size(); begin += strip_length)
      draws.strip_of(0, begin / strip_length, std::min<std::size_t>(strip_length, column.size() - begin),
                     column.data() + begin);
    return column;
  }

  const SimulationOptions& simulation_;
  std::map<Key, std::vector<double>> columns_;
};

bool is_believed(const Worked& worked) {
  return worked.formula && std::any_of(worked.givens.begin(), worked.givens.end(), CommonDraws::is_belief);
}

// The samples of what an option comes to; none where it is known exactly.
std::vector<double> samples_of(const Worked& worked, const CommonDraws& draws, std::size_t count) {
  std::vector<double> samples;
  if (!is_believed(worked)) return samples;
  std::vector<double> fixed;
  std::vector<bool> varies;
  std::vector<std::vector<double>> rooms(worked.givens.size());
  std::vector<const double*> columns(worked.givens.size(), nullptr);
  for (std::size_t i = 0; i < worked.givens.size(); ++i) {
    varies.push_back(CommonDraws::is_belief(worked.givens[i]));
    fixed.push_back(worked.givens[i] ? worked.givens[i]->value : worked.formula->plain[i]);
    if (varies.back()) columns[i] = draws.column(worked.formula->names[i], *worked.givens[i], rooms[i]);
  }
  const ColumnProgram program(worked.formula->program, fixed, varies);
  ColumnProgram::Workspace workspace = program.workspace();
  samples.resize(count);
  for (std::size_t begin = 0; begin < count; begin += strip_length) {
    const std::size_t size = std::min<std::size_t>(strip_length, count - begin);
    for (std::size_t i = 0; i < columns.size(); ++i)
      if (columns[i]) std::copy_n(columns[i] + begin, size, workspace.input(i));
    program.evaluate(workspace, size);
    std::copy_n(program.output(workspace, 0), size, samples.data() + begin);
  }
  return samples;
}

// Sample by sample; what is known exactly is the same in each.
double probability_of_less(const std::vector<double>& samples, double value, const std::vector<double>& others,
                           double other) {
  const std::size_t count = std::max(samples.size(), others.size());
  double less = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const double a = samples.empty() ? value : samples[i], b = others.empty() ? other : others[i];
    less += a < b ? 1 : a == b ? 0.5 : 0;
  }
  return less / static_cast<double>(count);
}

// The amount is that of the middle of what is believed. Where a price jumps within the range, it may be on the side on
// which few samples are.
void note_what_is_seldom(const std::vector<double>& samples, Worked& worked) {
  constexpr double seldom = 0.25;
  if (samples.empty()) return;
  const double value = *worked.option.values.front();
  const auto below =
      static_cast<double>(std::count_if(samples.begin(), samples.end(), [&](double sample) { return sample < value; }));
  const auto above =
      static_cast<double>(std::count_if(samples.begin(), samples.end(), [&](double sample) { return sample > value; }));
  const auto count = static_cast<double>(samples.size());
  if (above / count < seldom && below / count > 1 - seldom)
    worked.option.remarks.push_back(
        fmt::format("in {} of the samples it is less than that", percent_text(below / count, 2)));
  if (below / count < seldom && above / count > 1 - seldom)
    worked.option.remarks.push_back(
        fmt::format("in {} of the samples it is more than that", percent_text(above / count, 2)));
}

}  // namespace

void add_beliefs(std::vector<Worked>& options, const SimulationOptions& simulation) {
  constexpr std::size_t worth_a_thread = 8;  // options, each of thousands of samples
  if (options.empty() || std::none_of(options.begin(), options.end(), is_believed)) return;
  const CommonDraws draws(options, simulation);
  const auto count = static_cast<std::size_t>(simulation.samples);
  const std::vector<double> of_first = samples_of(options.front(), draws, count);
  options.front().option.belief = middle_ninety(of_first);
  if (options.front().formula) note_what_is_seldom(of_first, options.front());
  each_on_threads(options.size() - 1, worth_a_thread, [&](std::size_t i) {
    Worked& worked = options[i + 1];
    if (!worked.formula) return;
    const std::vector<double> samples = samples_of(worked, draws, count);
    worked.option.belief = middle_ninety(samples);
    note_what_is_seldom(samples, worked);
    if (!samples.empty() || !of_first.empty())
      worked.option.is_cheaper =
          probability_of_less(samples, *worked.option.values.front(), of_first, *options.front().option.values.front());
  });
}

}  // namespace costcurve
