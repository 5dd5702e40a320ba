#include "text/document.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>

// toml++ 3.3.0 asserts on a lone `[`; the build turns that assertion off, its own error for it is fine.
#define TOML_ENABLE_FORMATTERS 0
#define TOML_ENABLE_WINDOWS_COMPAT 0
#include <toml++/toml.h>

namespace costcurve {

const Entry* Value::find(std::string_view key) const {
  const auto found = std::find_if(members.begin(), members.end(), [&](const Entry& entry) { return entry.key == key; });
  return found == members.end() ? nullptr : &*found;
}

Entry* Value::find(std::string_view key) { return const_cast<Entry*>(static_cast<const Value*>(this)->find(key)); }

namespace {

Diagnostic about_file(const std::string& path, std::string problem, std::vector<std::string> notes = {}) {
  auto source = std::make_shared<Source>();
  source->name = path;
  return {{source, 0, 0}, std::move(problem), "", std::move(notes)};
}

struct FileCloser {
  void operator()(std::FILE* file) const { std::fclose(file); }
};

}  // namespace

SourcePointer read_source(const std::string& path, Diagnostics& diagnostics) {
  struct stat status{};
  if (path.find('\0') != std::string::npos || stat(path.c_str(), &status) != 0) {
    diagnostics.add(about_file(path, "there is no such file", {"give the path of a scenario, for example scenarios/deepseek-r1.toml"}));
    return nullptr;
  }
  if (S_ISDIR(status.st_mode)) {
    diagnostics.add(about_file(path, "this is a directory, not a scenario", {fmt::format("name the files in it: {}/*.toml", path)}));
    return nullptr;
  }
  const std::unique_ptr<std::FILE, FileCloser> file(std::fopen(path.c_str(), "rb"));
  if (!file) {
    diagnostics.add(about_file(path, fmt::format("this file cannot be read: {}", std::strerror(errno))));
    return nullptr;
  }
  auto source = std::make_shared<Source>();
  source->name = path;
  source->text.resize(S_ISREG(status.st_mode) ? std::min<std::size_t>(static_cast<std::size_t>(status.st_size), largest_document) + 1 : largest_document + 1);
  source->text.resize(std::fread(source->text.data(), 1, source->text.size(), file.get()));
  if (std::ferror(file.get())) {
    diagnostics.add(about_file(path, fmt::format("this file cannot be read: {}", std::strerror(errno))));
    return nullptr;
  }
  if (source->text.size() > largest_document) {
    diagnostics.add(about_file(path, fmt::format("this file is larger than {} MB", largest_document >> 20U),
                               {"a scenario is a page of text; long tables belong in a CSV file beside it: rows = \"card.csv\""}));
    return nullptr;
  }
  return source;
}

namespace {

std::string quoted_hint(std::string_view line) {
  const std::size_t equals = line.find('=');
  if (equals == std::string_view::npos) return {};
  std::size_t begin = line.find_first_not_of(" \t", equals + 1);
  if (begin == std::string_view::npos) return {};
  const char first = line[begin];
  if (!(first >= '0' && first <= '9') && first != '$' && first != '?' && first != '-' && !(first >= 'a' && first <= 'z')) return {};
  std::size_t end = line.find_first_of("#,}", begin);
  if (end == std::string_view::npos) end = line.size();
  while (end > begin && (line[end - 1] == ' ' || line[end - 1] == '\t')) --end;
  return fmt::format("put the amount in quotes: {}= \"{}\"", line.substr(0, equals), line.substr(begin, end - begin));
}

// Faults that toml++ does not survive, or reports in words that help nobody, are found before it sees the text.
bool sound(const SourcePointer& source, Diagnostics& diagnostics) {
  const std::string& text = source->text;
  if (const std::size_t nul = text.find('\0'); nul != std::string::npos) {
    diagnostics.add({{source, nul, nul + 1}, "this is not a text file: it holds a NUL byte", "", {"a scenario is plain TOML text"}});
    return false;
  }
  for (std::size_t at = 0; at < text.size();) {
    const auto byte = static_cast<unsigned char>(text[at]);
    const std::size_t length = byte < 0x80 ? 1 : byte >= 0xC2 && byte < 0xE0 ? 2 : byte >= 0xE0 && byte < 0xF0 ? 3 : byte >= 0xF0 && byte < 0xF5 ? 4 : 0;
    bool whole = length > 0 && at + length <= text.size();
    for (std::size_t i = 1; whole && i < length; ++i) whole = (static_cast<unsigned char>(text[at + i]) & 0xC0U) == 0x80U;
    if (!whole) {
      diagnostics.add({{source, at, at + 1}, "this file is not UTF-8 text", fmt::format("byte {:#04x}", byte), {"save it as UTF-8"}});
      return false;
    }
    at += length;
  }
  // A dotted key of a hundred thousand parts, or as many brackets, overflows the stack of toml++ 3.3.0.
  constexpr int most_dots = 32;
  constexpr int most_brackets = 64;
  int dots = 0;
  int brackets = 0;
  char quote = 0;
  bool comment = false;
  std::size_t line_start = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '\n') {
      dots = 0;
      comment = false;
      line_start = at + 1;
      if (quote != 0) quote = 0;
      continue;
    }
    if (comment) continue;
    if (quote != 0) {
      if (c == '\\' && quote == '"') ++at;
      else if (c == quote) quote = 0;
      continue;
    }
    if (c == '"' || c == '\'') quote = c;
    else if (c == '#') comment = true;
    else if (c == '.') ++dots;
    else if (c == '[' || c == '{') ++brackets;
    else if (c == ']' || c == '}') --brackets;
    else if (c == '=' || c == ',') dots = 0;
    if (dots <= most_dots && brackets <= most_brackets) continue;
    diagnostics.add({{source, line_start, line_start + 40}, dots > most_dots ? "this key has too many dots" : "these brackets are nested too deeply", "",
                     {"a key is part.quantity, for example r1.chips"}});
    return false;
  }
  return true;
}

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
      case toml::node_type::integer: spelled(made, Value::Kind::number); made.number = static_cast<double>(node.as_integer()->get()); break;
      case toml::node_type::floating_point: spelled(made, Value::Kind::number); made.number = node.as_floating_point()->get(); break;
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
    std::stable_sort(made.members.begin(), made.members.end(), [](const Entry& a, const Entry& b) { return a.place.begin < b.place.begin; });
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
    while (!text.empty() && (text.back() == ' ' || text.back() == '\n' || text.back() == '\r' || text.back() == '\t')) text.pop_back();
    text.erase(std::remove(text.begin(), text.end(), '_'), text.end());
    made.text = {source_, made.place.begin, made.place.begin + text.size(), text, true};
  }

  SourcePointer source_;
};

Diagnostic syntax_error(const SourcePointer& source, const toml::parse_error& error) {
  const std::size_t line = std::max<std::size_t>(1, error.source().begin.line);
  const std::size_t at = source->offset_of(line, std::max<std::size_t>(1, error.source().begin.column));
  const std::string_view text = source->line_text(line);
  const std::string described(error.description());
  Diagnostic made{{source, at, at + 1}, "", "", {}};
  if (described.find("redefine") != std::string::npos) {
    made.problem = "this name is given twice";
    made.notes = {"each key may stand once in its part; several sourced values for one quantity go into a list: x = [ { is = ..., source = ... }, ... ]"};
    const std::size_t start = source->offset_of(line, 1);
    const std::size_t equals = text.find('=');
    const std::size_t end = std::min(equals == std::string_view::npos ? text.size() : text.find_last_not_of(" \t", equals == 0 ? 0 : equals - 1) + 1, text.size());
    const std::size_t first = std::min(text.find_first_not_of(" \t"), text.size());
    made.place = {source, start + first, start + std::max(first + 1, end)};
    return made;
  }
  const std::string hint = quoted_hint(text);
  if (!hint.empty()) {
    made.problem = "this value is not TOML";
    made.notes = {hint};
    return made;
  }
  made.problem = "this is not TOML";
  std::string detail = described;
  const std::string prefix = "Error while parsing ";
  if (detail.starts_with(prefix)) detail = "in " + detail.substr(prefix.size());
  made.notes = {detail};
  return made;
}

}  // namespace

std::optional<Value> parse_document(const SourcePointer& source, Diagnostics& diagnostics) {
  if (!sound(source, diagnostics)) return std::nullopt;
  try {
    const toml::table table = toml::parse(source->text, source->name);
    return Converter(source).convert(table);
  } catch (const toml::parse_error& error) {
    diagnostics.add(syntax_error(source, error));
    return std::nullopt;
  }
}

}  // namespace costcurve
