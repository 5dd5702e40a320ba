#include "serve/deployments.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "serve/legality.h"
#include "serve/part_alone.h"

namespace costcurve {

Deployments::Deployments(const std::shared_ptr<const Scenario>& scenario, std::string part, Values values,
                         Diagnostics& diagnostics)
    : scenario_(part_alone(scenario, part)), part_(std::move(part)), values_(std::move(values)) {
  read_space(diagnostics);
  if (plans_.empty()) return;
  compile_figures(diagnostics);
}

std::optional<std::size_t> Deployments::quantity(std::string_view name) const {
  return scenario_->quantity(part_ + "." + std::string(name));
}

std::optional<std::size_t> Deployments::quantity(Served figure) const {
  return quantity(figure == Served::chips && has_arrivals() ? "all_chips" : name_of(figure));
}

// What the scenario says, or the value that stands in its place.
std::optional<double> Deployments::stated(std::string_view name) const {
  const std::optional<std::size_t> q = quantity(name);
  if (!q) return std::nullopt;
  for (const auto& [other, value] : values_)
    if (other == *q) return value;
  const GivenPointer& given = scenario_->givens.stated(*q);
  return given ? std::optional(given->value) : std::nullopt;
}

std::optional<double> Deployments::known(std::string_view name) const {
  const std::optional<std::size_t> q = quantity(name);
  return q && audited_->solution.knows(*q) ? std::optional(audited_->solution.found[*q].value) : std::nullopt;
}

Values Deployments::values_at(const DeploymentPoint& point) const {
  Values values = values_;
  const auto give = [&](std::string_view name, double value) {
    if (!stated(name)) values.emplace_back(*quantity(name), value);
  };
  give("tensor", point.plan.tensor);
  give("replicas", point.plan.replicas);
  give("pipeline", point.plan.pipeline);
  if (!stated("expert_split")) give("expert_parallel", point.plan.expert_parallel);
  give("two_batches", point.plan.two_batches ? 1 : 0);
  if (has_arrivals()) {
    give("deployments", point.deployments);
    give("sequences", point.sequences);
  } else if (!stated("sequences")) {
    give("concurrency", point.sequences);
  }
  return values;
}

// The first plan with a number of requests that it can answer, whatever the scenario says of them.
Values Deployments::values_of_one() const {
  constexpr double very_many = 1e9, nobody = 1e-9;
  if (!has_arrivals()) return values_at({plans_.front(), fixed_number_.value_or(1), 1});
  Values values = values_at({plans_.front(), nobody, very_many});
  const std::size_t deployments = *quantity("deployments");
  std::erase_if(values, [&](const auto& given) { return given.first == deployments; });
  values.emplace_back(deployments, very_many);
  return values;
}

// What is stated of the plan and of the requests; what is open is chosen so that it can be.
bool Deployments::is_possible(Diagnostics& diagnostics) const {
  constexpr std::array<std::string_view, 4> open = {"tensor", "replicas", "pipeline", "expert_parallel"};
  DeploymentNumbers numbers;
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const std::string_view name = deployment_quantities[i];
    const bool is_open = std::find(open.begin(), open.end(), name) != open.end() && !stated(name);
    numbers[i] = is_open ? std::nan("") : known(name, std::nan(""));
  }
  const std::vector<DeploymentMistake> mistakes = mistakes_of(numbers);
  for (const DeploymentMistake& mistake : mistakes)
    diagnostics.add(without_place(fmt::format("`{}`: {}", part_, mistake.problem), {mistake.remedy}));
  return mistakes.empty();
}

void Deployments::read_space(Diagnostics& diagnostics) {
  if (!read_arrivals(diagnostics)) return;
  audited_ = solved_at_once(scenario_, values_at({}));
  if (!is_possible(diagnostics)) return;
  space_.heads = known("heads", 1);
  space_.experts = known("experts", 0);
  space_.domain = known("domain", 8);
  space_.layers = known("layers", 1);
  space_.tensor = stated("tensor");
  space_.replicas = stated("replicas");
  space_.expert_parallel = stated("expert_parallel");
  space_.pipeline = stated("pipeline");
  space_.chips = stated("chips");
  if (const std::optional<double> two = stated("two_batches")) space_.two_batches = *two != 0;
  fixed_number_ = stated(has_arrivals() ? "deployments" : "concurrency");
  if (!fixed_number_ && !has_arrivals()) fixed_number_ = stated("sequences");
  plans_ = costcurve::plans(space_);
  if (plans_.empty()) report_no_plan(diagnostics);
}

// A rate is of all deployments together.
bool Deployments::read_arrivals(Diagnostics& diagnostics) {
  if (!quantity("deployments")) return true;
  request_rate_ = stated("request_rate");
  if (request_rate_ && stated("sequences")) {
    diagnostics.add(without_place(
        fmt::format("`{}` says how many requests are answered at once, which follows from how many arrive", part_),
        {fmt::format("leave `{}.sequences` open", part_), "or the sheet `serving`, whose clients ask in turn"}));
    return false;
  }
  if (!request_rate_)
    diagnostics.add(without_place(fmt::format("how many requests arrive at `{}` is not said", part_),
                                  {"request_rate = \"2/s\"", "or the sheet `serving`, whose clients ask in turn"}));
  // A search settles how many are answered at once for all points together; a solver would look over its whole domain.
  if (request_rate_) scenario_ = without_saying(scenario_, *quantity("sequences"));
  return request_rate_.has_value();
}

namespace {

bool mentions(const Graph& graph, const Limit& limit, std::size_t quantity) {
  return graph.mentions(limit.left, quantity) || graph.mentions(limit.right, quantity);
}

}  // namespace

void Deployments::compile_figures(Diagnostics& diagnostics) {
  // Other numbers of chips than were looked at first may contradict what is said of them.
  if (space_.chips || has_arrivals()) audited_ = solved_at_once(scenario_, values_of_one());
  for (const Served needed : {Served::time_per_token, Served::most_sequences}) {
    const std::size_t q = *quantity(needed);
    if (audited_->solution.knows(q)) continue;
    return report_undetermined(q, diagnostics);
  }
  FigureQuantities quantities;
  for (std::size_t f = 0; f < served_count; ++f) quantities[f] = quantity(static_cast<Served>(f));
  const std::size_t token_limit = *quantity("time_per_token_limit"), first_limit = *quantity("first_token_limit");
  std::vector<DeploymentLimit> limits;
  for (const Limit& limit : limits_of(*audited_, {})) {
    const Graph& graph = audited_->solution.formulas;
    limits.push_back({limit, mentions(graph, limit, token_limit) || mentions(graph, limit, first_limit)});
  }
  compile_workers(limits);
  figures_.emplace(*audited_, quantities, std::move(limits));
}

// A worker that only decodes keeps its memory's limits, and that of a token's time by a step that no prompt lengthens.
void Deployments::compile_workers(const std::vector<DeploymentLimit>& limits) {
  if (!may_be_apart()) return;
  const Graph& graph = audited_->solution.formulas;
  std::vector<DeploymentLimit> kept;
  const auto rests_on_prompts = [&](const DeploymentLimit& each) {
    const std::optional<std::size_t> busy = quantity("busy");
    return each.is_of_time || (busy && mentions(graph, each.limit, *busy));
  };
  std::copy_if(limits.begin(), limits.end(), std::back_inserter(kept),
               [&](const DeploymentLimit& each) { return !rests_on_prompts(each); });
  FigureQuantities of_prefill = {};
  const auto figure = [&](FigureQuantities& quantities, Served which, std::string_view name) {
    quantities[static_cast<std::size_t>(which)] = quantity(name);
  };
  for (const Served memory : {Served::most_sequences, Served::free_memory, Served::weights_memory})
    figure(of_prefill, memory, name_of(memory));
  FigureQuantities of_decoding = of_prefill;
  figure(of_prefill, Served::time_per_token, "prompt_time");
  figure(of_prefill, Served::first_token, "prompt_step");
  prefill_figures_.emplace(*audited_, of_prefill, kept);
  figure(of_decoding, Served::time_per_token, "decode_interval");
  if (const std::size_t limit = *quantity("time_per_token_limit"); audited_->solution.knows(limit)) {
    const auto symbol = [&](std::size_t q) { return scenario_->relations->quantities[q].symbol; };
    kept.push_back({{symbol(*quantity("decode_interval")), symbol(limit), Demand::above, ""}, true});
  }
  decode_figures_.emplace(*audited_, of_decoding, std::move(kept));
}

bool Deployments::may_be_apart() const {
  if (states_plan() || fixed_number_ || stated("expert_split")) return false;
  const std::vector<Equation>& equations = scenario_->relations->equations;
  return std::none_of(equations.begin(), equations.end(),
                      [](const Equation& each) { return is_limit(each) && !each.where.empty(); });
}

const DeploymentFigures& Deployments::figures(Work work) const {
  switch (work) {
    case Work::decoding: return *decode_figures_;
    case Work::prefill: return *prefill_figures_;
    case Work::both: break;
  }
  return *figures_;
}

namespace {

// Places of the points by their plan, as plans first come.
struct PlanGroup {
  PlanChoice plan;
  std::vector<std::size_t> places;
};

std::vector<PlanGroup> by_plan(const std::vector<DeploymentPoint>& points) {
  std::vector<PlanGroup> groups;
  std::size_t at = 0;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const auto is_here = [&](std::size_t g) { return g < groups.size() && groups[g].plan == points[i].plan; };
    // Mostly the same as before, or the next.
    if (!is_here(at) && !is_here(++at))
      for (at = 0; at < groups.size() && !is_here(at);) ++at;
    if (at == groups.size()) groups.push_back({points[i].plan, {}});
    groups[at].places.push_back(i);
  }
  return groups;
}

}  // namespace

// What rests on the plan alone is worked out once where a plan has many points; the others are worked out together.
std::vector<Deployment> Deployments::figures_of(const std::vector<DeploymentPoint>& points, double steps,
                                                Work work) const {
  constexpr std::size_t many = 1024;
  std::vector<Deployment> all(points.size());
  for (std::size_t i = 0; i < points.size(); ++i) static_cast<DeploymentPoint&>(all[i]) = points[i];
  using ByPlace = DeploymentFigures::ByPlace;
  const auto given = [&](std::string_view name, std::function<double(const DeploymentPoint&)> value,
                         std::vector<ByPlace>& to) {
    const std::optional<std::size_t> q = quantity(name);
    if ((stated(name) && name != "deployments") || !q || !figures(work).takes(*q)) return;
    to.emplace_back(*q, [&points, value = std::move(value)](std::size_t i) { return value(points[i]); });
  };
  using Point = DeploymentPoint;
  std::vector<ByPlace> of_plan, of_requests;
  given(
      "tensor", [](const Point& point) { return point.plan.tensor; }, of_plan);
  given(
      "replicas", [](const Point& point) { return point.plan.replicas; }, of_plan);
  given(
      "pipeline", [](const Point& point) { return point.plan.pipeline; }, of_plan);
  given(
      "expert_parallel", [](const Point& point) { return point.plan.expert_parallel; }, of_plan);
  given(
      "two_batches", [](const Point& point) { return point.plan.two_batches ? 1.0 : 0.0; }, of_plan);
  given(
      has_arrivals() ? "sequences" : "concurrency", [](const Point& point) { return point.sequences; }, of_requests);
  given(
      "deployments", [](const Point& point) { return point.deployments; }, of_requests);
  const std::optional<std::size_t> structure = quantity("structure"), prompts = quantity("prompts");
  const auto value_at_any = [&](std::size_t q) {
    constexpr double alone = 1;
    if (work == Work::prefill && q == prompts) return alone;
    const double value = audited_->solution.found[q].value;
    return q == structure ? value * steps : value;
  };
  std::vector<std::size_t> others;
  for (const PlanGroup& group : by_plan(points)) {
    if (group.places.size() < many) {
      others.insert(others.end(), group.places.begin(), group.places.end());
      continue;
    }
    figures(work).work_out(all, group.places, of_requests, [&](std::size_t q) {
      const auto own =
          std::find_if(of_plan.begin(), of_plan.end(), [&](const ByPlace& each) { return each.first == q; });
      return own == of_plan.end() ? value_at_any(q) : own->second(group.places.front());
    });
  }
  of_requests.insert(of_requests.end(), of_plan.begin(), of_plan.end());
  figures(work).work_out(all, others, of_requests, value_at_any);
  worked_out_ += points.size();
  return all;
}

// Numbers at one point, from what was solved already.
std::vector<std::optional<double>> Deployments::values_of(const Deployment& deployment,
                                                          const std::vector<std::string_view>& names) const {
  std::vector<std::optional<double>> values(names.size());
  std::vector<std::size_t> known;
  std::vector<NodeId> roots;
  for (std::size_t i = 0; i < names.size(); ++i)
    if (const std::optional<std::size_t> q = quantity(names[i]); q && audited_->solution.knows(*q)) {
      known.push_back(i);
      roots.push_back(scenario_->relations->quantities[*q].symbol);
    }
  const std::optional<Program> program = compile(*scenario_->relations, audited_->solution, roots);
  if (!program) return values;
  std::vector<double> inputs = stated_values(*program, audited_->solution);
  Values values_here = values_at(deployment);
  // Whatever the scenario says of them, it was solved with more than anyone needs.
  if (has_arrivals()) values_here.emplace_back(*quantity("deployments"), deployment.deployments);
  for (const auto& [q, value] : values_here)
    if (const std::optional<std::size_t> input = program->input_of(q)) inputs[*input] = value;
  const std::vector<double> found = evaluate(*program, inputs);
  for (std::size_t k = 0; k < known.size(); ++k) values[known[k]] = found[k];
  return values;
}

std::vector<Deployment> Deployments::work_out(std::vector<DeploymentPoint> points, double steps, Work work) const {
  if (has_arrivals() && work != Work::prefill) settle(points, steps, work);
  return figures_of(points, steps, work);
}

std::vector<Deployment> Deployments::work_out(std::vector<DeploymentPoint> points, double steps) const {
  return work_out(std::move(points), steps, Work::both);
}

std::vector<Deployment> Deployments::all(double steps) const { return spread(steps, Work::both); }

std::vector<Deployment> Deployments::decode_workers(double steps) const { return spread(steps, Work::decoding); }

Deployment Deployments::decode_worker(const DeploymentPoint& point) const {
  return work_out({point}, 1, Work::decoding).front();
}

std::vector<PrefillWorker> Deployments::prefill_workers(double steps) const {
  std::vector<DeploymentPoint> points;
  for (const PlanChoice& plan : plans_)
    if (plan.pipeline == 1) points.push_back({plan});
  std::vector<PrefillWorker> workers;
  for (const Deployment& each : figures_of(points, steps, Work::prefill))
    if (each.fits) workers.push_back({each.plan, each[Served::first_token], each[Served::time_per_token]});
  return workers;
}

std::unique_ptr<AuditedVariant> Deployments::solved_at(const Deployment& deployment) const {
  return solved_at_once(scenario_, values_at(deployment));
}

std::unique_ptr<AuditedVariant> Deployments::audited_at(const Deployment& deployment) const {
  return audited_with(scenario_, values_at(deployment));
}

}  // namespace costcurve
