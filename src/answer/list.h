#pragma once
// The answers of `list` and `new`: what is known, and a scenario to start from.

#include <string>
#include <vector>

#include "catalog/catalog.h"
#include "document/document.h"
#include "sheets/sheet.h"

namespace costcurve {

/// Every sheet with what it is about.
Document sheets_document();
/// One sheet: its quantities and its equations.
Document sheet_document(const Sheet& sheet);
/// The entries of a kind, a line each.
Document entries_document(const std::string& kind, const std::vector<const CatalogEntry*>& entries);
/// One entry, fact by fact.
Document entry_document(const CatalogEntry& entry);
Document units_document(const Units& units);
/// Every key of a scenario by where it stands, or the one of that name wherever it may stand: no piece if there is
/// none.
Document language_document(const std::string& name);
/// A commented scenario to start from.
Document example_document(const Sheet& sheet);

}  // namespace costcurve
