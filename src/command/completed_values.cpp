#include "command/completed_values.h"

#include <algorithm>
#include <cctype>
#include <set>

#include "text/keys.h"
#include "text/lines.h"

namespace costcurve {

namespace {

using WordList = std::vector<std::string>;

// The word at the end of what is typed, and all that stands before it.
struct Begun {
  std::string before, word;
};

bool is_digit(char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }
bool is_of_a_word(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return std::isalnum(byte) != 0 || byte >= 0x80 || c == '_' || c == '.' || c == '-' || c == '%';
}

// Of `80h` the word is h: a number is not completed.
Begun begun_in(std::string_view typed) {
  std::size_t begin = typed.size();
  while (begin > 0 && is_of_a_word(typed[begin - 1])) --begin;
  if (begin < typed.size() && is_digit(typed[begin]))
    while (begin < typed.size() && (is_digit(typed[begin]) || typed[begin] == '.')) ++begin;
  return {std::string(typed.substr(0, begin)), std::string(typed.substr(begin))};
}

// Of a list of names the last, which may hold blanks.
Begun begun_in_list(std::string_view typed, std::size_t relation_end) {
  const std::size_t comma = typed.rfind(',');
  std::size_t begin = comma == std::string_view::npos || comma < relation_end ? relation_end : comma + 1;
  while (begin < typed.size() && typed[begin] == ' ') ++begin;
  return {std::string(typed.substr(0, begin)), std::string(typed.substr(begin))};
}

WordList ending_in(const Begun& begun, const WordList& words) {
  WordList whole;
  for (const std::string& word : words)
    if (word.starts_with(begun.word)) whole.push_back(begun.before + word);
  return whole;
}

bool stands_behind_a_number(const Begun& begun) {
  const std::string_view before = trimmed(begun.before);
  return !before.empty() && is_digit(before.back());
}

// Units that begin so: those of the quantity's own kind where there are any.
WordList units_for(const Begun& begun, const Units& units, const Quantity* quantity) {
  WordList fitting, others;
  if (quantity && !quantity->shown.text.empty()) fitting.push_back(quantity->shown.text);
  for (const std::string& name : units.names()) {
    if (!name.starts_with(begun.word)) continue;
    const std::optional<Unit> unit = quantity ? units.find(name) : std::nullopt;
    (unit && unit->dimension == quantity->dimension ? fitting : others).push_back(name);
  }
  const bool any_fits = std::any_of(fitting.begin(), fitting.end(),
                                    [&](const std::string& name) { return name.starts_with(begun.word); });
  return any_fits || begun.word.empty() ? fitting : others;
}

WordList values_of_attribute(std::string_view attribute, Library& library) {
  const Key* key = find_key(KeyPlace::part, attribute);
  if (!key) return {};
  if (key->kind == KeyKind::entry) return library.catalog_names(std::string(attribute));
  return key->kind == KeyKind::word ? word_names(*key) : WordList();
}

// What is given now stands first, to be changed.
WordList values_of_quantity(std::string_view typed, std::size_t relation_end, std::size_t q, const Scenario& scenario) {
  const Quantity& quantity = scenario.relations->quantities[q];
  if (quantity.shown.words) return ending_in(begun_in_list(typed, relation_end), *quantity.shown.words);
  const Begun begun = begun_in(typed);
  if (trimmed(typed.substr(relation_end)).empty()) {
    const GivenPointer& given = scenario.givens.stated(q);
    return given && !given->text.empty() ? WordList{std::string(typed) + given->text} : WordList();
  }
  WordList words = ending_in(begun, units_for(begun, scenario.units, &quantity));
  if (!begun.word.empty() && !stands_behind_a_number(begun))
    for (std::string& name : ending_in(begun, scenario.quantity_names())) words.push_back(std::move(name));
  return words;
}

WordList fields_of(const std::string& name, Library& library) {
  std::set<std::string> fields;
  for (const char* kind : kinds_of_facts) {
    Diagnostics unheard = Diagnostics::unheard();
    const WordList names = library.catalog_names(kind);
    if (std::find(names.begin(), names.end(), name) == names.end()) continue;
    if (const CatalogEntry* entry = library.catalog_entry(kind, name, unheard))
      for (const Fact& fact : entry->facts) fields.insert(fact.field);
  }
  return {fields.begin(), fields.end()};
}

// The names of catalog entries, each with the dot that its field stands behind; or the fields, where one is named.
WordList facts_begun(const std::string& word, Library& library) {
  WordList names;
  for (const char* kind : kinds_of_facts)
    for (const std::string& name : library.catalog_names(kind)) {
      names.push_back(name + ".");
      if (!word.starts_with(names.back())) continue;
      WordList whole;
      for (const std::string& field : fields_of(name, library)) whole.push_back(name + "." + field);
      return whole;
    }
  return names;
}

}  // namespace

WordList keys_of(const Scenario& scenario) {
  WordList keys = scenario.quantity_names();
  for (const Part& part : scenario.parts) {
    std::set<std::string> named;
    for (const auto& [attribute, word] : part.attributes)
      if (find_key(KeyPlace::part, attribute)) named.insert(attribute);
    if (part.sheet)
      for (const Row& row : part.sheet->rows())
        if (!row.catalog.empty()) named.insert(std::string(row.catalog.substr(0, row.catalog.find('.'))));
    for (const std::string& attribute : named) keys.push_back(part.name + "." + attribute);
  }
  return keys;
}

WordList completed_values(std::string_view typed, const Scenario& scenario, Library& library) {
  const std::size_t relation = typed.find_first_of("=<>");
  if (relation == std::string_view::npos) {
    WordList keys;
    for (const std::string& key : keys_of(scenario)) keys.push_back(key + "=");
    return keys;
  }
  const std::size_t end = std::min(typed.find_first_not_of("=<>", relation), typed.size());
  const std::string key(trimmed(typed.substr(0, relation)));
  if (const std::optional<std::size_t> quantity = scenario.quantity(key))
    return values_of_quantity(typed, end, *quantity, scenario);
  return ending_in(begun_in_list(typed, end), values_of_attribute(key.substr(key.rfind('.') + 1), library));
}

WordList completed_line(std::string_view typed, const WordList& before, Library& library) {
  const Begun begun = begun_in(typed);
  if (begun.word.empty() || !library.units()) return {};
  WordList words = completed_amount(typed, library);
  if (stands_behind_a_number(begun)) return words;
  WordList names = facts_begun(begun.word, library);
  for (const std::string& line : before)
    if (const std::size_t equals = line.find('='); equals != std::string::npos)
      names.emplace_back(trimmed(std::string_view(line).substr(0, equals)));
  for (std::string& name : ending_in(begun, names)) words.push_back(std::move(name));
  return words;
}

WordList completed_amount(std::string_view typed, Library& library) {
  const Begun begun = begun_in(typed);
  if (begun.word.empty() || !library.units()) return {};
  return ending_in(begun, units_for(begun, *library.units(), nullptr));
}

}  // namespace costcurve
