#include "scenario/table.h"

#include <fmt/format.h>

#include <algorithm>

#include "scenario/names.h"
#include "text/csv.h"
#include "text/soundness.h"

namespace costcurve {

namespace {

using Line = std::vector<Excerpt>;

// Where commas are decimal, spreadsheets part cells with semicolons; some part them with tabs. Semicolons are there
// for that alone, so that a point among them may part thousands.
NumberStyle numbers_beside(char separator) { return {separator != ',', separator == ';'}; }

// Adds a remark to the note of a row: "provider: AWS".
void add_remark(Entry& row, const Column& column, const Excerpt& cell) {
  const std::string remark = column.heading + ": " + cell.text;
  if (Entry* note = row.value.find("note")) return void(note->value.text.text += "; " + remark);
  Excerpt text = cell;
  text.text = remark;
  text.verbatim = false;
  row.value.members.push_back({"note", column.place, text_value(std::move(text))});
}

// What a line says in the columns that do not name it.
void fill_row(Entry& row, const Line& cells, std::optional<std::size_t> naming, const std::vector<Column>& columns,
              NumberStyle numbers, Diagnostics& diagnostics) {
  for (std::size_t c = 0; c < cells.size(); ++c) {
    if (c == naming) continue;
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
}

// What a spreadsheet would work out, or breaks over two lines, was not meant as a name.
void check_row_name(const Excerpt& cell, Diagnostics& diagnostics) {
  if (cell.text.find_first_of("\n\r") != std::string::npos)
    diagnostics.report(cell.place(), "there is a line break within this name", {"a name is one line"});
  else if (!cell.text.empty() && std::string_view("=+-@\t").find(cell.text.front()) != std::string_view::npos)
    diagnostics.report(cell.place(), "this cell is a formula of a spreadsheet, not a name",
                       {"put the name in its place"});
}

// A line of the table: a table named by its first cell.
Entry row_of(const Line& cells, const std::vector<Column>& columns, NumberStyle numbers, Diagnostics& diagnostics) {
  Entry row;
  check_row_name(cells[0], diagnostics);
  row.key = is_name(cells[0].text) ? cells[0].text : as_name(cells[0].text);
  row.place = cells[0].place();
  fill_row(row, cells, 0, columns, numbers, diagnostics);
  return row;
}

std::optional<std::size_t> naming_column(const std::vector<Column>& columns) {
  constexpr std::string_view names[] = {"run", "row", "name", "id"};
  for (std::size_t c = 0; c < columns.size(); ++c)
    if (std::find(std::begin(names), std::end(names), columns[c].key) != std::end(names)) return c;
  return std::nullopt;
}

// The lines below the heading, as many cells in each.
std::vector<Line> lines_of(CsvReader& reader, const Line& heading, Diagnostics& diagnostics) {
  constexpr std::size_t most_rows = 10000;
  std::vector<Line> lines;
  while (!reader.at_end()) {
    Line cells = reader.line();
    if (cells.empty() || (cells.size() == 1 && cells[0].text.empty())) continue;
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

namespace {

struct TableText {
  char separator = ',';
  std::vector<Column> columns;
  std::vector<Line> lines;
};

TableText text_of_table(const SourcePointer& source, const Units& units, Diagnostics& diagnostics) {
  TableText table;
  table.separator = separator_in(source->text);
  CsvReader reader(source, {table.separator, true}, diagnostics);
  const Line heading = reader.line();
  table.columns = columns_of(heading, units, diagnostics);
  table.lines = lines_of(reader, heading, diagnostics);
  return table;
}

}  // namespace

std::optional<Value> read_table(const SourcePointer& source, const Units& units, Diagnostics& diagnostics) {
  if (!is_text(source, diagnostics)) return std::nullopt;
  Value rows;
  rows.place = {source, 0, 0};
  TableText table = text_of_table(source, units, diagnostics);
  mark_remarks(table.columns, table.lines, units);
  for (const Line& cells : table.lines)
    rows.members.push_back(row_of(cells, table.columns, numbers_beside(table.separator), diagnostics));
  return rows;
}

std::optional<Value> read_measurements(const SourcePointer& source, const Units& units, Diagnostics& diagnostics) {
  if (!is_text(source, diagnostics)) return std::nullopt;
  Value rows;
  rows.place = {source, 0, 0};
  const TableText table = text_of_table(source, units, diagnostics);
  const std::optional<std::size_t> naming = naming_column(table.columns);
  for (const Line& cells : table.lines) {
    Entry row;
    row.place = cells[naming.value_or(0)].place();
    row.key = naming ? cells[*naming].text : fmt::format("line {}", row.place.line());
    fill_row(row, cells, naming, table.columns, numbers_beside(table.separator), diagnostics);
    rows.members.push_back(std::move(row));
  }
  return rows;
}

}  // namespace costcurve
