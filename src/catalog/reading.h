#pragma once
// From the text of a catalog file to entries.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/entry.h"
#include "catalog/kinds.h"
#include "text/texts.h"
#include "text/toml.h"

namespace costcurve {

/// The file as a tree; nothing, and mistakes reported, where it cannot be read.
std::optional<Value> read_catalog_file(const std::string& path, Texts& texts, Diagnostics& diagnostics);

/// The text at a key; empty where there is none.
std::string catalog_text(const Value& table, std::string_view key);

/// The names of the entries that a file holds as tables.
std::vector<std::string> entries_in(const Value& document);

/// Whether a file of a folder is that of a provider: with models for tables, and no name of its own.
bool holds_several(const Value& document);

/// One of these tables, with the sources of the whole file.
Value table_of_entry(const Value& document, const std::string& name);

/// What a table says of an entry: its facts, its history of prices, its rents.
CatalogEntry read_entry(const CatalogKind& kind, const std::string& name, const Value& table);

}  // namespace costcurve
