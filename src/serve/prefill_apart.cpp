#include "serve/prefill_apart.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "numeric/stable_order.h"

namespace costcurve {

namespace {

// What varies from fleet to fleet.
constexpr std::array<std::string_view, 8> chosen_of_fleet = {"prompt_time",      "prompt_step",   "decode_step",
                                                             "decode_sequences", "prefill_chips", "decode_chips",
                                                             "prefill_workers",  "decode_workers"};
// What the part says of both alike.
constexpr std::array<std::string_view, 9> said_of_both = {"input_per_request",
                                                          "cached_per_request",
                                                          "output_per_request",
                                                          "kv_per_token",
                                                          "network_bandwidth",
                                                          "network_efficiency",
                                                          "rent",
                                                          "power",
                                                          "server_power"};
constexpr std::array<std::string_view, 2> limits_of_time = {"time_per_token_limit", "first_token_limit"};

// Shares of the time that prefill workers work at most.
constexpr std::array<double, 4> uses_tried = {0.9, 0.7, 0.5, 0.3};

// Three of what a worker takes: the less of each the better.
using Takes = std::array<double, 3>;

// Those that no other beats in all three.
template <class Worker, class Taken>
std::vector<Worker> unbeaten(std::vector<Worker> workers, Taken taken) {
  sort_stably(workers, [&](const Worker& a, const Worker& b) { return taken(a) < taken(b); });
  std::vector<Worker> kept;
  for (const Worker& each : workers) {
    const Takes own = taken(each);
    // Whoever beats it comes before it.
    if (std::none_of(kept.begin(), kept.end(), [&](const Worker& other) {
          const Takes less = taken(other);
          return less[1] <= own[1] && less[2] <= own[2];
        }))
      kept.push_back(each);
  }
  return kept;
}

}  // namespace

PrefillApart::PrefillApart(const Deployments& deployments, std::shared_ptr<const Scenario> fleet)
    : deployments_(deployments), fleet_(std::move(fleet)) {
  if (!deployments_.may_be_apart()) return;
  audited_ = solved_at_once(fleet_, values());
  FigureQuantities quantities = {};
  for (std::size_t f = 0; f < served_count; ++f) {
    const auto figure = static_cast<Served>(f);
    quantities[f] = fleet_->quantity("fleet." + std::string(name_of(figure)));
  }
  for (const Served use : {Served::busy, Served::load})
    quantities[static_cast<std::size_t>(use)] = quantity("prefill_use");
  if (!deployments_.has_arrivals()) quantities[static_cast<std::size_t>(Served::load)].reset();
  std::vector<DeploymentLimit> limits;
  for (const Limit& limit : limits_of(*audited_, {})) {
    const bool is_of_time = std::any_of(limits_of_time.begin(), limits_of_time.end(), [&](std::string_view name) {
      return audited_->solution.formulas.mentions(limit.right, quantity(name));
    });
    limits.push_back({limit, is_of_time});
  }
  figures_.emplace(*audited_, quantities, std::move(limits));
}

std::size_t PrefillApart::quantity(std::string_view name) const {
  return *fleet_->quantity("fleet." + std::string(name));
}

// Decode workers always work: how many they answer at once is chosen, or follows from what arrives. What is paid for
// hours in which nobody asks is as much as of a deployment whose chips do both.
Values PrefillApart::values() const {
  Values values = {{quantity("decode_use"), 1}};
  for (const std::string_view name : chosen_of_fleet) values.emplace_back(quantity(name), 1);
  const auto give = [&](std::string_view name, const std::optional<double>& value) {
    if (value) values.emplace_back(quantity(name), *value);
  };
  for (const std::string_view name : said_of_both) give(name, deployments_.known(name));
  // What is solved first keeps any limit: a fleet that breaks one would have what the sheet assumes withdrawn.
  constexpr double very_long = 1e9;
  for (const std::string_view name : limits_of_time)
    if (deployments_.known(name)) give(name, very_long);
  constexpr double kept = 0;
  give("nodes_at_night", kept);
  give("peak_over_mean", 1 / deployments_.known("utilisation").value_or(1));
  give("arrival_cv2", deployments_.known("arrival_cv2"));
  give("length_cv2", deployments_.known("length_cv2"));
  // What engines take before a first token is seen they take here too.
  give("extra_steps", deployments_.known(deployments_.has_arrivals() ? "extra_steps" : "first_token_steps"));
  return values;
}

// Prefill workers work for at most so much of the time.
std::vector<FleetSize> PrefillApart::numbers_of_workers(const PrefillWorker& prefill, const Deployment& decode,
                                                        double output) const {
  constexpr double few = 4, many = 16;
  std::vector<FleetSize> sizes;
  const auto add = [&](double prefill_workers, double decode_workers) {
    const FleetSize size = {prefill_workers, decode_workers};
    if (prefill_workers >= 1 && decode_workers >= 1 && std::find(sizes.begin(), sizes.end(), size) == sizes.end())
      sizes.push_back(size);
  };
  for (const double use : uses_tried) {
    if (deployments_.has_arrivals()) {
      add(std::ceil(*deployments_.request_rate() * prefill.time / use), decode.deployments);
      continue;
    }
    // Prefill workers that one decode worker asks for (`balance` over `prefill_use`).
    const double each = decode.sequences / (output * decode[Served::time_per_token]) * prefill.time / use;
    // The smallest fleet, and the one whose prefill workers come nearest to so much work.
    FleetSize nearest;
    double most = 0;
    const auto look_at = [&](double x, double y) {
      if (x < 1 || y < 1 || y * each / x <= most) return;
      most = y * each / x;
      nearest = {x, y};
    };
    for (double n = 1; n <= few; ++n) {
      look_at(std::ceil(n * each), n);
      look_at(n, std::min(many, std::floor(n / each)));
    }
    add(std::ceil(each), 1);
    add(nearest.prefill, nearest.decode);
  }
  return sizes;
}

std::vector<Deployment> PrefillApart::all(double steps) const {
  if (!figures_ || !figures_->knows(Served::first_token) || !figures_->knows(Served::chips)) return {};
  const bool arrive = deployments_.has_arrivals();
  const std::vector<PrefillWorker> prefill =
      unbeaten(deployments_.prefill_workers(steps), [](const PrefillWorker& worker) {
        return Takes{worker.step, worker.time * worker.plan.chips(), worker.plan.chips()};
      });
  std::vector<Deployment> decode = deployments_.decode_workers(steps);
  std::erase_if(decode, [](const Deployment& worker) { return !worker.fits; });
  decode = unbeaten(std::move(decode), [&](const Deployment& worker) {
    const double token = worker[Served::time_per_token], chips = worker.plan.chips();
    return Takes{token, arrive ? worker.deployments * chips : token * chips / worker.sequences, arrive ? 0 : chips};
  });
  const double output = deployments_.known("output_per_request").value_or(1);
  std::vector<Deployment> fleets;
  std::vector<std::pair<const PrefillWorker*, const Deployment*>> workers;
  fleets.reserve(2 * uses_tried.size() * prefill.size() * decode.size());
  workers.reserve(fleets.capacity());
  for (const PrefillWorker& x : prefill)
    for (const Deployment& y : decode)
      for (const FleetSize& size : numbers_of_workers(x, y, output)) {
        Deployment& fleet = fleets.emplace_back();
        static_cast<DeploymentPoint&>(fleet) = y;
        fleet.prefill = {x.plan, size.prefill};
        fleet.deployments = size.decode;
        workers.emplace_back(&x, &y);
      }
  std::vector<DeploymentFigures::ByPlace> given;
  const auto gives = [&](std::string_view name, auto value) {
    given.emplace_back(quantity(name),
                       [&workers, value](std::size_t i) { return value(*workers[i].first, *workers[i].second); });
  };
  const auto chooses = [&](std::string_view name, auto value) {
    given.emplace_back(quantity(name), [&fleets, value](std::size_t i) { return value(fleets[i]); });
  };
  gives("prompt_time", [](const PrefillWorker& x, const Deployment&) { return x.time; });
  gives("prompt_step", [](const PrefillWorker& x, const Deployment&) { return x.step; });
  gives("decode_step", [](const PrefillWorker&, const Deployment& y) { return y[Served::time_per_token]; });
  gives("prefill_chips", [](const PrefillWorker& x, const Deployment&) { return x.plan.chips(); });
  gives("decode_chips", [](const PrefillWorker&, const Deployment& y) { return y.plan.chips(); });
  chooses("decode_sequences", [](const DeploymentPoint& fleet) { return fleet.sequences; });
  chooses("prefill_workers", [](const DeploymentPoint& fleet) { return fleet.prefill.workers; });
  chooses("decode_workers", [](const DeploymentPoint& fleet) { return fleet.deployments; });
  std::vector<std::size_t> places(fleets.size());
  std::iota(places.begin(), places.end(), 0U);
  figures_->work_out(fleets, places, given, [&](std::size_t q) {
    for (const std::string_view name : limits_of_time)
      if (q == quantity(name)) return deployments_.known(name).value_or(audited_->solution.found[q].value);
    return audited_->solution.found[q].value;
  });
  for (std::size_t i = 0; i < fleets.size(); ++i)
    for (const Served memory : {Served::most_sequences, Served::free_memory, Served::weights_memory})
      fleets[i][memory] = (*workers[i].second)[memory];
  return fleets;
}

}  // namespace costcurve
