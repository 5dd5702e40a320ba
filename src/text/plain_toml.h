#pragma once
// The plain part of TOML, which nearly every file keeps to: names, texts of one line, numbers, lists, tables, headings.
// It is read in one pass over the bytes, about twenty times as fast as by toml++, which is what opening a small
// scenario took longest for.

#include <optional>

#include "text/toml.h"

namespace costcurve {

/// The document that toml++ would read, places and all. Nothing if the text goes beyond the plain part, or is no TOML:
/// which of the two it is, toml++ says. The source is UTF-8.
std::optional<Value> parse_plain_document(const SourcePointer& source);

}  // namespace costcurve
