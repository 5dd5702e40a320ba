// Requests in time: by a law that one can work out by hand, and by the equations against their own formulas.

#include "serve/simulation.h"

#include <doctest/doctest.h>

#include <cmath>
#include <numeric>

#include "serve/drawn_requests.h"
#include "serve/step_law.h"
#include "support/support.h"

using namespace costcurve;
using namespace costcurve::testing;

namespace {

// A step takes 10 ms whatever it carries, a prompt 1 ms for each of its tokens.
StepLaw plain_law() {
  StepLaw law;
  law.base.assign(101, 0.010);
  law.slope.assign(101, 0);
  law.looks = law.memory = {{1, 1e6}, {1, 1e6}};
  law.added = {{10, 200}, {0, 100}, {0.010, 0.010, 0.200, 0.200}};
  law.replica_memory = 1e6;
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

TEST_CASE("a lone prompt takes its own replica's time, prompts of all replicas their shares") {
  StepLaw law = plain_law();
  law.replicas = 4;
  law.replica_memory = 1e6;
  // A prompt of 40 tokens lengthens steps by 40 ms as its share, and takes its own replica 160.
  CHECK(simulate(law, {{0, 40, 1}}).first_token[0] == doctest::Approx(0.170));
  const ServedRequests served = simulate(law, {{0, 40, 1}, {0, 40, 1}, {0, 40, 1}, {0, 40, 1}, {0, 40, 1}});
  // Of five one replica has two.
  CHECK(served.first_token[4] == doctest::Approx(0.010 + 5 * 0.040));
}

TEST_CASE("each replica takes in its budget in a step, and a long prompt takes several whoever else is there") {
  StepLaw law = plain_law();
  law.replicas = 2;
  law.budget = 50;
  // Two prompts of 50 in one step; one of 100 takes two steps of its replica.
  CHECK(simulate(law, {{0, 50, 1}, {0, 50, 1}}).first_token[1] == doctest::Approx(0.110));
  CHECK(simulate(law, {{0, 50, 1}, {0, 50, 1}, {0, 50, 1}}).first_token[2] == doctest::Approx(0.110 + 0.110));
  const ServedRequests served = simulate(law, {{0, 20, 101}, {0.060, 100, 1}});
  CHECK(served.steps == 100);
  CHECK(served.latency[0] == doctest::Approx(0.050 + 100 * 0.010 + 0.200));
}

TEST_CASE("an answer that ends between the steps of a long prompt leaves then") {
  StepLaw law = plain_law();
  law.budget = 50;
  // The prompt of 200 comes when one more token is to come: it is there with the first of its four steps.
  const ServedRequests served = simulate(law, {{0, 20, 5}, {0.055, 200, 1}});
  CHECK(served.latency[0] == doctest::Approx(0.060 + 0.010 + 0.050));
  CHECK(served.first_token[1] == doctest::Approx(0.060 - 0.055 + 0.010 + 0.200 + 0.75 * 0.010));
}

TEST_CASE("what does not fit waits until something ends; what never fits is left out") {
  StepLaw law = plain_law();
  law.replica_memory = 100;
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
    const std::optional<StepLaw> law = step_law(formula->kept, "part", {{0, 1024, 256}}, mistakes);
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
    const std::optional<StepLaw> law = step_law(part->kept, "part", {{0, 2048, 512}}, mistakes);
    REQUIRE(law);
    const ServedRequests served = simulate(*law, drawn_requests(50000, {double(rate), 1}, {{2048}, {512}}, 1));
    CHECK(mean(served.time_per_token) == doctest::Approx(value(*formula, "part.time_per_token")).epsilon(0.05));
    CHECK(mean(served.first_token) + value(*formula, "part.decode_step") ==
          doctest::Approx(value(*formula, "part.first_token")).epsilon(0.05));
  }
}

TEST_CASE("what an earlier request began with too is not computed again, but looked at") {
  StepLaw law = plain_law();
  CHECK(simulate(law, {{0, 50, 2, 30}}).first_token[0] == doctest::Approx(0.030));  // 20 tokens, and a step
  CHECK(simulate(law, {{0, 50, 2, 50}}).first_token[0] == doctest::Approx(0.011));  // its last token always
  law.look_back = {{1, 200}, {0, 100}, {0, 0.010, 0, 0.010}};
  CHECK(simulate(law, {{0, 50, 2, 30}}).first_token[0] == doctest::Approx(0.033));
}

TEST_CASE("a prompt that looks back takes as long as the equations say of so many cached tokens") {
  const std::string lengths = "input_per_request = '4096 token'\noutput_per_request = '512 token'\nconcurrency = 1";
  const auto part = audited("[part]\nsheet = 'serving'\n" + llama + lengths),
             cached = audited("[part]\nsheet = 'serving'\n" + llama + lengths + "\ncached_per_request = '3072 token'");
  Diagnostics mistakes;
  const std::optional<StepLaw> law = step_law(part->kept, "part", {{0, 4096, 512, 3072}}, mistakes);
  REQUIRE(law);
  CHECK(law->prompt({0, 4096, 512, 3072}, 1) == doctest::Approx(value(*cached, "part.prompt_time")).epsilon(0.01));
}

TEST_CASE("a prompt passes one stage after the other, as many as others fill") {
  StepLaw law = plain_law();
  law.stages = 3;
  const std::vector<TracedRequest> requests = {{0, 50, 101}, {0, 50, 101}, {0.495, 50, 11}};
  const ServedRequests served = simulate(law, requests);
  CHECK(served.first_token[0] == doctest::Approx(0.110));  // both in the step of nobody else
  CHECK(served.first_token[2] ==
        doctest::Approx(0.115));  // what is left of a step, its own, its prompt, one more stage
}

TEST_CASE("arrivals are drawn the same from one seed, at their rate and as unevenly as is said") {
  for (const double cv2 : {0.0, 0.3, 0.5, 1.0, 4.0}) {
    const auto drawn = [&] { return drawn_requests(100000, {5, cv2}, {{10}, {10}}, 1); };
    const std::vector<TracedRequest> a = drawn(), b = drawn();
    CHECK(a.back().arrival == b.back().arrival);
    CHECK(a.back().arrival == doctest::Approx(20000).epsilon(0.03));
    double squares = 0;
    for (std::size_t i = 1; i < a.size(); ++i) squares += std::pow((a[i].arrival - a[i - 1].arrival) * 5 - 1, 2);
    CHECK(squares / 99999 == doctest::Approx(cv2).epsilon(0.05));
  }
}

TEST_CASE("lengths are drawn around their mean") {
  const std::vector<double> drawn = drawn_around(100000, 1000, 0.5, 3);
  CHECK(mean(drawn) == doctest::Approx(1000).epsilon(0.02));
}

TEST_CASE("what a request takes does not depend on which others there are") {
  const std::string lengths = "input_per_request = '64 token'\noutput_per_request = '32 token'\nconcurrency = 1";
  const auto part = audited("[part]\nsheet = 'serving'\n" + llama + lengths);
  Diagnostics mistakes;
  const TracedRequest brief{0, 64, 32}, endless{0, 1e9, 10};
  const std::optional<StepLaw> alone = step_law(part->kept, "part", {brief}, mistakes),
                               beside = step_law(part->kept, "part", {brief, {0, 100000, 10}, endless}, mistakes);
  REQUIRE(alone);
  REQUIRE(beside);
  CHECK(alone->prompt(brief, 3) == beside->prompt(brief, 3));
  CHECK(alone->memory_of(brief) == doctest::Approx(beside->memory_of(brief)).epsilon(1e-12));
  CHECK(alone->most_sequences == beside->most_sequences);
  CHECK(alone->step(7, 7 * alone->looks.at(80)) == doctest::Approx(beside->step(7, 7 * beside->looks.at(80))));
  CHECK(alone->prompt(brief, 1) == doctest::Approx(value(*part, "part.prompt_time")).epsilon(1e-3));
  CHECK_FALSE(beside->is_taken(endless));
}

TEST_CASE("a request takes the memory of its own context, states and windows included") {
  const std::string model = "llm = 'gpt-oss-120b'\nchip = 'H100'\nformat = 'mxfp4-bf16'\ntensor = 1\n";
  const auto at = [&](int input) {
    return audited("[part]\nsheet = 'serving'\n" + model + "output_per_request = '300 token'\nconcurrency = 1\n" +
                   "input_per_request = '" + std::to_string(input) + " token'\ncontext = '" +
                   std::to_string(input + 300) + " token'");
  };
  Diagnostics mistakes;
  std::vector<TracedRequest> requests(1000, {0, 20, 10});
  requests.push_back({0, 8000, 300});
  const std::optional<StepLaw> law = step_law(at(60)->kept, "part", requests, mistakes);
  REQUIRE(law);
  for (const int input : {60, 1000, 8000})
    CHECK(law->memory_of({0, double(input), 300}) ==
          doctest::Approx(value(*at(input), "part.sequence_memory")).epsilon(1e-9));
}
