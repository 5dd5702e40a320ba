#pragma once
// A Hugging Face config.json, key by key. It is remembered which keys were asked for: what is left has to be known as
// harmless, or the model has something that nobody counted.

#include <set>
#include <string>
#include <vector>

#include "imports/json_reading.h"

namespace costcurve::imports {

class ConfigReading {
 public:
  ConfigReading(const JsonDocument& json, Diagnostics& diagnostics) : reading_{json, diagnostics} {}

  /// A width or a count that has to be there: from one on. Zero, and reported, where it is not.
  long long size(std::string_view name);
  /// The same where it may be missing or null: then `otherwise`.
  long long size_or(std::string_view name, long long otherwise);
  /// The same where null says that there is none, and that it is missing says nothing: 0, or missing and reported.
  long long size_or_null(std::string_view name);
  /// A count from zero on that has to be there.
  long long count(std::string_view name);
  /// The same where it may be missing or null.
  long long count_or(std::string_view name, long long otherwise);
  bool flag(std::string_view name, bool otherwise);
  std::string word(std::string_view name);
  /// A list of texts, or of numbers as texts; empty where there is none.
  std::vector<std::string> words(std::string_view name);
  bool has(std::string_view name) const;

  /// Reports what does not fit together, at that key.
  void wrong(std::string_view name, const std::string& problem, const std::string& remedy);
  /// Of the keys that nobody asked for those that may carry a size: numbers, lists, what is switched on.
  std::vector<std::string> not_understood() const;

 private:
  const JsonValue* find(std::string_view name);
  long long whole(std::string_view name, const JsonValue& value, long long least);

  JsonReading reading_;
  std::set<std::string, std::less<>> asked_;
};

}  // namespace costcurve::imports
