#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "scenario/binding.h"
#include "scenario/override.h"
#include "scenario/table.h"
#include "text/listing.h"
#include "text/suggest.h"

namespace costcurve {

namespace {

constexpr std::array<std::string_view, 8> header_keys = {"title", "question",  "note",  "sources",
                                                         "units", "equations", "claim", "variants"};
constexpr std::array<std::string_view, 8> own_attributes = {"sheet", "layer",     "basis", "source",
                                                            "note",  "precision", "at",    "rows"};
constexpr std::array<std::string_view, 6> layers = {"final run", "development", "cluster",
                                                    "fleet",     "serving",     "company"};
constexpr std::array<std::string_view, 4> bases = {"rental", "amortised", "list", "purchase"};

template <class List>
bool contains(const List& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

template <class List>
std::vector<std::string> strings(const List& list) {
  return {list.begin(), list.end()};
}

// 2025-01-27, or a month or a year.
bool is_date(std::string_view text) {
  constexpr std::string_view form = "dddd-dd-dd";
  if (text.size() != 4 && text.size() != 7 && text.size() != 10) return false;
  for (std::size_t i = 0; i < text.size(); ++i)
    if (form[i] == 'd' ? !(text[i] >= '0' && text[i] <= '9') : text[i] != form[i]) return false;
  return true;
}

}  // namespace

namespace {

// What newspapers and papers call the quantities of sheets.
std::string usual_name(std::string_view word) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 22> names = {{
      {"gpus", "chips"},
      {"gpu", "chips"},
      {"gpu_count", "chips"},
      {"accelerators", "chips"},
      {"gpu_hours", "chip_time"},
      {"chip_hours", "chip_time"},
      {"hours", "duration"},
      {"days", "duration"},
      {"time", "duration"},
      {"wall_clock", "duration"},
      {"price", "rent"},
      {"price_per_hour", "rent"},
      {"hourly_price", "rent"},
      {"rate", "rent"},
      {"total_cost", "cost"},
      {"params", "active_parameters"},
      {"parameters", "active_parameters"},
      {"flops", "compute"},
      {"flop", "compute"},
      {"utilization", "mfu"},
      {"peak_flops", "peak"},
      {"co2", "emissions"},
  }};
  const auto found = std::find_if(names.begin(), names.end(), [&](const auto& name) { return name.first == word; });
  return found == names.end() ? std::string() : std::string(found->second);
}

}  // namespace

bool is_attribute(std::string_view key) { return contains(own_attributes, key) || names_catalog_entry(key); }

Binding::Binding(const SourcePointer& source, const Value& document, const Elsewhere& elsewhere,
                 Diagnostics& diagnostics)
    : document_(document), elsewhere_(elsewhere), diagnostics_(diagnostics) {
  scenario_.source = source;
  scenario_.units = Units(elsewhere.catalog.units());
}

void Binding::report(const Place& place, std::string problem, std::vector<std::string> notes, std::string label) {
  diagnostics_.add({place, std::move(problem), std::move(label), std::move(notes)});
}

std::string Binding::text_of(const Value& table, std::string_view key) {
  const Entry* entry = table.find(key);
  if (!entry) return {};
  if (entry->value.is_text()) return entry->value.text.text;
  if (entry->value.kind == Value::Kind::number && key == "year") return entry->value.text.text;
  report(entry->place, fmt::format("`{}` is a text", key), {fmt::format("write {} = \"...\"", key)});
  return {};
}

Scenario Binding::run(const std::string& variant, const Question& question) {
  scenario_.variant = variant;
  read_header();
  for (const Entry& entry : document_.members) {
    if (contains(header_keys, entry.key)) continue;
    if (entry.value.is_table())
      read_part(entry);
    else if (entry.value.is_array() && !entry.value.elements.empty() && entry.value.elements.front().is_table()) {
      mistaken_.insert(entry.key);
      report(entry.place, fmt::format("`{}` stands in double brackets", entry.key),
             {fmt::format("only claims do: write [{}], or rows of it: rows.a = {{ ... }}", entry.key)});
    } else {
      std::vector<std::string> notes;
      if (const std::string hint = did_you_mean(entry.key, strings(header_keys)); !hint.empty()) notes.push_back(hint);
      notes.push_back(
          fmt::format("a quantity stands in a part, under a heading: [assume], and below it `{} = ...`", entry.key));
      report(entry.place, fmt::format("`{}` stands outside of any part", entry.key), notes);
    }
  }
  if (scenario_.parts.empty() && diagnostics_.empty()) {
    const Entry* claims = document_.find("claim");
    if (!claims)
      report({named(scenario_.source), 0, 0}, "there is nothing in this scenario",
             {"`costcurve new training` prints one to start from"});
  }
  make_quantities();
  for (std::size_t q = 0; q < drafts_.size(); ++q) bind_draft(q);
  if (const Entry* equations = document_.find("equations")) bind_equations(equations->value);
  read_claims(variant);
  read_question(question);
  return std::move(scenario_);
}

void Binding::check_source(const std::string& key, const Place& place) {
  if (scenario_.sources.contains(key)) return;
  std::vector<std::string> known;
  for (const auto& [other, note] : scenario_.sources) known.push_back(other);
  std::vector<std::string> notes;
  if (const std::string hint = did_you_mean(key, known); !hint.empty()) notes.push_back(hint);
  const std::string name = as_name(key);
  notes.push_back(fmt::format("list it under [sources]: {} = {{ title = \"...\", year = 2025, url = \"...\" }}",
                              name.empty() ? "paper" : name));
  report(place, fmt::format("there is no source `{}`", key), notes);
}

// A layer and a basis are chosen from a list, so that like can be told from unlike.
void Binding::check_word(std::string_view kind, const std::string& word, const Place& place) {
  const std::vector<std::string> known = kind == "layer" ? strings(layers) : strings(bases);
  if (contains(known, word)) return;
  std::vector<std::string> notes;
  if (const std::string hint = did_you_mean(word, known); !hint.empty()) notes.push_back(hint);
  notes.push_back(fmt::format("it is one of {}", listed(known, "or")));
  report(place, fmt::format("there is no {} `{}`", kind, word), notes);
}

bool Binding::check_name(const Entry& entry) {
  if (is_name(entry.key)) return true;
  const std::string better = as_name(entry.key);
  std::vector<std::string> notes = {
      "a name is small letters, digits and underscores, so that it can be told from a minus and a unit"};
  if (!better.empty()) notes.insert(notes.begin(), fmt::format("write {}", better));
  report(entry.place, fmt::format("`{}` cannot be a name", entry.key), notes);
  return false;
}

void Binding::read_part(const Entry& entry) {
  if (!check_name(entry)) return void(mistaken_.insert(as_name(entry.key)));
  if (scenario_.units.find(entry.key) && entry.value.members.empty()) return;
  if (const Entry* rows = entry.value.find("rows")) return read_rows(entry, rows->value);
  std::vector<const Entry*> entries;
  for (const Entry& member : entry.value.members) entries.push_back(&member);
  add_part(entry.key, "", entries);
}

void Binding::read_rows(const Entry& entry, const Value& rows) {
  const Value* table = &rows;
  if (rows.is_text()) {
    const std::string path = path_beside(scenario_.source, rows.text.text);
    const FileText* file = elsewhere_.texts.find(path);
    if (!file || !file->source) {
      mistaken_.insert(entry.key);
      std::vector<std::string> notes = {"rows = \"card.csv\" names a CSV file beside the scenario"};
      if (file) notes.insert(notes.begin(), made_visible(path) + ": " + not_read(path, file->unread).problem);
      return report(rows.place, fmt::format("the table `{}` cannot be read", rows.text.text), notes);
    }
    tables_.push_back(costcurve::read_rows(file->source, diagnostics_));
    table = &tables_.back();
  }
  if (!table->is_table() || table->members.empty()) {
    mistaken_.insert(entry.key);
    if (!table->is_table())
      return report(rows.place, "rows are tables, each under its name",
                    {"rows.b8 = { chip_time = \"1.46 M chip h\" }"});
    return report(rows.place, "there are no rows",
                  {"rows.b8 = { chip_time = \"1.46 M chip h\" } is one; a CSV file has a heading and a line for each"});
  }
  std::vector<const Entry*> shared;
  for (const Entry& member : entry.value.members)
    if (member.key != "rows") shared.push_back(&member);
  std::vector<std::string>& names = rows_of_[entry.key];
  std::set<std::string> seen;
  for (const Entry& row : table->members) {
    if (!check_name(row)) {
      mistaken_.insert(entry.key + "." + as_name(row.key));
      continue;
    }
    if (!row.value.is_table()) {
      mistaken_.insert(entry.key + "." + row.key);
      report(row.place, fmt::format("the row `{}` has no columns", row.key),
             {fmt::format("rows.{} = {{ chip_time = \"1.46 M chip h\" }}", row.key)});
      continue;
    }
    std::vector<const Entry*> entries;
    for (const Entry* member : shared)
      if (!row.value.find(member->key)) entries.push_back(member);
    for (const Entry& member : row.value.members) entries.push_back(&member);
    const std::string name = entry.key + "." + row.key;
    if (!seen.insert(name).second) {
      report(row.place, fmt::format("the row `{}` is given twice", row.key),
             {"a row's name is its first cell in small letters, with underscores for all else"});
      continue;
    }
    names.push_back(name);
    add_part(name, entry.key, entries);
  }
}

void Binding::attribute(Part& part, const Entry& entry) {
  if (!entry.value.is_text()) {
    std::vector<std::string> notes = {fmt::format("write {} = \"...\"", entry.key)};
    if (names_catalog_entry(entry.key))
      notes = {
          fmt::format("`{}` names an entry of the catalog; call a quantity of your own something else: {}_mix, my_{}",
                      entry.key, entry.key, entry.key)};
    return report(entry.place, fmt::format("`{}` is a text", entry.key), notes);
  }
  const std::string& text = entry.value.text.text;
  part.attributes[entry.key] = text;
  attribute_places_[{part.name, entry.key}] = entry.value.place;
  if (entry.key == "layer" || entry.key == "basis") {
    (entry.key == "layer" ? part.layer : part.basis) = text;
    check_word(entry.key, text, entry.value.place);
  }
  if (entry.key == "source") check_source(text, entry.value.place);
  if (entry.key == "at" && !is_date(text))
    report(entry.value.place, "`at` is a date", {"for example at = \"2025-01-27\""});
  if (entry.key != "sheet") return;
  part.sheet = find_sheet(text);
  if (part.sheet) return;
  std::vector<std::string> names;
  for (const Sheet* sheet : sheets()) names.emplace_back(sheet->name);
  std::vector<std::string> notes;
  if (const std::string hint = did_you_mean(text, names); !hint.empty()) notes.push_back(hint);
  notes.push_back("the sheets are " + listed(names));
  report(entry.value.place, fmt::format("there is no sheet `{}`", text), notes);
}

void Binding::add_part(const std::string& name, const std::string& of, const std::vector<const Entry*>& entries) {
  Part part;
  part.name = name;
  part.of = of;
  std::vector<const Entry*> quantities;
  for (const Entry* entry : entries) {
    if (is_attribute(entry->key))
      attribute(part, *entry);
    else
      quantities.push_back(entry);
  }
  const bool sheet_is_wrong = part.attributes.contains("sheet") && !part.sheet;
  const auto source = part.attributes.find("source");
  scenario_.parts.push_back(std::move(part));
  Part& added = scenario_.parts.back();
  const std::string source_key = source == added.attributes.end() ? std::string() : source->second;
  if (added.sheet)
    sheet_quantities(added, quantities, source_key);
  else if (!sheet_is_wrong)
    own_quantities(added, quantities, source_key);
  else
    mistaken_.insert(name);
  attach_catalog(added);
}

std::size_t Binding::add_draft(Draft draft) {
  const std::size_t number = drafts_.size();
  scenario_.index[draft.name] = number;
  drafts_.push_back(std::move(draft));
  return number;
}

void Binding::unknown_quantity(const Part& part, const Entry& entry) {
  std::vector<std::string> known = strings(own_attributes);
  for (const CatalogKind& kind : catalog_kinds)
    if (kind.is_attribute) known.emplace_back(kind.name);
  std::vector<std::string> quantities;
  for (const Row& row : part.sheet->rows()) quantities.emplace_back(row.name);
  known.insert(known.end(), quantities.begin(), quantities.end());
  std::vector<std::string> notes;
  const std::string usual = usual_name(entry.key);
  if (contains(quantities, usual))
    notes.push_back(fmt::format("here it is called `{}`", usual));
  else if (const std::string hint = did_you_mean(entry.key, known); !hint.empty())
    notes.push_back(hint);
  notes.push_back(fmt::format("the sheet {} has {}", part.sheet->name, listed(quantities)));
  notes.push_back("quantities of your own go into a part without a sheet");
  report(entry.place, fmt::format("the sheet {} has no `{}`", part.sheet->name, entry.key), notes);
}

void Binding::sheet_quantities(Part& part, const std::vector<const Entry*>& quantities, const std::string& source) {
  for (const Entry* entry : quantities)
    if (!part.sheet->row(entry->key)) unknown_quantity(part, *entry);
  for (const Row& row : part.sheet->rows()) {
    Draft draft;
    draft.name = part.name + "." + std::string(row.name);
    draft.part = part.name;
    draft.row = &row;
    draft.dimension = row.dimension;
    if (!row.words.empty()) draft.shown = shown_words(row.words);
    draft.state = Draft::State::known;
    draft.source = source;
    for (const Entry* entry : quantities)
      if (entry->key == row.name) {
        draft.value = &entry->value;
        draft.place = entry->place;
      }
    part.quantities.push_back(add_draft(std::move(draft)));
  }
}

void Binding::own_quantities(Part& part, const std::vector<const Entry*>& quantities, const std::string& source) {
  for (const Entry* entry : quantities) {
    if (!check_name(*entry)) {
      mistaken_.insert(part.name + "." + as_name(entry->key));
      continue;
    }
    Draft draft;
    draft.name = part.name + "." + entry->key;
    draft.part = part.name;
    draft.value = &entry->value;
    draft.place = entry->place;
    draft.source = source;
    part.quantities.push_back(add_draft(std::move(draft)));
  }
}

const CatalogEntry* Binding::catalog_entry(const Part& part, const std::string& kind) {
  const auto named = part.attributes.find(kind);
  if (named == part.attributes.end()) return nullptr;
  const auto at = part.attributes.find("at");
  return elsewhere_.catalog.find(kind, named->second, at == part.attributes.end() ? "" : at->second);
}

// A part without a sheet that names a chip, an llm or an API shows what the catalog knows of it.
void Binding::attach_catalog(Part& part) {
  for (const CatalogKind& row : catalog_kinds) {
    if (!row.is_attribute) continue;
    const std::string kind(row.name);
    const auto named = part.attributes.find(kind);
    if (named == part.attributes.end()) continue;
    const CatalogEntry* entry = catalog_entry(part, kind);
    if (!entry) {
      std::vector<std::string> notes;
      if (const std::string hint = did_you_mean(named->second, elsewhere_.catalog.names(kind)); !hint.empty())
        notes.push_back(hint);
      notes.push_back(
          fmt::format("`costcurve list {}` shows those that are known; one more is one file in configs/", row.plural));
      report(attribute_places_[{part.name, kind}], fmt::format("the catalog has no {} `{}`", kind, named->second),
             notes);
      mistaken_.insert(part.name);
      continue;
    }
    if (kind == "api" && part.attributes.contains("at") && !entry->find("input")) {
      report(attribute_places_[{part.name, "at"}],
             fmt::format("the catalog has no price of {} on that day", entry->name), {"its prices begin later"});
      mistaken_.insert(part.name);
      continue;
    }
    if (part.sheet) continue;
    for (const Fact& fact : entry->facts) {
      if (fact.text.text.empty() || !is_name(as_name(fact.field))) continue;
      const std::string name = part.name + "." + as_name(fact.field);
      if (scenario_.index.contains(name)) continue;
      Diagnostics unheard = Diagnostics::unheard();
      const Slot slot = parse_slot(fact.text, scenario_.units, unheard);
      if (!slot.understood || !slot.first.is_literal()) continue;  // words, such as a vendor's name
      Draft draft;
      draft.name = name;
      draft.part = part.name;
      draft.fact = &fact;
      draft.dimension = slot.first.literal.dimension;
      draft.shown = slot.first.literal.shown;
      draft.state = Draft::State::known;
      const std::size_t number = add_draft(std::move(draft));
      part.quantities.push_back(number);
      fact_entries_[number] = entry;
    }
  }
}

}  // namespace costcurve
