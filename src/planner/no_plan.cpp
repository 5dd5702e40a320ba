// What is stated leaves no plan, or more plans than can be gone through: which of it does, and what would do in its
// place.

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "plan/legality.h"
#include "planner/planner.h"
#include "quantity/print.h"
#include "text/listing.h"

namespace costcurve {

namespace {

constexpr std::array<Degree, 4> of_chips = {Degree::tensor, Degree::pipeline, Degree::context, Degree::data};

std::size_t place(Degree degree) { return static_cast<std::size_t>(degree); }

bool states(const ShapeSpace& space, Degree degree) { return space.stated[place(degree)].has_value(); }

// The problems that what is stated has whatever the open degrees are.
std::vector<std::string> problems_of(PlanShape shape, const ShapeSpace& space) {
  std::vector<std::string> problems;
  PlanRules rules{space, space.may_balance};
  const bool all_stated = std::all_of(of_chips.begin(), of_chips.end(), [&](Degree d) { return states(space, d); });
  if (!all_stated) {
    long long product = 1;
    std::vector<std::string> factors;
    for (const Degree degree : of_chips)
      if (states(space, degree)) {
        product *= *space.stated[place(degree)];
        factors.push_back(fmt::format("{} = {}", name_of(degree), *space.stated[place(degree)]));
      }
    if (!divides(product, space.chips))
      problems.push_back(fmt::format("{} chips are no multiple of {}", space.chips, listed(factors)));
    rules.space.chips = 1;
    for (const Degree degree : of_chips) rules.space.chips *= shape[degree];
  }
  for (const PlanMistake& mistake : mistakes_of(shape, rules)) {
    const bool is_stated = std::all_of(mistake.rests_on.begin(), mistake.rests_on.end(),
                                       [&](Degree degree) { return states(space, degree); });
    if (is_stated) problems.push_back(mistake.problem);
  }
  return problems;
}

// Numbers of a degree that plans have which keep to all else.
std::vector<long long> numbers_that_would_do(ShapeSpace space, Degree degree) {
  constexpr double few = 2e6;
  space.stated[place(degree)].reset();
  if (most_shapes_of(space) > few) return {};
  std::set<long long> numbers;
  for_each_shape(space, [&](const PlanShape& shape) { numbers.insert(shape[degree]); });
  return {numbers.begin(), numbers.end()};
}

std::string open_text(std::vector<std::string> names, const std::string& part) {
  for (std::string& name : names) name = fmt::format("--set '{}.{}=?'", part, name);
  return fmt::format("{} leaves it to the search", fmt::join(names, " "));
}

}  // namespace

void Planner::no_plan_at_all(long long chips, const ShapeSpace& space) {
  std::vector<std::string> notes = problems_of(first_shape(chips), space), stated, remedies;
  for (std::size_t d = 0; d < degree_count; ++d) {
    const auto degree = static_cast<Degree>(d);
    if (!states(space, degree)) continue;
    stated.emplace_back(name_of(degree));
    const std::vector<long long> numbers = nearest(numbers_that_would_do(space, degree), *space.stated[d]);
    if (!numbers.empty()) remedies.push_back(would_do(name_of(degree), numbers));
  }
  const std::string of_chips_text = would_do("chips", nearest(chips_with_a_plan(space), chips));
  if (!of_chips_text.empty()) remedies.push_back(of_chips_text);
  if (notes.empty())
    notes.push_back(fmt::format("no split of them{} divides {} heads, {} layers and a batch of {}",
                                stated.empty() ? "" : " with this " + listed(stated), space.heads, space.layers,
                                space.batch));
  ShapeSpace open = space;
  open.stated = {};
  if (remedies.empty() && !stated.empty() && has_shapes(open)) remedies.push_back(open_text(stated, part_->name));
  notes.insert(notes.end(), remedies.begin(), remedies.end());
  wrong(fmt::format("no plan of {} chips keeps to what is stated", chips), notes);
}

void Planner::no_number_has_a_plan() {
  std::vector<std::string> notes;
  if (!table_.tried.empty()) notes.push_back("tried: " + table_.tried);
  const std::vector<long long> others = space_ ? chips_with_a_plan(*space_) : std::vector<long long>{};
  const std::string remedy = would_do("chips", nearest(others, chips_.back()));
  notes.push_back(remedy.empty() ? "state fewer degrees" : remedy);
  wrong("no number of chips that was tried has a plan that keeps to what is stated", notes);
}

// Counted before any is made: a batch of a billion sequences has more plans than anybody can wait for.
bool Planner::few_enough(const ShapeSpace& space) {
  constexpr double most_plans = 2e10, of_a_shape = 512;
  const double plans = most_shapes_of(space) * of_a_shape / static_cast<double>(table_.shards);
  if (plans <= most_plans) return true;
  std::vector<std::string> notes;
  const auto stating = [&](Degree degree, long long number) {
    ShapeSpace fewer = space;
    fewer.stated[place(degree)] = number;
    const double left = most_shapes_of(fewer) * of_a_shape;
    if (!states(space, degree) && left < plans)
      notes.push_back(fmt::format("with {} stated, {} = {} for example, there are {} at most", name_of(degree),
                                  name_of(degree), number, count_text(left)));
  };
  stating(Degree::microbatch, 1);
  stating(Degree::interleave, 1);
  stating(Degree::pipeline, 1);
  notes.emplace_back("or share the work: --shard 1/100 is the first of a hundred parts");
  wrong(fmt::format("this space may have {} plans, and at most {} are gone through", count_text(plans),
                    count_text(most_plans)),
        notes);
  return false;
}

}  // namespace costcurve
