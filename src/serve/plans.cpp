#include "serve/plans.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "numeric/stable_order.h"

namespace costcurve {

std::string PlanChoice::text() const {
  std::string text;
  const auto add = [&](const char* name, double degree) {
    if (degree > 1) text += fmt::format("{}{}{:.0f}", text.empty() ? "" : " ", name, degree);
  };
  add("TP", tensor);
  add("PP", pipeline);
  add("DP", replicas);
  add("EP", expert_parallel);
  if (text.empty()) text = "one chip";
  return two_batches ? text + ", two batches" : text;
}

namespace {

bool divides(double part, double whole) { return part > 0 && std::fmod(whole, part) == 0; }

// One that is fixed, or powers of two.
std::vector<double> degrees(const std::optional<double>& fixed, double most) {
  if (fixed) return {*fixed};
  std::vector<double> powers;
  for (double power = 1; power <= most; power *= 2) powers.push_back(power);
  return powers;
}

// Copies of attention: with the ranks of experts given, as many as these are spread over, times powers of two.
std::vector<double> copies(const PlanSpace& space, double tensor, double most) {
  if (space.replicas || !space.expert_parallel) return degrees(space.replicas, most);
  std::vector<double> numbers;
  for (double chips = *space.expert_parallel; chips <= most * tensor; chips *= 2)
    if (divides(tensor, chips)) numbers.push_back(chips / tensor);
  return numbers;
}

std::vector<double> expert_ranks(const PlanSpace& space, double tensor, double replicas) {
  if (space.expert_parallel) return {*space.expert_parallel};
  if (space.experts == 0) return {1};
  const double all = tensor * replicas;
  if (replicas > 1 || tensor == 1) return {all};
  return {1, all};
}

// Chips that stand together: a domain, or a server of cards that no link joins.
double together(const PlanSpace& space) {
  constexpr double server = 8;
  return std::max(space.domain, server);
}

// Stages: as many as are fixed; else none, or powers of two for plans that nobody would rather split otherwise.
std::vector<double> stages(const PlanSpace& space, double tensor, double replicas, double most) {
  constexpr double most_stages = 8;
  if (space.pipeline) return {*space.pipeline};
  if (replicas > 1 || tensor > together(space)) return {1};
  return degrees({}, std::min({most_stages, space.layers, most}));
}

std::vector<bool> turns(const PlanSpace& space, double tensor, double replicas) {
  if (space.two_batches) return {*space.two_batches};
  if (space.experts > 0 && replicas > 1 && tensor * replicas > space.domain) return {false, true};
  return {false};
}

}  // namespace

std::vector<PlanChoice> plans(const PlanSpace& space) {
  std::vector<PlanChoice> all;
  const double most = space.chips.value_or(std::max(space.most_chips, space.expert_parallel.value_or(1)));
  for (const double tensor : degrees(space.tensor, std::min(most, 2 * together(space))))
    for (const double replicas : copies(space, tensor, space.experts > 0 || space.chips ? most / tensor : 1)) {
      if (!space.tensor && !divides(tensor, space.heads)) continue;
      for (const double ranks : expert_ranks(space, tensor, replicas)) {
        if (space.experts > 0 && (ranks > space.experts || !divides(ranks, tensor * replicas))) continue;
        for (const double pipeline : stages(space, tensor, replicas, most / (tensor * replicas))) {
          if (space.chips && tensor * replicas * pipeline != *space.chips) continue;
          for (const bool two : turns(space, tensor, replicas)) all.push_back({tensor, replicas, ranks, two, pipeline});
        }
      }
    }
  sort_stably(all, [](const PlanChoice& a, const PlanChoice& b) { return a.chips() < b.chips(); });
  return all;
}

}  // namespace costcurve
