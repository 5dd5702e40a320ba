#include "scenario/table.h"

#include <fmt/format.h>

#include <algorithm>

#include "scenario/names.h"
#include "text/syntax.h"

namespace costcurve {

namespace {

using Line = std::vector<Excerpt>;

// The cells of a table, RFC 4180: a separator parts them, quotes enclose, doubled quotes stand for one.
class CellReader {
 public:
  CellReader(const SourcePointer& source, Diagnostics& diagnostics)
      : source_(source), text_(source->text), at_(source->offset_of(1, 1)), diagnostics_(diagnostics) {
    separator_ = separator_of(text_.substr(at_, text_.find('\n', at_) - at_));
  }

  bool at_end() const { return at_ >= text_.size(); }
  // Where commas are decimal, spreadsheets part cells with semicolons; some part them with tabs. Semicolons are there
  // for that alone, so that a point among them may part thousands.
  NumberStyle numbers() const { return {separator_ != ',', separator_ == ';'}; }

  Line next() {
    Line cells;
    while (true) {
      cells.push_back(cell());
      if (at_end() || text_[at_] == '\n') break;
      ++at_;
    }
    if (!at_end()) ++at_;
    return cells;
  }

 private:
  static char separator_of(const std::string& heading) {
    const auto count = [&](char c) { return std::count(heading.begin(), heading.end(), c); };
    if (count('\t') > count(',')) return '\t';
    return count(';') > count(',') ? ';' : ',';
  }

  bool ends_cell() const { return at_end() || text_[at_] == separator_ || text_[at_] == '\n'; }

  Excerpt cell() {
    while (!at_end() && text_[at_] == ' ') ++at_;
    Excerpt cell;
    cell.source = source_;
    cell.begin = at_;
    if (!at_end() && text_[at_] == '"') return quoted(std::move(cell));
    while (!ends_cell()) cell.text += text_[at_++];
    while (!cell.text.empty() && (cell.text.back() == '\r' || cell.text.back() == ' ')) cell.text.pop_back();
    cell.end = cell.begin + cell.text.size();
    return cell;
  }

  Excerpt quoted(Excerpt cell) {
    cell.begin = ++at_;
    while (!at_end() && !(text_[at_] == '"' && (at_ + 1 >= text_.size() || text_[at_ + 1] != '"'))) {
      if (text_[at_] == '"') {
        ++at_;
        cell.verbatim = false;
      }
      cell.text += text_[at_++];
    }
    cell.end = at_;
    if (at_end())
      diagnostics_.report({source_, cell.begin - 1, cell.begin}, "this quote is never closed",
                          {"a quote within a cell is doubled: \"a \"\"quoted\"\" word\""});
    else
      ++at_;
    while (!ends_cell()) ++at_;
    return cell;
  }

  const SourcePointer& source_;
  const std::string& text_;
  std::size_t at_;
  Diagnostics& diagnostics_;
  char separator_ = ',';
};

Value text_value(Excerpt excerpt) {
  Value value;
  value.kind = Value::Kind::text;
  value.place = excerpt.place();
  value.text = std::move(excerpt);
  return value;
}

// Adds a remark to the note of a row: "provider: AWS".
void add_remark(Entry& row, const Column& column, const Excerpt& cell) {
  const std::string remark = column.heading + ": " + cell.text;
  if (Entry* note = row.value.find("note")) return void(note->value.text.text += "; " + remark);
  Excerpt text = cell;
  text.text = remark;
  text.verbatim = false;
  row.value.members.push_back({"note", column.place, text_value(std::move(text))});
}

// A line of the table: a table named by its first cell.
Entry row_of(const Line& cells, const std::vector<Column>& columns, NumberStyle numbers, Diagnostics& diagnostics) {
  Entry row;
  row.key = is_name(cells[0].text) ? cells[0].text : as_name(cells[0].text);
  row.place = cells[0].place();
  for (std::size_t c = 1; c < cells.size(); ++c) {
    const Column& column = columns[c];
    if (says_nothing(cells[c].text)) continue;
    if (column.key.empty())
      diagnostics.report(cells[c].place(), "this column has no heading", {"the first line names each column"});
    else if (column.is_remark || (column.key == "note" && row.value.find("note")))
      add_remark(row, column, cells[c]);
    else if (!row.value.find(column.key))  // two columns of one name were reported at the heading
      row.value.members.push_back(
          {column.key, column.place, text_value(amount_cell(cells[c], column, numbers, diagnostics))});
  }
  row.value.place = row.place;
  return row;
}

// The lines below the heading, as many cells in each.
std::vector<Line> lines_of(CellReader& reader, const Line& heading, Diagnostics& diagnostics) {
  constexpr std::size_t most_rows = 10000;
  std::vector<Line> lines;
  while (!reader.at_end()) {
    Line cells = reader.next();
    if (cells.size() == 1 && cells[0].text.empty()) continue;
    if (lines.size() >= most_rows) {
      diagnostics.report(cells[0].place(), fmt::format("this table has more than {} rows", most_rows),
                         {"add up beforehand what need not be seen row by row"});
      break;
    }
    if (cells.size() == heading.size())
      lines.push_back(std::move(cells));
    else
      diagnostics.report(cells[0].place(),
                         fmt::format("this line has {} cells, the heading has {}", cells.size(), heading.size()),
                         {"a cell that holds a comma goes in quotes: \"184,320 chip h\""});
  }
  return lines;
}

}  // namespace

std::optional<Value> read_table(const SourcePointer& source, const Units& units, Diagnostics& diagnostics) {
  if (!is_text(source, diagnostics)) return std::nullopt;
  Value rows;
  rows.place = {source, 0, 0};
  CellReader reader(source, diagnostics);
  const Line heading = reader.next();
  std::vector<Column> columns = columns_of(heading, units, diagnostics);
  const std::vector<Line> lines = lines_of(reader, heading, diagnostics);
  mark_remarks(columns, lines, units);
  for (const Line& cells : lines) rows.members.push_back(row_of(cells, columns, reader.numbers(), diagnostics));
  return rows;
}

}  // namespace costcurve
