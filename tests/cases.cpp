// tests/cases/*.test: what a user types and what they see. Each holds files, command lines and what is printed:
//
//   A sentence or two on what the case shows.
//   -- mine.toml --
//   [run]
//   ...
//   -- $ costcurve check mine.toml --
//   what is printed, standard error after standard output
//   -- exit 1 --             (where it is not 0)
//   -- $ cat catalog/apis/openai.toml --
//   a file that a command has written
//
// scenarios/ is there as well: `costcurve check scenarios/deepseek-r1.toml`. `./test -u` rewrites what is printed; the
// difference is reviewed like code.

#include <doctest/doctest.h>

#include <filesystem>

#include "support/support.h"

using namespace costcurve;
using namespace costcurve::testing;

namespace {

struct Section {
  std::string head;  // empty for the text in front
  std::string body;
};

std::vector<Section> sections_of(const std::string& text) {
  std::vector<Section> all = {{"", ""}};
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string line = text.substr(at, end - at);
    if (line.starts_with("-- ") && line.ends_with(" --"))
      all.push_back({line.substr(3, line.size() - 6), ""});
    else
      all.back().body += line + "\n";
    at = end + 1;
  }
  return all;
}

Outcome text_of(const std::string& path, const Files& files) {
  const std::variant<std::string, Unread> text = files.read(path, 1U << 20U);
  if (const std::string* found = std::get_if<std::string>(&text)) return {*found};
  return {"", path + " is not there\n", 1};
}

void run_case(const std::string& path) {
  const std::vector<Section> sections = sections_of(read_file(path));
  MemoryFiles files(&source_disk());
  for (const Section& section : sections)
    if (!section.head.empty() && !section.head.starts_with("$ ") && !section.head.starts_with("exit "))
      files.put(section.head, section.body);
  std::string rewritten = sections.front().body;
  int commands = 0;
  for (std::size_t i = 1; i < sections.size(); ++i) {
    const Section& section = sections[i];
    if (section.head.starts_with("exit ")) continue;
    if (!section.head.starts_with("$ ")) {
      rewritten += "-- " + section.head + " --\n" + section.body;
      continue;
    }
    ++commands;
    const Outcome outcome = section.head.starts_with("$ cat ") ? text_of(section.head.substr(6), files)
                                                               : run_line(section.head.substr(2), files);
    const std::string printed =
        (outcome.file.empty() ? "" : "[into " + outcome.file + "]\n") + outcome.out + outcome.err;
    const bool has_exit = i + 1 < sections.size() && sections[i + 1].head.starts_with("exit ");
    const int expected_exit = has_exit ? std::stoi(sections[i + 1].head.substr(5)) : 0;
    rewritten += "-- " + section.head + " --\n" + printed +
                 (outcome.exit == 0 ? "" : "-- exit " + std::to_string(outcome.exit) + " --\n");
    if (updating()) continue;
    CHECK_MESSAGE(printed == section.body, "in ", path, ": ", section.head, "\n--- expected\n", section.body,
                  "--- printed\n", printed);
    CHECK_MESSAGE(outcome.exit == expected_exit, "in ", path, ": ", section.head, " ended with ", outcome.exit);
  }
  CHECK_MESSAGE(commands > 0, path, " runs nothing");
  if (updating()) write_file(path, rewritten);
}

}  // namespace

TEST_CASE("what people type and what they see: tests/cases") {
  const std::vector<std::string> all = files_in(source_folder() + "/tests/cases", ".test");
  CHECK(!all.empty());
  for (const std::string& path : all) run_case(path);
}

namespace {

// What is wrong with a file, and what the program says.
std::string message_of(const std::string& path, const std::string& folder) {
  const std::string name = std::filesystem::path(path).filename().string();
  const Outcome outcome = run_line("costcurve check " + name, folder);
  CHECK_MESSAGE(outcome.exit == wrong_input, name, " ended with ", outcome.exit);
  CHECK_MESSAGE(outcome.out.empty(), name, " printed an answer");
  CHECK_MESSAGE(!outcome.err.empty(), name, " has no message");
  std::string shown = read_file(path);
  if (shown.size() > 1200) shown = shown.substr(0, 200) + "...\n";
  return "\n### " + name + "\n\n```toml\n" + made_visible_lines(shown) + "```\n\n```\n" + outcome.err + "```\n";
}

}  // namespace

TEST_CASE("every broken file has its message: tests/errors") {
  // One page from the real output, a folder for each part of the language.
  const std::string folder = source_folder() + "/tests/errors";
  std::string page =
      "# What costcurve says\n\nOne small broken file for each message, and what is printed for it. This page is made "
      "from the real output\n"
      "(`./test -u` rewrites it).\n";
  for (const std::string& room : folders_in(folder)) {
    page += "\n## " + std::filesystem::path(room).filename().string() + "\n";
    const std::vector<std::string> broken_files = files_in(room, ".toml");
    CHECK(!broken_files.empty());
    for (const std::string& path : broken_files) page += message_of(path, room);
  }
  if (updating())
    write_file(folder + "/README.md", page);
  else
    CHECK(read_file(folder + "/README.md") == page);
}

TEST_CASE("every scenario that is shipped comes out as expected") {
  for (const std::string& path : files_in(source_folder() + "/scenarios", ".toml")) {
    const Outcome outcome = run_line("costcurve check " + path, source_folder());
    CHECK_MESSAGE(outcome.exit == 0, path, " ended with ", outcome.exit, "\n", outcome.out, outcome.err);
  }
}
