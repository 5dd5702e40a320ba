#include "command/verbs.h"

#include <fmt/format.h>

#include <algorithm>

#include "answer/import.h"
#include "answer/list.h"
#include "answer/whole_number.h"
#include "command/completion.h"
#include "command/manual.h"
#include "command/watched.h"
#include "document/layout.h"
#include "planner/plan.h"
#include "text/lines.h"
#include "text/listing.h"
#include "text/suggest.h"

namespace costcurve {

namespace {

constexpr std::string_view forms_of_diff =
    "costcurve diff A.toml B.toml [QUANTITY]                   two scenarios\n"
    "costcurve diff A.toml [QUANTITY] --variant V              as it stands, and in the variant\n"
    "costcurve diff A.toml [QUANTITY] --variant V --variant W  in two variants\n"
    "costcurve diff A.toml [QUANTITY] --set KEY=VALUE          as it stands, and with it replaced\n"
    "\n"
    "Without a quantity it lists all that differs. --set beside two scenarios or a variant holds on both sides; beside "
    "two scenarios one --variant holds on both sides, and of two the first is A's, the second B's.\n";

constexpr std::string_view forms_of_watch =
    "costcurve watch mine.toml                        checked anew at every save\n"
    "costcurve watch mine.toml --html report.html     and kept as a page that reloads itself\n"
    "costcurve watch sweep mine.toml --over KEY=...   any verb, with its options\n"
    "\n"
    "It follows what the scenario names too, and the catalog. Each text that answers is kept: the key u goes back to "
    "the "
    "one before, l lists them, q ends.\n";

constexpr std::string_view forms_of_measured =
    "costcurve measured mine.toml runs.csv     a row for each line; its columns are quantities, with their units\n"
    "costcurve measured mine.toml train.log    steps as Megatron-LM or torchtitan print them: their median\n"
    "costcurve measured mine.toml bench.txt    what `vllm bench serve` prints\n"
    "\n"
    "Columns of what was set (tensor, microbatch, batch, recompute) replace what the scenario says; columns of what "
    "was "
    "measured (step, chip_token_rate, mfu, bytes; time_per_token, first_token, throughput) are held against it.\n";

// Which every verb takes, but for one whose answer is a file to go on from: that is never cut short.
constexpr Option shown_as[] = {Option::brief, Option::format, Option::output, Option::width};

std::vector<Option> with_shown_as(std::vector<Option> options) {
  options.insert(options.end(), std::begin(shown_as), std::end(shown_as));
  return options;
}

}  // namespace

const std::vector<Verb>& verbs() {
  using enum Option;
  static const std::string listable = listed(what_is_listed()) + " that are known";
  static const std::string forms_of_import = import_forms();
  static const std::vector<Verb> rows = {
      {"check", "judge the claims and compare what is over-determined", "costcurve check scenarios/deepseek-r1.toml",
       "SCENARIO...", Words::scenarios,
       with_shown_as(
           {set, as_of, catalog, variant, variants, show, all, sources, hide, lesson, since, samples, seed, threads}),
       costcurve::check},
      {"run", "show everything that the scenario determines",
       "costcurve run scenarios/deepseek-v3.toml --set assume.rent='3 USD/chip/h'", "SCENARIO...", Words::scenarios,
       with_shown_as({set, as_of, catalog, variant, variants, show, all, sources, hide, since, samples, seed, threads}),
       costcurve::run},
      {"explain", "show how a quantity comes about, down to the sources",
       "costcurve explain scenarios/deepseek-r1.toml total.cost", "SCENARIO [QUANTITY]", Words::scenario_and_quantity,
       with_shown_as({set, as_of, catalog, variant, variants, show, depth, steps, unfold, all}), costcurve::explain},
      {"sensitivity", "show which input matters: elasticities, swings, shares of the variance",
       "costcurve sensitivity scenarios/cost-curve.toml essay_ranges.trend_index", "SCENARIO [QUANTITY]",
       Words::scenario_and_quantity, with_shown_as({set, as_of, catalog, variant, variants, show, samples, seed}),
       costcurve::sensitivity},
      {"range", "show the guaranteed range of a quantity over all stated ranges",
       "costcurve range scenarios/deepseek-r1.toml total.cost", "SCENARIO [QUANTITY]", Words::scenario_and_quantity,
       with_shown_as({set, as_of, catalog, variant, variants, show}), costcurve::range},
      {"solve", "find what would have to be true: a value of one quantity, of several, or of each in turn",
       "costcurve solve scenarios/deepseek-r1.toml --for r1.duration --so-that 'total.cost = 294 kUSD'",
       "SCENARIO --for KEY --so-that TARGET", Words::scenario,
       with_shown_as({unknown, so_that, between, show, set, as_of, catalog, variant, variants}), costcurve::solve_for},
      {"sweep", "work out a table and a plot over values of one quantity or several",
       "costcurve sweep scenarios/deepseek-r1.toml --over 'assume.rent = 1 .. 4 USD/chip/h in 7'",
       "SCENARIO --over KEY=VALUES", Words::scenario,
       with_shown_as({over, show, set, as_of, catalog, variant, variants, sources, samples, seed}), costcurve::sweep},
      {"diff", "show what differs between two scenarios or variants, and which inputs make it differ",
       "costcurve diff scenarios/deepseek-r1.toml total.cost --variant hyper_ai", "SCENARIO [SCENARIO] [QUANTITY]",
       Words::two_sides, with_shown_as({set, as_of, catalog, variant, show, all}), costcurve::diff, forms_of_diff},
      {"compare", "put options side by side, the cheapest first: APIs, clouds, chips, variants, parts",
       "costcurve compare scenarios/support-bot.toml --over 'bill.api = DeepSeek-V3.2, GPT-4o-mini'", "SCENARIO",
       Words::scenario,
       with_shown_as({over, show, base, why, set, as_of, catalog, variant, all, sources, samples, seed}),
       costcurve::compare},
      {"plan", "find the best way to split a training run over its chips",
       "costcurve plan scenarios/fewest-h100s-for-a-70b.toml --best chips --within '60 days'", "SCENARIO [PART]",
       Words::scenario_and_quantity,
       with_shown_as(
           {best, within, over, show, every, shard, merge, set, as_of, catalog, variant, samples, seed, threads}),
       costcurve::plan},
      {"serve", "find how to deploy a model: the best plan and number of requests at once within limits of time",
       "costcurve serve scenarios/vendors.toml --over 'llama.chip = H100, H200, B200'", "SCENARIO [PART]",
       Words::scenario_and_quantity,
       with_shown_as({over, best, show, trace, requests, seed, set, as_of, catalog, variant}), costcurve::serve},
      {"measured", "hold rows that were measured against the equations, and calibrate their constants",
       "costcurve measured scenarios/runs-on-a100s.toml scenarios/runs-on-a100s.csv", "SCENARIO ROWS [PART]",
       Words::scenario_and_quantity, with_shown_as({show, set, as_of, catalog, variant, samples, seed}),
       costcurve::measured, forms_of_measured},
      {"lesson", "show a lesson: a question, a few lines to read, an exercise", "costcurve lesson 3", "[NUMBER]",
       Words::topic, with_shown_as({}), costcurve::lesson},
      {"lessons", "list the lessons, or write them as pages", "costcurve lessons --html site", "", Words::topic,
       with_shown_as({html}), costcurve::lessons},
      {"eval", "work out single lines: units, facts of the catalog, claims; no file needed",
       "costcurve eval '2048 chip * 54 days * 2 USD/chip/h = $5.3 million?'", "LINE...", Words::topic,
       with_shown_as({as_of, catalog, samples, seed}), costcurve::eval},
      {"list", listable, "costcurve list rents H100", "[KIND] [NAME or words]", Words::topic, with_shown_as({catalog}),
       costcurve::list},
      {"new",
       "print a commented scenario to start from",
       "costcurve new training > scenarios/mine.toml",
       "[NAME]",
       Words::topic,
       {format, output, width},
       costcurve::new_scenario},
      {"import", "take prices and models from others' files into a catalog of your own",
       "costcurve import genai-prices data.json", "KIND FILE [NAME]", Words::topic, with_shown_as({catalog, all}),
       costcurve::import_file, forms_of_import},
      {"export",
       "print files of your own catalog as one text, which `import catalog` takes",
       "costcurve export > mine.txt",
       "[apis, openai ...]",
       Words::topic,
       {catalog, format, output, width},
       costcurve::export_files},
      {"watch",
       "answer anew whenever a file of the scenario is saved, with what changed in front",
       "costcurve watch scenarios/deepseek-r1.toml",
       "[VERB] SCENARIO...",
       Words::as_typed,
       {html, format, output, width},
       costcurve::watch,
       forms_of_watch},
      {"tried", "list what was tried while a scenario was watched, or print one of its texts",
       "costcurve tried scenarios/deepseek-r1.toml", "SCENARIO [NUMBER]", Words::topic, with_shown_as({}),
       costcurve::tried},
      {"schema",
       "print the language of scenarios, or one sheet of it, as a JSON Schema, for editors",
       "costcurve schema > scenario.schema.json",
       "[SHEET]",
       Words::topic,
       {catalog, format, output, width},
       costcurve::schema},
      {"completion",
       "print what makes bash, zsh or fish complete verbs, options, quantities and names of the catalog",
       "costcurve completion bash",
       "SHELL",
       Words::as_typed,
       {format, output, width},
       costcurve::completion},
      {"manual",
       "print the manual page",
       "costcurve manual > costcurve.1",
       "",
       Words::topic,
       {format, output, width},
       costcurve::manual},
  };
  return rows;
}

const Verb* find_verb(std::string_view name) {
  const auto found = std::find_if(verbs().begin(), verbs().end(), [&](const Verb& verb) { return verb.name == name; });
  return found == verbs().end() ? nullptr : &*found;
}

namespace {

bool takes(const Verb& verb, Option option) {
  return std::find(verb.takes.begin(), verb.takes.end(), option) != verb.takes.end();
}

std::vector<const Verb*> those_that_take(Option option) {
  std::vector<const Verb*> all;
  for (const Verb& verb : verbs())
    if (takes(verb, option)) all.push_back(&verb);
  return all;
}

// An option that most verbs take is nobody's own.
constexpr std::size_t most_owners = 3;

std::string owners_of(const std::vector<const Verb*>& owners) {
  std::vector<std::string> names;
  for (const Verb* verb : owners) names.push_back(fmt::format("`{}`", verb->name));
  return listed(names);
}

std::string option_line(const OptionRow& row, bool names_owners, std::size_t width) {
  constexpr std::size_t column = 22;
  const std::vector<const Verb*> owners = those_that_take(row.option);
  std::vector<std::string> names;
  for (const Verb* verb : owners) names.emplace_back(verb->name);
  const std::string whose = names_owners && owners.size() <= most_owners ? "of " + listed(names) + ": " : "";
  const std::string left = fmt::format("  {}{}{}", row.name, row.value.empty() ? "" : " ", row.value);
  const std::string first = left.size() + 2 > column ? left + "  " : fmt::format("{:<{}}", left, column);
  return wrapped(whose + std::string(row.about), first, column, width);
}

}  // namespace

std::string help(std::size_t width) {
  std::string out =
      wrapped("costcurve: what large language models cost, worked out, explained and checked", "", 2, width) + "\n";
  for (const Verb& verb : verbs())
    out += wrapped(std::string(verb.about), fmt::format("  {:<11}  ", verb.name), 15, width) +
           wrapped(std::string(verb.example), std::string(6, ' '), 8, width);
  out += "\n";
  for (const OptionRow& row : option_rows()) out += option_line(row, true, width);
  return out + wrapped("`costcurve check --help` shows one verb", "  --version, --help   ", 22, width) + "\n" +
         wrapped(
             "Exit codes: 0 as expected, 1 a verdict is not the expected one or givens contradict, 2 the input or "
             "usage is wrong, 3 output could not be written.",
             "", 0, width);
}

std::string help_of(const Verb& verb, std::size_t width) {
  std::string out = wrapped(fmt::format("{}: {}", verb.name, verb.about), "", 2, width) + "\n" +
                    wrapped(fmt::format("costcurve {} {}", verb.name, verb.words_text), "  ", 4, width) +
                    wrapped(std::string(verb.example), "  ", 4, width) + "\n";
  for (const std::string_view line : text_lines(verb.forms)) {
    // A form keeps its columns where they fit.
    out += line.empty()               ? "\n"
           : line.size() + 2 <= width ? fmt::format("  {}\n", line)
                                      : wrapped(std::string(line), "  ", 4, width);
  }
  if (!verb.forms.empty()) out += "\n";
  for (const OptionRow& row : option_rows())
    if (takes(verb, row.option)) out += option_line(row, false, width);
  return out + "\n" + wrapped("`costcurve --help` shows all verbs and options.", "", 0, width);
}

namespace {

Diagnostic refusal(std::string problem, std::vector<std::string> notes) {
  notes.emplace_back("`costcurve --help` shows the verbs with an example each");
  return without_place(std::move(problem), std::move(notes));
}

Diagnostic refused_option(const Verb& verb, const OptionRow& row) {
  const std::vector<const Verb*> owners = those_that_take(row.option);
  if (owners.size() <= most_owners)
    return refusal(fmt::format("{} belongs to {}", row.name, owners_of(owners)),
                   {fmt::format("costcurve {} {} {}{}{}", owners.front()->name, owners.front()->words_text, row.name,
                                row.value.empty() ? "" : " ", row.value)});
  return refusal(fmt::format("`{}` takes no {}", verb.name, row.name), {std::string(verb.example)});
}

struct NumberRow {
  Option option;
  double least, most;
  std::string_view noun;
  std::string_view remedy;
};
constexpr NumberRow numbers[] = {
    {Option::samples, 2, 1e10, "number of samples", "from 2 to 10,000,000,000: --samples 100k, --samples 1M"},
    {Option::seed, 0, 9e18, "seed", "a whole number, zero or more: --seed 2. The same seed draws the same samples"},
    {Option::threads, 1, 1024, "number of threads",
     "from 1 to 1,024; without it as many as the machine has. The answer is the same"},
    {Option::requests, 2, 2e7, "number of requests", "from 2 to 20,000,000: --requests 100k"},
    {Option::depth, 0, 1e6, "depth", "a whole number of levels: --depth 2"},
    {Option::width, 40, 1000, "width", "columns of the terminal, 40 to 1,000: --width 100"},
};

std::optional<Diagnostic> wrong_number(const Options& options) {
  for (const NumberRow& row : numbers)
    for (const std::string& text : options.texts(row.option))
      if (!whole_number(text, row.least, row.most))
        return refusal(fmt::format("{} {} is no {}", row_of(row.option).name, text, row.noun),
                       {std::string(row.remedy)});
  return std::nullopt;
}

// A shell leaves nothing of a name that it does not know: "$scenario".
std::optional<Diagnostic> empty_word(const Question& question) {
  const std::string remedy = "a $NAME that the shell does not know leaves nothing";
  for (const OptionRow& row : option_rows())
    for (const std::string& text : question.options.texts(row.option))
      if (!row.value.empty() && text.empty())
        return refusal(fmt::format("behind {} stands an empty word, not {}", row.name, row.value), {remedy});
  const bool may_be_empty = question.verb->words == Words::as_typed;
  if (may_be_empty || std::find(question.words.begin(), question.words.end(), "") == question.words.end())
    return std::nullopt;
  return refusal(fmt::format("behind `{}` stands an empty word", question.verb->name), {remedy});
}

// A word behind the first scenario is a scenario too if it looks like one or is a file.
bool is_scenario(const std::string& word, const Files& files) { return word.ends_with(".toml") || files.is_file(word); }

std::optional<Diagnostic> refused_sides(Question& question, const Files& files) {
  std::vector<std::string>& words = question.words;
  const std::string example(question.verb->example);
  // Of two words behind the first scenario one is the other scenario, and they may come in any order.
  const auto other =
      std::find_if(words.begin() + 1, words.end(), [&](const std::string& word) { return is_scenario(word, files); });
  if (other != words.end()) std::rotate(words.begin() + 1, other, other + 1);
  const bool two = other != words.end() || words.size() > 2;
  question.second_is_scenario = two;
  if (words.size() > (two ? 3U : 2U))
    return refusal(fmt::format("`diff` takes two scenarios and a quantity; `{}` is one word too many", words.back()),
                   {example});
  if (question.variants().size() > 2)
    return refusal(fmt::format("`diff` compares two variants, not {}", question.variants().size()), {example});
  if (!two && question.variants().empty() && !question.options.has(Option::set) && !question.options.has(Option::as_of))
    return refusal("`diff` needs something to compare with: a second scenario, --variant, --set or --as-of", {example});
  return std::nullopt;
}

// --set run.duration=80 hours: the shell parts the value at its blank.
std::optional<Diagnostic> parted_value(const Question& question, const Files& files) {
  const std::vector<std::string>& sets = question.options.texts(Option::set);
  if (sets.empty()) return std::nullopt;
  for (const std::string& word : question.words) {
    const bool is_part = word.find('.') == std::string::npos && files.kind(word) == PathKind::nothing &&
                         !files.is_file(word + ".toml") && !files.is_file("scenarios/" + word + ".toml");
    if (is_part)
      return refusal(fmt::format("`{}` is no scenario; does it belong to the value before it?", word),
                     {fmt::format("a value with blanks stands in quotes: --set '{} {}'", sets.back(), word)});
  }
  return std::nullopt;
}

// "SCENARIO ROWS [PART]" are three.
std::size_t words_of(std::string_view text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), ' ')) + 1;
}

std::optional<Diagnostic> refused_words(Question& question, const Files& files) {
  const Verb& verb = *question.verb;
  if (verb.words == Words::topic || verb.words == Words::as_typed) return std::nullopt;
  if (std::optional<Diagnostic> parted = parted_value(question, files)) return parted;
  const std::string example(verb.example);
  if (question.words.empty()) return refusal(fmt::format("`{}` needs a scenario", verb.name), {example});
  if (verb.words == Words::scenario_and_quantity && question.words.size() > words_of(verb.words_text))
    return refusal(fmt::format("`{}` takes {}, and `{}` is one word too many", verb.name, verb.words_text,
                               question.words[words_of(verb.words_text)]),
                   {example});
  if (verb.words == Words::scenario && question.words.size() != 1)
    return refusal(fmt::format("`{}` takes one scenario", verb.name), {example});
  return verb.words == Words::two_sides ? refused_sides(question, files) : std::nullopt;
}

}  // namespace

std::optional<Diagnostic> refused(Question& question, const Files& files) {
  for (const OptionRow& row : option_rows())
    if (question.options.has(row.option) && !takes(*question.verb, row.option))
      return refused_option(*question.verb, row);
  if (std::optional<Diagnostic> empty = empty_word(question)) return empty;
  if (std::optional<Diagnostic> wrong = wrong_number(question.options)) return wrong;
  if (question.options.has(Option::hide) && question.options.text(Option::hide) != "computed")
    return refusal(fmt::format("`{}` is nothing that can be hidden", question.options.text(Option::hide)),
                   {"--hide computed leaves blanks for what follows from what is given"});
  return refused_words(question, files);
}

}  // namespace costcurve
