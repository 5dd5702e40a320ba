#include "answer/schema.h"

#include <fmt/format.h>

#include <set>

#include "answer/list.h"
#include "answer/question.h"
#include "catalog/kinds.h"
#include "sheets/sheet.h"
#include "text/keys.h"

namespace costcurve {

namespace {

Data text_type() { return Data::members({{"type", "string"}}); }
Data reference(std::string_view definition) {
  return Data::members({{"$ref", fmt::format("#/definitions/{}", definition)}});
}
Data any_of(Data::List choices) { return Data::members({{"anyOf", Data::list(std::move(choices))}}); }
Data list_of(Data element) { return Data::members({{"type", "array"}, {"items", std::move(element)}}); }
Data table_of(Data members) {
  return Data::members({{"type", "object"}, {"additionalProperties", std::move(members)}});
}
Data one_of_words(const std::vector<std::string>& words) { return Data::members({{"enum", Data(words)}}); }

// A name that the catalog has, or one of a catalog of the user's own.
Data name_in_catalog(std::string_view kind, Library& library) {
  return any_of({one_of_words(library.catalog_names(std::string(kind))), text_type()});
}

// What may stand behind a key by its kind alone.
Data type_of(const Key& key, Library& library) {
  switch (key.kind) {
    case KeyKind::word: return one_of_words(word_names(key));
    case KeyKind::amount: return reference("amount");
    case KeyKind::expression: return Data::members({{"type", std::vector<std::string>{"string", "number"}}});
    case KeyKind::entry: return name_in_catalog(key.name, library);
    case KeyKind::sheet: return one_of_words(names_listed("sheets", library));
    case KeyKind::variant: return any_of({text_type(), list_of(text_type())});
    case KeyKind::date: return Data::members({{"type", std::vector<std::string>{"string", "integer"}}});
    case KeyKind::truth: return Data::members({{"type", "boolean"}});
    case KeyKind::list:
      return any_of({list_of(any_of({text_type(), Data::members({{"type", "object"}})})), text_type()});
    case KeyKind::heading: return Data::members({{"type", "object"}});
    case KeyKind::text:
    case KeyKind::source: return text_type();
  }
  return Data::members();
}

std::string meaning_of(const Key& key) {
  std::string meaning(key.meaning);
  for (const KeyWord& word : key.words) meaning += fmt::format("\n{}: {}", word.name, word.meaning);
  return meaning;
}

Data described(Data schema, std::string meaning) {
  schema.add("description", std::move(meaning));
  return schema;
}

Data properties_at(KeyPlace place, Library& library) {
  Data properties = Data::members();
  for (const Key& key : keys())
    if (key.place == place) properties.add(std::string(key.name), described(type_of(key, library), meaning_of(key)));
  return properties;
}

// What no key that is not listed may be, whatever stands behind it: so a mistake is that key's, and not its table's.
Data nothing_but(std::string_view listed) {
  return Data::members(
      {{"not", Data::members({{"description", fmt::format("{}: a key that is not known there", listed)}})}});
}

// Behind `then` the schema that a value has to meet; a mistake in it is told of its own place, where one of several
// that may be met is told of the whole value.
Data if_then(Data condition, Data then) {
  return Data::members({{"if", std::move(condition)}, {"then", std::move(then)}});
}
Data is_of_type(std::string_view type) { return Data::members({{"type", type}}); }

// Nothing more is asked. Editors look into all of these for what may be typed.
Data for_completion(Data::List choices) {
  choices.insert(choices.begin(), Data::members());
  return Data::list(std::move(choices));
}

// A table with the keys of a place, and no others.
Data table_at(KeyPlace place, Library& library) {
  return Data::members({{"type", "object"},
                        {"properties", properties_at(place, library)},
                        {"additionalProperties", nothing_but(place_words(place))}});
}

// "80 h", 512, { is = "80 h", source = "paper" }, or several of these.
Data amount() {
  const std::vector<std::string> types = {"string", "number", "boolean", "object", "array"};
  Data element = Data::members({{"type", std::vector<std::string>{"string", "object"}},
                                {"allOf", Data::list({if_then(is_of_type("object"), reference("value"))})}});
  return Data::members({{"type", types},
                        {"allOf", Data::list({if_then(is_of_type("object"), reference("value")),
                                              if_then(is_of_type("array"), list_of(std::move(element)))})},
                        {"anyOf", for_completion({reference("value")})}});
}

// The line of the sheet's own example that gives the quantity: what stands in quotes, or the number.
std::string example_of(const Sheet& sheet, std::string_view name) {
  const std::string_view text = sheet.example;
  for (std::size_t at = text.find(name); at != std::string_view::npos; at = text.find(name, at + 1)) {
    std::size_t behind = text.find_first_not_of(' ', at + name.size());
    const bool is_key = (at == 0 || text[at - 1] == '\n' || text.substr(0, at).ends_with("\n# "));
    if (!is_key || behind == std::string_view::npos || text[behind] != '=') continue;
    behind = text.find_first_not_of(' ', behind + 1);
    if (behind == std::string_view::npos || text[behind] != '"') continue;
    return std::string(text.substr(behind + 1, text.find('"', behind + 1) - behind - 1));
  }
  return {};
}

Data quantity_of(const Sheet& sheet, const Row& row) {
  Data schema = row.words.empty() ? Data::members({{"allOf", Data::list({reference("amount")})}})
                                  : any_of({one_of_words(row.words), reference("amount")});
  std::string example = example_of(sheet, row.name);
  if (example.empty() && row.words.empty() && !row.unit.empty()) example = fmt::format("1 {}", row.unit);
  std::string meaning(row.meaning);
  if (!row.unit.empty()) meaning += fmt::format(" ({})", row.unit);
  if (!row.catalog.empty()) meaning += fmt::format("; the catalog's {} fills it", row.catalog);
  if (!row.fallback.empty()) meaning += fmt::format("; otherwise {}: {}", row.fallback, row.fallback_source);
  schema = described(std::move(schema), std::move(meaning));
  if (!example.empty()) schema.add("examples", std::vector<std::string>{example});
  return schema;
}

std::string definition_of_key(const Key& key) { return fmt::format("part_{}", key.name); }

// A part of a sheet, or one whose quantities are the author's own.
Data part_of(const Sheet& sheet) {
  Data properties = Data::members();
  for (const Key& key : keys())
    if (key.place == KeyPlace::part)
      properties.add(std::string(key.name), key.kind == KeyKind::sheet ? Data::members({{"const", sheet.name}})
                                                                       : reference(definition_of_key(key)));
  for (const Row& row : sheet.rows())
    if (!find_key(KeyPlace::part, row.name)) properties.add(std::string(row.name), quantity_of(sheet, row));
  return Data::members({{"title", sheet.name},
                        {"description", sheet.about},
                        {"type", "object"},
                        {"properties", std::move(properties)},
                        {"required", std::vector<std::string>{"sheet"}},
                        {"additionalProperties", nothing_but(fmt::format("In the sheet {}", sheet.name))}});
}

Data own_part() {
  Data properties = Data::members();
  for (const Key& key : keys())
    if (key.place == KeyPlace::part && key.kind != KeyKind::sheet)
      properties.add(std::string(key.name), any_of({reference(definition_of_key(key)), reference("amount")}));
  return Data::members({{"title", "a part of one's own"},
                        {"description", "quantities under names that you choose"},
                        {"type", "object"},
                        {"properties", std::move(properties)},
                        {"additionalProperties", reference("amount")}});
}

std::string definition_of(const Sheet& sheet) { return fmt::format("sheet_{}", sheet.name); }

// What a part may hold its sheet decides.
Data any_part(Library& library) {
  const Data has_sheet = Data::members({{"required", std::vector<std::string>{"sheet"}}});
  Data is_sheet = Data::members({{"sheet", one_of_words(names_listed("sheets", library))}});
  Data::List rules = {Data::members({{"properties", std::move(is_sheet)}}),
                      Data::members({{"if", has_sheet}, {"else", reference("own_part")}})};
  Data::List choices;
  for (const Sheet* sheet : sheets()) {
    Data is_this = Data::members({{"sheet", Data::members({{"const", sheet->name}})}});
    rules.push_back(if_then(Data::members({{"required", std::vector<std::string>{"sheet"}}, {"properties", is_this}}),
                            reference(definition_of(*sheet))));
    choices.push_back(reference(definition_of(*sheet)));
  }
  choices.push_back(reference("own_part"));
  return Data::members(
      {{"type", "object"}, {"allOf", Data::list(std::move(rules))}, {"anyOf", for_completion(std::move(choices))}});
}

// `rows`: tables under names, in a list, or the name of a CSV file.
Data rows_of_a_part() {
  return any_of({Data::members({{"type", "object"}}), list_of(Data::members({{"type", "object"}})), text_type()});
}

Data definitions(Library& library) {
  Data all = Data::members();
  all.add("amount", amount());
  all.add("value", table_at(KeyPlace::value, library));
  all.add("source", any_of({text_type(), table_at(KeyPlace::source, library)}));
  all.add("claim", table_at(KeyPlace::claim, library));
  for (const Key& key : keys())
    if (key.place == KeyPlace::part)
      all.add(definition_of_key(key),
              described(key.kind == KeyKind::heading ? rows_of_a_part() : type_of(key, library), meaning_of(key)));
  for (const Sheet* sheet : sheets()) all.add(definition_of(*sheet), part_of(*sheet));
  all.add("own_part", own_part());
  all.add("part", any_part(library));
  return all;
}

// What stands behind a key of the head, where that is more than its kind says.
Data type_in_head(const Key& key, Library& library) {
  if (key.name == "sources") return table_of(reference("source"));
  if (key.name == "claim") return list_of(reference("claim"));
  if (key.name == "compare") return table_at(KeyPlace::compare, library);
  if (key.name == "variants") return table_of(Data::members({{"type", "object"}}));
  if (key.name == "answer") return any_of({type_of(key, library), reference("part")});
  return type_of(key, library);
}

}  // namespace

Data scenario_schema(Library& library) {
  Data properties = Data::members();
  for (const Key& key : keys())
    if (key.place == KeyPlace::header)
      properties.add(std::string(key.name), described(type_in_head(key, library), meaning_of(key)));
  return Data::members({{"$schema", "http://json-schema.org/draft-07/schema#"},
                        {"title", "a scenario of costcurve"},
                        {"description", "what a large language model costs, worked out, explained and checked"},
                        {"type", "object"},
                        {"properties", std::move(properties)},
                        {"additionalProperties", reference("part")},
                        {"definitions", definitions(library)}});
}

namespace {

// The names behind `#/definitions/` anywhere in a schema.
void add_referred(const Data& schema, std::set<std::string>& names) {
  constexpr std::string_view place = "#/definitions/";
  if (const auto* text = std::get_if<std::string>(&schema.value()); text && text->starts_with(place))
    names.insert(text->substr(place.size()));
  if (const auto* list = std::get_if<Data::List>(&schema.value()))
    for (const Data& element : *list) add_referred(element, names);
  if (const auto* members = std::get_if<Data::Members>(&schema.value()))
    for (const auto& [name, member] : *members) add_referred(member, names);
}

// With those definitions that it refers to, and those that they do.
Data schema_of_sheet(const Sheet& sheet, Library& library) {
  Data schema = part_of(sheet);
  const Data all = definitions(library);
  std::set<std::string> names;
  add_referred(schema, names);
  for (std::size_t known = 0; known != names.size();) {
    known = names.size();
    for (const std::string& name : std::set<std::string>(names)) add_referred(*all.find(name), names);
  }
  Data referred = Data::members();
  for (const std::string& name : names) referred.add(name, *all.find(name));
  schema.add("definitions", std::move(referred));
  return schema;
}

}  // namespace

Answer schema(const Question& question, Library& library) {
  Diagnostics diagnostics;
  if (!library.open_catalog(diagnostics)) return wrong_answer(diagnostics);
  const std::string name = question.words.empty() ? "" : question.words.front();
  const Sheet* sheet = find_sheet(name);
  if (!name.empty() && !sheet) return no_sheet(name);
  const auto described =
      std::make_shared<const Data>(sheet ? schema_of_sheet(*sheet, library) : scenario_schema(library));
  Answer answer;
  answer.document = [described] {
    return Document{"The language of scenarios, for editors", {Verbatim{"json", json(*described) + "\n"}}};
  };
  answer.data = {[described] { return *described; }};
  return answer;
}

}  // namespace costcurve
