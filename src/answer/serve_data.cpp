#include <cmath>

#include "answer/serve.h"
#include "quantity/print.h"

namespace costcurve {

namespace {

Data data_of(const Deployment& deployment, const ServedOptions& served) {
  Data row;
  row.add("plan", deployment.text());
  row.add("tensor", deployment.plan.tensor);
  row.add("replicas", deployment.plan.replicas);
  row.add("expert_parallel", deployment.plan.expert_parallel);
  row.add("pipeline", deployment.plan.pipeline);
  row.add("two_batches", deployment.plan.two_batches);
  const PlanChoice& prefill = deployment.prefill.plan;
  const auto of_prefill = [&](double value) { return deployment.is_apart() ? Data(value) : Data(nullptr); };
  row.add("prefill_workers", of_prefill(deployment.prefill.workers));
  row.add("prefill_tensor", of_prefill(prefill.tensor));
  row.add("prefill_replicas", of_prefill(prefill.replicas));
  row.add("prefill_expert_parallel", of_prefill(prefill.expert_parallel));
  row.add("prefill_two_batches", deployment.is_apart() ? Data(prefill.two_batches) : Data(nullptr));
  row.add("deployments", deployment.deployments);
  row.add("sequences", deployment.sequences);
  for (std::size_t f = 0; f < served_count; ++f) {
    const auto figure = static_cast<Served>(f);
    const double value = deployment[figure];
    row.add(std::string(name_of(figure)), std::isfinite(value) ? Data(in_unit(value, served.units[f])) : Data(nullptr));
  }
  for (std::size_t i = 0; i < deployment.shown.size(); ++i) {
    const std::optional<double>& value = deployment.shown[i];
    row.add(served.shown[i].name, value ? Data(in_unit(*value, served.shown[i].unit)) : Data(nullptr));
  }
  return row;
}

Data optional_data(const std::optional<Deployment>& deployment, const ServedOptions& served) {
  return deployment ? data_of(*deployment, served) : Data(nullptr);
}

Data list_of(const std::vector<Deployment>& all, const ServedOptions& served) {
  Data list = Data::list();
  for (const Deployment& each : all) list.push(data_of(each, served));
  return list;
}

Data data_of(const ServedOption& option, const ServedOptions& served) {
  Data data;
  for (std::size_t k = 0; k < served.keys.size(); ++k) data.add(served.keys[k], option.choices[k]);
  if (!option.no_plan.empty()) data.add("no_plan", option.no_plan);
  data.add("best", optional_data(option.best, served));
  data.add("of_the_other_kind", optional_data(option.other, served));
  data.add("if_slow", optional_data(option.slow, served));
  data.add("with_stages", optional_data(option.staged, served));
  data.add("fastest", optional_data(option.fastest, served));
  Data terms;
  const ShownUnit& time = served.units[static_cast<std::size_t>(Served::time_per_token)];
  for (const ServedTerm& term : option.terms) terms.add(term.name, in_unit(term.time, time));
  data.add("a_tokens_time", std::move(terms));
  data.add("held_back_by", option.held_back_by);
  data.add("price_over_cost", option.price_over_cost ? Data(*option.price_over_cost) : Data(nullptr));
  data.add("plans", list_of(option.plans, served));
  data.add("frontier", list_of(option.front, served));
  data.add("evidence", Data(option.evidence));
  return data;
}

}  // namespace

Data data_of(const ServedOptions& served) {
  Data units;
  for (std::size_t f = 0; f < served_count; ++f)
    units.add(std::string(name_of(static_cast<Served>(f))), served.units[f].text);
  for (const ShownBeside& each : served.shown) units.add(each.name, each.unit.text);
  Data options = Data::list();
  for (const ServedOption& option : served.options) options.push(data_of(option, served));
  Data data = Data::members({{"scenario", served.scenario}});
  data.add("units", std::move(units));
  data.add("options", std::move(options));
  if (served.options.size() == 1) data.add("table", list_of(served.options.front().front, served).as_table());
  return data;
}

}  // namespace costcurve
