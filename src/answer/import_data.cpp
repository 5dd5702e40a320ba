#include "answer/import.h"

namespace costcurve {

Data import_data(const ImportReport& report) {
  Data files = Data::list(), left_out = Data::list(), not_carried = Data::members();
  for (const imports::CatalogFile& file : report.imported.files)
    files.push(Data::members({{"file", file.path}, {"records", file.records.size()}}));
  for (const imports::LeftOut& record : report.imported.left_out)
    left_out.push(Data::members({{std::string(report.kind->record), record.record}, {"reason", record.reason}}));
  for (const auto& [what, count] : report.imported.not_carried) not_carried.add(what, count);
  return Data::members({{"import", report.kind->name},
                        {"file", report.file},
                        {"catalog", report.catalog},
                        {"records", report.records()},
                        {"imported", report.kept()},
                        {"left_out", std::move(left_out).as_table()},
                        {"not_carried", std::move(not_carried)},
                        {"doubtful", report.imported.doubtful},
                        {"notes", report.imported.notes},
                        {"files", std::move(files)}});
}

Data import_kinds_data() {
  Data kinds = Data::list();
  for (const imports::ImportKind& kind : imports::import_kinds())
    kinds.push(Data::members({{"kind", kind.name}, {"about", kind.about}, {"example", kind.example}}));
  return Data::members({{"imports", std::move(kinds).as_table()}});
}

}  // namespace costcurve
