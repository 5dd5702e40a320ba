#pragma once
// A TOML file as a tree in the order of its text, every key and value with its place.
// toml++ is named in toml.cpp only.

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "text/diagnostic.h"

namespace costcurve {

struct Entry;

struct Value {
  enum class Kind : std::uint8_t { text, number, boolean, table, array };
  Kind kind = Kind::table;
  Excerpt text;  // of texts, and of numbers and dates as they are spelled
  double number = 0;
  bool boolean = false;
  std::vector<Entry> members;   // of a table, in the order of the text
  std::vector<Value> elements;  // of an array
  Place place;
  bool withdrawn = false;  // replaced by "?": what stands here only tells the unit

  bool is_table() const { return kind == Kind::table; }
  bool is_text() const { return kind == Kind::text; }
  bool is_array() const { return kind == Kind::array; }
  const Entry* find(std::string_view key) const;
  Entry* find(std::string_view key);
};

struct Entry {
  std::string key;
  Place place;
  Value value;
};

/// A text as a value, which stands where the text does.
Value text_value(Excerpt text);

/// Parses the text. TOML stops at its first syntax error, which is reported in the user's words; nothing is returned
/// then.
std::optional<Value> parse_document(const SourcePointer& source, Diagnostics& diagnostics);

/// The same by toml++ alone, which knows all of TOML and takes twenty times as long: for what is not plain, and to hold
/// the plain reader against.
std::optional<Value> parse_any_document(const SourcePointer& source, Diagnostics& diagnostics);

}  // namespace costcurve
