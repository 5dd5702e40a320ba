#pragma once
// configs/ as facts: one small file for each chip, llm and API, read only when a scenario names it, and before the
// scenario is bound: binding takes a catalog that does not change.

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "catalog/kinds.h"
#include "quantity/units.h"
#include "text/texts.h"
#include "text/toml.h"

namespace costcurve {

/// What another source prints of the same.
struct Conflicting {
  std::string text;
  std::string source;

  std::string words() const { return text + " (" + source + ")"; }
};

/// One number of the catalog, as written, with where it is from.
struct Fact {
  std::string field;   // "peak.bf16", "released"
  Excerpt text;        // "989.4 TFLOP/s/chip"
  std::string source;  // title of the source
  std::string source_key;
  std::string date;  // of the fact, else of its source
  std::string note;
  bool verified = true;
  std::vector<Conflicting> conflicts;
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

/// The units, and the entries that were read so far. Kinds are those of catalog/kinds.h. A copy shares what was read
/// and reads on for itself.
class Catalog {
 public:
  Catalog() = default;
  /// Reads the units of the folder. Mistakes in it are added to `diagnostics`.
  Catalog(std::string folder, Texts& texts, Diagnostics& diagnostics);

  const std::shared_ptr<const Units>& units() const { return units_; }

  /// Reads the names of a kind, and the entry of that name if there is one. What was read is not read again.
  void read(const std::string& kind, const std::string& name, Texts& texts, Diagnostics& diagnostics);
  /// Reads the names of a kind.
  void read_names(const std::string& kind, Texts& texts);

  /// The entry, or null if none of that name was read. Case and punctuation do not tell names apart. Of an API's prices
  /// the last that began on or before `at` (a date, or empty for the newest) is taken.
  const CatalogEntry* find(const std::string& kind, const std::string& name, const std::string& at) const;
  /// The names of a kind that was read, sorted.
  const std::vector<std::string>& names(const std::string& kind) const;

 private:
  // An entry at each of its prices; the first before any was in force.
  struct Dated {
    std::string from;
    CatalogEntry entry;
  };
  using Prices = std::vector<Dated>;
  struct Names {
    std::vector<std::string> sorted;
    std::map<std::string, std::string> by_plain_name;
    bool are_all = false;  // and not those alone that were asked for as they are spelled
  };

  std::string path_of(const CatalogKind& kind, const std::string& name) const;
  void read_units(Units& units, const std::string& file, Texts& texts, Diagnostics& diagnostics);
  const std::string* name_like(const std::string& kind, const std::string& name) const;
  static Prices prices_of(const CatalogKind& kind, const std::string& name, const Value& document);

  std::string folder_;
  std::shared_ptr<const Units> units_ = std::make_shared<const Units>();
  std::map<std::string, Names> names_;                                                    // by kind
  std::map<std::pair<std::string, std::string>, std::shared_ptr<const Prices>> entries_;  // by kind and name
};

}  // namespace costcurve
