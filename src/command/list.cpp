#include "answer/list.h"

#include <fmt/format.h>

#include "catalog/kinds.h"
#include "command/command.h"
#include "text/keys.h"
#include "text/listing.h"
#include "text/suggest.h"

namespace costcurve {

namespace {

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
    return told({"What is known",
                 {Lead{{"costcurve list " + listed(kinds, "or") + ", and a name behind it for one of them"}, {}}}});
  if (what == "sheets" || what == "sheet") {
    if (which.empty()) return told(sheets_document());
    if (const Sheet* sheet = find_sheet(which)) return told(sheet_document(*sheet));
    std::vector<std::string> names;
    for (const Sheet* sheet : sheets()) names.emplace_back(sheet->name);
    return wrong(fmt::format("there is no sheet `{}`", which),
                 {did_you_mean(which, names), "the sheets are " + listed(names)});
  }
  if (what == "language") {
    Document language = language_document(which);
    if (!language.pieces.empty()) return told(std::move(language));
    return wrong(fmt::format("there is no key `{}`", which), no_such_key(which));
  }
  Diagnostics diagnostics;
  if (!library.open_catalog(diagnostics)) return {"", rendered(diagnostics, invocation.style), wrong_input};
  if (what == "units" || what == "unit") return told(units_document(*library.units()));
  const std::string kind = what.ends_with('s') ? what.substr(0, what.size() - 1) : what;
  if (!catalog_kind(kind)) {
    std::vector<std::string> notes;
    if (const std::string hint = did_you_mean(what, kinds); !hint.empty()) notes.push_back(hint);
    notes.push_back("costcurve list " + listed(kinds, "or"));
    return wrong(fmt::format("there is no list of `{}`", what), notes);
  }
  if (!which.empty()) {
    const CatalogEntry* entry = library.catalog_entry(kind, which, diagnostics);
    if (entry) return told(entry_document(*entry));
    std::vector<std::string> notes;
    if (const std::string hint = did_you_mean(which, library.catalog_names(kind)); !hint.empty()) notes.push_back(hint);
    return wrong(fmt::format("the catalog has no {} `{}`", kind, which), notes);
  }
  std::vector<const CatalogEntry*> entries;
  for (const std::string& name : library.catalog_names(kind))
    if (const CatalogEntry* entry = library.catalog_entry(kind, name, diagnostics)) entries.push_back(entry);
  Outcome outcome = told(entries_document(what, entries));
  if (diagnostics.empty()) return outcome;
  outcome.err = rendered(diagnostics, invocation.style);
  outcome.exit = wrong_input;
  return outcome;
}

Outcome new_scenario(const Invocation& invocation, Library&) {
  const std::string name = invocation.files.empty() ? "" : invocation.files[0];
  if (const Sheet* sheet = find_sheet(name)) return told(example_document(*sheet));
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
