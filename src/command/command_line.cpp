// CLI11 is named here only.

#include "command/command_line.h"

#include <CLI/CLI.hpp>

namespace costcurve {

namespace {

// The first word that looks like an option and is none, before `--`; empty if there is none.
std::string unknown_option(int count, const char* const* words) {
  for (int i = 1; i < count && std::string_view(words[i]) != "--"; ++i) {
    const std::string_view word = words[i];
    const std::string_view name = word.substr(0, word.find('='));
    const bool is_known =
        name == "--help" || name == "--version" ||
        std::any_of(option_rows().begin(), option_rows().end(), [&](const OptionRow& row) { return row.name == name; });
    if (name.starts_with("--") && !is_known) return std::string(name);
  }
  return {};
}

}  // namespace

CommandLine read_command_line(int count, const char* const* words) {
  CommandLine line;
  CLI::App app("costcurve");
  app.set_help_flag("");
  app.add_flag("-h,--help", line.wants_help);
  app.add_flag("--version", line.wants_version);
  app.add_option("words", line.words);
  std::map<Option, std::vector<std::string>> values;
  std::map<Option, bool> switches;
  for (const OptionRow& row : option_rows()) {
    const std::string name(row.name);
    if (row.value.empty())
      app.add_flag(name, switches[row.option]);
    else if (row.repeated)
      app.add_option(name, values[row.option])->allow_extra_args(false)->take_all();
    else
      app.add_option(name, values[row.option])->expected(1)->allow_extra_args(false);
  }
  try {
    app.parse(count, words);
  } catch (const CLI::ParseError& error) {
    line.problem = error.what();
    line.unknown = unknown_option(count, words);
    return line;
  }
  for (auto& [option, texts] : values)
    for (std::string& text : texts) line.options.add(option, std::move(text));
  for (const auto& [option, said] : switches)
    if (said) line.options.add(option, "");
  return line;
}

}  // namespace costcurve
