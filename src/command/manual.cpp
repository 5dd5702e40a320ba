#include "command/manual.h"

#include <fmt/format.h>

#include <algorithm>

#include "command/verbs.h"

namespace costcurve {

namespace {

// Text as roff takes it: a backslash, a hyphen and a dot at the beginning of a line mean something to it.
std::string roff(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if ((c == '.' || c == '\'') && (out.empty() || out.back() == '\n')) out += "\\&";
    if (c == '\\')
      out += "\\e";
    else if (c == '-')
      out += "\\-";
    else
      out += c;
  }
  return out;
}

std::string item(std::string_view name, std::string_view value, std::string_view about) {
  const std::string behind = value.empty() ? "" : fmt::format(" \\fI{}\\fR", roff(value));
  return fmt::format(".TP\n\\fB{}\\fR{}\n{}\n", roff(name), behind, roff(about));
}

std::string lines_as_they_are(std::string_view lines) { return fmt::format(".nf\n{}\n.fi\n", roff(lines)); }

std::string names_of_options(const Verb& verb) {
  std::string names;
  for (const OptionRow& row : option_rows())
    if (std::find(verb.takes.begin(), verb.takes.end(), row.option) != verb.takes.end())
      names += fmt::format("{}{}", names.empty() ? "" : ", ", row.name);
  return names;
}

std::string section_of(const Verb& verb) {
  std::string text =
      fmt::format(".SS costcurve {} \\fI{}\\fR\n{}.\n", verb.name, roff(verb.words_text), roff(verb.about));
  text += ".PP\n" + lines_as_they_are(verb.example);
  if (!verb.forms.empty()) text += ".PP\n" + lines_as_they_are(verb.forms);
  return text + fmt::format(".PP\nOptions: {}.\n", roff(names_of_options(verb)));
}

constexpr std::string_view where_files_are =
    ".TP\n\\fBconfigs/\\fR\n"
    "the catalog: chips, llms, APIs, clouds, grids and units, each fact with its source. The folder above the program, "
    "or that which \\fBCOSTCURVE_CONFIGS\\fR names.\n"
    ".TP\n\\fBcatalog/\\fR, \\fB~/.local/share/costcurve/catalog/\\fR\n"
    "catalogs of your own (the second below \\fBXDG_DATA_HOME\\fR where that is set): they are looked into first.\n";

constexpr std::string_view what_is_set =
    ".TP\n\\fBCOSTCURVE_CONFIGS\\fR\nthe folder that holds configs/.\n"
    ".TP\n\\fBXDG_DATA_HOME\\fR\nwhere your own catalog is kept.\n"
    ".TP\n\\fBNO_COLOR\\fR, \\fBCOLUMNS\\fR, \\fBLC_ALL\\fR, \\fBLANG\\fR\n"
    "no colour; the width of lines; whether the terminal shows more than ASCII.\n";

constexpr std::string_view exit_codes =
    ".TP\n\\fB0\\fR\nas expected.\n"
    ".TP\n\\fB1\\fR\na verdict is not the expected one, or givens contradict each other.\n"
    ".TP\n\\fB2\\fR\nthe input or the usage is wrong; the message says where, and what would do.\n"
    ".TP\n\\fB3\\fR\nthe answer could not be written.\n";

std::string page() {
  std::string text =
      ".TH COSTCURVE 1\n"
      ".SH NAME\ncostcurve \\- what large language models cost, worked out, explained and checked\n"
      ".SH SYNOPSIS\n\\fBcostcurve\\fR \\fIVERB\\fR \\fIWORDS\\fR... [\\fIOPTIONS\\fR]\n"
      ".SH DESCRIPTION\n"
      "A scenario is a TOML file: chips, hours, prices, shapes of models, published claims. Everything that its "
      "numbers "
      "determine is worked out, with units, sources and ranges, and claims are judged against it. "
      "\\fBcostcurve new\\fR prints a scenario to start from, \\fBcostcurve list language\\fR the keys of the "
      "language.\n"
      ".SH VERBS\n";
  for (const Verb& verb : verbs()) text += section_of(verb);
  text += ".SH OPTIONS\n";
  for (const OptionRow& row : option_rows()) text += item(row.name, row.value, row.about);
  text += item("--help", "", "what a verb does, and its options") + item("--version", "", "the version");
  return fmt::format("{}.SH FILES\n{}.SH ENVIRONMENT\n{}.SH EXIT STATUS\n{}", text, where_files_are, what_is_set,
                     exit_codes);
}

}  // namespace

Answer manual(const Question&, Library&) { return printed_text("The manual page", "roff", page()); }

}  // namespace costcurve
