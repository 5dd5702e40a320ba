#include "command/command.h"

#include <fmt/format.h>

#include <algorithm>

#include "command/command_line.h"
#include "command/formats.h"
#include "command/verbs.h"
#include "document/layout.h"
#include "document/plain.h"
#include "text/listing.h"
#include "text/path.h"
#include "text/suggest.h"

namespace costcurve {

namespace {

Outcome usage(const std::string& problem, std::vector<std::string> notes) {
  notes.emplace_back("`costcurve --help` shows the verbs with an example each");
  return {"", render(without_place(problem, notes)), wrong_input};
}

Outcome unknown_verb(const std::string& word) {
  std::vector<std::string> names;
  for (const Verb& verb : verbs()) names.emplace_back(verb.name);
  std::vector<std::string> notes;
  if (word.ends_with(".toml"))
    notes.push_back(fmt::format("costcurve check {}", word));
  else if (const std::string hint = did_you_mean(word, names); !hint.empty())
    notes.push_back(hint);
  return usage(fmt::format("there is no verb `{}`", word), notes);
}

Outcome unknown_option(const std::string& name) {
  std::vector<std::string> names = {"--help", "--version"}, notes;
  for (const OptionRow& row : option_rows()) names.emplace_back(row.name);
  if (const std::string hint = did_you_mean(name, names); !hint.empty()) notes.push_back(hint);
  return usage(fmt::format("there is no option `{}`", name), notes);
}

// What a person types next who has typed nothing.
std::string beginning(std::size_t width) {
  constexpr std::pair<std::string_view, std::string_view> rows[] = {
      {"costcurve check scenarios/deepseek-r1.toml", "do the published claims hold?"},
      {"costcurve eval '512 chip * 80 h * 2 USD/chip/h'", "one line, no file"},
      {"costcurve new training > mine.toml", "a scenario to start from"},
      {"costcurve watch mine.toml", "a new answer at every save"},
      {"costcurve lesson 1", "twelve lessons"},
      {"costcurve --help", "all verbs and options"}};
  constexpr std::size_t column = 51, narrowest = 80;
  std::string text =
      wrapped("costcurve: what large language models cost, worked out, explained and checked", "", 2, width) + "\n";
  for (const auto& [line, about] : rows)
    text += width < narrowest
                ? wrapped(std::string(line), "  ", 4, width) + wrapped(std::string(about), "      ", 6, width)
                : fmt::format("  {:<{}}{}\n", line, column - 2, about);
  return text;
}

Outcome unknown_format(const std::string& name) {
  std::vector<std::string> names;
  for (const Format& format : formats()) names.push_back(fmt::format("--format {}", format.name));
  return usage(fmt::format("there is no format `{}`", name), {listed(names, "or")});
}

// What is told beside the answer, on standard error.
std::string beside(const Answer& answer, const Format& format, const TerminalStyle& style) {
  std::string text = render(answer.mistakes, style.width);
  for (const std::string& fault : answer.faults) text += (text.empty() ? "" : "\n") + fault;
  if (format.for_programs && answer.remarks) text += terminal(answer.remarks(), style);
  if (format.is_table && answer.table_remarks) text += terminal(answer.table_remarks(), style);
  return text;
}

// Of a terminal no more than what fits on a slide.
std::string cut_short(const std::string& text) {
  constexpr std::size_t most_lines = 15;
  const auto lines = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
  if (lines <= most_lines) return text;
  std::size_t end = 0;
  for (std::size_t line = 0; line + 1 < most_lines; ++line) end = text.find('\n', end) + 1;
  return text.substr(0, end) + fmt::format("  ... {} lines more without --brief\n", lines - most_lines + 1);
}

Answer told_in_brief(Answer answer) {
  if (answer.document) answer.document = [document = std::move(answer.document)] { return in_brief(document()); };
  answer.remarks = nullptr;
  answer.table_remarks = nullptr;
  return answer;
}

Outcome told(const Answer& answer, const Format& format, const TerminalStyle& style) {
  Outcome outcome{"", beside(answer, format, style), answer.exit};
  const bool has_something =
      format.for_programs ? !answer.data.empty() || answer.is_list : static_cast<bool>(answer.document);
  if (has_something) outcome.out = format.write(answer, style);
  if (outcome.out.empty() && outcome.err.empty())
    return usage(fmt::format("this answer has no {}, so --format {} has nothing to show", format.needs, format.name),
                 {format.for_programs ? "for a program: --format json" : "all that it has: --format html"});
  return outcome;
}

// As it is said; else as the name of the file says that it is written into.
std::string format_asked(const Options& options) {
  const Format* of_file = format_of_file(options.text(Option::output));
  return options.text(Option::format, std::string(of_file ? of_file->name : formats().front().name));
}

// Text in a file that is called .pdf opens nowhere.
std::optional<Outcome> foreign_file(const Options& options) {
  constexpr std::string_view endings[] = {".pdf", ".docx", ".xlsx", ".pptx", ".png", ".jpg", ".jpeg"};
  const std::string file = options.text(Option::output);
  if (options.has(Option::format)) return std::nullopt;
  for (const std::string_view ending : endings)
    if (file.ends_with(ending))
      return usage(fmt::format("`{}`: no format here ends in {}", file, ending),
                   {"a browser prints .html as PDF, a spreadsheet opens .csv, and .svg is a picture"});
  return std::nullopt;
}

// The answer would take the place of what it was worked out from.
std::optional<Outcome> overwritten(const Options& options, const Library& library) {
  const std::string file = plain_path(options.text(Option::output));
  if (file.empty() || file == plain_path(options.text(Option::since))) return std::nullopt;
  for (const std::string& read : library.read_so_far())
    if (plain_path(read) == file)
      return usage(
          fmt::format("`{}` is read for this answer, and would be lost", file),
          {fmt::format("write the answer into another file: --output {}.html", file.substr(0, file.rfind('.')))});
  return std::nullopt;
}

// The folders of the user's own, those nearest first: what the line names, one beside the work, one of the home.
std::vector<std::string> own_catalogs(const Options& options, const Library& library) {
  std::vector<std::string> folders = options.texts(Option::catalog);
  folders.emplace_back("catalog");
  if (library.store())
    if (const std::string home = library.store()->own_catalog(); !home.empty()) folders.push_back(home);
  return folders;
}

Outcome answer_to(const CommandLine& line, const Verb& verb, Library& library, const Terminal& terminal) {
  Question question{&verb, {line.words.begin() + 1, line.words.end()}, line.options, terminal};
  const std::string file = line.options.text(Option::output);
  const bool in_ascii_alone = terminal.is_ascii && file.empty();
  if (in_ascii_alone) question.terminal.width -= wider_in_ascii;
  const TerminalStyle style{question.width(), terminal.colour && file.empty()};
  if (line.wants_help) return {help_of(verb, style.width)};
  if (const std::optional<Diagnostic> refusal = refused(question, library.files()))
    return {"", render(*refusal), wrong_input};
  const std::string name = format_asked(line.options);
  if (std::optional<Outcome> refusal = foreign_file(line.options)) return *refusal;
  const Format* format = find_format(name);
  if (!format) return unknown_format(name);
  question.wants_data = format->for_programs;
  question.is_for_terminal = format == &formats().front();
  const bool writes_catalog = verb.name == "import";  // which may be a new folder
  if (!writes_catalog)
    if (const std::optional<Diagnostic> refusal = library.refused(line.options.texts(Option::catalog)))
      return {"", render(*refusal), wrong_input};
  library.look_into(own_catalogs(line.options, library));
  Answer answer = verb.answer(question, library);
  if (std::optional<Outcome> refusal = overwritten(line.options, library)) return *refusal;
  const bool is_cut_short = line.options.has(Option::brief) && !answer.is_brief;
  if (is_cut_short) answer = told_in_brief(std::move(answer));
  Outcome outcome = told(answer, *format, style);
  if (is_cut_short && question.is_for_terminal) outcome.out = cut_short(outcome.out);
  if (in_ascii_alone && question.is_for_terminal) outcome.out = in_ascii(outcome.out);
  if (in_ascii_alone) outcome.err = in_ascii(outcome.err);
  if (!outcome.out.empty()) outcome.file = file;
  return outcome;
}

}  // namespace

Outcome answer(int count, const char* const* words, const char* version, Library& library, const Terminal& terminal) {
  const CommandLine line = read_command_line(count, words);
  if (!line.unknown.empty()) return unknown_option(line.unknown);
  if (!line.problem.empty()) return usage(line.problem, {});
  if (line.wants_version) return {fmt::format("costcurve {}\n", version)};
  if (line.words.empty() || line.words.front() == "help") {
    const std::size_t width = Question{nullptr, {}, line.options, terminal}.width();
    if (!line.wants_help && line.words.empty()) return {beginning(width)};
    if (line.words.size() < 2) return {help(width)};
    const Verb* verb = find_verb(line.words[1]);
    return verb ? Outcome{help_of(*verb, width)} : unknown_verb(line.words[1]);
  }
  const Verb* verb = find_verb(line.words.front());
  return verb ? answer_to(line, *verb, library, terminal) : unknown_verb(line.words.front());
}

}  // namespace costcurve
