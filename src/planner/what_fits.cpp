// Where no plan fits: which changes would make one fit, each tried.

#include <fmt/format.h>

#include <cmath>

#include "plan/shapes.h"
#include "planner/planner.h"
#include "quantity/print.h"

namespace costcurve {

namespace {

std::string plan_text(const FoundPlan& plan) {
  return fmt::format("{} takes {:.1f} GB", plan_words(plan), plan.bytes / 1e9);
}

}  // namespace

// Degrees and words that are stated, left open one after the other, then all; more chips; a chip with more memory.
std::vector<std::string> Planner::what_would_fit(long long chips, const FoundPlan& smallest) {
  if (question_.options.has(Option::merge) || !prepare(chips)) return {};
  std::vector<std::string> changes;
  for (std::size_t d = 0; d < degree_count; ++d) {
    ShapeSpace open = *space_;
    if (!open.stated[d]) continue;
    open.stated[d].reset();
    if (const auto plan = fitting(open, *program_))
      changes.push_back(fmt::format("with `{}` left open {}", name_of(static_cast<Degree>(d)), plan_text(*plan)));
  }
  for (std::size_t s = 0; s < switch_count; ++s) {
    PlanProgram open = *program_;
    if (!open.stated[s]) continue;
    open.stated[s].reset();
    if (const auto plan = fitting(*space_, open))
      changes.push_back(fmt::format("with `{}` left open {}", name_of(static_cast<PlanSwitch>(s)), plan_text(*plan)));
  }
  if (changes.empty() && !table_.stated.empty()) {
    ShapeSpace open = *space_;
    PlanProgram all = *program_;
    open.stated = {};
    all.stated = {};
    if (const auto plan = fitting(open, all))
      changes.push_back(fmt::format("with {} left open {}", fmt::join(table_.stated, ", "), plan_text(*plan)));
  }
  if (const auto more = more_chips_that_fit(chips)) changes.push_back(*more);
  changes.push_back(fmt::format("a chip with {} GB of memory would do for the smallest",
                                std::ceil(smallest.bytes / table_.most_bytes * table_.memory / 1e9)));
  return changes;
}

std::optional<FoundPlan> Planner::fitting(const ShapeSpace& space, const PlanProgram& program) const {
  constexpr double few = 1e6;
  if (most_shapes_of(space) > few) return std::nullopt;
  PlanSearchOptions options;
  options.threads = threads();
  return search_plans(program, space, options).best;
}

std::optional<std::string> Planner::more_chips_that_fit(long long chips) {
  constexpr long long most_times = 64;
  for (long long times = 2; times <= most_times; times *= 2) {
    if (!prepare(chips * times)) break;
    if (const auto plan = fitting(*space_, *program_))
      return fmt::format("on {} chips {}", count_text(static_cast<double>(chips * times)), plan_text(*plan));
  }
  return std::nullopt;
}

}  // namespace costcurve
