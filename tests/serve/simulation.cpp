// Requests in time: by a law that one can work out by hand, and by the equations against their own formulas.

#include "serve/simulation.h"

#include <doctest/doctest.h>

#include <cmath>
#include <numeric>

#include "serve/step_law.h"
#include "serve/trace.h"
#include "support/support.h"

using namespace costcurve;
using namespace costcurve::testing;

namespace {

// A step takes 10 ms whatever it carries, a prompt 1 ms for each of its tokens.
StepLaw plain_law() {
  StepLaw law;
  law.base.assign(101, 0.010);
  law.slope.assign(101, 0);
  law.token_step = 10;
  law.sequence_step = 10;
  law.added.assign(20, std::vector<double>(12));
  for (std::size_t i = 0; i < law.added.size(); ++i)
    for (double& added : law.added[i]) added = 0.010 * static_cast<double>(i);
  law.cache_tokens = 1e6;
  law.most_sequences = 100;
  return law;
}

double mean(const std::vector<double>& values) {
  double sum = 0, count = 0;
  for (const double value : values)
    if (std::isfinite(value)) sum += value, ++count;
  return sum / count;
}

const std::string llama = "llm = 'Llama-3.1-70B'\nchip = 'H100'\nformat = 'fp8-static'\ntensor = 2\n";

}  // namespace

TEST_CASE("one request takes its prompt and a step for each token") {
  const ServedRequests served = simulate(plain_law(), {{0, 50, 11}});
  CHECK(served.first_token[0] == doctest::Approx(0.060));
  CHECK(served.time_per_token[0] == doctest::Approx(0.010));
  CHECK(served.latency[0] == doctest::Approx(0.160));
}

TEST_CASE("a request that arrives during a step waits for its end, and its prompt holds up the others") {
  const ServedRequests served = simulate(plain_law(), {{0, 50, 101}, {0.065, 50, 11}});
  // It arrives in the step from 60 to 70 ms; its own step takes 10 ms and its prompt 50.
  CHECK(served.first_token[1] == doctest::Approx(0.065));
  CHECK(served.latency[0] == doctest::Approx(0.060 + 100 * 0.010 + 0.050));
}

TEST_CASE("what does not fit waits until something ends; what never fits is left out") {
  StepLaw law = plain_law();
  law.cache_tokens = 100;
  const ServedRequests served = simulate(law, {{0, 50, 11}, {0.001, 50, 11}, {0.002, 200, 11}});
  CHECK(served.first_token[1] == doctest::Approx(0.160 - 0.001 + 0.060));
  CHECK(served.too_long == 1);
  CHECK(std::isnan(served.latency[2]));
}

TEST_CASE("a leap is as long as its steps: contexts grow by a token each") {
  StepLaw law = plain_law();
  law.slope.assign(101, 1e-6);
  law.slope[0] = 0;
  const ServedRequests served = simulate(law, {{0, 50, 1001}});
  // The step that gives token k + 1 sees 50 + k tokens.
  double time = 0;
  for (int k = 1; k <= 1000; ++k) time += 0.010 + 1e-6 * (50 + k);
  CHECK(served.latency[0] - served.first_token[0] == doctest::Approx(time).epsilon(1e-12));
}

TEST_CASE("a simulation agrees with the formula of a closed loop within 2 %") {
  for (const int clients : {16, 64, 128}) {
    const auto formula = audited(
        "[part]\nsheet = 'serving'\n" + llama +
        "input_per_request = '1024 token'\noutput_per_request = '256 token'\nconcurrency = " + std::to_string(clients));
    Diagnostics mistakes;
    const std::optional<StepLaw> law = step_law(formula->kept, "part", {1152, 1024}, mistakes);
    REQUIRE(law);
    const ServedRequests served =
        simulate_clients(*law, static_cast<std::size_t>(clients), std::vector<TracedRequest>(4000, {0, 1024, 256}));
    CHECK(mean(served.time_per_token) == doctest::Approx(value(*formula, "part.time_per_token")).epsilon(0.02));
  }
}

TEST_CASE("a simulation agrees with the formulas of an open loop within 5 % to a load of 0.7") {
  for (const int rate : {1, 2, 3}) {
    const auto formula =
        audited("[part]\nsheet = 'serving_queue'\n" + llama +
                "input_per_request = '2048 token'\noutput_per_request = '512 token'\nrequest_rate = '" +
                std::to_string(rate) + "/s'");
    Diagnostics mistakes;
    const auto part = audited("[part]\nsheet = 'serving'\n" + llama +
                              "input_per_request = '2048 token'\noutput_per_request = '512 token'\nconcurrency = 1");
    const std::optional<StepLaw> law = step_law(part->kept, "part", {2304, 2048}, mistakes);
    REQUIRE(law);
    const ServedRequests served = simulate(*law, drawn_requests(50000, rate, 2048, 512, 1));
    CHECK(mean(served.time_per_token) == doctest::Approx(value(*formula, "part.time_per_token")).epsilon(0.05));
    CHECK(mean(served.first_token) + value(*formula, "part.decode_step") ==
          doctest::Approx(value(*formula, "part.first_token")).epsilon(0.05));
  }
}

TEST_CASE("what an earlier request began with too is not computed again, but looked at") {
  StepLaw law = plain_law();
  CHECK(simulate(law, {{0, 50, 2, 30}}).first_token[0] == doctest::Approx(0.030));  // 20 tokens, and a step
  CHECK(simulate(law, {{0, 50, 2, 50}}).first_token[0] == doctest::Approx(0.011));  // its last token always
  law.look_back.assign(20, 1e-4);
  CHECK(simulate(law, {{0, 50, 2, 30}}).first_token[0] == doctest::Approx(0.033));
}

TEST_CASE("a prompt that looks back takes as long as the equations say of so many cached tokens") {
  const std::string lengths = "input_per_request = '4096 token'\noutput_per_request = '512 token'\nconcurrency = 1";
  const auto part = audited("[part]\nsheet = 'serving'\n" + llama + lengths),
             cached = audited("[part]\nsheet = 'serving'\n" + llama + lengths + "\ncached_per_request = '3072 token'");
  Diagnostics mistakes;
  const std::optional<StepLaw> law = step_law(part->kept, "part", {4352, 4096}, mistakes);
  REQUIRE(law);
  CHECK(law->prompt({0, 4096, 512, 3072}, 1) == doctest::Approx(value(*cached, "part.prompt_time")).epsilon(0.01));
}

TEST_CASE("a prompt passes one stage after the other") {
  StepLaw law = plain_law();
  law.stages = 2;
  const ServedRequests served = simulate(law, {{0, 50, 11}});
  CHECK(served.first_token[0] == doctest::Approx(0.110));
}

TEST_CASE("arrivals are drawn the same from one seed, at their rate") {
  const std::vector<TracedRequest> a = drawn_requests(20000, 5, 10, 10, 1), b = drawn_requests(20000, 5, 10, 10, 1);
  CHECK(a.back().arrival == b.back().arrival);
  CHECK(a.back().arrival == doctest::Approx(4000).epsilon(0.03));
}
