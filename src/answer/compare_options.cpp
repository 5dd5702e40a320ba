#include <fmt/format.h>

#include <algorithm>

#include "answer/asked.h"
#include "answer/compare.h"
#include "catalog/kinds.h"
#include "scenario/axis.h"
#include "text/keys.h"
#include "text/listing.h"
#include "text/suggest.h"

namespace costcurve {

namespace {

// A key and the values that it takes in turn, as they are written.
struct Choices {
  std::string key;
  std::vector<Excerpt> values;
  Place place;
};

constexpr std::size_t most_options = 10000;

// --over 'bill.api = o1, DeepSeek-R1'
std::optional<Choices> choices_of_line(const std::string& over, Diagnostics& diagnostics) {
  const std::optional<KeyAndValues> typed =
      key_and_values(over, "for example --over 'bill.api = o1, DeepSeek-R1'", diagnostics);
  if (!typed) return std::nullopt;
  Choices choices{typed->key.text, between_commas(typed->values), typed->key.place()};
  std::erase_if(choices.values, [](const Excerpt& value) { return value.text.empty(); });
  return choices;
}

// { bill.api = ["o1", "DeepSeek-R1"] }, with or without the part.
void choices_of_table(const std::string& before, const Value& table, std::vector<Choices>& all,
                      Diagnostics& diagnostics) {
  for (const Entry& entry : table.members) {
    const std::string key = before + entry.key;
    if (entry.value.is_table()) {
      choices_of_table(key + ".", entry.value, all, diagnostics);
      continue;
    }
    Choices choices{key, {}, entry.place};
    for (const Value& value : entry.value.elements)
      if (!value.is_table() && !value.is_array()) choices.values.push_back(value.text);
    if (!entry.value.is_array() || choices.values.size() != entry.value.elements.size())
      diagnostics.report(entry.place, fmt::format("`{}` is a list of values", key),
                         {fmt::format("over = {{ {} = [\"...\", \"...\"] }}", key)});
    else
      all.push_back(std::move(choices));
  }
}

bool matches(std::string_view name, std::string_view pattern) {
  const std::size_t star = pattern.find('*');
  if (star == std::string_view::npos) return name == pattern;
  const std::string_view before = pattern.substr(0, star), after = pattern.substr(star + 1);
  return name.size() >= before.size() + after.size() && name.starts_with(before) && name.ends_with(after);
}

// "openai/*" is all of the catalog that begin so.
void expand_patterns(Choices& choices, Library& library, Diagnostics& diagnostics) {
  const std::string kind = choices.key.substr(choices.key.rfind('.') + 1);
  if (!names_catalog_entry(kind)) return;
  std::vector<Excerpt> expanded;
  for (const Excerpt& value : choices.values) {
    if (value.text.find('*') == std::string::npos) {
      expanded.push_back(value);
      continue;
    }
    const std::size_t before = expanded.size();
    for (const std::string& name : library.catalog_names(kind))
      if (matches(name, value.text)) expanded.push_back({value.source, value.begin, value.end, name, false});
    if (expanded.size() == before)
      diagnostics.report(value.place(), fmt::format("the catalog has no {} like `{}`", kind, value.text),
                         {fmt::format("`costcurve list {}s` shows those that are known", kind)});
  }
  choices.values = std::move(expanded);
}

// The parts' keys that a word without a part stands for: of those that name such an entry, else of those whose sheet
// takes something of one.
std::vector<std::string> keys_meant(const std::string& key, const Scenario& scenario) {
  if (key.find('.') != std::string::npos) return {key};
  std::vector<std::string> named, taking;
  for (const Part& part : scenario.parts) {
    if (part.attributes.contains(key)) named.push_back(part.name + "." + key);
    if (part.sheet && std::any_of(part.sheet->rows().begin(), part.sheet->rows().end(),
                                  [&](const Row& row) { return row.catalog.starts_with(key + "."); }))
      taking.push_back(part.name + "." + key);
  }
  return named.empty() ? taking : named;
}

void no_such_key(const Choices& choices, const Scenario& scenario, Diagnostics& diagnostics) {
  std::vector<std::string> known = scenario.quantity_names();
  for (const Part& part : scenario.parts)
    for (const std::string& key : key_names(KeyPlace::part)) known.push_back(part.name + "." + key);
  std::vector<std::string> notes;
  if (const std::string hint = did_you_mean(choices.key, known); !hint.empty()) notes.push_back(hint);
  notes.emplace_back("`over` names what is chosen: an attribute of a part, bill.api, or a quantity, run.mfu");
  diagnostics.report(choices.place, fmt::format("there is no `{}` to choose for", choices.key), notes);
}

bool can_be_chosen(const std::string& key, const Scenario& scenario) {
  const std::size_t dot = key.rfind('.');
  const Part* part = scenario.part(key.substr(0, std::min(dot, key.size())));
  return scenario.quantity(key) || (part && dot != std::string::npos && find_key(KeyPlace::part, key.substr(dot + 1)));
}

// Every combination, the last key fastest.
std::vector<CompareOption> combined(const std::vector<Choices>& all, const Scenario& scenario,
                                    Diagnostics& diagnostics) {
  std::vector<CompareOption> options(1);
  for (const Choices& choices : all) {
    const std::vector<std::string> keys = keys_meant(choices.key, scenario);
    if (keys.empty() ||
        !std::all_of(keys.begin(), keys.end(), [&](const std::string& key) { return can_be_chosen(key, scenario); })) {
      no_such_key(choices, scenario, diagnostics);
      return {};
    }
    std::vector<CompareOption> longer;
    for (const CompareOption& option : options)
      for (const Excerpt& value : choices.values) {
        CompareOption next = option;
        next.choices.push_back(value.text);
        next.name += (next.name.empty() ? "" : ", ") + value.text;
        for (const std::string& key : keys) next.sets.push_back({key, value});
        longer.push_back(std::move(next));
      }
    options = std::move(longer);
  }
  return options;
}

bool few_enough(const std::vector<Choices>& all, Diagnostics& diagnostics) {
  double options = 1;
  for (const Choices& choices : all) options *= static_cast<double>(choices.values.size());
  if (options <= most_options) return true;
  diagnostics.report(all.back().place,
                     fmt::format("these are {:.0f} combinations, and at most 10,000 are compared", options),
                     {"name fewer values, or one key less"});
  return false;
}

// What there is to compare where nothing is chosen: the variants, or the parts of a sheet that several have.
void compare_what_there_is(const ScenarioFile& file, const Scenario& scenario, CompareQuestion& asked) {
  if (const std::vector<std::string> variants = variants_in(file.document); !variants.empty()) {
    asked.keys = {"variant"};
    asked.options.push_back({std::string(as_it_stands), {std::string(as_it_stands)}, "", "", {}});
    for (const std::string& name : variants) asked.options.push_back({name, {name}, name, "", {}});
    return;
  }
  for (const Part& first : scenario.parts) {
    std::vector<CompareOption> alike;
    for (const Part& part : scenario.parts)
      if (part.sheet && part.sheet == first.sheet) alike.push_back({part.name, {part.name}, "", part.name, {}});
    if (alike.size() > asked.options.size() && alike.size() > 1) asked.options = std::move(alike);
  }
  if (asked.options.empty()) return;
  asked.keys = {"part"};
  const Sheet* sheet = scenario.part(asked.options.front().part)->sheet;
  if (asked.shown.empty())
    for (const std::string_view result : sheet->results) asked.shown.emplace_back(result);
}

void read_shown(const Question& question, const Value* compare, CompareQuestion& asked) {
  asked.shown = names_to_show(question);
  const Entry* show = compare && asked.shown.empty() ? compare->find("show") : nullptr;
  if (show && show->value.is_array())
    for (const Value& name : show->value.elements) asked.shown.push_back(name.text.text);
}

}  // namespace

CompareQuestion compare_question(const Question& question, const ScenarioFile& file, const Scenario& scenario,
                                 Library& library, Diagnostics& diagnostics) {
  CompareQuestion asked;
  const Entry* heading = file.document.find("compare");
  const Value* compare = heading && heading->value.is_table() ? &heading->value : nullptr;
  read_shown(question, compare, asked);
  std::vector<Choices> all;
  for (const std::string& over : question.options.texts(Option::over))
    if (std::optional<Choices> choices = choices_of_line(over, diagnostics)) all.push_back(std::move(*choices));
  const Entry* over = compare && !question.options.has(Option::over) ? compare->find("over") : nullptr;
  if (over && over->value.is_table()) choices_of_table("", over->value, all, diagnostics);
  for (Choices& choices : all) expand_patterns(choices, library, diagnostics);
  if (!diagnostics.empty() || (!all.empty() && !few_enough(all, diagnostics))) return asked;
  if (all.empty()) {
    compare_what_there_is(file, scenario, asked);
    if (asked.options.size() < 2)
      diagnostics.report({named(file.source), 0, 0}, "there is nothing to compare in this scenario",
                         {"[compare] and below it over = { bill.api = [\"o1\", \"DeepSeek-R1\"] } names options",
                          "variants, and parts of one sheet, are compared too"});
    return asked;
  }
  for (const Choices& choices : all) asked.keys.push_back(choices.key);
  asked.options = combined(all, scenario, diagnostics);
  return asked;
}

}  // namespace costcurve
