// What the best plan is best at: how long the run takes and not how long its steps do, and the fewest chips there are.

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <string>

#include "planner/planner.h"
#include "support/support.h"

using namespace costcurve;
using namespace costcurve::testing;

namespace {

std::string planned(const std::string& part, const std::string& options) {
  MemoryFiles files(&source_disk());
  files.put("mine.toml", "[run]\nsheet = \"parallel_training\"\n" + part);
  return run_line("costcurve plan mine.toml " + options, static_cast<const Files&>(files)).out;
}

// "The fastest plan is ... on 8 H100", however its lines are broken.
std::string lead_of(std::string text) {
  text.resize(std::min(text.size(), text.find(": a step")));
  std::replace(text.begin(), text.end(), '\n', ' ');
  text.erase(std::unique(text.begin(), text.end(), [](char a, char b) { return a == ' ' && b == ' '; }), text.end());
  return text;
}

double hours_of(const std::string& json) {
  const std::string words = "\"duration\": {\"value\":";
  const std::size_t found = json.find(words);
  return found == std::string::npos ? 0 : std::stod(json.substr(found + words.size()));
}

// Numbers of chips one after the other, each with every plan of it.
int fewest_of_all(const std::string& part, const std::string& within, int most) {
  for (int chips = 1; chips <= most; ++chips)
    if (planned(part, "--every --set run.chips=" + std::to_string(chips) + within).starts_with("The fastest plan is"))
      return chips;
  return 0;
}

}  // namespace

TEST_CASE("the fastest of several numbers of chips is that whose run takes least, for more chips fail more often") {
  const std::string run =
      "llm = \"Llama-3.1-405B\"\nchip = \"H100\"\nsequence = \"4096 token\"\nbatch = 128\ntensor = 8\npipeline = 16\n"
      "microbatch = 1\ntokens = \"1 T token\"\nrent = \"2 USD/chip/h\"\n"
      "chip_time_between_failures = \"2 k chip h\"\n";
  std::string best;
  double least = HUGE_VAL;
  for (const auto& [chips, count] : {std::pair("1024", "1,024"), std::pair("4096", "4,096"), std::pair("8192", "8,192"),
                                     std::pair("16384", "16,384")}) {
    const double hours = hours_of(planned(run, "--format json --set run.chips=" + std::string(chips)));
    REQUIRE(hours > 0);
    if (hours < least) best = count;
    least = std::min(least, hours);
  }
  CHECK(best != "16,384");
  CHECK(lead_of(planned(run, "--over 'chips = 1024, 4096, 8192, 16384'")).ends_with(" on " + best + " H100"));
}

TEST_CASE("the fewest chips are the fewest, whatever is stated of the run") {
  struct Run {
    std::string part, within;
    int most;
  };
  const std::string llama = "llm = \"Llama-3.1-8B\"\nchip = \"H100\"\nsequence = \"4096 token\"\nbatch = 64\n",
                    qwen = "llm = \"Qwen3-30B-A3B\"\nchip = \"H100\"\nsequence = \"4096 token\"\nbatch = 64\n";
  for (const auto& [part, within, most] :
       {Run{llama + "tokens = \"100 B token\"\nfrozen = \"yes\"\n", " --within '30 days'", 12},
        Run{llama + "tokens = \"100 B token\"\nleft_out = \"0.5x\"\n", " --within '20 days'", 12},
        Run{llama + "tokens = \"100 B token\"\nmachine_share = 1.2\nstream_share = 1\nhost_time = \"1 us\"\n",
            " --within '25 days'", 12},
        Run{qwen + "tokens = \"200 B token\"\nleft_out_of_mixtures = \"0.6x\"\ngrouped_share = 1\n",
            " --within '25 days'", 12},
        Run{qwen, "", 16}}) {
    CAPTURE(part);
    const int fewest = fewest_of_all(part, within, most);
    const std::string found = lead_of(planned(part, "--best chips" + within));
    CAPTURE(found);
    REQUIRE(fewest > 1);
    CHECK(found.ends_with(" on " + std::to_string(fewest) + " H100"));
  }
}

TEST_CASE("what takes a step adds up to the step") {
  std::mt19937 random(7);
  const auto of = [&](const std::vector<std::string>& words) { return words[random() % words.size()]; };
  for (int i = 0; i < 60; ++i) {
    std::string part = "[run]\nsheet = \"parallel_training\"\nllm = \"" +
                       of({"GPT-3", "DeepSeek-V3", "Qwen3-30B-A3B", "Qwen3.5-397B-A17B", "GLM-5"}) + "\"\nchip = \"" +
                       of({"A100-80GB", "H100", "MI300X"}) + "\"\nsequence = \"4096 token\"\nbatch = 1024\n";
    part += "data = 16\ntensor = " + of({"1", "2", "8"}) + "\npipeline = " + of({"1", "2", "8"}) +
            "\nmicrobatch = " + of({"1", "4"}) + "\ncontext = " + of({"1", "2"}) + "\n";
    for (const auto& [name, words] : std::vector<std::pair<std::string, std::vector<std::string>>>{
             {"zero", {"0", "1", "2", "3"}},
             {"recompute", {"none", "selective", "light", "full"}},
             {"offload", {"none", "optimizer", "activations"}},
             {"balanced", {"yes", "no"}},
             {"frozen", {"yes", "no"}},
             {"overlap", {"yes", "no"}},
             {"overlap_tensor", {"yes", "no"}},
             {"dual_pipe", {"yes", "no"}},
             {"attention", {"unfused", "v2"}},
             {"launch", {"eager", "graph"}},
             {"left_out", {"0.5x", "1x", "1.3x"}},
             {"left_out_of_mixtures", {"0.8x", "1x"}}})
      part += name + " = \"" + of(words) + "\"\n";
    CAPTURE(part);
    const auto plan = audited(part);
    double sum = 0;
    for (const PlannedRun::Term& term :
         terms_of_step([&](std::string_view name) { return value(*plan, "run." + std::string(name)); }))
      sum += term.seconds;
    REQUIRE(value(*plan, "run.step") > 0);
    CHECK(sum == doctest::Approx(value(*plan, "run.step")).epsilon(1e-9));
  }
}
