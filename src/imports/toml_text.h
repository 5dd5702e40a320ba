#pragma once
// Pieces of a TOML file that is written for people.

#include <set>
#include <string>
#include <string_view>

#include "imports/api_entry.h"

namespace costcurve::imports {

/// The text in quotes, with what TOML wants escaped.
std::string toml_quoted(std::string_view text);
/// The name as a key: bare where TOML allows it, else in quotes.
std::string toml_key(std::string_view name);
/// `{ is = "2 USD/Mtoken", source = "genai_prices" }`, with what else is said of it ("date = ...") behind.
std::string toml_fact(std::string_view amount, std::string_view source_key, std::string_view more = {});
/// "genai_prices" of what was read last, "genai_prices_2026_11_28" of what only an earlier file had.
std::string source_key(const ReadFrom& from, const std::string& read_on);
/// [sources] with a row for what was read last, and one for each of the other days.
std::string toml_sources(const ReadFrom& from, const std::set<std::string>& days = {});

/// How every file begins that an import of that kind wrote.
std::string imported_mark(std::string_view kind);
/// The same with the words behind it, as comment.
std::string imported_head(std::string_view what, const ReadFrom& from);

}  // namespace costcurve::imports
