// Shards of a search, each an answer of its own, come together to what one search says.

#include <doctest/doctest.h>

#include <string>

#include "support/support.h"

using namespace costcurve;
using namespace costcurve::testing;

namespace {

const std::string run_of_64 =
    "[run]\nsheet = \"parallel_training\"\nllm = \"GPT-3\"\nchip = \"A100-80GB\"\nsequence = \"2048 token\"\n"
    "batch = 512\nchips = 64\ntensor = 8\n";

Outcome answered(MemoryFiles& files, const std::string& options) {
  return run_line("costcurve plan mine.toml " + options, static_cast<const Files&>(files));
}

// All but how many plans each had to work out, which depends on what was found before.
std::string without_count(const std::string& text) { return text.substr(0, text.find("searched:")); }

}  // namespace

TEST_CASE("what shards found is merged to what one search finds, in any order") {
  MemoryFiles files(&source_disk());
  files.put("mine.toml", run_of_64);
  for (const std::string k : {"1", "2", "3"})
    files.put("shards/" + k + ".json", answered(files, "--shard " + k + "/3 --format json").out);
  const std::string whole = answered(files, "").out;
  REQUIRE(whole.starts_with("The fastest plan is TP8"));
  CHECK(without_count(answered(files, "--merge shards").out) == without_count(whole));
  CHECK(without_count(answered(files, "--merge shards/3.json --merge shards/1.json --merge shards/2.json").out) ==
        without_count(whole));
}

TEST_CASE("what is no shard, is missing or is another run's is told") {
  MemoryFiles files(&source_disk());
  files.put("mine.toml", run_of_64);
  files.put("1.json", answered(files, "--shard 1/3 --format json").out);
  files.put("other.json", answered(files, "--set run.chips=128 --shard 2/3 --format json").out);
  files.put("batch.json", answered(files, "--set run.batch=256 --shard 2/3 --format json").out);
  files.put("every.json", answered(files, "--every --shard 2/3 --format json").out);
  files.put("none.json", "{\"shard\": 1, \"shards\": 2}");
  files.put("broken.json", "{\"shard\": 1,");
  for (const auto& [options, said] : {std::pair<std::string, std::string>{"--merge 1.json", "1 of 3 shards are there"},
                                      {"--merge 1.json --merge 1.json", "1.json is shard 1 of 3"},
                                      {"--merge 1.json --merge other.json", "other.json is of 128 chips"},
                                      {"--merge 1.json --merge batch.json", "batch.json answers another question"},
                                      {"--merge 1.json --merge every.json", "every.json answers another question"},
                                      {"--set run.chips=? --best money --shard 1/3", "one number of chips"},
                                      {"--merge none.json", "none.json is no shard of a plan"},
                                      {"--merge broken.json", "error"},
                                      {"--merge gone.json", "gone.json cannot be read"}}) {
    const Outcome outcome = answered(files, options);
    CHECK(outcome.exit == 2);
    CHECK_MESSAGE(outcome.err.find(said) != std::string::npos, outcome.err);
  }
}
