// Whole processes, side by side: an empty one, `check` on the R1 scenario, the launcher in front of it, a thousand
// scenario files in one process, an import, comparisons. Runs are interleaved, so that a noisy neighbour disturbs all
// alike; medians are printed.
//
//   cmake --preset release && cmake --build build/release
//   cmake --preset bench && cmake --build build/bench && build/bench/bench_whole_process

#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "machine/location.h"

extern char** environ;

namespace {

namespace files = std::filesystem;

struct Run {
  double milliseconds = 0;
  long kilobytes = 0;
};

Run run(const std::vector<std::string>& words) {
  std::vector<char*> arguments;
  for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  const auto start = std::chrono::steady_clock::now();
  pid_t child = 0;
  if (posix_spawn(&child, arguments[0], &actions, nullptr, arguments.data(), environ) != 0) std::exit(2);
  int status = 0;
  rusage usage{};
  wait4(child, &status, 0, &usage);
  const auto end = std::chrono::steady_clock::now();
  posix_spawn_file_actions_destroy(&actions);
  return {std::chrono::duration<double, std::milli>(end - start).count(), usage.ru_maxrss};
}

struct Contender {
  std::string name;
  std::vector<std::string> words;
  std::vector<double> times;
  long kilobytes = 0;

  double median() {
    std::nth_element(times.begin(), times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2), times.end());
    return times[times.size() / 2];
  }
};

void thousand(const char* what, const std::string& program, const files::path& scenario, const files::path& folder) {
  std::vector<std::string> check = {program, "check"};
  for (int i = 0; i < 1000; ++i) {
    const files::path copy = folder / (std::to_string(i) + ".toml");
    files::copy_file(scenario, copy, files::copy_options::overwrite_existing);
    check.push_back(copy);
  }
  Contender all{what, check, {}, 0};
  for (int round = 0; round < 11; ++round) all.times.push_back(run(check).milliseconds);
  std::printf("%-48s %9.0f ms, %.2f ms each\n", what, all.median(), all.median() / 1000);
}

// A map of prices as large as LiteLLM's: 3,000 models of 90 providers, 15 keys each, 1.4 MB.
void write_price_map(const files::path& path) {
  std::ofstream file(path);
  file << "{";
  for (int i = 0; i < 3000; ++i)
    file << (i ? ",\n" : "\n") << "    \"provider" << i % 90 << "/vendor/a-model-of-" << i << "b-instruct\": {\n"
         << "        \"cache_read_input_token_cost\": 3e-07,\n        \"input_cost_per_token\": " << i % 37 << "e-07,\n"
         << "        \"litellm_provider\": \"provider" << i % 90 << "\",\n        \"max_input_tokens\": 131072,\n"
         << "        \"max_output_tokens\": 8192,\n        \"max_tokens\": 8192,\n        \"mode\": \"chat\",\n"
         << "        \"output_cost_per_token\": 1.5e-05,\n        \"supports_function_calling\": true,\n"
         << "        \"supports_response_schema\": true,\n        \"supports_tool_choice\": true,\n"
         << "        \"supports_vision\": true,\n        \"supports_prompt_caching\": true\n    }";
  file << "\n}\n";
}

// The first import writes every file of the catalog; a second one finds them as they are.
void imports(const std::string& program, const files::path& folder) {
  const files::path map = folder / "prices.json", catalog = folder / "catalog";
  write_price_map(map);
  const std::vector<std::string> words = {program, "import", "litellm", map, "--catalog", catalog};
  Contender first{"import of 3,000 models, 1.4 MB", words, {}, 0},
      again{"the same again, nothing changed", words, {}, 0};
  for (int round = 0; round < 21; ++round) {
    files::remove_all(catalog);
    for (Contender* contender : {&first, &again}) contender->times.push_back(run(words).milliseconds);
  }
  for (Contender* contender : {&first, &again})
    std::printf("%-48s %9.1f ms\n", contender->name.c_str(), contender->median());
}

// A hundred values of each of two choices, of amounts and of the catalog; and a workload on every model that there is.
void comparisons(const std::string& program, const files::path& folder) {
  const auto listed = [](const char* unit, double first, double step) {
    std::string list;
    for (int i = 0; i < 100; ++i) list += (i ? ", \"" : "\"") + std::to_string(first + step * i) + " " + unit + "\"";
    return "[" + list + "]";
  };
  const std::string run =
      "[run]\nsheet = \"training\"\nchip = \"H100\"\nactive_parameters = \"37 B parameter\"\n"
      "tokens = \"14.8 T token\"\nmfu = \"30 %\"\nrent = \"2 USD/chip/h\"\n[compare]\nover = { ";
  std::ofstream(folder / "amounts.toml") << run << "run.mfu = " << listed("%", 20, 0.3)
                                         << ", run.rent = " << listed("USD/chip/h", 1, 0.05) << " }\n";
  std::ofstream(folder / "chips.toml") << run << "run.rent = " << listed("USD/chip/h", 1, 0.05)
                                       << ", run.chip = [\"*\"] }\n";
  std::ofstream(folder / "models.toml")
      << "[work]\nsheet = \"workload\"\nrequests = \"1 M requests\"\ninput_per_request = \"1000 to 2000 token\"\n"
         "output_per_request = \"200 to 500 token\"\ncached_share = \"30 to 60 %\"\n[bill]\nsheet = \"bill\"\n"
         "like = \"work\"\napi = \"o1\"\n[compare]\nover = { bill.api = [\"*\"] }\nshow = [\"bill.cost\"]\n";
  std::vector<Contender> contenders = {
      {"a matrix of 100 x 100 amounts", {program, "compare", folder / "amounts.toml", "--format", "csv"}, {}, 0},
      {"every chip at 100 rents", {program, "compare", folder / "chips.toml", "--format", "csv"}, {}, 0},
      {"3,000 imported models and ours, ranges, 10 k samples",
       {program, "compare", folder / "models.toml", "--samples", "10k", "--catalog", folder / "catalog"},
       {},
       0}};
  for (int round = 0; round < 11; ++round)
    for (Contender& contender : contenders) contender.times.push_back(::run(contender.words).milliseconds);
  for (Contender& contender : contenders) std::printf("%-52s %9.1f ms\n", contender.name.c_str(), contender.median());
}

}  // namespace

int main() {
  const files::path root = files::path(costcurve::configs_folder()).parent_path();
  const std::string program = root / "build/release/costcurve", r1 = root / "scenarios/deepseek-r1.toml";

  std::vector<Contender> contenders = {
      {"an empty process", {"/bin/true"}, {}, 0},
      {"costcurve --version", {program, "--version"}, {}, 0},
      {"costcurve check deepseek-r1.toml", {program, "check", r1}, {}, 0},
      {"./costcurve check deepseek-r1.toml (launcher)", {root / "costcurve", "check", r1}, {}, 0}};
  for (int round = 0; round < 300; ++round)
    for (Contender& contender : contenders) {
      const Run once = run(contender.words);
      if (round < 20) continue;
      contender.times.push_back(once.milliseconds);
      contender.kilobytes = std::max(contender.kilobytes, once.kilobytes);
    }
  const double empty = contenders.front().median();
  std::printf("%-48s %9s %12s %9s\n", "", "median ms", "over empty", "peak MB");
  for (Contender& contender : contenders)
    std::printf("%-48s %9.2f %12.2f %9.1f\n", contender.name.c_str(), contender.median(), contender.median() - empty,
                static_cast<double>(contender.kilobytes) / 1024);
  std::printf("the launcher adds %.2f ms\n", contenders[3].median() - contenders[2].median());

  const files::path folder = files::temp_directory_path() / "costcurve-bench";
  files::create_directories(folder);
  // The page that `costcurve new training` prints, and the whole R1 scenario with its variant and seventeen claims.
  const std::string page = folder / "page.toml";
  if (std::system((program + " new training > " + page).c_str()) != 0) return 2;
  thousand("1,000 one-page scenarios in one process", program, page, folder);
  thousand("1,000 copies of deepseek-r1.toml", program, r1, folder);
  imports(program, folder);
  comparisons(program, folder);
  files::remove_all(folder);
}
