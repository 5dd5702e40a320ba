#pragma once
// JSON text as a tree in which every value knows where it stands, so that what is wrong with it can be said with line
// and path. In this room nlohmann-json is named in json.cpp only.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/diagnostic.h"

namespace costcurve::imports {

struct JsonMember;

struct JsonValue {
  enum class Kind : std::uint8_t { null, boolean, number, text, list, object };
  Kind kind = Kind::null;
  bool boolean = false;
  double number = 0;
  std::string text;                 // of a text; of a number as it is spelled
  std::vector<JsonMember> members;  // of an object, in the order of the text
  std::vector<JsonValue> elements;  // of a list
  std::size_t begin = 0, end = 0;   // its bytes in the source

  bool is(Kind other) const { return kind == other; }
  /// The member's value, or null.
  const JsonValue* find(std::string_view name) const;
};

struct JsonMember {
  std::string name;
  JsonValue value;
  std::size_t begin = 0, end = 0;  // the name's bytes in the source
};

/// A file of JSON.
struct JsonDocument {
  SourcePointer source;
  JsonValue root;

  Place place(const JsonValue& value) const { return {source, value.begin, value.end}; }
  /// How a program would write the way to the value: `[3].models[17].prices`; nothing of the root.
  std::string path(const JsonValue& value) const;
};

/// "a list", "an object", "a text": what a value is.
std::string_view json_kind_words(JsonValue::Kind kind);

/// Reads the text. Nothing, and the mistake reported, where it is no JSON, an object has a name twice, it lies deeper
/// than any file of prices, or it has a number that is none (NaN, Infinity) or too large.
std::optional<JsonDocument> parse_json(const SourcePointer& source, Diagnostics& diagnostics);

}  // namespace costcurve::imports
