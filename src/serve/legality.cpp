#include "serve/legality.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "quantity/print.h"

namespace costcurve {

namespace {

bool is_count(double number) { return number >= 1 && std::abs(number - std::round(number)) <= 1e-9 * number; }
bool is_part_of(double part, double whole) {
  return is_count(part) && std::fmod(std::round(whole), std::round(part)) == 0;
}

// "tensor = 4 or tensor = 8 would do": the numbers that are allowed next below and above.
template <class Allows>
std::string nearest_that(std::string_view name, double to, double most, Allows allows) {
  std::vector<std::string> found;
  for (double below = std::min(std::floor(to), most); below >= 1 && found.empty(); --below)
    if (below != to && allows(below)) found.push_back(fmt::format("{} = {:.0f}", name, below));
  for (double above = std::floor(to) + 1; above <= most && found.size() < 2; ++above)
    if (allows(above)) {
      found.push_back(fmt::format("{} = {:.0f}", name, above));
      break;
    }
  return found.empty() ? "leave it open" : fmt::format("{} would do", fmt::join(found, " or "));
}

class DeploymentCheck {
 public:
  explicit DeploymentCheck(const DeploymentNumbers& numbers) : numbers_(numbers) {}

  std::vector<DeploymentMistake> run() {
    whole_numbers();
    if (mistakes_.empty()) {
      attention();
      experts();
      stages();
    }
    requests();
    return std::move(mistakes_);
  }

 private:
  double value(std::string_view name) const {
    const auto place = std::find(deployment_quantities.begin(), deployment_quantities.end(), name);
    return numbers_[static_cast<std::size_t>(place - deployment_quantities.begin())];
  }
  bool knows(std::string_view name) const { return std::isfinite(value(name)); }
  void wrong(std::string_view name, std::string problem, std::string remedy) {
    mistakes_.push_back({std::string(name), std::move(problem), std::move(remedy)});
  }

  void whole_numbers() {
    for (const std::string_view name : {"tensor", "replicas", "pipeline", "expert_parallel"})
      if (knows(name) && !is_count(value(name)))
        wrong(name, fmt::format("`{}` comes to {:g}, and is a whole number", name, value(name)),
              nearest_that(name, value(name), most_of(name), [&](double other) {
                return name != "tensor" || !knows("heads") || is_part_of(other, value("heads"));
              }));
  }

  double most_of(std::string_view name) const {
    const std::string_view counted = name == "tensor" ? "heads" : name == "pipeline" ? "layers" : "experts";
    constexpr double many = 1e6;
    return name != "replicas" && knows(counted) ? std::max(1.0, value(counted)) : many;
  }

  void attention() {
    if (!knows("tensor") || !knows("heads") || is_part_of(value("tensor"), value("heads"))) return;
    wrong("tensor", fmt::format("{:.0f} heads cannot be shared by {:.0f} chips", value("heads"), value("tensor")),
          nearest_that("tensor", value("tensor"), value("heads"),
                       [&](double other) { return is_part_of(other, value("heads")); }));
  }

  void experts() {
    const double ranks = value("expert_parallel"), chips = value("tensor") * value("replicas"), most = value("experts");
    if (!knows("experts") || !(ranks > 1)) return;
    if (most == 0) return wrong("expert_parallel", "the model has no experts to share", "expert_parallel = 1 would do");
    const auto allows = [&](double other) { return !std::isfinite(chips) || is_part_of(other, chips); };
    if (ranks > most)
      wrong("expert_parallel",
            fmt::format("{:.0f} experts lie on no more than {:.0f} ranks, not on {:.0f}", most, most, ranks),
            nearest_that("expert_parallel", ranks, most, allows));
    else if (!allows(ranks))
      wrong("expert_parallel",
            fmt::format("{:.0f} chips share the experts (tensor × replicas), which {:.0f} ranks do not divide", chips,
                        ranks),
            nearest_that("expert_parallel", ranks, most, allows));
  }

  void stages() {
    if (!knows("pipeline") || !knows("layers") || value("pipeline") <= value("layers")) return;
    wrong("pipeline",
          fmt::format("there are more stages, {:.0f}, than layers, {:.0f}", value("pipeline"), value("layers")),
          fmt::format("pipeline = {:.0f} would do", value("layers")));
  }

  void requests() {
    const double input = value("input_per_request"), cached = value("cached_per_request"),
                 output = value("output_per_request"), longest = value("longest_context");
    const auto tokens = [](double number) { return count_text(std::floor(number)) + " tokens"; };
    if (cached >= input && cached > 0)
      wrong("cached_per_request",
            fmt::format("{} of a request are cached, and it brings {}", tokens(cached), tokens(input)),
            fmt::format("its last token is computed: cached_per_request = {} would do", tokens(input - 1)));
    if (!(input + output > longest)) return;
    const std::string problem =
        fmt::format("a request of {} with an answer of {} is longer than the {} that the model takes", tokens(input),
                    tokens(output), tokens(longest));
    if (output < longest)
      wrong("input_per_request", problem, fmt::format("input_per_request = {} would do", tokens(longest - output)));
    else
      wrong("output_per_request", problem, "a shorter answer, or an llm with a longer context");
  }

  const DeploymentNumbers& numbers_;
  std::vector<DeploymentMistake> mistakes_;
};

}  // namespace

std::vector<DeploymentMistake> mistakes_of(const DeploymentNumbers& numbers) { return DeploymentCheck(numbers).run(); }

}  // namespace costcurve
