// The examples of README.md and of docs/ are run: what stands below a command is what the command prints. The pages of
// docs/ go on with the files of the README.
//
// In a ```console block, `$ ./costcurve ...` and `$ costcurve ...` are run, and their output goes on to the next `$` or
// to the end of the block. Files that they need are the ```toml blocks whose first line is their name: `# mine.toml`.
// scenarios/ is there as well. `./test -u` rewrites the output in place.

#include <doctest/doctest.h>

#include <filesystem>

#include "support/support.h"

using namespace costcurve;
using namespace costcurve::testing;

namespace {

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

/// "costcurve check mine.toml" of "$ ./costcurve check mine.toml   # which claims hold"; empty if it is no such line.
std::string command_of(const std::string& line) {
  for (const std::string start : {"$ ./costcurve ", "$ costcurve "})
    if (line.starts_with(start))
      return "costcurve " + line.substr(start.size(), line.find(" #") == std::string::npos
                                                          ? std::string::npos
                                                          : line.find(" #") - start.size());
  return {};
}

// What ends the output of a command.
bool is_border(const std::string& line) { return line.starts_with("$ ") || line.starts_with("```"); }

struct Session {
  MemoryFiles files{&source_disk()};
  int commands = 0;

  /// A file that the README shows, from the line below ```toml on.
  void keep_file(const std::vector<std::string>& lines, std::size_t first) {
    const std::string& name = lines[first];
    if (!name.starts_with("# ") || !name.ends_with(".toml") || name.find(' ', 2) != std::string::npos) return;
    std::string text;
    for (std::size_t i = first; i < lines.size() && !lines[i].starts_with("```"); ++i) text += lines[i] + "\n";
    files.put(name.substr(2), text);
  }

  std::vector<std::string> printed(const std::string& command) {
    ++commands;
    const Outcome outcome = run_line(command, files);
    return lines_of(outcome.out + outcome.err);
  }
};

/// The README as it would be if every output in it were true.
std::vector<std::string> made_true(const std::vector<std::string>& lines, Session& session) {
  std::vector<std::string> all;
  bool console = false;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    all.push_back(lines[i]);
    if (lines[i].starts_with("```")) console = lines[i] == "```console";
    if (lines[i] == "```toml" && i + 1 < lines.size()) session.keep_file(lines, i + 1);
    const std::string command = console ? command_of(lines[i]) : std::string();
    if (command.empty()) continue;
    const std::vector<std::string> output = session.printed(command);
    all.insert(all.end(), output.begin(), output.end());
    while (i + 1 < lines.size() && !is_border(lines[i + 1])) ++i;
  }
  return all;
}

std::string first_difference(const std::vector<std::string>& shown, const std::vector<std::string>& truth) {
  std::size_t i = 0;
  while (i < shown.size() && i < truth.size() && shown[i] == truth[i]) ++i;
  const auto line = [&](const std::vector<std::string>& lines) {
    return i < lines.size() ? lines[i] : std::string("(the end)");
  };
  return "line " + std::to_string(i + 1) + " is      " + line(shown) + "\nand should be " + line(truth) + "\n";
}

}  // namespace

TEST_CASE("what the README and the pages of docs/ show of a session is what the program prints") {
  Session session;
  std::vector<std::string> paths = files_in(source_folder() + "/docs", ".md");
  paths.insert(paths.begin(), source_folder() + "/README.md");
  for (const std::string& path : paths) {
    REQUIRE(std::filesystem::exists(path));
    const std::string text = read_file(path);
    const std::string truth = joined(made_true(lines_of(text), session));
    if (updating()) {
      write_file(path, truth);
      continue;
    }
    const bool true_throughout = text == truth;
    CHECK_MESSAGE(true_throughout, path,
                  " is not what the program prints; ./test -u rewrites it. The first difference:\n",
                  first_difference(lines_of(text), lines_of(truth)));
  }
  CHECK_MESSAGE(session.commands > 0, "no ```console block with a line `$ ./costcurve ...`");
}
