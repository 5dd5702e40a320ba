// The table of verbs, walked: each option that a verb takes is shown at work in a case, each other one is refused by
// name, and its help names the options it takes and no others.

#include "command/verbs.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "support/support.h"

using namespace costcurve;
using namespace costcurve::testing;

namespace {

bool takes(const Verb& verb, Option option) {
  return std::find(verb.takes.begin(), verb.takes.end(), option) != verb.takes.end();
}

// The command lines of all cases.
const std::vector<std::string>& typed_in_cases() {
  static const std::vector<std::string> lines = [] {
    std::vector<std::string> typed;
    for (const std::string& path : files_in(source_folder() + "/tests/cases", ".test"))
      for (const std::string& line : lines_of(read_file(path)))
        if (line.starts_with("-- $ costcurve ")) typed.push_back(line.substr(5));
    return typed;
  }();
  return lines;
}

bool is_in_a_case(const Verb& verb, const OptionRow& row) {
  const std::string begin = "costcurve " + std::string(verb.name) + " ", option = " " + std::string(row.name) + " ";
  return std::any_of(typed_in_cases().begin(), typed_in_cases().end(), [&](const std::string& line) {
    return line.starts_with(begin) && line.find(option) != std::string::npos;
  });
}

// The folder of the sources, and the files that examples name.
MemoryFiles example_files() {
  MemoryFiles files(&source_disk());
  files.put("data.json",
            R"([{"id": "p", "models": [{"id": "m", "prices": {"input_mtok": 2}}, {"id": "n", "prices": {}}]}])");
  files.put("data/catalog/grids.toml", "[nowhere]\nname = \"Nowhere\"\n");
  return files;
}

Outcome run_example(const std::string& line) {
  MemoryFiles files = example_files();
  return run_line(line, files);
}

// A command line of the verb that is right but for what is added to it.
std::string plain_line(const Verb& verb) {
  std::string line(verb.example);
  return line.substr(0, line.find(" > "));
}

}  // namespace

TEST_CASE("each option that a verb takes is shown at work in a case") {
  for (const Verb& verb : verbs())
    for (const OptionRow& row : option_rows())
      if (takes(verb, row.option)) CHECK_MESSAGE(is_in_a_case(verb, row), verb.name, " ", row.name, " is in no case");
}

TEST_CASE("each option that a verb does not take is refused by name") {
  for (const Verb& verb : verbs())
    for (const OptionRow& row : option_rows()) {
      if (takes(verb, row.option)) continue;
      const std::string line = plain_line(verb) + " " + std::string(row.name) + (row.value.empty() ? "" : " 7");
      const Outcome outcome = run_example(line);
      INFO(line, "\n", outcome.out, outcome.err);
      CHECK(outcome.exit == wrong_input);
      CHECK(outcome.out.empty());
      CHECK(outcome.err.find(std::string(row.name)) != std::string::npos);
      CHECK((outcome.err.find("belongs to") != std::string::npos || outcome.err.find("takes no") != std::string::npos));
    }
}

TEST_CASE("each verb's example answers") {
  for (const Verb& verb : verbs()) {
    const Outcome outcome = run_example(plain_line(verb));
    INFO(verb.example, "\n", outcome.err);
    CHECK(outcome.exit <= unexpected);  // a value that is set may turn a verdict
    CHECK(!outcome.out.empty());
  }
}

TEST_CASE("the help of a verb names the options that it takes and no others, no line wider than the terminal") {
  for (const Verb& verb : verbs())
    for (const std::size_t width : {40U, 80U, 120U}) {
      const std::string text = help_of(verb, width);
      INFO(text);
      for (const std::string& line : lines_of(text)) CHECK(display_width(line) <= width);
      for (const OptionRow& row : option_rows())
        CHECK((text.find("\n  " + std::string(row.name) + (row.value.empty() ? "" : " ")) != std::string::npos) ==
              takes(verb, row.option));
    }
}

TEST_CASE("every verb answers in every format, or says by name that it has no such answer") {
  for (const Verb& verb : verbs())
    for (const char* format : {"terminal", "markdown", "html", "svg", "json", "csv"}) {
      const Outcome outcome = run_example(plain_line(verb) + " --format " + format);
      INFO(verb.name, " --format ", format, "\n", outcome.err);
      if (outcome.exit == wrong_input)
        CHECK(outcome.err.find("--format " + std::string(format)) != std::string::npos);
      else
        CHECK(!outcome.out.empty());
    }
}
