#include "imports/json_reading.h"

#include <fmt/format.h>

#include <cmath>
#include <cstdlib>

#include "imports/decimal.h"
#include "text/calendar.h"

namespace costcurve::imports {

using Kind = JsonValue::Kind;

void JsonReading::wrong(const JsonValue& value, const std::string& problem, const std::string& remedy) const {
  if (diagnostics.full()) return diagnostics.report({}, "");
  const std::string path = json.path(value);
  diagnostics.report(json.place(value), (path.empty() ? "this file " : "`" + path + "` ") + problem, {remedy});
}

bool JsonReading::expect(const JsonValue& value, Kind kind) const {
  if (value.is(kind)) return true;
  const bool is_number_in_quotes = kind == Kind::number && value.is(Kind::text);
  wrong(value, fmt::format("is {}; {} belongs here", json_kind_words(value.kind), json_kind_words(kind)),
        is_number_in_quotes ? "a number stands without quotes" : "is it a file of this kind, and of this version?");
  return false;
}

const JsonValue* JsonReading::member(const JsonValue& object, std::string_view name, Kind kind) const {
  const JsonValue* value = object.find(name);
  if (!value || value->is(Kind::null)) return nullptr;
  return expect(*value, kind) ? value : nullptr;
}

std::string JsonReading::text(const JsonValue& object, std::string_view name) const {
  const JsonValue* value = member(object, name, Kind::text);
  return value ? value->text : "";
}

std::string JsonReading::required_text(const JsonValue& object, std::string_view name) const {
  const JsonValue* value = member(object, name, Kind::text);
  if (value && !value->text.empty()) return value->text;
  const JsonValue* there = object.find(name);
  if (!there || there->is(Kind::null) || value)
    wrong(object, fmt::format("has no `{}`", name), "is it a file of this kind, and of this version?");
  return {};
}

std::optional<long long> JsonReading::whole(const JsonValue& value, long long least) const {
  if (!expect(value, Kind::number)) return std::nullopt;
  constexpr double most = 1e15;
  if (value.number == std::floor(value.number) && value.number >= static_cast<double>(least) && value.number <= most)
    return static_cast<long long>(value.number);
  wrong(value, fmt::format("is {}; a whole number from {} on belongs here", value.text, least),
        "correct it in the file, or take the record out");
  return std::nullopt;
}

std::optional<Price> JsonReading::price(const JsonValue& value, int shift, Billed billed) const {
  if (!expect(value, Kind::number)) return std::nullopt;
  constexpr double dearest = 1e9;
  Price price{plain_decimal(value.text, shift)};
  price.number = std::strtod(price.digits.c_str(), nullptr);
  if (price.number < 0 || price.number > dearest) {
    wrong(value, fmt::format("is {}, which is no price", value.text),
          price.number < 0 ? "what is not known is left out, what is free is 0" : "check its exponent and its unit");
    return std::nullopt;
  }
  // Tokens have been sold from 0.004 to 600 dollars a million.
  constexpr double least = 0.002, most = 1000;
  price.is_doubtful = billed != Billed::request && price.number != 0 && (price.number < least || price.number > most);
  return price;
}

namespace {

// The digits from `at` on as a number; -1 where others stand there.
int digits_at(std::string_view text, std::size_t at, std::size_t count) {
  int number = 0;
  for (std::size_t i = at; i < at + count; ++i) {
    if (i >= text.size() || text[i] < '0' || text[i] > '9') return -1;
    number = 10 * number + (text[i] - '0');
  }
  return number;
}

}  // namespace

bool is_day(std::string_view text) { return text.size() == 10 && is_date(text); }

std::optional<int> minute_of_day(std::string_view text) {
  std::string_view time = text;
  for (const std::string_view zone : {"Z", "+00:00"})
    if (time.ends_with(zone)) time.remove_suffix(zone.size());
  if (time.size() == text.size() || (time.size() != 5 && !(time.size() == 8 && time.substr(5) == ":00"))) return {};
  const int hour = digits_at(time, 0, 2), minute = digits_at(time, 3, 2);
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || time[2] != ':') return {};
  return 60 * hour + minute;
}

bool is_file_name(std::string_view name) {
  constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.";
  return !name.empty() && name.size() <= 100 && name.front() != '.' &&
         name.find_first_not_of(letters) == std::string_view::npos;
}

}  // namespace costcurve::imports
