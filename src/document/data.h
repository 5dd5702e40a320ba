#pragma once
// What a program is told: an ordered tree of numbers, texts, lists and members, and columns of a million values that
// are written one after the other and never become a tree. A format writes it without knowing whose answer it is.
//
//   json.cpp   the whole of it, as JSON
//   csv.cpp    its table, as CSV

#include <concepts>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace costcurve {

class Data;

/// The values of a column, asked for one after the other: numbers, or texts, or each one of a few.
struct DataColumn {
  std::size_t size = 0;
  std::function<double(std::size_t)> number;                    // no finite number: there is none
  std::function<std::optional<std::string>(std::size_t)> text;  // or this
  std::vector<Data> few;                                        // or these,
  std::function<std::size_t(std::size_t)> choice;               // and which of them
};

/// A node of the tree. Members keep the order in which they were added; a name is not looked for, so nothing is added
/// twice.
class Data {
 public:
  using List = std::vector<Data>;
  using Members = std::vector<std::pair<std::string, Data>>;

  Data() = default;                                           // null: what is not known
  Data(std::nullptr_t) {}                                     // NOLINT: a member is written as it is meant, in braces
  Data(bool value) : value_(value) {}                         // NOLINT
  Data(std::string text) : value_(std::move(text)) {}         // NOLINT
  Data(std::string_view text) : value_(std::string(text)) {}  // NOLINT
  Data(const char* text) : value_(std::string(text)) {}       // NOLINT
  /// Whole numbers are written with all their digits, others with twelve: what is further behind is arithmetic, not
  /// knowledge. What is infinite or no number is null.
  Data(double number) : value_(number) {}  // NOLINT
  template <std::integral Whole>
  Data(Whole number) : value_(static_cast<std::int64_t>(number)) {}                          // NOLINT
  Data(DataColumn column) : value_(std::make_shared<DataColumn>(std::move(column))) {}       // NOLINT
  Data(const std::vector<std::string>& texts) : value_(List(texts.begin(), texts.end())) {}  // NOLINT

  static Data list() { return of(List()); }
  static Data list(List elements) { return of(std::move(elements)); }
  static Data members() { return of(Members()); }
  static Data members(Members members) { return of(std::move(members)); }

  /// Adds an element to a list.
  void push(Data element) { std::get<List>(value_).push_back(std::move(element)); }
  /// Adds a member. Null becomes a tree of members by it.
  Data& add(std::string name, Data value) {
    if (is_null()) value_ = Members();
    auto& members = std::get<Members>(value_);
    members.emplace_back(std::move(name), std::move(value));
    return members.back().second;
  }
  /// Adds all members of another.
  void add_all(Data other) {
    for (auto& [name, value] : std::get<Members>(other.value_)) add(std::move(name), std::move(value));
  }

  bool is_null() const { return std::holds_alternative<std::monostate>(value_); }
  /// True of a list or of members that are none.
  bool empty() const;
  /// The member of that name, or null.
  const Data* find(std::string_view name) const;

  /// Written on one line, however deep: a row of numbers, a column of a large table.
  Data on_one_line() && {
    on_one_line_ = true;
    return std::move(*this);
  }
  bool is_on_one_line() const { return on_one_line_; }

  /// The table of an answer, for formats that have no room for more: members of members (their names are the first
  /// column, under `first_heading`), or a list of members.
  Data as_table(std::string first_heading = {}) && {
    table_ = std::make_shared<std::string>(std::move(first_heading));
    return std::move(*this);
  }
  const std::string* table_heading() const { return table_.get(); }
  /// Of the rows those members alone, in this order: for tables that are narrower than what is said of each row.
  Data with_columns(std::vector<std::string> names) && {
    columns_ = std::make_shared<std::vector<std::string>>(std::move(names));
    return std::move(*this);
  }
  const std::vector<std::string>* table_columns() const { return columns_.get(); }

  /// A tree, of which each node has further ones under that name: as a table a row for each, with its level.
  Data as_tree(std::string member) && {
    tree_ = std::make_shared<std::string>(std::move(member));
    return std::move(*this);
  }
  const std::string* tree_member() const { return tree_.get(); }

  using Value =
      std::variant<std::monostate, bool, double, std::int64_t, std::string, List, Members, std::shared_ptr<DataColumn>>;
  const Value& value() const { return value_; }

 private:
  template <class Contents>
  static Data of(Contents contents) {
    Data data;
    data.value_ = std::move(contents);
    return data;
  }

  Value value_;
  bool on_one_line_ = false;
  std::shared_ptr<std::string> table_, tree_;
  std::shared_ptr<std::vector<std::string>> columns_;
};

/// A number as it is written: at most twelve digits.
double twelve_digits(double value);
/// Appends the number as it is written, "null" for what is no finite number.
void append_number(std::string& out, double value);

/// The answer as JSON, two blanks to a level, without a newline at its end. Control characters are written as escapes,
/// also those that JSON allows: the answer may be read on a terminal.
std::string json(const Data& data);
/// The same behind what is written already: a large answer is written once.
void append_json(std::string& out, const Data& data);

/// The tables of some answers as one CSV, under all their headings; where there are several each row names its scenario
/// and variant. An answer without a table is a row of its own: "rounding low" is a member of a member. Cells without a
/// value are empty; numbers have all their digits.
std::string csv(const std::vector<Data>& answers);

}  // namespace costcurve
