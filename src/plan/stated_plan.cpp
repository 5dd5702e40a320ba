#include "plan/stated_plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace costcurve {

namespace {

constexpr std::size_t place_of(std::string_view name) {
  return static_cast<std::size_t>(std::find(plan_quantities.begin(), plan_quantities.end(), name) -
                                  plan_quantities.begin());
}

class PlanReader {
 public:
  explicit PlanReader(const PlanNumbers& numbers) : numbers_(numbers) {}

  std::vector<StatedMistake> mistakes(bool with_remedies) {
    if (!read_rules()) return {};
    std::optional<StatedMistake> broken = read_shape();
    if (broken && with_remedies) broken->remedy = remedy_for(broken->quantity);
    if (broken) return {*broken};
    std::vector<StatedMistake> all;
    for (const PlanMistake& mistake : mistakes_of(shape_, rules_))
      all.push_back({std::string(name_of(mistake.degree)), mistake.problem,
                     with_remedies ? what_would_do(shape_, rules_, mistake.degree) : std::string()});
    return all;
  }

 private:
  // Of numbers that are no whole ones the shape has those that are nearest.
  std::string remedy_for(const std::string& broken) const {
    if (broken == "chips") {
      const std::string chips = would_do(broken, nearest(chips_that_would_do(shape_, rules_), rules_.space.chips));
      if (!chips.empty()) return chips;
    }
    if (broken == "batch") {
      const std::string batch = would_do(broken, nearest(batches_that_would_do(shape_, rules_), rules_.space.batch));
      if (!batch.empty()) return batch;
    }
    std::string plan = nearest_plan(shape_, rules_);
    const std::string whole = fmt::format("{} = {}", broken, std::max(1LL, std::llround(value(broken))));
    if (plan.empty()) return whole + " would do";
    const bool says_it = broken == "data" || plan.find(broken + " = ") != std::string::npos;
    if (says_it || !plan.ends_with(" would do")) return plan;
    const std::size_t behind = plan.starts_with(no_split) ? plan.find("; ") + 2 : 0;
    return plan.insert(behind, whole + ", ");
  }

  double value(std::string_view name) const { return numbers_.values[place_of(name)]; }

  bool read_rules() {
    ShapeSpace& space = rules_.space;
    const std::array<std::pair<const char*, long long*>, 8> counts = {{{"chips", &space.chips},
                                                                       {"batch", &space.batch},
                                                                       {"sequence", &space.sequence},
                                                                       {"layers", &space.layers},
                                                                       {"heads", &space.heads},
                                                                       {"kv_heads", &space.kv_heads},
                                                                       {"experts", &space.experts},
                                                                       {"domain", &space.domain}}};
    for (const auto& [name, place] : counts) {
      if (!std::isfinite(value(name))) return false;
      *place = std::llround(value(name));
    }
    rules_.balanced = value("balanced") == 0;  // the place of `yes` among the words
    rules_.space.may_balance = rules_.balanced;
    rules_.data_follows = !numbers_.states_data;
    rules_.chips_follow = !numbers_.states_chips;
    return true;
  }

  static bool is_count(double number) {
    return number >= 0.5 && std::abs(number - std::round(number)) <= 1e-9 * number;
  }

  // The first degree that is no whole number, or a number of chips that is none. The shape has the nearest ones.
  std::optional<StatedMistake> read_shape() {
    std::optional<StatedMistake> broken;
    for (const std::string_view name : {"chips", "batch"})
      if (!is_count(value(name)) && !broken)
        broken = {std::string(name), fmt::format("`{}` comes to {:g}", name, value(name)), {}};
    for (std::size_t d = 0; d < degree_count; ++d) {
      const std::string_view name = name_of(static_cast<Degree>(d));
      // A default that contradicts what is given was left aside: it is what the plan lacks.
      const double degree = std::isfinite(value(name)) ? value(name) : 1;
      if (!is_count(degree) && !broken)
        broken = {
            std::string(name), fmt::format("`{}` comes to {:g} with {} chips", name, degree, rules_.space.chips), {}};
      shape_.degrees[d] = std::max(1LL, std::llround(degree));
    }
    if (broken) broken->problem += ", and is a whole number";
    return broken;
  }

  const PlanNumbers& numbers_;
  PlanRules rules_;
  PlanShape shape_;
};

}  // namespace

std::vector<StatedMistake> mistakes_of(const PlanNumbers& numbers, bool with_remedies) {
  return PlanReader(numbers).mistakes(with_remedies);
}

}  // namespace costcurve
