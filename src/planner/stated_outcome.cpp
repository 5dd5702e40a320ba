// What is stated is what a plan comes to: its step, its MFU, how long it takes. Then no plan is better than another.

#include <fmt/format.h>

#include <algorithm>

#include "audit/swept.h"
#include "planner/planner.h"

namespace costcurve {

namespace {

std::string remedy_for(std::string_view quantity, const std::string& file) {
  if (quantity == "duration") return "--within '60 days' looks for plans that take no longer";
  if (quantity == "cost") return "--best money looks for the cheapest plan";
  return fmt::format("leave it out; `costcurve run {}` works one plan out, whatever is stated of it", file);
}

}  // namespace

// An equation says it, or the sheet is there for it.
bool Planner::may_be_an_outcome(std::size_t quantity) const {
  const std::vector<Equation>& equations = base_->relations->equations;
  const bool is_said = std::any_of(equations.begin(), equations.end(), [&](const Equation& equation) {
    return determines(equation) && says(*base_->relations, equation, quantity);
  });
  const std::vector<std::string_view>& results = part_->sheet->results;
  const std::string_view name = part_->sheet->rows()[base_->relations->quantities[quantity].row].name;
  return is_said || std::find(results.begin(), results.end(), name) != results.end();
}

// All of them are left out at once, for one would be worked out from the other; what then rests on the split is an
// outcome.
bool Planner::states_no_outcome() {
  constexpr long long some_chips = 8;
  const Values values = values_of(some_chips, first_shape(some_chips), usual_switches());
  const auto is_set = [&](std::size_t q) {
    return std::any_of(values.begin(), values.end(), [&](const auto& value) { return value.first == q; });
  };
  const auto open = std::make_shared<Scenario>(*base_);
  std::vector<std::size_t> left_out;
  for (const std::size_t q : part_->quantities) {
    if (!base_->givens.stated(q) || is_set(q) || !may_be_an_outcome(q)) continue;
    left_out.push_back(q);
    open->givens = open->givens.without(q);
  }
  if (left_out.empty()) return true;
  const std::unique_ptr<AuditedVariant> audited = audited_with(open, values);
  for (const std::size_t q : left_out) {
    const std::vector<std::size_t> behind = givens_behind(*audited->scenario.relations, audited->solution, q);
    const bool rests_on_the_split = std::any_of(
        behind.begin(), behind.end(), [&](std::size_t given) { return given != number("chips") && is_set(given); });
    if (!rests_on_the_split) continue;
    const std::string& name = base_->relations->quantities[q].name;
    wrong(fmt::format("`{}` is stated ({}), and is what a plan comes to: every plan would come to the same", name,
                      base_->givens.stated(q)->where),
          {remedy_for(name.substr(part_->name.size() + 1), case_.file)});
  }
  return good();
}

}  // namespace costcurve
