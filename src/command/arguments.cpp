// CLI11 is named here only.

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cctype>
#include <cmath>
#include <cstdlib>
#include <optional>

#include "command/command.h"
#include "text/listing.h"
#include "text/suggest.h"

namespace costcurve {

namespace {

constexpr std::string_view example_of_diff = "costcurve diff scenarios/deepseek-r1.toml total.cost --variant hyper_ai";

}  // namespace

const std::vector<Verb>& verbs() {
  static const std::string listable = listed(what_is_listed()) + " that are known";
  static const std::vector<Verb> all = {
      {"check", "judge the claims and compare what is over-determined", "costcurve check scenarios/deepseek-r1.toml",
       check},
      {"run", "show everything that the scenario determines",
       "costcurve run scenarios/deepseek-v3.toml --set assume.rent='3 USD/chip/h'", run},
      {"explain", "show how a quantity comes about, down to the sources",
       "costcurve explain scenarios/deepseek-r1.toml total.cost", explain},
      {"sensitivity", "show which input matters: elasticities, swings, shares of the variance",
       "costcurve sensitivity scenarios/cost-curve.toml essay_ranges.trend_index", sensitivity},
      {"range", "show the guaranteed range of a quantity over all stated ranges",
       "costcurve range scenarios/deepseek-r1.toml total.cost", range},
      {"solve", "find what would have to be true: a value of one quantity, of several, or of each in turn",
       "costcurve solve scenarios/deepseek-r1.toml --for r1.duration --so-that 'total.cost = 294 kUSD'", solve_for},
      {"sweep", "work out a table and a plot over values of one quantity or several",
       "costcurve sweep scenarios/deepseek-r1.toml --over 'assume.rent = 1 .. 4 USD/chip/h in 7'", sweep},
      {"diff", "show what differs between two scenarios or variants, and which inputs make it differ", example_of_diff,
       diff},
      {"list", listable, "costcurve list sheets training", list},
      {"new", "print a commented scenario to start from", "costcurve new training > scenarios/mine.toml", new_scenario},
  };
  return all;
}

namespace {

std::string help() {
  std::string out = "costcurve: what large language models cost, worked out, explained and checked\n\n";
  for (const Verb& verb : verbs())
    out += fmt::format("  {:<11}  {}\n               {}\n", verb.name, verb.about, verb.example);
  return out +
         "\n"
         "  --set KEY=VALUE   replace a value: --set r1.duration=90h\n"
         "  --variant NAME    the scenario as one of its variants changes it; several stand side by side: --variant "
         "a,b\n"
         "                    (`scenario` is the scenario as it stands); --variants: it and all its variants\n"
         "  --for KEY         of solve: what may change; several of them, or --for all: each input in turn\n"
         "  --so-that TARGET  of solve: what shall be true, with = <= >= < or >; as many as --for\n"
         "  --between RANGE   of solve: where the unknown is looked for: --between '10 h .. 500 h'\n"
         "  --over KEY=VALUES of sweep: 'r1.chips = 512 .. 2048 step 256', '1 .. 1000 in 7 log', 'r1.chip = H800, "
         "H20'\n"
         "  --show QUANTITY   of sweep: what the table shows; several with commas\n"
         "  --since FILE      of check and run: mark what changed since this earlier answer in JSON\n"
         "  --format FORMAT   markdown, or html (a page that stands alone); json for programs, of sweep csv as well\n"
         "  --samples N       how often ranges are drawn (16,384); --seed N, --threads N\n"
         "  --width N         columns of the terminal\n"
         "  --depth N, --all  of explain: levels shown, and defaults shown too\n"
         "  --version, --help\n"
         "\n"
         "Exit codes: 0 as expected, 1 a verdict is not the expected one or givens contradict, 2 the input or usage "
         "is\n"
         "wrong, 3 output could not be written.\n";
}

constexpr std::string_view forms_of_diff =
    "  costcurve diff A.toml B.toml [QUANTITY]                    two scenarios\n"
    "  costcurve diff A.toml [QUANTITY] --variant V               as it stands, and in the variant\n"
    "  costcurve diff A.toml [QUANTITY] --variant V --variant W   in two variants\n"
    "  costcurve diff A.toml [QUANTITY] --set KEY=VALUE           as it stands, and with the value replaced\n"
    "\n"
    "Without a quantity it lists all that differs. --set beside two scenarios or a variant holds on both sides; beside "
    "two\n"
    "scenarios one --variant holds on both sides, and of two the first is A's, the second B's.\n\n";

std::string help_of(const Verb& verb) {
  return fmt::format("{}: {}\n\n  {}\n\n{}`costcurve --help` shows all verbs and options.\n", verb.name, verb.about,
                     verb.example, verb.name == "diff" ? forms_of_diff : "");
}

Outcome usage(const std::string& problem, std::vector<std::string> notes) {
  notes.push_back("`costcurve --help` shows the verbs with an example each");
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

// Each variant once. A single one is worked on as the verbs know it; several are for the verbs to loop over.
void settle_variants(Invocation& invocation) {
  std::vector<std::string> once;
  for (const std::string& name : invocation.variants)
    if (std::find(once.begin(), once.end(), name) == once.end()) once.push_back(name);
  invocation.variants = std::move(once);
  if (!side_by_side(invocation) && !invocation.variants.empty() && invocation.variants.front() != as_it_stands)
    invocation.variant = invocation.variants.front();
}

// "16384", "100k", "1.5M": a whole number from `least` to `most`.
std::optional<std::uint64_t> whole_number(const std::string& text, double least, double most) {
  if (text.empty() || std::isdigit(static_cast<unsigned char>(text[0])) == 0 ||
      text.find_first_of("xX") != std::string::npos)
    return std::nullopt;
  char* end = nullptr;
  const double number = std::strtod(text.c_str(), &end);
  const std::string scale = end;
  const double factor = scale.empty() ? 1 : scale == "k" ? 1e3 : scale == "M" ? 1e6 : scale == "B" ? 1e9 : 0;
  const double value = number * factor;
  if (factor == 0 || !(value >= least && value <= most) || value != std::floor(value)) return std::nullopt;
  // Digits alone are read as such: beyond 2^53 a double skips numbers.
  return text.find_first_not_of("0123456789") == std::string::npos ? std::strtoull(text.c_str(), nullptr, 10)
                                                                   : static_cast<std::uint64_t>(value);
}

// How samples are to be drawn, as the command line has it: texts, empty where nothing is said.
struct Drawing {
  std::string samples;
  std::string seed;
  std::string threads;
};

Outcome read_drawing(const Drawing& drawing, Invocation& invocation) {
  const auto number = [](const std::string& text, double least, double most, auto& into) {
    if (text.empty()) return true;
    const std::optional<std::uint64_t> read = whole_number(text, least, most);
    if (read) into = static_cast<std::remove_reference_t<decltype(into)>>(*read);
    return read.has_value();
  };
  if (!number(drawing.samples, 2, 1e10, invocation.samples))
    return usage(fmt::format("--samples {} is no number of samples", drawing.samples),
                 {"from 2 to 10,000,000,000: --samples 100k, --samples 1M"});
  if (!number(drawing.seed, 0, 9e18, invocation.seed))
    return usage(fmt::format("--seed {} is no seed", drawing.seed),
                 {"a whole number, zero or more: --seed 2. The same seed draws the same samples"});
  if (!number(drawing.threads, 1, 1024, invocation.threads))
    return usage(fmt::format("--threads {} is no number of threads", drawing.threads),
                 {"from 1 to 1,024; without it as many as the machine has. The answer is the same"});
  return {};
}

// A word behind the first scenario is a scenario too if it looks like one or is a file.
bool is_scenario(const std::string& word, const Files& files) { return word.ends_with(".toml") || files.is_file(word); }

Outcome complete_diff(Invocation& invocation, const Files& files) {
  std::vector<std::string> words = invocation.files;
  invocation.files = {words.front()};
  words.erase(words.begin());
  // Of two words behind the first scenario one is the other scenario, and they may come in any order.
  auto other =
      std::find_if(words.begin(), words.end(), [&](const std::string& word) { return is_scenario(word, files); });
  if (other == words.end() && words.size() > 1) other = words.begin();
  if (other != words.end()) {
    invocation.files.push_back(*other);
    words.erase(other);
  }
  if (!words.empty()) invocation.quantity = words.front();
  const std::string example(example_of_diff);
  if (words.size() > 1)
    return usage(fmt::format("`diff` takes two scenarios and a quantity; `{}` is one word too many", words[1]),
                 {example});
  if (invocation.all_variants) return usage("`diff` compares two variants, not all of them", {example});
  if (invocation.variants.size() > 2)
    return usage(fmt::format("`diff` compares two variants, not {}", invocation.variants.size()), {example});
  if (invocation.files.size() == 1 && invocation.variants.empty() && invocation.sets.empty())
    return usage("`diff` needs something to compare with: a second scenario, --variant or --set", {example});
  return {};
}

std::string example_of(std::string_view name) {
  for (const Verb& verb : verbs())
    if (verb.name == name) return std::string(verb.example);
  return {};
}

Outcome complete(Invocation& invocation, const Files& files) {
  const bool on_quantity =
      invocation.verb == "explain" || invocation.verb == "sensitivity" || invocation.verb == "range";
  const bool on_sweep = invocation.verb == "sweep", judges = invocation.verb == "check" || invocation.verb == "run",
             on_two = invocation.verb == "diff", solves = invocation.verb == "solve";
  const bool on_scenario = judges || on_sweep || on_quantity || on_two || solves;
  if (on_scenario && invocation.files.empty())
    return usage(fmt::format("`{}` needs a scenario", invocation.verb), {example_of(invocation.verb)});
  if (!solves && !(invocation.unknowns.empty() && invocation.targets.empty() && invocation.brackets.empty()))
    return usage("--for, --so-that and --between belong to `solve`", {example_of("solve")});
  if (on_two)
    if (Outcome wrong = complete_diff(invocation, files); wrong.exit != as_expected) return wrong;
  if (on_quantity) {
    if (invocation.files.size() != 2)
      return usage(fmt::format("`{}` needs a scenario and a quantity", invocation.verb), {example_of(invocation.verb)});
    invocation.quantity = invocation.files[1];
    invocation.files.resize(1);
  }
  if (on_sweep && invocation.files.size() != 1)
    return usage("`sweep` takes one scenario",
                 {"what to show stands behind --show: costcurve sweep mine.toml --over '...' --show total.cost"});
  if (on_sweep && invocation.overs.empty())
    return usage("`sweep` needs values to sweep over", {"for example --over 'run.mfu = 20 % .. 60 % step 5 %'"});
  if (!on_sweep && !(invocation.overs.empty() && invocation.shows.empty()))
    return usage(fmt::format("{} belongs to `sweep`", invocation.overs.empty() ? "--show" : "--over"),
                 {fmt::format("costcurve sweep {} --over '...' --show total.cost",
                              invocation.files.empty() ? "mine.toml" : invocation.files.front())});
  if (!judges && !invocation.since.empty())
    return usage("--since belongs to `check` and `run`", {"costcurve check mine.toml --since earlier.json"});
  if (!on_scenario && (invocation.format == "json" || invocation.format == "csv"))
    return usage(fmt::format("`{}` prints text only", invocation.verb), {"--format markdown or --format html"});
  if (!on_sweep && invocation.format == "csv")
    return usage("only `sweep` has a table for csv",
                 {fmt::format("for a program, `{}` has --format json", invocation.verb)});
  const std::vector<std::string_view> formats = {"terminal", "markdown", "html", "json", "csv"};
  if (std::find(formats.begin(), formats.end(), invocation.format) == formats.end())
    return usage(
        fmt::format("there is no format `{}`", invocation.format),
        {on_sweep ? "--format terminal, markdown, html, csv or json" : "--format terminal, markdown, html or json"});
  if (invocation.style.width < 40 || invocation.style.width > 1000)
    invocation.style.width = invocation.style.width < 40 ? 40 : 1000;
  return {};
}

}  // namespace

Parsed parse_arguments(int count, const char* const* words, const char* version, const Files& files,
                       const Terminal& terminal) {
  Parsed made;
  Invocation& invocation = made.invocation;
  std::vector<std::string> positional;
  long width = terminal.width;
  Drawing drawing;
  bool wants_help = false, wants_version = false;
  CLI::App app("costcurve");
  app.set_help_flag("");
  app.add_flag("-h,--help", wants_help);
  app.add_flag("--version", wants_version);
  app.add_option("words", positional);
  app.add_option("--set", invocation.sets)->allow_extra_args(false)->take_all();
  app.add_option("--over", invocation.overs)->allow_extra_args(false)->take_all();
  app.add_option("--show", invocation.shows)->allow_extra_args(false)->take_all();
  app.add_option("--since", invocation.since);
  app.add_option("--variant", invocation.variants)->delimiter(',')->allow_extra_args(false)->take_all();
  app.add_flag("--variants", invocation.all_variants);
  app.add_option("--for", invocation.unknowns)->allow_extra_args(false)->take_all();
  app.add_option("--so-that", invocation.targets)->allow_extra_args(false)->take_all();
  app.add_option("--between", invocation.brackets)->allow_extra_args(false)->take_all();
  app.add_option("--format", invocation.format);
  app.add_option("--width", width);
  app.add_option("--depth", invocation.depth);
  app.add_flag("--all", invocation.with_defaults);
  app.add_option("--samples", drawing.samples);
  app.add_option("--seed", drawing.seed);
  app.add_option("--threads", drawing.threads);
  try {
    app.parse(count, words);
  } catch (const CLI::ParseError& error) {
    made.outcome = usage(error.what(), {});
    return made;
  }
  made.outcome = read_drawing(drawing, invocation);
  if (made.outcome.exit != as_expected) return made;
  settle_variants(invocation);
  invocation.style.width = width < 0 ? 0 : static_cast<std::size_t>(width);
  invocation.style.colour = terminal.colour;
  invocation.terminal = terminal;
  if (wants_version) {
    made.outcome.out = fmt::format("costcurve {}\n", version);
    return made;
  }
  if (positional.empty() || positional[0] == "help") {
    made.outcome.out = wants_help || !positional.empty() ? help() : "";
    if (made.outcome.out.empty())
      made.outcome = usage("what shall it do?", {"costcurve check scenarios/deepseek-r1.toml"});
    return made;
  }
  for (const Verb& verb : verbs()) {
    if (verb.name != positional[0]) continue;
    if (wants_help) {
      made.outcome.out = help_of(verb);
      return made;
    }
    invocation.verb = positional[0];
    invocation.files.assign(positional.begin() + 1, positional.end());
    made.outcome = complete(invocation, files);
    made.parsed = made.outcome.exit == as_expected;
    return made;
  }
  made.outcome = unknown_verb(positional[0]);
  return made;
}

std::string written(const Document& document, const Invocation& invocation) {
  if (invocation.format == "markdown") return markdown(document);
  return invocation.format == "html" ? html(document) : terminal(document, invocation.style);
}

Outcome answer(int count, const char* const* words, const char* version, Library& library, const Terminal& terminal) {
  const Parsed parsed = parse_arguments(count, words, version, library.files(), terminal);
  if (!parsed.parsed) return parsed.outcome;
  Outcome outcome;
  for (const Verb& verb : verbs())
    if (verb.name == parsed.invocation.verb) outcome = verb.run(parsed.invocation, library);
  if (outcome.document) outcome.out = written(*outcome.document, parsed.invocation);
  return outcome;
}

}  // namespace costcurve
