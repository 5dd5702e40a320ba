// The table of an answer as CSV: quoted as RFC 4180 has it, cells without a value empty. Lines end as they do
// everywhere else here, with LF alone.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>

#include "document/data.h"
#include "text/diagnostic.h"

namespace costcurve {

namespace {

// Quoted where a comma, a quote or a line break stands in it; a quote inside is doubled.
std::string cell(const std::string& text) {
  const std::string visible = made_visible(text);
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
  if (data.table_heading()) return &data;
  if (const auto* members = std::get_if<Data::Members>(&data.value()))
    for (const auto& [name, value] : *members)
      if (const Data* table = table_in(value)) return table;
  return nullptr;
}

const DataColumn* column_of(const Data& data) {
  const Data* values = data.find("values");
  const auto* column = values ? std::get_if<std::shared_ptr<DataColumn>>(&values->value()) : nullptr;
  return column ? column->get() : nullptr;
}

std::string text_of(const Data& data, std::string_view name) {
  const Data* member = data.find(name);
  const auto* text = member ? std::get_if<std::string>(&member->value()) : nullptr;
  return text ? *text : "";
}

// A table of rows whose headings are the names of their members, in the order in which they first occur.
class RowTable {
 public:
  explicit RowTable(const Data& table) {
    if (const auto* members = std::get_if<Data::Members>(&table.value())) {
      headings_.push_back(*table.table_heading());
      for (const auto& [name, row] : *members) add(&name, row);
    } else if (const auto* list = std::get_if<Data::List>(&table.value())) {
      for (const Data& row : *list) add(nullptr, row);
    }
  }

  void write(std::string& out, const std::string& before_heading, const std::string& before_row) const {
    out += before_heading;
    for (std::size_t h = 0; h < headings_.size(); ++h) out += (h > 0 ? "," : "") + cell(headings_[h]);
    out += '\n';
    for (const auto& [name, row] : rows_) {
      out += before_row;
      for (std::size_t h = 0; h < headings_.size(); ++h) {
        if (h > 0) out += ',';
        const Data* member = row->find(headings_[h]);
        if (h == 0 && name)
          out += cell(*name);
        else if (member)
          out += cell_of(*member);
      }
      out += '\n';
    }
  }

 private:
  void add(const std::string* name, const Data& row) {
    rows_.emplace_back(name, &row);
    if (const auto* members = std::get_if<Data::Members>(&row.value()))
      for (const auto& [heading, value] : *members)
        if (std::find(headings_.begin(), headings_.end(), heading) == headings_.end()) headings_.push_back(heading);
  }

  std::vector<std::string> headings_;
  std::vector<std::pair<const std::string*, const Data*>> rows_;
};

// A table of columns, each with its values one after the other.
class ColumnTable {
 public:
  explicit ColumnTable(const Data::List& columns) : columns_(columns) {
    for (const Data& column : columns) {
      few_.emplace_back();
      for (const Data& value : column_of(column)->few) few_.back().push_back(cell_of(value));
    }
  }

  void write(std::string& out, const std::string& before_heading, const std::string& before_row) const {
    const std::size_t size = columns_.empty() ? 0 : column_of(columns_.front())->size;
    constexpr std::size_t usual_length = 20;  // of a number: reserved, so that text is not copied while it grows
    out.reserve(out.size() + (size + 1) * columns_.size() * usual_length);
    out += before_heading;
    for (std::size_t c = 0; c < columns_.size(); ++c) out += (c > 0 ? "," : "") + heading(columns_[c]);
    out += '\n';
    for (std::size_t place = 0; place < size; ++place) {
      out += before_row;
      for (std::size_t c = 0; c < columns_.size(); ++c) {
        if (c > 0) out += ',';
        append(out, *column_of(columns_[c]), few_[c], place);
      }
      out += '\n';
    }
  }

 private:
  static std::string heading(const Data& column) {
    const std::string name = text_of(column, "quantity"), unit = text_of(column, "unit");
    return cell(unit.empty() ? name : fmt::format("{} [{}]", name, unit));
  }

  static void append(std::string& out, const DataColumn& column, const std::vector<std::string>& few,
                     std::size_t place) {
    if (column.number)
      append_digits(out, column.number(place));
    else if (column.choice)
      out += few[column.choice(place)];
    else
      out += cell(column.text(place).value_or(""));
  }

  const Data::List& columns_;
  std::vector<std::vector<std::string>> few_;
};

}  // namespace

std::string csv(const std::vector<Data>& answers) {
  std::string out;
  for (const Data& answer : answers) {
    const Data* table = table_in(answer);
    if (!table) continue;
    std::string before_heading, before_row;
    for (const char* name : {"scenario", "variant"})
      if (answers.size() > 1 && answer.find(name)) {
        before_heading += std::string(name) + ",";
        before_row += cell(text_of(answer, name)) + ",";
      }
    if (!out.empty()) out += '\n';
    const auto* list = std::get_if<Data::List>(&table->value());
    if (list && !list->empty() && column_of(list->front()))
      ColumnTable(*list).write(out, before_heading, before_row);
    else
      RowTable(*table).write(out, before_heading, before_row);
  }
  return out;
}

}  // namespace costcurve
