#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "command/command.h"
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

std::string one_sheet(const Sheet& sheet) {
  std::string out = fmt::format("{}: {}\n\n", sheet.name, sheet.about);
  for (const Row& row : sheet.rows()) {
    out += fmt::format("  {:<26} {:<16} {}", row.name, row.unit, row.meaning);
    if (!domain_words(row.domain).empty() && row.domain != Domain::positive) out += fmt::format(" ({})", domain_words(row.domain));
    if (!row.catalog.empty()) out += fmt::format(" [catalog: {}]", row.catalog);
    if (!row.fallback.empty()) out += fmt::format(" [default {}: {}]", row.fallback, row.fallback_source);
    out += "\n";
  }
  out += "\n";
  Problem problem;
  for (const Row& row : sheet.rows()) {
    Quantity quantity;
    quantity.name = std::string(row.name);
    problem.quantities.push_back(quantity);
  }
  sheet.record(problem.graph, 0, problem.equations);
  for (const Equation& equation : problem.equations) {
    const char* relation = equation.statement == Statement::equal ? "=" : equation.statement == Statement::estimate ? "≈" : equation.statement == Statement::at_most ? "≤" : "≥";
    out += fmt::format("  {:<9} {}\n            {} {} {}\n", statement_word(equation.statement), equation.sentence, formula_text(problem, equation.left, ""), relation,
                       formula_text(problem, equation.right, ""));
    if (!equation.source.empty()) out += fmt::format("            [{}]{}\n", equation.source, equation.gap.empty() ? "" : " leaves out " + equation.gap);
  }
  return out;
}

std::string all_sheets() {
  std::string out;
  for (const Sheet* sheet : sheets()) out += fmt::format("  {:<14} {}\n", sheet->name, sheet->about);
  return out + "\n`costcurve list sheets NAME` shows one with its quantities and equations.\n";
}

std::string one_entry(const CatalogEntry& entry) {
  std::string out = fmt::format("{}{}   {}\n\n", entry.name, entry.title.empty() || entry.title == entry.name ? "" : ": " + entry.title, entry.path);
  for (const Fact& fact : entry.facts) {
    out += fmt::format("  {:<22} {:<22} {}{}{}\n", fact.field, made_visible(fact.text.text), fact.source, fact.date.empty() ? "" : ", " + fact.date, fact.verified ? "" : " (unverified)");
    for (const std::string& conflict : fact.conflicts) out += fmt::format("  {:<22}   also printed: {}\n", "", conflict);
    if (!fact.note.empty()) out += fmt::format("  {:<22}   {}\n", "", fact.note);
  }
  return out;
}

std::string all_units(const Catalog& catalog) {
  std::map<std::string, std::string> also;
  std::string out;
  std::map<std::string, std::vector<std::string>> spellings;
  for (const auto& [name, unit] : catalog.units().own())
    if (unit.question.empty()) spellings[unit.symbol].push_back(name);
  for (const auto& [symbol, names] : spellings) {
    const Unit unit = *catalog.units().find(symbol);
    std::vector<std::string> others;
    for (const std::string& name : names)
      if (name != symbol) others.push_back(name);
    out += fmt::format("  {:<11} {:<22} {:<34} {}\n", symbol, in_words(unit.dimension), listed(others, "or"), unit.prefixes.empty() ? "" : "with " + unit.prefixes);
  }
  return out + "\nAsked about, because they are read in two ways:\n" + [&] {
    std::string asked;
    for (const auto& [name, unit] : catalog.units().own())
      if (!unit.question.empty()) asked += fmt::format("  {:<11} {}\n", name, unit.question);
    return asked;
  }();
}

std::string summary_line(const CatalogEntry& entry) {
  std::string line = fmt::format("  {:<26}", entry.name);
  for (const char* field : {"peak.bf16", "memory", "power", "parameters", "active_parameters", "context", "input", "output", "intensity", "released"})
    if (const Fact* fact = entry.find(field)) line += fmt::format(" {}", made_visible(fact->text.text)) + (std::string(field) == "active_parameters" ? " active" : "") + " ·";
  if (line.ends_with(" ·")) line.resize(line.size() - 3);
  if (entry.kind == "cloud") line += fmt::format(" {}, {} rents", entry.title, entry.facts.size());
  return line + "\n";
}

}  // namespace

Outcome list(const Invocation& invocation) {
  static const std::vector<std::string> kinds = {"sheets", "chips", "llms", "apis", "clouds", "grids", "units"};
  const std::string what = invocation.files.empty() ? "" : invocation.files[0];
  const std::string which = invocation.files.size() > 1 ? invocation.files[1] : "";
  const auto wrong = [&](const std::string& problem, std::vector<std::string> notes) {
    return Outcome{"", render(without_place(problem, std::move(notes)), invocation.style.width), wrong_input};
  };
  if (what.empty()) return {"costcurve list " + listed(kinds, "or") + ", and a name behind it for one of them\n", "", as_expected};
  if (what == "sheets" || what == "sheet") {
    if (which.empty()) return {all_sheets(), "", as_expected};
    if (const Sheet* sheet = find_sheet(which)) return {one_sheet(*sheet), "", as_expected};
    std::vector<std::string> names;
    for (const Sheet* sheet : sheets()) names.emplace_back(sheet->name);
    return wrong(fmt::format("there is no sheet `{}`", which), {did_you_mean(which, names), "the sheets are " + listed(names)});
  }
  Diagnostics diagnostics;
  const std::unique_ptr<Catalog> catalog = open_catalog(diagnostics);
  if (!catalog || !diagnostics.empty()) return {"", rendered(diagnostics, invocation.style), wrong_input};
  if (what == "units" || what == "unit") return {all_units(*catalog), "", as_expected};
  const std::string kind = what.ends_with('s') ? what.substr(0, what.size() - 1) : what;
  if (!Catalog::has_kind(kind)) {
    std::vector<std::string> notes;
    if (const std::string hint = did_you_mean(what, kinds); !hint.empty()) notes.push_back(hint);
    notes.push_back("costcurve list " + listed(kinds, "or"));
    return wrong(fmt::format("there is no list of `{}`", what), notes);
  }
  if (!which.empty()) {
    const CatalogEntry* entry = catalog->find(kind, which, "", diagnostics);
    if (entry) return {one_entry(*entry), "", as_expected};
    std::vector<std::string> notes;
    if (const std::string hint = did_you_mean(which, catalog->names(kind)); !hint.empty()) notes.push_back(hint);
    return wrong(fmt::format("the catalog has no {} `{}`", kind, which), notes);
  }
  std::string out;
  for (const std::string& name : catalog->names(kind))
    if (const CatalogEntry* entry = catalog->find(kind, name, "", diagnostics)) out += summary_line(*entry);
  if (!diagnostics.empty()) return {out, rendered(diagnostics, invocation.style), wrong_input};
  return {out, "", as_expected};
}

Outcome new_scenario(const Invocation& invocation) {
  const std::string name = invocation.files.empty() ? "" : invocation.files[0];
  if (const Sheet* sheet = find_sheet(name)) return {std::string(sheet->example), "", as_expected};
  std::vector<std::string> names;
  for (const Sheet* sheet : sheets()) names.emplace_back(sheet->name);
  std::vector<std::string> notes;
  if (const std::string hint = did_you_mean(name, names); !hint.empty()) notes.push_back(hint);
  notes.push_back("the sheets are " + listed(names));
  return {"", render(without_place(name.empty() ? "`new` needs a sheet" : fmt::format("there is no sheet `{}`", name), notes), invocation.style.width), wrong_input};
}

}  // namespace costcurve
