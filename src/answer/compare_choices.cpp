#include "answer/compare_choices.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "catalog/kinds.h"
#include "quantity/letters.h"
#include "scenario/axis.h"
#include "text/keys.h"
#include "text/suggest.h"

namespace costcurve {

namespace {

// How much of a text is a number.
std::size_t number_length(std::string_view text) {
  const std::size_t end = text.find_first_not_of("+-0123456789.,_");
  return end == std::string_view::npos ? text.size() : end;
}

// "1.5, 2.5 USD/chip/h": what has no unit has that of the last, as in a sweep.
void lend_unit(std::vector<Excerpt>& values) {
  if (values.size() < 2) return;
  const std::string& last = values.back().text;
  const std::size_t number = number_length(last);
  if (number == 0 || number == last.size()) return;
  const std::string unit = last.substr(number);
  for (Excerpt& value : values) {
    if (value.text.empty() || number_length(value.text) < value.text.size()) continue;
    value.text += unit;
    value.verbatim = false;
  }
}

}  // namespace

std::optional<KeyChoices> choices_of_line(const std::string& over, Diagnostics& diagnostics) {
  const std::optional<KeyAndValues> typed =
      key_and_values(over, "for example --over 'bill.api = o1, DeepSeek-R1'", diagnostics);
  if (!typed) return std::nullopt;
  KeyChoices choices{typed->key.text, between_commas(typed->values), typed->key.place()};
  std::erase_if(choices.values, [](const Excerpt& value) { return value.text.empty(); });
  lend_unit(choices.values);
  return choices;
}

void choices_of_table(const std::string& before, const Value& table, std::vector<KeyChoices>& all,
                      Diagnostics& diagnostics) {
  for (const Entry& entry : table.members) {
    const std::string key = before + entry.key;
    if (entry.value.is_table()) {
      choices_of_table(key + ".", entry.value, all, diagnostics);
      continue;
    }
    KeyChoices choices{key, {}, entry.place};
    for (const Value& value : entry.value.elements)
      if (!value.is_table() && !value.is_array()) choices.values.push_back(value.text);
    if (!entry.value.is_array() || choices.values.size() != entry.value.elements.size())
      diagnostics.report(entry.place, fmt::format("`{}` is a list of values", key),
                         {fmt::format("over = {{ {} = [\"...\", \"...\"] }}", key)});
    else
      all.push_back(std::move(choices));
  }
}

namespace {

// Each `*` of the pattern stands for any letters.
bool matches(std::string_view name, std::string_view pattern) {
  const std::size_t star = pattern.find('*');
  if (star == std::string_view::npos) return name == pattern;
  if (!name.starts_with(pattern.substr(0, star))) return false;
  const std::string_view behind = pattern.substr(star + 1);
  for (std::size_t at = star; at <= name.size(); ++at)
    if (matches(name.substr(at), behind)) return true;
  return false;
}

}  // namespace

void expand_patterns(KeyChoices& choices, Library& library, Diagnostics& diagnostics) {
  const std::string kind = choices.key.substr(choices.key.rfind('.') + 1);
  if (!names_catalog_entry(kind)) return;
  std::vector<Excerpt> expanded;
  std::set<std::string> names;
  for (const Excerpt& value : choices.values) {
    if (value.text.find('*') == std::string::npos) {
      if (names.insert(value.text).second) expanded.push_back(value);
      continue;
    }
    bool is_like_one = false;
    const std::string pattern = in_small_letters(value.text);
    for (const std::string& name : library.catalog_names(kind)) {
      if (!matches(in_small_letters(name), pattern)) continue;
      is_like_one = true;
      if (names.insert(name).second) expanded.push_back({value.source, value.begin, value.end, name, false});
    }
    if (!is_like_one)
      diagnostics.report(value.place(), fmt::format("the catalog has no {} like `{}`", kind, value.text),
                         {fmt::format("`costcurve list {}s` shows those that are known", kind)});
  }
  choices.values = std::move(expanded);
}

namespace {

constexpr std::size_t most_options = 10000;

// The kind of entries that a word of a part chooses among the facts of: `service` of an API. Else the word itself.
std::string kind_behind(const std::string& key) {
  for (const auto& [word, kind] : {std::pair<std::string_view, const char*>{"service", "api"},
                                   {"term", "cloud"},
                                   {"region", "cloud"},
                                   {"instance", "cloud"}})
    if (key == word) return kind;
  return key;
}

// The parts' keys that a word without a part stands for: of those that say it, else of those that name such an entry,
// else of those whose sheet takes something of one.
std::vector<std::string> keys_meant(const std::string& key, const Scenario& scenario) {
  if (key.find('.') != std::string::npos) return {key};
  const std::string kind = kind_behind(key);
  std::vector<std::string> said, named, taking;
  for (const Part& part : scenario.parts) {
    if (part.attributes.contains(key)) said.push_back(part.name + "." + key);
    if (part.attributes.contains(kind)) named.push_back(part.name + "." + key);
    if (part.sheet && std::any_of(part.sheet->rows().begin(), part.sheet->rows().end(),
                                  [&](const Row& row) { return row.catalog.starts_with(kind + "."); }))
      taking.push_back(part.name + "." + key);
  }
  return !said.empty() ? said : !named.empty() ? named : taking;
}

void no_such_key(const KeyChoices& choices, const Scenario& scenario, Diagnostics& diagnostics) {
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

bool few_enough(const std::vector<KeyChoices>& all, Diagnostics& diagnostics) {
  double options = 1;
  for (const KeyChoices& choices : all) options *= static_cast<double>(choices.values.size());
  if (options <= most_options) return true;
  diagnostics.report(all.back().place,
                     fmt::format("these are {:.0f} combinations, and at most 10,000 are compared", options),
                     {"name fewer values, or one key less"});
  return false;
}

}  // namespace

std::vector<CompareOption> combined(const std::vector<KeyChoices>& all, const Scenario& scenario,
                                    Diagnostics& diagnostics) {
  std::vector<CompareOption> options(1);
  if (!few_enough(all, diagnostics)) return {};
  for (const KeyChoices& choices : all) {
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

}  // namespace costcurve
