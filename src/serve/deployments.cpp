#include "serve/deployments.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "numeric/machine.h"
#include "program/space.h"
#include "serve/legality.h"
#include "serve/part_alone.h"
#include "solve/undetermined.h"
#include "text/listing.h"

namespace costcurve {

std::string_view name_of(Served figure) {
  constexpr std::array<std::string_view, served_count> names = {"time_per_token",
                                                                "first_token",
                                                                "interactivity",
                                                                "throughput",
                                                                "chip_throughput",
                                                                "cost_per_output_token",
                                                                "decode_cost",
                                                                "prefill_cost",
                                                                "energy_per_output_token",
                                                                "most_sequences",
                                                                "free_memory",
                                                                "weights_memory",
                                                                "chips",
                                                                "busy",
                                                                "load"};
  return names[static_cast<std::size_t>(figure)];
}

bool is_better(Goal goal, const Deployment& a, const Deployment& b) {
  const auto cost = [](const Deployment& x) {
    const double known = x[Served::cost_per_output_token];
    return std::isfinite(known) ? known : 1 / x[Served::chip_throughput];
  };
  if (goal == Goal::latency && a[Served::time_per_token] != b[Served::time_per_token])
    return a[Served::time_per_token] < b[Served::time_per_token];
  if (goal == Goal::chips && a[Served::chips] != b[Served::chips]) return a[Served::chips] < b[Served::chips];
  return cost(a) < cost(b);
}

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

double Deployments::known(std::string_view name, double otherwise) const {
  const std::optional<std::size_t> q = quantity(name);
  return q && audited_->solution.knows(*q) ? audited_->solution.found[*q].value : otherwise;
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
  audited_ = solved_with(scenario_, values_at({}));
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

struct StatedNumber {
  const char* name;
  std::optional<double> PlanSpace::*number;
};
constexpr std::array<StatedNumber, 5> stated_numbers = {{{"chips", &PlanSpace::chips},
                                                         {"tensor", &PlanSpace::tensor},
                                                         {"pipeline", &PlanSpace::pipeline},
                                                         {"replicas", &PlanSpace::replicas},
                                                         {"expert_parallel", &PlanSpace::expert_parallel}}};

// The next numbers of chips below and above that have a plan.
std::vector<std::string> chips_that_would_do(PlanSpace space) {
  constexpr double most = 1024;
  std::vector<std::string> found;
  const double stated = space.chips.value_or(0);
  const auto take_first = [&](double from, double step) {
    for (double chips = from; chips >= 1 && chips <= most; chips += step) {
      space.chips = chips;
      if (plans(space).empty()) continue;
      found.push_back(fmt::format("chips = {:.0f}", chips));
      return;
    }
  };
  if (space.chips) {
    take_first(std::floor(stated) - 1, -1);
    take_first(std::floor(stated) + 1, 1);
  }
  return found;
}

}  // namespace

// Each change that is named was tried.
void Deployments::report_no_plan(Diagnostics& diagnostics) const {
  std::vector<std::string> stated, notes;
  for (const StatedNumber& one : stated_numbers) {
    if (!(space_.*one.number)) continue;
    stated.push_back(fmt::format("{} = {:g}", one.name, *(space_.*one.number)));
    PlanSpace open = space_;
    (open.*one.number).reset();
    if (!costcurve::plans(open).empty()) notes.push_back(fmt::format("leave `{}.{}` open", part_, one.name));
  }
  if (const std::vector<std::string> chips = chips_that_would_do(space_); !chips.empty())
    notes.push_back(listed(chips, "or") + " would do");
  diagnostics.add(without_place(
      fmt::format("no plan has {} and divides {:.0f} attention heads", listed(stated), space_.heads), notes));
}

namespace {

// "the catalog's RTX-4090 has no network_bandwidth: say it in `llama`": what is not known of it stays unknown.
std::string what_the_chip_lacks(const AuditedVariant& audited, const std::string& part) {
  constexpr std::array<std::string_view, 6> needed = {
      "memory", "memory_bandwidth", "link_bandwidth", "network_bandwidth", "domain", "peak_bf16"};
  const auto& attributes = audited.scenario.part(part)->attributes;
  const auto chip = attributes.find("chip");
  if (chip == attributes.end()) return {};
  std::vector<std::string> lacking;
  for (const std::string_view name : needed)
    if (const auto q = audited.scenario.quantity(part + "." + std::string(name)); q && !audited.solution.knows(*q))
      lacking.emplace_back(name);
  if (lacking.empty()) return {};
  return fmt::format("the catalog's {} has no {}: say {} in `{}`", chip->second, listed(lacking),
                     lacking.size() == 1 ? "it" : "them", part);
}

// "with llama.llm or llama.layers and llama.hidden it is": the smallest sets of further givens.
std::vector<std::string> what_would_do(const AuditedVariant& audited, std::size_t quantity) {
  constexpr std::size_t most = 3;
  const Relations& relations = *audited.scenario.relations;
  std::vector<std::string> notes;
  for (const std::vector<std::size_t>& set : what_is_missing(relations, audited.solution, quantity).sets) {
    std::vector<std::string> names;
    for (const std::size_t q : set) names.push_back(relations.quantities[q].name);
    if (notes.size() < most) notes.push_back(fmt::format("with {} it is", listed(names)));
  }
  if (const std::string& part = relations.quantities[quantity].part; !part.empty())
    if (const std::string lacking = what_the_chip_lacks(audited, part); !lacking.empty()) notes.push_back(lacking);
  notes.emplace_back("`llm`, `chip`, `format` and the tokens of a request say everything that is needed");
  return notes;
}

bool mentions(const Graph& graph, const Limit& limit, std::size_t quantity) {
  return graph.mentions(limit.left, quantity) || graph.mentions(limit.right, quantity);
}

}  // namespace

void Deployments::compile_figures(Diagnostics& diagnostics) {
  // Other numbers of chips than were looked at first may contradict what is said of them.
  if (space_.chips || has_arrivals()) audited_ = solved_with(scenario_, values_of_one());
  const Relations& relations = *scenario_->relations;
  std::vector<NodeId> roots;
  for (std::size_t f = 0; f < served_count; ++f) {
    const std::optional<std::size_t> q = quantity(static_cast<Served>(f));
    known_[f] = q && audited_->solution.knows(*q);
    if (!known_[f]) continue;
    outputs_.push_back(f);
    roots.push_back(relations.quantities[*q].symbol);
  }
  for (const Served needed : {Served::time_per_token, Served::most_sequences}) {
    if (known_[static_cast<std::size_t>(needed)]) continue;
    const std::size_t q = *quantity(needed);
    diagnostics.add(
        without_place(fmt::format("{} is not determined, so no deployment can be judged", relations.quantities[q].name),
                      what_would_do(*audited_, q)));
    return;
  }
  const std::optional<std::size_t> token_limit = quantity("time_per_token_limit"),
                                   first_limit = quantity("first_token_limit");
  for (const Limit& limit : limits_of(*audited_, {})) {
    limits_.push_back(limit);
    const Graph& graph = audited_->solution.formulas;
    is_of_time_.push_back(mentions(graph, limit, *token_limit) || mentions(graph, limit, *first_limit));
    roots.insert(roots.end(), {limit.left, limit.right});
  }
  program_ = compile(relations, audited_->solution, roots);
}

namespace {

// Keeps what it reads: each point is one thread's.
class DeploymentReader final : public StripReader {
 public:
  DeploymentReader(std::vector<Deployment>& all, const std::vector<std::size_t>& outputs,
                   const std::vector<Limit>& limits, const std::vector<bool>& is_of_time)
      : all_(all), outputs_(outputs), limits_(limits), is_of_time_(is_of_time) {}

  std::unique_ptr<StripReader> another() const override {
    return std::make_unique<DeploymentReader>(all_, outputs_, limits_, is_of_time_);
  }

  void read(const PointStrip& strip) override {
    for (std::size_t i = 0; i < strip.count; ++i) {
      Deployment& deployment = all_[strip.points[i]];
      deployment.figures.fill(std::numeric_limits<double>::quiet_NaN());
      for (std::size_t o = 0; o < outputs_.size(); ++o) deployment.figures[outputs_[o]] = strip.outputs[o][i];
      deployment.fits = deployment.keeps_times = true;
      for (std::size_t l = 0; l < limits_.size(); ++l) {
        const double left = strip.outputs[outputs_.size() + 2 * l][i],
                     right = strip.outputs[outputs_.size() + 2 * l + 1][i];
        if (!meets(limits_[l].broken, left, right)) continue;
        (is_of_time_[l] ? deployment.keeps_times : deployment.fits) = false;
      }
      // Waits without end are no numbers.
      if (!std::isfinite(deployment[Served::time_per_token])) deployment.fits = false;
    }
  }

  void join(StripReader&) override {}

 private:
  std::vector<Deployment>& all_;
  const std::vector<std::size_t>& outputs_;
  const std::vector<Limit>& limits_;
  const std::vector<bool>& is_of_time_;
};

}  // namespace

std::vector<Deployment> Deployments::figures_of(const std::vector<DeploymentPoint>& points, double steps) const {
  constexpr std::size_t points_worth_threads = 1U << 14U;
  std::vector<Deployment> all(points.size());
  for (std::size_t i = 0; i < points.size(); ++i) static_cast<DeploymentPoint&>(all[i]) = points[i];
  if (points.empty() || !program_) return all;
  SpaceAxis axis;
  axis.size = points.size();
  const auto gives = [&](std::string_view name, auto value) {
    const std::optional<std::size_t> q = quantity(name);
    if ((stated(name) && name != "deployments") || !q || !program_->input_of(*q)) return;
    axis.gives.push_back({*q, [&points, value](std::size_t i) { return value(points[i]); }});
  };
  using Point = DeploymentPoint;
  gives("tensor", [](const Point& point) { return point.plan.tensor; });
  gives("replicas", [](const Point& point) { return point.plan.replicas; });
  gives("pipeline", [](const Point& point) { return point.plan.pipeline; });
  gives("expert_parallel", [](const Point& point) { return point.plan.expert_parallel; });
  gives("two_batches", [](const Point& point) { return point.plan.two_batches ? 1.0 : 0.0; });
  gives(has_arrivals() ? "sequences" : "concurrency", [](const Point& point) { return point.sequences; });
  gives("deployments", [](const Point& point) { return point.deployments; });
  const std::optional<std::size_t> structure = quantity("structure");
  const Space space(*program_, {}, {}, {axis}, [&](std::size_t q) {
    const double value = audited_->solution.found[q].value;
    return q == structure ? value * steps : value;
  });
  DeploymentReader reader(all, outputs_, limits_, is_of_time_);
  space.read(reader, points.size() < points_worth_threads ? 1 : static_cast<unsigned>(threads_of_machine()));
  worked_out_ += points.size();
  return all;
}

std::vector<Deployment> Deployments::work_out(std::vector<DeploymentPoint> points, double steps) const {
  if (has_arrivals()) settle(points, steps);
  return figures_of(points, steps);
}

std::unique_ptr<AuditedVariant> Deployments::solved_at(const Deployment& deployment) const {
  return solved_with(scenario_, values_at(deployment));
}

std::unique_ptr<AuditedVariant> Deployments::audited_at(const Deployment& deployment) const {
  return audited_with(scenario_, values_at(deployment));
}

std::vector<Deployment> frontier(const std::vector<Deployment>& all) {
  std::vector<Deployment> candidates;
  std::copy_if(all.begin(), all.end(), std::back_inserter(candidates),
               [](const Deployment& each) { return each.fits && each[Served::time_per_token] > 0; });
  std::stable_sort(candidates.begin(), candidates.end(), [](const Deployment& a, const Deployment& b) {
    return a[Served::interactivity] != b[Served::interactivity]
               ? a[Served::interactivity] > b[Served::interactivity]
               : a[Served::chip_throughput] > b[Served::chip_throughput];
  });
  std::vector<Deployment> front;
  double most = 0;
  for (const Deployment& each : candidates)
    if (each[Served::chip_throughput] > most) {
      most = each[Served::chip_throughput];
      front.push_back(each);
    }
  std::reverse(front.begin(), front.end());
  return front;
}

}  // namespace costcurve
