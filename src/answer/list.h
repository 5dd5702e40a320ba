#pragma once
// The answers of `list` and `new`: what is known, and a scenario to start from.

#include <string>
#include <string_view>
#include <vector>

#include "answer/library.h"
#include "answer/question.h"
#include "catalog/catalog.h"
#include "document/data.h"
#include "document/document.h"
#include "graph/relations.h"
#include "sheets/sheet.h"

namespace costcurve {

/// What `list` knows lists of: sheets, the kinds of the catalog, units, the language.
std::vector<std::string> what_is_listed();
/// The names in one of these lists, of those that have names; `what` as it is typed.
std::vector<std::string> names_listed(const std::string& what, Library& library);
/// There is none of that name: what is meant, and those that are.
Answer no_sheet(const std::string& name);
/// What `new` prints: a whole sheet's example, or a starter.
std::vector<std::string> scenarios_to_start_from();

/// "equal", "estimate", "at most", "at least".
std::string_view statement_word(Statement statement);
/// A sheet by itself: its quantities by their names, and its equations.
Relations relations_of(const Sheet& sheet);

/// Every sheet with what it is about.
/// Those whose name or meaning has the word in it: no entries if there is none.
Document sheets_document(const std::string& word);
/// One sheet: its quantities and its equations.
Document sheet_document(const Sheet& sheet);
/// The entries of a kind, a line each.
Document entries_document(const std::string& kind, const std::vector<const CatalogEntry*>& entries);
/// Entries side by side, fact by fact.
Document entries_beside_document(const std::string& kind, const std::vector<const CatalogEntry*>& entries);
/// What tells an entry apart, in one line.
std::string summary_of(const CatalogEntry& entry);
/// One entry, fact by fact.
Document entry_document(const CatalogEntry& entry);
/// The same drawn: of entries the first field that tells them apart by an amount, of one entry the kind of amounts that
/// it has most of; nothing where fewer than two are alike.
std::optional<RangeBars> bars_of_entries(const std::string& kind, const std::vector<const CatalogEntry*>& entries,
                                         const Units& units);
std::optional<RangeBars> bars_of_entry(const CatalogEntry& entry, const Units& units);
/// Those whose name or meaning has each of the words; no piece if there is none.
Document units_document(const Units& units, const std::vector<std::string>& words);
/// Every key of a scenario by where it stands, or the one of that name wherever it may stand: no piece if there is
/// none.
Document language_document(const std::string& name);
/// A commented scenario to start from.
Document example_document(std::string_view name, std::string_view text);

/// The same for programs. Of a kind each entry's summary, of no key's name all keys.
Data sheets_data();
Data sheet_data(const Sheet& sheet);
Data entries_data(const std::string& kind, const std::vector<const CatalogEntry*>& entries);
Data entry_data(const CatalogEntry& entry);
Data units_data(const Units& units);
Data keys_data(std::string_view name);

}  // namespace costcurve
