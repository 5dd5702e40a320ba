// Points of a sweep at which a part's plan cannot be carried out: they have no values, and a note says why.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "answer/possible_plans.h"
#include "answer/sweeper.h"
#include "quantity/print.h"
#include "text/listing.h"

namespace costcurve {

namespace {

// Points come one behind the other, and often with the same plan.
class ImpossibleReader final : public StripReader {
 public:
  ImpossibleReader(const StatedPlans& plans, const std::vector<std::size_t>& quantities,
                   std::vector<std::uint8_t>& impossible)
      : plans_(plans), quantities_(quantities), impossible_(impossible) {}

  // Each point is one thread's, so all may write into the same marks.
  std::unique_ptr<StripReader> another() const override {
    return std::make_unique<ImpossibleReader>(plans_, quantities_, impossible_);
  }

  void read(const PointStrip& strip) override {
    for (std::size_t i = 0; i < strip.count; ++i) {
      std::vector<double> values;
      for (const double* output : strip.outputs) values.push_back(output[i]);
      if (values != last_) {
        last_ = std::move(values);
        const auto value = [&](std::size_t q) { return value_of(q); };
        is_impossible_ = !plans_.mistakes(value, false).empty();
      }
      if (is_impossible_) impossible_[strip.points[i]] = 1;
    }
  }

  void join(StripReader&) override {}

 private:
  double value_of(std::size_t q) const {
    const auto place = std::lower_bound(quantities_.begin(), quantities_.end(), q);
    return place != quantities_.end() && *place == q ? last_[static_cast<std::size_t>(place - quantities_.begin())]
                                                     : std::nan("");
  }

  const StatedPlans& plans_;
  const std::vector<std::size_t>& quantities_;
  std::vector<std::uint8_t>& impossible_;
  std::vector<double> last_;
  bool is_impossible_ = false;
};

// True if one of the givens behind a quantity is behind what is chosen of a plan, too.
bool rests_on_any(const AuditedVariant& audited, std::size_t q, const std::vector<std::size_t>& chosen) {
  const Relations& relations = *audited.scenario.relations;
  const std::vector<std::size_t> behind = givens_behind(relations, audited.solution, q);
  return std::any_of(chosen.begin(), chosen.end(), [&](std::size_t c) {
    if (!audited.solution.knows(c)) return false;
    const std::vector<std::size_t> of_choice = givens_behind(relations, audited.solution, c);
    return std::any_of(of_choice.begin(), of_choice.end(),
                       [&](std::size_t given) { return std::binary_search(behind.begin(), behind.end(), given); });
  });
}

}  // namespace

bool Sweeper::varies(const Program& program) const {
  return std::any_of(axes_.begin(), axes_.end(), [&](const SweptAxis& axis) {
    const std::optional<std::size_t> q = base_->quantity(axis.key);
    return !axis.is_words() && q && program.input_of(*q);
  });
}

void Sweeper::mark_impossible_plans(const AuditedVariant& audited, const std::vector<std::size_t>& known,
                                    const std::vector<std::size_t>& columns) {
  const StatedPlans plans(audited.scenario);
  std::vector<std::size_t> quantities = plans.quantities();
  std::erase_if(quantities, [&](std::size_t q) { return !audited.solution.knows(q); });
  if (quantities.empty()) return;
  std::vector<NodeId> roots;
  for (const std::size_t q : quantities) roots.push_back(audited.scenario.relations->quantities[q].symbol);
  const std::optional<Program> program = compile(*audited.scenario.relations, audited.solution, roots);
  if (!program || (!varies(*program) && plans.mistakes(audited.solution, false).empty())) return;
  std::vector<std::uint8_t> impossible(table_.points, 0);
  const Space space(*program, {}, {}, sides(audited.scenario),
                    [&](std::size_t q) { return audited.solution.found[q].value; });
  ImpossibleReader reader(plans, quantities, impossible);
  space.read(reader, 1);
  std::vector<std::size_t> resting;  // columns
  for (std::size_t i = 0; i < known.size(); ++i)
    if (rests_on_any(audited, known[i], plans.choices())) resting.push_back(columns[i]);
  for (std::size_t p = 0; p < table_.points; ++p)
    if (impossible[p] && !resting.empty()) mark_impossible(p, resting, audited, plans);
}

// What is wrong with a few of them is said, each with what would do.
void Sweeper::mark_impossible(std::size_t point, const std::vector<std::size_t>& columns, const AuditedVariant& audited,
                              const StatedPlans& plans) {
  constexpr std::size_t most_told = 3;
  if (table_.impossible.empty()) table_.impossible.assign(table_.points, false);
  table_.impossible[point] = true;
  for (const std::size_t c : columns) table_.shown[c].values[point] = std::nan("");
  if (++impossible_points_ > most_told) return;
  Values values;
  std::vector<std::string> place;
  for (std::size_t a = 0; a < axes_.size(); ++a) {
    place.push_back(axes_[a].key + " " + table_.key_text(point, a));
    if (axes_[a].is_words()) continue;
    if (const std::optional<std::size_t> q = audited.scenario.quantity(axes_[a].key))
      values.emplace_back(*q, axes_[a].value(table_.index(point, a)));
  }
  const std::unique_ptr<AuditedVariant> there =
      audited_with(std::make_shared<const Scenario>(audited.scenario), values);
  const std::vector<ImpossiblePlan> mistakes = plans.mistakes(there->solution);
  if (mistakes.empty()) return;
  first_impossible_ = first_impossible_.empty() ? mistakes.front().text() : first_impossible_;
  add_note(fmt::format("no plan at {}: {}", listed(place), mistakes.front().text()));
}

// A sweep of which no point has a plan has no answer.
void Sweeper::refuse_without_plan() {
  if (impossible_points_ < table_.points || first_impossible_.empty()) return;
  diagnostics_.add({axes_.front().key_text.place(), "no point of this sweep has a plan", "", {first_impossible_}});
}

}  // namespace costcurve
