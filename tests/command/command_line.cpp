// Words of a command line taken apart: what is a word, an option, a value, and what cannot be read.

#include "command/command_line.h"

#include <doctest/doctest.h>

#include <vector>

using namespace costcurve;

namespace {

CommandLine read(std::vector<const char*> words) {
  words.insert(words.begin(), "costcurve");
  return read_command_line(static_cast<int>(words.size()), words.data());
}

}  // namespace

TEST_CASE("words, options with their values in both ways, and switches") {
  const CommandLine line = read({"check", "--set", "r1.chips=8", "a.toml", "--set=r1.rent=2 USD/chip/h", "--all"});
  CHECK(line.problem.empty());
  CHECK(line.words == std::vector<std::string>{"check", "a.toml"});
  CHECK(line.options.texts(Option::set) == std::vector<std::string>{"r1.chips=8", "r1.rent=2 USD/chip/h"});
  CHECK(line.options.has(Option::all));
  CHECK(read({"--version"}).wants_version);
  CHECK(read({"solve", "-h"}).wants_help);
  CHECK(read({}).words.empty());
}

TEST_CASE("behind -- everything is a word, and so are a lone - and a number below nought") {
  CHECK(read({"completion", "words", "--", "check", "--s"}).words ==
        std::vector<std::string>{"completion", "words", "check", "--s"});
  CHECK(read({"check", "-"}).words == std::vector<std::string>{"check", "-"});
  CHECK(read({"eval", "-5 h + 3 h"}).words == std::vector<std::string>{"eval", "-5 h + 3 h"});
  CHECK(read({"solve", "a.toml", "--between", "-3 .. 5"}).options.text(Option::between) == "-3 .. 5");
}

TEST_CASE("what cannot be read says which option, and what it wants") {
  CHECK(read({"check", "--set"}).problem == "--set needs a value: --set KEY=VALUE");
  CHECK(read({"check", "--set", "--all"}).problem == "--set needs a value: --set KEY=VALUE");
  CHECK(read({"check", "--format", "json", "--format", "csv"}).problem == "--format is said twice");
  CHECK(read({"check", "--all=yes"}).problem == "--all takes no value");
  CHECK(read({"check", "--formatt", "json"}).unknown == "--formatt");
  CHECK(read({"check", "-x"}).unknown == "-x");
}
