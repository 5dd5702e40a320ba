// Fleets with prefill and decode apart: what a search comes to is what the sheet says of the same fleet, stated.

#include "serve/prefill_apart.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>

#include "support/support.h"

using namespace costcurve;
using namespace costcurve::testing;

namespace {

const std::string request = "input_per_request = '4096 token'\noutput_per_request = '1024 token'\n";
const std::string model = "llm = 'DeepSeek-V3'\nchip = 'H200'\nformat = 'fp8-block'\n" + request;
const std::string limits = "time_per_token_limit = '50 ms'\nfirst_token_limit = '900 ms'\n";

std::shared_ptr<const Scenario> scenario(const std::string& text) { return audited(text)->kept; }

std::shared_ptr<const Scenario> fleet() { return scenario("[fleet]\nsheet = 'disaggregated_serving'\n"); }

std::string worker(const std::string& name, const PlanChoice& plan, const std::string& more) {
  return fmt::format(
      "[{}]\nsheet = 'serving'\n{}tensor = {}\nreplicas = {}\nexpert_parallel = {}\ntwo_batches = '{}'\n{}\n", name,
      model, plan.tensor, plan.replicas, plan.expert_parallel, plan.two_batches ? "yes" : "no", more);
}

// The same fleet as a person would write it.
std::unique_ptr<AuditedVariant> stated(const Deployment& which, const std::string& more) {
  return audited(worker("prefill", which.prefill.plan, "prompts = 'alone'\nconcurrency = 1") +
                 worker("decode", which.plan, fmt::format("concurrency = {:.17g}", which.sequences)) +
                 fmt::format("[fleet]\nsheet = 'disaggregated_serving'\nchip = 'H200'\n{}prompt_time = "
                             "'prefill.prompt_time'\nprompt_step = 'prefill.prompt_step'\ndecode_step = "
                             "'decode.decode_step'\ndecode_sequences = 'decode.sequences'\nprefill_chips = {}\n"
                             "decode_chips = {}\nkv_per_token = 'decode.kv_per_token'\nprefill_workers = {}\n"
                             "decode_workers = {}\ndecode_use = 1\nrent = '3.50 USD/chip/h'\n{}",
                             request, which.prefill.plan.chips(), which.plan.chips(), which.prefill.workers,
                             which.deployments, more));
}

void expect_the_sheets_figures(const Deployment& which, const std::string& more) {
  const auto part = stated(which, more);
  INFO(which.text(), ", ", which.sequences, " at once");
  for (const Served figure : {Served::time_per_token, Served::first_token, Served::interactivity, Served::throughput,
                              Served::chip_throughput, Served::cost_per_output_token, Served::decode_cost,
                              Served::prefill_cost, Served::energy_per_output_token, Served::chips}) {
    INFO(name_of(figure));
    CHECK(which[figure] == doctest::Approx(value(*part, "fleet." + std::string(name_of(figure)))).epsilon(1e-9));
  }
  CHECK(which[Served::busy] == doctest::Approx(value(*part, "fleet.prefill_use")).epsilon(1e-9));
  CHECK(which[Served::most_sequences] == doctest::Approx(value(*part, "decode.most_sequences")).epsilon(1e-9));
}

const Deployment& cheapest(const std::vector<Deployment>& all) {
  const Deployment* best = nullptr;
  for (const Deployment& each : all)
    if (each.fits && each.keeps_times && (!best || is_better(Goal::cost, each, *best))) best = &each;
  REQUIRE(best);
  return *best;
}

}  // namespace

TEST_CASE("prefill apart: figures of a searched fleet are those of the sheet where it is stated") {
  Diagnostics mistakes;
  const Deployments deployments(scenario("[r1]\nsheet = 'serving'\n" + model + limits + "rent = '3.50 USD/chip/h'\n"),
                                "r1", {}, mistakes);
  REQUIRE(mistakes.empty());
  const std::vector<Deployment> all = PrefillApart(deployments, fleet()).all(1);
  REQUIRE(all.size() > 100);
  for (const Deployment& each : all) {
    CHECK(each.is_apart());
    CHECK(each[Served::busy] <= 0.9 * (1 + 1e-9));
  }
  // In a closed loop engines take five steps before a first token is seen.
  expect_the_sheets_figures(cheapest(all), "extra_steps = 5\n");
  for (std::size_t i = 0; i < all.size(); i += all.size() / 5) expect_the_sheets_figures(all[i], "extra_steps = 5\n");
}

TEST_CASE("prefill apart: requests that arrive at a rate are all answered, and each worker by as many as that takes") {
  constexpr double rate = 20;
  Diagnostics mistakes;
  const Deployments deployments(scenario("[r1]\nsheet = 'serving_queue'\n" + model + limits +
                                         "request_rate = '20/s'\narrival_cv2 = 2\nrent = '3.50 USD/chip/h'\n"),
                                "r1", {}, mistakes);
  REQUIRE(mistakes.empty());
  const std::vector<Deployment> all = PrefillApart(deployments, fleet()).all(1);
  const Deployment& best = cheapest(all);
  expect_the_sheets_figures(best, "arrival_cv2 = 2\n");
  for (const Deployment& each : all)
    if (each.fits) CHECK(each[Served::throughput] == doctest::Approx(rate * 1024).epsilon(1e-6));
}

TEST_CASE("prefill apart: of workers that are left out none makes a cheaper fleet") {
  Diagnostics mistakes;
  const Deployments deployments(
      scenario("[r1]\nsheet = 'serving'\n" + model + "time_per_token_limit = '50 ms'\nrent = '3.50 USD/chip/h'\n"),
      "r1", {}, mistakes);
  const Deployment best = cheapest(PrefillApart(deployments, fleet()).all(1));
  // Whatever takes in prompts and decodes at the least chip time for each that keeps the limit: no whole workers,
  // prefill workers at work for nine tenths of the time.
  double prefill = 1e9, decode = 1e9;
  for (const PrefillWorker& each : deployments.prefill_workers(1))
    prefill = std::min(prefill, each.time * each.plan.chips());
  for (const Deployment& each : deployments.decode_workers(1))
    if (each.fits && each.keeps_times)
      decode = std::min(decode, 1024 * each[Served::time_per_token] * each.plan.chips() / each.sequences);
  const double least = (prefill / 0.9 + decode) * 3.50 / 3600 / 1024;
  CHECK(best[Served::cost_per_output_token] >= least);
  CHECK(best[Served::cost_per_output_token] < 1.03 * least);
}

TEST_CASE("prefill apart: a plan, or a number at once, that is stated is that of a deployment whose chips do both") {
  for (const char* const said : {"tensor = 8\n", "chips = 16\n", "concurrency = 64\n"}) {
    Diagnostics mistakes;
    const Deployments deployments(scenario("[r1]\nsheet = 'serving'\n" + model + said), "r1", {}, mistakes);
    CHECK_FALSE(deployments.may_be_apart());
    CHECK(PrefillApart(deployments, fleet()).all(1).empty());
  }
}
