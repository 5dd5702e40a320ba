// What `list` and `new` tell a program: an editor, a page.

#include "answer/list.h"
#include "audit/reasons.h"
#include "catalog/catalog.h"
#include "catalog/kinds.h"
#include "catalog/rents.h"
#include "text/keys.h"

namespace costcurve {

namespace {

void add_unless_empty(Data& row, const char* name, std::string_view text) {
  if (!text.empty()) row.add(name, text);
}

Data data_of(const Row& row) {
  Data data;
  data.add("name", row.name);
  data.add("unit", row.unit);
  data.add("meaning", row.meaning);
  add_unless_empty(data, "domain", domain_words(row.domain));
  add_unless_empty(data, "catalog", row.catalog);
  add_unless_empty(data, "default", row.fallback);
  add_unless_empty(data, "default_source", row.fallback_source);
  return data;
}

Data data_of(const Relations& relations, const Equation& equation) {
  Data data;
  data.add("statement", statement_word(equation.statement));
  if (equation.seldom_broken) data.add("seldom_broken", Data(true));
  data.add("sentence", equation.sentence);
  data.add("left", formula_text(relations, relations.graph, equation.left, ""));
  data.add("right", formula_text(relations, relations.graph, equation.right, ""));
  add_unless_empty(data, "source", equation.source);
  add_unless_empty(data, "leaves_out", equation.left_out.text());
  return data;
}

Data data_of(const Fact& fact) {
  Data data;
  data.add("field", name_of(fact));
  data.add("value", fact.text.text);
  data.add("source", fact.source);
  add_unless_empty(data, "date", fact.date);
  add_unless_empty(data, "retrieved", fact.retrieved);
  data.add("verified", fact.verified);
  std::vector<std::string> conflicts;
  for (const Conflicting& other : fact.conflicts) conflicts.push_back(other.words());
  if (!conflicts.empty()) data.add("conflicts", conflicts);
  add_unless_empty(data, "note", fact.note);
  return data;
}

}  // namespace

Data sheets_data() {
  Data list = Data::list();
  for (const Sheet* sheet : sheets()) list.push(Data::members({{"name", sheet->name}, {"about", sheet->about}}));
  return Data::members({{"sheets", std::move(list).as_table()}});
}

Data sheet_data(const Sheet& sheet) {
  Data quantities = Data::list(), equations = Data::list();
  for (const Row& row : sheet.rows()) quantities.push(data_of(row));
  const Relations relations = relations_of(sheet);
  for (const Equation& equation : relations.equations) equations.push(data_of(relations, equation));
  return Data::members({{"sheet", sheet.name},
                        {"about", sheet.about},
                        {"quantities", std::move(quantities).as_table()},
                        {"equations", std::move(equations)},
                        {"example", sheet.example}});
}

Data entries_data(const std::string& kind, const std::vector<const CatalogEntry*>& entries) {
  Data list = Data::list();
  for (const CatalogEntry* entry : entries) {
    Data row = Data::members({{"name", entry->name}, {"title", entry->title}, {"file", entry->path}});
    for (const std::string_view field : catalog_kind(kind)->summary)
      if (const Fact* fact = entry->find(field)) row.add(std::string(field), fact->text.text);
    list.push(std::move(row));
  }
  return Data::members({{"kind", kind}, {"entries", std::move(list).as_table()}});
}

Data entry_data(const CatalogEntry& entry) {
  Data facts = Data::list();
  for (const Fact& fact : entry.facts) facts.push(data_of(fact));
  return Data::members({{"kind", entry.kind},
                        {"name", entry.name},
                        {"title", entry.title},
                        {"file", entry.path},
                        {"facts", std::move(facts).as_table()}});
}

Data units_data(const Units& units) {
  Data list = Data::list(), asked = Data::list();
  for (const auto& [name, unit] : units.own()) {
    if (!unit->question.empty()) {
      asked.push(Data::members({{"unit", name}, {"question", unit->question}}));
      continue;
    }
    if (!unit->chip.empty() || name.find('_') != std::string::npos) continue;
    const Unit named = *units.find(unit->symbol);
    Data row = Data::members({{"unit", name}, {"symbol", unit->symbol}, {"dimension", units.words(named.dimension)}});
    row.add("base_units", named.factor);
    add_unless_empty(row, "prefixes", unit->prefixes);
    list.push(std::move(row));
  }
  return Data::members({{"units", std::move(list).as_table()}, {"asked_about", std::move(asked)}});
}

Data keys_data(std::string_view name) {
  Data list = Data::list();
  for (const Key& key : keys()) {
    if (!name.empty() && key.name != name) continue;
    Data row = Data::members({{"key", key.name}, {"place", place_words(key.place)}, {"kind", kind_words(key.kind)}});
    row.add("meaning", key.meaning);
    if (!key.words.empty()) row.add("words", word_names(key));
    list.push(std::move(row));
  }
  return Data::members({{"keys", std::move(list).as_table()}});
}

}  // namespace costcurve
