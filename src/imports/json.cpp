#include "imports/json.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cstring>
#include <nlohmann/json.hpp>
#include <tuple>

#include "numeric/stable_order.h"
#include "text/byte_iterator.h"
#include "text/soundness.h"

namespace costcurve::imports {

namespace {

using Json = nlohmann::json;

constexpr std::size_t deepest = 64;  // price lists are ten levels deep

// How far the parser has read.
struct ReadSoFar {
  const char* at;
  const char* end;

  bool at_end() const { return at == end; }
  const char& current() const { return *at; }
  void advance() { ++at; }
};

// Builds the tree from the parser's events. Each begins behind the last one's end.
class TreeBuilder final : public nlohmann::json_sax<Json> {
 public:
  TreeBuilder(const SourcePointer& source, const ReadSoFar& so_far, Diagnostics& diagnostics)
      : source_(source), so_far_(so_far), diagnostics_(diagnostics) {}

  JsonValue root;

  bool null() override { return add(JsonValue::Kind::null), true; }
  bool boolean(bool value) override {
    add(JsonValue::Kind::boolean).boolean = value;
    return true;
  }
  bool number_integer(number_integer_t value) override { return number(static_cast<double>(value)); }
  bool number_unsigned(number_unsigned_t value) override { return number(static_cast<double>(value)); }
  bool number_float(number_float_t value, const string_t&) override { return number(value); }
  bool string(string_t& text) override {
    add(JsonValue::Kind::text).text = std::move(text);
    return true;
  }
  bool binary(binary_t&) override { return true; }

  bool start_object(std::size_t) override { return open(JsonValue::Kind::object); }
  bool start_array(std::size_t) override { return open(JsonValue::Kind::list); }
  bool end_object() override { return close() && has_each_name_once(); }
  bool end_array() override { return close(); }

  bool key(string_t& name) override {
    const auto [begin, end] = stretch();
    last_ = end;
    open_.back()->members.push_back({std::move(name), {}, begin, end});
    return true;
  }

  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception& fault) override {
    const std::string_view words = fault.what();
    const auto says = [&](std::string_view what) { return words.find(what) != words.npos; };
    if (says("number overflow"))
      report_too_large();
    else
      report_no_json(says("end of input") || says("closing quote"));
    return false;
  }

 private:
  // What stands between the last event and where the parser is now, without what parts values.
  std::pair<std::size_t, std::size_t> stretch() const {
    const std::string& text = source_->text;
    std::size_t begin = last_, end = static_cast<std::size_t>(so_far_.at - text.data());
    while (begin < end && std::strchr(" \t\r\n,:", text[begin])) ++begin;
    return {begin, end};
  }

  JsonValue& place_for_next() {
    if (open_.empty()) return root;
    JsonValue& parent = *open_.back();
    if (parent.is(JsonValue::Kind::object)) return parent.members.back().value;
    return parent.elements.emplace_back();
  }

  JsonValue& add(JsonValue::Kind kind) {
    JsonValue& value = place_for_next();
    value.kind = kind;
    std::tie(value.begin, value.end) = stretch();
    last_ = value.end;
    return value;
  }

  // The parser knows a number's end by what stands behind it, and has read that too.
  bool number(double value) {
    JsonValue& added = add(JsonValue::Kind::number);
    const std::string& text = source_->text;
    added.end = std::min(text.find_first_not_of("+-.0123456789eE", added.begin), added.end);
    last_ = added.end;
    added.number = value;
    added.text = text.substr(added.begin, added.end - added.begin);
    return true;
  }

  bool open(JsonValue::Kind kind) {
    JsonValue& value = add(kind);
    open_.push_back(&value);
    if (open_.size() <= deepest) return true;
    diagnostics_.report({source_, value.begin, value.end}, fmt::format("this JSON lies deeper than {} levels", deepest),
                        {"no list of prices does: is it the right file?"});
    return false;
  }

  bool close() {
    last_ = static_cast<std::size_t>(so_far_.at - source_->text.data());
    closed_ = open_.back();
    closed_->end = last_;
    open_.pop_back();
    return true;
  }

  bool has_each_name_once() {
    by_name_.clear();
    for (const JsonMember& member : closed_->members) by_name_.push_back(&member);
    sort_stably(by_name_, [](auto* a, auto* b) { return a->name < b->name; });
    const auto twice =
        std::adjacent_find(by_name_.begin(), by_name_.end(), [](auto* a, auto* b) { return a->name == b->name; });
    if (twice == by_name_.end()) return true;
    const JsonMember& second = **(twice + 1);
    diagnostics_.report({source_, second.begin, second.end},
                        fmt::format("`{}` stands twice in this object", made_visible(second.name)),
                        {"which of the two holds nobody can say: keep one"});
    return false;
  }

  void report_too_large() {
    const auto [begin, end] = stretch();
    diagnostics_.report({source_, begin, end}, "this number is larger than any amount", {"check its exponent"});
  }
  void report_no_json(bool stops);

  const SourcePointer& source_;
  const ReadSoFar& so_far_;
  Diagnostics& diagnostics_;
  std::vector<JsonValue*> open_;  // a vector grows only while none of its elements is open
  JsonValue* closed_ = nullptr;   // the last that was open
  std::vector<const JsonMember*> by_name_;
  std::size_t last_ = 0;
};

// What people and programs write that JSON does not have, and what to do about it.
struct NoJson {
  std::string_view begin;
  std::string_view problem;
  std::string_view remedy;
};
constexpr NoJson known_mistakes[] = {
    {"NaN", "NaN is no number", "leave out what is not known; JSON has no word for it but null"},
    {"nan", "nan is no number", "leave out what is not known; JSON has no word for it but null"},
    {"Infinity", "Infinity is no number", "leave out what is not known; JSON has no word for it but null"},
    {"-Infinity", "-Infinity is no number", "leave out what is not known; JSON has no word for it but null"},
    {"inf", "inf is no number", "leave out what is not known; JSON has no word for it but null"},
    {"None", "None is Python's word", "in JSON it is null"},
    {"True", "True is Python's word", "in JSON it is true"},
    {"False", "False is Python's word", "in JSON it is false"},
    {"'", "JSON encloses texts in double quotes", "in Python: json.dumps(...) instead of str(...)"},
    {"//", "JSON has no comments", "take it out"},
    {"<", "this is a page, not JSON", "a download gave an error page perhaps: look into the file"},
};

void TreeBuilder::report_no_json(bool stops) {
  const std::string& text = source_->text;
  const auto [begin, end] = stretch();
  if (text.find_first_not_of(" \t\r\n") == std::string::npos) {
    diagnostics_.report({named(source_), 0, 0}, "this file is empty", {"a download that failed leaves an empty file"});
    return;
  }
  const std::string_view rest = std::string_view(text).substr(begin);
  const auto known = std::find_if(std::begin(known_mistakes), std::end(known_mistakes),
                                  [&](const NoJson& mistake) { return rest.starts_with(mistake.begin); });
  const bool is_last = so_far_.at == text.data() + text.size() && std::isalnum(static_cast<unsigned char>(text.back()));
  const std::size_t last = text.find_last_not_of(" \t\r\n");
  if (!stops && known != std::end(known_mistakes))
    diagnostics_.report({source_, begin, begin + known->begin.size()}, std::string(known->problem),
                        {std::string(known->remedy)});
  else if (stops || is_last)
    diagnostics_.report({source_, last, last + 1}, "this JSON stops in the middle",
                        {"the file is not whole: download it again"});
  else
    diagnostics_.report({source_, begin, std::max(std::min(end, begin + 40), begin + 1)},
                        "this is no JSON: what stands here fits nothing",
                        {"a comma too many, or a quote or a bracket too few?"});
}

}  // namespace

const JsonValue* JsonValue::find(std::string_view name) const {
  for (const JsonMember& member : members)
    if (member.name == name) return &member.value;
  return nullptr;
}

namespace {

bool is_plain_name(std::string_view name) {
  return !name.empty() && std::isdigit(static_cast<unsigned char>(name.front())) == 0 &&
         name.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") ==
             std::string_view::npos;
}

bool holds(const JsonValue& outer, const JsonValue& inner) {
  return outer.begin <= inner.begin && inner.end <= outer.end && &outer != &inner;
}

std::string step_to(const JsonMember& member, bool is_first) {
  if (!is_plain_name(member.name)) return fmt::format("[\"{}\"]", made_visible(member.name));
  return (is_first ? "" : ".") + member.name;
}

}  // namespace

std::string JsonDocument::path(const JsonValue& value) const {
  std::string way;
  for (const JsonValue* at = &root; holds(*at, value);) {
    const JsonValue* next = nullptr;
    for (const JsonMember& member : at->members)
      if (&member.value == &value || holds(member.value, value)) {
        way += step_to(member, way.empty());
        next = &member.value;
      }
    for (std::size_t i = 0; i < at->elements.size(); ++i)
      if (&at->elements[i] == &value || holds(at->elements[i], value)) {
        way += fmt::format("[{}]", i);
        next = &at->elements[i];
      }
    if (!next) break;
    at = next;
  }
  return way;
}

std::string_view json_kind_words(JsonValue::Kind kind) {
  switch (kind) {
    case JsonValue::Kind::null: return "null";
    case JsonValue::Kind::boolean: return "true or false";
    case JsonValue::Kind::number: return "a number";
    case JsonValue::Kind::text: return "a text";
    case JsonValue::Kind::list: return "a list";
    case JsonValue::Kind::object: return "an object";
  }
  return "";
}

std::optional<JsonDocument> parse_json(const SourcePointer& source, Diagnostics& diagnostics) {
  const std::string& text = source->text;
  ReadSoFar so_far{text.data(), text.data() + text.size()};
  TreeBuilder builder(source, so_far, diagnostics);
  if (!Json::sax_parse(ByteIterator<ReadSoFar>{&so_far}, ByteIterator<ReadSoFar>{}, &builder)) return std::nullopt;
  return JsonDocument{source, std::move(builder.root)};
}

}  // namespace costcurve::imports
