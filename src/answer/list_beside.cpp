// Entries of the catalog side by side: a column for each, a row for each fact that any of them has.

#include <fmt/format.h>

#include <algorithm>

#include "answer/list.h"
#include "text/listing.h"

namespace costcurve {

namespace {

// In the order in which the entries have them; of a price that has changed the newest is told.
std::vector<std::string> fields_of(const std::vector<const CatalogEntry*>& entries) {
  std::vector<std::string> fields;
  for (const CatalogEntry* entry : entries)
    for (const Fact& fact : entry->facts)
      if (std::find(fields.begin(), fields.end(), fact.field) == fields.end()) fields.push_back(fact.field);
  return fields;
}

Grid::Row row_of_field(const std::string& field, const std::vector<const CatalogEntry*>& entries) {
  Grid::Row row;
  std::vector<std::string> texts;
  for (const CatalogEntry* entry : entries) {
    const Fact* fact = entry->find(field);
    texts.push_back(!fact ? "" : fact->text.text + (fact->verified ? "" : " (unverified)"));
  }
  const bool is_same = std::all_of(texts.begin(), texts.end(), [&](const auto& text) { return text == texts.front(); });
  row.differs = !is_same;
  row.cells.push_back({field});
  for (const std::string& text : texts) row.cells.push_back({Text::amount(text)});
  return row;
}

}  // namespace

Document entries_beside_document(const std::string& kind, const std::vector<const CatalogEntry*>& entries) {
  Grid grid;
  grid.columns = {{""}};
  for (const CatalogEntry* entry : entries) grid.columns.push_back({entry->name});
  for (const std::string& field : fields_of(entries)) grid.rows.push_back(row_of_field(field, entries));
  const std::string more =
      fmt::format("The newest of each. `costcurve list {} {}` says where they come from, and the older ones.", kind,
                  entries.front()->name);
  return {kind, {std::move(grid), Paragraph{{{more, Tone::dim}}}}};
}

}  // namespace costcurve
