#pragma once
// The file of a provider in the catalog. What an earlier import wrote stays: a price that has changed since is followed
// by the new one, and a model that a list no longer has keeps its entry.

#include "imports/api_entry.h"
#include "imports/import.h"

namespace costcurve::imports {

/// The file; its records are to be added.
CatalogFile provider_file(const Provider& provider, const ReadFrom& from);

/// The entries of a file that toml_of has written with that source; nothing where it is no TOML.
std::optional<std::vector<ApiEntry>> entries_of(const std::string& text, const ReadFrom& from);

/// The rates that an earlier file had and those of a later one, read on `day`. Where the later one has only today's,
/// they hold from the day on which they were first read.
std::vector<DatedRates> continued(const std::vector<DatedRates>& earlier, const std::vector<DatedRates>& later,
                                  const std::string& day);

}  // namespace costcurve::imports
