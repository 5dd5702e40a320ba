// The answer of `plan` for programs. What one shard found has all that joining it with the others needs.

#include <algorithm>
#include <array>

#include "planner/plan.h"
#include "quantity/print.h"

namespace costcurve {

namespace {

Data data_of_plan(const FoundPlan& plan) {
  Data data = Data::members();
  for (std::size_t d = 0; d < degree_count; ++d)
    data.add(std::string(name_of(static_cast<Degree>(d))), plan.shape.degrees[d]);
  for (std::size_t s = 0; s < switch_count; ++s) {
    const auto which = static_cast<PlanSwitch>(s);
    data.add(std::string(name_of(which)), std::string(word_of(which, plan.switches.words[s])));
  }
  data.add("step", plan.step);
  data.add("bytes", plan.bytes);
  return std::move(data).on_one_line();
}

Data data_of(const PlannedAmount& amount) {
  Data data = Data::members();
  data.add("value", in_unit(amount.value, amount.shown));
  data.add("unit", amount.shown.text);
  if (amount.belief) {
    data.add("low", in_unit(amount.belief->p5, amount.shown));
    data.add("high", in_unit(amount.belief->p95, amount.shown));
  }
  return std::move(data).on_one_line();
}

Data data_of_run(const PlannedRun& run, const std::vector<std::string>& shown) {
  Data data = Data::members();
  data.add("chips", run.chips);
  data.add("plan", data_of_plan(run.plan));
  Data& quantities = data.add("quantities", Data::members());
  constexpr std::array<std::string_view, 13> told = {
      "step",     "chip_token_rate", "mfu",  "mfu_causal",     "bytes",  "headroom", "goodput",
      "duration", "chip_time",       "cost", "cost_per_token", "energy", "emissions"};
  for (const auto& [name, amount] : run.amounts) {
    if (std::find(told.begin(), told.end(), name) == told.end()) continue;
    quantities.add(name, data_of(amount));
  }
  for (std::size_t i = 0; i < shown.size(); ++i)
    quantities.add(shown[i], run.shown[i] ? data_of(*run.shown[i]) : Data());
  Data& terms = data.add("terms", Data::members());
  for (const PlannedRun::Term& term : run.terms) terms.add(term.name, term.seconds);
  return data;
}

Data list_of(const std::vector<FoundPlan>& plans) {
  Data list = Data::list();
  for (const FoundPlan& plan : plans) list.push(data_of_plan(plan));
  return list;
}

}  // namespace

Data data_of(const PlanTable& table) {
  Data data = Data::members();
  data.add("scenario", table.scenario);
  if (!table.variant.empty()) data.add("variant", table.variant);
  data.add("part", table.part);
  data.add("chips", table.searched_chips);
  data.add("plans", table.plans);
  data.add("worked_out", table.worked_out);
  data.add("question", table.question);
  data.add("shard", static_cast<int>(table.shard + 1));
  data.add("shards", static_cast<int>(table.shards));
  data.add("best", table.best ? data_of_run(*table.best, table.shown) : Data());
  data.add("evidence", Data::members({{"near", static_cast<int>(table.evidence.near)},
                                      {"measured_rows", static_cast<int>(table.evidence.known)},
                                      {"not_measured", Data(table.evidence.unseen)},
                                      {"thinly_measured", Data(table.evidence.thin)},
                                      {"beats_all_measured", table.evidence.beaten.has_value()}}));
  if (!table.would_fit.empty()) data.add("would_fit", table.would_fit);
  data.add("fits", table.found.fits);
  data.add("by_split", list_of(table.found.by_shape));
  data.add("front", list_of(table.found.front));
  if (!table.by_chips.empty()) {
    Data& unbeaten = data.add("numbers_of_chips", Data::list());
    for (const PlannedRun& run : table.by_chips) unbeaten.push(data_of_run(run, table.shown));
  }
  data.add("smallest", table.found.smallest ? data_of_plan(*table.found.smallest) : Data());
  return data;
}

}  // namespace costcurve
