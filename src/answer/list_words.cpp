#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "answer/list.h"
#include "audit/reasons.h"
#include "catalog/kinds.h"
#include "catalog/rents.h"
#include "quantity/letters.h"
#include "quantity/print.h"
#include "text/keys.h"
#include "text/listing.h"
#include "text/unit_question.h"

namespace costcurve {

std::string_view statement_word(Statement statement) {
  switch (statement) {
    case Statement::equal: return "equal";
    case Statement::estimate: return "estimate";
    case Statement::at_most: return "at most";
    case Statement::at_least: return "at least";
  }
  return "";
}

Relations relations_of(const Sheet& sheet) {
  Relations relations;
  for (const Row& row : sheet.rows()) {
    Quantity quantity;
    quantity.name = std::string(row.name);
    relations.quantities.push_back(quantity);
  }
  sheet.record(relations.graph, 0, relations.equations);
  return relations;
}

namespace {

std::string_view relation_sign(Statement statement) {
  switch (statement) {
    case Statement::equal: return "=";
    case Statement::estimate: return "≈";
    case Statement::at_most: return "≤";
    case Statement::at_least: return "≥";
  }
  return "";
}

Entries::Entry entry_of(const Row& row) {
  std::string words(row.meaning);
  if (!domain_words(row.domain).empty() && row.domain != Domain::positive)
    words += fmt::format(" ({})", domain_words(row.domain));
  if (!row.catalog.empty()) words += fmt::format(" [catalog: {}]", row.catalog);
  if (!row.fallback.empty()) words += fmt::format(" [default {}: {}]", row.fallback, row.fallback_source);
  return {std::string(row.name), row.name, row.unit, words, {}};
}

Entries::Entry entry_of(const Relations& relations, const Equation& equation) {
  Entries::Entry entry;
  entry.name = equation.seldom_broken ? "usually" : statement_word(equation.statement);
  entry.words = equation.sentence;
  entry.below.push_back(Text::formula(
      fmt::format("{} {} {}", formula_text(relations, relations.graph, equation.left, ""),
                  relation_sign(equation.statement), formula_text(relations, relations.graph, equation.right, ""))));
  if (!equation.source.empty())
    entry.below.push_back("[" + Text::source(equation.source) + "]" +
                          (equation.left_out.empty() ? "" : " leaves out " + equation.left_out.text()));
  return entry;
}

std::string words_of(const Unit& unit, const std::string& symbol, const std::vector<std::string>& names,
                     const std::vector<std::string>& counted) {
  std::vector<std::string> others;
  for (const std::string& name : names)
    if (name != symbol) others.push_back(name);
  std::string words = in_words(unit.dimension, counted);
  if (unit.dimension == Dimension(Base::money) && unit.factor != 1)
    words += fmt::format(", {} USD", number_text(unit.factor));
  if (!others.empty()) words += "; also " + listed(others, "or");
  if (!unit.prefixes.empty()) words += "; with " + unit.prefixes;
  return words;
}

// True where the name or what is said of it has each of the words in it, written in any case.
bool has_all_words(const Entries::Entry& entry, const std::vector<std::string>& words) {
  const std::string said = in_small_letters(entry.name.plain() + " " + entry.words.plain());
  return std::all_of(words.begin(), words.end(),
                     [&](const std::string& word) { return said.find(in_small_letters(word)) != std::string::npos; });
}

}  // namespace

std::string summary_of(const CatalogEntry& entry) {
  const CatalogKind& kind = *catalog_kind(entry.kind);
  if (!kind.counted.empty()) return fmt::format("{}, {} {}", entry.title, entry.facts.size(), kind.counted);
  std::string line;
  for (const std::string_view field : kind.summary)
    if (const Fact* fact = entry.find(field))
      line += (line.empty() ? "" : " · ") + fact->text.text + (field == "active_parameters" ? " active" : "");
  return line.empty() ? fmt::format("{} facts", entry.facts.size()) : line;
}

Document sheets_document(const std::string& word) {
  Entries entries;
  for (const Sheet* sheet : sheets()) {
    Entries::Entry entry{{}, sheet->name, {}, sheet->about, {}};
    if (word.empty() || has_all_words(entry, {word})) entries.entries.push_back(std::move(entry));
  }
  Document document{"Sheets", {}};
  if (!entries.entries.empty()) document.pieces.emplace_back(std::move(entries));
  document.pieces.emplace_back(
      Paragraph{{{"`costcurve list sheets NAME` shows one with its quantities and equations."}}});
  return document;
}

Document sheet_document(const Sheet& sheet) {
  Entries rows, equations;
  for (const Row& row : sheet.rows()) rows.entries.push_back(entry_of(row));
  const Relations relations = relations_of(sheet);
  for (const Equation& equation : relations.equations) equations.entries.push_back(entry_of(relations, equation));
  return {fmt::format("Sheet {}", sheet.name),
          {Lead{{fmt::format("{}: {}", sheet.name, sheet.about)}, {}}, std::move(rows), std::move(equations)}};
}

Document entries_document(const std::string& kind, const std::vector<const CatalogEntry*>& entries) {
  Entries summaries;
  for (const CatalogEntry* entry : entries) summaries.entries.push_back({{}, entry->name, {}, summary_of(*entry), {}});
  return {kind, {std::move(summaries)}};
}

Document entry_document(const CatalogEntry& entry) {
  const bool has_title = !entry.title.empty() && entry.title != entry.name;
  Entries facts;
  for (const Fact& fact : entry.facts) {
    Entries::Entry told{{}, name_of(fact), Text::amount(fact.text.text), Text::source(fact.source), {}};
    told.words += (fact.date.empty() ? "" : ", " + fact.date) + std::string(fact.verified ? "" : " (unverified)");
    for (const Conflicting& other : fact.conflicts) told.below.emplace_back("also printed: " + other.words());
    if (!fact.note.empty()) told.below.emplace_back(fact.note);
    facts.entries.push_back(std::move(told));
  }
  return {entry.name,
          {Lead{{entry.name + (has_title ? ": " + entry.title : "") + "   " + entry.path}, {}}, std::move(facts)}};
}

Document units_document(const Units& units, const std::vector<std::string>& words) {
  std::map<std::string, std::vector<std::string>> spellings;
  Entries known, asked;
  asked.heading = "asked about, because they are read in two ways";
  for (const auto& [name, unit] : units.own())
    if (unit->question.empty() && (unit->chip.empty() && name.find('_') == std::string::npos))
      spellings[unit->symbol].push_back(name);
    else if (!unit->question.empty())
      asked.entries.push_back({{}, name, {}, question_about("5", *unit, ""), {}});
  // Names of several words and of chips are many, and say nothing of their own: kg CO2e, H100s.
  for (const auto& [symbol, names] : spellings)
    known.entries.push_back({{}, symbol, {}, words_of(*units.find(symbol), symbol, names, units.counted()), {}});
  for (Entries* entries : {&known, &asked})
    std::erase_if(entries->entries, [&](const Entries::Entry& entry) { return !has_all_words(entry, words); });
  Document document{"Units", {}};
  for (Entries* entries : {&known, &asked})
    if (!entries->entries.empty()) document.pieces.emplace_back(std::move(*entries));
  return document;
}

Document language_document(const std::string& name) {
  Document document;
  document.title = "The language of scenarios";
  std::optional<KeyPlace> place;
  for (const Key& key : keys()) {
    if (!name.empty() && key.name != name) continue;
    if (place != key.place) {
      document.pieces.emplace_back(Entries{std::string(place_words(key.place)), {}, {}});
      place = key.place;
    }
    Entries::Entry entry{{}, key.name.empty() ? "name" : key.name, kind_words(key.kind), key.meaning, {}};
    for (const KeyWord& word : key.words) entry.below.push_back(fmt::format("{}: {}", word.name, word.meaning));
    std::get<Entries>(document.pieces.back()).entries.push_back(std::move(entry));
  }
  if (name.empty())
    document.pieces.emplace_back(Paragraph{{{"`costcurve list language KEY` shows one, wherever it may stand."}}});
  return document;
}

Document example_document(std::string_view name, std::string_view text) {
  return {fmt::format("A scenario of {}", name), {Verbatim{"toml", std::string(text)}}};
}

}  // namespace costcurve
