// The table of an answer as CSV: quoted as RFC 4180 has it, cells without a value empty. Lines end as they do
// everywhere else here, with LF alone.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <memory>

#include "document/data.h"
#include "text/diagnostic.h"

namespace costcurve {

namespace {

// Quoted where a comma, a quote or a line break stands in it; a quote inside is doubled. What a spreadsheet would take
// for a formula gets an apostrophe before it, as one would type it there.
std::string cell(const std::string& text) {
  const bool is_formula = !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
  const std::string visible = (is_formula ? "'" : "") + made_visible(text);
  if (visible.find_first_of(",\"") == std::string::npos) return visible;
  std::string quoted = "\"";
  for (const char c : visible) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + "\"";
}

// With all its digits: a table is calculated with.
void append_digits(std::string& out, double value) {
  if (std::isfinite(value)) fmt::format_to(std::back_inserter(out), "{}", value);
}

std::string cell_of(const Data& data) {
  struct Writer {
    std::string operator()(std::monostate) const { return ""; }
    std::string operator()(bool value) const { return value ? "true" : "false"; }
    std::string operator()(double value) const {
      std::string text;
      append_digits(text, value);
      return text;
    }
    std::string operator()(std::int64_t value) const { return std::to_string(value); }
    std::string operator()(const std::string& text) const { return cell(text); }
    std::string operator()(const Data::List& list) const {
      std::string text;
      for (const Data& element : list) {
        const auto* words = std::get_if<std::string>(&element.value());
        text += (text.empty() ? "" : "; ") + (words ? *words : json(Data(element).on_one_line()));
      }
      return cell(text);
    }
    std::string operator()(const Data::Members& members) const {
      return members.empty() ? "" : cell(json(Data::members(members).on_one_line()));
    }
    std::string operator()(const std::shared_ptr<DataColumn>&) const { return ""; }
  };
  return std::visit(Writer(), data.value());
}

const Data* table_in(const Data& data) {
  if (data.table_heading() || data.tree_member()) return &data;
  if (const auto* members = std::get_if<Data::Members>(&data.value()))
    for (const auto& [name, value] : *members)
      if (const Data* table = table_in(value)) return table;
  return nullptr;
}

// Of a column its values, or the ends of their ranges.
const DataColumn* column_of(const Data& data, std::string_view of = "values") {
  const Data* values = data.find(of);
  const auto* column = values ? std::get_if<std::shared_ptr<DataColumn>>(&values->value()) : nullptr;
  return column ? column->get() : nullptr;
}

std::string text_of(const Data& data, std::string_view name) {
  const Data* member = data.find(name);
  const auto* text = member ? std::get_if<std::string>(&member->value()) : nullptr;
  return text ? *text : "";
}

// The headings of all answers, each once, in the order in which they first occur.
class Headings {
 public:
  // Where the heading's cells go.
  std::size_t place(const std::string& heading) {
    const auto found = std::find(names_.begin(), names_.end(), heading);
    const auto place = static_cast<std::size_t>(found - names_.begin());
    if (found == names_.end()) names_.push_back(heading);
    return place;
  }
  std::size_t size() const { return names_.size(); }

  std::string line() const {
    std::string text;
    for (const std::string& name : names_) text += (text.empty() ? "" : ",") + cell(name);
    return text + "\n";
  }

 private:
  std::vector<std::string> names_;
};

// One answer's part of the table: its cells, by the places of their headings.
class Part {
 public:
  virtual ~Part() = default;
  virtual std::size_t rows() const = 0;
  virtual void append(std::string& out, std::size_t row, std::size_t place) const = 0;
};

// Rows whose headings are the names of their members: a table's, a tree's, or the only one of what is neither.
class RowPart final : public Part {
 public:
  RowPart(const Data& table, Headings& headings) {
    if (table.tree_member()) {
      add_tree(table, *table.tree_member(), 0, headings);
    } else if (!table.table_heading()) {
      rows_.emplace_back();
      add(table, headings);
    } else if (const auto* members = std::get_if<Data::Members>(&table.value())) {
      const std::size_t place = headings.place(*table.table_heading());
      for (const auto& [name, row] : *members) {
        rows_.emplace_back();
        rows_.back()[place] = cell(name);
        add(row, headings);
      }
    } else if (const auto* list = std::get_if<Data::List>(&table.value())) {
      for (const Data& row : *list) {
        rows_.emplace_back();
        if (table.table_columns())
          add_only(*table.table_columns(), row, headings);
        else
          add(row, headings);
      }
    }
  }

  std::size_t rows() const override { return rows_.size(); }
  void append(std::string& out, std::size_t row, std::size_t place) const override {
    if (const auto found = rows_[row].find(place); found != rows_[row].end()) out += found->second;
  }

 private:
  // Members of members stand in the same row, named behind them: "rounding low"; what is the value itself is not named.
  void add(const Data& row, Headings& headings, const std::string& of = {}) {
    const auto* members = std::get_if<Data::Members>(&row.value());
    if (!members) return;
    for (const auto& [name, value] : *members) {
      const bool is_itself = name == "value" || name == "values";
      const std::string heading = of.empty() ? name : is_itself ? of : of + " " + name;
      if (std::holds_alternative<Data::Members>(value.value()))
        add(value, headings, of.empty() && is_itself ? "" : heading);
      else
        rows_.back()[headings.place(heading)] = cell_of(value);
    }
  }
  void add_only(const std::vector<std::string>& columns, const Data& row, Headings& headings) {
    for (const std::string& name : columns) {
      const std::size_t place = headings.place(name);
      if (const Data* value = row.find(name)) rows_.back()[place] = cell_of(*value);
    }
  }
  // The nodes one after the other, each before those below it. Which scenario it is does not belong to its root.
  void add_tree(const Data& node, const std::string& further, std::int64_t level, Headings& headings) {
    const auto* members = std::get_if<Data::Members>(&node.value());
    if (!members) return;
    rows_.emplace_back();
    rows_.back()[headings.place("level")] = std::to_string(level);
    for (const auto& [name, value] : *members)
      if (name != further && name != "scenario" && name != "variant")
        rows_.back()[headings.place(name)] = cell_of(value);
    const Data* below = node.find(further);
    if (const auto* list = below ? std::get_if<Data::List>(&below->value()) : nullptr)
      for (const Data& next : *list) add_tree(next, further, level + 1, headings);
  }

  std::vector<std::map<std::size_t, std::string>> rows_;
};

// Columns, each with its values one after the other.
class ColumnPart final : public Part {
 public:
  ColumnPart(const Data::List& columns, Headings& headings) {
    for (const Data& column : columns) {
      const std::string name = text_of(column, "quantity"), unit = text_of(column, "unit");
      for (const char* of : {"values", "p5", "p95"})
        if (const DataColumn* values = column_of(column, of)) {
          const std::string which = of == std::string_view("values") ? name : fmt::format("{} {}", name, of);
          add(headings.place(unit.empty() ? which : fmt::format("{} [{}]", which, unit)), *values);
        }
    }
  }

  std::size_t rows() const override { return columns_.empty() ? 0 : columns_.back().values->size; }
  void append(std::string& out, std::size_t row, std::size_t place) const override {
    if (place >= columns_.size() || !columns_[place].values) return;
    const DataColumn& values = *columns_[place].values;
    if (values.number)
      append_digits(out, values.number(row));
    else if (values.choice)
      out += columns_[place].few[values.choice(row)];
    else
      out += cell(values.text(row).value_or(""));
  }

 private:
  void add(std::size_t place, const DataColumn& values) {
    if (place >= columns_.size()) columns_.resize(place + 1);
    columns_[place].values = &values;
    for (const Data& value : values.few) columns_[place].few.push_back(cell_of(value));
  }

  struct Column {
    const DataColumn* values = nullptr;  // none where another answer has the heading
    std::vector<std::string> few;
  };
  std::vector<Column> columns_;  // by the places of their headings
};

std::unique_ptr<Part> part_of(const Data& table, Headings& headings) {
  const auto* list = std::get_if<Data::List>(&table.value());
  if (list && !list->empty() && column_of(list->front())) return std::make_unique<ColumnPart>(*list, headings);
  return std::make_unique<RowPart>(table, headings);
}

// What tells the rows of several answers apart.
std::vector<std::string_view> told_apart_by(const std::vector<Data>& answers) {
  if (answers.size() < 2) return {};
  const bool differ = std::any_of(answers.begin(), answers.end(), [&](const Data& answer) {
    return text_of(answer, "quantity") != text_of(answers.front(), "quantity");
  });
  return differ ? std::vector<std::string_view>{"scenario", "variant", "quantity"}
                : std::vector<std::string_view>{"scenario", "variant"};
}

}  // namespace

std::string csv(const std::vector<Data>& answers) {
  Headings headings;
  std::vector<std::pair<std::map<std::size_t, std::string>, std::unique_ptr<Part>>> parts;  // whose rows they are first
  std::size_t rows = 0;
  for (const Data& answer : answers) {
    const Data* table = table_in(answer);
    std::map<std::size_t, std::string> whose;
    for (const std::string_view name : told_apart_by(answers))
      if (answer.find(name)) whose[headings.place(std::string(name))] = cell(text_of(answer, name));
    parts.emplace_back(std::move(whose), part_of(table ? *table : answer, headings));
    rows += parts.back().second->rows();
  }
  if (parts.empty()) return {};
  constexpr std::size_t usual_length = 20;  // of a number: reserved, so that text is not copied while it grows
  std::string out = headings.line();
  out.reserve(out.size() + rows * headings.size() * usual_length);
  for (const auto& [whose, part] : parts)
    for (std::size_t row = 0; row < part->rows(); ++row) {
      for (std::size_t place = 0; place < headings.size(); ++place) {
        if (place > 0) out += ',';
        if (const auto own = whose.empty() ? whose.end() : whose.find(place); own != whose.end())
          out += own->second;
        else
          part->append(out, row, place);
      }
      out += '\n';
    }
  return out;
}

}  // namespace costcurve
