#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>
#include <map>

#include "audit/reasons.h"
#include "catalog/kinds.h"
#include "command/command.h"
#include "document/layout.h"
#include "quantity/print.h"
#include "text/keys.h"
#include "text/listing.h"
#include "text/suggest.h"

namespace costcurve {

namespace {

std::string_view statement_word(Statement statement) {
  switch (statement) {
    case Statement::equal: return "equal";
    case Statement::estimate: return "estimate";
    case Statement::at_most: return "at most";
    case Statement::at_least: return "at least";
  }
  return "";
}

std::string one_row(const Row& row, std::size_t width) {
  std::string text = std::string(row.meaning);
  if (!domain_words(row.domain).empty() && row.domain != Domain::positive)
    text += fmt::format(" ({})", domain_words(row.domain));
  if (!row.catalog.empty()) text += fmt::format(" [catalog: {}]", row.catalog);
  if (!row.fallback.empty()) text += fmt::format(" [default {}: {}]", row.fallback, row.fallback_source);
  return wrapped(text, fmt::format("  {:<25} {:<16} ", row.name, row.unit), width < 80 ? 6 : 45, width);
}

std::string one_equation(const Relations& relations, const Equation& equation, std::size_t width) {
  const char* relation = equation.statement == Statement::equal      ? "="
                         : equation.statement == Statement::estimate ? "≈"
                         : equation.statement == Statement::at_most  ? "≤"
                                                                     : "≥";
  std::string out = wrapped(equation.sentence, fmt::format("  {:<9} ", statement_word(equation.statement)), 12, width);
  out += wrapped(fmt::format("{} {} {}", formula_text(relations, equation.left, ""), relation,
                             formula_text(relations, equation.right, "")),
                 std::string(12, ' '), 14, width);
  if (!equation.source.empty())
    out += wrapped(fmt::format("[{}]{}", equation.source, equation.gap.empty() ? "" : " leaves out " + equation.gap),
                   std::string(12, ' '), 14, width);
  return out;
}

std::string one_sheet(const Sheet& sheet, std::size_t width) {
  std::string out = wrapped(fmt::format("{}: {}", sheet.name, sheet.about), "", 2, width) + "\n";
  Relations relations;
  for (const Row& row : sheet.rows()) {
    out += one_row(row, width);
    Quantity quantity;
    quantity.name = std::string(row.name);
    relations.quantities.push_back(quantity);
  }
  out += "\n";
  sheet.record(relations.graph, 0, relations.equations);
  for (const Equation& equation : relations.equations) out += one_equation(relations, equation, width);
  return out;
}

std::string all_sheets(std::size_t width) {
  std::string out;
  for (const Sheet* sheet : sheets())
    out += wrapped(std::string(sheet->about), fmt::format("  {:<14} ", sheet->name), 17, width);
  return out + "\n`costcurve list sheets NAME` shows one with its quantities and equations.\n";
}

std::string one_entry(const CatalogEntry& entry, std::size_t width) {
  std::string out =
      wrapped(fmt::format("{}{}   {}", entry.name,
                          entry.title.empty() || entry.title == entry.name ? "" : ": " + entry.title, entry.path),
              "", 2, width) +
      "\n";
  for (const Fact& fact : entry.facts) {
    out += wrapped(fmt::format("{}{}{}", fact.source, fact.date.empty() ? "" : ", " + fact.date,
                               fact.verified ? "" : " (unverified)"),
                   fmt::format("  {:<22} {:<22} ", fact.field, made_visible(fact.text.text)), 6, width);
    for (const std::string& conflict : fact.conflicts) out += wrapped("also printed: " + conflict, "      ", 8, width);
    if (!fact.note.empty()) out += wrapped(fact.note, "      ", 8, width);
  }
  return out;
}

std::string asked_about(const Units& units, std::size_t width) {
  std::string asked;
  for (const auto& [name, unit] : units.own())
    if (!unit.question.empty()) asked += wrapped(unit.question, fmt::format("  {:<8} ", name), 11, width);
  return asked;
}

std::string all_units(const Units& units, std::size_t width) {
  std::map<std::string, std::vector<std::string>> spellings;
  for (const auto& [name, unit] : units.own())
    if (unit.question.empty()) spellings[unit.symbol].push_back(name);
  std::string out;
  for (const auto& [symbol, names] : spellings) {
    const Unit unit = *units.find(symbol);
    std::vector<std::string> others;
    for (const std::string& name : names)
      if (name != symbol) others.push_back(name);
    std::string text = in_words(unit.dimension);
    if (unit.dimension == Dimension(Base::money) && unit.factor != 1)
      text += fmt::format(", {} USD", number_text(unit.factor));
    if (!others.empty()) text += "; also " + listed(others, "or");
    if (!unit.prefixes.empty()) text += "; with " + unit.prefixes;
    out += wrapped(text, fmt::format("  {:<10} ", symbol), 13, width);
  }
  return out + "\nAsked about, because they are read in two ways:\n" + asked_about(units, width);
}

std::string summary_line(const CatalogEntry& entry) {
  const CatalogKind& kind = *catalog_kind(entry.kind);
  if (!kind.counted.empty()) return fmt::format("{}, {} {}", entry.title, entry.facts.size(), kind.counted);
  std::string line;
  for (const std::string_view field : kind.summary)
    if (const Fact* fact = entry.find(field))
      line += (line.empty() ? "" : " · ") + fact->text.text + (field == "active_parameters" ? " active" : "");
  return line;
}

std::string one_key(const Key& key, std::size_t width) {
  const std::string_view name = key.name.empty() ? "name" : key.name;
  std::string out =
      wrapped(std::string(key.meaning), fmt::format("  {:<11} {:<13} ", name, kind_words(key.kind)), 28, width);
  for (const KeyWord& word : key.words)
    out += wrapped(std::string(word.meaning), fmt::format("      {:<21} ", word.name), 28, width);
  return out;
}

// A heading where the place changes, and below it the keys for which `is_shown` holds.
std::string keys_where(const std::function<bool(const Key&)>& is_shown, std::size_t width) {
  std::string out;
  std::optional<KeyPlace> place;
  for (const Key& key : keys()) {
    if (!is_shown(key)) continue;
    if (place != key.place) out += fmt::format("{}{}:\n", place ? "\n" : "", place_words(key.place));
    place = key.place;
    out += one_key(key, width);
  }
  return out;
}

std::string all_keys(std::size_t width) {
  return keys_where([](const Key&) { return true; }, width) +
         "\n`costcurve list language KEY` shows one, wherever it may stand.\n";
}

std::string keys_named(const std::string& name, std::size_t width) {
  return keys_where([&](const Key& key) { return key.name == name; }, width);
}

std::vector<std::string> no_such_key(const std::string& name) {
  std::vector<std::string> known, notes;
  for (const Key& key : keys()) known.emplace_back(key.name);
  if (const std::string hint = did_you_mean(name, known); !hint.empty()) notes.push_back(hint);
  notes.emplace_back("`costcurve list language` shows them all");
  return notes;
}

}  // namespace

std::vector<std::string> what_is_listed() {
  std::vector<std::string> names = {"sheets"};
  for (const CatalogKind& kind : catalog_kinds) names.emplace_back(kind.plural);
  names.emplace_back("units");
  names.emplace_back("language");
  return names;
}

Outcome list(const Invocation& invocation, Library& library) {
  const std::vector<std::string> kinds = what_is_listed();
  const std::string what = invocation.files.empty() ? "" : invocation.files[0];
  const std::string which = invocation.files.size() > 1 ? invocation.files[1] : "";
  const auto wrong = [&](const std::string& problem, std::vector<std::string> notes) {
    return Outcome{"", render(without_place(problem, std::move(notes)), invocation.style.width), wrong_input};
  };
  if (what.empty())
    return {"costcurve list " + listed(kinds, "or") + ", and a name behind it for one of them\n", "", as_expected};
  if (what == "sheets" || what == "sheet") {
    if (which.empty()) return {all_sheets(invocation.style.width), "", as_expected};
    if (const Sheet* sheet = find_sheet(which)) return {one_sheet(*sheet, invocation.style.width), "", as_expected};
    std::vector<std::string> names;
    for (const Sheet* sheet : sheets()) names.emplace_back(sheet->name);
    return wrong(fmt::format("there is no sheet `{}`", which),
                 {did_you_mean(which, names), "the sheets are " + listed(names)});
  }
  if (what == "language") {
    if (which.empty()) return {all_keys(invocation.style.width), "", as_expected};
    if (const std::string key = keys_named(which, invocation.style.width); !key.empty()) return {key, "", as_expected};
    return wrong(fmt::format("there is no key `{}`", which), no_such_key(which));
  }
  Diagnostics diagnostics;
  if (!library.open_catalog(diagnostics)) return {"", rendered(diagnostics, invocation.style), wrong_input};
  if (what == "units" || what == "unit") return {all_units(*library.units(), invocation.style.width), "", as_expected};
  const std::string kind = what.ends_with('s') ? what.substr(0, what.size() - 1) : what;
  if (!catalog_kind(kind)) {
    std::vector<std::string> notes;
    if (const std::string hint = did_you_mean(what, kinds); !hint.empty()) notes.push_back(hint);
    notes.push_back("costcurve list " + listed(kinds, "or"));
    return wrong(fmt::format("there is no list of `{}`", what), notes);
  }
  if (!which.empty()) {
    const CatalogEntry* entry = library.catalog_entry(kind, which, diagnostics);
    if (entry) return {one_entry(*entry, invocation.style.width), "", as_expected};
    std::vector<std::string> notes;
    if (const std::string hint = did_you_mean(which, library.catalog_names(kind)); !hint.empty()) notes.push_back(hint);
    return wrong(fmt::format("the catalog has no {} `{}`", kind, which), notes);
  }
  std::string out;
  for (const std::string& name : library.catalog_names(kind))
    if (const CatalogEntry* entry = library.catalog_entry(kind, name, diagnostics))
      out += wrapped(summary_line(*entry), fmt::format("  {:<26} ", entry->name), 29, invocation.style.width);
  if (!diagnostics.empty()) return {out, rendered(diagnostics, invocation.style), wrong_input};
  return {out, "", as_expected};
}

Outcome new_scenario(const Invocation& invocation, Library&) {
  const std::string name = invocation.files.empty() ? "" : invocation.files[0];
  if (const Sheet* sheet = find_sheet(name)) return {std::string(sheet->example), "", as_expected};
  std::vector<std::string> names;
  for (const Sheet* sheet : sheets()) names.emplace_back(sheet->name);
  std::vector<std::string> notes;
  if (const std::string hint = did_you_mean(name, names); !hint.empty()) notes.push_back(hint);
  notes.push_back("the sheets are " + listed(names));
  return {
      "",
      render(without_place(name.empty() ? "`new` needs a sheet" : fmt::format("there is no sheet `{}`", name), notes),
             invocation.style.width),
      wrong_input};
}

}  // namespace costcurve
