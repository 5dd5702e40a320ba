#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "answer/import.h"
#include "numeric/stable_order.h"
#include "quantity/print.h"
#include "text/listing.h"

namespace costcurve {

using imports::CatalogFile;
using imports::ImportKind;

namespace {

std::string number(std::size_t count) { return count_text(static_cast<double>(count)); }

// "1,466 models of 36 providers: 1,309 imported into catalog, 157 left out."
std::string first_sentence(const ImportReport& report) {
  const std::size_t kept = report.kept(), left_out = report.imported.left_out.size();
  std::string sentence = counted(report.records(), report.kind->record);
  if (!report.kind->group.empty()) sentence += " of " + counted(report.imported.groups, report.kind->group);
  return fmt::format("{}: {} imported into {}, {} left out.", sentence, number(kept), report.catalog, number(left_out));
}

std::map<std::string, std::vector<std::string>> by_reason(const std::vector<imports::LeftOut>& left_out) {
  std::map<std::string, std::vector<std::string>> reasons;
  for (const imports::LeftOut& record : left_out) reasons[record.reason].push_back(record.record);
  return reasons;
}

std::string some_of(const std::vector<std::string>& records) {
  constexpr std::size_t shown = 3;
  const std::size_t count = std::min(shown, records.size());
  std::vector<std::string> some(records.begin(), records.begin() + static_cast<std::ptrdiff_t>(count));
  if (records.size() > shown) some.push_back(fmt::format("{} more", number(records.size() - shown)));
  return listed(some);
}

// Each reason with how many records are left out for it, the most frequent first.
void add_reasons(Notes& notes, const ImportReport& report) {
  std::vector<std::pair<std::string, std::vector<std::string>>> reasons;
  for (auto& [reason, records] : by_reason(report.imported.left_out)) reasons.emplace_back(reason, records);
  sort_stably(reasons, [](const auto& a, const auto& b) { return a.second.size() > b.second.size(); });
  for (const auto& [reason, records] : reasons)
    notes.notes.push_back({number(records.size()) + " left out", fmt::format("{}: {}", reason, some_of(records))});
}

Grid records_grid(const ImportReport& report) {
  Grid grid;
  grid.columns = {{"left out"}, {"because"}};
  for (const imports::LeftOut& record : report.imported.left_out) {
    Grid::Row& row = grid.rows.emplace_back();
    row.cells = {{record.record}, {record.reason}};
  }
  return grid;
}

// What the imported records had beside text, the most frequent first.
std::string not_carried_words(const ImportReport& report) {
  std::vector<std::pair<std::string, std::size_t>> kinds(report.imported.not_carried.begin(),
                                                         report.imported.not_carried.end());
  sort_stably(kinds, [](const auto& a, const auto& b) { return a.second > b.second; });
  std::vector<std::string> words;
  for (const auto& [what, count] : kinds)
    words.push_back(fmt::format("{} ({})", what, counted(count, report.kind->record)));
  return listed(words);
}

void add_doubts(Notes& notes, const std::vector<std::string>& doubtful, bool wants_all) {
  if (doubtful.empty()) return;
  const std::string question = "perhaps in another unit, so far is it from its like";
  const std::string doubts = wants_all ? listed(doubtful) : some_of(doubtful);
  notes.notes.push_back({"doubtful", fmt::format("{}: {}", question, doubts), Tone::bad});
}

// What is said of the records that were imported.
Notes notes_of(const ImportReport& report, bool wants_all) {
  Notes notes;
  if (!wants_all) add_reasons(notes, report);
  if (!report.imported.not_carried.empty())
    notes.notes.push_back({"not carried", "prices that the catalog has no word for: " + not_carried_words(report)});
  add_doubts(notes, report.imported.doubtful, wants_all);
  for (const std::string& note : report.imported.notes) notes.notes.push_back({"note", note});
  return notes;
}

}  // namespace

Document import_document(const ImportReport& report, bool wants_all) {
  Document document{fmt::format("{}, imported", report.file), {Lead{{first_sentence(report)}, {}}}};
  if (wants_all && !report.imported.left_out.empty()) document.pieces.emplace_back(records_grid(report));
  if (Notes notes = notes_of(report, wants_all); !notes.notes.empty()) document.pieces.emplace_back(std::move(notes));
  if (!wants_all && std::max(report.imported.left_out.size(), report.imported.doubtful.size()) > 3)
    document.pieces.emplace_back(Paragraph{{{"--all lists each that is left out.", Tone::dim}}});
  return document;
}

std::string import_forms() {
  std::string forms;
  for (const ImportKind& kind : imports::import_kinds()) forms += fmt::format("{}\n", kind.example);
  return forms +
         "\nFILE may be - for what is piped in; NAME is what the model or the cloud shall be called. `costcurve "
         "import` "
         "says what each kind is.\n";
}

Document import_kinds_document() {
  Entries entries;
  for (const ImportKind& kind : imports::import_kinds())
    entries.entries.push_back({"", std::string(kind.name), "", std::string(kind.about), {std::string(kind.example)}});
  return {"What can be imported",
          {Lead{{"costcurve import KIND FILE takes a file into a catalog of your own; - is what is piped in."}, {}},
           entries}};
}

}  // namespace costcurve
