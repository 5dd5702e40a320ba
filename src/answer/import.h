#pragma once
// The answer of `import`: what became of a file by others, record by record.

#include <string>
#include <string_view>
#include <vector>

#include "answer/question.h"
#include "document/data.h"
#include "document/document.h"
#include "imports/import.h"

namespace costcurve {

/// An import that was kept in a catalog.
struct ImportReport {
  const imports::ImportKind* kind = nullptr;
  std::string file;
  std::string catalog;
  imports::Imported imported;  // of its files those that were kept

  std::size_t kept() const;     // records that stand in the catalog
  std::size_t records() const;  // all
};

/// Reads the file that the question names and keeps what is in it. There is a store.
Answer kept_import(const imports::ImportKind& kind, const Question& question, Library& library);

Document import_document(const ImportReport& report, bool wants_all);
Data import_data(const ImportReport& report);

inline constexpr std::size_t largest_import = 256U << 20U;
/// The catalog of the user's own that a question is about: `--catalog`, else `catalog` where they are, else the one in
/// their data folder; empty where that is not known.
std::string catalog_folder(const Question& question, const Library& library);

/// A command line for each kind, and what it takes: for the verb's help.
std::string import_forms();
/// The names of the kinds that can be imported.
std::vector<std::string> names_of_imports();
/// What can be imported, and how it is asked for.
Document import_kinds_document();
Data import_kinds_data();

}  // namespace costcurve
