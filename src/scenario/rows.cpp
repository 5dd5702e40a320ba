// A part with rows: each row is a part of its own, with what stands beside the rows in all of them.

#include <fmt/format.h>

#include "scenario/names.h"
#include "scenario/outline.h"
#include "scenario/table.h"

namespace costcurve {

namespace {

// The rows of a CSV file beside the scenario; null where it cannot be read, which is reported.
const Value* rows_of_file(const Value& name, const Elsewhere& elsewhere, Outline& outline, Diagnostics& diagnostics) {
  const std::string path = path_beside(outline.source, name.text.text);
  const FileText* file = elsewhere.texts.find(path);
  if (file && file->source) {
    std::optional<Value> table = read_table(file->source, outline.header.units, diagnostics);
    return table ? &outline.tables.emplace_back(std::move(*table)) : nullptr;
  }
  std::vector<std::string> notes = {"rows = \"card.csv\" names a CSV file beside the scenario"};
  if (file) notes.insert(notes.begin(), made_visible(path) + ": " + not_read(path, file->unread).problem);
  diagnostics.report(name.place, fmt::format("the table `{}` cannot be read", name.text.text), notes);
  return nullptr;
}

const Value* table_of(const Value& rows, const Elsewhere& elsewhere, Outline& outline, Diagnostics& diagnostics) {
  const Value* table = rows.is_text() ? rows_of_file(rows, elsewhere, outline, diagnostics) : &rows;
  if (!table || (table->is_table() && !table->members.empty())) return table;
  if (!table->is_table())
    diagnostics.report(rows.place, "rows are tables, each under its name",
                       {"rows.b8 = { chip_time = \"1.46 M chip h\" }"});
  else
    diagnostics.report(
        rows.place, "there are no rows",
        {"rows.b8 = { chip_time = \"1.46 M chip h\" } is one; a CSV file has a heading and a line for each"});
  return nullptr;
}

// True if the row has a name and columns; otherwise what refers to it is not reported as well.
bool check_row(const Entry& row, const std::string& part, Outline& outline, Diagnostics& diagnostics) {
  if (!check_name(row, diagnostics)) {
    outline.mistaken.insert(part + "." + as_name(row.key));
    return false;
  }
  if (row.value.is_table()) return true;
  outline.mistaken.insert(part + "." + row.key);
  diagnostics.report(row.place, fmt::format("the row `{}` has no columns", row.key),
                     {fmt::format("rows.{} = {{ chip_time = \"1.46 M chip h\" }}", row.key)});
  return false;
}

// What stands beside the rows holds in each that does not say otherwise.
RowText row_text(const std::string& name, const Entry& heading, const Entry& row) {
  RowText text{name, {}};
  for (const Entry& member : heading.value.members)
    if (member.key != "rows" && !row.value.find(member.key)) text.entries.push_back(&member);
  for (const Entry& member : row.value.members) text.entries.push_back(&member);
  return text;
}

}  // namespace

std::vector<RowText> read_rows(const Entry& heading, const Value& rows, const Elsewhere& elsewhere, Outline& outline,
                               Diagnostics& diagnostics) {
  const Value* table = table_of(rows, elsewhere, outline, diagnostics);
  std::vector<RowText> texts;
  if (!table) return outline.mistaken.insert(heading.key), texts;
  std::set<std::string> seen;
  for (const Entry& row : table->members) {
    if (!check_row(row, heading.key, outline, diagnostics)) continue;
    const std::string name = heading.key + "." + row.key;
    if (seen.insert(name).second)
      texts.push_back(row_text(name, heading, row));
    else
      diagnostics.report(row.place, fmt::format("the row `{}` is given twice", row.key),
                         {"a row's name is its first cell in small letters, with underscores for all else"});
  }
  return texts;
}

}  // namespace costcurve
