#pragma once
// Whether a table of a catalog file says what an entry of its kind may say, in the form that reading takes it in: what
// is passed over in silence makes a wrong answer.

#include <string_view>

#include "catalog/kinds.h"
#include "quantity/units.h"
#include "text/toml.h"

namespace costcurve {

/// Reports every mistake of an entry: keys that nothing reads, amounts of another dimension, prices below zero, days
/// and hours that are none, groups that lack what they are nothing without, prices out of order.
void check_entry(const CatalogKind& kind, const Value& table, const Units& units, Diagnostics& diagnostics);

/// The same of every entry in a file that stands at this path in a catalog; nothing of one that is none of a catalog.
void check_file_of_catalog(std::string_view path, const Value& document, const Units& units, Diagnostics& diagnostics);

}  // namespace costcurve
