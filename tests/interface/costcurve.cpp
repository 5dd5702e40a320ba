#include "interface/costcurve.h"

#include <doctest/doctest.h>

#include "command/words.h"
#include "support/support.h"

using namespace costcurve;
using namespace costcurve::testing;

namespace {

// What a caller keeps: files, and the text that it lends until the next is asked for.
struct Caller {
  const Files& files;
  std::string lent;
};

const char* read_for_library(void* context, const char* path, std::size_t* length) {
  Caller& caller = *static_cast<Caller*>(context);
  const std::string name = path;
  caller.lent.clear();
  if (name.ends_with('/')) {
    for (const std::string& file : caller.files.list(name.substr(0, name.size() - 1))) caller.lent += file + "\n";
  } else {
    const auto text = caller.files.read(name, 10U << 20U);
    if (!std::holds_alternative<std::string>(text)) return nullptr;
    caller.lent = std::get<std::string>(text);
  }
  *length = caller.lent.size();
  return caller.lent.data();
}

}  // namespace

TEST_CASE("the library interface prints what the command line prints, and ends with its exit code") {
  MemoryFiles files(&source_disk());
  files.put(
      "mine.toml",
      "[run]\nsheet = \"training\"\nchip = \"H800\"\nchips = 8\nduration = \"1 h\"\n[card]\nrows = \"card.csv\"\n");
  files.put("card.csv", "name,chip_time\nb8,1 chip h\n");
  files.put("nul.toml", std::string("title = \"a\0b\"\n", 14));
  files.put("large.toml", std::string(5U << 20U, '#'));
  Caller caller{files, ""};
  costcurve_library* library = costcurve_open(read_for_library, &caller);
  struct Row {
    const char* words;
    const char* format;
  };
  for (const Row& row :
       {Row{"check scenarios/deepseek-r1.toml", nullptr}, Row{"check scenarios/deepseek-r1.toml", "json"},
        Row{"run mine.toml", nullptr}, Row{"run mine.toml --set 'run.duration=2 h'", "json"},
        Row{"sweep mine.toml --over 'run.chips = 1 .. 3 step 1' --show run.chip_time", "csv"},
        Row{"list chips", nullptr}, Row{"list grids", nullptr}, Row{"list chips B20", nullptr},
        Row{"check mine.toml", "pdf"}, Row{"check missing.toml", nullptr}, Row{"check scenarios", nullptr},
        Row{"check nul.toml", nullptr}, Row{"check large.toml", nullptr},
        Row{"check mine.toml --since old.json", nullptr}, Row{"import genai-prices mine.toml", nullptr},
        Row{"", nullptr}, Row{"--version", nullptr}}) {
    int exit = -1;
    char* text = costcurve_answer(library, row.words, row.format, &exit);
    const std::string format = row.format ? std::string(" --format ") + row.format : "";
    const Outcome outcome = run_line("costcurve " + std::string(row.words) + format, static_cast<const Files&>(files));
    if (std::string(row.words) != "--version")
      CHECK_MESSAGE(std::string(text) == outcome.out + outcome.err, std::string(row.words));
    CHECK_MESSAGE(exit == outcome.exit, std::string(row.words));
    costcurve_free(text);
  }
  costcurve_close(library);
}

TEST_CASE("a file that changed between two answers is read anew") {
  MemoryFiles files(&source_disk());
  Caller caller{files, ""};
  costcurve_library* library = costcurve_open(read_for_library, &caller);
  for (const std::string amount : {"5 USD", "7 USD"}) {
    files.put("mine.toml", "[run]\nx = \"" + amount + "\"\n");
    char* text = costcurve_answer(library, "run mine.toml", nullptr, nullptr);
    CHECK(std::string(text).find("$" + amount.substr(0, 1)) != std::string::npos);
    costcurve_free(text);
  }
  costcurve_close(library);
}

TEST_CASE("words are split as a shell splits them") {
  CHECK(words_of("check  'a b.toml' --set \"x=1 2\" ''") ==
        std::vector<std::string>{"check", "a b.toml", "--set", "x=1 2", ""});
  CHECK(words_of("").empty());
  CHECK(words_of("a\\ b 'c\\d'") == std::vector<std::string>{"a b", "c\\d"});
  CHECK(words_of(" a'b c'd ") == std::vector<std::string>{"ab cd"});
}
