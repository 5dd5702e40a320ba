#include "text/plain_toml.h"

#include <algorithm>

#include "text/plain_words.h"

namespace costcurve {

namespace {

constexpr int deepest = 8;  // lists in lists; a key of more names than that is left to toml++ as well

bool are_distinct(const std::vector<Entry>& members) {
  constexpr std::size_t few = 8;
  const auto is_named_above = [&](const Entry& entry) {
    return std::any_of(members.data(), &entry, [&](const Entry& above) { return above.key == entry.key; });
  };
  if (members.size() <= few) return std::none_of(members.begin(), members.end(), is_named_above);
  std::vector<std::string_view> names;
  for (const Entry& entry : members) names.push_back(entry.key);
  std::sort(names.begin(), names.end());
  return std::adjacent_find(names.begin(), names.end()) == names.end();
}

// In all of its tables.
bool are_names_distinct(const Value& value) {
  return are_distinct(value.members) &&
         std::all_of(value.members.begin(), value.members.end(),
                     [](const Entry& entry) { return are_names_distinct(entry.value); }) &&
         std::all_of(value.elements.begin(), value.elements.end(), are_names_distinct);
}

// One name of a dotted key or of a heading.
struct Name {
  std::string text;
  Place place;
};
using Path = std::vector<Name>;

// How many of the first names are the same, of at most `most`.
std::size_t shared_names(const Path& a, const Path& b, std::size_t most) {
  std::size_t shared = 0;
  while (shared < std::min({a.size(), b.size(), most}) && a[shared].text == b[shared].text) ++shared;
  return shared;
}

// Each function returns false where the text is not plain. A table is only ever continued where it stands last: by the
// heading below its own, or by the next line with the same names in front. What is left is that a name is given twice,
// which is asked once at the end.
class PlainReader : private PlainWords {
 public:
  explicit PlainReader(const SourcePointer& source) : PlainWords(source) { root_.place = {source_, 0, text_.size()}; }

  bool document() {
    table_ = &root_;
    while (at_ < text_.size())
      if (!line()) return false;
    return are_names_distinct(root_);
  }

  Value root() { return std::move(root_); }

 private:
  bool line() {
    skip_blanks();
    const bool empty = at_ >= text_.size() || current() == '#' || current() == '\n' || current() == '\r';
    if (!empty && !(current() == '[' ? heading() : statement(*table_, statement_above_))) return false;
    return line_end();
  }

  bool heading() {
    const std::size_t begin = at_++;
    const bool listed = take('[');
    Path path(1);
    if (!name(path.front().text, path.front().place) || !more_names(path) || !take(']') || (listed && !take(']')))
      return false;
    const Place place{source_, begin, at_};
    const bool another = listed && is_listed_ && path.size() == heading_above_.size() &&
                         shared_names(path, heading_above_, path.size()) == path.size();
    table_ = another ? &parent_of_list_->members.back().value : &root_;
    if (!another) open(path, listed, place);
    if (listed) {
      table_->place.end = at_;  // a list reaches to its last heading
      table_->elements.emplace_back().place = place;
      table_ = &table_->elements.back();
    }
    heading_above_ = std::move(path);
    is_listed_ = listed;
    statement_above_.clear();
    return true;
  }

  void open(const Path& path, bool listed, const Place& place) {
    Value* parent = descend(root_, path, shared_names(path, heading_above_, path.size() - 1), &place);
    Entry& entry = parent->members.emplace_back();
    entry.key = path.back().text;
    entry.place = path.back().place;
    entry.value.place = place;
    if (listed) entry.value.kind = Value::Kind::array;
    parent_of_list_ = parent;
    table_ = &entry.value;
  }

  // The table that all but the last of the names lead to: the first of them stand last in their tables, the others are
  // new, and stand where their heading does if they have one.
  static Value* descend(Value& from, const Path& path, std::size_t shared, const Place* heading) {
    Value* table = &from;
    for (std::size_t i = 0; i + 1 < path.size(); ++i) {
      if (i >= shared) {
        Entry& entry = table->members.emplace_back();
        entry.key = path[i].text;
        entry.place = path[i].place;
        entry.value.place = heading ? *heading : path[i].place;
      }
      table = &table->members.back().value;
      if (table->is_array()) table = &table->elements.back();
    }
    return table;
  }

  // What else stands in front of the = or the bracket, once the first name is read.
  bool more_names(Path& path) {
    while (take('.')) {
      Name& name = path.emplace_back();
      if (!this->name(name.text, name.place) || path.size() > deepest) return false;
    }
    return true;
  }

  static Entry& added_to(Value& table) {
    constexpr std::size_t usual = 4;
    if (table.members.empty()) table.members.reserve(usual);
    return table.members.emplace_back();
  }

  // NAME = VALUE, as nearly all are, without a path.
  bool plain_statement(Value& table, int depth) {
    Entry& entry = added_to(table);
    return name(entry.key, entry.place) && value_behind_equals(entry.value, depth);
  }

  bool value_behind_equals(Value& value, int depth) {
    skip_blanks();
    if (!take('=')) return false;
    skip_blanks();
    return this->value(value, depth);
  }

  bool is_path() const {
    std::size_t end = at_;
    while (end < text_.size() && is_name_character(text_[end])) ++end;
    return end < text_.size() && (text_[end] == '.' || text_[end] == '"');
  }

  bool statement(Value& table, Path& above) {
    if (!is_path()) {
      above.clear();
      return plain_statement(table, 0);
    }
    Path path(1);
    if (!name(path.front().text, path.front().place) || !more_names(path)) return false;
    const std::size_t shared = above.empty() ? 0 : shared_names(path, above, std::min(path.size(), above.size()) - 1);
    Entry& entry = added_to(*descend(table, path, shared, nullptr));
    entry.key = path.back().text;
    entry.place = path.back().place;
    above = std::move(path);
    return value_behind_equals(entry.value, 0);
  }

  bool value(Value& value, int depth) {
    const std::size_t begin = at_;
    if (depth > deepest) return false;
    switch (current()) {
      case '"':
      case '\'': return text(value);
      case '[': return list(value, depth) && placed(value, begin);
      case '{': return table(value, depth) && placed(value, begin);
      case 't':
      case 'f': return boolean(value) && placed(value, begin);
      default: return number(value);
    }
  }

  // [1, 2], over as many lines as it likes, with a comma behind the last if it likes.
  bool list(Value& value, int depth) {
    value.kind = Value::Kind::array;
    ++at_;
    for (;;) {
      if (!skip_lines()) return false;
      if (take(']')) return true;
      if (!this->value(value.elements.emplace_back(), depth + 1) || !skip_lines()) return false;
      if (!take(',') && current() != ']') return false;
    }
  }

  bool skip_lines() {
    for (;;) {
      skip_blanks();
      if (current() != '#' && current() != '\n' && current() != '\r') return at_ < text_.size();
      if (!line_end()) return false;
    }
  }

  // { is = 1, source = "paper" }, on one line.
  bool table(Value& value, int depth) {
    ++at_;
    skip_blanks();
    if (take('}')) return true;
    do {
      skip_blanks();
      if (!plain_statement(value, depth + 1)) return false;
      skip_blanks();
    } while (take(','));
    return take('}');
  }

  Value root_;
  Value* table_ = nullptr;           // of the heading above
  Value* parent_of_list_ = nullptr;  // of the table or list that the heading above opened
  Path heading_above_;
  bool is_listed_ = false;  // [[ ]]
  Path statement_above_;    // under that heading
};

}  // namespace

std::optional<Value> parse_plain_document(const SourcePointer& source) {
  PlainReader reader(source);
  if (!reader.document()) return std::nullopt;
  return reader.root();
}

}  // namespace costcurve
