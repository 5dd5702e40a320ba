#include "scenario/table.h"

#include <fmt/format.h>

#include <algorithm>

#include "scenario/names.h"
#include "text/syntax.h"

namespace costcurve {

namespace {

// The cells of one record, RFC 4180: commas separate, quotes enclose, doubled quotes stand for one.
std::vector<Excerpt> cells_of(const SourcePointer& source, std::size_t& at, Diagnostics& diagnostics) {
  const std::string& text = source->text;
  std::vector<Excerpt> cells;
  while (true) {
    Excerpt cell;
    cell.source = source;
    while (at < text.size() && text[at] == ' ') ++at;
    cell.begin = at;
    if (at < text.size() && text[at] == '"') {
      cell.begin = ++at;
      while (at < text.size() && !(text[at] == '"' && (at + 1 >= text.size() || text[at + 1] != '"'))) {
        if (text[at] == '"') {
          ++at;
          cell.verbatim = false;
        }
        cell.text += text[at++];
      }
      cell.end = at;
      if (at >= text.size())
        diagnostics.add({{source, cell.begin - 1, cell.begin},
                         "this quote is never closed",
                         "",
                         {"a quote within a cell is doubled: \"a \"\"quoted\"\" word\""}});
      if (at < text.size()) ++at;
      while (at < text.size() && text[at] != ',' && text[at] != '\n') ++at;
    } else {
      while (at < text.size() && text[at] != ',' && text[at] != '\n') cell.text += text[at++];
      while (!cell.text.empty() && (cell.text.back() == '\r' || cell.text.back() == ' ')) cell.text.pop_back();
      cell.end = cell.begin + cell.text.size();
    }
    cells.push_back(std::move(cell));
    if (at >= text.size() || text[at] == '\n') break;
    ++at;
  }
  if (at < text.size()) ++at;
  return cells;
}

// The first line: a column without a heading, or with that of another, holds nothing that could be meant.
void check_heading(const std::vector<Excerpt>& header, Diagnostics& diagnostics) {
  for (std::size_t column = 1; column < header.size(); ++column) {
    const auto same = [&](const Excerpt& other) { return other.text == header[column].text; };
    if (header[column].text.empty()) continue;
    if (std::any_of(header.begin() + 1, header.begin() + static_cast<std::ptrdiff_t>(column), same))
      diagnostics.add({header[column].place(),
                       fmt::format("the column `{}` stands twice", header[column].text),
                       "",
                       {"each column has a heading of its own"}});
  }
}

Value text_value(const Excerpt& excerpt) {
  Value value;
  value.kind = Value::Kind::text;
  value.text = excerpt;
  value.place = excerpt.place();
  return value;
}

// Where commas are decimal, spreadsheets part cells with semicolons; some part them with tabs.
bool is_parted_by_commas(const std::vector<Excerpt>& header, Diagnostics& diagnostics) {
  const std::string& text = header.front().text;
  const char* const other = header.size() > 1                      ? nullptr
                            : text.find(';') != std::string::npos  ? "semicolons"
                            : text.find('\t') != std::string::npos ? "tabs"
                                                                   : nullptr;
  if (other)
    diagnostics.report(header.front().place(), fmt::format("{} part the cells of this table", other),
                       {"commas part them here: name,chip_time,rent",
                        "a comma within a cell needs quotes, and a point "
                        "is decimal: big,\"184,320 chip h\",2.5 USD/chip/h"});
  return !other;
}

// A line of the table: a table named by its first cell.
Entry row_of(const std::vector<Excerpt>& cells, const std::vector<Excerpt>& header, Diagnostics& diagnostics) {
  Entry row;
  row.key = is_name(cells[0].text) ? cells[0].text : as_name(cells[0].text);
  row.place = cells[0].place();
  for (std::size_t column = 1; column < cells.size(); ++column) {
    if (cells[column].text.empty()) continue;
    if (header[column].text.empty()) {
      diagnostics.report(cells[column].place(), "this column has no heading", {"the first line names each column"});
      continue;
    }
    if (row.value.find(header[column].text)) continue;  // two columns of one name were reported at the heading
    row.value.members.push_back({header[column].text, header[column].place(), text_value(cells[column])});
  }
  row.value.place = row.place;
  return row;
}

}  // namespace

std::optional<Value> read_table(const SourcePointer& source, Diagnostics& diagnostics) {
  constexpr std::size_t most_rows = 10000;
  Value rows;
  rows.place = {source, 0, 0};
  if (!is_text(source, diagnostics)) return std::nullopt;
  std::size_t at = source->offset_of(1, 1);
  const std::vector<Excerpt> header = cells_of(source, at, diagnostics);
  if (!is_parted_by_commas(header, diagnostics)) return std::nullopt;
  check_heading(header, diagnostics);
  while (at < source->text.size()) {
    const std::vector<Excerpt> cells = cells_of(source, at, diagnostics);
    if (cells.size() == 1 && cells[0].text.empty()) continue;
    if (rows.members.size() >= most_rows) {
      diagnostics.report(cells[0].place(), fmt::format("this table has more than {} rows", most_rows),
                         {"add up beforehand what need not be seen row by row"});
      break;
    }
    if (cells.size() == header.size())
      rows.members.push_back(row_of(cells, header, diagnostics));
    else
      diagnostics.report(cells[0].place(),
                         fmt::format("this line has {} cells, the heading has {}", cells.size(), header.size()),
                         {"a cell that holds a comma goes in quotes: \"184,320 chip h\""});
  }
  return rows;
}

}  // namespace costcurve
