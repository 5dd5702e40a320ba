#pragma once
// Values of a JSON file as an import wants them; what is of another kind is reported with its path.

#include "imports/api_entry.h"
#include "imports/json.h"

namespace costcurve::imports {

/// A file that is being read.
struct JsonReading {
  const JsonDocument& json;
  Diagnostics& diagnostics;

  /// Reports what is wrong with a value: "`[3].id` is a number; a text belongs here".
  void wrong(const JsonValue& value, const std::string& problem, const std::string& remedy) const;
  /// True if the value is of that kind; else it is reported.
  bool expect(const JsonValue& value, JsonValue::Kind kind) const;

  /// The member, if there is one that is not null, of that kind; of another it is reported and null returned.
  const JsonValue* member(const JsonValue& object, std::string_view name, JsonValue::Kind kind) const;
  /// The text of a member, or nothing where it is not there or empty.
  std::string text(const JsonValue& object, std::string_view name) const;
  /// The same where it has to be there: its absence is reported.
  std::string required_text(const JsonValue& object, std::string_view name) const;
  /// A whole number from `least` to 1e15; 2.0e6 is one. Nothing where it is another, which is reported.
  std::optional<long long> whole(const JsonValue& value, long long least) const;

  /// A price in US dollars for 10^`shift` of what the file prices it by. Nothing where it is none: negative, a text, or
  /// larger than any price.
  std::optional<Price> price(const JsonValue& value, int shift, Billed billed) const;
};

/// True for a day that there is: "2025-06-10".
bool is_day(std::string_view text);
/// The minute of the day of "16:30:00Z"; nothing where it is none, has seconds, or is of another zone.
std::optional<int> minute_of_day(std::string_view text);
/// True for what can be the name of a file anywhere: letters, digits, - _ and ., not at its beginning.
bool is_file_name(std::string_view name);

}  // namespace costcurve::imports
