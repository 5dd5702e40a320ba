#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "answer/asked.h"
#include "answer/compare_choices.h"
#include "text/listing.h"
#include "text/suggest.h"

namespace costcurve {

namespace {

// An option as a choice among things that the scenario has.
CompareOption named_option(const std::string& name) {
  CompareOption option;
  option.name = name;
  option.choices = {name};
  return option;
}

// "own" and "rented" of own.cost and rented.cost, or of total.own and total.rented; whole names of others.
std::vector<std::string> short_names(const std::vector<std::string>& names) {
  std::set<std::string> parts, last_words;
  for (const std::string& name : names) {
    parts.insert(name.substr(0, name.rfind('.')));
    last_words.insert(last_word(name));
  }
  std::vector<std::string> shorter;
  for (const std::string& name : names)
    shorter.push_back(parts.size() == 1                                        ? last_word(name)
                      : last_words.size() == 1 && parts.size() == names.size() ? name.substr(0, name.rfind('.'))
                                                                               : name);
  return shorter;
}

bool are_alike(const std::vector<std::size_t>& quantities, const Relations& relations) {
  return std::all_of(quantities.begin(), quantities.end(), [&](std::size_t q) {
    return relations.quantities[q].dimension == relations.quantities[quantities.front()].dimension;
  });
}

// Each option once for each of the quantities, which are compared with each other.
void compare_quantities(const std::vector<std::size_t>& quantities, const Scenario& scenario, CompareQuestion& asked) {
  std::vector<std::string> names;
  std::set<std::string> last_words;
  for (const std::size_t q : quantities) {
    names.push_back(scenario.relations->quantities[q].name);
    last_words.insert(last_word(names.back()));
  }
  const std::vector<std::string> shown = short_names(names);
  const bool alone = asked.options.empty();
  if (alone) asked.options.resize(1);
  std::vector<CompareOption> each;
  for (const CompareOption& option : asked.options)
    for (std::size_t i = 0; i < names.size(); ++i) {
      each.push_back(option);
      each.back().name += (alone ? "" : ", ") + shown[i];
      each.back().choices.push_back(shown[i]);
      each.back().quantity = names[i];
    }
  asked.options = std::move(each);
  asked.keys.emplace_back("quantity");
  asked.shown.insert(asked.shown.begin(), last_words.size() == 1 ? *last_words.begin() : std::string(what_all_come_to));
}

// The quantities behind `of`; none, and reported, where they are of several kinds.
std::vector<std::size_t> quantities_of(const Entry& of, const Scenario& scenario, Diagnostics& diagnostics) {
  std::vector<std::size_t> quantities;
  for (const Value& name : of.value.elements)
    for (const std::size_t q : scenario.names->resolve(name.text.text, {}, name.place, diagnostics)) {
      quantities.push_back(q);
      if (are_alike({quantities.front(), q}, *scenario.relations)) continue;
      const auto words = [&](std::size_t i) {
        const Quantity& quantity = scenario.relations->quantities[i];
        return fmt::format("`{}` is {}", quantity.name, scenario.units.spoken(quantity.dimension));
      };
      diagnostics.report(name.place, "only quantities of one kind can be compared with each other",
                         {words(quantities.front()), words(q)});
      return {};
    }
  return quantities;
}

// Each option once in each of the variants.
void compare_variants(const std::vector<std::string>& variants, CompareQuestion& asked) {
  const bool alone = asked.options.empty();
  if (alone) asked.options.resize(1);
  std::vector<CompareOption> each;
  for (const CompareOption& option : asked.options)
    for (const std::string& name : variants) {
      each.push_back(option);
      each.back().name += (alone ? "" : ", ") + name;
      each.back().choices.push_back(name);
      each.back().variant = name;
    }
  asked.options = std::move(each);
  asked.keys.emplace_back("variant");
}

// The variants that the line names, if they are several; a name that the file does not have is reported.
std::vector<std::string> variants_named(const Question& question, const ScenarioFile& file, Diagnostics& diagnostics) {
  const std::vector<std::string> named = question.variants(), known = variants_in(file.document);
  for (const std::string& name : named)
    if (name != as_it_stands && std::find(known.begin(), known.end(), name) == known.end())
      report_no_variant(file.source, file.document, name, diagnostics);
  return named.size() > 1 ? named : std::vector<std::string>();
}

std::vector<std::string> all_variants(const ScenarioFile& file) {
  std::vector<std::string> all = variants_in(file.document);
  if (!all.empty()) all.insert(all.begin(), std::string(as_it_stands));
  return all;
}

// The parts of the sheet that most parts have.
void compare_parts(const Scenario& scenario, CompareQuestion& asked) {
  const Sheet* sheet = nullptr;
  for (const Part& first : scenario.parts) {
    std::vector<CompareOption> alike;
    for (const Part& part : scenario.parts)
      if (part.sheet && part.sheet == first.sheet) {
        alike.push_back(named_option(part.name));
        alike.back().part = part.name;
      }
    if (alike.size() < 2 || alike.size() <= asked.options.size()) continue;
    asked.options = std::move(alike);
    sheet = first.sheet;
  }
  if (!sheet) return;
  asked.keys = {"part"};
  if (asked.shown.empty())
    for (const std::string_view result : sheet->results) asked.shown.emplace_back(result);
}

// What there is to compare where nothing is chosen: the variants, the answers that the file declares, or parts.
void compare_what_there_is(const Question& question, const ScenarioFile& file, const Scenario& scenario,
                           CompareQuestion& asked) {
  const std::vector<std::string> variants = all_variants(file);
  if (!variants.empty() && question.variant().empty())
    compare_variants(variants, asked);
  else if (scenario.answer.size() > 1 && asked.shown.empty() && are_alike(scenario.answer, *scenario.relations))
    compare_quantities(scenario.answer, scenario, asked);
  else
    compare_parts(scenario, asked);
}

void read_shown(const Question& question, const Entry* show, CompareQuestion& asked) {
  asked.shown = names_to_show(question);
  if (asked.shown.empty() && show)
    for (const Value& name : show->value.elements) asked.shown.push_back(name.text.text);
}

// The one quantity that options are compared in.
void put_first(const std::string& name, std::vector<std::string>& shown) {
  std::erase(shown, name);
  shown.insert(shown.begin(), name);
}

// What is chosen on the command line, else in the file.
std::vector<KeyChoices> choices_of(const Question& question, const Entry* over, Library& library,
                                   Diagnostics& diagnostics) {
  std::vector<KeyChoices> all;
  for (const std::string& typed : question.options.texts(Option::over))
    if (std::optional<KeyChoices> choices = choices_of_line(typed, diagnostics)) all.push_back(std::move(*choices));
  if (over && !question.options.has(Option::over)) choices_of_table("", over->value, all, diagnostics);
  for (auto choices = all.begin(); choices != all.end(); ++choices) {
    expand_patterns(*choices, library, diagnostics);
    if (std::any_of(all.begin(), choices, [&](const KeyChoices& other) { return other.key == choices->key; }))
      diagnostics.report(choices->place, fmt::format("`{}` is chosen twice", choices->key),
                         {"write all of its values behind one `=`, with commas between them"});
  }
  return all;
}

}  // namespace

namespace {

// Parts, or the rows of one, that stand beside what is chosen.
void add_beside(const Entry& beside, const Scenario& scenario, CompareQuestion& asked, Diagnostics& diagnostics) {
  std::vector<std::string> known;
  for (const Part& part : scenario.parts) known.push_back(part.of.empty() ? part.name : part.of);
  for (const Value& name : beside.value.elements) {
    bool is_there = false;
    for (const Part& part : scenario.parts) {
      if (part.name != name.text.text && part.of != name.text.text) continue;
      is_there = true;
      CompareOption option = named_option(part.of.empty() ? part.name : last_word(part.name));
      option.choices.resize(std::max<std::size_t>(asked.keys.size(), 1));
      option.part = part.name;
      asked.options.push_back(std::move(option));
    }
    if (is_there) continue;
    const std::string hint = did_you_mean(name.text.text, known);
    diagnostics.report(name.place, fmt::format("there is no part `{}` to stand beside", name.text.text),
                       {hint.empty() ? "the parts are " + listed_some(known) : hint});
  }
}

}  // namespace

CompareQuestion compare_question(const Question& question, const ScenarioFile& file, const Scenario& scenario,
                                 Library& library, Diagnostics& diagnostics) {
  CompareQuestion asked;
  const Entry* heading = file.document.find("compare");
  const auto key = [&](std::string_view name) { return heading ? heading->value.find(name) : nullptr; };
  read_shown(question, key("show"), asked);
  const std::vector<KeyChoices> all = choices_of(question, key("over"), library, diagnostics);
  const std::vector<std::size_t> of =
      key("of") ? quantities_of(*key("of"), scenario, diagnostics) : std::vector<std::size_t>();
  if (!diagnostics.empty()) return asked;
  for (const KeyChoices& choices : all) asked.keys.push_back(choices.key);
  if (!all.empty()) asked.options = combined(all, scenario, diagnostics);
  if (!diagnostics.empty()) return asked;
  const std::vector<std::string> variants = variants_named(question, file, diagnostics);
  if (!diagnostics.empty()) return asked;
  if (of.size() > 1) compare_quantities(of, scenario, asked);
  if (of.size() == 1) put_first(scenario.relations->quantities[of.front()].name, asked.shown);
  if (!variants.empty()) compare_variants(variants, asked);
  if (key("beside") && of.size() < 2 && variants.empty()) add_beside(*key("beside"), scenario, asked, diagnostics);
  asked.base = question.options.text(Option::base, key("base") ? key("base")->value.text.text : "");
  if (!diagnostics.empty()) return asked;
  if (all.empty() && asked.options.empty()) compare_what_there_is(question, file, scenario, asked);
  if (!all.empty() && asked.options.size() < 2)
    diagnostics.report(all.front().place,
                       asked.options.empty() ? "no value is named to choose" : "only one option is named",
                       {"name at least two values, with commas between them: \"o1\", \"DeepSeek-R1\""});
  else if (asked.options.size() < 2)
    diagnostics.report({named(file.source), 0, 0}, "there is nothing to compare in this scenario",
                       {"[compare] and below it over = { bill.api = [\"o1\", \"DeepSeek-R1\"] } names options",
                        "variants, answers of one kind, and parts of one sheet are compared too"});
  return asked;
}

}  // namespace costcurve
