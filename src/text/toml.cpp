#include "text/toml.h"

#include <algorithm>

#include "numeric/stable_order.h"
#include "text/float_chars.h"
#include "text/plain_toml.h"
#include "text/soundness.h"
#include "text/syntax.h"

// toml++ 3.3.0 asserts on a lone `[`; the build turns that assertion off, its own error for it is fine.
#define TOML_ENABLE_FORMATTERS 0
#define TOML_ENABLE_WINDOWS_COMPAT 0
// Numbers are read and written without C++'s streams.
#define TOML_INT_CHARCONV 1
#define TOML_FLOAT_CHARCONV 1
#include <toml++/toml.h>

namespace costcurve {

Value text_value(Excerpt text) {
  Value value;
  value.kind = Value::Kind::text;
  value.place = text.place();
  value.text = std::move(text);
  return value;
}

const Entry* Value::find(std::string_view key) const {
  const auto found = std::find_if(members.begin(), members.end(), [&](const Entry& entry) { return entry.key == key; });
  return found == members.end() ? nullptr : &*found;
}

Entry* Value::find(std::string_view key) { return const_cast<Entry*>(static_cast<const Value*>(this)->find(key)); }

namespace {

class Converter {
 public:
  explicit Converter(const SourcePointer& source) : source_(source) {}

  Value convert(const toml::node& node) {
    Value made;
    made.place = place(node.source());
    switch (node.type()) {
      case toml::node_type::table: table(made, *node.as_table()); break;
      case toml::node_type::array:
        made.kind = Value::Kind::array;
        for (const toml::node& element : *node.as_array()) made.elements.push_back(convert(element));
        break;
      case toml::node_type::string: text(made, node.as_string()->get()); break;
      case toml::node_type::boolean:
        made.kind = Value::Kind::boolean;
        made.boolean = node.as_boolean()->get();
        break;
      case toml::node_type::integer:
        spelled(made, Value::Kind::number);
        made.number = static_cast<double>(node.as_integer()->get());
        break;
      case toml::node_type::floating_point:
        spelled(made, Value::Kind::number);
        made.number = node.as_floating_point()->get();
        break;
      default: spelled(made, Value::Kind::text); break;  // TOML's own dates are read like ours
    }
    return made;
  }

 private:
  Place place(const toml::source_region& region) const {
    const std::size_t begin = source_->offset_of(region.begin.line, region.begin.column);
    const std::size_t end = source_->offset_of(region.end.line, region.end.column);
    return {source_, begin, std::max(begin, end)};
  }

  void table(Value& made, const toml::table& table) {
    made.kind = Value::Kind::table;
    for (const auto& [key, value] : table) {
      Entry entry;
      entry.key = std::string(key.str());
      entry.place = place(key.source());
      entry.value = convert(value);
      made.members.push_back(std::move(entry));
    }
    // toml++ iterates in key order; people read in the order of the text.
    sort_stably(made.members, [](const Entry& a, const Entry& b) { return a.place.begin < b.place.begin; });
  }

  void text(Value& made, const std::string& value) {
    made.kind = Value::Kind::text;
    const std::string& all = source_->text;
    const std::size_t begin = made.place.begin + 1;
    const bool plain = begin + value.size() < all.size() && all.compare(begin, value.size(), value) == 0 &&
                       all[begin + value.size()] == all[begin - 1];
    if (plain) made.place = {source_, begin, begin + value.size()};
    made.text = {source_, made.place.begin, made.place.end, value, plain};
  }

  void spelled(Value& made, Value::Kind kind) {
    made.kind = kind;
    std::string text = source_->text.substr(made.place.begin, made.place.end - made.place.begin);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\n' || text.back() == '\r' || text.back() == '\t'))
      text.pop_back();
    made.place.end = made.place.begin + text.size();
    const bool plain = std::erase(text, '_') == 0;  // 1_000
    made.text = {source_, made.place.begin, made.place.end, text, plain};
  }

  SourcePointer source_;
};

}  // namespace

std::optional<Value> parse_document(const SourcePointer& source, Diagnostics& diagnostics) {
  if (!is_text(source, diagnostics)) return std::nullopt;
  std::optional<Value> plain = parse_plain_document(source);
  return plain ? std::move(plain) : parse_any_document(source, diagnostics);
}

std::optional<Value> parse_any_document(const SourcePointer& source, Diagnostics& diagnostics) {
  if (!is_sound(source, diagnostics)) return std::nullopt;
  try {
    const toml::table table = toml::parse(spelled_for_toml(source->text), source->name);
    return Converter(source).convert(table);
  } catch (const toml::parse_error& error) {
    const toml::source_position at = error.source().begin;
    diagnostics.add(
        syntax_error(source, source->offset_of(std::max<std::size_t>(1, at.line), std::max<std::size_t>(1, at.column)),
                     error.description()));
    return std::nullopt;
  }
}

}  // namespace costcurve
