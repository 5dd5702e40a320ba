#pragma once
// configs/ as facts: one small file for each chip, llm and API, read only when a scenario names it.

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "quantity/units.h"
#include "text/toml.h"

namespace costcurve {

/// One number of the catalog, as written, with where it is from.
struct Fact {
  std::string field;   // "peak.bf16", "released"
  Excerpt text;        // "989.4 TFLOP/s/chip"
  std::string source;  // title of the source
  std::string source_key;
  std::string date;  // of the fact, else of its source
  std::string note;
  bool verified = true;
  std::vector<std::string> conflicts;  // what other sources print
};

/// A chip, an llm, an API, a grid.
struct CatalogEntry {
  std::string kind;   // "chip"
  std::string name;   // as scenarios write it: "H800"
  std::string title;  // "H800 SXM5 80 GB"
  std::string path;
  std::vector<Fact> facts;

  const Fact* find(std::string_view field) const;
};

class Catalog {
 public:
  /// Opens the folder and reads the units. Mistakes in it are added to `diagnostics`.
  Catalog(std::string folder, Diagnostics& diagnostics);

  const Units& units() const { return units_; }

  /// The entry, or null if there is none of that name. `kind` is one of catalog/kinds.h.
  /// Of an API's prices the last that began on or before `at` (a date, or empty for the newest) is taken.
  const CatalogEntry* find(const std::string& kind, const std::string& name, const std::string& at,
                           Diagnostics& diagnostics);

  /// The names of one kind, sorted.
  std::vector<std::string> names(const std::string& kind) const;

 private:
  void read_units(const std::string& file, Diagnostics& diagnostics);
  void define(const Entry& entry, Diagnostics& diagnostics);

  std::string folder_;
  Units units_;
  std::mutex reading_;                                            // scenarios are read side by side
  std::map<std::string, std::unique_ptr<CatalogEntry>> entries_;  // by kind/name@date
};

/// Reads one entry from a parsed file.
CatalogEntry read_entry(const std::string& kind, const std::string& name, const Value& document, const std::string& at);

}  // namespace costcurve
