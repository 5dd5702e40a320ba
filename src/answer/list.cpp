#include "answer/list.h"

#include <fmt/format.h>

#include "answer/listed_rents.h"
#include "answer/question.h"
#include "answer/starters.h"
#include "catalog/kinds.h"
#include "text/keys.h"
#include "text/listing.h"
#include "text/suggest.h"

namespace costcurve {

std::vector<std::string> what_is_listed() {
  std::vector<std::string> names = {"sheets"};
  for (const CatalogKind& kind : catalog_kinds) names.emplace_back(kind.plural);
  names.emplace_back("rents");
  names.emplace_back("units");
  names.emplace_back("language");
  return names;
}

namespace {

Answer told(Document document, Data data) {
  Answer answer;
  answer.document = [document = std::move(document)] { return document; };
  answer.data = {[data = std::move(data)] { return data; }};
  return answer;
}

std::vector<std::string> sheet_names() {
  std::vector<std::string> names;
  for (const Sheet* sheet : sheets()) names.emplace_back(sheet->name);
  return names;
}

}  // namespace

Answer no_sheet(const std::string& name) {
  return wrong_answer(fmt::format("there is no sheet `{}`", name),
                      {did_you_mean(name, sheet_names()), "the sheets are " + listed(sheet_names())});
}

namespace {

Answer list_of_sheets(const std::string& which) {
  if (which.empty()) return told(sheets_document(which), sheets_data());
  if (const Sheet* sheet = find_sheet(which)) return told(sheet_document(*sheet), sheet_data(*sheet));
  const Document found = sheets_document(which);
  return found.pieces.size() > 1 ? told(found, sheets_data()) : no_sheet(which);
}

Answer list_of_keys(const std::string& which) {
  Document language = language_document(which);
  if (!language.pieces.empty()) return told(std::move(language), keys_data(which));
  std::vector<std::string> known, notes;
  for (const Key& key : keys()) known.emplace_back(key.name);
  if (const std::string hint = did_you_mean(which, known); !hint.empty()) notes.push_back(hint);
  notes.emplace_back("`costcurve list language` shows them all");
  return wrong_answer(fmt::format("there is no key `{}`", which), notes);
}

Answer list_of_units(const std::vector<std::string>& words, const Units& units) {
  Document document = units_document(units, words);
  if (!document.pieces.empty()) return told(std::move(document), units_data(units));
  std::vector<std::string> notes;
  if (const std::string hint = did_you_mean(words.front(), units.names()); !hint.empty()) notes.push_back(hint);
  notes.emplace_back("`costcurve list units` shows them all");
  return wrong_answer(fmt::format("no unit is `{}`", fmt::join(words, " ")), notes);
}

Answer no_list_of(const std::string& what) {
  std::vector<std::string> notes;
  if (const std::string hint = did_you_mean(what, what_is_listed()); !hint.empty()) notes.push_back(hint);
  notes.push_back("costcurve list " + listed(what_is_listed(), "or"));
  return wrong_answer(fmt::format("there is no list of `{}`", what), notes);
}

Answer no_entry_of(const std::string& kind, const std::vector<std::string>& words, Library& library) {
  std::vector<std::string> notes;
  const std::vector<std::string> known = library.catalog_names(kind);
  std::vector<std::string> missing = words;
  std::erase_if(missing, [&](const auto& word) { return std::find(known.begin(), known.end(), word) != known.end(); });
  // Some of them are there: those that are not are the slip.
  const bool is_list = missing.size() < words.size();
  if (is_list || words.size() == 1)
    for (const std::string& word : missing)
      if (const std::string hint = did_you_mean(word, known); !hint.empty()) notes.push_back(hint);
  return wrong_answer(fmt::format("the catalog has no {} `{}`", kind, fmt::join(is_list ? missing : words, " ")),
                      notes);
}

// What is listed is shown as far as it is read.
Answer with_mistakes(Answer answer, const Diagnostics& diagnostics) {
  answer.mistakes = diagnostics.sorted();
  if (!diagnostics.empty()) answer.exit = wrong_input;
  return answer;
}

// True of an entry whose name, title, vendor, line in the list, fields or chips on offer have each of the words.
bool has_words(const CatalogEntry& entry, const std::vector<std::string>& words) {
  std::string said = entry.name + " " + entry.title + " " + entry.vendor + " " + summary_of(entry);
  for (const Fact& fact : entry.facts) said += " " + fact.field + " " + fact.offering.chip;
  const std::string text = plain_name(said);
  return std::all_of(words.begin(), words.end(),
                     [&](const std::string& word) { return text.find(plain_name(word)) != std::string::npos; });
}

Answer list_of_entries(const std::string& what, const std::string& kind, const std::vector<std::string>& words,
                       Library& library) {
  Diagnostics diagnostics;
  std::vector<const CatalogEntry*> entries;
  for (const std::string& name : library.catalog_names(kind))
    if (const CatalogEntry* entry = library.catalog_entry(kind, name, diagnostics); entry && has_words(*entry, words))
      entries.push_back(entry);
  if (entries.empty() && diagnostics.empty()) return no_entry_of(kind, words, library);
  Document document = entries_document(what, entries);
  if (std::optional<RangeBars> bars = bars_of_entries(kind, entries, *library.units()))
    document.pieces.emplace_back(Chart{std::move(*bars)});
  return with_mistakes(told(std::move(document), entries_data(kind, entries)), diagnostics);
}

Answer one_entry(const CatalogEntry& entry, const Diagnostics& diagnostics, Library& library) {
  Document document = entry_document(entry);
  if (std::optional<RangeBars> bars = bars_of_entry(entry, *library.units()))
    document.pieces.emplace_back(Chart{std::move(*bars)});
  return with_mistakes(told(std::move(document), entry_data(entry)), diagnostics);
}

// Offers and constants have nothing to hold against each other.
Document entries_one_by_one(const std::string& what, const std::vector<const CatalogEntry*>& entries) {
  Document document{what, {}};
  for (const CatalogEntry* entry : entries)
    document.pieces.emplace_back(Section{entry->name, Section::Of::quantity, entry_document(*entry).pieces});
  return document;
}

// Side by side where every word names one: `list chips H100 H800`.
std::optional<Answer> several_entries(const std::string& what, const std::string& kind,
                                      const std::vector<std::string>& names, Library& library) {
  Diagnostics diagnostics;
  Answer answer;
  std::vector<const CatalogEntry*> entries;
  for (const std::string& name : names) {
    const CatalogEntry* entry = library.catalog_entry(kind, name, diagnostics);
    if (!entry) return std::nullopt;
    entries.push_back(entry);
    answer.data.emplace_back([entry] { return entry_data(*entry); });
  }
  const Document document =
      catalog_kind(kind)->counted.empty() ? entries_beside_document(what, entries) : entries_one_by_one(what, entries);
  answer.is_list = true;
  answer.document = [document] { return document; };
  return with_mistakes(std::move(answer), diagnostics);
}

}  // namespace

Answer list(const Question& question, Library& library) {
  const std::string what = question.words.empty() ? "" : question.words[0];
  const std::string which = question.words.size() > 1 ? question.words[1] : "";
  if (what.empty()) {
    const std::string lists = listed(what_is_listed(), "or");
    return told({"What is known", {Lead{{"costcurve list " + lists + ", and a name behind it for one of them"}, {}}}},
                Data::members({{"lists", what_is_listed()}}));
  }
  if (what == "sheets" || what == "sheet") return list_of_sheets(which);
  if (what == "language") return list_of_keys(which);
  Diagnostics diagnostics;
  if (!library.open_catalog(diagnostics)) return wrong_answer(diagnostics);
  if (what == "rents" || what == "rent")
    return list_of_rents({question.words.begin() + 1, question.words.end()}, library);
  if (what == "units" || what == "unit")
    return list_of_units({question.words.begin() + 1, question.words.end()}, *library.units());
  const std::string kind = what.ends_with('s') ? what.substr(0, what.size() - 1) : what;
  if (!catalog_kind(kind)) return no_list_of(what);
  const std::vector<std::string> words = {question.words.begin() + 1, question.words.end()};
  if (words.size() == 1)
    if (const CatalogEntry* entry = library.catalog_entry(kind, which, diagnostics))
      return one_entry(*entry, diagnostics, library);
  if (words.size() > 1)
    if (std::optional<Answer> answer = several_entries(what, kind, words, library)) return std::move(*answer);
  return diagnostics.empty() ? list_of_entries(what, kind, words, library) : wrong_answer(diagnostics);
}

std::vector<std::string> names_listed(const std::string& what, Library& library) {
  if (what == "sheets") return sheet_names();
  if (what == "rents") {  // of a chip or of a cloud
    std::vector<std::string> names = names_listed("chips", library);
    for (std::string& cloud : names_listed("clouds", library)) names.push_back(std::move(cloud));
    return names;
  }
  const std::string kind = what.ends_with('s') ? what.substr(0, what.size() - 1) : what;
  Diagnostics unheard = Diagnostics::unheard();
  return catalog_kind(kind) && library.open_catalog(unheard) ? library.catalog_names(kind) : std::vector<std::string>();
}

std::vector<std::string> scenarios_to_start_from() {
  std::vector<std::string> names = sheet_names();
  for (const Starter& starter : starters()) names.emplace_back(starter.name);
  return names;
}

Answer new_scenario(const Question& question, Library&) {
  if (question.words.size() > 1)
    return wrong_answer(fmt::format("`new` takes one name; `{}` is one word too many", question.words[1]),
                        {fmt::format("costcurve new {}", question.words[0])});
  const std::string name = question.words.empty() ? std::string(starters().front().name) : question.words[0];
  if (const Sheet* sheet = find_sheet(name))
    return told(example_document(sheet->name, sheet->example),
                Data::members({{"sheet", sheet->name}, {"example", sheet->example}}));
  if (const Starter* starter = find_starter(name))
    return told(example_document(starter->name, starter->text),
                Data::members({{"starter", starter->name}, {"example", starter->text}}));
  std::vector<std::string> notes;
  const std::vector<std::string> known = scenarios_to_start_from();
  if (const std::string hint = did_you_mean(name, known); !hint.empty()) notes.push_back(hint);
  notes.push_back("there are " + listed(known));
  return wrong_answer(fmt::format("there is no scenario `{}` to start from", name), notes);
}

}  // namespace costcurve
