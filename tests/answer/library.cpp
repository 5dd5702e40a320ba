#include "answer/library.h"

#include <doctest/doctest.h>

#include <filesystem>

#include "support/support.h"

using namespace costcurve;
using namespace costcurve::testing;

namespace {

// configs/ and no other file, in memory.
MemoryFiles configs_in_memory() {
  MemoryFiles files;
  for (const std::string folder : {"configs", "configs/chips", "configs/llms", "configs/apis", "configs/clouds"})
    for (const std::string& path : files_in(source_folder() + "/" + folder, ".toml"))
      files.put(path.substr(source_folder().size() + 1), read_file(path));
  return files;
}

std::set<std::string> read_for(const Files& files, const std::vector<const char*>& words) {
  Library library(files, "configs");
  std::vector<const char*> line = {"costcurve"};
  line.insert(line.end(), words.begin(), words.end());
  answer(static_cast<int>(line.size()), line.data(), "0", library, Terminal());
  return library.read_so_far();
}

}  // namespace

TEST_CASE("a library knows every file that an answer depends on, and reads no other") {
  MemoryFiles files = configs_in_memory();
  files.put(
      "folder/mine.toml",
      "[card]\nrows = \"card.csv\"\n[run]\nsheet = \"training\"\nchip = \"h800\"\n[power]\ngrid = \"United States\"\n"
      "[variants.later]\n\"run.chip\" = \"H20\"\n");
  files.put("folder/card.csv", "name,chip_time,chip\nb8,1 chip h,H100\n");
  const std::set<std::string> units = {"configs/currencies.toml", "configs/units.toml"};
  std::set<std::string> expected = units;
  expected.insert({"configs/chips/H100.toml", "configs/chips/H20.toml", "configs/chips/H800.toml", "configs/grids.toml",
                   "folder/card.csv", "folder/mine.toml"});
  CHECK(read_for(files, {"check", "folder/mine.toml"}) == expected);
  expected.insert({"configs/chips/B200.toml", "folder/old.json"});
  CHECK(read_for(files, {"check", "folder/mine.toml", "--set", "run.chip=B200"}).contains("configs/chips/B200.toml"));
  CHECK(read_for(files, {"check", "folder/mine.toml", "--since", "folder/old.json"}).contains("folder/old.json"));
  CHECK(read_for(files, {"check", "missing.toml"}).contains("missing.toml"));
  CHECK(read_for(files, {"list", "sheets"}).empty());
  CHECK(read_for(files, {"list", "units"}) == units);
}

TEST_CASE("of many files each is known to have been read, on whichever thread that was") {
  MemoryFiles files = configs_in_memory();
  std::vector<std::string> paths;
  for (int i = 0; i < 100; ++i) {
    paths.push_back("mine" + std::to_string(i) + ".toml");
    files.put(paths.back(), "[run]\nx = \"5 USD\"\n");
  }
  std::vector<const char*> words = {"check"};
  for (const std::string& path : paths) words.push_back(path.c_str());
  const std::set<std::string> read = read_for(files, words);
  CHECK(std::all_of(paths.begin(), paths.end(), [&](const std::string& path) { return read.contains(path); }));
  CHECK(read.size() == 102);
}

TEST_CASE("a copy of a library reads on for itself, and what it binds is the same") {
  const MemoryFiles files = configs_in_memory();
  Library library(files, "configs");
  Diagnostics mistakes;
  REQUIRE(library.open_catalog(mistakes));
  Library copy = library;
  CHECK(copy.units() == library.units());
  CHECK(copy.catalog_entry("chip", "H800", mistakes)->title == library.catalog_entry("chip", "h800", mistakes)->title);
  CHECK_FALSE(copy.catalog_entry("chip", "H8000", mistakes));
  CHECK(mistakes.empty());
}

TEST_CASE("of an API's prices that one counts that was in force") {
  MemoryFiles files = configs_in_memory();
  files.put("configs/apis/Mine.toml",
            "[[price]]\nfrom = \"2024-01-01\"\ninput = \"4 USD/Mtoken\"\n[[price]]\nfrom = \"2025-01-01\"\ninput = \"1 "
            "USD/Mtoken\"\n");
  Library library(files, "configs");
  Diagnostics mistakes;
  REQUIRE(library.open_catalog(mistakes));
  struct Row {
    const char* at;
    const char* price;
  };
  for (const Row& row : {Row{"2024-06-30", "4"}, Row{"2024-01-01", "4"}, Row{"2025-01-01", "1"}, Row{"2026", "1"}}) {
    files.put("mine.toml", "[mine]\nsheet = \"api\"\napi = \"Mine\"\nat = \"" + std::string(row.at) + "\"\n");
    Library anew(files, "configs");
    const char* words[] = {"costcurve", "explain", "mine.toml", "mine.input_price"};
    const Outcome outcome = answer(4, words, "0", anew, Terminal());
    CHECK_MESSAGE(outcome.out.find(std::string("$") + row.price) != std::string::npos, row.at, "\n", outcome.out,
                  outcome.err);
  }
}

TEST_CASE("what is shipped is found wherever one works, and one's own comes first") {
  const TemporaryFolder folder;
  CHECK(run_line("costcurve check scenarios/deepseek-r1.toml", folder.path).exit == as_expected);
  CHECK(run_line("costcurve check deepseek-r1 --brief", folder.path).exit == as_expected);
  const Outcome claims = run_line("costcurve check scenarios/claims --brief", folder.path);
  CHECK(claims.out.find("chinchilla-20-tokens.toml") != std::string::npos);
  CHECK(run_line("costcurve check scenarios/nothing.toml", folder.path).exit == wrong_input);
  std::filesystem::create_directories(folder.path + "/scenarios");
  write_file(folder.path + "/scenarios/deepseek-r1.toml", "[run]\nx = \"3 h\"\n");
  CHECK(run_line("costcurve run deepseek-r1", folder.path).out.find("3 h") != std::string::npos);
}
