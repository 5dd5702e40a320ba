#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "scenario/binding.h"
#include "scenario/override.h"
#include "scenario/table.h"
#include "solve/solve.h"
#include "text/suggest.h"

namespace costcurve {

namespace {

constexpr std::array<std::string_view, 8> header_keys = {"title", "question", "note", "sources", "units", "equations", "claim", "variants"};
constexpr std::array<std::string_view, 12> attribute_keys = {"sheet", "layer", "basis", "source", "note", "chip", "precision", "llm", "api", "grid", "at", "rows"};
constexpr std::array<std::string_view, 6> layers = {"final run", "development", "cluster", "fleet", "serving", "company"};
constexpr std::array<std::string_view, 4> bases = {"rental", "amortised", "list", "purchase"};

template <class List>
bool contains(const List& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

template <class List>
std::vector<std::string> strings(const List& list) {
  return {list.begin(), list.end()};
}

}  // namespace

Binding::Binding(const SourcePointer& source, const Value& document, Catalog& catalog, Diagnostics& diagnostics)
    : document_(document), catalog_(catalog), diagnostics_(diagnostics) {
  scenario_.source = source;
  scenario_.units = Units(&catalog.units());
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

Scenario Binding::run(const std::string& variant) {
  scenario_.variant = variant;
  read_header();
  for (const Entry& entry : document_.members) {
    if (contains(header_keys, entry.key)) continue;
    if (entry.value.is_table()) read_part(entry);
    else {
      std::vector<std::string> notes;
      if (const std::string hint = did_you_mean(entry.key, strings(header_keys)); !hint.empty()) notes.push_back(hint);
      notes.push_back(fmt::format("a quantity stands in a part, under a heading: [assume] and then {} = ...", entry.key));
      report(entry.place, fmt::format("`{}` stands outside of any part", entry.key), notes);
    }
  }
  if (scenario_.parts.empty() && diagnostics_.empty()) {
    const Entry* claims = document_.find("claim");
    if (!claims)
      report({scenario_.source, 0, 0}, "there is nothing in this scenario", {"`costcurve new training` prints one to start from"});
  }
  make_quantities();
  for (std::size_t q = 0; q < drafts_.size(); ++q) bind_draft(q);
  if (const Entry* equations = document_.find("equations")) bind_equations(equations->value);
  read_claims(variant);
  return std::move(scenario_);
}

void Binding::read_header() {
  scenario_.title = text_of(document_, "title");
  scenario_.question = text_of(document_, "question");
  if (const Entry* units = document_.find("units")) read_units(units->value);
  if (const Entry* sources = document_.find("sources")) read_sources(sources->value);
  if (const Entry* variants = document_.find("variants")) {
    if (!variants->value.is_table()) report(variants->place, "`variants` is a heading: [variants.name]");
    for (const Entry& variant : variants->value.members) scenario_.variants.push_back(variant.key);
  }
}

// server = "8 chip" is a name for an amount, request = "new" a new thing to count.
void Binding::read_units(const Value& table) {
  for (const Entry& entry : table.members) {
    if (!entry.value.is_text()) {
      report(entry.place, fmt::format("the unit `{}` needs a definition in quotes", entry.key), {"server = \"8 chip\" for an amount, request = \"new\" for something to count"});
      continue;
    }
    if (catalog_.units().find(entry.key)) {
      report(entry.place, fmt::format("`{}` is a unit already", entry.key), {"choose another name: a unit that changes its meaning in one file misleads"});
      continue;
    }
    if (entry.key.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") != std::string::npos || (entry.key[0] >= '0' && entry.key[0] <= '9')) {
      report(entry.place, fmt::format("`{}` cannot be a unit's name", entry.key), {"letters, digits and underscores, a letter first"});
      continue;
    }
    if (entry.value.text.text == "new") {
      if (!scenario_.units.define_count(entry.key)) report(entry.place, "too many units of its own in one scenario", {fmt::format("at most {}", most_bases - named_bases)});
      continue;
    }
    const Slot slot = parse_slot(entry.value.text, scenario_.units, diagnostics_);
    if (!slot.understood) continue;
    if (slot.form != Slot::Form::value || slot.first.refers() || slot.first.form == Expression::Form::call) {
      report(entry.value.place, "a unit is a fixed amount", {"for example server = \"8 chip\""});
      continue;
    }
    Graph scratch;
    ExpressionBinder binder(scratch, *this, scenario_.units, diagnostics_);
    const std::optional<NodeId> node = binder.bind(slot.first, entry.value.text, {});
    if (!node) continue;
    Unit unit;
    unit.symbol = entry.key;
    unit.factor = value_of(scratch, *node, {});
    unit.dimension = scratch[*node].dimension;
    unit.prefixes = "k M B T";
    if (!(unit.factor > 0) || !std::isfinite(unit.factor)) report(entry.value.place, "a unit is an amount above zero");
    else scenario_.units.define(entry.key, unit);
  }
}

void Binding::read_sources(const Value& table) {
  if (!table.is_table()) return report(table.place, "`sources` is a heading: [sources], then paper = { title = \"...\", year = 2025, url = \"...\" }");
  for (const Entry& entry : table.members) {
    SourceNote note;
    if (entry.value.is_text()) note.title = entry.value.text.text;
    else if (entry.value.is_table()) {
      note.title = text_of(entry.value, "title");
      note.url = text_of(entry.value, "url");
      note.year = text_of(entry.value, "year");
      for (const Entry& member : entry.value.members)
        if (!contains(std::array<std::string_view, 7>{"title", "url", "year", "date", "note", "author", "place"}, member.key))
          report(member.place, fmt::format("a source has no `{}`", member.key), {"it has title, author, year, date, place, url and note"});
    } else {
      report(entry.place, "a source is a title, or a table with a title", {"paper = { title = \"...\", year = 2025, url = \"https://...\" }"});
    }
    scenario_.sources[entry.key] = std::move(note);
  }
}

bool Binding::check_name(const Entry& entry) {
  if (is_name(entry.key)) return true;
  const std::string better = as_name(entry.key);
  std::vector<std::string> notes = {"a name is small letters, digits and underscores, so that it can be told from a minus and a unit"};
  if (!better.empty()) notes.insert(notes.begin(), fmt::format("write {}", better));
  report(entry.place, fmt::format("`{}` cannot be a name", entry.key), notes);
  return false;
}

void Binding::read_part(const Entry& entry) {
  if (!check_name(entry)) return;
  if (scenario_.units.find(entry.key) && entry.value.members.empty()) return;
  if (const Entry* rows = entry.value.find("rows")) return read_rows(entry, rows->value);
  std::vector<const Entry*> entries;
  for (const Entry& member : entry.value.members) entries.push_back(&member);
  add_part(entry.key, "", entries);
}

void Binding::read_rows(const Entry& entry, const Value& rows) {
  const Value* table = &rows;
  if (rows.is_text()) {
    const std::string& name = scenario_.source->name;
    const std::size_t slash = name.rfind('/');
    const std::string path = (slash == std::string::npos ? "" : name.substr(0, slash + 1)) + rows.text.text;
    Diagnostics reading;
    const SourcePointer source = read_source(path, reading);
    if (!source || rows.text.text.empty() || rows.text.text.front() == '/')
      return report(rows.place, fmt::format("the table `{}` cannot be read", rows.text.text), {"rows = \"card.csv\" names a CSV file beside the scenario"});
    tables_.push_back(costcurve::read_rows(source, diagnostics_));
    table = &tables_.back();
  }
  if (!table->is_table()) return report(rows.place, "rows are tables: rows.b8 = { chip_time = \"1.46 M chip h\" }");
  std::vector<const Entry*> shared;
  for (const Entry& member : entry.value.members)
    if (member.key != "rows") shared.push_back(&member);
  std::vector<std::string>& names = rows_of_[entry.key];
  for (const Entry& row : table->members) {
    if (!check_name(row)) continue;
    if (!row.value.is_table()) {
      report(row.place, fmt::format("the row `{}` is a table", row.key), {fmt::format("rows.{} = {{ chip_time = \"1.46 M chip h\" }}", row.key)});
      continue;
    }
    std::vector<const Entry*> entries;
    for (const Entry* member : shared)
      if (!row.value.find(member->key)) entries.push_back(member);
    for (const Entry& member : row.value.members) entries.push_back(&member);
    const std::string name = entry.key + "." + row.key;
    if (std::find(names.begin(), names.end(), name) != names.end()) {
      report(row.place, fmt::format("the row `{}` is given twice", row.key));
      continue;
    }
    names.push_back(name);
    add_part(name, entry.key, entries);
  }
}

void Binding::attribute(Part& part, const Entry& entry) {
  if (!entry.value.is_text()) return report(entry.place, fmt::format("`{}` is a text", entry.key), {fmt::format("write {} = \"...\"", entry.key)});
  const std::string& text = entry.value.text.text;
  part.attributes[entry.key] = text;
  const auto choose = [&](const auto& known, std::string& into) {
    if (contains(known, text)) return void(into = text);
    std::vector<std::string> notes;
    if (const std::string hint = did_you_mean(text, strings(known)); !hint.empty()) notes.push_back(hint);
    notes.push_back(fmt::format("it is one of {}", listed(strings(known), "or")));
    report(entry.value.place, fmt::format("there is no {} `{}`", entry.key, text), notes);
  };
  if (entry.key == "layer") choose(layers, part.layer);
  if (entry.key == "basis") choose(bases, part.basis);
  if (entry.key == "source" && !scenario_.sources.contains(text)) {
    std::vector<std::string> known;
    for (const auto& [key, note] : scenario_.sources) known.push_back(key);
    std::vector<std::string> notes;
    if (const std::string hint = did_you_mean(text, known); !hint.empty()) notes.push_back(hint);
    notes.push_back(fmt::format("list it: [sources] {} = {{ title = \"...\", year = 2025, url = \"...\" }}", as_name(text)));
    report(entry.value.place, fmt::format("there is no source `{}`", text), notes);
  }
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
    if (contains(attribute_keys, entry->key)) attribute(part, *entry);
    else quantities.push_back(entry);
  }
  const bool sheet_is_wrong = part.attributes.contains("sheet") && !part.sheet;
  const auto source = part.attributes.find("source");
  scenario_.parts.push_back(std::move(part));
  Part& added = scenario_.parts.back();
  const std::string source_key = source == added.attributes.end() ? std::string() : source->second;
  if (added.sheet) sheet_quantities(added, quantities, source_key);
  else if (!sheet_is_wrong) own_quantities(added, quantities, source_key);
  attach_catalog(added);
}

std::size_t Binding::add_draft(Draft draft) {
  const std::size_t number = drafts_.size();
  scenario_.index[draft.name] = number;
  drafts_.push_back(std::move(draft));
  return number;
}

void Binding::unknown_quantity(const Part& part, const Entry& entry) {
  std::vector<std::string> known = strings(attribute_keys);
  std::vector<std::string> quantities;
  for (const Row& row : part.sheet->rows()) quantities.emplace_back(row.name);
  known.insert(known.end(), quantities.begin(), quantities.end());
  std::vector<std::string> notes;
  if (const std::string hint = did_you_mean(entry.key, known); !hint.empty()) notes.push_back(hint);
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
    if (!check_name(*entry)) continue;
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
  return catalog_.find(kind, named->second, at == part.attributes.end() ? "" : at->second, diagnostics_);
}

// A part without a sheet that names a chip, an llm or an API shows what the catalog knows of it.
void Binding::attach_catalog(Part& part) {
  const auto place_of = [&](const std::string& key) {
    const Entry* entry = document_.find(part.of.empty() ? part.name : part.of);
    const Entry* inner = entry && entry->value.is_table() ? entry->value.find(key) : nullptr;
    return inner ? inner->value.place : Place{scenario_.source, 0, 0};
  };
  for (const std::string kind : {"chip", "llm", "api", "grid"}) {
    const auto named = part.attributes.find(kind);
    if (named == part.attributes.end()) continue;
    const CatalogEntry* entry = catalog_entry(part, kind);
    if (!entry) {
      std::vector<std::string> notes;
      if (const std::string hint = did_you_mean(named->second, catalog_.names(kind)); !hint.empty()) notes.push_back(hint);
      notes.push_back(fmt::format("`costcurve list {}s` shows those that are known; one more is one file in configs/", kind));
      report(place_of(kind), fmt::format("the catalog has no {} `{}`", kind, named->second), notes);
      continue;
    }
    if (part.sheet) continue;
    for (const Fact& fact : entry->facts) {
      if (fact.text.text.empty() || !is_name(as_name(fact.field))) continue;
      const std::string name = part.name + "." + as_name(fact.field);
      if (scenario_.index.contains(name)) continue;
      Diagnostics unreadable;
      const Slot slot = parse_slot(fact.text, scenario_.units, unreadable);
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

Scenario bind_scenario(const SourcePointer& source, const Value& document, Catalog& catalog, const std::string& variant,
                       const std::vector<Override>& overrides, Diagnostics& diagnostics) {
  if (variant.empty() && overrides.empty()) return Binding(source, document, catalog, diagnostics).run(variant);
  Value changed = document;
  if (!variant.empty()) {
    const Entry* variants = document.find("variants");
    const Entry* chosen = variants && variants->value.is_table() ? variants->value.find(variant) : nullptr;
    if (!chosen) {
      std::vector<std::string> known;
      if (variants)
        for (const Entry& entry : variants->value.members) known.push_back(entry.key);
      diagnostics.add({{source, 0, 0}, fmt::format("there is no variant `{}`", variant), "",
                       {known.empty() ? "this scenario has no variants: [variants.name] makes one" : "there are " + listed(known)}});
      return {};
    }
    for (const Replacement& replacement : replacements_of(chosen->value)) apply_replacement(changed, replacement, diagnostics);
  }
  for (const Override& override_ : overrides) apply_replacement(changed, replacement_of(override_), diagnostics);
  return Binding(source, changed, catalog, diagnostics).run(variant);
}

std::optional<std::size_t> Scenario::quantity(std::string_view name) const {
  const auto found = index.find(name);
  if (found == index.end()) return std::nullopt;
  return found->second;
}

const Part* Scenario::part(std::string_view name) const {
  const auto found = std::find_if(parts.begin(), parts.end(), [&](const Part& part) { return part.name == name; });
  return found == parts.end() ? nullptr : &*found;
}

std::vector<std::string> Scenario::quantity_names() const {
  std::vector<std::string> names;
  for (const Quantity& quantity : problem.quantities)
    if (!quantity.inner) names.push_back(quantity.name);
  return names;
}

}  // namespace costcurve
