#pragma once
// Lines of JSON, an object each, as programs log requests: read as a table whose columns are the names of the first
// line.

#include "text/csv.h"

namespace costcurve {

/// True if a text begins as an object of JSON does.
bool looks_like_json_lines(const SourcePointer& source);

/// Reads the table. A cell is a text without its quotes, or what else stands there as it is spelled: a number, a list.
/// A name that the first line lacks is left out; a line without one of its names is a mistake. A mistake is reported
/// with its line, and ends the reading, where a line is no object.
void tell_json_lines(const SourcePointer& source, Diagnostics& diagnostics, const TableListener& listener);

}  // namespace costcurve
