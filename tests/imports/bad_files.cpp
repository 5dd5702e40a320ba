// Files that are not imported: one small file for each sentence, and a page of what is said of them.

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <filesystem>

#include "imports/import.h"
#include "support/support.h"

using namespace costcurve;
using namespace costcurve::testing;

namespace {

std::string folder() { return source_folder() + "/tests/imports/bad"; }

// Imports a file of the folder into a catalog that holds something already.
std::string sentence_of(const std::string& kind, const std::string& name, const std::string& text) {
  MemoryFiles files;
  files.put(name, text);
  files.put("data/catalog/apis/acme.toml", "old");
  const Outcome outcome = run_line(fmt::format("costcurve import {} {}", kind, name), files);
  INFO(kind, " ", name, "\n", outcome.out, outcome.err);
  CHECK(outcome.exit == wrong_input);
  CHECK(outcome.out == "");
  CHECK(!outcome.err.empty());
  CHECK(files.list("data/catalog") == std::vector<std::string>{"apis"});
  CHECK(files.list("data/catalog/apis") == std::vector<std::string>{"acme.toml"});
  CHECK(std::get<std::string>(files.read("data/catalog/apis/acme.toml", 100)) == "old");
  return outcome.err;
}

}  // namespace

TEST_CASE("every file that is not imported has its sentence, and leaves the catalog as it was: tests/imports/bad") {
  std::string page =
      "# What is said of files that are not imported\n\nOne small file for each sentence. This page is made from the "
      "real output (`./test -u` rewrites it).\n";
  for (const imports::ImportKind& kind : imports::import_kinds()) {
    page += fmt::format("\n## {}\n", kind.name);
    const std::vector<std::string> broken_files = files_in(fmt::format("{}/{}", folder(), kind.name), "");
    CHECK(!broken_files.empty());
    for (const std::string& path : broken_files) {
      const std::string name = std::filesystem::path(path).filename().string(), text = read_file(path);
      page += fmt::format("\n### {}\n\n```\n{}{}```\n\n```\n{}```\n", name, text,
                          text.empty() || text.ends_with('\n') ? "" : "\n",
                          sentence_of(std::string(kind.name), name, text));
    }
  }
  if (updating())
    write_file(folder() + "/README.md", page);
  else
    CHECK(read_file(folder() + "/README.md") == page);
}

TEST_CASE("JSON of 100,000 brackets is refused in words, and so is a file that is no text") {
  for (const std::string bracket : {"[", "{\"a\":"}) {
    std::string deep;
    for (int level = 0; level < 100'000; ++level) deep += bracket;
    for (const char* kind : {"genai-prices", "litellm", "hf-config"})
      CHECK(sentence_of(kind, "deep.json", deep).find("this JSON lies deeper than 64 levels") != std::string::npos);
  }
  CHECK(sentence_of("litellm", "binary.json", std::string("{\"a\": \"\0\"}", 10)).find("NUL") != std::string::npos);
}

TEST_CASE("a file that stops anywhere is refused, wherever that is") {
  const std::string whole =
      R"([{"id": "acme", "models": [{"id": "a", "prices": {"input_mtok": 1.5, "output_mtok": 2}}]}])";
  for (std::size_t length = 0; length < whole.size(); ++length)
    sentence_of("genai-prices", "stops.json", whole.substr(0, length));
}
